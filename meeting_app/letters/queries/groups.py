"""Reads about letters to groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from meeting_app.core.audience import Detail
from meeting_app.core.db import db
from meeting_app.core.feature import Feature
from meeting_app.core.outbox import OutgoingMail
from meeting_app.letters.audiences import Audience, Facts, list_facts, people_of
from meeting_app.letters.models import GroupLetter
from meeting_app.letters.queries.outbox import LetterState, state_column
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import LettersWanted, Person

PER_PAGE = 50


def get_group(meeting: str, code: str) -> GroupLetter:
    """LookupError where the meeting has no such letter."""
    found = db.session.scalar(
        select(GroupLetter)
        .join(GroupLetter.meeting)
        .where(Meeting.slug == meeting, GroupLetter.code == code)
        .options(contains_eager(GroupLetter.meeting), joinedload(GroupLetter.author))
    )
    if found is None:
        raise LookupError(code)
    return found


def list_groups(meeting: Meeting, page: int) -> Pagination:
    """The newest first."""
    return db.paginate(
        select(GroupLetter)
        .where(GroupLetter.meeting_id == meeting.id)
        .options(joinedload(GroupLetter.author))
        .order_by(GroupLetter.created_at.desc(), GroupLetter.id.desc()),
        page=page,
        per_page=PER_PAGE,
        error_out=False,
    )


def page_of_people(people: Select[Any], page: int) -> Pagination:
    """By name, with their organisations."""
    return db.paginate(
        select(Person)
        .where(Person.id.in_(people))
        .options(joinedload(Person.organisation))
        .order_by(Person.folded_name, Person.id),
        page=page,
        per_page=PER_PAGE,
        error_out=False,
    )


def list_people(people: Select[Any]) -> Sequence[Person]:
    return db.session.scalars(
        select(Person).where(Person.id.in_(people)).order_by(Person.folded_name, Person.id)
    ).all()


def find_recipient(people: Select[Any], number: int | None) -> Person | None:
    """The one with this number if there is one among them, else the first by name."""
    wanted = select(Person).where(Person.id.in_(people))
    found = db.session.scalar(wanted.where(Person.id == number)) if number else None
    return found or db.session.scalar(wanted.order_by(Person.folded_name, Person.id).limit(1))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many read the letter."""

    by_language: Mapping[str, int]
    stopped: int
    """Those, not counted above, who want necessary letters only."""

    @property
    def total(self) -> int:
        return sum(self.by_language.values())


def count_people(people: Select[Any], *, necessary: bool) -> Counts:
    """One statement."""
    rows = db.session.execute(
        select(Person.language, Person.letters, func.count())
        .where(Person.id.in_(people))
        .group_by(Person.language, Person.letters)
    ).all()
    by_language: dict[str, int] = {}
    stopped = 0
    for language, wanted, number in rows:
        if wanted == LettersWanted.NECESSARY and not necessary:
            stopped += number
        else:
            by_language[language] = by_language.get(language, 0) + number
    return Counts(by_language, stopped)


def list_left_out(audience: Audience) -> Sequence[Person]:
    if not audience.left_out:
        return ()
    return db.session.scalars(
        select(Person)
        .where(Person.id.in_(audience.left_out))
        .order_by(Person.folded_name, Person.id)
    ).all()


def is_chosen(group: GroupLetter, person_id: int, facts: Facts) -> bool:
    """Whether all that chose this person is still true."""
    people = people_of(group.audience, group.meeting, facts)
    return (
        db.session.scalar(select(Person.id).where(Person.id == person_id, Person.id.in_(people)))
        is not None
    )


def still_chosen(mail: OutgoingMail, features: Sequence[Feature]) -> bool:
    """The condition of each letter to a group, asked when it is about to leave."""
    group = db.session.get(
        GroupLetter, mail.condition_data["group"], options=[joinedload(GroupLetter.meeting)]
    )
    return (
        group is not None
        and mail.person_id is not None
        and is_chosen(group, mail.person_id, list_facts(features))
    )


def count_delivery(group: GroupLetter, now: datetime) -> Mapping[LetterState, int]:
    """What became of its letters. One statement."""
    state = state_column(now)
    rows = db.session.execute(
        select(state, func.count())
        .where(OutgoingMail.scope == group.meeting.slug, OutgoingMail.batch == group.batch)
        .group_by(state)
    )
    return {LetterState(found): number for found, number in rows}


def list_details(features: Sequence[Feature]) -> dict[str, Detail]:
    """By placeholder."""
    return {detail.name: detail for feature in features for detail in feature.details}
