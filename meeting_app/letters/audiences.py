"""Whom a letter to a group goes to, as a value: in an address, in a row, in a query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, false, or_, select

from meeting_app.core.audience import Fact
from meeting_app.core.feature import Feature
from meeting_app.people.models import Person

WITHOUT = "without"
"""The name, in an address, under which facts stand whose people are left out."""


@dataclass(frozen=True, slots=True)
class Part:
    fact: str
    values: tuple[str, ...]
    """Any of them."""
    without: bool = False
    """Not those of whom it is true, but all others."""


@dataclass(frozen=True, slots=True)
class Audience:
    """The people of whom all parts are true, but for some single ones."""

    parts: tuple[Part, ...] = ()
    left_out: frozenset[int] = frozenset()

    def leaving_out(self, numbers: Sequence[int]) -> "Audience":
        return replace(self, left_out=frozenset(numbers))

    def as_json(self) -> dict[str, Any]:
        return {
            "parts": [[part.fact, list(part.values), part.without] for part in self.parts],
            "left_out": sorted(self.left_out),
        }

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Audience":
        parts = (Part(fact, tuple(values), without) for fact, values, without in kept["parts"])
        return cls(tuple(parts), frozenset(kept["left_out"]))

    def as_arguments(self) -> dict[str, list[str]]:
        """For an address: {fact: values}, and which facts leave people out."""
        found = {part.fact: list(part.values) for part in self.parts}
        if without := [part.fact for part in self.parts if part.without]:
            found[WITHOUT] = without
        return found


Facts = Mapping[str, Fact]


def list_facts(features: Sequence[Feature]) -> dict[str, Fact]:
    """By code, in the order of the features."""
    return {fact.code: fact for feature in features for fact in feature.facts}


Offered = Mapping[str, Sequence[tuple[str, Any]]]
"""{fact: (value, its name)} of a meeting."""


def offered(facts: Facts, meeting: Any) -> dict[str, list[tuple[str, Any]]]:
    """Without facts that offer nothing to choose here."""
    found = {code: list(fact.choices(meeting)) for code, fact in facts.items()}
    return {code: choices for code, choices in found.items() if choices}


def read(arguments: Mapping[str, Sequence[str]], choices: Offered) -> Audience:
    """From an address or a form; what is not offered is passed over."""
    parts = []
    for code, offers in choices.items():
        wanted = set(arguments.get(code, ()))
        values = tuple(value for value, _name in offers if value in wanted)
        if values:
            parts.append(Part(code, values, code in arguments.get(WITHOUT, ())))
    return Audience(tuple(parts))


def in_words(audience: Audience, facts: Facts, meeting: Any) -> list[tuple[Any, list[Any], bool]]:
    """(fact, values, whether they are left out), named; what is not known any more by its code."""
    choices = offered(
        {part.fact: facts[part.fact] for part in audience.parts if part.fact in facts}, meeting
    )
    found = []
    for part in audience.parts:
        names = dict(choices.get(part.fact, ()))
        label = facts[part.fact].label if part.fact in facts else part.fact
        found.append((label, [names.get(value, value) for value in part.values], part.without))
    return found


def people_of(audience: Audience, meeting: Any, facts: Facts) -> Select[Any]:
    """The numbers of its people. Nobody, where nothing is chosen or a fact is not known any more.

    Without any positive fact that makes somebody belong to the meeting, people of whom one of
    these is true in any way.
    """
    wanted = select(Person.id).where(Person.active, Person.email.is_not(None))
    if not audience.parts or any(part.fact not in facts for part in audience.parts):
        return wanted.where(false())
    for part in audience.parts:
        ids = facts[part.fact].people(meeting, part.values)
        wanted = wanted.where(Person.id.not_in(ids) if part.without else Person.id.in_(ids))
    if not any(facts[part.fact].belongs and not part.without for part in audience.parts):
        belongs = [fact.people(meeting, ()) for fact in facts.values() if fact.belongs]
        wanted = wanted.where(or_(*(Person.id.in_(ids) for ids in belongs)))
    if audience.left_out:
        wanted = wanted.where(Person.id.not_in(audience.left_out))
    return wanted
