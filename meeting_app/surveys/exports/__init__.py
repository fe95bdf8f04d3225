"""A survey's answers as files: one row per answer, with codes and labels, and the codebook to them.

A question that was not shown to somebody has no answer, and its cells are empty. Answers to former
versions stand where they count now; as they were given, they stand in the columns of the question
that was asked, or behind all others where it is still the same one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from meeting_app.core.csv_cells import csv_file
from meeting_app.core.locale import LANGUAGES, language_name
from meeting_app.core.localtext import LocalText
from meeting_app.core.web import iso
from meeting_app.core.xlsx import Cell, workbook
from meeting_app.questionnaires.models import Option, Question
from meeting_app.questionnaires.routes import NO_ROUTES, Routes
from meeting_app.surveys.exports.columns import AnswerColumns, OfResponse, Rows, by_response
from meeting_app.surveys.exports.syntax import spss_syntax
from meeting_app.surveys.exports.variables import Names, Variable
from meeting_app.surveys.queries.texts import SurveyText

__all__ = ["Answers", "quotes"]

Sent = Sequence[Any]
"""(id, receipt, sent at, language of the form, late, version, then as MORE)"""
MORE = ("subject", "source", "name")
"""Columns that only some surveys have: what the answer is about, the file that it was taken from,
whose it is."""


class Answers:
    """All answers to a survey, on their way into a file."""

    def __init__(
        self,
        questions: Sequence[Question],
        options: Mapping[int, Sequence[Option]],
        language: str,
        translations: Mapping[int, str],
        more: Collection[str] = (),
        routes: Routes = NO_ROUTES,
    ) -> None:
        """more: those of MORE that the survey has."""
        names = Names()
        languages = [
            (code, LocalText.of({to: language_name(code, to) for to in LANGUAGES}))
            for code in LANGUAGES
        ]
        yes_no = [(1, pgettext("answer", "Yes")), (0, pgettext("answer", "No"))]
        self.language = language
        self.own = [
            Variable(names.new("receipt"), _("Number of the receipt")),
            Variable(names.new("sent_at"), _("When it was sent (UTC)")),
            Variable(names.new("language"), _("Language of the form"), values=languages),
            Variable(names.new("late"), _("Sent shortly after the end"), True, yes_no),
            Variable(names.new("version"), _("Version of the questions"), True),
        ]
        labels = {
            "subject": _("Session that it is about"),
            "source": _("File that it was taken from"),
            "name": _("Name"),
        }
        self.more = [name for name in MORE if name in more]
        self.own += [Variable(names.new(name), labels[name]) for name in self.more]
        self.columns = AnswerColumns(questions, options, language, names, translations, routes)

    @property
    def variables(self) -> list[Variable]:
        return [*self.own, *self.columns.variables]

    def xlsx(self, responses: Sequence[Sent], rows: Rows, carried: Rows = ()) -> bytes:
        """rows: in the order of the responses. carried: the same of questions in which answers to
        former versions count."""
        return workbook(
            [
                (pgettext("sheet", "Answers"), self.table(responses, rows, carried)),
                (pgettext("sheet", "Codebook"), self.codebook()),
            ]
        )

    def csv(self, responses: Sequence[Sent], rows: Rows, carried: Rows = ()) -> bytes:
        return csv_file(self.table(responses, rows, carried))

    def sps(self, workbook_name: str) -> bytes:
        """Reads the workbook into SPSS, with labels of variables and values."""
        return spss_syntax(
            self.variables, workbook_name, pgettext("sheet", "Answers"), self.language
        )

    def table(
        self, responses: Sequence[Sent], rows: Rows, carried: Rows = ()
    ) -> Iterator[list[Cell]]:
        yield [one.name for one in self.variables]
        as_given, as_read = _Waiting(rows), _Waiting(carried)
        for response in responses:
            given, read = as_given.of(response[0]), as_read.of(response[0])
            yield [
                response[1],
                iso(response[2]),
                response[3],
                int(response[4]),
                response[5],
                *(response[6 + MORE.index(name)] for name in self.more),
                *self.columns.cells(given, read),
            ]

    def codebook(self) -> Iterator[list[Cell]]:
        """A row per variable, below it one for each of its values."""
        yield [
            pgettext("column", "Variable"),
            pgettext("column", "Question"),
            pgettext("column", "Kind"),
            pgettext("column", "Type"),
            pgettext("column", "Missing"),
            pgettext("column", "Value"),
            *(found.name for found in LANGUAGES.values()),
        ]
        for one in self.variables:
            asked = one.question
            yield [
                one.name,
                asked.code if asked else None,
                str(asked.kind) if asked else None,
                pgettext("type", "Number") if one.is_number else pgettext("type", "Text"),
                _("empty cell"),
                None,
                *(_noted(one, code) for code in LANGUAGES),
            ]
            for value, label in one.values:
                yield [one.name, None, None, None, None, value, *_texts(label)]


def quotes(texts: Sequence[SurveyText], language: str) -> bytes:
    """The quotes that were picked, with translations and tags, for whoever writes the paper."""
    heads = [
        pgettext("column", "Question"),
        pgettext("column", "Language"),
        pgettext("column", "Text"),
        *(_("Translation: %(language)s", language=found.name) for found in LANGUAGES.values()),
        pgettext("column", "Tags"),
        pgettext("column", "Receipt"),
    ]
    rows: list[list[Cell]] = [
        [
            one.question.label.in_(language),
            language_name(one.language, language),
            one.text,
            *(found.text if (found := one.translated(code)) else None for code in LANGUAGES),
            "\n".join(tag.name for tag in one.tags),
            one.receipt,
        ]
        for one in texts
    ]
    return workbook([(pgettext("sheet", "Quotes"), [heads, *rows])])


class _Waiting:
    """Rows that come in the order of their responses, some of which have none."""

    def __init__(self, rows: Rows) -> None:
        self.groups = by_response(rows)
        self.next = next(self.groups, None)

    def of(self, response: int) -> OfResponse:
        if self.next is None or self.next[0] != response:
            return {}
        _response, given = self.next
        self.next = next(self.groups, None)
        return given


def _noted(one: Variable, language: str) -> str:
    text = one.label.own(language) if isinstance(one.label, LocalText) else one.label
    return f"{text} – {one.note}" if one.note and text else text


def _texts(label: LocalText | str) -> list[str]:
    if isinstance(label, LocalText):
        return [label.own(code) for code in LANGUAGES]
    return [label] * len(LANGUAGES)
