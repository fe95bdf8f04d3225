"""What a journey is made from: handed in, so that the same year is walked with any data."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path

LANGUAGES = ("en", "fr", "es", "ar")


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who presents; e-mail and language are those of their account."""

    name: str
    organisation: str
    language: str
    email: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An abstract before anybody typed it in. The first author submits it."""

    title: str
    text: str
    language: str
    authors: tuple[Author, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """In person. Online there is room for everybody."""

    capacity: int
    later: int
    """The organisers find more."""
    asked: int
    given_back: int
    """So many of those who have a place cancel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    organisations: Path
    """CSV."""
    abstracts: tuple[Path, ...]
    """JSON lines; who speaks there has no account."""
    by_page: tuple[Manuscript, ...]
    """Sent through the real page, in the language of the first author; reviewed best of all."""
    by_verb: tuple[Manuscript, ...]
    papers: tuple[tuple[tuple[int, int], ...], ...]
    """Per abstract, the scores of three reviews: (1 to 6, 1 to 5)."""
    reads: tuple[tuple[str, ...], ...]
    """Languages of the reviewers, taken in turn."""
    reviewers: int
    accepted: int
    waitlisted: int
    rooms: int
    places: Places
    online: int
    answers: int
    """To the survey, beside those given on the pages."""
    outside: tuple[str, ...]
    """Languages whose calendar the outside checker reads too, where it is installed: slow."""


def people(kind: str, organisations: tuple[str, ...]) -> Iterator[Author]:
    """Invented ones, as many as are taken, in four languages by turns."""
    first = ("Amina", "Boris", "Chén", "Dina", "Elías", "Fátima", "Görkem", "Hervé", "Inés", "يوسف")
    last = ("Okoro", "Peña", "Quispe", "Rahman", "Šimić", "Traoré", "Ünal", "Vidal", "حمدان")
    of_them = zip(cycle(first), cycle(last), cycle(organisations), cycle(LANGUAGES), count(1))
    for given_name, family_name, organisation, language, number in of_them:
        name = f"{given_name} {family_name} {kind.capitalize()}{number}"
        yield Author(name, organisation, language, f"{kind}{number}@example.net")
