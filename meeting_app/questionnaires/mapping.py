"""How answers to a former version read in the present one, as organisers said when the meaning changed.

Answers themselves stay as they were given: what reads them decides whether it carries them over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from meeting_app.questionnaires.rules import Value, Values


@dataclass(frozen=True, slots=True)
class Reading:
    """Of the answers to one question of one version, in the version after it."""

    to: str | None
    """Code of the question that they answer there; None where they have no equivalent."""
    options: Mapping[str, str | None] = field(default_factory=dict)
    """{code of an option: its code there, None for no equivalent}; the others stay as they are."""
    points: Mapping[int, int | None] = field(default_factory=dict)
    """The same, of the points of a scale."""

    def as_json(self) -> dict[str, Any]:
        points = {str(old): new for old, new in self.points.items()}
        return {"to": self.to, "options": dict(self.options), "points": points}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Reading":
        points = {int(old): new for old, new in stored["points"].items()}
        return cls(stored["to"], stored["options"], points)

    def read(self, value: Value) -> Value | None:
        """None where nothing of it has an equivalent."""
        if isinstance(value, str):
            return self.options.get(value, value)
        if isinstance(value, list):
            read = [self.options.get(code, code) for code in value]
            # Two former options may have become one.
            return list(dict.fromkeys(code for code in read if code is not None)) or None
        if isinstance(value, dict):
            rows = (
                (self.options.get(code, code), self.points.get(number, number))
                for code, number in value.items()
            )
            found = {
                code: number for code, number in rows if code is not None and number is not None
            }
            return found or None
        return self.points.get(value, value) if isinstance(value, int) else value


Readings = Mapping[str, Reading]
"""{code of a question: how its answers read}; the others stay as they are."""


def carried(values: Values, steps: Iterable[Readings]) -> dict[str, Value]:
    """The values of one response in the present version. steps: from the version that it answers
    to the present one, in order."""
    found = dict(values)
    for readings in steps:
        read: dict[str, Value] = {}
        for code, value in found.items():
            reading = readings.get(code)
            if reading is None:
                read[code] = value
            elif reading.to is not None and (carried_over := reading.read(value)) is not None:
                read[reading.to] = carried_over
        found = read
    return found


def joined(earlier: Readings, later: Readings) -> dict[str, Reading]:
    """One step that does what both do, one after the other."""
    found: dict[str, Reading] = {}
    for code, reading in earlier.items():
        after = later.get(reading.to) if reading.to is not None else None
        if after is None:
            found[code] = reading
            continue
        options = {
            old: None if new is None else after.options.get(new, new)
            for old, new in reading.options.items()
        }
        points = {
            old: None if new is None else after.points.get(new, new)
            for old, new in reading.points.items()
        }
        found[code] = Reading(after.to, {**after.options, **options}, {**after.points, **points})
    return {**{code: one for code, one in later.items() if code not in found}, **found}
