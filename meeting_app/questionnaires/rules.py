"""Whether a value answers a question, and what many answers add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    ONE_CHOICE = "one_choice"
    SEVERAL_CHOICES = "several_choices"
    RANKING = "ranking"
    RATING = "rating"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"


Value = str | int | list[str]
"""One choice: an option's code. Several choices: codes, read back in the order of the options.
Ranking: codes, best first. Rating: a number from 1. Texts: the text. A question without an answer
has no value at all."""
Values = Mapping[str, Value]
"""By question code."""

SHORT_TEXT_LENGTH = 300
LONG_TEXT_LENGTH = 10_000
SCALE_POINTS = 5


class Fault(StrEnum):
    WRONG_KIND = "wrong_kind"
    UNKNOWN_OPTION = "unknown_option"
    TWICE = "twice"
    TOO_MANY = "too_many"
    OFF_SCALE = "off_scale"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question takes."""

    kind: QuestionKind
    options: frozenset[str] = frozenset()
    choices_max: int | None = None
    scale_points: int = SCALE_POINTS
    length: int = LONG_TEXT_LENGTH
    """In characters."""


def fault(limits: Limits, value: object) -> Fault | None:
    """What is wrong with a value, or None."""
    match limits.kind:
        case QuestionKind.ONE_CHOICE:
            return _fault_of_codes(limits, [value])
        case QuestionKind.SEVERAL_CHOICES | QuestionKind.RANKING:
            return _fault_of_codes(limits, value) if isinstance(value, list) else Fault.WRONG_KIND
        case QuestionKind.RATING:
            if not isinstance(value, int) or isinstance(value, bool):
                return Fault.WRONG_KIND
            return None if 1 <= value <= limits.scale_points else Fault.OFF_SCALE
        case _:
            if not isinstance(value, str):
                return Fault.WRONG_KIND
            return Fault.TOO_LONG if len(value) > limits.length else None


def _fault_of_codes(limits: Limits, codes: Sequence[object]) -> Fault | None:
    if not all(isinstance(code, str) for code in codes):
        return Fault.WRONG_KIND
    if not limits.options.issuperset(codes):
        return Fault.UNKNOWN_OPTION
    if len(set(codes)) < len(codes):
        return Fault.TWICE
    if limits.choices_max is not None and len(codes) > limits.choices_max:
        return Fault.TOO_MANY
    return None


def is_answer(value: object) -> bool:
    """Whether something was answered at all: white space alone is nothing."""
    return bool(value.strip()) if isinstance(value, str) else value not in (None, [])


def borda_points(votes: Mapping[int, int], places: int) -> int:
    """votes: {rank: how often}. The first of `places` ranks gives as many points, the last gives
    one, no rank gives none."""
    return sum((places - rank + 1) * times for rank, times in votes.items())


def mean(votes: Mapping[int, int]) -> float | None:
    """votes: {rating: how often}."""
    total = sum(votes.values())
    return sum(rating * times for rating, times in votes.items()) / total if total else None
