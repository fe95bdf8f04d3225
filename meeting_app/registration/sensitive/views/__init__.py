"""Pages about sensitive data: a person's own, and the organisers'."""

from meeting_app.registration.sensitive.views import desk, own
from meeting_app.registration.sensitive.views.blueprint import bp

__all__ = ["bp", "desk", "own"]
