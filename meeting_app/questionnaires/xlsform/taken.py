"""What has been taken from the survey so far, and how one row is added to it."""

import re
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.xlsform import items, references
from meeting_app.questionnaires.xlsform.choices import LONGEST_CODE, Lists
from meeting_app.questionnaires.xlsform.columns import Columns, is_used
from meeting_app.questionnaires.xlsform.kept import Cells, Kept, KeptRow, Parts
from meeting_app.questionnaires.xlsform.reading import Problem
from meeting_app.questionnaires.xlsform.texts import Texts

BESIDE, MISSING = "beside", "missing"
"""In meeting::kind: the field beside "Other"; a question that rules refer to and nobody asks."""
CODE = re.compile(r"^[^\W\d][\w.\-]*$")
TEXT_COLUMNS = {
    "label": "label",
    "hint": "hint",
    "required_message": "required_message",
    "constraint_message": "constraint_message",
    "scale_low": "meeting::scale_low",
    "scale_high": "meeting::scale_high",
    "why": "meeting::why",
}
"""{attribute: column}"""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """What we cannot show; it is kept."""

    sheet: str
    row: int
    what: str
    """The type, function or language."""
    reason: str


@dataclass(slots=True)
class Taken:
    columns: Columns
    texts: Texts
    lists: Lists
    problems: list[Problem]
    items: list[Item] = field(default_factory=list)
    kept: Kept = field(default_factory=Kept)
    parts: Parts = field(default_factory=dict)
    unsupported: list[Unsupported] = field(default_factory=list)
    used_lists: set[str] = field(default_factory=set)
    kept_names: set[str] = field(default_factory=set)
    taken: list[tuple[int, Cells]] = field(default_factory=list)
    """Rows that are shown; with those that are kept, to look at what they refer to."""
    set_aside: list[tuple[int, Cells]] = field(default_factory=list)
    sections: list[tuple[str, int]] = field(default_factory=list)
    """(code, number of the row that began it)"""
    last: dict[str | None, str] = field(default_factory=dict)
    """{section: what came last directly in it}"""
    row_of: dict[str, int] = field(default_factory=dict)
    """{code: its row}"""

    @property
    def title(self) -> str:
        return self.columns.sheet.title

    @property
    def parent(self) -> str | None:
        """The section at hand."""
        return self.sections[-1][0] if self.sections else None

    def refuse(self, number: int, key: str, reason: str) -> None:
        self.problems.append(Problem(self.title, number, self.columns.head(key), reason))

    def fault_of_code(self, code: str) -> str | None:
        if not code:
            return _("The row has no code; it is left out.")
        if not CODE.match(code) or len(code) > LONGEST_CODE:
            return _(
                "“%(code)s” cannot be a code: begin with a letter, go on with letters, digits, _, - "
                "and ., at most %(most)d in all. The row is left out.",
                code=code[:LONGEST_CODE],
                most=LONGEST_CODE,
            )
        if code in self.row_of:
            return _(
                "The code “%(code)s” stands in row %(number)d already; this row is left out.",
                code=code,
                number=self.row_of[code],
            )
        return None

    def keep(self, number: int, cells: Cells, what: str, reason: str) -> None:
        name = cells.get("name", "")
        fault = None if not name and what == "audit" else self.fault_of_code(name)
        if fault is not None:
            self.refuse(number, "name", fault)
            return
        cells = dict(cells)
        self.check_parameters(number, cells)
        if name:
            self.row_of[name] = number
            self.kept_names.add(name)
        self.note_unsupported(number, what, reason)
        self.kept.rows.append(KeptRow(self.parent, self.last.get(self.parent), cells))
        self.set_aside.append((number, cells))

    def note_unsupported(self, number: int, what: str, reason: str) -> None:
        self.unsupported.append(Unsupported(self.title, number, what, reason))

    def add(
        self,
        number: int,
        code: str,
        kind: QuestionKind,
        cells: Cells,
        *,
        part: dict[str, Any] | None = None,
        label_needed: bool = True,
        **said: Any,
    ) -> None:
        used = dict(cells)
        if kind != QuestionKind.CALCULATION and "calculation" in used:
            self.set_aside.append((number, {"calculation": used.pop("calculation")}))
        self.taken.append((number, used))
        for key in ("type", "name", "meeting::kind"):
            cells.pop(key, None)
        label = self.texts.read(self.columns, number, cells, "label")
        if label is None and label_needed and kind != QuestionKind.CALCULATION:
            reason = _("The question has no label; its code is shown instead.")
            self.refuse(number, self.columns.text_key("label"), reason)
            label = LocalText(self.texts.source, code)
        said = {**said, **items.rules_of(kind, cells)}
        kind, said["appearance"] = items.appearance_of(kind, cells)
        for name, column in TEXT_COLUMNS.items():
            if name != "label":
                said[name] = self.texts.read(self.columns, number, cells, column)
        said |= items.limits_of(cells, lambda key, why: self.refuse(number, key, why))
        said["personal"] = cells.pop("meeting::personal", "").lower() in items.YES
        made = items.with_plain_constraint(
            {
                **said,
                "code": code,
                "kind": kind,
                "label": label or LocalText(self.texts.source, ""),
                "parent": self.parent,
            }
        )
        self.items.append(made)
        self.row_of[code] = number
        self.last[self.parent] = code
        left = {key: text for key, text in cells.items() if not _is_text(key)}
        part = {**(part or {}), **({"cells": left} if left else {})}
        if part:
            self.parts[code] = part

    def check_parameters(self, number: int, cells: Cells) -> None:
        text = cells.get("parameters", "")
        if text and not all(items.parameters(text).values()):
            reason = _("The parameters cannot be read; they are left out.")
            self.refuse(number, "parameters", reason)
            del cells["parameters"]

    def check_expression(self, number: int, key: str, text: str) -> None:
        if key == "required" and text.lower() in items.YES | items.NO:
            return
        reason = references.fault_of(text)
        if reason is not None:
            self.refuse(number, key, reason)


def _is_text(key: str) -> bool:
    return "::" in key and is_used(key)
