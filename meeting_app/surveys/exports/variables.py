"""The columns of a survey's answers: their names, labels and values, as statistics programs want them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import pgettext

from meeting_app.core.locale import country_name, language_name
from meeting_app.core.localtext import LocalText
from meeting_app.core.xlsx import Cell
from meeting_app.questionnaires.models import Option, Question
from meeting_app.questionnaires.queries.results import AMOUNT_KINDS
from meeting_app.questionnaires.rules import (
    CODED_KINDS,
    NUMBERED_KINDS,
    TEXT_KINDS,
    UNANSWERED_KINDS,
    QuestionKind,
    other_code,
)


class Given(NamedTuple):
    """A row of the table of answers."""

    option_id: int | None
    number: int | None
    amount: float | None
    text: str | None
    answer_id: int


@dataclass(frozen=True, slots=True)
class Variable:
    name: str
    """At most 64 of A-Z, a-z, 0-9 and _, beginning with a letter; not twice, whatever the case."""
    label: LocalText | str
    is_number: bool = False
    values: Sequence[tuple[str | int, LocalText | str]] = ()
    """(what stands in the cell, its label)"""
    question: Question | None = None
    note: str = ""
    """What more there is to say about the label, such as the option."""


@dataclass(frozen=True, slots=True)
class Column:
    variable: Variable
    cell: Callable[[Sequence[Given]], Cell]
    """The cell of somebody's answer to the question, which is never empty here."""


LONGEST = 64
_RESERVED = frozenset(
    ["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"]
)


