"""Verbs about organisations that are the same: making them one, undoing it, saying they are not."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select

from meeting_app.core import merging
from meeting_app.core.db import db, insert_once
from meeting_app.core.errors import Refused
from meeting_app.core.merging import Move, Plan
from meeting_app.people import audit, queries
from meeting_app.people.models import (
    Action,
    Organisation,
    OrganisationAlias,
    OrganisationMerge,
    OrganisationPair,
    Person,
)
from meeting_app.people.service.merging import UNDO_WITHIN
from meeting_app.people.service.organisations import change_stamp

_LEAVE = (
    OrganisationPair.one_id,
    OrganisationPair.other_id,
    OrganisationMerge.gone_id,
    OrganisationMerge.kept_id,
)
"""What is said about two organisations stays said about these two."""
_FILLED = ("scope", "country", "parent_id")
"""What the one that stays takes over where it lacks it."""


def plan_organisation_merge(kept: Organisation, gone: Organisation) -> Plan:
    """What `merge_organisations` would move. Changes nothing."""
    return merging.plan(db.metadata, Organisation.id, gone.id, kept.id, leave=_LEAVE)


def merge_organisations(
    kept: Organisation,
    gone: Organisation,
    *,
    keep_name_of: Organisation,
    by: Person | None,
    now: datetime,
) -> OrganisationMerge:
    """All that refers to `gone` refers to `kept`; the name that is not kept becomes another name.

    keep_name_of: one of the two. Raises Refused where one of them was merged already.
    """
    if kept.id == gone.id:
        raise Refused(_("Choose two different organisations."))
    if kept.merged_into_id is not None or gone.merged_into_id is not None:
        raise Refused(_("One of the two was made one with another meanwhile. Start again."))
    moves: list[Move] = []
    if gone.id in queries.list_ancestors(kept):  # or the two would be parts of each other
        parent = gone.parent_id if gone.parent_id != kept.id else None
        moves.append(merging.change(kept, "parent_id", parent))
    done = merging.apply(db.metadata, Organisation.id, gone.id, kept.id, leave=_LEAVE)
    moves += [*done.moves, merging.change(gone, "merged_into_id", kept.id)]
    moves += _fill(kept, gone)
    moves += _name(kept, gone, keep_name_of)
    _carry_over_what_is_apart(kept, gone)
    kept.is_paired = False
    change_stamp()
    row = OrganisationMerge(
        at=now,
        by_id=by.id if by else None,
        gone_id=gone.id,
        kept_id=kept.id,
        moves=merging.as_values(moves),
        can_be_undone=True,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(
        Action.ORGANISATIONS_MERGED,
        actor=by,
        now=now,
        thing=f"organisation {kept.id}",
        details={"gone": gone.id, "moved": len(done.moves), "merge": row.id},
    )
    return row


def _fill(kept: Organisation, gone: Organisation) -> list[Move]:
    moves = []
    for column in _FILLED:
        value = getattr(gone, column)
        if getattr(kept, column) is None and value is not None and value != kept.id:
            moves.append(merging.change(kept, column, value))
    if kept.kind == "other" and gone.kind != "other":
        moves.append(merging.change(kept, "kind", str(gone.kind)))
    if kept.added_by_person and not gone.added_by_person:
        moves.append(merging.change(kept, "added_by_person", False))
    return moves


def _name(kept: Organisation, gone: Organisation, keep_name_of: Organisation) -> list[Move]:
    """The name that is not kept becomes another name."""
    moves, old = [], gone
    if keep_name_of.id == gone.id:
        name, folded = kept.name, kept.folded
        moves = [
            merging.change(kept, "name", gone.name),
            merging.change(kept, "folded", gone.folded),
        ]
    else:
        name, folded = old.name, old.folded
    if folded != kept.folded:
        insert_once(
            OrganisationAlias, ["folded"], organisation_id=kept.id, name=name, folded=folded
        )
    return moves


def _carry_over_what_is_apart(kept: Organisation, gone: Organisation) -> None:
    """Who is not the same as the one that goes is not the same as the one that stays."""
    said = db.session.scalars(
        select(OrganisationPair).where(
            OrganisationPair.not_the_same_at.is_not(None),
            (OrganisationPair.one_id == gone.id) | (OrganisationPair.other_id == gone.id),
        )
    ).all()
    for pair in said:
        other = pair.other_id if pair.one_id == gone.id else pair.one_id
        if other != kept.id:
            insert_once(
                OrganisationPair,
                ["one_id", "other_id"],
                one_id=min(other, kept.id),
                other_id=max(other, kept.id),
                verdict=pair.verdict,
                reason=pair.reason,
                words=pair.words,
                likeness=pair.likeness,
                not_the_same_at=pair.not_the_same_at,
                not_the_same_by_id=pair.not_the_same_by_id,
            )


def undo_organisation_merge(merge: OrganisationMerge, *, by: Person | None, now: datetime) -> int:
    """Two again: puts back what the merge moved and nobody changed since. Returns how many rows
    stay where they are. Raises Refused after 30 days, or where the name is taken by now."""
    if merge.undone_at is not None or not merge.can_be_undone or now > merge.at + UNDO_WITHIN:
        raise Refused(_("This can no longer be undone."))
    gone, kept = merge.gone, merge.kept
    if gone.merged_into_id != kept.id or kept.merged_into_id is not None:
        raise Refused(_("The organisation was made one with another since. Undo that first."))
    moves = merging.from_values(merge.moves)
    names = {gone.folded, *(str(one.old) for one in moves if one.column == "folded")}
    taken = queries.find_taken(names, (gone.id, kept.id))
    if taken is not None:
        raise Refused(_("The name “%(name)s” belongs to another organisation by now.", name=taken))
    left = merging.undo(db.metadata, moves)
    # A name of one of the two is no other name any more.
    db.session.execute(
        delete(OrganisationAlias).where(
            OrganisationAlias.folded.in_(names),
            OrganisationAlias.organisation_id.in_((gone.id, kept.id)),
        )
    )
    merge.undone_at, merge.moves, merge.can_be_undone = now, [], False
    kept.is_paired = gone.is_paired = False
    db.session.flush()
    change_stamp()
    audit.record(
        Action.MERGE_UNDONE,
        actor=by,
        now=now,
        thing=f"organisation {kept.id}",
        details={"gone": gone.id, "left": len(left), "merge": merge.id},
    )
    return len(left)


def keep_apart(pair: OrganisationPair, *, by: Person | None, now: datetime) -> None:
    """They are not the same: never suggested again."""
    pair.not_the_same_at, pair.not_the_same_by_id = now, by.id if by else None
    db.session.flush()


def forget_old_merges(now: datetime) -> None:
    """What moved is not needed when it can no longer be undone."""
    for merge in queries.list_old_merges(now - UNDO_WITHIN):
        merge.moves, merge.can_be_undone = [], False
