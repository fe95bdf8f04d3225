"""A survey's answers as files: one row per answer, with codes and labels, and the codebook to them.

A question that was not shown to somebody has no answer, and its cells are empty.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from meeting_app.core.csv_cells import csv_file
from meeting_app.core.locale import LANGUAGES, language_name
from meeting_app.core.localtext import LocalText
from meeting_app.core.web import iso
from meeting_app.core.xlsx import Cell, workbook
from meeting_app.questionnaires.models import Option, Question
from meeting_app.surveys.exports.syntax import spss_syntax
from meeting_app.surveys.exports.variables import Column, Given, Names, Variable, make_columns
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
        self.columns = make_columns(questions, options, language, names, translations)

    @property
    def variables(self) -> list[Variable]:
        return [*self.own, *(one.variable for _question, found in self.columns for one in found)]

    def xlsx(self, responses: Sequence[Sent], rows: Iterator[Sequence[Any]]) -> bytes:
        """rows: (response id, question id, option, number, amount, text, answer id), in the order of
        the responses."""
        return workbook(
            [
                (pgettext("sheet", "Answers"), self.table(responses, rows)),
                (pgettext("sheet", "Codebook"), self.codebook()),
            ]
        )

    def csv(self, responses: Sequence[Sent], rows: Iterator[Sequence[Any]]) -> bytes:
        return csv_file(self.table(responses, rows))

    def sps(self, workbook_name: str) -> bytes:
        """Reads the workbook into SPSS, with labels of variables and values."""
        return spss_syntax(
            self.variables, workbook_name, pgettext("sheet", "Answers"), self.language
        )

    def table(
        self, responses: Sequence[Sent], rows: Iterator[Sequence[Any]]
    ) -> Iterator[list[Cell]]:
        yield [one.name for one in self.variables]
        empty = {question.id: [None] * len(found) for question, found in self.columns}
        groups = groupby(rows, key=itemgetter(0))
        waiting = next(groups, None)
        for response in responses:
            given: dict[int, list[Given]] = {}
            if waiting is not None and waiting[0] == response[0]:
                for row in waiting[1]:
                    given.setdefault(row[1], []).append(Given(*row[2:]))
                waiting = next(groups, None)
            line: list[Cell] = [
                response[1],
                iso(response[2]),
                response[3],
                int(response[4]),
                response[5],
                *(response[6 + MORE.index(name)] for name in self.more),
            ]
            for question, columns in self.columns:
                line += (
                    _cells(given[question.id], columns)
                    if question.id in given
                    else empty[question.id]
                )
            yield line

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


def _cells(given: list[Given], columns: Sequence[Column]) -> list[Cell]:
    if len(given) > 1:
        given.sort(key=lambda row: (row.number or 0, row.answer_id))
    return [column.cell(given) for column in columns]


def _noted(one: Variable, language: str) -> str:
    text = one.label.own(language) if isinstance(one.label, LocalText) else one.label
    return f"{text} – {one.note}" if one.note and text else text


def _texts(label: LocalText | str) -> list[str]:
    if isinstance(label, LocalText):
        return [label.own(code) for code in LANGUAGES]
    return [label] * len(LANGUAGES)
