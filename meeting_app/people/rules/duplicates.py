"""Which accounts may be one person's, and why it looks like that. Nobody is merged by it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from rapidfuzz.distance import OSA

MOST_ALIKE = 20
"""More accounts than this that share something share it by chance, such as the office's address."""
SHORTEST_MAILBOX = 5
OF_AN_OFFICE = frozenset(
    {
        "admin",
        "contact",
        "contacto",
        "director",
        "info",
        "mail",
        "office",
        "programme",
        "secretariat",
    }
)


class Reason(StrEnum):
    """Strongest first."""

    NAME_AND_ORGANISATION = "name_and_organisation"
    SIMILAR_ADDRESS = "similar_address"
    """One letter apart: a slip."""
    NAME = "name"
    NAME_IN_OTHER_ORDER = "name_in_other_order"
    SAME_MAILBOX = "same_mailbox"
    """The same before the @, at another host."""


@dataclass(frozen=True, slots=True)
class Account:
    id: int
    name: str
    """Folded."""
    organisation: int | None
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    one: int
    other: int
    """Numbers of the accounts, the lower first."""
    reasons: tuple[Reason, ...]


def find_duplicates(accounts: Sequence[Account]) -> list[Pair]:
    """Likeliest first. Grows with the accounts, not with their pairs."""
    found: defaultdict[tuple[int, int], set[Reason]] = defaultdict(set)
    by_id = {account.id: account for account in accounts}
    for one, other in _alike(accounts, lambda a: [a.name] if a.name else []):
        same = by_id[one].organisation is not None
        same = same and by_id[one].organisation == by_id[other].organisation
        found[one, other].add(Reason.NAME_AND_ORGANISATION if same else Reason.NAME)
    for one, other in _alike(accounts, lambda a: [_in_order(a.name)] if " " in a.name else []):
        if by_id[one].name != by_id[other].name:
            found[one, other].add(Reason.NAME_IN_OTHER_ORDER)
    for one, other in _alike(accounts, lambda a: filter(None, map(_mailbox, a.addresses))):
        found[one, other].add(Reason.SAME_MAILBOX)
    for one, other in _alike(accounts, lambda a: [k for m in a.addresses for k in _shortened(m)]):
        if _one_slip_apart(by_id[one], by_id[other]):
            found[one, other].add(Reason.SIMILAR_ADDRESS)
    order = list(Reason)
    pairs = [
        Pair(one, other, tuple(reason for reason in order if reason in reasons))
        for (one, other), reasons in found.items()
    ]
    return sorted(pairs, key=lambda p: (order.index(p.reasons[0]), -len(p.reasons), p.one, p.other))


def _alike(
    accounts: Iterable[Account], keys: Callable[[Account], Iterable[str]]
) -> Iterator[tuple[int, int]]:
    """Pairs that share a key, each once."""
    sharing: defaultdict[str, set[int]] = defaultdict(set)
    for account in accounts:
        for key in keys(account):
            sharing[key].add(account.id)
    pairs = {
        pair
        for group in sharing.values()
        if 1 < len(group) <= MOST_ALIKE
        for pair in combinations(sorted(group), 2)
    }
    yield from sorted(pairs)


def _in_order(name: str) -> str:
    return " ".join(sorted(name.split()))


def _mailbox(address: str) -> str | None:
    mailbox = address.partition("@")[0].partition("+")[0]
    short = len(mailbox) < SHORTEST_MAILBOX
    return None if short or mailbox in OF_AN_OFFICE else mailbox


def _shortened(address: str) -> Iterator[str]:
    """The address, and all that one letter less makes of it: two addresses that are one slip apart
    share one of them."""
    yield address
    for place in range(len(address)):
        yield address[:place] + address[place + 1 :]


def _one_slip_apart(one: Account, other: Account) -> bool:
    """Numbers tell addresses apart: other digits are no slip."""
    return any(
        OSA.distance(mine, theirs, score_cutoff=1) <= 1 and _digits(mine) == _digits(theirs)
        for mine in one.addresses
        for theirs in other.addresses
    )


def _digits(address: str) -> str:
    return "".join(char for char in address if char.isdigit())
