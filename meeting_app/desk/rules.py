"""What is late, and what is to be done next: decided from counts alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from meeting_app.meetings.models import PhaseKind
from meeting_app.meetings.rules import When

NEAR = timedelta(days=30)
"""Before the first day: by then every session should have room and time."""


class Task(StrEnum):
    """In the order in which they are to be done."""

    WAKE_WORKER = "wake_worker"
    MEND_MAIL = "mend_mail"
    SEND_LETTERS = "send_letters"
    FIND_ADDRESSES = "find_addresses"
    CHASE_REVIEWS = "chase_reviews"
    ASSIGN = "assign"
    DECIDE = "decide"
    ANNOUNCE = "announce"
    MAKE_SESSIONS = "make_sessions"
    PLACE = "place"
    RESOLVE = "resolve"
    PUBLISH = "publish"
    WRITE_PACK = "write_pack"


@dataclass(frozen=True, slots=True)
class Counts:
    """Where a meeting stands."""

    today: date
    """In the meeting's zone."""
    starts_on: date
    ends_on: date
    phases: tuple[tuple[PhaseKind, When], ...]
    submitted: int
    """Abstracts that wait for a decision, with those whose decision is only prepared."""
    unassigned: int
    """Of these, the ones that nobody is to review."""
    undecided: int
    """Of these, the ones without a prepared decision."""
    assigned: int
    """Reviews asked for."""
    reviewed: int
    """Reviews sent."""
    prepared: int
    """Decisions that nobody has been told."""
    without_session: int
    """Accepted abstracts that are no session yet."""
    placed: int
    """Sessions with a time."""
    unplaced: int
    clashes: int
    """Serious ones."""
    version: int
    """Of the published agenda; 0 before the first."""
    sections: int
    """Of the pack."""
    mail_held: bool
    """All letters wait, because the mail server cannot be used."""
    letters_failed: int
    letters_bounced: int
    """Within the last days: what is older is known, or too late."""
    worker_seen: bool

    @property
    def reviews_missing(self) -> int:
        return self.assigned - self.reviewed

    @property
    def is_over(self) -> bool:
        return self.today > self.ends_on


@dataclass(frozen=True, slots=True)
class Due:
    """A task, and how many things it is about (0 where that does not matter)."""

    task: Task
    number: int = 0


def _whens(counts: Counts, *kinds: PhaseKind) -> list[When]:
    return [when for kind, when in counts.phases if kind in kinds]


def _is_past(whens: Iterable[When]) -> bool:
    """There was such a phase, and all of them are over."""
    known = list(whens)
    return bool(known) and all(when in (When.AFTER, When.GRACE) for when in known)


def _in_order(counts: Counts) -> Iterator[Due]:
    calls_past = _is_past(_whens(counts, PhaseKind.CALL))
    review_past = _is_past(_whens(counts, PhaseKind.REVIEW))
    if not counts.worker_seen:
        yield Due(Task.WAKE_WORKER)
    if counts.mail_held:
        yield Due(Task.MEND_MAIL)
    yield Due(Task.SEND_LETTERS, counts.letters_failed)
    yield Due(Task.FIND_ADDRESSES, counts.letters_bounced)
    if counts.is_over:
        return
    if review_past:
        yield Due(Task.CHASE_REVIEWS, counts.reviews_missing)
    if calls_past and not review_past:
        yield Due(Task.ASSIGN, counts.unassigned)
    all_in = counts.assigned > 0 and counts.reviews_missing == 0 and counts.unassigned == 0
    if review_past or (calls_past and all_in):
        yield Due(Task.DECIDE, counts.undecided)
    if counts.undecided == 0:
        yield Due(Task.ANNOUNCE, counts.prepared)
    yield Due(Task.MAKE_SESSIONS, counts.without_session)
    yield Due(Task.PLACE, counts.unplaced)
    yield Due(Task.RESOLVE, counts.clashes)
    if counts.placed and not counts.version and not counts.unplaced:
        yield Due(Task.PUBLISH, counts.placed)
    if counts.version and not counts.sections:
        yield Due(Task.WRITE_PACK)


_WITHOUT_NUMBER = frozenset({Task.WAKE_WORKER, Task.MEND_MAIL, Task.WRITE_PACK})


def list_due(counts: Counts) -> list[Due]:
    """Everything that can be done now, the next thing first."""
    return [due for due in _in_order(counts) if due.number or due.task in _WITHOUT_NUMBER]


def list_late(counts: Counts) -> list[Due]:
    """Of what can be done now, what should have been done already."""
    near = counts.today + NEAR >= counts.starts_on and not counts.is_over
    always = {
        Task.WAKE_WORKER,
        Task.MEND_MAIL,
        Task.SEND_LETTERS,
        Task.FIND_ADDRESSES,
        Task.CHASE_REVIEWS,
    }
    when_near = {
        Task.ANNOUNCE,
        Task.DECIDE,
        Task.MAKE_SESSIONS,
        Task.PLACE,
        Task.RESOLVE,
        Task.PUBLISH,
        Task.WRITE_PACK,
    }
    return [
        due for due in list_due(counts) if due.task in always or (near and due.task in when_near)
    ]


def per_period(days: Mapping[date, int], *, most: int = 40) -> list[tuple[date, int]]:
    """How many on each day from the first to the last; in periods of whole weeks where that would
    be more than `most` columns. [(first day of the period, number)]"""
    if not days:
        return []
    first, last = min(days), max(days)
    length = (last - first).days + 1
    step = 1 if length <= most else 7 * -(-length // (7 * most))
    found = [(first + timedelta(days=at), 0) for at in range(0, length, step)]
    for day, number in days.items():
        place = (day - first).days // step
        found[place] = (found[place][0], found[place][1] + number)
    return found
