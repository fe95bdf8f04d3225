"""Pages about meetings."""

from meeting_app.meetings.views import audit, desk, public, translations
from meeting_app.meetings.views.blueprint import bp

__all__ = ["audit", "bp", "desk", "public", "translations"]
