"""A call's committee, its loads, and what an assignment is made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, cast, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from meeting_app.abstracts.models import Abstract, AbstractState, Call, Presenter
from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from meeting_app.review.models import (
    Assignment,
    CommitteeMember,
    Conflict,
    Review,
)
from meeting_app.review.rules import UNDER_REVIEW, Reader, Text


@dataclass(frozen=True, slots=True)
class Load:
    """A member of a committee, with what they have and what they sent."""

    person: Person
    assigned: int
    sent: int
    member: int | None
    """Number of the membership; None for somebody who left after having sent reviews."""


def find_member(call: Call, person: Person) -> CommitteeMember | None:
    return db.session.scalar(
        select(CommitteeMember).where(
            CommitteeMember.call_id == call.id, CommitteeMember.person_id == person.id
        )
    )


def get_member(meeting: str, number: int) -> CommitteeMember:
    found = db.session.scalar(
        select(CommitteeMember)
        .join(CommitteeMember.call)
        .join(Call.meeting)
        .where(Meeting.slug == meeting, CommitteeMember.id == number)
        .options(
            joinedload(CommitteeMember.call).joinedload(Call.meeting),
            joinedload(CommitteeMember.person),
        )
    )
    if found is None:
        raise LookupError(number)
    return found


def list_loads(call: Call) -> list[Load]:
    """The committee by name, then those who left it after having sent reviews."""
    counts = (
        select(
            Assignment.person_id,
            func.count(Assignment.id).label("assigned"),
            func.count(Review.id).label("sent"),
        )
        .join(Assignment.abstract)
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .where(Abstract.call_id == call.id, Abstract.state.in_(UNDER_REVIEW))
        .group_by(Assignment.person_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Person, counts.c.assigned, counts.c.sent, CommitteeMember.id)
        .outerjoin(
            CommitteeMember,
            (CommitteeMember.person_id == Person.id) & (CommitteeMember.call_id == call.id),
        )
        .outerjoin(counts, counts.c.person_id == Person.id)
        .where(CommitteeMember.id.is_not(None) | counts.c.person_id.is_not(None))
        .options(joinedload(Person.organisation))
        .order_by(CommitteeMember.id.is_(None), Person.folded_name, Person.id)
    )
    return [
        Load(person, assigned or 0, sent or 0, member) for person, assigned, sent, member in rows
    ]


def count_progress(meeting: Meeting) -> dict[int, Any]:
    """Call id to a row with `abstracts`, `unassigned` (without a reviewer), `assigned`, `sent`."""
    per_abstract = (
        select(
            Abstract.call_id,
            func.count(Assignment.id).label("assigned"),
            func.count(Review.id).label("sent"),
        )
        .outerjoin(Assignment, Assignment.abstract_id == Abstract.id)
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .where(Abstract.meeting_id == meeting.id, Abstract.state.in_(UNDER_REVIEW))
        .group_by(Abstract.id, Abstract.call_id)
        .subquery()
    )
    rows = db.session.execute(
        select(
            per_abstract.c.call_id,
            func.count().label("abstracts"),
            _total(case((per_abstract.c.assigned == 0, 1), else_=0)).label("unassigned"),
            _total(per_abstract.c.assigned).label("assigned"),
            _total(per_abstract.c.sent).label("sent"),
        ).group_by(per_abstract.c.call_id)
    )
    return {row.call_id: row for row in rows}


def _total(column: ColumnElement[int]) -> ColumnElement[int]:
    return cast(func.sum(column), Integer)  # PostgreSQL sums whole numbers up to a decimal one


Hidden = Select[int] | tuple[()]
"""Which abstracts a reader does not see: their ids, as a part of the statements that leave them out."""


def parted_from(call: Call, person: Person | None) -> Hidden:
    """The call's abstracts in which this person has a part: as submitter, as presenter, or by a
    conflict of interest that they declared."""
    if person is None:
        return ()
    presents = select(Presenter.abstract_id).where(Presenter.person_id == person.id)
    declared = select(Conflict.abstract_id).where(Conflict.person_id == person.id)
    return select(Abstract.id).where(
        Abstract.call_id == call.id,
        or_(
            Abstract.submitter_id == person.id,
            Abstract.id.in_(presents),
            Abstract.id.in_(declared),
        ),
    )


def has_part_in(abstract: Abstract, person: Person | None) -> bool:
    own = parted_from(abstract.call, person)
    return (
        db.session.scalar(
            select(Abstract.id).where(Abstract.id == abstract.id, Abstract.id.in_(own))
        )
        is not None
    )


def list_to_assign(call: Call) -> Sequence[Abstract]:
    return db.session.scalars(
        select(Abstract)
        .where(Abstract.call_id == call.id, Abstract.state == AbstractState.SUBMITTED)
        .options(
            joinedload(Abstract.submitter),
            selectinload(Abstract.presenters).joinedload(Presenter.person),
        )
        .order_by(Abstract.id)
    ).all()


def list_assigned(call: Call) -> Sequence[Assignment]:
    """Those that a plan has to keep, with their reviews and people."""
    return db.session.scalars(
        select(Assignment)
        .join(Assignment.abstract)
        .where(Abstract.call_id == call.id, Abstract.state == AbstractState.SUBMITTED)
        .options(joinedload(Assignment.review), joinedload(Assignment.person))
        .order_by(Assignment.id)
    ).all()


def texts_to_assign(
    abstracts: Sequence[Abstract], assigned: Sequence[Assignment], call: Call
) -> list[Text]:
    declared: dict[int, set[int]] = {}
    for abstract_id, person_id in db.session.execute(
        select(Conflict.abstract_id, Conflict.person_id)
        .join(Abstract, Abstract.id == Conflict.abstract_id)
        .where(Abstract.call_id == call.id)
    ):
        declared.setdefault(abstract_id, set()).add(person_id)
    reviewed: dict[int, set[int]] = {}
    for assignment in assigned:
        if assignment.review is not None:
            reviewed.setdefault(assignment.abstract_id, set()).add(assignment.person_id)
    return [
        Text(
            id=abstract.id,
            language=abstract.language,
            people=frozenset(_people(abstract)),
            organisations=frozenset(_organisations(abstract)),
            declared=frozenset(declared.get(abstract.id, ())),
            reviewed_by=frozenset(reviewed.get(abstract.id, ())),
        )
        for abstract in abstracts
    ]


def readers_of(call: Call, assigned: Sequence[Assignment]) -> list[Reader]:
    """The committee, and those who left it after having sent a review."""
    members = db.session.scalars(
        select(Person)
        .join(CommitteeMember, CommitteeMember.person_id == Person.id)
        .where(CommitteeMember.call_id == call.id)
        .order_by(Person.id)
    ).all()
    left = {a.person for a in assigned if a.review is not None} - set(members)
    return [_reader(person, left=False) for person in members] + [
        _reader(person, left=True) for person in sorted(left, key=lambda p: p.id)
    ]


def _reader(person: Person, *, left: bool) -> Reader:
    return Reader(person.id, person.organisation_id, frozenset(person.reads), left, person.name)


def _people(abstract: Abstract) -> set[int]:
    return {abstract.submitter_id} | {p.person_id for p in abstract.presenters if p.person_id}


def _organisations(abstract: Abstract) -> set[int]:
    found = {abstract.submitter.organisation_id}
    for presenter in abstract.presenters:
        found.add(presenter.organisation_id)
        found.add(presenter.person.organisation_id if presenter.person else None)
    return {organisation for organisation in found if organisation is not None}
