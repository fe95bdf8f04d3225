"""Reads about the agenda."""

import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, null, select
from sqlalchemy.orm import joinedload, selectinload

from meeting_app.abstracts.models import Abstract, AbstractState, Presenter
from meeting_app.agenda.curtains import draw, people_in
from meeting_app.agenda.models import AgendaVersion, Session, SessionPerson, Star
from meeting_app.agenda.publication import PublishedAgenda, PublishedSession, from_content
from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.models import Audience, Person
from meeting_app.people.queries import find_person_by_code, list_curtains, list_people
from meeting_app.people.shown import ShownPerson, shown_to

# Versions that this process has read already, the newest read last. They never change, and their
# digest names their content, so nothing here can be out of date.
_KEPT = 24
_read: dict[str, PublishedAgenda] = {}
_reading = threading.Lock()


def find_published(meeting: Meeting, number: int | None = None) -> PublishedAgenda | None:
    """The version with this number, or the newest, as it may be read today. Two statements; what
    this process has read before is not fetched again."""
    found = find_version(meeting, number)
    return _shown([found])[0] if found else None


def list_published(meeting: Meeting) -> list[PublishedAgenda]:
    """All versions as they may be read today, newest first. Two statements."""
    known = dict(_read)
    rows = db.session.execute(_versions(known).where(AgendaVersion.meeting_id == meeting.id)).all()
    return _shown([_parsed(known, *row) for row in rows])


def list_newest() -> dict[int, PublishedAgenda]:
    """{number of the meeting: its newest version as it may be read today}. Two statements."""
    newest = select(func.max(AgendaVersion.id)).group_by(AgendaVersion.meeting_id)
    known = dict(_read)
    rows = db.session.execute(_versions(known).where(AgendaVersion.id.in_(newest))).all()
    return {one.meeting_id: one for one in _shown([_parsed(known, *row) for row in rows])}


def find_version(meeting: Meeting, number: int | None = None) -> PublishedAgenda | None:
    """As it was published: for what the next version is made from, and for organisers. One
    statement."""
    known = dict(_read)
    chosen = _versions(known).where(AgendaVersion.meeting_id == meeting.id)
    if number is not None:
        chosen = chosen.where(AgendaVersion.number == number)
    row = db.session.execute(chosen.limit(1)).first()
    return _parsed(known, *row) if row else None


def _shown(agendas: Sequence[PublishedAgenda]) -> list[PublishedAgenda]:
    drawn = list_curtains({number for agenda in agendas for number in people_in(agenda)})
    return [draw(agenda, drawn) for agenda in agendas]


def _versions(
    known: Mapping[str, PublishedAgenda],
) -> Select[tuple[int, int, datetime, str, Any]]:
    content = case((AgendaVersion.digest.in_(list(known)), null()), else_=AgendaVersion.content)
    return select(
        AgendaVersion.meeting_id,
        AgendaVersion.number,
        AgendaVersion.published_at,
        AgendaVersion.digest,
        content,
    ).order_by(AgendaVersion.number.desc())


