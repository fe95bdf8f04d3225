"""Answers from a file, collected on paper or in KoboToolbox: what would come in, then taking it.

One row per answer. Columns are found by the codes of questions, as in our own export and in Kobo's
(with groups in front), or by the questions' wording in any language; cells by codes of options or
their wording. What was taken before, from this file or another, is not taken twice.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.locale import LANGUAGES, fold, local_day
from meeting_app.questionnaires import queries, rules, service
from meeting_app.questionnaires.definition import Definition, Item
from meeting_app.questionnaires.logic import Logic, State, assess, compile_logic, fault_of
from meeting_app.questionnaires.models import Response
from meeting_app.questionnaires.rules import Value
from meeting_app.surveys.imports.columns import Columns, find_columns
from meeting_app.surveys.imports.reading import Row, Table, read_table
from meeting_app.surveys.imports.values import BadCell, read_cells
from meeting_app.surveys.models import Survey
from meeting_app.surveys.service import instant_kept

__all__ = ["Plan", "apply", "plan", "read_table"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """An answer that can be taken."""

    number: int
    """The row of the file; the header is row 1."""
    values: Mapping[str, Value]
    language: str
    sent_at: datetime | None
    origin: str


@dataclass(frozen=True, slots=True)
class Refusal:
    number: int
    column: str
    """As the file names it; empty for the row as a whole."""
    reason: str


@dataclass(slots=True)
class Plan:
    added: list[Incoming] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    """Rows that came in before."""
    refused: list[Refusal] = field(default_factory=list)
    columns: Columns = field(default_factory=Columns)

    @property
    def languages(self) -> Mapping[str, int]:
        return Counter(one.language for one in self.added)

    @property
    def refused_rows(self) -> int:
        return len({one.number for one in self.refused})


def plan(survey: Survey, table: Table, *, language: str, incomplete: bool, now: datetime) -> Plan:
    """What taking the file would do. Changes nothing.

    language: of rows that name none. incomplete: take rows that lack required answers. Refused where
    no column is known at all.
    """
    definition = queries.definition_of(survey.questionnaire)
    columns = find_columns(definition, table.header)
    if not columns.of_items:
        raise Refused(
            _(
                "No column of this file belongs to a question. Its first row must hold the codes or "
                "the wording of the questions."
            )
        )
    made = Plan(columns=columns)
    reader = _Reader(definition, columns, language, incomplete, compile_logic(definition))
    found: list[tuple[Row, Incoming]] = []
    seen: Counter[str] = Counter()
    for row in table.rows:
        incoming = reader.read(row, survey, now, seen, made.refused)
        if incoming:
            found.append((row, incoming))
    _part(survey, columns, found, made)
    return made


def apply(survey: Survey, made: Plan, source: str, now: datetime) -> int:
    """How many were added. source: its name, kept with each answer."""
    for one in made.added:
        service.store_response(
            survey.questionnaire,
            one.values,
            language=one.language,
            person=None,
            now=instant_kept(survey, one.sent_at or now),
            source=source,
            origin=one.origin,
        )
    return len(made.added)


@dataclass(frozen=True, slots=True)
class _Reader:
    definition: Definition
    columns: Columns
    language: str
    incomplete: bool
    logic: Logic

    def read(
        self, row: Row, survey: Survey, now: datetime, seen: Counter[str], refused: list[Refusal]
    ) -> Incoming | None:
        values: dict[str, Value] = {}
        faults: list[Refusal] = []
        for item in self.definition.questions:
            places = self.columns.of_items.get(item.code)
            if places is None:
                continue
            try:
                values |= read_cells(item, places, row.cells)
            except BadCell as bad:
                faults.append(Refusal(row.number, self.columns.header[bad.column], bad.reason))
        language = self._language(row, faults)
        state = assess(self.logic, values, local_day(now, survey.meeting.zone).isoformat())
        faults += self._against_rules(row, values, state, faults)
        if faults:
            refused += faults
            return None
        kept = {code: value for code, value in state.values.items() if rules.is_answer(value)}
        if not kept:
            refused.append(Refusal(row.number, "", _("The row answers no question.")))
            return None
        origin = self._origin(row, survey, seen)
        return Incoming(row.number, kept, language, self.columns.sent_at(row.cells), origin)

    def _language(self, row: Row, faults: list[Refusal]) -> str:
        column = self.columns.language
        said = row.cells[column].strip() if column is not None else ""
        if not said:
            return self.language
        known = {
            fold(name): code for code, found in LANGUAGES.items() for name in (code, found.name)
        }
        if (code := known.get(fold(said))) is None:
            reason = _(
                "“%(value)s” is none of the four languages. Write en, fr, es or ar.", value=said
            )
            faults.append(Refusal(row.number, self.columns.header[column or 0], reason))
        return code or self.language

    def _against_rules(
        self, row: Row, values: Mapping[str, Value], state: State, faults: Sequence[Refusal]
    ) -> Iterable[Refusal]:
        wrong = {one.column for one in faults}
        for item in self.definition.questions:
            column = self._column(item)
            if item.code not in state.relevant or column in wrong:
                continue
            reason = self._reason(item, values.get(item.code), state)
            if reason:
                yield Refusal(row.number, column, reason)

    def _reason(self, item: Item, value: Value | None, state: State) -> str | None:
        if value is None or not rules.is_answer(value):
            if item.code in state.required and not self.incomplete:
                return _("The answer is missing.")
            return None
        if found := fault_of(item, value, state):
            return _FAULTS[found]()
        if item.code in state.failed:
            return _("The answer breaks a rule of the question.")
        if item.word_limit and isinstance(value, str) and len(value.split()) > item.word_limit:
            return _("The text has more than %(limit)d words.", limit=item.word_limit)
        return None

    def _column(self, item: Item) -> str:
        places = self.columns.of_items.get(item.code)
        return self.columns.header[places.first] if places else item.code

    def _origin(self, row: Row, survey: Survey, seen: Counter[str]) -> str:
        """By the number that the row has where it comes from; or by all that it says, so that the
        second of two equal rows of a file is the second in the next file too."""
        if (number := self.columns.number(row.cells)) is not None:
            said = f"number {number}"
        else:
            cells = "\x1f".join(cell.strip() for cell in row.cells)
            seen[cells] += 1
            said = f"row {seen[cells]} {cells}"
        return sha256(f"import {survey.id} {said}".encode()).hexdigest()


def _part(
    survey: Survey, columns: Columns, found: Sequence[tuple[Row, Incoming]], made: Plan
) -> None:
    """Into what is new and what came in before."""
    origins = _existing(Response.origin_hash, [one.origin for _row, one in found], survey)
    receipts = [columns.receipt(row.cells) for row, _one in found]
    codes = _existing(Response.code, [code for code in receipts if code], survey)
    for (_row, one), receipt in zip(found, receipts, strict=True):
        if one.origin in origins or receipt in codes:
            made.known.append(one.number)
        else:
            origins.add(one.origin)
            made.added.append(one)


def _existing(column: Any, wanted: Sequence[str], survey: Survey) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(wanted), 500):
        some = select(column).where(
            column.in_(wanted[start : start + 500]),
            Response.questionnaire_id == survey.questionnaire_id,
        )
        known |= set(db.session.scalars(some))
    return known


_FAULTS = {
    rules.Fault.WRONG_KIND: lambda: _("This is no answer to the question."),
    rules.Fault.UNKNOWN_OPTION: lambda: _("This is none of the answers of the list."),
    rules.Fault.TWICE: lambda: _("An answer stands twice."),
    rules.Fault.TOO_FEW: lambda: _("These are too few answers."),
    rules.Fault.TOO_MANY: lambda: _("These are too many answers."),
    rules.Fault.OFF_SCALE: lambda: _("The number is not on the scale."),
    rules.Fault.NOT_THE_TOTAL: lambda: _("The points do not add up."),
    rules.Fault.TOO_LONG: lambda: _("The text is too long."),
    rules.Fault.TOO_SMALL: lambda: _("The number is too small."),
    rules.Fault.TOO_LARGE: lambda: _("The number is too large."),
}
