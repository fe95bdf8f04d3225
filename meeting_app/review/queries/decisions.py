"""Decisions that are prepared."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from meeting_app.abstracts.models import Abstract, Call, Presenter
from meeting_app.abstracts.queries import MOST_FOUND, holds
from meeting_app.core.db import db
from meeting_app.core.locale import fold
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from meeting_app.review.models import Decision
from meeting_app.review.queries.committee import Hidden
from meeting_app.review.rules import TO_DECIDE, Outcome


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


def search_decided(
    meeting: Meeting, outcome: Outcome, *, words: str, code: str
) -> Sequence[Abstract]:
    """At most twenty abstracts with this decision, announced or not, by their submitter's name:
    those of which a submitter's or presenter's name, the title or the code holds the words. code:
    this one alone."""
    wanted = (
        select(Abstract)
        .join(Abstract.submitter)
        .join(Decision, Decision.abstract_id == Abstract.id)
        .where(Abstract.meeting_id == meeting.id, Decision.outcome == outcome)
        .options(
            joinedload(Abstract.meeting, innerjoin=True),
            contains_eager(Abstract.submitter),
            selectinload(Abstract.presenters).joinedload(Presenter.person),
        )
        .order_by(Person.folded_name, Abstract.code)
        .limit(MOST_FOUND)
    )
    if code:
        wanted = wanted.where(Abstract.code == code)
    elif words:
        presents = aliased(Person)
        named = (
            select(Presenter.abstract_id)
            .join(presents, Presenter.person_id == presents.id)
            .where(presents.folded_name.contains(fold(words), autoescape=True))
        )
        wanted = wanted.where(or_(holds(words), Abstract.id.in_(named)))
    return db.session.scalars(wanted).all()


def count_decisions(meeting: Meeting, without: Hidden = ()) -> dict[int, dict[str, int]]:
    """Call id to {outcome of a prepared decision: number}."""
    rows = db.session.execute(
        select(Abstract.call_id, Decision.outcome, func.count())
        .join(Decision.abstract)
        .where(
            Abstract.meeting_id == meeting.id,
            Decision.announced_at.is_(None),
            Abstract.state.in_(TO_DECIDE),
            Abstract.id.not_in(without),
        )
        .group_by(Abstract.call_id, Decision.outcome)
    )
    found: dict[int, dict[str, int]] = {}
    for call_id, outcome, number in rows:
        found.setdefault(call_id, {})[outcome] = number
    return found
