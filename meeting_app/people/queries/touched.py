"""Whose data was touched, for the day after a breach."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from meeting_app.core.db import db
from meeting_app.people.models import AuditEntry, Person, SignIn


def find_touched(
    *,
    account: Person | None,
    sign_in: SignIn | None,
    since: datetime | None,
    until: datetime | None,
    now: datetime,
) -> dict[str, Any]:
    """Whose data or rights the entries are about that fit all that is given.

    account: done by this person or about them. sign_in: done by its person while it was open; the
    trail does not know browsers, so this may say too much, never too little.
    Returns {"entries": how many, "actions": {action: how many}, "people": [{"number", "address",
    "entries"}, most first]}; an erased person has an empty address.
    """
    wanted = select(AuditEntry.action, AuditEntry.actor_id, AuditEntry.about_id)
    if account is not None:
        wanted = wanted.where(
            or_(AuditEntry.actor_id == account.id, AuditEntry.about_id == account.id)
        )
    if sign_in is not None:
        ended = min(sign_in.ended_at or now, sign_in.expires_at)
        wanted = wanted.where(
            AuditEntry.actor_id == sign_in.person_id,
            AuditEntry.at >= sign_in.created_at,
            AuditEntry.at <= ended,
        )
    if since is not None:
        wanted = wanted.where(AuditEntry.at >= since)
    if until is not None:
        wanted = wanted.where(AuditEntry.at <= until)
    rows = db.session.execute(wanted).all()
    numbers = Counter(
        number for row in rows for number in {row.actor_id, row.about_id} if number is not None
    )
    named = select(Person.id, Person.email).where(Person.id.in_(numbers))
    addresses = {row.id: row.email for row in db.session.execute(named)}
    return {
        "entries": len(rows),
        "actions": dict(sorted(Counter(str(row.action) for row in rows).items())),
        "people": [
            {"number": number, "address": addresses.get(number, ""), "entries": entries}
            for number, entries in numbers.most_common()
        ],
    }
