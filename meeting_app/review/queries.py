"""Reads about committees, assignments, reviews and decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Float, Integer, Select, Subquery, case, cast, func, select
from sqlalchemy.orm import joinedload, selectinload

from meeting_app.abstracts.models import Abstract, AbstractState, Call, Presenter
from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting, Phase, PhaseKind
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Answer, Option, Question
from meeting_app.review.models import (
    Assignment,
    CommitteeMember,
    Conflict,
    Criterion,
    Decision,
    Outcome,
    Review,
    Score,
)
from meeting_app.review.rules import TO_DECIDE, Reader, Text

T = TypeVar("T")
ROWS_PER_PAGE = 50
UNDER_REVIEW = (
    AbstractState.SUBMITTED,
    AbstractState.ACCEPTED,
    AbstractState.WAITLISTED,
    AbstractState.DECLINED,
)
"""Drafts and withdrawn abstracts are nobody's business."""


@dataclass(frozen=True, slots=True)
class Load:
    """A member of a committee, with what they have and what they sent."""

    person: Person
    assigned: int
    sent: int
    member: int | None
    """Number of the membership; None for somebody who left after having sent reviews."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An abstract in the organisers' list. Mean and spread are in points of the call's scale."""

    abstract: Abstract
    decision: Decision | None
    mean: float | None
    spread: float | None
    """Best minus worst review."""
    reviews: int
    assigned: int
    rank: int | None


@dataclass(frozen=True)
class PageOf(Generic[T]):
    """One page of a long list, as the pager wants it."""

    items: Sequence[T]
    page: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, ceil(self.total / ROWS_PER_PAGE))


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of the decisions page asks for."""

    decision: str = ""
    """An outcome that is prepared, "none", "announced", or empty for all."""
    language: str = ""
    theme: str = ""
    sort: str = "-mean"


# ---- calls, phases, criteria


def find_review_phase(meeting: Meeting, now: datetime) -> Phase | None:
    """The one that is open, else the next to open, else the last that closed."""
    phases = db.session.scalars(
        select(Phase)
        .where(Phase.meeting_id == meeting.id, Phase.kind == PhaseKind.REVIEW)
        .order_by(Phase.closes_at, Phase.id)
    ).all()
    return next(
        (phase for phase in phases if now <= phase.closes_at), phases[-1] if phases else None
    )


def list_criteria(call: Call) -> Sequence[Criterion]:
    return db.session.scalars(
        select(Criterion).where(Criterion.call_id == call.id).order_by(Criterion.position)
    ).all()


def list_criteria_of(meeting: Meeting) -> Sequence[Criterion]:
    return db.session.scalars(
        select(Criterion)
        .join(Call)
        .where(Call.meeting_id == meeting.id)
        .order_by(Call.id, Criterion.position)
    ).all()


# ---- reviewers


def list_assignments(meeting: Meeting, person: Person) -> Sequence[Assignment]:
    """This person's, with abstract, call and review. The order is the one in which they are read."""
    return db.session.scalars(
        select(Assignment)
        .join(Assignment.abstract)
        .where(
            Abstract.meeting_id == meeting.id,
            Abstract.state.in_(UNDER_REVIEW),
            Assignment.person_id == person.id,
        )
        .options(
            joinedload(Assignment.abstract).joinedload(Abstract.call),
            joinedload(Assignment.review),
        )
        .order_by(Abstract.call_id, Assignment.id)
    ).all()


def get_assignment(meeting: str, code: str, person: Person | None) -> Assignment:
    """This person's assignment for the abstract; LookupError for everybody else's."""
    found = db.session.scalar(
        select(Assignment)
        .join(Assignment.abstract)
        .join(Abstract.meeting)
        .where(
            Meeting.slug == meeting,
            Abstract.code == code,
            Abstract.state.in_(UNDER_REVIEW),
            Assignment.person_id == (person.id if person else None),
        )
        .options(
            joinedload(Assignment.abstract).joinedload(Abstract.meeting),
            joinedload(Assignment.abstract).joinedload(Abstract.call),
            joinedload(Assignment.abstract).joinedload(Abstract.theme),
            joinedload(Assignment.review).selectinload(Review.scores),
        )
    )
    if found is None:
        raise LookupError(code)
    return found


