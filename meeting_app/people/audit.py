"""Writing the audit trail, and finding out whether anybody changed it.

Each entry carries the digest of the one before it: whoever changes, removes or inserts one breaks
the chain from there on. Entries at the beginning may end when their time is over.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, func, select, text

from meeting_app.core.db import db
from meeting_app.core.personal import SPANS, Kept
from meeting_app.people.models import Action, AuditCheck, AuditEntry, Person

_LOCK = 0x61756474
"""PostgreSQL: writers of the trail queue on this number until they commit. SQLite's all queue."""


def record(
    action: Action,
    *,
    actor: Person | int | None,
    now: datetime,
    about: Person | None = None,
    scope: str = "",
    thing: str = "",
    details: Mapping[str, str | int | bool] | None = None,
) -> None:
    """Add an entry in the transaction of what it tells.

    actor: who did it, or their number; None for the service and the command line. about: whose data or rights.
    scope: the meeting's slug. thing, details: kinds, codes and counts only, never names or texts.
    """
    _add(action, actor, [about.id if about else None], now, scope, thing, details)


def record_each(
    action: Action,
    *,
    actor: Person | int | None,
    about: Iterable[int],
    now: datetime,
    scope: str = "",
    thing: str = "",
    details: Mapping[str, str | int | bool] | None = None,
) -> None:
    """As `record`, one entry for each of these people's numbers, in few statements."""
    _add(action, actor, about, now, scope, thing, details)


def _add(
    action: Action,
    actor: Person | int | None,
    about: Iterable[int | None],
    now: datetime,
    scope: str,
    thing: str,
    details: Mapping[str, str | int | bool] | None,
) -> None:
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    db.session.flush()
    newest = select(AuditEntry.digest).order_by(AuditEntry.id.desc()).limit(1)
    previous = db.session.scalar(newest) or ""
    for number in about:
        entry = AuditEntry(
            at=now,
            action=action,
            actor_id=actor.id if isinstance(actor, Person) else actor,
            about_id=number,
            scope=scope,
            thing=thing,
            details=dict(details or {}),
            previous=previous,
        )
        entry.digest = previous = digest(entry)
        db.session.add(entry)
    db.session.flush()


def digest(entry: AuditEntry) -> str:
    """Of everything that the entry says, and of the digest before it."""
    said: list[Any] = [
        entry.previous,
        entry.at.astimezone(UTC).isoformat(),
        str(entry.action),
        entry.actor_id,
        entry.about_id,
        entry.scope,
        entry.thing,
        entry.details,
    ]
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def find_break() -> AuditEntry | None:
    """The first entry that does not follow from the one before it, or that was changed."""
    previous: str | None = None
    wanted = select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=500)
    for entry in db.session.scalars(wanted):
        if entry.digest != digest(entry) or previous not in (None, entry.previous):
            return entry
        previous = entry.digest
    return None


CHECKS_KEPT = 30
CHECKED_EVERY = timedelta(hours=23)


def check(now: datetime) -> AuditCheck:
    """Look through the whole trail, and for the entry that was the newest at the last look; keep
    what was found."""
    last = find_check()
    broken = find_break()
    broken_id = broken.id if broken else None
    if broken_id is None and last is not None and _is_gone(last, now):
        broken_id = last.head_id
    head = db.session.scalar(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1))
    made = AuditCheck(
        at=now,
        entries=db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0,
        broken_id=broken_id,
        head_id=head.id if head else None,
        digest=head.digest if head else "",
    )
    if broken_id is not None and last is not None:
        made.head_id, made.digest = last.head_id, last.digest  # what is missing stays missed
    db.session.add(made)
    db.session.flush()
    db.session.execute(delete(AuditCheck).where(AuditCheck.id <= made.id - CHECKS_KEPT))
    return made


def check_daily(now: datetime) -> None:
    """For the worker, which may start often."""
    last = find_check()
    if last is None or now - last.at >= CHECKED_EVERY:
        check(now)


def _is_gone(last: AuditCheck, now: datetime) -> bool:
    """The newest entry of then is not there any more, though its time is not over."""
    if last.head_id is None or now - last.at > SPANS[Kept.AUDIT]:
        return False
    return (
        db.session.scalar(
            select(AuditEntry.id).where(
                AuditEntry.id == last.head_id, AuditEntry.digest == last.digest
            )
        )
        is None
    )


def find_check() -> AuditCheck | None:
    """What the last look through the trail found."""
    return db.session.scalar(select(AuditCheck).order_by(AuditCheck.id.desc()).limit(1))


def has_entry(digest_of: str) -> bool:
    """Is the entry with this digest, noted elsewhere before, still there?"""
    return (
        db.session.scalar(select(AuditEntry.id).where(AuditEntry.digest == digest_of)) is not None
    )


def count_recent(action: Action, actor: Person, since: datetime, scope: str) -> int:
    """How often this person did it in this meeting since then."""
    return (
        db.session.scalar(
            select(func.count()).where(
                AuditEntry.actor_id == actor.id,
                AuditEntry.at > since,
                AuditEntry.action == action,
                AuditEntry.scope == scope,
            )
        )
        or 0
    )
