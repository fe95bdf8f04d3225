"""Writing the audit trail, and finding out whether anybody changed it.

Each entry carries the digest of the one before it: whoever changes, removes or inserts one breaks
the chain from there on. Entries at the beginning may end when their time is over.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select, text

from meeting_app.core.db import db
from meeting_app.people.models import Action, AuditEntry, Person

_LOCK = 0x61756474
"""PostgreSQL: writers of the trail queue on this number until they commit. SQLite's all queue."""


def record(
    action: Action,
    *,
    actor: Person | None,
    now: datetime,
    about: Person | None = None,
    scope: str = "",
    thing: str = "",
    details: Mapping[str, str | int | bool] | None = None,
) -> None:
    """Add an entry in the transaction of what it tells.

    actor: who did it; None for the service and the command line. about: whose data or rights.
    scope: the meeting's slug. thing, details: kinds, codes and counts only, never names or texts.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    db.session.flush()
    previous = db.session.scalar(select(AuditEntry.digest).order_by(AuditEntry.id.desc()).limit(1))
    entry = AuditEntry(
        at=now,
        action=action,
        actor_id=actor.id if actor else None,
        about_id=about.id if about else None,
        scope=scope,
        thing=thing,
        details=dict(details or {}),
        previous=previous or "",
    )
    entry.digest = digest(entry)
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
