"""Reads about calls and abstracts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, UnaryExpression, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload, undefer

from meeting_app.abstracts.models import Abstract, AbstractState, Call, Presenter
from meeting_app.core.db import db
from meeting_app.core.locale import fold
from meeting_app.core.secrets import hash_token
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from meeting_app.people.queries import take_turns
from meeting_app.questionnaires.queries import with_questions

ROWS_PER_PAGE = 50
MOST_FOUND = 20
_PEOPLE = (
    joinedload(Abstract.submitter),
    joinedload(Abstract.theme),
    selectinload(Abstract.presenters).joinedload(Presenter.organisation),
)
_ORDERS: Mapping[str, UnaryExpression[Any]] = {
    "title": Abstract.title.asc(),
    "-title": Abstract.title.desc(),
    "changed": Abstract.changed_at.asc(),
    "-changed": Abstract.changed_at.desc(),
}


def get_call(meeting: str, slug: str) -> Call:
    """With its phase and its questions. LookupError when there is none."""
    found = db.session.scalar(
        select(Call)
        .join(Call.meeting)
        .where(Meeting.slug == meeting, Call.slug == slug)
        .options(
            contains_eager(Call.meeting),
            joinedload(Call.phase),
            joinedload(Call.questionnaire).options(with_questions()),
        )
    )
    if found is None:
        raise LookupError(slug)
    return found


def list_calls(meeting: Meeting) -> Sequence[Call]:
    return db.session.scalars(
        select(Call)
        .where(Call.meeting_id == meeting.id)
        .options(joinedload(Call.phase))
        .order_by(Call.id)
    ).all()


def get_abstract(meeting: str, code: str) -> Abstract:
    """With its call and its people. LookupError when there is none."""
    found = db.session.scalar(
        select(Abstract)
        .join(Abstract.meeting)
        .where(Meeting.slug == meeting, Abstract.code == code)
        .options(
            contains_eager(Abstract.meeting),
            joinedload(Abstract.call).joinedload(Call.phase),
            joinedload(Abstract.call).joinedload(Call.questionnaire).options(with_questions()),
            undefer(Abstract.typed),
            *_PEOPLE,
        )
    )
    if found is None:
        raise LookupError(code)
    return found


def find_begun(call: Call, person: Person, origin: str) -> Abstract | None:
    """What the page with this number has begun already; the newest, if it was sent again since.

    Who asks at the same time for the same person waits: a page's script and its button may save at
    once, and begin one draft.
    """
    take_turns(person)
    return db.session.scalar(
        select(Abstract)
        .where(
            Abstract.call_id == call.id,
            Abstract.submitter_id == person.id,
            Abstract.origin_hash == hash_token(origin),
        )
        .options(undefer(Abstract.typed), *_PEOPLE)
        .order_by(Abstract.id.desc())
        .limit(1)
    )


def list_own(meeting: Meeting, person: Person) -> Sequence[Abstract]:
    """Those that this person submits, drafts too, and those that they present."""
    presents = Abstract.presenters.any(Presenter.person_id == person.id)
    return db.session.scalars(
        select(Abstract)
        .where(
            Abstract.meeting_id == meeting.id,
            (Abstract.submitter_id == person.id)
            | (presents & (Abstract.state != AbstractState.DRAFT)),
        )
        .options(joinedload(Abstract.call).joinedload(Call.phase), *_PEOPLE)
        .order_by(Abstract.created_at, Abstract.id)
    ).all()


def accepted(meeting: Meeting) -> Sequence[Abstract]:
    return db.session.scalars(
        select(Abstract)
        .where(Abstract.meeting_id == meeting.id, Abstract.state == AbstractState.ACCEPTED)
        .options(
            joinedload(Abstract.call),
            *_PEOPLE,
            selectinload(Abstract.presenters).joinedload(Presenter.person),
        )
        .order_by(Abstract.id)
    ).all()


def select_abstracts(
    meeting: Meeting, *, call: str = "", state: str = "", language: str = "", sort: str = ""
) -> Select[Abstract]:
    """Those of a meeting. An empty or unknown value of a filter takes nothing away, or everything.

    call: slug. sort: "title" or "changed", with "-" in front for the other way round.
    """
    chosen = select(Abstract).join(Abstract.call).where(Abstract.meeting_id == meeting.id)
    if call:
        chosen = chosen.where(Call.slug == call)
    if state:
        chosen = chosen.where(Abstract.state == state)
    if language:
        chosen = chosen.where(Abstract.language == language)
    return chosen.options(contains_eager(Abstract.call), *_PEOPLE).order_by(
        _ORDERS.get(sort, _ORDERS["-changed"]), Abstract.id
    )


def list_with_answers(abstracts: Select[Abstract]) -> Sequence[Abstract]:
    """With the responses that hold the answers, though not the answers."""
    return db.session.scalars(abstracts.options(joinedload(Abstract.response))).all()


def page_of(abstracts: Select[Abstract], page: int) -> Pagination:
    return db.paginate(abstracts, page=page, per_page=ROWS_PER_PAGE, error_out=False)


def search(
    meeting: Meeting, states: Sequence[AbstractState], *, words: str, code: str
) -> Sequence[Abstract]:
    """At most twenty in these states, by their submitter's name: those of which the submitter, the
    title or the code holds the words. code: this one alone."""
    wanted = (
        select(Abstract)
        .join(Abstract.submitter)
        .where(Abstract.meeting_id == meeting.id, Abstract.state.in_(states))
        .options(
            joinedload(Abstract.meeting, innerjoin=True),
            joinedload(Abstract.call, innerjoin=True).joinedload(Call.phase, innerjoin=True),
            contains_eager(Abstract.submitter),
        )
        .order_by(Person.folded_name, Abstract.code)
        .limit(MOST_FOUND)
    )
    if code:
        wanted = wanted.where(Abstract.code == code)
    elif words:
        wanted = wanted.where(holds(words))
    return db.session.scalars(wanted).all()


def holds(words: str) -> ColumnElement[bool]:
    """Of an abstract joined with its submitter."""
    return or_(
        Person.folded_name.contains(fold(words), autoescape=True),
        Abstract.title.icontains(words, autoescape=True),
        Abstract.code == words.upper(),
    )


def state_counts(meeting: Meeting) -> Mapping[AbstractState, int]:
    """Every state, with 0 for those that no abstract is in."""
    rows = db.session.execute(
        select(Abstract.state, func.count())
        .where(Abstract.meeting_id == meeting.id)
        .group_by(Abstract.state)
    )
    found = {AbstractState(state): count for state, count in rows}
    return {state: found.get(state, 0) for state in AbstractState}


def counts_by_call(meeting: Meeting) -> Mapping[int, Mapping[AbstractState, int]]:
    """By the call's id; only what there is."""
    found: dict[int, dict[AbstractState, int]] = defaultdict(lambda: defaultdict(int))
    rows = db.session.execute(
        select(Abstract.call_id, Abstract.state, func.count())
        .where(Abstract.meeting_id == meeting.id)
        .group_by(Abstract.call_id, Abstract.state)
    )
    for call_id, state, count in rows:
        found[call_id][AbstractState(state)] = count
    return found


def languages_used(meeting: Meeting) -> Sequence[str]:
    return db.session.scalars(
        select(Abstract.language)
        .where(Abstract.meeting_id == meeting.id)
        .distinct()
        .order_by(Abstract.language)
    ).all()


def find_imported(meeting: Meeting, sources: Sequence[str]) -> Mapping[str, Abstract]:
    """By the source's own name."""
    rows = db.session.scalars(
        select(Abstract)
        .where(Abstract.meeting_id == meeting.id, Abstract.imported_from.in_(sources))
        .options(selectinload(Abstract.presenters))
    )
    return {row.imported_from or "": row for row in rows}
