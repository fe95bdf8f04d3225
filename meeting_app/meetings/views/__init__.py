"""Pages about meetings."""

from meeting_app.meetings.views import desk, protection, public, translations
from meeting_app.meetings.views.blueprint import bp

__all__ = ["bp", "desk", "protection", "public", "translations"]
