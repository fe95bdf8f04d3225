"""A survey's answers, read in one go for files."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select, union_all

from meeting_app.core.db import db
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Answer, Option, Question, Questionnaire, Response
from meeting_app.questionnaires.queries.carrying import answers_as_read
from meeting_app.questionnaires.routes import Routes
from meeting_app.surveys.models import Survey, TextTranslation

_AT_ONCE = 5000


def list_all_questions(
    questionnaire_id: int,
) -> tuple[Sequence[Question], Mapping[int, Sequence[Option]]]:
    """Those that are asked, then those that no longer are; {question id: its options, likewise}."""
    asked = db.session.scalars(
        select(Question)
        .where(Question.questionnaire_id == questionnaire_id)
        .order_by(Question.retired, Question.position, Question.id)
    ).all()
    options: dict[int, list[Option]] = defaultdict(list)
    for option in db.session.scalars(
        select(Option)
        .join(Question, Question.id == Option.question_id)
        .where(Question.questionnaire_id == questionnaire_id)
        .order_by(Option.retired, Option.position, Option.id)
    ):
        options[option.question_id].append(option)
    return asked, options


_IN_ORDER = (Response.sent_at, Response.code)


def list_sent(survey: Survey) -> Sequence[Any]:
    """(id, receipt, sent at, language, late, version, subject, file it came from, name), oldest
    first; in no order within the same instant, which for answers without a name is a day."""
    return db.session.execute(
        select(
            Response.id,
            Response.code,
            Response.sent_at,
            Response.language,
            Response.late,
            Response.version,
            Response.subject,
            Response.source,
            Person.name,
        )
        .outerjoin(Person, Person.id == Response.person_id)
        .where(*_sent(survey.questionnaire_id))
        .order_by(*_IN_ORDER)
    ).all()


def read_answers(questionnaire: Questionnaire) -> Iterator[Sequence[Any]]:
    """(response id, question id, option, number, amount, text, answer id), in the order of
    `list_sent`, read piece by piece."""
    answer: Any = Answer.__table__  # bare rows: hundreds of thousands of them
    response: Any = Response.__table__
    found = db.session.connection().execute(
        select(*(answer.c[name] for name in _READ))
        .join(response, response.c.id == answer.c.response_id)
        .where(
            response.c.questionnaire_id == questionnaire.id,
            response.c.sent_at.is_not(None),
        )
        .order_by(*_IN_ORDER),
        execution_options={"yield_per": _AT_ONCE},
    )
    for part in found.partitions():
        yield from part


def read_carried(questionnaire: Questionnaire, routes: Routes) -> Iterator[Sequence[Any]]:
    """The same of the questions in which answers to former versions count, as they read now."""
    touched = [one for one in questionnaire.questions if one.id in routes.touched]
    if not touched:
        return
    sent = _sent(questionnaire.id)
    parts = [select(answers_as_read(one, routes, *sent, whole=True)) for one in touched]
    rows = union_all(*parts).subquery()
    found = db.session.connection().execute(
        select(*(rows.c[name] for name in _READ))
        .join(Response, Response.id == rows.c.response_id)
        .order_by(*_IN_ORDER),
        execution_options={"yield_per": _AT_ONCE},
    )
    for part in found.partitions():
        yield from part


_READ = ("response_id", "question_id", "option_id", "number", "amount", "text", "id")


def translations_into(survey: Survey, language: str) -> dict[int, str]:
    """{answer id: its text in that language}"""
    rows = db.session.execute(
        select(TextTranslation.answer_id, TextTranslation.text)
        .join(Answer, Answer.id == TextTranslation.answer_id)
        .join(Response, Response.id == Answer.response_id)
        .where(TextTranslation.language == language, *_sent(survey.questionnaire_id))
    )
    return {row[0]: row[1] for row in rows}


def _sent(questionnaire_id: int) -> tuple[Any, ...]:
    return (
        Response.questionnaire_id == questionnaire_id,
        Response.sent_at.is_not(None),
    )
