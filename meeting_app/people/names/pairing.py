"""Which organisations of a directory are worth comparing, and what comes of it. Pure.

Thousands of names make millions of pairs; only those are compared that share a rare word, the
beginning of one, an acronym, or their letters without blanks.
"""

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from meeting_app.people.matching import Comparison, Known, Verdict, compare
from meeting_app.people.names.places import split
from meeting_app.people.names.vocabulary import LEGAL, SMALL, root

MOST_IN_A_BLOCK = 40
"""A word that more names have tells nothing: "children"."""
PER_ORGANISATION = 5
"""Of the pairs of one organisation the most likely ones are kept."""


@dataclass(frozen=True, slots=True)
class Paired:
    one: int
    other: int
    """Ids, the smaller first."""
    comparison: Comparison


def find_pairs(
    directory: Sequence[tuple[int, Known]],
    wanted: Collection[int],
    apart: Collection[tuple[int, int]] = (),
) -> list[Paired]:
    """Pairs of which at least one is `wanted`, that are `same` or `maybe`, most likely first.

    apart: (smaller id, larger id) of those that are known not to be the same.
    """
    known = dict(directory)
    apart, wanted = set(apart), set(wanted)
    found = []
    for one, other in candidates(directory, wanted):
        if (one, other) in apart:
            continue
        said = compare(known[one], known[other])
        if said.verdict is not Verdict.DIFFERENT:
            found.append(Paired(one, other, said))
    found.sort(key=_order)
    return list(_few_each(found))


def _order(pair: Paired) -> tuple[bool, float, int, int]:
    is_maybe = pair.comparison.verdict is Verdict.MAYBE
    return is_maybe, -pair.comparison.likeness, pair.one, pair.other


def _few_each(pairs: Iterable[Paired]) -> Iterator[Paired]:
    """Sure ones always; of the others a few, or one name of many sections would fill the list."""
    counts: dict[int, int] = defaultdict(int)
    for pair in pairs:
        is_sure = pair.comparison.verdict is Verdict.SAME
        if is_sure or max(counts[pair.one], counts[pair.other]) < PER_ORGANISATION:
            counts[pair.one] += 1
            counts[pair.other] += 1
            yield pair


def candidates(
    directory: Sequence[tuple[int, Known]], wanted: Collection[int]
) -> Iterator[tuple[int, int]]:
    """(smaller id, larger id), each once."""
    blocks: dict[str, set[int]] = defaultdict(set)
    for number, known in directory:
        for name in (known.name, *known.aliases):
            for key in _keys(name):
                blocks[key].add(number)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if not 2 <= len(members) <= MOST_IN_A_BLOCK:
            continue
        fresh = [number for number in members if number in wanted]
        for one in fresh:
            for other in members:
                pair = (min(one, other), max(one, other))
                if one != other and pair not in seen:
                    seen.add(pair)
                    yield pair


def _keys(name: str) -> Iterator[str]:
    words = [word for word in split(name) if word not in SMALL and word not in LEGAL]
    if not words:
        words = list(split(name))
    yield "whole " + "".join(words)
    yield "sorted " + " ".join(sorted(map(root, words)))
    for word in words:
        yield "word " + root(word)
        if len(word) >= 7:
            yield "start " + word[:6]
    for one, other in itertools.pairwise(words):
        yield f"two {root(one)} {root(other)}"
        yield "word " + one + other
    if len(words) == 1 and len(words[0]) <= 8:
        yield "letters " + words[0]
    for said in (words, list(split(name))):
        if len(said) > 2:
            yield "letters " + "".join(word[0] for word in said)
