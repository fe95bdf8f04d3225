"""Verbs about meetings: make one, set its phases, rooms and themes, grant roles, translate."""

from collections.abc import Container, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.localtext import LocalText
from meeting_app.meetings import queries, rules
from meeting_app.meetings.models import Meeting, MeetingRole, Phase, PhaseKind, Role, Room, Theme
from meeting_app.people.models import Person
from meeting_app.people.service import bound_sign_ins, find_or_make_person


def make_meeting(
    slug: str,
    *,
    title: LocalText,
    zone: str,
    starts_on: date,
    ends_on: date,
    languages: Sequence[str],
    contact_email: str,
    now: datetime,
    theme: LocalText | None = None,
    theme_text: LocalText | None = None,
    place: LocalText | None = None,
    venue: LocalText | None = None,
    is_demo: bool = False,
) -> Meeting:
    if db.session.scalar(select(Meeting.id).where(Meeting.slug == slug)):
        raise Refused(_("Another meeting has this address. Choose another one."), "slug")
    meeting = Meeting(
        slug=slug,
        title=title,
        theme=theme,
        theme_text=theme_text,
        place=place,
        venue=venue,
        zone=zone,
        starts_on=starts_on,
        ends_on=ends_on,
        languages=list(languages),
        contact_email=contact_email,
        is_demo=is_demo,
        created_at=now,
    )
    db.session.add(meeting)
    db.session.flush()
    return meeting


def change_meeting(meeting: Meeting, **values: Any) -> None:
    """Set the columns of that name."""
    for name, value in values.items():
        setattr(meeting, name, value)


def add_phase(
    meeting: Meeting,
    code: str,
    kind: PhaseKind,
    label: LocalText,
    *,
    opens_at: datetime,
    closes_at: datetime,
    endpoint: str | None,
    arguments: Mapping[str, Any] | None = None,
    public: bool = True,
) -> Phase:
    """endpoint, arguments: the page where it is done, without language and meeting."""
    _check_order(opens_at, closes_at)
    phase = Phase(
        meeting=meeting,
        code=code,
        kind=kind,
        label=label,
        opens_at=opens_at,
        closes_at=closes_at,
        endpoint=endpoint,
        arguments=dict(arguments or {}),
        public=public,
    )
    db.session.add(phase)
    db.session.flush()
    return phase


def move_phase(phase: Phase, *, opens_at: datetime, closes_at: datetime) -> None:
    """The new instants hold at once, also for forms that are open."""
    _check_order(opens_at, closes_at)
    phase.opens_at, phase.closes_at = opens_at, closes_at


def _check_order(opens_at: datetime, closes_at: datetime) -> None:
    if closes_at <= opens_at:
        raise Refused(_("The end must come after the beginning."), "closes_at")


def add_room(meeting: Meeting, code: str, name: LocalText, capacity: int | None) -> Room:
    last = db.session.scalar(
        select(Room.position).where(Room.meeting_id == meeting.id).order_by(Room.position.desc())
    )
    room = Room(
        meeting_id=meeting.id, code=code, name=name, capacity=capacity, position=(last or 0) + 1
    )
    db.session.add(room)
    db.session.flush()
    return room


def new_room_code(meeting: Meeting) -> str:
    """The next free one: "room-1", "room-2" ..."""
    return _next_code("room", {room.code for room in queries.list_rooms(meeting)})


def new_theme_code(meeting: Meeting) -> str:
    """The next free one: "theme-1", "theme-2" ..."""
    return _next_code("theme", {theme.code for theme in queries.list_themes(meeting)})


def _next_code(word: str, taken: Container[str]) -> str:
    return next(code for number in count(1) if (code := f"{word}-{number}") not in taken)


def add_theme(
    meeting: Meeting,
    code: str,
    title: LocalText,
    text: LocalText | None,
    position: int | None = None,
) -> Theme:
    """position: after all others unless said otherwise."""
    if position is None:
        position = max((theme.position for theme in queries.list_themes(meeting)), default=0) + 1
    theme = Theme(meeting=meeting, code=code, title=title, text=text, position=position)
    db.session.add(theme)
    db.session.flush()
    return theme


def move_theme_up(theme: Theme) -> None:
    """One place towards the beginning."""
    _swap(theme, -1)


def move_theme_down(theme: Theme) -> None:
    """One place towards the end."""
    _swap(theme, 1)


def _swap(theme: Theme, step: int) -> None:
    order = list(queries.list_themes(theme.meeting))
    here = order.index(theme)
    if 0 <= here + step < len(order):  # two people may have moved it
        order[here], order[here + step] = order[here + step], order[here]
    for position, each in enumerate(order, 1):
        each.position = position


def delete_theme(theme: Theme) -> None:
    """Abstracts that named it name none then."""
    db.session.delete(theme)
    db.session.flush()


def grant(meeting: Meeting, person: Person, role: Role, now: datetime) -> None:
    if role not in held_roles(meeting, person):
        db.session.add(
            MeetingRole(meeting_id=meeting.id, person_id=person.id, role=role, granted_at=now)
        )
        db.session.flush()
        db.session().info.pop("roles", None)
        if role is Role.ORGANISER:
            bound_sign_ins(person, now)


def grant_by_email(
    meeting: Meeting, email: str, name: str, role: Role, *, language: str, now: datetime
) -> None:
    """To whoever has this address, now or later."""
    grant(meeting, find_or_make_person(email, name, language=language, now=now), role, now)


def revoke(held: MeetingRole) -> None:
    db.session.delete(held)
    db.session.flush()
    db.session().info.pop("roles", None)


def held_roles(meeting: Meeting, person: Person) -> set[Role]:
    rows = db.session.scalars(
        select(MeetingRole.role).where(
            MeetingRole.meeting_id == meeting.id, MeetingRole.person_id == person.id
        )
    )
    return {Role(role) for role in rows}


def when(phase: Phase, now: datetime) -> rules.When:
    return rules.when(phase.opens_at, phase.closes_at, grace(phase), now)


def is_open(phase: Phase, now: datetime) -> bool:
    return when(phase, now) is rules.When.OPEN


def arrival(phase: Phase, *, form_opened_at: datetime, now: datetime) -> rules.Arrival:
    """Whether something sent now by a form opened then is taken, and whether it is late."""
    return rules.arrival(
        phase.opens_at, phase.closes_at, grace(phase), form_opened_at=form_opened_at, now=now
    )


def grace(phase: Phase) -> timedelta:
    return timedelta(minutes=phase.grace_minutes)
