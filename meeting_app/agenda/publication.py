"""The agenda as it was published: an immutable value, how it is kept, and how two versions differ.

`AgendaVersion.content` is exactly what `to_content` writes. The calendars rely on three promises:
a session's `uid` is for ever; a session that was published once stays, as cancelled, when it is
taken out; and `sequence` and `modified_at` of a language rise if and only if `entry` changed in
that language (RFC 5545 3.8.7.3, 3.8.7.4).
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from meeting_app.agenda.models import SessionKind, SessionRole
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.localtext import LocalText, Shown


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

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


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

    def find(self, code: str) -> PublishedSession | None:
        return next((session for session in self.sessions if session.code == code), None)


class ChangeKind(StrEnum):
    ADDED = "added"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    MOVED = "moved"
    ROOM = "room"
    TITLE = "title"
    PEOPLE = "people"
    DETAILS = "details"
    """Summary, kind, languages or livestream."""


@dataclass(frozen=True, slots=True)
class Change:
    kind: ChangeKind
    session: PublishedSession
    """As it is now."""
    before: PublishedSession | None
    """As it was; None where it was added."""


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


def compose(
    drafts: Iterable[PublishedSession],
    rooms: Sequence[PublishedRoom],
    before: PublishedAgenda | None,
    *,
    meeting_id: int,
    zone: str,
    now: datetime,
) -> PublishedAgenda:
    """The next version.

    drafts: the sessions as they are to be shown; their `sequence` and `modified_at` are not read.
        A cancelled one that was never published is left out.
    rooms: of the meeting, in order; rooms of sessions that stay as cancelled are added to them.
    """
    known = {session.code: session for session in before.sessions} if before else {}
    shown = {d.code: d for d in drafts if d.code in known or not d.cancelled}
    for code, session in known.items():
        if code not in shown:
            shown[code] = replace(session, cancelled=True)
    all_rooms = {room.code: room for room in rooms}
    sessions: list[PublishedSession] = []
    for code, draft in shown.items():
        room = draft.room and all_rooms.setdefault(draft.room.code, draft.room)
        sessions.append(_counted(replace(draft, room=room), known.get(code), now))
    places = {code: place for place, code in enumerate(all_rooms)}
    sessions.sort(key=lambda s: (s.starts_at, places[s.room.code] if s.room else -1, s.code))
    agenda = PublishedAgenda(
        meeting_id=meeting_id,
        number=before.number + 1 if before else 1,
        published_at=now,
        zone=zone,
        rooms=tuple(all_rooms.values()),
        sessions=tuple(sessions),
        digest="",
    )
    # Read back as it will be kept: versions can then be compared as values.
    return from_content(
        to_content(agenda),
        meeting_id=meeting_id,
        number=agenda.number,
        published_at=now,
        digest=_digest(agenda),
    )


def _counted(
    draft: PublishedSession, before: PublishedSession | None, now: datetime
) -> PublishedSession:
    """With the sequence raised in each language in which the entry changed."""
    sequence: dict[str, int] = {}
    modified_at: dict[str, datetime] = {}
    for language in LANGUAGES:
        if before is None or language not in before.sequence:
            sequence[language], modified_at[language] = 0, now
        elif entry(draft, language) == entry(before, language):
            sequence[language] = before.sequence[language]
            modified_at[language] = before.modified_at[language]
        else:
            sequence[language] = before.sequence[language] + 1
            # Calendars count whole seconds, and LAST-MODIFIED must grow even if a clock did not.
            earliest = before.modified_at[language] + timedelta(seconds=1)
            modified_at[language] = max(now, earliest)
    return replace(draft, sequence=sequence, modified_at=modified_at)


def is_same(one: PublishedAgenda, other: PublishedAgenda) -> bool:
    """Whether a reader would see the same: all but number and time of publication."""
    return (one.zone, one.rooms, one.sessions) == (other.zone, other.rooms, other.sessions)


def changes(old: PublishedAgenda | None, new: PublishedAgenda) -> tuple[Change, ...]:
    """In the order of the new agenda; one session may have changed in several ways."""
    known = {session.code: session for session in old.sessions} if old else {}
    found: list[Change] = []
    for session in new.sessions:
        before = known.get(session.code)
        if before is None:
            found.append(Change(ChangeKind.ADDED, session, None))
        else:
            found += [Change(kind, session, before) for kind in _differences(before, session)]
    return tuple(found)


def _in_all(text: LocalText) -> list[Shown]:
    return [text.shown_in(language) for language in LANGUAGES]


_LOOKED_AT: tuple[tuple[ChangeKind, Callable[[PublishedSession], object]], ...] = (
    (ChangeKind.MOVED, lambda s: (s.starts_at, s.minutes)),
    (ChangeKind.ROOM, lambda s: s.room and (s.room.code, _in_all(s.room.name))),
    (ChangeKind.TITLE, lambda s: _in_all(s.title)),
    (ChangeKind.PEOPLE, lambda s: s.people),
    (
        ChangeKind.DETAILS,
        lambda s: (s.summary, s.kind, s.floor_language, s.interpreted_into, s.livestream, s.theme),
    ),
)


def _differences(old: PublishedSession, new: PublishedSession) -> list[ChangeKind]:
    if new.cancelled:
        return [] if old.cancelled else [ChangeKind.CANCELLED]
    found = [ChangeKind.RESTORED] if old.cancelled else []
    return found + [kind for kind, look in _LOOKED_AT if look(old) != look(new)]


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


def _digest(agenda: PublishedAgenda) -> str:
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
    )


def _local(kept: Mapping[str, Any]) -> LocalText:
    return LocalText.of(kept["texts"], kept["source"])
