"""What features can say of the people of a meeting: by it letters to groups choose their readers, and
reminders know who has something left to do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """Something that is true of some people, such as "has an abstract in this state"."""

    code: str
    """As "abstracts.submitter": the feature and the fact."""
    label: Any
    """What is asked, lazily translated: "Submits an abstract that is"."""
    choices: Callable[[Any], Iterable[tuple[str, Any]]]
    """(meeting) -> (value, its name), in order. One statement at most."""
    people: Callable[[Any, Sequence[str]], Select[Any]]
    """(meeting, values) -> numbers, never NULL, of the people of whom any of the values is true;
    without values: of whom any is."""
    belongs: bool = True
    """Of whom it is true belongs to the meeting; else it is true of anybody, such as a language."""


@dataclass(frozen=True, slots=True, eq=False)
class Detail:
    """What a letter to a group can say of its reader, such as the titles of their abstracts."""

    name: str
    """The placeholder."""
    label: Any
    lines: Callable[[Any, Select[Any]], Mapping[int, Sequence[str]]]
    """(meeting, numbers of people) -> {number: lines}. One statement."""


@dataclass(frozen=True, slots=True, eq=False)
class Duty:
    """Something that people are reminded of before a phase ends."""

    code: str
    label: Any
    """What has not been done yet, lazily translated."""
    phase_kind: str
    """The kind of phase whose end it is due by."""
    open: Callable[[Any], Select[Any]]
    """(phase) -> (number of a person, title of what is open), a row for each thing."""
    say: Callable[[Any, Sequence[str], str], Sequence[str]]
    """(phase, titles, language) -> lines of a letter in that language; the last may be a link."""
