"""Whether a value answers a question, and what many answers add up to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from math import isfinite


class QuestionKind(StrEnum):
    ONE_CHOICE = "one_choice"
    SEVERAL_CHOICES = "several_choices"
    RANKING = "ranking"
    RATING = "rating"
    GRID = "grid"
    POINTS = "points"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    WHOLE_NUMBER = "whole_number"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    YES_NO = "yes_no"
    COUNTRY = "country"
    LANGUAGE = "language"
    ORGANISATION = "organisation"
    EMAIL = "email"
    LINK = "link"
    FILE = "file"
    CALCULATION = "calculation"
    """A value made from answers; nobody sees it while answering."""
    NOTE = "note"
    SECTION = "section"


UNANSWERED_KINDS = frozenset({QuestionKind.NOTE, QuestionKind.SECTION})
"""Nobody answers them."""
TEXT_KINDS = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})
"""In people's own words."""
CODED_KINDS = frozenset(
    {QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES, QuestionKind.RANKING}
)
"""Their values are codes of options."""
NUMBERED_KINDS = frozenset({QuestionKind.GRID, QuestionKind.POINTS})
"""Their values are a number for each option."""

Value = str | int | float | list[str] | dict[str, int]
"""One choice: an option's code. Several choices: codes, read back in the order of the options.
Ranking: codes, best first. Rating: a number from 1. Grid: {code of a row: number from 1}. Points:
{code: points}. Whole number: int; decimal: float. Date: YYYY-MM-DD. Time: HH:MM. Yes/no: "yes" or "no".
Country, language: ISO codes. Organisation: its name. File: number of a stored file, as text. Others:
the text. What somebody wrote beside "other" is the value of `other_code(code)`. A question without an
answer has no value at all."""
Values = Mapping[str, Value]
"""By question code."""

SHORT_TEXT_LENGTH = 300
LONG_TEXT_LENGTH = 10_000
SCALE_POINTS = 5
TOTAL = 100
"""Points to allocate, unless said otherwise."""
OTHER = "other"
"""Code of the option "Other, please say"."""
LARGEST = 10**12
"""Of numbers, either way."""


def other_code(code: str) -> str:
    """Under which the words beside "other" stand among the values, as XLSForm's or_other names it."""
    return f"{code}_other"


class Fault(StrEnum):
    WRONG_KIND = "wrong_kind"
    UNKNOWN_OPTION = "unknown_option"
    TWICE = "twice"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    OFF_SCALE = "off_scale"
    NOT_THE_TOTAL = "not_the_total"
    TOO_LONG = "too_long"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question takes."""

    kind: QuestionKind
    options: frozenset[str] = frozenset()
    choices_max: int | None = None
    scale_points: int = SCALE_POINTS
    length: int = LONG_TEXT_LENGTH
    """In characters."""
    choices_min: int | None = None
    total: int = TOTAL
    """Of points to allocate."""
    least: float = -LARGEST
    most: float = LARGEST
    """Of numbers, both inside."""


def fault(limits: Limits, value: object) -> Fault | None:
    """What is wrong with a value, or None."""
    return _FAULTS.get(limits.kind, _fault_of_text)(limits, value)


def _fault_of_code(limits: Limits, value: object) -> Fault | None:
    return _fault_of_codes(limits, [value])


def _fault_of_list(limits: Limits, value: object) -> Fault | None:
    if not isinstance(value, list):
        return Fault.WRONG_KIND
    found = _fault_of_codes(limits, value)
    if found is None and limits.choices_min is not None and len(value) < limits.choices_min:
        return Fault.TOO_FEW
    return found


def _fault_of_rating(limits: Limits, value: object) -> Fault | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return Fault.WRONG_KIND
    return None if 1 <= value <= limits.scale_points else Fault.OFF_SCALE


def _fault_of_numbers(limits: Limits, value: object) -> Fault | None:
    if not isinstance(value, dict) or not all(
        isinstance(number, int) and not isinstance(number, bool) for number in value.values()
    ):
        return Fault.WRONG_KIND
    if not limits.options.issuperset(value):
        return Fault.UNKNOWN_OPTION
    if limits.kind == QuestionKind.GRID:
        scaled = all(1 <= number <= limits.scale_points for number in value.values())
        return None if scaled else Fault.OFF_SCALE
    if any(number < 0 for number in value.values()):
        return Fault.TOO_SMALL
    return None if sum(value.values()) == limits.total else Fault.NOT_THE_TOTAL


def _fault_of_number(limits: Limits, value: object) -> Fault | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return Fault.WRONG_KIND
    if limits.kind == QuestionKind.WHOLE_NUMBER and not isinstance(value, int):
        return Fault.WRONG_KIND
    if value < max(limits.least, -LARGEST):
        return Fault.TOO_SMALL
    return Fault.TOO_LARGE if value > min(limits.most, LARGEST) else None


def _fault_of_day(_limits: Limits, value: object) -> Fault | None:
    """Only as the browser's own field sends it: other spellings of ISO 8601 sort differently."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    return None if day and day.isoformat() == value else Fault.WRONG_KIND


def _fault_of_time(_limits: Limits, value: object) -> Fault | None:
    try:
        found = time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    is_plain = found is not None and found.strftime("%H:%M") == value
    return None if is_plain else Fault.WRONG_KIND


def _fault_of_yes_no(_limits: Limits, value: object) -> Fault | None:
    return None if value in ("yes", "no") else Fault.UNKNOWN_OPTION


def _fault_of_text(limits: Limits, value: object) -> Fault | None:
    if not isinstance(value, str):
        return Fault.WRONG_KIND
    return Fault.TOO_LONG if len(value) > limits.length else None


_FAULTS: dict[QuestionKind, Callable[[Limits, object], Fault | None]] = {
    QuestionKind.ONE_CHOICE: _fault_of_code,
    QuestionKind.SEVERAL_CHOICES: _fault_of_list,
    QuestionKind.RANKING: _fault_of_list,
    QuestionKind.RATING: _fault_of_rating,
    QuestionKind.GRID: _fault_of_numbers,
    QuestionKind.POINTS: _fault_of_numbers,
    QuestionKind.WHOLE_NUMBER: _fault_of_number,
    QuestionKind.DECIMAL: _fault_of_number,
    QuestionKind.DATE: _fault_of_day,
    QuestionKind.TIME: _fault_of_time,
    QuestionKind.YES_NO: _fault_of_yes_no,
}


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
    return bool(value.strip()) if isinstance(value, str) else value not in (None, [], {})


def borda_points(votes: Mapping[int, int], places: int) -> int:
    """votes: {rank: how often}. The first of `places` ranks gives as many points, the last gives
    one, no rank gives none."""
    return sum((places - rank + 1) * times for rank, times in votes.items())


def mean(votes: Mapping[int, int]) -> float | None:
    """votes: {rating: how often}."""
    total = sum(votes.values())
    return sum(rating * times for rating, times in votes.items()) / total if total else None
