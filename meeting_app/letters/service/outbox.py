"""Verbs about letters that were written already."""

from datetime import datetime

from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.outbox import OutgoingMail


def send_again(mail: OutgoingMail, now: datetime) -> None:
    """Let the worker try a letter again that was given up."""
    if mail.failed_at is None or mail.sent_at is not None:
        raise Refused(_("This letter has not failed: it was sent, or it is still being tried."))
    mail.failed_at = mail.error = mail.lease_until = None
    mail.send_at = now
