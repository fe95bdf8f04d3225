"""What cannot hold together in a draft agenda, and what should not. Pure."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from meeting_app.agenda.models import SessionKind
from meeting_app.core.locale import fold, local_day

WALK = timedelta(minutes=5)
"""What somebody needs between two rooms."""


class Severity(StrEnum):
    SERIOUS = "serious"
    MILD = "mild"


class ClashKind(StrEnum):
    ROOM = "room"
    PERSON = "person"
    OUTSIDE = "outside"
    ABSTRACT = "abstract"
    SMALL_ROOM = "small_room"
    NO_BREAK = "no_break"
    BESIDE_PLENARY = "beside_plenary"
    OVER_BREAK = "over_break"


SERIOUS = frozenset({ClashKind.ROOM, ClashKind.PERSON, ClashKind.OUTSIDE, ClashKind.ABSTRACT})


@dataclass(frozen=True, slots=True)
class Who:
    name: str
    organisation: str
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Placement:
    """A session at its place and time."""

    code: str
    kind: SessionKind
    room: str | None
    capacity: int | None
    starts_at: datetime
    ends_at: datetime
    people: tuple[Who, ...] = ()
    abstract_accepted: bool = True
    """False when it was made from an abstract that is no longer accepted."""


@dataclass(frozen=True, slots=True)
class Clash:
    kind: ClashKind
    code: str
    other: str | None = None
    """The session that it clashes with."""
    who: str = ""
    """The name, where it is about a person."""

    @property
    def severity(self) -> Severity:
        return Severity.SERIOUS if self.kind in SERIOUS else Severity.MILD


def find_clashes(
    placements: Iterable[Placement], *, starts_on: date, ends_on: date, zone: str
) -> list[Clash]:
    """Serious ones first, then in the order of time.

    starts_on, ends_on: the meeting's days in its zone. Within one room, and for one person, each
    session is named once, beside the one that runs longest of those before it, so that the list
    grows with the sessions, not with their pairs: O(n log n). It is empty if and only if nothing
    clashes.
    """
    ordered = sorted(placements, key=lambda p: (p.starts_at, p.ends_at, p.code))
    at = {placement.code: place for place, placement in enumerate(ordered)}
    found = [*_alone(ordered, starts_on, ends_on, zone), *_in_rooms(ordered)]
    found += [*_of_people(ordered), *_beside(ordered)]
    found.sort(key=lambda clash: (clash.severity is Severity.MILD, at[clash.code], clash.kind))
    return found


def _alone(
    ordered: Sequence[Placement], starts_on: date, ends_on: date, zone: str
) -> Iterator[Clash]:
    largest = max((p.capacity for p in ordered if p.capacity), default=0)
    for placement in ordered:
        if not starts_on <= local_day(placement.starts_at, zone) <= ends_on:
            yield Clash(ClashKind.OUTSIDE, placement.code)
        if not placement.abstract_accepted:
            yield Clash(ClashKind.ABSTRACT, placement.code)
        is_plenary = placement.kind is SessionKind.PLENARY
        if is_plenary and placement.capacity is not None and placement.capacity < largest:
            yield Clash(ClashKind.SMALL_ROOM, placement.code)


def _in_rooms(ordered: Sequence[Placement]) -> Iterator[Clash]:
    by_room: defaultdict[str, list[Placement]] = defaultdict(list)
    for placement in ordered:
        if placement.room is not None:
            by_room[placement.room].append(placement)
    for placed in by_room.values():
        for longest, later in _followed(placed):
            if later.starts_at < longest.ends_at:
                yield Clash(ClashKind.ROOM, later.code, longest.code)


def _of_people(ordered: Sequence[Placement]) -> Iterator[Clash]:
    identify = _Identities(ordered)
    by_person: defaultdict[object, dict[str, Placement]] = defaultdict(dict)
    names: dict[object, str] = {}
    for placement in ordered:
        for who in placement.people:
            key = identify(who)
            names.setdefault(key, who.name)
            by_person[key][placement.code] = placement
    for key, theirs in by_person.items():
        for before, later in _followed(list(theirs.values())):
            if later.starts_at < before.ends_at:
                yield Clash(ClashKind.PERSON, later.code, before.code, names[key])
            elif later.starts_at < before.ends_at + WALK and later.room != before.room:
                yield Clash(ClashKind.NO_BREAK, later.code, before.code, names[key])


def _followed(ordered: Sequence[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Each but the first, with the one before it that ends last."""
    longest: Placement | None = None
    for placement in ordered:
        if longest is not None:
            yield longest, placement
        if longest is None or placement.ends_at > longest.ends_at:
            longest = placement


class _Identities:
    """Who is the same: by account, else by name and organisation. Somebody named once with and
    once without an account is one person, unless two accounts share that name."""

    def __init__(self, placements: Iterable[Placement]) -> None:
        self._accounts: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for placement in placements:
            for who in placement.people:
                if who.person_id is not None:
                    self._accounts[_folded(who)].add(who.person_id)

    def __call__(self, who: Who) -> object:
        if who.person_id is not None:
            return who.person_id
        accounts = self._accounts.get(_folded(who), set())
        return next(iter(accounts)) if len(accounts) == 1 else _folded(who)


def _folded(who: Who) -> tuple[str, str]:
    return fold(who.name), fold(who.organisation)


def _beside(ordered: Sequence[Placement]) -> Iterator[Clash]:
    """Sessions beside a plenary, and sessions during a break."""
    yield from _pairs(ordered, SessionKind.PLENARY, ClashKind.BESIDE_PLENARY)
    yield from _pairs(ordered, SessionKind.BREAK, ClashKind.OVER_BREAK)


def _pairs(ordered: Sequence[Placement], kind: SessionKind, clash: ClashKind) -> Iterator[Clash]:
    """Each parallel session (for breaks, plenaries too) with each of `kind` at the same time."""
    others = {SessionKind.PARALLEL}
    if kind is SessionKind.BREAK:
        others.add(SessionKind.PLENARY)
    running: dict[bool, list[tuple[datetime, str]]] = {True: [], False: []}
    for placement in ordered:
        if placement.kind is not kind and placement.kind not in others:
            continue
        special = placement.kind is kind
        for heap in running.values():
            while heap and heap[0][0] <= placement.starts_at:
                heapq.heappop(heap)
        for _ends_at, code in sorted(running[not special]):
            yield (
                Clash(clash, code, placement.code)
                if special
                else Clash(clash, placement.code, code)
            )
        heapq.heappush(running[special], (placement.ends_at, placement.code))
