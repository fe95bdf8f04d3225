"""Finding organisations by part of a name, while somebody types. Pure; kept in memory."""

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from meeting_app.core.locale import fold
from meeting_app.people.names.places import split
from meeting_app.people.names.vocabulary import LEGAL, SMALL, root

FEWEST_LETTERS_FOR_ERRORS = 4
_EXACT, _BEGINS, _ERROR = 1.0, 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation as it is offered."""

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "other"
    scope: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    entry: Entry
    alias: str | None
    """The other name by which it was found."""


class Index:
    """Of the words of all names: whole, their beginnings, acronyms, and with small errors."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._by_id = {entry.id: entry for entry in self._entries}
        self._texts: list[tuple[int, str, str, int]] = []
        """(number of the entry, name, folded, words in it)"""
        places: dict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(self._entries):
            for name in (entry.name, *entry.aliases):
                self._add(number, name, places)
        self._words = sorted(places)
        self._places = {word: tuple(found) for word, found in places.items()}

    def _add(self, number: int, name: str, places: dict[str, set[int]]) -> None:
        words = [word for word in split(name) if word]
        place = len(self._texts)
        self._texts.append((number, name, fold(name), len(words)))
        keys = {*words, *map(root, words)}
        keys.update(one + other for one, other in itertools.pairwise(words))
        for said in (words, [word for word in words if word not in SMALL | LEGAL]):
            if len(said) > 2:
                keys.add("".join(word[0] for word in said))
        for key in keys:
            places[key].add(place)

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, number: int) -> Entry | None:
        """The entry with this id."""
        return self._by_id.get(number)

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """The best first. A query without a letter or digit finds nothing."""
        words = list(split(query))[:12]
        if not words:
            return []
        scores = self._score(words) or self._score(["".join(words)])
        folded = fold(query)
        best: dict[int, tuple[float, str, int]] = {}
        for place, score in scores.items():
            number, _name, name_folded, count = self._texts[place]
            score += 2.0 if name_folded == folded else 0.5 if name_folded.startswith(folded) else 0
            score += 0.3 / max(count, 1)  # of equals, the shorter name
            if number not in best or score > best[number][0]:
                best[number] = (score, name_folded, place)
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[1][1]))[:limit]
        return [self._hit(number, place) for number, (_score, _folded, place) in ranked]

    def _hit(self, number: int, place: int) -> Hit:
        entry = self._entries[number]
        name = self._texts[place][1]
        return Hit(entry, None if name == entry.name else name)

    def _score(self, words: Sequence[str]) -> dict[int, float]:
        """{place: how well all words are found}; a word that stands in no name rules all out."""
        total: dict[int, float] | None = None
        telling = [word for word in words if word not in SMALL] or words
        for word in telling:
            found = self._find(word)
            if total is None:
                total = found
            else:
                total = {place: total[place] + found[place] for place in total.keys() & found}
            if not total:
                return {}
        return {place: score / len(telling) for place, score in (total or {}).items()}

    def _find(self, word: str) -> dict[int, float]:
        found: dict[int, float] = {}
        for form in (word, root(word)):
            self._take_beginnings(form, found)
        if len(word) >= FEWEST_LETTERS_FOR_ERRORS:
            self._take_errors(word, found)
        return found

    def _take_beginnings(self, word: str, found: dict[int, float]) -> None:
        at = bisect_left(self._words, word)
        while at < len(self._words) and self._words[at].startswith(word):
            value = _EXACT if self._words[at] == word else _BEGINS
            for place in self._places[self._words[at]]:
                if found.get(place, 0) < value:
                    found[place] = value
            at += 1

    def _take_errors(self, word: str, found: dict[int, float]) -> None:
        """Words that begin with the same letter and nearly as this one does."""
        allowed = 1 if len(word) < 8 else 2
        start = bisect_left(self._words, word[0])
        end = bisect_left(self._words, word[0] + "\U0010ffff")
        words = self._words[start:end]
        for length in (len(word), len(word) + 1):  # the second: where a letter was left out
            beginnings = [one[:length] for one in words]
            near = process.extract(
                word, beginnings, scorer=OSA.distance, score_cutoff=allowed, limit=200
            )
            numbers = [number for _text, distance, number in near if distance]
            for number in numbers:
                for place in self._places[words[number]]:
                    found.setdefault(place, _ERROR)
            if numbers:
                return
