"""A name of an organisation, taken apart into what tells it apart and what does not."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from meeting_app.core.locale import fold
from meeting_app.people.names.places import LONGEST, places, split
from meeting_app.people.names.vocabulary import ABBREVIATED, LEGAL, SCOPES, SMALL, root

_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]*)[)\]）]")
_DASH = re.compile(r"\s+[-–—/|:]\s+|\s*[/|]\s*")
_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*\.?|[^\W_]")
_LEGAL_DOTS = re.compile(r"\b((?:[A-Za-z]\.\s?){2,})")
_LONGEST_ACRONYM = 9


@dataclass(frozen=True, slots=True)
class Word:
    folded: str
    root: str
    written: str
    """As in the name, for acronyms, which keep their capitals."""
    is_cut: bool = False
    """It ends with a full stop: "Univ."."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One way in which an organisation is called."""

    name: str
    folded: str
    """All words, folded, as they stand."""
    core: tuple[Word, ...]
    """Without small words, legal forms, places and words of scope."""
    all: tuple[Word, ...]
    """Everything but what stands in brackets; acronyms are made of these."""
    places: frozenset[str]
    scopes: frozenset[str]
    """Of "international", "national", "regional"."""
    ends_with_scope: bool
    legal: frozenset[str]
    acronyms: frozenset[str]
    """Given in the name itself, folded: "... (ICRC)"."""
    segments: tuple[str, ...]
    """What commas part, folded."""

    @property
    def acronym(self) -> str | None:
        """The name itself, folded, where it is nothing but an acronym."""
        words = self.core or self.all
        return words[0].folded if len(words) == 1 and is_acronym(words[0].written) else None

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(word.folded for word in self.all if word.folded.isdigit())


def is_acronym(word: str) -> bool:
    """Letters of which at least two, and half of all, are capitals: "ICRC", "AoR", "UNICEF's"."""
    word = re.sub(r"['’`]s?$", "", word.rstrip("."))
    capitals = sum(char.isupper() for char in word)
    return (
        2 <= len(word) <= _LONGEST_ACRONYM
        and word.isalnum()
        and not word.isdigit()
        and capitals >= 2
        and capitals * 2 >= len(word)
    )


@lru_cache(maxsize=40_000)
def parse(name: str) -> tuple[Parsed, ...]:
    """The ways of calling it that one name holds, the whole first: brackets and dashes may hold
    an acronym, a place, or another name. Empty for a name without a letter or digit."""
    text = _clean(name)
    inside = [part.strip() for part in _BRACKETS.findall(text)]
    outside = " ".join(_BRACKETS.sub(" ", text).split()) or " ".join(inside)
    acronyms: set[str] = set()
    others: list[str] = []
    more_places: set[str] = set()
    for part in inside if _BRACKETS.sub(" ", text).strip() else []:
        words = split(part)
        if words in places() and places()[words]:
            more_places.add(places()[words])
        elif is_acronym(part.replace(".", "").replace("-", "")):
            acronyms.add(fold(part).replace(".", "").replace("-", ""))
        elif words and not all(word in LEGAL | SMALL for word in words):
            others.append(part)
    parts = [part for part in _DASH.split(outside) if part and part.strip()]
    if len(parts) == 2:
        short = [part for part in parts if is_acronym(part) and split(part) not in places()]
        if len(short) == 1:
            acronyms.add(fold(short[0]))
            outside = next(part for part in parts if part is not short[0])
        elif all(len(part.split()) > 1 for part in parts):
            others += parts
    found = [_parse(outside, acronyms, more_places)]
    found += [_parse(other, set(), set()) for other in others]
    return tuple(one for one in found if one.all)


def _clean(name: str) -> str:
    text = unicodedata.normalize("NFKC", html.unescape(html.unescape(name)))
    text = "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Mn", "Me"))
    text = _LEGAL_DOTS.sub(lambda found: found[1].replace(".", "").replace(" ", "") + " ", text)
    return " ".join(text.replace("&", " and ").split())


def _parse(text: str, acronyms: set[str], more_places: set[str]) -> Parsed:
    words = list(_words(text))
    kept: list[Word] = []
    found: set[str] = set(more_places)
    scopes: set[str] = set()
    legal: set[str] = set()
    ends = False
    at = 0
    while at < len(words):
        length, code = _place(words, at)
        if length and len(words) > length:
            found.add(code)
            at += length
            continue
        word = words[at]
        at += 1
        if word.folded in SMALL:
            continue
        if word.folded in SCOPES:
            ends = True
            scopes.add(SCOPES[word.folded])
        elif word.folded in LEGAL and len(words) > 1:
            legal.add(word.folded)
        else:
            kept.append(word)
            ends = False
    return Parsed(
        name=text,
        folded=" ".join(word.folded for word in words),
        core=tuple(kept),
        all=tuple(words),
        places=frozenset(found),
        scopes=frozenset(scopes),
        ends_with_scope=ends,
        legal=frozenset(legal),
        acronyms=frozenset(acronyms),
        segments=tuple(" ".join(split(part)) for part in text.split(",") if split(part)),
    )


def _words(text: str) -> Iterator[Word]:
    for written in _WORD.findall(text):
        for folded in split(written):
            cut = written.endswith(".")
            full = ABBREVIATED.get(folded, folded) if cut or folded in _ALWAYS_CUT else folded
            yield Word(full, root(full), written.rstrip("."), cut)


_ALWAYS_CUT = frozenset({"univ", "dept", "intl", "natl", "assoc", "govt", "inst"})


def _place(words: list[Word], at: int) -> tuple[int, str]:
    """(how many words from here are the name of a place, its code); 0 for none."""
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        code = places().get(tuple(word.folded for word in words[at : at + length]))
        if code == "":
            return 0, ""
        if code is not None and not (length == 1 and _is_small_us(words[at])):
            return length, code
    return 0, ""


def _is_small_us(word: Word) -> bool:
    """ "us" and "car" are countries in capitals only."""
    return word.folded in ("us", "car") and not word.written.isupper()
