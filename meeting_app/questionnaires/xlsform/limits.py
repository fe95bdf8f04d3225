"""Limits of answers that XLSForm has no column for: in the column meeting::limits, and as a part of the
constraint, so that other programs keep to them as well."""

from typing import Any

from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.expressions import number_text
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.xlsform import kinds

_WHOLE = (
    "choices_min", "choices_max", "word_limit", "length_limit", "scale_points", "total", "file_size",
)  # fmt: skip
_NUMBERS = ("number_min", "number_max")
_NUMBER_KINDS = (QuestionKind.WHOLE_NUMBER, QuestionKind.DECIMAL)
_SAID_BY_PARAMETERS = (
    QuestionKind.ONE_CHOICE,
    QuestionKind.SEVERAL_CHOICES,
    QuestionKind.RANKING,
)
"""Kinds whose shuffling stands among the parameters."""
USUAL = "usual"
"""Of a rating: as many points as are usual here, which is another thing than saying so."""


def write(item: Item) -> str:
    """For `read`: "choices_max=3 file_kinds=pdf,docx"."""
    said = {name: getattr(item, name) for name in _WHOLE}
    if item.kind == QuestionKind.RATING:
        said["scale_points"] = None if item.scale_points else USUAL
    found = [f"{name}={value}" for name, value in said.items() if value is not None]
    for name in _NUMBERS:
        value = getattr(item, name)
        if value is not None:
            found.append(f"{name}={number_text(float(value))}")
    if item.file_kinds:
        found.append(f"file_kinds={','.join(item.file_kinds.split())}")
    if item.shuffled and item.kind not in _SAID_BY_PARAMETERS:
        found.append("shuffled=yes")
    return " ".join(found)


def read(text: str) -> dict[str, Any]:
    """Attributes of an Item. ValueError where it cannot be read."""
    found: dict[str, Any] = {}
    for part in text.split():
        name, equals, value = part.partition("=")
        if not equals:
            raise ValueError(part)
        if name == "scale_points" and value == USUAL:
            found[name] = None
        elif name in _WHOLE:
            found[name] = int(value)
            most = kinds.LARGEST_RATING if name == "scale_points" else rules.LARGEST
            if not 0 < found[name] <= most:
                raise ValueError(part)
        elif name in _NUMBERS:
            found[name] = float(value)
            if not abs(found[name]) <= rules.LARGEST:
                raise ValueError(part)
        elif name == "file_kinds" and len(value) <= 200:
            found[name] = " ".join(value.split(","))
        elif name == "shuffled":
            found[name] = value == "yes"
        else:
            raise ValueError(part)
    return found


def expression(item: Item) -> str:
    """What of the limits an expression can say; empty for nothing."""
    parts = []
    if item.kind in _NUMBER_KINDS:
        if item.number_min is not None:
            parts.append(f". >= {number_text(float(item.number_min))}")
        if item.number_max is not None:
            parts.append(f". <= {number_text(float(item.number_max))}")
    if item.kind == QuestionKind.SEVERAL_CHOICES:
        if item.choices_min is not None:
            parts.append(f"count-selected(.) >= {item.choices_min}")
        if item.choices_max is not None:
            parts.append(f"count-selected(.) <= {item.choices_max}")
    if item.kind in rules.TEXT_KINDS and item.length_limit is not None:
        parts.append(f"string-length(.) <= {item.length_limit}")
    return " and ".join(parts)


def with_limits(item: Item) -> str:
    """The constraint as it is written."""
    limits = expression(item)
    if limits and item.constraint:
        return f"({item.constraint}) and {limits}"
    return item.constraint or limits


def without_limits(item: Item, written: str) -> str:
    """The constraint alone, as it was before `with_limits`; as it stands if somebody changed it."""
    limits = expression(item)
    if not limits:
        return written
    if written == limits:
        return ""
    start, end = "(", f") and {limits}"
    if written.startswith(start) and written.endswith(end):
        return written[len(start) : -len(end)]
    return written
