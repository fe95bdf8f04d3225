"""Which words of two names go together, and which acronyms they spell. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

from rapidfuzz.distance import OSA

from meeting_app.people.names.parsing import Word
from meeting_app.people.names.vocabulary import SMALL, weight

_MOST_LEFT = 12
"""With more words that the other lacks, no closer look makes two names one."""


def spells(short: str, words: Sequence[Word]) -> bool:
    """Whether the first letters of all words make the acronym. Small words may be left out, and a
    word may give its inner capitals too: "University of KwaZulu Natal" is UKZN."""
    places = {0}
    for word in words:
        choices = _letters(word)
        ahead = {
            at + len(choice) for at in places for choice in choices if short.startswith(choice, at)
        }
        places = ahead | places if word.folded in SMALL else ahead
        if not places:
            return False
    return len(short) in places


def _letters(word: Word) -> tuple[str, ...]:
    capitals = "".join(char for char in word.written if char.isupper()).lower()
    if word.is_acronym:
        return (word.folded, word.folded[0])
    inner = (capitals,) if 1 < len(capitals) < len(word.folded) else ()
    return (word.folded[0], *inner)


def is_near(a: str, b: str, distance: int) -> bool:
    return OSA.distance(a, b, score_cutoff=distance) <= distance


@dataclass(slots=True)
class Alignment:
    matched: float = 0.0
    """Weight of the words that both have."""
    count: int = 0
    left: list[Word] = field(default_factory=list)
    right: list[Word] = field(default_factory=list)
    parted: bool = False
    spelling: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)


def align(a: Sequence[Word], b: Sequence[Word]) -> Alignment:
    found = Alignment(left=list(a), right=list(b))
    for word in a:
        twin = next((other for other in found.right if other.root == word.root), None)
        if twin is not None:
            _take(found, [word], [twin])
    if found.left and found.right and max(len(found.left), len(found.right)) <= _MOST_LEFT:
        _take_joined(found)
        _take_acronyms(found, found.left, found.right)
        _take_acronyms(found, found.right, found.left)
        _take_cut(found)
        _take_misspelt(found)
    return found


def _take(found: Alignment, left: Iterable[Word], right: Iterable[Word]) -> None:
    left, right = list(left), list(right)
    for word in left:
        found.left.remove(word)
    for word in right:
        found.right.remove(word)
    longer = max(left, right, key=len)
    found.matched += sum(weight(word.folded) for word in longer)
    found.count += len(longer)


def _take_joined(found: Alignment) -> None:
    """ "ChildFund" and "Child Fund"."""
    for words, singles in ((found.left, found.right), (found.right, found.left)):
        for single in list(singles):
            for first, second in zip(list(words), list(words)[1:], strict=False):
                if single in singles and first.folded + second.folded == single.folded:
                    pair, one = [first, second], [single]
                    _take(found, *((pair, one) if words is found.left else (one, pair)))
                    found.parted = True


def _take_acronyms(found: Alignment, short: list[Word], words: list[Word]) -> None:
    """ "VaC" within a name for "violence against children" within the other."""
    for word in list(short):
        length = len(word.folded)
        runs = (
            words[start : start + size]
            for start, first in enumerate(words)
            if word.is_acronym and first.folded[0] == word.folded[0]
            for size in (length, length - 1)
            if size > 1
        )
        run = next((run for run in runs if _spells_loosely(word.folded, run)), None)
        if run:
            found.shortened.append(word.written)
            _take(found, *(([word], run) if short is found.left else (run, [word])))


def _spells_loosely(short: str, run: Sequence[Word]) -> bool:
    """As `_spells`, of words without the small ones, one of which may have given a letter."""
    initials = "".join(word.folded[0] for word in run)
    return short == initials or any(
        short == initials[:at] + letter + initials[at:]
        for at in range(1, len(initials))
        for letter in _SMALL_LETTERS
    )


_SMALL_LETTERS = "aodfeipy"
"""With which small words begin: "VaC", "AoR"."""


def _take_cut(found: Alignment) -> None:
    for left, right in product(list(found.left), list(found.right)):
        if left not in found.left or right not in found.right:
            continue
        short, long = sorted((left, right), key=lambda word: len(word.folded))
        if short.is_cut and len(short.folded) >= 3 and long.folded.startswith(short.folded):
            found.shortened.append(short.written)
            _take(found, [left], [right])


def _take_misspelt(found: Alignment) -> None:
    for left, right in product(list(found.left), list(found.right)):
        if left not in found.left or right not in found.right:
            continue
        shorter = min(len(left.folded), len(right.folded))
        allowed = 1 if shorter < 10 else 2
        # Whoever mistypes a name rarely does so in its first letter.
        is_typo = left.folded[0] == right.folded[0] and is_near(left.folded, right.folded, allowed)
        if shorter >= 5 and is_typo:
            found.spelling += [left.written, right.written]
            _take(found, [left], [right])
