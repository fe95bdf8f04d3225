"""The columns of all questions: where answers to former versions count now, and as they were given."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from meeting_app.core.xlsx import Cell
from meeting_app.questionnaires.models import Option, Question
from meeting_app.questionnaires.routes import NO_ROUTES, Routes
from meeting_app.surveys.exports.variables import (
    Column,
    Given,
    Names,
    Variable,
    make_columns,
    make_given,
)

Rows = Iterable[Sequence[Any]]
"""(response id, question id, option, number, amount, text, answer id), those of a response together"""
OfResponse = Mapping[int, list[Given]]
"""{question id: its rows}"""


class AnswerColumns:
    def __init__(
        self,
        questions: Sequence[Question],
        options: Mapping[int, Sequence[Option]],
        language: str,
        names: Names,
        translations: Mapping[int, str] | None = None,
        routes: Routes = NO_ROUTES,
    ) -> None:
        """As `make_columns`. routes: where answers to former versions count."""
        changed = {one.source for one in routes.all if one.source == one.target}
        given = make_given([one for one in questions if one.id in changed], options, names)
        self._parts: list[tuple[int, bool, list[Column]]] = [
            (question.id, question.id in routes.touched and not question.retired, found)
            for question, found in make_columns(questions, options, language, names, translations)
        ]
        self._parts += [(question.id, False, found) for question, found in given]

    @property
    def variables(self) -> list[Variable]:
        return [one.variable for _question, _is_carried, found in self._parts for one in found]

    def cells(self, given: OfResponse, read: OfResponse) -> Iterator[Cell]:
        """Of one response. read: the same as it counts now, of questions in which former answers do."""
        for question, is_carried, columns in self._parts:
            if answer := (read if is_carried else given).get(question):
                answer.sort(key=lambda row: (row.number or 0, row.answer_id))
                yield from (column.cell(answer) for column in columns)
            else:
                yield from [None] * len(columns)


def by_response(rows: Rows) -> Iterator[tuple[int, dict[int, list[Given]]]]:
    """(response id, {question id: its rows}), one after the other."""
    for response, found in groupby(rows, key=itemgetter(0)):
        given: dict[int, list[Given]] = {}
        for row in found:
            given.setdefault(row[1], []).append(Given(*row[2:]))
        yield response, given
