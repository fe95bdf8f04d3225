"""A question's answers by those to another one, or by the language of the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import pgettext

from meeting_app.core.locale import language_name
from meeting_app.questionnaires.queries.crossing import Said, cross
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.tallies import QuestionTally, Tally
from meeting_app.surveys import findings
from meeting_app.surveys.disclosure import Hidden, hide_in_line, hide_in_table
from meeting_app.surveys.models import Survey
from meeting_app.surveys.shapes import Label

BY_KINDS = frozenset({QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES, QuestionKind.YES_NO})
CROSSED_KINDS = BY_KINDS | {QuestionKind.RATING, QuestionKind.RANKING}
BY_LANGUAGE = "language"
"""No code of a question: those carry the prefix below."""
PREFIX = "q-"


@dataclass(frozen=True, slots=True)
class CrossTable:
    question: QuestionTally
    by: QuestionTally | None
    groups: tuple[tuple[Label, int | None], ...]
    """(name, people in it)"""
    rows: tuple[tuple[Label, tuple[int | None, ...]], ...]
    """(what was answered, people in each group)"""

    @property
    def is_parted(self) -> bool:
        """Whether everybody counts in one row only."""
        return self.question.question.kind != QuestionKind.SEVERAL_CHOICES

    @property
    def is_hidden(self) -> bool:
        return all(number is None for _label, numbers in self.rows for number in numbers)


@dataclass(frozen=True, slots=True)
class _Side:
    """The answers to one of the two questions."""

    place: int
    """Of two questions, the table is looked at from the one that stands first, whichever way it is
    shown: another view must not show what this one hides."""
    said: list[Said]
    labels: list[Label]
    numbers: list[int]
    hidden: list[bool]
    overlaps: bool
    """Whether people may count with several of them."""
    answered: int


def choose(tally: Tally, asked: str, by: str) -> tuple[QuestionTally, QuestionTally | None] | None:
    """The questions that an address names by their codes; by: BY_LANGUAGE or PREFIX and a code."""
    known = {one.question.code: one for one in tally.questions}
    question = known.get(asked)
    if question is None or question.question.kind not in CROSSED_KINDS:
        return None
    if by == BY_LANGUAGE:
        return question, None
    other = known.get(by.removeprefix(PREFIX)) if by.startswith(PREFIX) else None
    if other is None or other is question or other.question.kind not in BY_KINDS:
        return None
    return question, other


def make_table(
    survey: Survey,
    tally: Tally,
    question: QuestionTally,
    by: QuestionTally | None,
    language: str,
    fewest: int,
) -> CrossTable | None:
    """None where too few people answered either, or nothing of one is shown."""
    answered = min(question.answered, by.answered if by else tally.total)
    if answered < max(1, fewest) or _is_withheld(tally, question, by, fewest):
        return None
    rows = _side(question, tally, fewest)
    columns = _side(by, tally, fewest) if by else _languages(tally, language, fewest)
    pairs = cross(
        survey.questionnaire,
        question.question,
        by.question if by else None,
        newest=tally.held_back,
        state=tally.state,
        routes=tally.routes,
    )
    table = [[pairs.get((one, other), 0) for other in columns.said] for one in rows.said]
    hidden = _hide(rows, columns, table, pairs, tally.total, fewest) if fewest else None
    shown = [
        tuple(
            None if hidden and hidden[row][column] else number
            for column, number in enumerate(numbers)
        )
        for row, numbers in enumerate(table)
    ]
    return CrossTable(
        question,
        by,
        tuple(
            (label, None if gone else number)
            for label, number, gone in zip(
                columns.labels, columns.numbers, columns.hidden, strict=True
            )
        ),
        tuple(zip(rows.labels, shown, strict=True)),
    )


def _is_withheld(
    tally: Tally, question: QuestionTally, by: QuestionTally | None, fewest: int
) -> bool:
    if not fewest:
        return False
    shown = {one.question: one.is_shown for one in findings.find(tally, "en", fewest).questions}
    return not all(shown[one.question] for one in (question, by) if one)


def _side(one: QuestionTally, tally: Tally, fewest: int) -> _Side:
    """With those who did not answer as a group of their own, where people have one answer each."""
    said: list[Said] = [option.id for option in one.options]
    if one.question.kind == QuestionKind.RATING:
        said = list(one.scale)
    elif one.question.kind == QuestionKind.YES_NO:
        said = [1, 0]
    numbers, labels = findings.options_taken(one), findings.option_labels(one)
    hidden = findings.hidden_options(one, fewest)
    overlaps = one.question.kind == QuestionKind.SEVERAL_CHOICES
    if not overlaps and one.answered < tally.total:
        said, numbers = [*said, None], [*numbers, tally.total - one.answered]
        labels, hidden = [*labels, pgettext("results", "No answer")], [*hidden, False]
    return _Side(one.question.position, said, labels, numbers, hidden, overlaps, one.answered)


def _languages(tally: Tally, language: str, fewest: int) -> _Side:
    codes, numbers = list(tally.languages), list(tally.languages.values())
    labels: list[Label] = [language_name(code, language) for code in codes]
    hidden = hide_in_line(numbers, fewest)
    return _Side(0, list(codes), labels, numbers, hidden, False, tally.total)


def _hide(
    rows: _Side,
    columns: _Side,
    table: Sequence[Sequence[int]],
    pairs: Mapping[tuple[Said, Said], int],
    total: int,
    fewest: int,
) -> list[Hidden]:
    if rows.place > columns.place:
        turned = _hide(
            columns, rows, [list(one) for one in zip(*table, strict=True)], pairs, total, fewest
        )
        return [list(one) for one in zip(*turned, strict=True)]
    if not rows.overlaps and not columns.overlaps:
        return _or_all(hide_in_table(table, fewest, rows.hidden, columns.hidden), table)
    # Answers that overlap are looked at one by one: who gave it, and who did not.
    hidden = [[True] * len(numbers) for numbers in table]
    for row in [[place] for place in range(len(table))] if rows.overlaps else [range(len(table))]:
        for column in (
            [[place] for place in range(len(table[0]))]
            if columns.overlaps
            else [range(len(table[0]))]
        ):
            part = [[table[one][other] for other in column] for one in row]
            gone_rows = [rows.hidden[one] for one in row]
            gone_columns = [columns.hidden[other] for other in column]
            if columns.overlaps:
                part = [
                    [*line, rows.numbers[one] - sum(line)]
                    for one, line in zip(row, part, strict=True)
                ]
                gone_columns *= 2
            if rows.overlaps:
                whole = [columns.numbers[other] for other in column]
                if columns.overlaps:
                    whole.append(total - sum(whole))
                part.append([all_ - here for all_, here in zip(whole, part[0], strict=True)])
                gone_rows *= 2
            found = _or_all(hide_in_table(part, fewest, gone_rows, gone_columns), part)
            for place, one in enumerate(row):
                for other_place, other in enumerate(column):
                    hidden[one][other] = found[place][other_place]
    return hidden


def _or_all(hidden: list[Hidden] | None, table: Sequence[Sequence[int]]) -> list[Hidden]:
    return hidden if hidden is not None else [[True] * len(numbers) for numbers in table]
