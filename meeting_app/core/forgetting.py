"""Forgetting for good: letters and stored contents of somebody erased, and what lies unused in the
files of the database."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update

from meeting_app.core import files
from meeting_app.core.db import db, vacuum
from meeting_app.core.outbox import ERASED_DOMAIN, MailAttempt, OutgoingMail, Reason
from meeting_app.core.personal import SPANS, Kept
from meeting_app.core.privacy import NAMELESS, Erasing, count_changed

SCRUB = "core.scrub"
_LEFT = or_(
    OutgoingMail.sent_at.is_not(None),
    OutgoingMail.failed_at.is_not(None),
    OutgoingMail.withdrawn_at.is_not(None),
)


def forget_letters(erasing: Erasing) -> None:
    """Letters to the person: those that wait are not sent, all lose address, name and words. In
    letters to others the name goes: out of those that wait, with the whole body of those that left.
    """
    mails = select(
        OutgoingMail.id,
        OutgoingMail.person_id,
        OutgoingMail.address,
        OutgoingMail.subject,
        OutgoingMail.body,
        OutgoingMail.attachments,
        _LEFT,
    )
    for number, person, address, subject, body, attachments, left in db.session.execute(
        mails
    ).all():
        if person == erasing.number or address in erasing.addresses:
            _empty_own(number, erasing)
            continue
        words = [subject, body, json.dumps(attachments, ensure_ascii=False)]
        without = [erasing.without_name(text) for text in words]
        if without != words:
            changed: dict[str, Any] = {"subject": without[0], "body": without[1]}
            changed["attachments"] = json.loads(without[2])
            if left:
                changed |= {"body": "", "attachments": [], "emptied_at": erasing.now}
            _set(number, **changed)
            erasing.letters.append(number)


def _empty_own(number: int, erasing: Erasing) -> None:
    db.session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.id == number, ~_LEFT)
        .values(withdrawn_at=erasing.now, withdrawn_reason=Reason.ERASED.value, lease_until=None)
    )
    db.session.execute(update(MailAttempt).where(MailAttempt.mail_id == number).values(words=""))
    _set(
        number,
        address=f"erased-{number}@{ERASED_DOMAIN}",
        name=NAMELESS,
        subject="",
        body="",
        attachments=[],
        person_id=None,
        error=None,
        emptied_at=erasing.now,
    )
    erasing.letters.append(number)
    erasing.counts["outgoing_mail"] += 1


def _set(number: int, **values: Any) -> None:
    db.session.execute(update(OutgoingMail).where(OutgoingMail.id == number).values(**values))


def empty_bodies(now: datetime) -> int:
    """Letters that left some days ago keep their facts and lose their words."""
    due = [_left_before(now, Kept.LETTER_BODY), OutgoingMail.emptied_at.is_(None)]
    return count_changed(
        update(OutgoingMail).where(*due).values(body="", attachments=[], emptied_at=now)
    )


def end_letters(now: datetime) -> int:
    """After their time nothing tells that there was a letter."""
    due = OutgoingMail.created_at <= now - SPANS[Kept.OUTBOX]
    return count_changed(delete(OutgoingMail).where(_LEFT, due))


def _left_before(now: datetime, kept: Kept) -> ColumnElement[bool]:
    return or_(
        *(
            at <= now - SPANS[kept]
            for at in (OutgoingMail.sent_at, OutgoingMail.failed_at, OutgoingMail.withdrawn_at)
        )
    )


def sweep_letters(folder: Path, now: datetime) -> None:
    """Letters that are kept as files, where no mail server is set, end like the bodies."""
    for path in (folder / "letters").glob("*.eml"):
        if path.stat().st_mtime <= (now - SPANS[Kept.LETTER_BODY]).timestamp():
            path.unlink(missing_ok=True)


def scrub(folder: Path, letters: list[int], contents: list[str]) -> None:
    """Take from the disk what the database names no more. Outside any transaction."""
    for number in letters:
        (folder / "letters" / f"{number:06}.eml").unlink(missing_ok=True)
    for digest in contents:
        files.forget(folder, digest)
    db.session.rollback()
    vacuum()
