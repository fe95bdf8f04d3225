"""Lists of abstracts as a spreadsheet."""

import io
from collections.abc import Iterable, Mapping, Sequence

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from meeting_app.abstracts.models import Abstract, Call
from meeting_app.abstracts.words import STATES
from meeting_app.core.locale import direction, language_name
from meeting_app.core.xlsx import escaped
from meeting_app.questionnaires.models import Question
from meeting_app.questionnaires.rules import Value, Values


def abstracts_xlsx(
    abstracts: Iterable[Abstract],
    questions: Sequence[tuple[Call, Question]],
    answers: Mapping[int, Values],
    language: str,
) -> bytes:
    """One sheet, one row each. Instants in UTC, as ISO 8601. All cells are text.

    questions: of the calls, each gets a column. answers: {response id: {question code: value}}.
    language: of the headings and of the answers' labels.
    """
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = str(_("Abstracts"))[:31]
    sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    sheet.freeze_panes = "A2"
    headings = [
        _("Code"),
        _("Call"),
        _("State"),
        _("Language"),
        _("Title"),
        _("Text"),
        _("Theme"),
        _("Submitter"),
        _("E-mail address of the submitter"),
        _("Presenters"),
        _("Submitted at (UTC)"),
        _("Late"),
        *(f"{call.title.in_(language)}: {one.label.in_(language)}" for call, one in questions),
    ]
    rows = [
        [
            abstract.code,
            abstract.call.title.in_(language),
            str(STATES[abstract.state]),
            language_name(abstract.language, language),
            abstract.title,
            abstract.text,
            abstract.theme.title.in_(language) if abstract.theme else "",
            abstract.submitter.name,
            abstract.submitter.email,
            "; ".join(
                f"{one.name} ({one.organisation.name})" if one.organisation else one.name
                for one in abstract.presenters
            ),
            abstract.submitted_at.isoformat(timespec="minutes") if abstract.submitted_at else "",
            _("yes") if abstract.late else "",
            *(
                _in_words(one, answers.get(abstract.response_id or 0, {}).get(one.code), language)
                if call.id == abstract.call_id
                else ""
                for call, one in questions
            ),
        ]
        for abstract in abstracts
    ]
    for number, row in enumerate([headings, *rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, escaped(value))
            cell.data_type = "s"  # a title that begins with "=" is no formula
            if number == 1:
                cell.font = Font(bold=True)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _in_words(question: Question, value: Value | None, language: str) -> str:
    labels = {option.code: option.label.in_(language) for option in question.options}
    given = value if isinstance(value, list) else [] if value is None else [str(value)]
    return "\n".join(labels.get(one, one) for one in given)
