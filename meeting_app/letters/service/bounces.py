"""Letters that come back."""

from datetime import datetime
from enum import StrEnum

from meeting_app.core.db import db
from meeting_app.core.outbox import Attempt, MailAttempt
from meeting_app.letters.bounces import Report
from meeting_app.letters.queries import outbox as queries


class Taken(StrEnum):
    """What became of a report."""

    MARKED = "marked"
    KNOWN = "known"
    """The letter was marked already."""
    NOT_FINAL = "not_final"
    """Delivered, or still being tried by another server: nothing to do."""
    UNKNOWN = "unknown"
    """About no letter of ours."""


def take_report(report: Report, now: datetime) -> Taken:
    """Mark the letter as come back, with the words of the server that could not deliver it."""
    mail = queries.find_by_message_id(report.message_id)
    if mail is None:
        return Taken.UNKNOWN
    if not report.is_final:
        return Taken.NOT_FINAL
    if mail.bounced_at is not None:
        return Taken.KNOWN
    mail.bounced_at, mail.error, mail.lease_until = now, report.words, None
    mail.sent_at = mail.sent_at or now  # it left, whatever our own log knows
    db.session.add(
        MailAttempt(mail_id=mail.id, at=now, outcome=Attempt.BOUNCED, words=report.words)
    )
    return Taken.MARKED
