"""The demo meeting's agenda, published once, and its participant pack."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from meeting_app.agenda import queries
from meeting_app.agenda import service as agenda
from meeting_app.agenda.clashes import Severity
from meeting_app.agenda.models import Session, SessionKind, SessionRole
from meeting_app.core.locale import local_instant
from meeting_app.core.localtext import LocalText
from meeting_app.demo.content.pack import SECTIONS
from meeting_app.demo.content.programme import PARALLEL_SLOTS, SESSIONS
from meeting_app.meetings.models import Meeting, Room
from meeting_app.meetings.queries import list_rooms
from meeting_app.packs import service as packs
from meeting_app.people.models import Person


def make_agenda(meeting: Meeting, persons: Mapping[str, Person], now: datetime) -> None:
    rooms = {room.code: room for room in list_rooms(meeting)}
    for made in SESSIONS:
        session = agenda.make_session(
            meeting,
            SessionKind(made["kind"]),
            LocalText.of(made["title"]),
            summary=LocalText.of(made["summary"]) if made["summary"] else None,
            people=[_part(persons[named["person"]], named["role"]) for named in made["people"]],
            floor_language=made["floor"],
            interpreted_into=made["interpreted"],
            livestream=made["livestream"],
            minutes=made["minutes"],
        )
        at = _instant(meeting, made["day"], made["starts"])
        room = rooms[made["room"]] if made["room"] else None
        agenda.place(session, room, at, made["minutes"], session.revision)
    agenda.sessions_from_accepted(meeting)
    _place_abstracts(meeting, rooms)
    agenda.publish(meeting, persons["organiser"], now)


def _part(person: Person, role: str) -> agenda.Part:
    organisation = person.organisation.name if person.organisation else ""
    kind = SessionRole.PRESENTER if role == "speaker" else SessionRole(role)
    return agenda.Part(person.name, kind, organisation, person.id)


def _instant(meeting: Meeting, day: int, starts: str) -> datetime:
    on = meeting.starts_on + timedelta(days=day - 1)
    return local_instant(on, time.fromisoformat(starts), meeting.zone)


def _place_abstracts(meeting: Meeting, rooms: Mapping[str, Room]) -> None:
    """Each in the first free place, going through the slots room by room, that makes no serious
    clash."""
    free = [
        (slot, name)
        for number in range(max(len(slot["rooms"]) for slot in PARALLEL_SLOTS))
        for slot in PARALLEL_SLOTS
        if number < len(slot["rooms"])
        for name in [slot["rooms"][number]]
    ]
    for session in queries.list_sessions(meeting):
        if session.abstract_id is None:
            continue
        for slot, name in free:
            at = _instant(meeting, slot["day"], slot["starts"])
            agenda.place(session, rooms[name], at, slot["minutes"], session.revision)
            if not _has_serious_clash(meeting, queries.list_sessions(meeting)):
                free.remove((slot, name))
                break
        else:
            agenda.unplace(session, session.revision)


def _has_serious_clash(meeting: Meeting, sessions: Iterable[Session]) -> bool:
    return any(
        clash.severity is Severity.SERIOUS for clash in agenda.list_clashes(meeting, sessions)
    )


def make_pack(meeting: Meeting) -> None:
    for section in SECTIONS:
        packs.add_section(
            meeting,
            LocalText.of(section["title"]),
            LocalText.of(section["body"]),
            section["code"],
        )
