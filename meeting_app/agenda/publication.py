"""The agenda as it was published: an immutable value, and how it is kept.

`AgendaVersion.content` is exactly what `to_content` writes. The calendars rely on three promises:
a session's `uid` is for ever; a session that was published once stays, as cancelled, when it is
taken out; and `sequence` and `modified_at` of a language rise if and only if `entry` changed in
that language (RFC 5545 3.8.7.3, 3.8.7.4). `versions.compose` keeps them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from meeting_app.agenda.models import SessionKind, SessionRole
from meeting_app.core.localtext import LocalText


@dataclass(frozen=True, slots=True)
class PublishedPerson:
    name: str
    role: SessionRole
    organisation: str
    person_id: int | None


@dataclass(frozen=True, slots=True)
class PublishedRoom:
    code: str
    name: LocalText
    capacity: int | None


@dataclass(frozen=True, slots=True)
class PublishedSession:
    code: str
    uid: str
    kind: SessionKind
    title: LocalText
    summary: LocalText | None
    floor_language: str
    interpreted_into: tuple[str, ...]
    livestream: bool
    starts_at: datetime
    minutes: int
    room: PublishedRoom | None
    people: tuple[PublishedPerson, ...]
    cancelled: bool
    theme: LocalText | None
    sequence: Mapping[str, int]
    """By language, from 0."""
    modified_at: Mapping[str, datetime]
    """By language: when this language's entry was last changed by a publication."""
    held_by: frozenset[int] = field(default=frozenset(), compare=False)
    """Numbers of all who have a part in it, also of those who are not shown to others."""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def asks_for_feedback(session: PublishedSession, now: datetime) -> bool:
    """Whether those who were there can say something about it now."""
    is_content = session.kind in (SessionKind.PLENARY, SessionKind.PARALLEL)
    return is_content and not session.cancelled and session.starts_at <= now


@dataclass(frozen=True, slots=True)
class PublishedAgenda:
    meeting_id: int
    number: int
    """The version: 1, 2, ..."""
    published_at: datetime
    zone: str
    rooms: tuple[PublishedRoom, ...]
    sessions: tuple[PublishedSession, ...]
    """By start, then by the position of the room; those without a room first."""
    digest: str
    """Names this content: equal only for equal agendas. For caches and ETags."""
    changed_at: datetime = field(default=datetime.min.replace(tzinfo=UTC), compare=False)
    """When what is read of it last changed: its publication, or somebody's later wish to be shown
    otherwise."""

    def find(self, code: str) -> PublishedSession | None:
        return next((session for session in self.sessions if session.code == code), None)


def entry(session: PublishedSession, language: str) -> tuple[object, ...]:
    """What a calendar in this language shows of a session; nothing else may be in its entry."""
    return (
        session.title.shown_in(language),
        session.summary.shown_in(language) if session.summary else None,
        tuple((person.name, person.role, person.organisation) for person in session.people),
        session.room.name.shown_in(language) if session.room else None,
        session.starts_at,
        session.minutes,
        session.cancelled,
    )


def to_content(agenda: PublishedAgenda) -> dict[str, Any]:
    """As JSON values. meeting_id, number, published_at and digest are columns beside it."""
    return {
        "zone": agenda.zone,
        "rooms": [
            {"code": room.code, "name": _text(room.name), "capacity": room.capacity}
            for room in agenda.rooms
        ],
        "sessions": [_session(session) for session in agenda.sessions],
    }


def _session(session: PublishedSession) -> dict[str, Any]:
    return {
        "code": session.code,
        "uid": session.uid,
        "kind": session.kind.value,
        "title": _text(session.title),
        "summary": _text(session.summary),
        "floor_language": session.floor_language,
        "interpreted_into": list(session.interpreted_into),
        "livestream": session.livestream,
        "starts_at": session.starts_at.isoformat(),
        "minutes": session.minutes,
        "room": session.room.code if session.room else None,
        "people": [
            {
                "name": person.name,
                "role": person.role.value,
                "organisation": person.organisation,
                "person_id": person.person_id,
            }
            for person in session.people
        ],
        "cancelled": session.cancelled,
        "theme": _text(session.theme),
        "sequence": dict(session.sequence),
        "modified_at": {code: at.isoformat() for code, at in session.modified_at.items()},
    }


def _text(text: LocalText | None) -> dict[str, Any] | None:
    """Only what is read of it: a published text has no states."""
    if text is None:
        return None
    written = {code: found.text for code, found in text.translations.items()}
    return {"source": text.source, "texts": {text.source: text.text, **written}}


def digest_of(agenda: PublishedAgenda) -> str:
    """Of everything but the digest itself."""
    known = [agenda.meeting_id, agenda.number, agenda.published_at.isoformat(), to_content(agenda)]
    return sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def from_content(
    content: Mapping[str, Any], *, meeting_id: int, number: int, published_at: datetime, digest: str
) -> PublishedAgenda:
    rooms = {
        room["code"]: PublishedRoom(room["code"], _local(room["name"]), room["capacity"])
        for room in content["rooms"]
    }
    return PublishedAgenda(
        meeting_id=meeting_id,
        number=number,
        published_at=published_at,
        zone=content["zone"],
        rooms=tuple(rooms.values()),
        sessions=tuple(_parsed(session, rooms) for session in content["sessions"]),
        digest=digest,
        changed_at=published_at,
    )


def _parsed(kept: Mapping[str, Any], rooms: Mapping[str, PublishedRoom]) -> PublishedSession:
    return PublishedSession(
        code=kept["code"],
        uid=kept["uid"],
        kind=SessionKind(kept["kind"]),
        title=_local(kept["title"]),
        summary=_local(kept["summary"]) if kept["summary"] else None,
        floor_language=kept["floor_language"],
        interpreted_into=tuple(kept["interpreted_into"]),
        livestream=kept["livestream"],
        starts_at=datetime.fromisoformat(kept["starts_at"]),
        minutes=kept["minutes"],
        room=rooms[kept["room"]] if kept["room"] else None,
        people=tuple(
            PublishedPerson(
                person["name"],
                SessionRole(person["role"]),
                person["organisation"],
                person["person_id"],
            )
            for person in kept["people"]
        ),
        cancelled=kept["cancelled"],
        theme=_local(kept["theme"]) if kept["theme"] else None,
        sequence=kept["sequence"],
        modified_at={code: datetime.fromisoformat(at) for code, at in kept["modified_at"].items()},
        held_by=frozenset(one["person_id"] for one in kept["people"] if one["person_id"]),
    )


def _local(kept: Mapping[str, Any]) -> LocalText:
    return LocalText.of(kept["texts"], kept["source"])
