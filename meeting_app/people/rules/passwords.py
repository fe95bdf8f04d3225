"""Which passwords are taken."""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise

from meeting_app.people.rules.common import WALKS, WORDS

LEAST = 8
LEAST_WITH_RIGHTS = 12
"""For people with rights over others' data."""
MOST = 200
_TELLING = 4
"""Shorter words of one's own, such as "Ali", may well stand in a longer password."""
_FEWEST_KINDS = 5
_BEYOND_LISTS = 32
"""Nobody tries passwords of this length from a list."""
_CUT = 8
"""Old lists hold words cut to this length."""
_FOR_LETTERS = str.maketrans("013457@$!", "oieastasi")


class Fault(StrEnum):
    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    OWN = "own"


def find_fault(password: str, *, least: int, own: Iterable[str] = ()) -> Fault | None:
    """Why this password is not taken. own: the person's name and addresses.

    All letters, blanks and signs of all scripts count as one character each; nothing is cut.
    """
    if len(password) < least:
        return Fault.SHORT
    if len(password) > MOST:
        return Fault.LONG
    if is_common(password):
        return Fault.COMMON
    return Fault.OWN if _holds(password, own) else None


def normalise(password: str) -> str:
    """The same letters however a keyboard composes them (NFC, as RFC 8265 says)."""
    return unicodedata.normalize("NFC", password)


def is_common(password: str) -> bool:
    """One of those that are tried first: a common word or two, whatever digits stand around them
    or for their letters, a walk over the keyboard, one piece again and again, digits alone."""
    plain = "".join(char for char in password.casefold() if not char.isspace())
    if len(plain) > _BEYOND_LISTS:
        return False
    if len(set(plain)) < _FEWEST_KINDS or _is_repeated(plain) or _is_walk(plain):
        return True
    if not any(char.isalpha() for char in plain):
        return plain.isascii() or plain.isdecimal()
    core = _core(plain)
    read_as_letters = _core(plain.translate(_FOR_LETTERS))
    return any(map(_is_made_of_words, (core, core.translate(_FOR_LETTERS), read_as_letters)))


def _core(text: str) -> str:
    """Without the digits and signs at its ends."""
    letters = [number for number, char in enumerate(text) if char.isalpha()]
    return text[letters[0] : letters[-1] + 1] if letters else ""


def _is_made_of_words(core: str) -> bool:
    """One common word, or two of them; digits and signs between them do not matter."""
    joined = "".join(char for char in core if char.isalpha())
    return (
        joined in WORDS
        or any(joined[:cut] in WORDS and joined[cut:] in WORDS for cut in range(1, len(joined)))
        or (len(joined) == _CUT and any(word.startswith(joined) for word in WORDS))
    )


def _is_repeated(text: str) -> bool:
    return bool(text) and text in (text + text)[1:-1]


def _is_walk(text: str) -> bool:
    """Nearly all of its steps go along a row, there or back."""
    steps = {a + b for row in WALKS for way in (row, row[::-1]) for a, b in pairwise(way)}
    along = sum(a + b in steps or a == b for a, b in pairwise(text))
    return along >= (len(text) - 1) * 3 / 4


def _holds(password: str, own: Iterable[str]) -> bool:
    plain = password.casefold()
    words = {
        word
        for text in own
        for word in "".join(c if c.isalnum() else " " for c in text.casefold()).split()
        if len(word) >= _TELLING
    }
    return any(word in plain for word in words)
