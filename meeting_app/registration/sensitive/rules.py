"""Counting what was given, without names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from meeting_app.registration.sensitive.fields import CHOICES, Given, SensitiveField


@dataclass(frozen=True, slots=True)
class Count:
    field: SensitiveField
    people: int
    """How many gave anything in the field."""
    choices: tuple[tuple[str, int], ...]
    """(code, people) in the order of the form; without those that nobody chose."""
    remarks: int
    """How many wrote something besides."""
    unreadable: int


def count(field: SensitiveField, given: Iterable[Given | None]) -> Count:
    """given: one for each person; None where it cannot be read any more."""
    found = list(given)
    readable = [one for one in found if one is not None]
    chosen = Counter(code for one in readable for code in one.choices)
    order = [*CHOICES.get(field, {}), *sorted(set(chosen) - set(CHOICES.get(field, {})))]
    return Count(
        field,
        len(found),
        tuple((code, chosen[code]) for code in order if chosen[code]),
        sum(bool(one.text) for one in readable),
        len(found) - len(readable),
    )