def list_answers(response_id: int | None) -> list[tuple[Question, list[Answer | Option]]]:
    """Each of the call's own questions with what was answered, without those that are hidden
    from reviewers. A choice is an option, anything else the answer itself."""
    rows = db.session.execute(
        select(Question, Answer, Option)
        .join(Answer, Answer.question_id == Question.id)
        .outerjoin(Option, Option.id == Answer.option_id)
        .where(Answer.response_id == response_id, Question.hidden_from_reviewers.is_(False))
        .order_by(Question.position, Answer.number, Answer.id)
    )
    found: dict[Question, list[Answer | Option]] = {}
    for question, answer, option in rows:
        found.setdefault(question, []).append(option or answer)
    return list(found.items())


# ---- committee


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


# ---- scores


def _review_shares() -> Subquery:
    """Each review's weighted mean as a share from 0 to 1: `rules.weighted_mean`, in SQL."""
    gained = Criterion.weight * cast(Score.value - 1, Float) / (Criterion.points - 1)
    return (
        select(Score.review_id, (func.sum(gained) / func.sum(Criterion.weight)).label("share"))
        .join(Criterion, Criterion.id == Score.criterion_id)
        .group_by(Score.review_id)
        .subquery()
    )


def _judgements(call: Call) -> Subquery:
    """Each abstract's mean, spread, number of reviews and of assignments."""
    shares = _review_shares()
    return (
        select(
            Abstract.id.label("abstract_id"),
            func.avg(shares.c.share).label("mean"),
            (func.max(shares.c.share) - func.min(shares.c.share)).label("spread"),
            func.count(Review.id).label("reviews"),
            func.count(Assignment.id).label("assigned"),
        )
        .outerjoin(Assignment, Assignment.abstract_id == Abstract.id)
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .outerjoin(shares, shares.c.review_id == Review.id)
        .where(Abstract.call_id == call.id, Abstract.state.in_(UNDER_REVIEW))
        .group_by(Abstract.id)
        .subquery()
    )


def scale_of(criteria: Sequence[Criterion]) -> int:
    """The points in which means are shown: the largest of the call's criteria."""
    return max((criterion.points for criterion in criteria), default=5)


def list_means(call: Call) -> dict[int, float | None]:
    """Abstract id to its mean share, for all of the call."""
    judged = _judgements(call)
    return {row.abstract_id: row.mean for row in db.session.execute(select(judged))}


def list_judged(
    call: Call,
    filters: Filters,
    *,
    points: int,
    ranks: dict[int, int],
    page: int = 1,
    per_page: int | None = ROWS_PER_PAGE,
) -> PageOf[Judged]:
    """points: in which mean and spread are told. per_page: None for all rows."""
    judged = _judgements(call)
    wanted = _filtered(
        select(
            Abstract, Decision, judged.c.mean, judged.c.spread, judged.c.reviews, judged.c.assigned
        )
        .join(judged, judged.c.abstract_id == Abstract.id)
        .outerjoin(Decision, Decision.abstract_id == Abstract.id),
        filters,
    )
    total = db.session.scalar(
        select(func.count()).select_from(wanted.with_only_columns(Abstract.id).subquery())
    )
    rows = db.session.execute(
        wanted.options(joinedload(Abstract.theme))
        .order_by(_order(filters.sort, judged), Abstract.code)
        .limit(per_page)
        .offset((page - 1) * (per_page or 0))
    )
    items = [
        Judged(
            abstract,
            decision,
            None if mean is None else 1 + mean * (points - 1),
            None if spread is None else spread * (points - 1),
            reviews,
            assigned,
            ranks.get(abstract.id),
        )
        for abstract, decision, mean, spread, reviews, assigned in rows
    ]
    return PageOf(items, page, total or 0)


def _filtered(wanted: Select[Any], filters: Filters) -> Select[Any]:
    prepared = Decision.id.is_not(None) & Decision.announced_at.is_(None)
    if filters.decision == "none":
        wanted = wanted.where(Abstract.state.in_(TO_DECIDE), ~func.coalesce(prepared, False))
    elif filters.decision == "announced":
        wanted = wanted.where(Decision.announced_at.is_not(None))
    elif filters.decision in set(Outcome):
        wanted = wanted.where(prepared, Decision.outcome == filters.decision)
    if filters.language:
        wanted = wanted.where(Abstract.language == filters.language)
    if filters.theme:
        wanted = wanted.where(Abstract.theme.has(code=filters.theme))
    return wanted


