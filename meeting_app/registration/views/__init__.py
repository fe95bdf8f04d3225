"""Pages of registering, of places, and of the door."""

from meeting_app.registration.views import door, places
from meeting_app.registration.views.blueprint import bp

__all__ = ["bp", "door", "places"]
