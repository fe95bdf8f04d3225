"""The cells of one row of the survey as the attributes of an Item."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.rules import UNANSWERED_KINDS, QuestionKind
from meeting_app.questionnaires.xlsform import limits

EXPRESSIONS = ("relevant", "constraint", "calculation", "choice_filter", "required")
LONGEST_APPEARANCE = 200
YES = frozenset(("yes", "true", "true()", "1", "oui", "sí", "si"))
NO = frozenset(("", "no", "false", "false()", "0", "non"))
_DYNAMIC = re.compile(r"\$\{|[\w-]\(.*\)")
_NEVER_NEEDED = UNANSWERED_KINDS | {QuestionKind.CALCULATION}
Refuse = Callable[[str, str], None]
"""(key of the column, sentence)"""


def is_dynamic(default: str) -> bool:
    """Whether it is reckoned when the form is opened."""
    return bool(_DYNAMIC.search(default))


def needed(kind: QuestionKind, cells: dict[str, str]) -> dict[str, Any]:
    """From the cell "required", taken away from the cells where it is used."""
    text = cells.get("required", "")
    if kind in _NEVER_NEEDED:
        return {}
    cells.pop("required", None)
    if text.lower() in YES:
        return {"required": True}
    return {} if text.lower() in NO else {"required_if": text}


def rules_of(kind: QuestionKind, cells: dict[str, str]) -> dict[str, Any]:
    """Takes out of `cells` what it uses."""
    said: dict[str, Any] = {"relevant": cells.pop("relevant", ""), **needed(kind, cells)}
    if kind in UNANSWERED_KINDS:
        return said
    if kind == QuestionKind.CALCULATION:
        said["calculation"] = cells.pop("calculation", "")
    else:
        said["constraint"] = cells.pop("constraint", "")
        said["choice_filter"] = cells.pop("choice_filter", "")
        if not is_dynamic(cells.get("default", "")):
            said["default"] = cells.pop("default", "")
    return said


def appearance_of(kind: QuestionKind, cells: dict[str, str]) -> tuple[QuestionKind, str]:
    """(short text becomes long text where the field has several lines, what else is said)"""
    text = cells.get("appearance", "")
    if len(text) > LONGEST_APPEARANCE:
        return kind, ""
    cells.pop("appearance", None)
    words = text.split()
    if kind == QuestionKind.SHORT_TEXT and "multiline" in words:
        words.remove("multiline")
        return QuestionKind.LONG_TEXT, " ".join(words)
    return kind, text


def parameters(text: str) -> dict[str, str]:
    """ "start=1 end=5" as {"start": "1", "end": "5"}; blanks around the sign do not matter."""
    pairs = (part.partition("=") for part in re.sub(r"\s*=\s*", "=", text).split())
    return {name: value for name, _equals, value in pairs}


def limits_of(cells: dict[str, str], refuse: Refuse) -> dict[str, Any]:
    try:
        return limits.read(cells.pop("meeting::limits", ""))
    except ValueError as error:
        refuse("meeting::limits", _("“%(part)s” cannot be read.", part=str(error)[:80]))
        return {}


def with_plain_constraint(item_cells: Mapping[str, Any]) -> Item:
    """The item with its constraint as it was before limits were written into it."""
    made = Item(**item_cells)
    plain = limits.without_limits(made, made.constraint)
    return Item(**{**item_cells, "constraint": plain})
