"""What of an XLSForm we cannot show, as JSON columns of the questionnaire and of its questions keep it.

Of the questionnaire: {"columns": {"survey": [key], "choices": [key]}, "rows": [{"parent", "after",
"cells"}], "lists": {name: [cells]}, "settings": {key: text}, "sheets": {title: {"heads", "rows"}}}.
Of a question: {"cells": cells, "type": its type, "list": name of its list, "choices": {option: cells},
"repeat": [cells]}. Cells are {key of the column: text}; what is empty is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of the survey that is not shown: its place is in a section, after what it followed."""

    parent: str | None
    after: str | None
    cells: Cells


@dataclass(slots=True)
class Kept:
    survey_columns: list[str] = field(default_factory=list)
    choice_columns: list[str] = field(default_factory=list)
    rows: list[KeptRow] = field(default_factory=list)
    lists: dict[str, list[Cells]] = field(default_factory=dict)
    settings: Cells = field(default_factory=dict)
    sheets: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any] | None:
        said = {
            "columns": {
                name: found
                for name, found in (
                    ("survey", self.survey_columns),
                    ("choices", self.choice_columns),
                )
                if found
            },
            "rows": [
                {"parent": row.parent, "after": row.after, "cells": row.cells} for row in self.rows
            ],
            "lists": self.lists,
            "settings": self.settings,
            "sheets": self.sheets,
        }
        return {name: value for name, value in said.items() if value} or None

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> "Kept":
        said = stored or {}
        columns = said.get("columns", {})
        return cls(
            list(columns.get("survey", ())),
            list(columns.get("choices", ())),
            [KeptRow(one["parent"], one["after"], one["cells"]) for one in said.get("rows", ())],
            dict(said.get("lists", {})),
            dict(said.get("settings", {})),
            dict(said.get("sheets", {})),
        )

    def with_more(self, more: "Kept") -> "Kept":
        """What another file keeps besides; where both keep the same, the other file counts."""
        names = {row.cells.get("name") for row in more.rows}
        rows = [
            row for row in self.rows if row not in more.rows and row.cells.get("name") not in names
        ]
        return Kept(
            list(dict.fromkeys([*self.survey_columns, *more.survey_columns])),
            list(dict.fromkeys([*self.choice_columns, *more.choice_columns])),
            [*rows, *more.rows],
            {**self.lists, **more.lists},
            {**more.settings, **self.settings},
            {**self.sheets, **more.sheets},
        )


Parts = dict[str, dict[str, Any]]
"""{question: what is kept of its row}"""
