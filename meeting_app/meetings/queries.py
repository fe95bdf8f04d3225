"""Reads about meetings."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting, MeetingRole, Phase, Role, Room, Theme
from meeting_app.people.models import Person


def get_meeting(meeting: str) -> Meeting:
    """By slug. LookupError when there is none."""
    found = db.session.scalar(select(Meeting).where(Meeting.slug == meeting))
    if found is None:
        raise LookupError(meeting)
    return found


def list_meetings() -> Sequence[Meeting]:
    return db.session.scalars(select(Meeting).order_by(Meeting.starts_on.desc())).all()


def list_phases(meeting: Meeting) -> Sequence[Phase]:
    return db.session.scalars(
        select(Phase)
        .where(Phase.meeting_id == meeting.id)
        .order_by(Phase.opens_at, Phase.closes_at, Phase.id)
    ).all()


def list_public_phases() -> Sequence[Phase]:
    """Of all meetings, for the home page."""
    return db.session.scalars(
        select(Phase).where(Phase.public).order_by(Phase.closes_at, Phase.id)
    ).all()


def get_phase(meeting: str, code: str) -> Phase:
    found = db.session.scalar(
        select(Phase).join(Meeting).where(Meeting.slug == meeting, Phase.code == code)
    )
    if found is None:
        raise LookupError(code)
    return found


def get_room(meeting: str, code: str) -> Room:
    found = db.session.scalar(
        select(Room).join(Meeting).where(Meeting.slug == meeting, Room.code == code)
    )
    if found is None:
        raise LookupError(code)
    return found


def get_theme(meeting: str, code: str) -> Theme:
    found = db.session.scalar(
        select(Theme).join(Meeting).where(Meeting.slug == meeting, Theme.code == code)
    )
    if found is None:
        raise LookupError(code)
    return found


def get_role(meeting: str, number: int) -> MeetingRole:
    found = db.session.scalar(
        select(MeetingRole)
        .join(Meeting)
        .where(Meeting.slug == meeting, MeetingRole.id == number)
        .options(joinedload(MeetingRole.person))
    )
    if found is None:
        raise LookupError(number)
    return found


def list_roles(meeting: Meeting) -> Sequence[MeetingRole]:
    return db.session.scalars(
        select(MeetingRole)
        .join(Person)
        .where(MeetingRole.meeting_id == meeting.id)
        .options(contains_eager(MeetingRole.person))
        .order_by(MeetingRole.role, Person.folded_name, Person.id)
    ).all()


def list_roles_of(person: Person) -> Sequence[MeetingRole]:
    """In all meetings, with the meeting."""
    return db.session.scalars(
        select(MeetingRole)
        .join(MeetingRole.meeting)
        .where(MeetingRole.person_id == person.id)
        .options(contains_eager(MeetingRole.meeting))
        .order_by(Meeting.starts_on.desc(), MeetingRole.role)
    ).all()


def list_rooms(meeting: Meeting) -> Sequence[Room]:
    return db.session.scalars(
        select(Room).where(Room.meeting_id == meeting.id).order_by(Room.position, Room.id)
    ).all()


def list_themes(meeting: Meeting) -> Sequence[Theme]:
    return db.session.scalars(
        select(Theme).where(Theme.meeting_id == meeting.id).order_by(Theme.position, Theme.id)
    ).all()


def roles_in(meeting: Meeting, person: Person | None) -> frozenset[Role]:
    """This person's roles; asked once per request and meeting."""
    if person is None:
        return frozenset()
    known: dict[tuple[int, int], frozenset[Role]] = db.session().info.setdefault("roles", {})
    key = (meeting.id, person.id)
    if key not in known:
        rows = db.session.scalars(
            select(MeetingRole.role).where(
                MeetingRole.meeting_id == meeting.id, MeetingRole.person_id == person.id
            )
        )
        known[key] = frozenset(Role(role) for role in rows)
    return known[key]


def holds_office(person: Person) -> bool:
    """Does this person organise any meeting?"""
    return bool(
        db.session.scalar(
            select(MeetingRole.id)
            .where(MeetingRole.person_id == person.id, MeetingRole.role == Role.ORGANISER)
            .limit(1)
        )
    )


def list_people_with(meeting: Meeting, role: Role) -> Sequence[Person]:
    return db.session.scalars(
        select(Person)
        .join(MeetingRole, MeetingRole.person_id == Person.id)
        .where(MeetingRole.meeting_id == meeting.id, MeetingRole.role == role)
        .order_by(Person.folded_name, Person.id)
    ).all()
