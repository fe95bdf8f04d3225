"""Routes: letters that were written, and organisers' wordings of letters."""

from meeting_app.letters.views import outbox, templates
from meeting_app.letters.views.blueprint import bp

__all__ = ["bp", "outbox", "templates"]
