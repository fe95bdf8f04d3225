"""Reads about the agenda."""

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, null, select
from sqlalchemy.orm import joinedload, selectinload

from meeting_app.abstracts.models import Abstract, AbstractState, Presenter
from meeting_app.agenda.models import AgendaVersion, Session, Star
from meeting_app.agenda.publication import PublishedAgenda, PublishedSession, from_content
from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.models import Person

# Versions that this process has read already, the newest read last. They never change, and their
# digest names their content, so nothing here can be out of date.
_KEPT = 24
_read: dict[str, PublishedAgenda] = {}
_reading = threading.Lock()


def find_published(meeting: Meeting, number: int | None = None) -> PublishedAgenda | None:
    """The version with this number, or the newest. One statement; what this process has read
    before is not fetched again."""
    known = dict(_read)
    chosen = _versions(meeting, known)
    if number is not None:
        chosen = chosen.where(AgendaVersion.number == number)
    row = db.session.execute(chosen.limit(1)).first()
    return _parsed(meeting, known, *row) if row else None


def list_published(meeting: Meeting) -> list[PublishedAgenda]:
    """All versions, newest first. One statement."""
    known = dict(_read)
    rows = db.session.execute(_versions(meeting, known)).all()
    return [_parsed(meeting, known, *row) for row in rows]


def _versions(
    meeting: Meeting, known: Mapping[str, PublishedAgenda]
) -> Select[tuple[int, datetime, str, Any]]:
    content = case((AgendaVersion.digest.in_(list(known)), null()), else_=AgendaVersion.content)
    return (
        select(AgendaVersion.number, AgendaVersion.published_at, AgendaVersion.digest, content)
        .where(AgendaVersion.meeting_id == meeting.id)
        .order_by(AgendaVersion.number.desc())
    )


def _parsed(
    meeting: Meeting,
    known: Mapping[str, PublishedAgenda],
    number: int,
    published_at: datetime,
    digest: str,
    content: Any,
) -> PublishedAgenda:
    if digest in known:
        return known[digest]
    agenda = from_content(
        content, meeting_id=meeting.id, number=number, published_at=published_at, digest=digest
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
        if session.code in starred or any(who.person_id == person.id for who in session.people)
    ]
