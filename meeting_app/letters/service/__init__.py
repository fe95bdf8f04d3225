"""Verbs about letters."""

from meeting_app.letters.service.outbox import send_again

__all__ = ["send_again"]
