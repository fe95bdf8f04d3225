"""Verbs: take a form into a questionnaire; hand a questionnaire out as a form."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.questionnaires import queries, service
from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.models import Option, Question, Questionnaire, Response
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.xlsform import changes, writing
from meeting_app.questionnaires.xlsform.changes import Mode, Plan
from meeting_app.questionnaires.xlsform.concerns import Concern, find_concerns
from meeting_app.questionnaires.xlsform.kept import Kept
from meeting_app.questionnaires.xlsform.queries import count_answers
from meeting_app.questionnaires.xlsform.understanding import Read


def preview(questionnaire: Questionnaire, read: Read, mode: Mode) -> Plan:
    """What `apply` would do. Changes nothing."""
    return changes.plan(
        queries.definition_of(questionnaire),
        read.definition,
        mode,
        answered=_is_answered(questionnaire),
        retired={
            question.code: QuestionKind(question.kind) for question in _retired(questionnaire)
        },
    )


def concerned(questionnaire: Questionnaire, plan: Plan) -> list[Concern]:
    """The answers whose meaning `plan` would change."""
    return find_concerns(
        queries.definition_of(questionnaire), plan.definition, *count_answers(questionnaire)
    )


def apply(questionnaire: Questionnaire, read: Read, mode: Mode, now: datetime) -> Plan:
    """Codes stay what they are; what is not asked any more is retired with its answers."""
    plan = preview(questionnaire, read, mode)
    if not plan.is_empty:
        service.begin_version(questionnaire, now)
        _store(questionnaire, plan)
    _keep(questionnaire, read, plan, mode)
    db.session.flush()
    db.session.expire(questionnaire, ["questions"])
    return plan


def export(questionnaire: Questionnaire, name: str) -> bytes:
    """XLSX. name: for a form that has no name yet."""
    kept = Kept.from_json(questionnaire.kept_parts)
    return writing.write(
        queries.definition_of(questionnaire),
        kept=kept,
        parts={
            question.code: question.kept_parts
            for question in questionnaire.questions
            if question.kept_parts
        },
        languages=questionnaire.meeting.languages,
        form_id=questionnaire.form_id or name,
        title=name,
        version=questionnaire.version,
    )


def stamp(questionnaire: Questionnaire) -> str:
    """Another one as soon as what is asked changes."""
    asked = queries.definition_of(questionnaire).as_json()
    return sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _is_answered(questionnaire: Questionnaire) -> bool:
    answers = select(Response.id).where(Response.questionnaire_id == questionnaire.id)
    return db.session.scalar(answers.limit(1)) is not None


def _retired(questionnaire: Questionnaire) -> list[Question]:
    return list(
        db.session.scalars(
            select(Question).where(
                Question.questionnaire_id == questionnaire.id, Question.retired.is_(True)
            )
        )
    )


def _store(questionnaire: Questionnaire, plan: Plan) -> None:
    rows = {question.code: question for question in questionnaire.questions}
    former = {question.code: question for question in _retired(questionnaire)}
    for code, question in rows.items():
        question.retired = code not in plan.definition.by_code
    db.session.flush()
    db.session.expire(questionnaire, ["questions"])
    made: dict[str, Question] = {}
    for position, item in enumerate(plan.definition.items, 1):
        question = rows.get(item.code) or former.get(item.code) or Question(code=item.code)
        if question.id is None:
            question.questionnaire_id = questionnaire.id
            db.session.add(question)
        question.retired = False
        question.position = position
        _fill(question, item)
        question.parent = made.get(item.parent or "")
        db.session.flush()
        _fill_options(question, item)
        made[item.code] = question


def _fill(question: Question, item: Item) -> None:
    question.kind = item.kind
    for name in queries.SAME:
        if name != "code":
            setattr(question, name, getattr(item, name))


def _fill_options(question: Question, item: Item) -> None:
    """An option that was offered before under this code is offered again."""
    known = {
        option.code: option
        for option in db.session.scalars(select(Option).where(Option.question_id == question.id))
    }
    wanted = {choice.code for choice in item.options}
    for code, option in known.items():
        option.retired = code not in wanted
    for position, choice in enumerate(item.options, 1):
        option = known.get(choice.code) or Option(question_id=question.id, code=choice.code)
        option.label = choice.label
        option.columns = dict(choice.columns) or None
        option.position = position
        db.session.add(option)
    db.session.flush()
    db.session.expire(question, ["options"])


def _keep(questionnaire: Questionnaire, read: Read, plan: Plan, mode: Mode) -> None:
    refused = {clash.code for clash in plan.refused}
    parts: dict[str, Any] = read.parts
    for question in questionnaire.questions:
        if question.code in read.definition.by_code and question.code not in refused:
            question.kept_parts = parts.get(question.code)
    found = read.kept
    if mode == Mode.ADD and questionnaire.kept_parts is not None:
        found = Kept.from_json(questionnaire.kept_parts).with_more(found)
    questionnaire.kept_parts = found.as_json()
    if read.form_id and (mode == Mode.REPLACE or not questionnaire.form_id):
        questionnaire.form_id = read.form_id