def _parsed(
    known: Mapping[str, PublishedAgenda],
    meeting_id: int,
    number: int,
    published_at: datetime,
    digest: str,
    content: Any,
) -> PublishedAgenda:
    if digest in known:
        return known[digest]
    agenda = from_content(
        content, meeting_id=meeting_id, number=number, published_at=published_at, digest=digest
    )
    with _reading:
        _read[digest] = agenda
        while len(_read) > _KEPT:
            del _read[next(iter(_read))]
    return agenda


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session as the public sees it."""

    meeting: Meeting
    agenda: PublishedAgenda
    session: PublishedSession


def get_published_session(meeting: str, code: str) -> SessionPage:
    """In the newest version. LookupError when it was never published."""
    found = get_meeting(meeting)
    agenda = find_published(found)
    session = agenda.find(code) if agenda else None
    if agenda is None or session is None:
        raise LookupError(code)
    return SessionPage(found, agenda, session)


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """Somebody with a part in the newest version."""

    meeting: Meeting
    agenda: PublishedAgenda
    person: Person

    def shown_to(self, audience: Audience) -> ShownPerson | None:
        return shown_to(self.person, audience)


def get_speaker(meeting: str, code: str) -> SpeakerPage:
    """By the code of their profile. LookupError for somebody hidden, or without a part."""
    found = get_meeting(meeting)
    agenda, person = find_published(found), find_person_by_code(code)
    if agenda is None or person is None or shown_to(person, Audience.EVERYBODY) is None:
        raise LookupError(code)
    named = (who.person_id for session in agenda.sessions for who in session.people)
    if person.id not in named:
        raise LookupError(code)
    return SpeakerPage(found, agenda, person)


def show_people(
    sessions: Iterable[PublishedSession], audience: Audience
) -> dict[int, ShownPerson | None]:
    """{number: how this audience sees them} of all with an account. One statement."""
    named = {who.person_id for session in sessions for who in session.people}
    people = list_people({number for number in named if number is not None})
    return {person.id: shown_to(person, audience) for person in people}


@dataclass(frozen=True, slots=True)
class AgendaDay:
    meeting: Meeting
    day: date


def get_day(meeting: str, day: str) -> AgendaDay:
    """A day on which, in one zone or another, something of the meeting can take place."""
    found = get_meeting(meeting)
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise LookupError(day) from None
    around = timedelta(days=1)
    if not found.starts_on - around <= wanted <= found.ends_on + around:
        raise LookupError(day)
    return AgendaDay(found, wanted)


def list_sessions(meeting: Meeting) -> Sequence[Session]:
    """The draft: by start, those without one last; with room, people and abstract."""
    return db.session.scalars(
        select(Session)
        .where(Session.meeting_id == meeting.id)
        .options(
            joinedload(Session.room),
            joinedload(Session.abstract).joinedload(Abstract.theme),
            selectinload(Session.people),
        )
        .order_by(Session.starts_at.is_(None), Session.starts_at, Session.id)
        # Whoever asks again after waiting for a lock must see what the other one has done.
        .execution_options(populate_existing=True)
    ).all()


def get_session(meeting: str, code: str) -> Session:
    """By the meeting's slug and the session's code. LookupError when there is none."""
    found = db.session.scalar(
        select(Session)
        .join(Meeting, Meeting.id == Session.meeting_id)
        .where(Meeting.slug == meeting, Session.code == code)
        .options(
            joinedload(Session.meeting),
            joinedload(Session.room),
            joinedload(Session.abstract).joinedload(Abstract.theme),
            selectinload(Session.people),
        )
    )
    if found is None:
        raise LookupError(code)
    return found


def list_accepted_without_session(meeting: Meeting) -> Sequence[Abstract]:
    """Accepted abstracts that are no session yet, with presenters, organisations and theme."""
    return db.session.scalars(
        _without_session(select(Abstract), meeting)
        .options(
            selectinload(Abstract.presenters).joinedload(Presenter.organisation),
            joinedload(Abstract.theme),
        )
        .order_by(Abstract.id)
    ).all()


def count_accepted_without_session(meeting: Meeting) -> int:
    chosen = _without_session(select(func.count()).select_from(Abstract), meeting)
    return db.session.scalar(chosen) or 0


def _without_session(chosen: Select[Any], meeting: Meeting) -> Select[Any]:
    return chosen.outerjoin(Session, Session.abstract_id == Abstract.id).where(
        Abstract.meeting_id == meeting.id,
        Abstract.state == AbstractState.ACCEPTED,
        Session.id.is_(None),
    )


def has_part(meeting: Meeting, person: Person) -> bool:
    """Whether they are named in a session of the draft that takes place."""
    found = (
        select(SessionPerson.id)
        .join(SessionPerson.session)
        .where(
            Session.meeting_id == meeting.id,
            Session.cancelled_at.is_(None),
            SessionPerson.person_id == person.id,
        )
        .limit(1)
    )
    return db.session.scalar(found) is not None


def list_starred_codes(meeting: Meeting, person: Person | None) -> frozenset[str]:
    """Codes of the sessions that this person has starred."""
    if person is None:
        return frozenset()
    return frozenset(
        db.session.scalars(
            select(Session.code)
            .join(Star, Star.session_id == Session.id)
            .where(Session.meeting_id == meeting.id, Star.person_id == person.id)
        )
    )


def list_person_sessions(
    agenda: PublishedAgenda, person: Person, starred: Collection[str]
) -> list[PublishedSession]:
    """Sessions in which the person has a role, or which they have starred. No SQL."""
    return [
        session
        for session in agenda.sessions
        if session.code in starred or person.id in session.held_by
    ]
