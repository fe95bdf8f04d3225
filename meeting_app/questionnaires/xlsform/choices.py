"""The lists of the sheet "choices"."""

import re
from dataclasses import dataclass, field

from flask_babel import gettext as _

from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.definition import Choice
from meeting_app.questionnaires.xlsform.columns import Columns, is_used
from meeting_app.questionnaires.xlsform.reading import Problem
from meeting_app.questionnaires.xlsform.texts import Texts

LONGEST_CODE = 80
_COLUMN = re.compile(r"^[^\W\d][\w.\-]*$")
_MEDIA = frozenset(("image", "audio", "video", "big-image"))


@dataclass(slots=True)
class Lists:
    lists: dict[str, list[Choice]] = field(default_factory=dict)
    kept: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    """{list: {option: {key: text}}} of cells that we do not use."""
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    """{list: its rows as they stand}"""
    count: int = 0


def is_column(key: str) -> bool:
    """Whether choice filters can compare it."""
    return bool(_COLUMN.match(key)) and key.lower() not in _MEDIA


def read_lists(columns: Columns, texts: Texts, problems: list[Problem]) -> Lists:
    made = Lists()
    title = columns.sheet.title
    for number, cells in columns.rows():
        name, code = cells.get("list_name", ""), cells.get("name", "")

        def refuse(key: str, reason: str, number: int = number) -> None:
            problems.append(Problem(title, number, columns.head(key), reason))

        if not name:
            refuse("list_name", _("The row names no list; it is left out."))
            continue
        if reason := _fault_of_code(code):
            refuse("name", reason)
            continue
        known = made.lists.setdefault(name, [])
        if any(choice.code == code for choice in known):
            refuse(
                "name",
                _(
                    "The list “%(list)s” has the code “%(code)s” already; this row is left out.",
                    list=name,
                    code=code,
                ),
            )
            continue
        label = texts.read(columns, number, cells, "label")
        if label is None:
            refuse(
                columns.text_key("label"), _("The choice has no label; its code is shown instead.")
            )
            label = LocalText(texts.source, code)
        extra = {key: text for key, text in cells.items() if _is_extra(key)}
        choice = Choice(code, label, {key: text for key, text in extra.items() if is_column(key)})
        known.append(choice)
        made.count += 1
        if kept := {key: text for key, text in extra.items() if not is_column(key)}:
            made.kept.setdefault(name, {})[code] = kept
        made.rows.setdefault(name, []).append(cells)
    return made


def _is_extra(key: str) -> bool:
    return key not in ("list_name", "name") and not (key.startswith("label::") and is_used(key))


def _fault_of_code(code: str) -> str | None:
    if not code:
        return _("The choice has no code; the row is left out.")
    if any(char.isspace() for char in code):
        return _("The code “%(code)s” has blanks; the row is left out.", code=code)
    if len(code) > LONGEST_CODE:
        return _(
            "The code has more than %(most)d characters; the row is left out.", most=LONGEST_CODE
        )
    return None