class Names:
    """Names of variables, each given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, wanted: str) -> str:
        stem = re.sub("[^A-Za-z0-9_]", "_", wanted)
        if not re.match("[A-Za-z]", stem):
            stem = f"v_{stem}"
        stem = stem[:LONGEST].rstrip("_") or "v"
        name, number = stem, 1
        while name.upper() in self._taken or name.upper() in _RESERVED:
            number += 1
            name = f"{stem[: LONGEST - len(str(number)) - 1]}_{number}"
        self._taken.add(name.upper())
        return name


def make_columns(
    questions: Iterable[Question],
    options: Mapping[int, Sequence[Option]],
    language: str,
    names: Names,
    translations: Mapping[int, str] | None = None,
) -> list[tuple[Question, list[Column]]]:
    """options: {question id: those that are and those that were offered}. language: of the labels
    beside the codes. translations: {answer id: its text in that language}; None where texts are not
    translated."""
    return [
        (
            question,
            _Maker(question, options.get(question.id, ()), language, names, translations).columns(),
        )
        for question in questions
        if question.kind not in UNANSWERED_KINDS
    ]


def make_given(
    questions: Iterable[Question], options: Mapping[int, Sequence[Option]], names: Names
) -> list[tuple[Question, list[Column]]]:
    """Of each question, what people answered before its answers came to mean something else: codes,
    with what was given to each; points of a scale."""
    found = []
    for question in questions:
        codes = {option.id: option.code for option in options.get(question.id, ())}
        has_numbers = question.kind in NUMBERED_KINDS
        variable = Variable(
            names.new(f"{question.code}_given"),
            question.label,
            question=question,
            note=_("as it was given"),
        )
        found.append((question, [Column(variable, _as_given(codes, has_numbers))]))
    return found


def _as_given(codes: Mapping[int, str], has_numbers: bool) -> Callable[[Sequence[Given]], Cell]:
    def cell(given: Sequence[Given]) -> Cell:
        return " ".join(
            f"{codes.get(row.option_id or 0, '')}:{row.number}"
            if has_numbers
            else codes.get(row.option_id or 0, str(row.number))
            for row in given
        )

    return cell


@dataclass(frozen=True, slots=True)
class _Maker:
    question: Question
    options: Sequence[Option]
    language: str
    names: Names
    translations: Mapping[int, str] | None

    def columns(self) -> list[Column]:
        kind = QuestionKind(self.question.kind)
        if kind in CODED_KINDS:
            return self._coded(kind)
        if kind in NUMBERED_KINDS:
            return [self._number_of(option) for option in self.options]
        if kind in AMOUNT_KINDS:
            whole = kind == QuestionKind.WHOLE_NUMBER
            return [self._column(lambda given: _amount(given[0], whole), is_number=True)]
        if kind == QuestionKind.RATING:
            ends = [
                (1, self.question.scale_low),
                (self.question.scale_points or 5, self.question.scale_high),
            ]
            values = [(point, label) for point, label in ends if label]
            return [self._column(lambda given: given[0].number, is_number=True, values=values)]
        if kind == QuestionKind.YES_NO:
            words = {"yes": pgettext("answer", "Yes"), "no": pgettext("answer", "No")}
            code = self._column(
                lambda given: "yes" if given[0].number else "no", values=list(words.items())
            )
            return [code, self._label(lambda given: words["yes" if given[0].number else "no"])]
        text = self._column(lambda given: given[0].text)
        if kind in _NAMED:
            name = _NAMED[kind]
            return [text, self._label(lambda given: name(given[0].text or "", self.language))]
        if self.translations is None or kind not in TEXT_KINDS:
            return [text]
        return [text, self._translation(self.translations)]

    def _column(
        self,
        cell: Callable[[Sequence[Given]], Cell],
        end: str = "",
        note: str = "",
        is_number: bool = False,
        values: Sequence[tuple[str | int, LocalText | str]] = (),
    ) -> Column:
        name = self.names.new(f"{self.question.code}{end}")
        variable = Variable(name, self.question.label, is_number, values, self.question, note)
        return Column(variable, cell)

    def _label(self, cell: Callable[[Sequence[Given]], Cell]) -> Column:
        return self._column(cell, "_label", _("in words"))

    def _translation(self, translations: Mapping[int, str]) -> Column:
        name = language_name(self.language, self.language)
        return self._column(
            lambda given: translations.get(given[0].answer_id),
            f"_in_{self.language}",
            _("translated into %(language)s", language=name),
        )

    def _coded(self, kind: QuestionKind) -> list[Column]:
        codes = {option.id: option.code for option in self.options}
        labels = {option.id: option.label.in_(self.language) for option in self.options}
        values = [(option.code, option.label) for option in self.options]
        one = kind == QuestionKind.ONE_CHOICE
        found = [
            self._column(
                lambda given: " ".join(codes.get(row.option_id or 0, "") for row in given),
                values=values if one else (),
            ),
            self._label(
                lambda given: "\n".join(labels.get(row.option_id or 0, "") for row in given)
            ),
        ]
        if kind == QuestionKind.SEVERAL_CHOICES:
            found += [self._chosen(option) for option in self.options]
        elif kind == QuestionKind.RANKING:
            found += [self._number_of(option) for option in self.options]
        if self.question.other:
            end = other_code(self.question.code).removeprefix(self.question.code)
            found.append(
                self._column(
                    lambda given: next((row.text for row in given if row.text), None),
                    end,
                    _("other, in their own words"),
                )
            )
        return found

    def _chosen(self, option: Option) -> Column:
        yes, no = pgettext("answer", "Yes"), pgettext("answer", "No")
        return self._column(
            lambda given: int(any(row.option_id == option.id for row in given)),
            f"_{option.code}",
            option.label.in_(self.language),
            is_number=True,
            values=[(1, yes), (0, no)],
        )

    def _number_of(self, option: Option) -> Column:
        return self._column(
            lambda given: next((row.number for row in given if row.option_id == option.id), None),
            f"_{option.code}",
            option.label.in_(self.language),
            is_number=True,
        )


def _amount(given: Given, whole: bool) -> Cell:
    return int(given.amount) if whole and given.amount is not None else given.amount


_NAMED: Mapping[QuestionKind, Callable[[str, str], str]] = {
    QuestionKind.COUNTRY: country_name,
    QuestionKind.LANGUAGE: language_name,
}
