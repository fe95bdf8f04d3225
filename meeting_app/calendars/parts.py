"""Which sessions one calendar shows. Cancelled ones stay: in a copy, nothing else would say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from meeting_app.agenda.publication import PublishedAgenda, PublishedSession
from meeting_app.core.locale import local_day
from meeting_app.meetings.models import Meeting


class Kind(StrEnum):
    WHOLE = "whole"
    DAY = "day"
    LIVESTREAM = "livestream"
    SESSION = "session"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a meeting's published agenda.

    Before the first publication it is empty rather than missing: programs give up an address that
    was not found, and those who subscribe early must not have to do it again.
    """

    meeting: Meeting
    agenda: PublishedAgenda | None
    kind: Kind
    name: str
    """Together with the kind, which part of the meeting it is: a day, a code, a number."""
    sessions: tuple[PublishedSession, ...]

    @property
    def zone(self) -> str:
        return self.agenda.zone if self.agenda else self.meeting.zone


def whole(meeting: Meeting, agenda: PublishedAgenda | None) -> Part:
    return Part(meeting, agenda, Kind.WHOLE, "", _sessions(agenda))


def one_day(meeting: Meeting, agenda: PublishedAgenda | None, day: str) -> Part:
    """day: as YYYY-MM-DD, in the meeting's zone. LookupError where it is no day of the meeting."""
    for known in list_days(meeting, agenda):
        if known.isoformat() == day:
            zone = agenda.zone if agenda else meeting.zone
            chosen = (s for s in _sessions(agenda) if local_day(s.starts_at, zone) == known)
            return Part(meeting, agenda, Kind.DAY, day, tuple(chosen))
    raise LookupError(day)


def livestream(meeting: Meeting, agenda: PublishedAgenda | None) -> Part:
    chosen = (session for session in _sessions(agenda) if session.livestream)
    return Part(meeting, agenda, Kind.LIVESTREAM, "", tuple(chosen))


def one_session(meeting: Meeting, agenda: PublishedAgenda | None, code: str) -> Part:
    """LookupError where no such session was ever published."""
    session = agenda.find(code) if agenda else None
    if session is None:
        raise LookupError(code)
    return Part(meeting, agenda, Kind.SESSION, code, (session,))


def personal(
    meeting: Meeting,
    agenda: PublishedAgenda | None,
    sessions: Iterable[PublishedSession],
    number: int,
) -> Part:
    """number: of the feed."""
    return Part(meeting, agenda, Kind.PERSONAL, str(number), tuple(sessions))


def list_days(meeting: Meeting, agenda: PublishedAgenda | None) -> list[date]:
    """The meeting's days, and any other on which a session was published."""
    length = (meeting.ends_on - meeting.starts_on).days
    days = {meeting.starts_on + timedelta(days=n) for n in range(length + 1)}
    if agenda:
        days |= {local_day(session.starts_at, agenda.zone) for session in agenda.sessions}
    return sorted(days)


def _sessions(agenda: PublishedAgenda | None) -> tuple[PublishedSession, ...]:
    return agenda.sessions if agenda else ()
