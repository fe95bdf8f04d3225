"""Merge two people into one, and undo it."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.people import audit, merging
from meeting_app.people.models import Action, EmailAddress, Person, PersonMerge

UNDO_WITHIN = timedelta(days=30)
TAKEN_OVER = ("name", "folded_name", "organisation_id", "country", "zone")
"""What the person who stays gets from the other where it is empty."""


def merge(kept: Person, gone: Person, *, by: Person | None, now: datetime) -> PersonMerge:
    """Everything of `gone` becomes `kept`'s: rows of all features, addresses, what the profile
    lacks. What only one can have stays where it is. `gone` cannot sign in any more."""
    _refuse_impossible(kept, gone)
    db.session.flush()
    changes = []
    for move in merging.plan(kept, gone):
        for key in move.moved:
            one = merging.change(move.table, key, move.column, gone.id, kept.id)
            if merging.write(one):
                changes.append(one)
    changes += _move_addresses(kept, gone)
    changes += _fill_profile(kept, gone)
    changes += _close(kept, gone)
    done = PersonMerge(
        kept_id=kept.id,
        gone_id=gone.id,
        merged_by_id=by.id if by else None,
        merged_at=now,
        changes=changes,
    )
    db.session.add(done)
    db.session.flush()
    db.session.expire_all()
    audit.record(
        Action.PEOPLE_MERGED,
        actor=by,
        about=kept,
        now=now,
        thing=f"merge {done.id}",
        details={"gone": gone.id, "changes": len(changes)},
    )
    return done


def _refuse_impossible(kept: Person, gone: Person) -> None:
    if kept.id == gone.id:
        raise Refused(_("Choose two different people."))
    for person in (kept, gone):
        if person.merged_into_id is not None or not person.active:
            raise Refused(_("One of these accounts is closed. Choose accounts that are in use."))


def _move_addresses(kept: Person, gone: Person) -> list[dict[str, Any]]:
    rows = db.session.scalars(
        select(EmailAddress).where(EmailAddress.person_id == gone.id).order_by(EmailAddress.id)
    ).all()
    changes = []
    for row in rows:
        key = {"id": row.id}
        if row.is_primary:
            changes.append(merging.change("email_address", key, "is_primary", True, False))
        changes.append(merging.change("email_address", key, "person_id", gone.id, kept.id))
    for one in changes:
        merging.write(one)
    return changes


def _fill_profile(kept: Person, gone: Person) -> list[dict[str, Any]]:
    """Only what is empty is filled, so that no text has to be remembered for the way back."""
    changes = []
    for column in TAKEN_OVER:
        empty, theirs = getattr(kept, column), getattr(gone, column)
        if empty in (None, "") and theirs not in (None, ""):
            setattr(kept, column, theirs)
            changes.append(merging.change("person", {"id": kept.id}, column, empty, None))
    db.session.flush()
    return changes


def _close(kept: Person, gone: Person) -> list[dict[str, Any]]:
    gone.email = f"merged-{gone.id}@people.invalid"  # the copy of an address that moved away
    changes = [
        merging.change("person", {"id": gone.id}, "merged_into_id", None, kept.id),
        merging.change("person", {"id": gone.id}, "active", True, False),
    ]
    db.session.flush()
    for one in changes:
        merging.write(one)
    return changes


def undo_merge(done: PersonMerge, *, by: Person, now: datetime) -> int:
    """Put back what the merge moved and nobody has touched since. Returns how much was left."""
    if done.undone_at is not None:
        raise Refused(_("This merge was undone already."))
    if now > done.merged_at + UNDO_WITHIN:
        raise Refused(_("A merge can be undone within 30 days. This one is older."))
    kept, gone = done.kept, done.gone
    if kept.merged_into_id is not None:
        raise Refused(_("The account that was kept is itself part of another one. Undo that first."))
    left = 0
    for one in reversed(done.changes):
        if one["table"] == "person" and one["key"] == {"id": kept.id}:
            left += not _empty_again(kept, gone, one)
        else:
            left += not merging.write(one, back=True)
    primary = db.session.scalar(
        select(EmailAddress.address).where(EmailAddress.person_id == gone.id, EmailAddress.is_primary)
    )
    if primary is None:
        raise Refused(
            _("The address of the other account is in use. Make another address the main one first.")
        )
    db.session.expire_all()
    gone.email = primary
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


def _empty_again(kept: Person, gone: Person, one: dict[str, Any]) -> bool:
    if getattr(kept, one["column"]) != getattr(gone, one["column"]):
        return False
    setattr(kept, one["column"], one["old"])
    db.session.flush()
    return True
