"""What a questionnaire asks, as one frozen value: of today, or of the version that somebody answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from meeting_app.core.localtext import LocalText, from_json, to_json
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.expressions import number_text
from meeting_app.questionnaires.rules import Limits, QuestionKind, Value


@dataclass(frozen=True, slots=True)
class Choice:
    """An option, or a row of a grid."""

    code: str
    label: LocalText
    columns: Mapping[str, str] = field(default_factory=dict)
    """What choice filters compare: {name: value}."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question, a note or a section. Expressions are texts; see `expressions`."""

    code: str
    kind: QuestionKind
    label: LocalText
    hint: LocalText | None = None
    parent: str | None = None
    """Code of the section that it stands in."""
    required: bool = False
    required_if: str = ""
    required_message: LocalText | None = None
    relevant: str = ""
    constraint: str = ""
    constraint_message: LocalText | None = None
    calculation: str = ""
    default: str = ""
    choice_filter: str = ""
    options: tuple[Choice, ...] = ()
    other: bool = False
    """Is there "Other, please say"? Its option has the code rules.OTHER."""
    shuffled: bool = False
    choices_min: int | None = None
    choices_max: int | None = None
    word_limit: int | None = None
    length_limit: int | None = None
    scale_points: int | None = None
    scale_low: LocalText | None = None
    scale_high: LocalText | None = None
    total: int | None = None
    number_min: float | None = None
    number_max: float | None = None
    file_kinds: str = ""
    """Endings with blanks between: "pdf docx"; empty for all that are taken."""
    file_size: int | None = None
    """In bytes."""
    personal: bool = False
    why: LocalText | None = None
    appearance: str = ""
    """Of XLSForm, kept for tools that know it."""

    @property
    def is_answered(self) -> bool:
        return self.kind not in rules.UNANSWERED_KINDS

    @property
    def limits(self) -> Limits:
        longest = (
            rules.LONG_TEXT_LENGTH
            if self.kind == QuestionKind.LONG_TEXT
            else rules.SHORT_TEXT_LENGTH
        )
        return Limits(
            self.kind,
            frozenset(option.code for option in self.options),
            self.choices_max,
            self.scale_points or rules.SCALE_POINTS,
            self.length_limit or longest,
            self.choices_min,
            self.total or rules.TOTAL,
            -rules.LARGEST if self.number_min is None else self.number_min,
            rules.LARGEST if self.number_max is None else self.number_max,
        )


_TEXTS = frozenset(
    ("label", "hint", "required_message", "constraint_message", "scale_low", "scale_high", "why")
)


@dataclass(frozen=True)
class Definition:
    items: tuple[Item, ...] = ()
    """In the order in which they are asked; a section stands before what is in it."""

    @cached_property
    def by_code(self) -> Mapping[str, Item]:
        return {item.code: item for item in self.items}

    @property
    def questions(self) -> tuple[Item, ...]:
        """What is answered."""
        return tuple(item for item in self.items if item.is_answered)

    def inside(self, parent: str | None) -> tuple[Item, ...]:
        """What stands directly in this section, or in none."""
        return tuple(item for item in self.items if item.parent == parent)

    def as_json(self) -> list[dict[str, Any]]:
        """What is not said is left out."""
        return [_plain(item) for item in self.items]

    @classmethod
    def from_json(cls, stored: list[dict[str, Any]]) -> "Definition":
        return cls(tuple(_item(one) for one in stored))


def _plain(item: Item) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for one in fields(Item):
        value = getattr(item, one.name)
        if one.name == "options":
            value = [
                {"code": found.code, "label": to_json(found.label), "columns": dict(found.columns)}
                for found in item.options
            ]
        elif isinstance(value, LocalText):
            value = to_json(value)
        if value not in (None, "", False, []):
            said[one.name] = value
    return said


def _item(stored: dict[str, Any]) -> Item:
    said: dict[str, Any] = {
        name: from_json(value) if name in _TEXTS else value
        for name, value in stored.items()
        if name not in ("options", "kind")
    }
    options = tuple(
        Choice(one["code"], from_json(one["label"]), one["columns"])
        for one in stored.get("options", ())
    )
    return Item(kind=QuestionKind(stored["kind"]), options=options, **said)


def value_text(value: Value | None) -> str:
    """How expressions see an answer."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, dict):
        return " ".join(f"{code}:{number}" for code, number in value.items())
    return number_text(value) if isinstance(value, float) else str(value)
