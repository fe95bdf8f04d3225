"""Verbs about letters."""

from meeting_app.letters.service.bounces import take_report
from meeting_app.letters.service.outbox import send_again, send_all_again, withdraw

__all__ = ["send_again", "send_all_again", "take_report", "withdraw"]
