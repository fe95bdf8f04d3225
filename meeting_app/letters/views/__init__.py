"""Routes: letters that were written."""

from meeting_app.letters.views import outbox
from meeting_app.letters.views.blueprint import bp

__all__ = ["bp", "outbox"]
