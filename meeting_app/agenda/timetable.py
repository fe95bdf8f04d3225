"""How a day of the agenda is laid out: which day a session stands on, and a table with time down and
rooms across. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from meeting_app.agenda.models import SessionKind
from meeting_app.agenda.publication import PublishedRoom, PublishedSession
from meeting_app.core.locale import local_day


@dataclass(frozen=True, slots=True)
class Cell:
    """A session's place in the table."""

    session: PublishedSession
    kind: SessionKind
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Timetable:
    columns: tuple[PublishedRoom | None, ...]
    """None: sessions without a room that stand beside others."""
    rows: tuple[tuple[datetime, tuple[Cell | None, ...]], ...]
    """Start of the row; its cells, without those that a span covers; None for an empty place."""


def by_day(sessions: Iterable[PublishedSession], zone: str) -> dict[date, list[PublishedSession]]:
    """Each session on the day on which it starts in this zone; days in order."""
    days: defaultdict[date, list[PublishedSession]] = defaultdict(list)
    for session in sessions:
        days[local_day(session.starts_at, zone)].append(session)
    return dict(sorted(days.items()))


def is_spoken_in(session: PublishedSession, languages: Collection[str]) -> bool:
    """On the floor or by an interpreter."""
    return session.floor_language in languages or any(
        code in languages for code in session.interpreted_into
    )


def lay_out(sessions: Sequence[PublishedSession], rooms: Sequence[PublishedRoom]) -> Timetable:
    """sessions: of one day, by start. A session that stands alone in its time spans all rooms
    unless it is a parallel one; sessions that share a room at one time get columns beside each
    other."""
    alone = _standing_alone(sessions)
    wide = {
        session.code
        for session in sessions
        if session.code in alone
        and (session.room is None or session.kind is not SessionKind.PARALLEL)
    }
    columns, column_of = _columns([s for s in sessions if s.code not in wide], rooms)
    instants = sorted({at for s in sessions for at in (s.starts_at, s.ends_at)})
    row_of = {at: place for place, at in enumerate(instants)}
    grid: list[list[Cell | bool | None]] = [[None] * len(columns) for _ in instants]
    for session in sessions:
        top, bottom = row_of[session.starts_at], row_of[session.ends_at]
        first = 0 if session.code in wide else column_of[session.code]
        across = len(columns) if session.code in wide else 1
        for row in grid[top:bottom]:
            row[first : first + across] = [False] * across
        grid[top][first] = Cell(session, session.kind, bottom - top, across)
    rows = (
        (at, tuple(cell for cell in cells if not isinstance(cell, bool)))
        for at, cells in zip(instants, grid, strict=True)
        if any(cell is not None for cell in cells)
    )
    return Timetable(columns, tuple(rows))


def _standing_alone(sessions: Sequence[PublishedSession]) -> set[str]:
    """Codes of the sessions beside which nothing else takes place."""
    alone = {session.code for session in sessions}
    longest: PublishedSession | None = None
    for session in sessions:
        if longest is not None and session.starts_at < longest.ends_at:
            alone -= {session.code, longest.code}
        if longest is None or session.ends_at > longest.ends_at:
            longest = session
    return alone


def _columns(
    sessions: Sequence[PublishedSession], rooms: Sequence[PublishedRoom]
) -> tuple[tuple[PublishedRoom | None, ...], dict[str, int]]:
    """The columns, and each session's; a room takes as many as it has sessions at one time."""
    lanes: dict[str | None, list[list[PublishedSession]]] = {}
    for session in sessions:
        theirs = lanes.setdefault(session.room.code if session.room else None, [])
        free = (lane for lane in theirs if lane[-1].ends_at <= session.starts_at)
        lane = next(free, None)
        if lane is None:
            theirs.append(lane := [])
        lane.append(session)
    columns: list[PublishedRoom | None] = []
    column_of: dict[str, int] = {}
    for room in [*rooms, None]:
        for lane in lanes.get(room.code if room else None, []):
            column_of.update((session.code, len(columns)) for session in lane)
            columns.append(room)
    return tuple(columns) or (None,), column_of