def _order(sort: str, judged: Subquery) -> ColumnElement[Any]:
    columns: dict[str, ColumnElement[Any]] = {
        "mean": judged.c.mean,
        "spread": judged.c.spread,
        "reviews": judged.c.reviews,
        "title": func.lower(Abstract.title),
    }
    column = columns.get(sort.removeprefix("-"), judged.c.mean)
    return (column.desc() if sort.startswith("-") else column.asc()).nulls_last()


def list_languages_of(call: Call) -> Sequence[str]:
    return db.session.scalars(
        select(Abstract.language)
        .where(Abstract.call_id == call.id, Abstract.state.in_(UNDER_REVIEW))
        .distinct()
        .order_by(Abstract.language)
    ).all()


def list_by_codes(call: Call, codes: Sequence[str]) -> Sequence[Abstract]:
    return db.session.scalars(
        select(Abstract)
        .where(
            Abstract.call_id == call.id,
            Abstract.code.in_(codes),
            Abstract.state.in_(UNDER_REVIEW),
        )
        .order_by(Abstract.id)
    ).all()


def get_judged(meeting: str, code: str) -> Abstract:
    """An abstract that was submitted, with people, for the organisers."""
    found = db.session.scalar(
        select(Abstract)
        .join(Abstract.meeting)
        .where(Meeting.slug == meeting, Abstract.code == code, Abstract.state.in_(UNDER_REVIEW))
        .options(
            joinedload(Abstract.meeting),
            joinedload(Abstract.call),
            joinedload(Abstract.theme),
            joinedload(Abstract.submitter),
            selectinload(Abstract.presenters).joinedload(Presenter.organisation),
        )
    )
    if found is None:
        raise LookupError(code)
    return found


def list_reviews(abstract: Abstract) -> Sequence[Assignment]:
    """Its assignments, with reviewer, review and scores."""
    return db.session.scalars(
        select(Assignment)
        .where(Assignment.abstract_id == abstract.id)
        .options(
            joinedload(Assignment.person),
            joinedload(Assignment.review).selectinload(Review.scores),
        )
        .order_by(Assignment.id)
    ).all()


def list_all_reviews(call: Call) -> Sequence[Assignment]:
    """Every review that was sent for the call."""
    return db.session.scalars(
        select(Assignment)
        .join(Assignment.abstract)
        .join(Assignment.review)
        .where(Abstract.call_id == call.id, Abstract.state.in_(UNDER_REVIEW))
        .options(
            joinedload(Assignment.abstract),
            joinedload(Assignment.person),
            joinedload(Assignment.review).selectinload(Review.scores),
        )
        .order_by(Abstract.code, Assignment.id)
    ).all()


# ---- decisions


def find_decision(abstract: Abstract) -> Decision | None:
    return db.session.scalar(select(Decision).where(Decision.abstract_id == abstract.id))


def list_prepared(scope: Meeting | Call, *, lock: bool = False) -> Sequence[Decision]:
    """Decisions that were not announced, of abstracts that still wait for one, with everybody
    who gets a letter. `lock`: nobody else announces them meanwhile."""
    of = (
        Abstract.meeting_id == scope.id
        if isinstance(scope, Meeting)
        else Abstract.call_id == scope.id
    )
    wanted = (
        select(Decision)
        .join(Decision.abstract)
        .where(of, Decision.announced_at.is_(None), Abstract.state.in_(TO_DECIDE))
        .options(
            joinedload(Decision.abstract).options(
                joinedload(Abstract.meeting, innerjoin=True),
                joinedload(Abstract.call, innerjoin=True),
                joinedload(Abstract.submitter, innerjoin=True),
                selectinload(Abstract.presenters).joinedload(Presenter.person),
            )
        )
        .order_by(Abstract.call_id, Decision.outcome, Abstract.code)
    )
    if lock:
        wanted = wanted.with_for_update(of=Decision)
    return db.session.scalars(wanted).all()


def count_decisions(meeting: Meeting) -> dict[int, dict[str, int]]:
    """Call id to {outcome of a prepared decision: number}."""
    rows = db.session.execute(
        select(Abstract.call_id, Decision.outcome, func.count())
        .join(Decision.abstract)
        .where(
            Abstract.meeting_id == meeting.id,
            Decision.announced_at.is_(None),
            Abstract.state.in_(TO_DECIDE),
        )
        .group_by(Abstract.call_id, Decision.outcome)
    )
    found: dict[int, dict[str, int]] = {}
    for call_id, outcome, number in rows:
        found.setdefault(call_id, {})[outcome] = number
    return found
