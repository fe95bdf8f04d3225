"""See what clashes, and publish."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from meeting_app.abstracts.models import AbstractState
from meeting_app.agenda import publication, queries, versions
from meeting_app.agenda.clashes import Clash, Placement, Severity, Who, find_clashes
from meeting_app.agenda.models import AgendaVersion, Session, SessionKind, SessionRole
from meeting_app.agenda.publication import (
    PublishedAgenda,
    PublishedPerson,
    PublishedRoom,
    PublishedSession,
)
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.meetings.models import Meeting, Room
from meeting_app.meetings.queries import list_rooms
from meeting_app.people.models import Person


def list_clashes(meeting: Meeting, sessions: Iterable[Session]) -> list[Clash]:
    """Of a draft. No SQL when room, people and abstract are loaded."""
    return find_clashes(
        [_placement(session) for session in sessions if is_placed(session)],
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
        zone=meeting.zone,
    )


def is_placed(session: Session) -> bool:
    """Whether it takes place at a known time."""
    return session.starts_at is not None and session.cancelled_at is None


def _placement(session: Session) -> Placement:
    assert session.starts_at is not None
    return Placement(
        code=session.code,
        kind=SessionKind(session.kind),
        room=session.room.code if session.room else None,
        capacity=session.room.capacity if session.room else None,
        starts_at=session.starts_at,
        ends_at=session.starts_at + timedelta(minutes=session.minutes),
        people=tuple(Who(row.name, row.organisation, row.person_id) for row in session.people),
        abstract_accepted=session.abstract is None
        or session.abstract.state == AbstractState.ACCEPTED,
    )


def draft_next(
    meeting: Meeting, sessions: Iterable[Session], before: PublishedAgenda | None, now: datetime
) -> PublishedAgenda:
    """The version that publishing now would make."""
    drafts = [_draft(session) for session in sessions if session.starts_at is not None]
    return versions.compose(
        drafts,
        [_room(room) for room in list_rooms(meeting)],
        before,
        meeting_id=meeting.id,
        zone=meeting.zone,
        now=now,
    )


def _draft(session: Session) -> PublishedSession:
    assert session.starts_at is not None
    theme = session.abstract.theme if session.abstract else None
    return PublishedSession(
        code=session.code,
        uid=session.uid,
        kind=SessionKind(session.kind),
        title=session.title,
        summary=session.summary or None,
        floor_language=session.floor_language,
        interpreted_into=tuple(session.interpreted_into),
        livestream=session.livestream,
        starts_at=session.starts_at,
        minutes=session.minutes,
        room=_room(session.room) if session.room else None,
        people=tuple(
            PublishedPerson(row.name, SessionRole(row.role), row.organisation, row.person_id)
            for row in session.people
        ),
        cancelled=session.cancelled_at is not None,
        theme=theme.title if theme else None,
        sequence={},
        modified_at={},
    )


def _room(room: Room) -> PublishedRoom:
    return PublishedRoom(room.code, room.name, room.capacity)


def publish(
    meeting: Meeting, by: Person | None, now: datetime, *, despite_clashes: bool = False
) -> AgendaVersion:
    """Make the draft the next version. Raises Refused when there is nothing new, or a serious
    clash and the organiser has not said to publish all the same."""
    # One publication at a time: the number and the sequences follow from the version before.
    db.session.execute(select(Meeting.id).where(Meeting.id == meeting.id).with_for_update())
    sessions = queries.list_sessions(meeting)
    before = queries.find_version(meeting)
    agenda = draft_next(meeting, sessions, before, now)
    if not agenda.sessions:
        raise Refused(_("Place at least one session first: there is nothing to publish yet."))
    if before is not None and versions.is_same(before, agenda):
        raise Refused(_("Nothing has changed since the last version."))
    clashes = list_clashes(meeting, sessions)
    if not despite_clashes and any(clash.severity is Severity.SERIOUS for clash in clashes):
        raise Refused(
            _("There are serious clashes. Solve them, or say that you publish all the same."),
            "despite_clashes",
        )
    version = AgendaVersion(
        meeting=meeting,
        number=agenda.number,
        published_at=now,
        published_by_id=by.id if by else None,
        content=publication.to_content(agenda),
        digest=agenda.digest,
    )
    db.session.add(version)
    db.session.flush()
    return version
