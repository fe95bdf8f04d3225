"""Pages about meetings."""

from meeting_app.meetings.views import audit, desk, protection, public, translations
from meeting_app.meetings.views.blueprint import bp

__all__ = ["audit", "bp", "desk", "protection", "public", "translations"]
