"""Pages of registering, of places, of answers, and of the door."""

from meeting_app.registration.views import answers, door, places
from meeting_app.registration.views.blueprint import bp

__all__ = ["answers", "bp", "door", "places"]
