"""Reads of organisations that may be the same, and of those that were made one."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from meeting_app.core.db import db
from meeting_app.people.matching import Known
from meeting_app.people.models import (
    Organisation,
    OrganisationAlias,
    OrganisationMerge,
    OrganisationPair,
)

PAIRS_PER_PAGE = 25
MERGES_SHOWN = 50


def paginate_pairs(page: int) -> Pagination:
    """Those worth a look, the surest first."""
    wanted = _open_pairs().options(
        joinedload(OrganisationPair.one), joinedload(OrganisationPair.other)
    )
    return db.paginate(
        wanted.order_by(
            OrganisationPair.verdict.desc(),  # "same" before "maybe"
            OrganisationPair.likeness.desc(),
            OrganisationPair.id,
        ),
        page=page,
        per_page=PAIRS_PER_PAGE,
        error_out=False,
    )


def count_pairs() -> int:
    return db.session.scalar(select(func.count()).select_from(_open_pairs().subquery())) or 0


def _open_pairs() -> Select[OrganisationPair]:
    one, other = aliased(Organisation), aliased(Organisation)
    return (
        select(OrganisationPair)
        .join(one, OrganisationPair.one_id == one.id)
        .join(other, OrganisationPair.other_id == other.id)
        .where(
            OrganisationPair.not_the_same_at.is_(None),
            one.merged_into_id.is_(None),
            other.merged_into_id.is_(None),
        )
    )


def get_pair(number: int) -> OrganisationPair:
    """One that is worth a look. LookupError where there is none, or where it was settled."""
    found = db.session.scalar(_open_pairs().where(OrganisationPair.id == number))
    if found is None:
        raise LookupError(number)
    return found


def pairs_of(organisation: Organisation) -> Sequence[OrganisationPair]:
    """Those worth a look in which it takes part."""
    return db.session.scalars(
        _open_pairs()
        .where(
            or_(
                OrganisationPair.one_id == organisation.id,
                OrganisationPair.other_id == organisation.id,
            )
        )
        .options(joinedload(OrganisationPair.one), joinedload(OrganisationPair.other))
        .order_by(OrganisationPair.likeness.desc(), OrganisationPair.id)
    ).all()


def list_merges() -> Sequence[OrganisationMerge]:
    """The newest first."""
    return db.session.scalars(
        select(OrganisationMerge)
        .options(joinedload(OrganisationMerge.gone), joinedload(OrganisationMerge.kept))
        .order_by(OrganisationMerge.id.desc())
        .limit(MERGES_SHOWN)
    ).all()


def get_merge(number: int) -> OrganisationMerge:
    """LookupError where there is none."""
    found = db.session.get(
        OrganisationMerge,
        number,
        options=[joinedload(OrganisationMerge.gone), joinedload(OrganisationMerge.kept)],
    )
    if found is None:
        raise LookupError(number)
    return found


def has_unpaired() -> bool:
    """Whether a name is new or changed since likely duplicates were looked for."""
    return (
        db.session.scalar(
            select(Organisation.id)
            .where(~Organisation.is_paired, Organisation.merged_into_id.is_(None))
            .limit(1)
        )
        is not None
    )


def read_directory() -> tuple[list[tuple[int, Known]], set[int], set[tuple[int, int]]]:
    """(all organisations by id, ids of those that are new or changed, pairs that are settled)"""
    aliases: dict[int, list[str]] = {}
    for number, name in db.session.execute(
        select(OrganisationAlias.organisation_id, OrganisationAlias.name)
    ):
        aliases.setdefault(number, []).append(name)
    directory, fresh = [], set()
    for number, name, country, is_paired in db.session.execute(
        select(
            Organisation.id, Organisation.name, Organisation.country, Organisation.is_paired
        ).where(Organisation.merged_into_id.is_(None))
    ):
        directory.append((number, Known(name, tuple(aliases.get(number, ())), country)))
        if not is_paired:
            fresh.add(number)
    settled = {
        (one, other)
        for one, other in db.session.execute(
            select(OrganisationPair.one_id, OrganisationPair.other_id).where(
                OrganisationPair.not_the_same_at.is_not(None)
            )
        )
    }
    return directory, fresh, settled


def find_taken(folded: Collection[str], apart_from: Collection[int]) -> str | None:
    """One of these folded names that belongs to another organisation than those, as written."""
    return db.session.scalar(
        select(Organisation.name)
        .where(
            Organisation.folded.in_(folded),
            Organisation.merged_into_id.is_(None),
            Organisation.id.not_in(apart_from),
        )
        .union_all(
            select(OrganisationAlias.name).where(
                OrganisationAlias.folded.in_(folded),
                OrganisationAlias.organisation_id.not_in(apart_from),
            )
        )
        .limit(1)
    )


def list_old_merges(before: datetime) -> Sequence[OrganisationMerge]:
    """Those that can no longer be undone and still hold what moved."""
    return db.session.scalars(
        select(OrganisationMerge).where(
            OrganisationMerge.at < before, OrganisationMerge.can_be_undone
        )
    ).all()
