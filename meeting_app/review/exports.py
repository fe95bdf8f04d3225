"""Scores as a workbook."""

from collections.abc import Sequence
from io import BytesIO
from itertools import starmap

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from meeting_app.abstracts.words import STATES
from meeting_app.core.locale import direction, language_name
from meeting_app.core.xlsx import escaped
from meeting_app.review.models import Assignment, Criterion
from meeting_app.review.queries import Judged
from meeting_app.review.rules import Weighed, weighted_mean
from meeting_app.review.words import OUTCOMES

Value = str | int | float | None


def scores(
    judged: Sequence[Judged],
    reviews: Sequence[Assignment],
    criteria: Sequence[Criterion],
    points: int,
    language: str,
) -> bytes:
    """XLSX with two sheets: a row per abstract, then a row per review.

    Means are on the scale from 1 to `points`. Heads are in `language`; comments as written.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _("Abstracts")[:31]
    _write(
        sheet,
        [
            _("Rank"),
            _("Code"),
            _("Title"),
            _("Language"),
            _("Theme"),
            _("Mean"),
            _("Spread"),
            _("Reviews"),
            _("State"),
            _("Prepared decision"),
        ],
        [
            [
                one.rank,
                one.abstract.code,
                one.abstract.title,
                language_name(one.abstract.language, language),
                one.abstract.theme.title.in_(language) if one.abstract.theme else "",
                _rounded(one.mean),
                _rounded(one.spread),
                one.reviews,
                str(STATES[one.abstract.state]),
                str(OUTCOMES[one.decision.outcome])
                if one.decision and one.decision.is_prepared
                else "",
            ]
            for one in judged
        ],
        language,
    )
    sheet = book.create_sheet(_("Reviews")[:31])
    heads = [_("Code"), _("Reviewer"), *(c.label.in_(language) for c in criteria), _("Mean")]
    _write(sheet, [*heads, _("Comment")], list(_reviews(reviews, criteria, points)), language)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _reviews(
    reviews: Sequence[Assignment], criteria: Sequence[Criterion], points: int
) -> Sequence[list[Value]]:
    rows: list[list[Value]] = []
    for assignment in reviews:
        review = assignment.review
        if review is None:
            continue
        value_of = {score.criterion_id: score.value for score in review.scores}
        given = [(value_of[c.id], c.weight, c.points) for c in criteria if c.id in value_of]
        share = weighted_mean(list(starmap(Weighed, given)))
        mean = None if share is None else 1 + share * (points - 1)
        values = [value_of.get(c.id) for c in criteria]
        reviewer = assignment.person.name
        rows.append([assignment.abstract.code, reviewer, *values, _rounded(mean), review.comment])
    return rows


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _write(
    sheet: Worksheet, heads: Sequence[str], rows: Sequence[Sequence[Value]], language: str
) -> None:
    sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    sheet.freeze_panes = "A2"
    for number, row in enumerate([heads, *rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                cell.value = escaped(value)
                cell.data_type = "s"  # a text that begins with "=" is a text
            else:
                cell.value = value
            if number == 1:
                cell.font = Font(bold=True)
