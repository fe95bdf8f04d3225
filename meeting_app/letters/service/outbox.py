"""Verbs about letters that were written already."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select, update

from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.outbox import OutgoingMail, Reason
from meeting_app.letters.queries import outbox as queries
from meeting_app.letters.queries.outbox import LetterState
from meeting_app.meetings.models import Meeting
from meeting_app.people import audit
from meeting_app.people.models import Action, Person


def send_again(mail: OutgoingMail, now: datetime) -> None:
    """Let the worker try a letter again that was given up or came back, to the address that its
    recipient has now. It keeps its Message-ID and its log."""
    if queries.state_of(mail, now) not in (LetterState.FAILED, LetterState.BOUNCED):
        raise Refused(_("This letter has not failed: it was sent, or it is still being tried."))
    newer = queries.find_newer_address(mail)
    if newer and not _has_it_already(mail, newer):
        mail.address = newer
    mail.sent_at = mail.failed_at = mail.bounced_at = mail.lease_until = mail.tried_since = None
    mail.error, mail.refusals, mail.send_at = None, 0, now


def send_all_again(meeting: Meeting, now: datetime) -> int:
    """As `send_again`, for everything of the meeting that was given up; how many."""
    moved = queries.list_failed_of_moved(meeting, now)
    for mail in moved:
        send_again(mail, now)
    db.session.flush()
    rest = db.session.execute(
        update(OutgoingMail)
        .where(queries.belongs_to(meeting, with_services_own=False), queries.is_failed(now))
        .values(failed_at=None, error=None, refusals=0, tried_since=None, send_at=now)
        .execution_options(synchronize_session=False)
    )
    return len(moved) + int(rest.rowcount)  # type: ignore[attr-defined]


def _has_it_already(mail: OutgoingMail, address: str) -> bool:
    return (
        db.session.scalar(
            select(OutgoingMail.id).where(
                OutgoingMail.kind == mail.kind,
                OutgoingMail.cause == mail.cause,
                OutgoingMail.address == address,
            )
        )
        is not None
    )


def withdraw(mail: OutgoingMail, *, by: Person, now: datetime) -> None:
    """Take a letter back that has not left."""
    if not outbox.withdraw([mail.id], Reason.BY_ORGANISER, now):
        raise Refused(_("It is too late to withdraw this letter: it has left, or is leaving now."))
    audit.record(
        Action.LETTERS_WITHDRAWN,
        actor=by,
        now=now,
        scope=mail.scope,
        thing=f"letter {mail.id}",
        details={"number": 1},
    )
