"""Looking for organisations that may be the same, outside of any request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update

from meeting_app.core.db import db, insert_once
from meeting_app.core.jobs import Recurring, SlowRun, enqueue
from meeting_app.people import queries, service
from meeting_app.people.matching import Known
from meeting_app.people.models import Organisation, OrganisationPair
from meeting_app.people.names.pairing import Paired, find_pairs

KIND = "people.find_pairs"
SECONDS = 60
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class _Read:
    directory: list[tuple[int, Known]]
    fresh: set[int]
    settled: set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Found:
    fresh: dict[int, str]
    """{id: the name under which it was compared}"""
    pairs: Sequence[Paired]


def ask_for_pairs(now: datetime) -> None:
    """Once a minute at most, and only when a name is new or changed."""
    if queries.has_unpaired():
        enqueue(KIND, f"{KIND} {now:%Y-%m-%d %H:%M}", {}, run_at=now)


def _read(_arguments: dict[str, Any]) -> _Read:
    return _Read(*queries.read_directory())


def _work(read: _Read) -> _Found:
    names = {number: known.name for number, known in read.directory if number in read.fresh}
    return _Found(names, find_pairs(read.directory, read.fresh, read.settled))


def _store(found: _Found, _now: datetime) -> None:
    """Pairs of what is new or changed take the place of its older ones; settled ones stay."""
    fresh = list(found.fresh)
    db.session.execute(
        delete(OrganisationPair).where(
            OrganisationPair.not_the_same_at.is_(None),
            or_(OrganisationPair.one_id.in_(fresh), OrganisationPair.other_id.in_(fresh)),
        )
    )
    there = set(db.session.scalars(select(Organisation.id)))
    for pair in found.pairs:
        if {pair.one, pair.other} <= there:
            insert_once(
                OrganisationPair,
                ["one_id", "other_id"],
                one_id=pair.one,
                other_id=pair.other,
                verdict=pair.comparison.verdict,
                reason=pair.comparison.reason,
                words=list(pair.comparison.words),
                likeness=pair.comparison.likeness,
            )
    for number, name in found.fresh.items():
        db.session.execute(
            update(Organisation)
            .where(Organisation.id == number, Organisation.name == name)
            .values(is_paired=True)
        )


FIND_PAIRS = SlowRun(_read, _work, _store)
RECURRING = (
    Recurring("organisation pairs", SECONDS, ask_for_pairs),
    Recurring("old merges of organisations", _DAY, service.forget_old_merges),
)
