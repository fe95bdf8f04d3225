"""Pages about meetings."""

from meeting_app.meetings.views import desk, invitations, public, roles, translations
from meeting_app.meetings.views.blueprint import bp

__all__ = ["bp", "desk", "invitations", "public", "roles", "translations"]
