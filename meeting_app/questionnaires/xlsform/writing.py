"""A definition, with what was kept, as an XLSForm workbook that other programs take too."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from meeting_app.core.locale import LANGUAGES
from meeting_app.core.localtext import LocalText
from meeting_app.core.xlsx import escaped
from meeting_app.questionnaires.definition import Definition
from meeting_app.questionnaires.xlsform import references, rows
from meeting_app.questionnaires.xlsform.columns import (
    LANGUAGE_COLUMN,
    OURS,
    TEXTS,
    language_code,
    text_key,
)
from meeting_app.questionnaires.xlsform.kept import Cells, Kept, Parts
from meeting_app.questionnaires.xlsform.taken import CODE, MISSING, TEXT_COLUMNS
from meeting_app.questionnaires.xlsform.understanding import OUR_VERSION

_ALWAYS = ("type", "name")
_IN_ORDER = (
    "required", "relevant", "constraint", "calculation", "choice_filter", "default", "appearance",
    "parameters",
)  # fmt: skip
LONGEST_TITLE = 31
"""Of a sheet, in Excel."""


def write(
    definition: Definition,
    *,
    kept: Kept | None = None,
    parts: Parts | None = None,
    languages: Sequence[str] = (),
    form_id: str,
    title: str,
    version: int = 1,
) -> bytes:
    """XLSX; all cells are text. languages: in which there is a column for each text, though it may
    be empty; those that have a text besides."""
    kept = kept or Kept()
    spoken = _languages(definition, languages)
    source = language_code(kept.settings.get("default_language", "")) or _source(definition, spoken)
    spoken.sort(key=lambda code: code != source)
    made = rows.Rows(spoken, kept, parts or {})
    made.walk(definition)
    survey = made.survey
    survey += _missing(survey, made.choices)
    book = Workbook(write_only=True)
    _sheet(book, "survey", _heads(survey, kept.survey_columns, spoken, "label", "hint"), survey)
    choice_heads = ["list_name", *_heads(made.choices, kept.choice_columns, spoken, "label")]
    choice_heads.remove("type")
    _sheet(book, "choices", list(dict.fromkeys(choice_heads)), made.choices)
    settings = {
        "form_title": title,
        "form_id": form_id,
        "version": f"{OUR_VERSION}{version}",
        "default_language": LANGUAGE_COLUMN[source],
        **kept.settings,
    }
    _sheet(book, "settings", [key for key in settings if settings[key]], [settings])
    for name, one in kept.sheets.items():
        sheet = book.create_sheet(name[:LONGEST_TITLE])
        for cells in (one["heads"], *one["rows"]):
            _write(sheet, cells)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _texts(definition: Definition) -> Iterable[LocalText]:
    for item in definition.items:
        for name in TEXT_COLUMNS:
            text = getattr(item, name)
            if text:
                yield text
        for option in item.options:
            yield option.label


def _languages(definition: Definition, wanted: Sequence[str]) -> list[str]:
    found = set(wanted)
    for text in _texts(definition):
        found |= {text.source, *text.translations}
    return [code for code in LANGUAGES if code in found] or list(LANGUAGES)[:1]


def _source(definition: Definition, spoken: Sequence[str]) -> str:
    """The language from which most texts are translated."""
    times = dict.fromkeys(spoken, 0)
    for text in _texts(definition):
        if text.source in times and text.text:
            times[text.source] += 1
    return max(spoken, key=lambda code: times[code])


def _missing(survey: Sequence[Cells], choices: Sequence[Cells]) -> list[Cells]:
    """Questions that rules or texts refer to and that are not there: without a row for them other
    programs refuse the form. Their value is empty there too."""
    there = {cells.get("name", "") for cells in survey}
    texts = (text for cells in (*survey, *choices) for text in cells.values())
    return [
        {"type": "hidden", "name": name, "meeting::kind": MISSING}
        for name in dict.fromkeys(references.names_in(texts))
        if name not in there and CODE.match(name)
    ]


def _heads(
    written: Sequence[Cells], kept: Sequence[str], spoken: Sequence[str], *bases: str
) -> list[str]:
    """The usual columns in their usual order, then our own, then those that were kept."""
    used = {key for cells in written for key in cells}
    texts = [
        text_key(base, code)
        for base in TEXTS
        for code in spoken
        if base in bases or any(text_key(base, one) in used for one in spoken)
    ]
    usual = [text for text in texts if not text.startswith("meeting::")]
    ours = [text for text in texts if text.startswith("meeting::")]
    plain = [key for key in _IN_ORDER if key in used or "hint" in bases]
    known = [*_ALWAYS, *usual, *plain, *(key for key in OURS if key in used), *ours]
    extra = [*kept, *(key for cells in written for key in cells)]
    return list(dict.fromkeys([*known, *extra]))


def _sheet(
    book: Workbook, name: str, heads: Sequence[str], written: Iterable[Mapping[str, Any]]
) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "C2" if name != "settings" else None
    _write(sheet, heads)
    for cells in written:
        _write(sheet, [references.with_loose_brackets(cells.get(key, "")) for key in heads])


def _write(sheet: WriteOnlyWorksheet, texts: Iterable[str]) -> None:
    cells: list[Any] = []
    for text in texts:
        if not text:
            cells.append(None)
            continue
        cell = WriteOnlyCell(sheet, escaped(text))
        cell.data_type = "s"  # whatever it begins with, it is no formula
        cells.append(cell)
    sheet.append(cells)
