"""Kinds that XLSForm writes as several rows or with parameters: grids, points, ratings."""

from typing import Any

from flask_babel import gettext as _

from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.definition import Choice
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.xlsform import items, kinds
from meeting_app.questionnaires.xlsform.choices import LONGEST_CODE
from meeting_app.questionnaires.xlsform.columns import Columns
from meeting_app.questionnaires.xlsform.kept import Cells
from meeting_app.questionnaires.xlsform.reading import Problem
from meeting_app.questionnaires.xlsform.texts import Texts


def options(
    columns: Columns, texts: Texts, code: str, rows: list[tuple[int, Cells]]
) -> list[Choice]:
    """Of a grid or of points: each row of its group is one."""
    found: dict[str, Choice] = {}
    for number, cells in rows:
        if kinds.block(cells.get("type", "")):
            continue
        option = cells.get("meeting::code") or cells.get("name", "").removeprefix(f"{code}_")
        if not option or any(char.isspace() for char in option) or len(option) > LONGEST_CODE:
            reason = _("“%(code)s” cannot be a code of a choice; the row is left out.", code=option)
            texts.problems.append(
                Problem(columns.sheet.title, number, columns.head("name"), reason)
            )
            continue
        label = texts.read(columns, number, cells, "label") or LocalText(texts.source, option)
        found.setdefault(option, Choice(option, label))
    return list(found.values())


def rating(cells: Cells) -> tuple[QuestionKind, dict[str, Any]]:
    """A range from 1 in steps of 1 is a scale; another one a number with limits, and stays a range
    on the way back. Takes out of `cells` what it uses."""
    said = items.parameters(cells.get("parameters", ""))
    try:
        start, end, step = (float(said.get(name, usual)) for name, usual in _USUAL)
    except ValueError:
        return QuestionKind.DECIMAL, {}
    if (start, step) == (1, 1) and end.is_integer() and 2 <= end <= kinds.LARGEST_RATING:
        cells.pop("parameters", None)
        return QuestionKind.RATING, {"scale_points": int(end)}
    whole = start.is_integer() and step.is_integer()
    kind = QuestionKind.WHOLE_NUMBER if whole else QuestionKind.DECIMAL
    return kind, {"number_min": start, "number_max": end}


_USUAL = (("start", "1"), ("end", "10"), ("step", "1"))
