"""Reads about questionnaires and what was answered."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Choice, Definition, Item
from meeting_app.questionnaires.models import (
    Answer,
    Option,
    Question,
    Questionnaire,
    QuestionnaireVersion,
    Response,
)
from meeting_app.questionnaires.rules import QuestionKind, Value


def with_questions() -> _AbstractLoad:
    """For `.options(joinedload(Call.questionnaire).options(with_questions()))`: two statements for
    any number of questions and options."""
    return selectinload(Questionnaire.questions).selectinload(Question.options)


def list_questionnaires(meeting: Meeting) -> Sequence[Questionnaire]:
    return db.session.scalars(
        select(Questionnaire)
        .where(Questionnaire.meeting_id == meeting.id)
        .order_by(Questionnaire.id)
        .options(with_questions())
    ).all()


def list_questions(meeting: Meeting) -> Sequence[Question]:
    """Of all its questionnaires, with their options, in one statement."""
    return (
        db.session.scalars(
            select(Question)
            .join(Question.questionnaire)
            .outerjoin(Question.options)
            .where(Questionnaire.meeting_id == meeting.id)
            .order_by(Questionnaire.id, Question.position, Option.position)
            .options(contains_eager(Question.options))
        )
        .unique()
        .all()
    )


def get_question(meeting: str, number: int) -> Question:
    """By the meeting's slug and the question's number. LookupError when there is none."""
    found = db.session.scalar(
        select(Question)
        .join(Question.questionnaire)
        .join(Questionnaire.meeting)
        .where(Meeting.slug == meeting, Question.id == number)
        .options(contains_eager(Question.questionnaire).contains_eager(Questionnaire.meeting))
    )
    if found is None:
        raise LookupError(number)
    return found


def definition_of(questionnaire: Questionnaire) -> Definition:
    """What it asks now. No statement where questions and options are loaded (`with_questions`)."""
    codes = {question.id: question.code for question in questionnaire.questions}
    return Definition(
        tuple(
            item_of(question, codes.get(question.parent_id or 0))
            for question in questionnaire.questions
        )
    )


def item_of(question: Question, parent: str | None = None) -> Item:
    said = {name: getattr(question, name) for name in SAME}
    options = tuple(
        Choice(option.code, option.label, option.columns or {}) for option in question.options
    )
    return Item(kind=QuestionKind(question.kind), parent=parent, options=options, **said)


SAME = tuple(one.name for one in fields(Item) if one.name not in ("kind", "parent", "options"))
"""What a question's row calls as an Item does."""


def definition_at(questionnaire: Questionnaire, version: int) -> Definition:
    """What it asked in that version. LookupError when there was none."""
    if version == questionnaire.version:
        return definition_of(questionnaire)
    stored = db.session.scalar(
        select(QuestionnaireVersion.definition).where(
            QuestionnaireVersion.questionnaire_id == questionnaire.id,
            QuestionnaireVersion.version == version,
        )
    )
    if stored is None:
        raise LookupError(version)
    return Definition.from_json(stored)


def values_of(responses: Collection[Response]) -> dict[int, dict[str, Value]]:
    """{response id: {question code: value}} in one statement; a response without answers has {}."""
    found = _values(Answer.response_id.in_([response.id for response in responses]))
    return {response.id: found.get(response.id, {}) for response in responses}


def _values(*conditions: ColumnElement[bool]) -> dict[int, dict[str, Value]]:
    rows = db.session.execute(
        select(
            Answer.response_id,
            Question.code,
            Question.kind,
            Option.code,
            Answer.number,
            Answer.amount,
            Answer.text,
        )
        .join(Response, Response.id == Answer.response_id)
        .join(Question, Question.id == Answer.question_id)
        .outerjoin(Option, Option.id == Answer.option_id)
        .where(*conditions)
        .order_by(Answer.response_id, Question.position, Answer.number, Option.position)
    )
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for response_id, code, kind, option, number, amount, text in rows:
        values = found[response_id]
        match kind:
            case QuestionKind.SEVERAL_CHOICES | QuestionKind.RANKING:
                values.setdefault(code, []).append(option)
            case QuestionKind.GRID | QuestionKind.POINTS:
                values.setdefault(code, {})[option] = number
            case QuestionKind.ONE_CHOICE:
                values[code] = option
            case QuestionKind.RATING:
                values[code] = number
            case QuestionKind.YES_NO:
                values[code] = "yes" if number else "no"
            case QuestionKind.WHOLE_NUMBER:
                values[code] = int(amount or 0)
            case QuestionKind.DECIMAL:
                values[code] = amount
            case _:
                values[code] = text
        if option is not None and text:
            values[rules.other_code(code)] = text
    return dict(found)
