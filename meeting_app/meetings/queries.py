"""Reads about meetings."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import case, select
from sqlalchemy.orm import contains_eager, joinedload

from meeting_app.core.db import db
from meeting_app.meetings.models import (
    OFFICES,
    Meeting,
    MeetingRole,
    Phase,
    Role,
    RoleInvitation,
    Room,
    Theme,
)
from meeting_app.people.models import Person
from meeting_app.people.queries import find_person_by_email

ROWS_PER_PAGE = 50


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
        .options(joinedload(MeetingRole.person), contains_eager(MeetingRole.meeting))
    )
    if found is None:
        raise LookupError(number)
    return found


def list_roles(meeting: Meeting) -> Sequence[MeetingRole]:
    """In the order in which the roles are declared, then by name."""
    order = {role.value: place for place, role in enumerate(Role)}
    return db.session.scalars(
        select(MeetingRole)
        .join(Person)
        .where(MeetingRole.meeting_id == meeting.id)
        .options(contains_eager(MeetingRole.person))
        .order_by(
            case(order, value=MeetingRole.role), Person.folded_name, Person.id, MeetingRole.scope
        )
    ).all()


def has_other_organisers(held: MeetingRole) -> bool:
    """Besides whoever holds this role."""
    return bool(
        db.session.scalar(
            select(MeetingRole.id)
            .join(Person)
            .where(
                MeetingRole.meeting_id == held.meeting_id,
                MeetingRole.role == Role.ORGANISER,
                MeetingRole.person_id != held.person_id,
                Person.active,
            )
            .limit(1)
        )
    )


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
    return frozenset(_held(meeting, person))


def scopes_in(meeting: Meeting, person: Person | None, role: Role) -> frozenset[str]:
    """What this person holds the role for: slugs or codes, "" for everything; empty: not held."""
    return _held(meeting, person).get(role, frozenset())


def _held(meeting: Meeting, person: Person | None) -> dict[Role, frozenset[str]]:
    if person is None:
        return {}
    known: dict[tuple[int, int], dict[Role, frozenset[str]]]
    known = db.session().info.setdefault("roles", {})
    key = (meeting.id, person.id)
    if key not in known:
        found: dict[Role, frozenset[str]] = {}
        for role, scope in db.session.execute(
            select(MeetingRole.role, MeetingRole.scope).where(
                MeetingRole.meeting_id == meeting.id, MeetingRole.person_id == person.id
            )
        ):
            found[Role(role)] = found.get(Role(role), frozenset()) | {scope}
        known[key] = found
    return known[key]


def holds_office(person: Person) -> bool:
    """Does this person organise any meeting, see its desk, or lead one of its committees?"""
    return _holds_any(person, OFFICES)


def organises_any(person: Person) -> bool:
    """Whether they are an organiser of a meeting, whichever."""
    return _holds_any(person, frozenset({Role.ORGANISER}))


def _holds_any(person: Person, roles: Collection[Role]) -> bool:
    return bool(
        db.session.scalar(
            select(MeetingRole.id)
            .where(MeetingRole.person_id == person.id, MeetingRole.role.in_(roles))
            .limit(1)
        )
    )


def list_people_with(meeting: Meeting, role: Role) -> Sequence[Person]:
    return db.session.scalars(
        select(Person)
        .where(
            Person.id.in_(
                select(MeetingRole.person_id).where(
                    MeetingRole.meeting_id == meeting.id, MeetingRole.role == role
                )
            )
        )
        .order_by(Person.folded_name, Person.id)
    ).all()


def list_holders(meeting: Meeting, role: Role, scope: str) -> frozenset[str]:
    """The addresses that the list of roles shows with the role, for this or for everything."""
    return frozenset(
        db.session.scalars(
            select(Person.email)
            .join(MeetingRole, MeetingRole.person_id == Person.id)
            .where(
                MeetingRole.meeting_id == meeting.id,
                MeetingRole.role == role,
                MeetingRole.scope.in_(("", scope)),
            )
        )
    )


def list_invited(meeting: Meeting, role: Role, scope: str, now: datetime) -> frozenset[str]:
    """Addresses that were offered exactly this role and can still answer."""
    return frozenset(
        db.session.scalars(
            select(RoleInvitation.email).where(
                RoleInvitation.meeting_id == meeting.id,
                RoleInvitation.role == role,
                RoleInvitation.scope == scope,
                RoleInvitation.accepted_at.is_(None),
                RoleInvitation.declined_at.is_(None),
                RoleInvitation.withdrawn_at.is_(None),
                RoleInvitation.expires_at > now,
            )
        )
    )


def find_invitation(code: str) -> RoleInvitation | None:
    """With its meeting and with who invited."""
    return db.session.scalar(
        select(RoleInvitation)
        .where(RoleInvitation.code == code)
        .options(joinedload(RoleInvitation.meeting), joinedload(RoleInvitation.invited_by))
    )


def get_invitation(meeting: str, code: str) -> RoleInvitation:
    found = find_invitation(code)
    if found is None or found.meeting.slug != meeting:
        raise LookupError(code)
    return found


def paginate_invitations(meeting: Meeting, page: int) -> Pagination:
    """The newest first."""
    return db.paginate(
        select(RoleInvitation)
        .where(RoleInvitation.meeting_id == meeting.id)
        .order_by(RoleInvitation.sent_at.desc(), RoleInvitation.id.desc()),
        page=page,
        per_page=ROWS_PER_PAGE,
        error_out=False,
    )


def find_chosen_language(email: str) -> str | None:
    """Of letters, by the person who has this address and has used it here."""
    person = find_person_by_email(email)
    return person.language if person is not None and person.email_confirmed_at else None


def find_role(meeting: Meeting, person: Person, role: Role, scope: str) -> MeetingRole | None:
    return db.session.scalar(
        select(MeetingRole).where(
            MeetingRole.meeting_id == meeting.id,
            MeetingRole.person_id == person.id,
            MeetingRole.role == role,
            MeetingRole.scope == scope,
        )
    )
