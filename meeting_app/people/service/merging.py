"""Merge two people into one, and undo it."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Column, Select, select
from sqlalchemy.orm import defer

from meeting_app.core import merging
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.outbox import OutgoingMail
from meeting_app.people import audit, queries
from meeting_app.people.models import Action, EmailAddress, Person, PersonMerge

UNDO_WITHIN = timedelta(days=30)
TAKEN_OVER = ("name", "folded_name", "organisation_id", "country", "zone")
"""What the person who stays gets from the other where it is empty."""


def plan_merge(kept: Person, gone: Person) -> merging.Plan:
    """What `merge` would move, and what it would leave; addresses apart. Changes nothing."""
    return merging.plan(db.metadata, Person.id, gone.id, kept.id, leave=_left_alone())


def _left_alone() -> list[Column[Any]]:
    """Columns that do not follow: sign-ins, and what proves who somebody is, belong to the account
    that they were made for. They or their tables say so: `info={"merge": "stays"}`."""
    staying = [
        column
        for table in db.metadata.sorted_tables
        for column in table.columns
        if "stays" in (table.info.get("merge"), column.info.get("merge"))
    ]
    return [*staying, db.metadata.tables[EmailAddress.__tablename__].columns["person_id"]]


def merge(kept: Person, gone: Person, *, by: Person | None, now: datetime) -> PersonMerge:
    """Everything of `gone` becomes `kept`'s: rows of all features, addresses, what the profile
    lacks. What only one can have stays where it is. `gone` cannot sign in any more."""
    if kept.id == gone.id:
        raise Refused(_("Choose two different people."))
    if not (kept.active and gone.active):
        raise Refused(_("One of these accounts is closed. Choose accounts that are in use."))
    done = merging.apply(db.metadata, Person.id, gone.id, kept.id, leave=_left_alone())
    moves = list(done.moves)
    for address in queries.list_addresses(gone):
        if address.is_primary:
            moves.append(merging.change(address, "is_primary", False))
        moves.append(merging.change(address, "person_id", kept.id))
    for mail in db.session.scalars(_letters_to(gone)):
        moves.append(merging.change(mail, "person_id", kept.id))
    gone.email = f"merged-{gone.id}@people.invalid"  # the copy of an address that moved away
    moves.append(merging.change(gone, "active", False))
    row = PersonMerge(
        kept_id=kept.id,
        gone_id=gone.id,
        merged_by_id=by.id if by else None,
        merged_at=now,
        changes=merging.as_values(moves),
        filled=_fill(kept, gone),
    )
    db.session.add(row)
    db.session.flush()
    audit.record(
        Action.PEOPLE_MERGED,
        actor=by,
        about=kept,
        now=now,
        thing=f"merge {row.id}",
        details={"gone": gone.id, "moved": len(moves), "held": len(done.held)},
    )
    return row


def _letters_to(person: Person) -> Select[OutgoingMail]:
    """They name a person's number without a foreign key: the outbox lies below people."""
    return (
        select(OutgoingMail)
        .where(OutgoingMail.person_id == person.id)
        .options(defer(OutgoingMail.body), defer(OutgoingMail.attachments))
    )


def _fill(kept: Person, gone: Person) -> list[str]:
    """Only what is empty, so that no text has to be remembered for the way back."""
    filled = []
    for column in TAKEN_OVER:
        if not getattr(kept, column) and getattr(gone, column):
            setattr(kept, column, getattr(gone, column))
            filled.append(column)
    return filled


def undo_merge(done: PersonMerge, *, by: Person | None, now: datetime) -> int:
    """Put back what the merge moved and nobody has touched since. Returns how much was left."""
    if done.undone_at is not None:
        raise Refused(_("This merge was undone already."))
    if now > done.merged_at + UNDO_WITHIN:
        raise Refused(_("A merge can be undone within 30 days. This one is older."))
    kept, gone = done.kept, done.gone
    if not kept.active:
        raise Refused(
            _("The account that was kept is closed, or part of another one. Undo that first.")
        )
    moves = merging.from_values(done.changes)
    addresses = {move.key["id"] for move in moves if move.table == "email_address"}
    if any(row.is_primary and row.id in addresses for row in queries.list_addresses(kept)):
        raise Refused(
            _(
                "Letters go to an address that would go back. Another one must be the main one first."
            )
        )
    left = len(merging.undo(db.metadata, moves))
    for column in done.filled:
        if getattr(kept, column) == getattr(gone, column):
            setattr(kept, column, None if Person.__table__.c[column].nullable else "")
        else:
            left += 1
    address = db.session.scalar(
        select(EmailAddress.address).where(
            EmailAddress.person_id == gone.id, EmailAddress.is_primary
        )
    )
    if address is None:
        raise Refused(_("The addresses of the other account were removed: it cannot come back."))
    gone.email = address
    done.undone_at = now
    db.session.flush()
    audit.record(
        Action.MERGE_UNDONE,
        actor=by,
        about=kept,
        now=now,
        thing=f"merge {done.id}",
        details={"gone": gone.id, "left": left},
    )
    return left
