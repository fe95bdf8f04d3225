"""A survey's answers as a workbook."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from flask_babel import gettext as _
from flask_babel import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from meeting_app.core.locale import LANGUAGES
from meeting_app.core.localtext import LocalText
from meeting_app.core.web import iso
from meeting_app.core.xlsx import escaped
from meeting_app.questionnaires.models import Question, Response
from meeting_app.questionnaires.rules import QuestionKind, Value
from meeting_app.surveys.models import Survey

CODED = frozenset({QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES, QuestionKind.RANKING})


def answers(
    survey: Survey,
    responses: Sequence[Response],
    values: Mapping[int, Mapping[str, Value]],
    language: str,
) -> bytes:
    """XLSX: a sheet with one row per answer, one with the questions. All cells are text.

    values: {response id: {question code: value}}. language: of the labels beside the codes.
    Several codes stand in one cell, parted by line ends; of a ranking, best first.
    """
    book = Workbook(write_only=True)
    questions = survey.questionnaire.questions
    sheet = book.create_sheet(pgettext("sheet", "Answers"))
    sheet.freeze_panes = "B2"
    heads = [
        pgettext("column", "Receipt"),
        pgettext("column", "Sent"),
        pgettext("column", "Language"),
        pgettext("column", "Late"),
    ]
    _write(sheet, [*heads, *(head for question in questions for head in _heads(question))])
    for response in responses:
        given = values.get(response.id, {})
        _write(
            sheet,
            [
                response.code,
                iso(response.sent_at) if response.sent_at else "",
                response.language,
                pgettext("answer", "Yes") if response.late else "",
                *(
                    cell
                    for question in questions
                    for cell in _cells(question, given.get(question.code), language)
                ),
            ],
        )
    _write_questions(book.create_sheet(pgettext("sheet", "Questions")), questions)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _heads(question: Question) -> list[str]:
    if question.kind not in CODED:
        return [question.code]
    return [question.code, _("%(code)s (in words)", code=question.code)]


def _cells(question: Question, value: Value | None, language: str) -> list[str]:
    if question.kind not in CODED:
        return ["" if value is None else str(value)]
    codes = value if isinstance(value, list) else [str(value)] if value is not None else []
    labels = {option.code: option.label.in_(language) for option in question.options}
    return ["\n".join(codes), "\n".join(labels[code] for code in codes)]


def _write_questions(sheet: WriteOnlyWorksheet, questions: Iterable[Question]) -> None:
    languages = [found.name for found in LANGUAGES.values()]
    heads = [
        pgettext("column", "Question"),
        pgettext("column", "Kind"),
        pgettext("column", "Needed"),
        pgettext("column", "Option"),
    ]
    _write(sheet, [*heads, *languages])
    for question in questions:
        needed = pgettext("answer", "Yes") if question.required else ""
        _write(sheet, [question.code, question.kind, needed, "", *_texts(question.label)])
        for option in question.options:
            _write(sheet, [question.code, "", "", option.code, *_texts(option.label)])


def _texts(text: LocalText) -> list[str]:
    return [text.own(code) for code in LANGUAGES]


def _write(sheet: WriteOnlyWorksheet, texts: Iterable[str]) -> None:
    cells = []
    for text in texts:
        cell = WriteOnlyCell(sheet, escaped(text))
        cell.data_type = "s"  # whatever it begins with, it is no formula
        cells.append(cell)
    sheet.append(cells)
