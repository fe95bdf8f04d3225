"""How answers to a former version read in the present one, as organisers said when the meaning changed.

Answers themselves stay as they were given: what adds them up carries them over (see `routes`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


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


Readings = Mapping[str, Reading]
"""{code of a question: how its answers read}; the others stay as they are."""


def readings_of(stored: Mapping[str, Any] | None) -> dict[str, Reading]:
    """As QuestionnaireVersion.mapping keeps them."""
    return {code: Reading.from_json(one) for code, one in (stored or {}).items()}


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


def through(steps: Mapping[int, Readings]) -> list[tuple[int, int, Readings]]:
    """[(first version, last version, how answers to them read in the present one)], oldest first.
    steps: {version: how its answers read in the one after it}."""
    versions = sorted(steps)
    found: list[tuple[int, int, Readings]] = []
    readings: Readings = {}
    for place in reversed(range(len(versions))):
        readings = joined(steps[versions[place]], readings)
        first = versions[place - 1] + 1 if place else 1
        found.append((first, versions[place], readings))
    return found[::-1]
