"""Putting letters into the outbox, and taking them out again."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import make_msgid, parseaddr
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, or_, update

from meeting_app.core.db import db, insert_many_once, insert_once
from meeting_app.core.outbox.letter import ERASED_DOMAIN, Letter, on_one_line
from meeting_app.core.outbox.models import OutgoingMail, Reason

_UNIQUE = ("kind", "cause", "address")
_AT_ONCE = 500
"""Rows per statement."""


def post(letter: Letter, now: datetime) -> None:
    """Put the letter into the outbox, unless this recipient has it for this cause already, or was
    erased.

    ValueError for an attachment that is no calendar file, and for a letter that its recipient
    could stop but that names nobody who could.
    """
    if not _is_erased(letter):
        insert_once(OutgoingMail, _UNIQUE, **_row(letter, now, _host()))


def post_many(letters: Iterable[Letter], now: datetime) -> None:
    """As `post`, for a letter to many: a statement per 500."""
    host = _host()
    rows = [_row(letter, now, host) for letter in letters if not _is_erased(letter)]
    for first in range(0, len(rows), _AT_ONCE):
        insert_many_once(OutgoingMail, _UNIQUE, rows[first : first + _AT_ONCE])


def _is_erased(letter: Letter) -> bool:
    return letter.address.endswith(f"@{ERASED_DOMAIN}")


def _row(letter: Letter, now: datetime, host: str) -> dict[str, Any]:
    if any(one.content_type != "text/calendar" for one in letter.attachments):
        raise ValueError("letters carry calendar files and nothing else")
    if letter.person_id is None and not letter.necessary:
        raise ValueError("a letter that can be stopped needs its person's number")
    return {
        "kind": letter.kind,
        "cause": letter.cause,
        "scope": letter.scope,
        "person_id": letter.person_id,
        "address": letter.address,
        "name": on_one_line(letter.name),
        "reply_to": letter.reply_to,
        "language": letter.language,
        "subject": on_one_line(letter.subject),
        "body": letter.body,
        "marks": [list(mark) for mark in letter.marks],
        "attachments": [[a.name, a.content_type, a.content.decode()] for a in letter.attachments],
        "necessary": letter.necessary,
        "condition": letter.condition,
        "condition_data": dict(letter.condition_data),
        "batch": letter.batch,
        "message_id": make_msgid(domain=host),
        "created_at": now,
        "send_at": letter.send_at or now,
    }


def _host() -> str:
    """What stands behind the @ of every Message-ID: the sender's own."""
    _name, address = parseaddr(current_app.config["MAIL_FROM"])
    return address.partition("@")[2] or "meeting.invalid"


def withdraw(numbers: Sequence[int] | ColumnElement[bool], reason: Reason, now: datetime) -> int:
    """Take letters out of the queue that have not left; returns how many.

    numbers: the letters' numbers, or a condition on their rows. One that a worker is sending just
    now stays: exactly one of both wins.
    """
    which = numbers if isinstance(numbers, ColumnElement) else OutgoingMail.id.in_(numbers)
    result = db.session.execute(
        update(OutgoingMail)
        .where(
            which,
            OutgoingMail.sent_at.is_(None),
            OutgoingMail.withdrawn_at.is_(None),
            or_(OutgoingMail.lease_until.is_(None), OutgoingMail.lease_until < now),
        )
        .values(withdrawn_at=now, withdrawn_reason=reason.value, failed_at=None, lease_until=None)
        .execution_options(synchronize_session="fetch")
    )
    return int(result.rowcount)  # type: ignore[attr-defined]


def count_as_sent(now: datetime) -> None:
    """Mark everything that waits as sent, without sending it: for a history that is made up."""
    db.session.flush()
    db.session.execute(
        update(OutgoingMail).where(OutgoingMail.sent_at.is_(None)).values(sent_at=now)
    )
