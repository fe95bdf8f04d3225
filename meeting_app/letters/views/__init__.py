"""Routes: letters that were written, organisers' wordings, letters to groups, reminders."""

from meeting_app.letters.views import groups, groups_sending, outbox, reminders, templates
from meeting_app.letters.views.blueprint import bp

__all__ = ["bp", "groups", "groups_sending", "outbox", "reminders", "templates"]
