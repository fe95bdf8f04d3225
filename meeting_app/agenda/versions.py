"""How the next version follows from the last, and how two versions differ. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from meeting_app.agenda.publication import (
    PublishedAgenda,
    PublishedRoom,
    PublishedSession,
    digest_of,
    entry,
    from_content,
    to_content,
)
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.localtext import LocalText, Shown


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
        digest=digest_of(agenda),
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


def redact(
    agenda: PublishedAgenda,
    change: Callable[[PublishedSession], PublishedSession],
    now: datetime | None,
) -> PublishedAgenda:
    """The same version with its sessions changed afterwards, or `agenda` itself if none is: for
    the erasure of a person. now: of the newest version, whose changes calendars must notice."""
    sessions = tuple(change(session) for session in agenda.sessions)
    if sessions == agenda.sessions:
        return agenda
    if now is not None:
        sessions = tuple(
            _counted(session, before, now)
            for session, before in zip(sessions, agenda.sessions, strict=True)
        )
    changed = replace(agenda, sessions=sessions)
    return replace(changed, digest=digest_of(changed))


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
