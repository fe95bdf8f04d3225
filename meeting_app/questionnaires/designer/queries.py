"""Reads for the designer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import contains_eager

from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires.checking import Check, Finding, check
from meeting_app.questionnaires.definition import Definition, Item
from meeting_app.questionnaires.former import read_former
from meeting_app.questionnaires.mapping import Reading, readings_of
from meeting_app.questionnaires.models import (
    Answer,
    Option,
    Question,
    Questionnaire,
    QuestionnaireVersion,
    Response,
)
from meeting_app.questionnaires.queries import definition_of, with_questions
from meeting_app.questionnaires.queries.routing import steps_of as steps_of


def get_questionnaire(meeting: str, number: int) -> Questionnaire:
    """With its questions and their options. LookupError when the meeting has none of this number."""
    found = db.session.scalar(
        select(Questionnaire)
        .join(Questionnaire.meeting)
        .where(Meeting.slug == meeting, Questionnaire.id == number)
        .options(contains_eager(Questionnaire.meeting), with_questions())
    )
    if found is None:
        raise LookupError(number)
    return found


def get_question(meeting: str, number: int) -> Question:
    """With the whole questionnaire. LookupError when the meeting has none of this number."""
    found = db.session.scalar(
        select(Question)
        .join(Question.questionnaire)
        .join(Questionnaire.meeting)
        .where(Meeting.slug == meeting, Question.id == number)
        .options(
            contains_eager(Question.questionnaire).options(
                contains_eager(Questionnaire.meeting), with_questions()
            )
        )
    )
    if found is None:
        raise LookupError(number)
    return found


def list_retired(questionnaire: Questionnaire) -> Sequence[Question]:
    return db.session.scalars(
        select(Question)
        .where(Question.questionnaire_id == questionnaire.id, Question.retired)
        .order_by(Question.position, Question.id)
    ).all()


def list_retired_options(question: Question) -> Sequence[Option]:
    return db.session.scalars(
        select(Option)
        .where(Option.question_id == question.id, Option.retired)
        .order_by(Option.position, Option.id)
    ).all()


def count_questions(meeting: Meeting) -> Mapping[int, int]:
    """{questionnaire id: questions, notes and sections that are asked now}"""
    rows = db.session.execute(
        select(Question.questionnaire_id, func.count())
        .join(Question.questionnaire)
        .where(Questionnaire.meeting_id == meeting.id, ~Question.retired)
        .group_by(Question.questionnaire_id)
    )
    return {row[0]: row[1] for row in rows}


def count_responses(meeting: Meeting) -> Mapping[int, int]:
    """{questionnaire id: responses that were sent}"""
    rows = db.session.execute(
        select(Response.questionnaire_id, func.count())
        .join(Response.questionnaire)
        .where(Questionnaire.meeting_id == meeting.id, Response.sent_at.is_not(None))
        .group_by(Response.questionnaire_id)
    )
    return {row[0]: row[1] for row in rows}


def list_plain(meeting: Meeting) -> Sequence[Questionnaire]:
    """Without their questions."""
    return db.session.scalars(
        select(Questionnaire)
        .where(Questionnaire.meeting_id == meeting.id)
        .order_by(Questionnaire.id)
    ).all()


def has_responses(questionnaire: Questionnaire) -> bool:
    """Sent, or kept as drafts; of any version."""
    return bool(
        db.session.scalar(select(exists().where(Response.questionnaire_id == questionnaire.id)))
    )


def has_answers(question: Question) -> bool:
    """Given to it, or to a former version in which they read as answers to it."""
    is_meant = any(
        reading.to == question.code
        for readings in steps_of(question.questionnaire).values()
        for reading in readings.values()
    )
    return is_meant or bool(
        db.session.scalar(select(exists().where(Answer.question_id == question.id)))
    )


def list_answered(question: Question) -> frozenset[str]:
    """Codes of options that somebody chose, or that answers to former versions read as."""
    chosen = db.session.scalars(
        select(Option.code).where(
            Option.question_id == question.id, exists().where(Answer.option_id == Option.id)
        )
    )
    meant = {
        code
        for readings in steps_of(question.questionnaire).values()
        for reading in readings.values()
        if reading.to == question.code
        for code in reading.options.values()
        if code is not None
    }
    return frozenset(chosen) | meant


@dataclass(frozen=True, slots=True)
class Meaning:
    """What answers to a question mean since one version took the place of another."""

    question: Question
    """Which may be no longer asked."""
    version: int
    """That was answered."""
    until: datetime
    former: Item
    """The question in that version."""
    present: Item | None
    """What its answers read as in the next version; None where that is nothing."""
    reading: Reading

    @property
    def meeting(self) -> Meeting:
        return self.question.meeting


def list_meanings(questionnaire: Questionnaire) -> list[Meaning]:
    """The changes of meaning that somebody made, latest version first, in two statements."""
    if questionnaire.version == 1:
        return []
    versions = db.session.scalars(
        select(QuestionnaireVersion)
        .where(QuestionnaireVersion.questionnaire_id == questionnaire.id)
        .order_by(QuestionnaireVersion.version)
    ).all()
    if not any(one.mapping for one in versions):
        return []
    known = {
        question.code: question
        for question in (*read_former(questionnaire).questions, *questionnaire.questions)
    }
    asked = [Definition.from_json(one.definition) for one in versions]
    asked.append(definition_of(questionnaire))
    return [
        Meaning(
            known[item.code],
            one.version,
            one.until,
            item,
            present.by_code.get(reading.to or ""),
            reading,
        )
        for one, former, present in reversed(list(zip(versions, asked, asked[1:], strict=False)))
        for item in former.items
        if (reading := readings_of(one.mapping).get(item.code)) and item.code in known
    ]


def get_meaning(meeting: str, number: int, version: int) -> Meaning:
    """By the question's number. LookupError where its meaning did not change after that version."""
    question = get_question(meeting, number)
    for one in list_meanings(question.questionnaire):
        if (one.question.id, one.version) == (number, version):
            return one
    raise LookupError(number, version)


def findings_of(questionnaire: Questionnaire) -> list[Finding]:
    """What its check says. A statement besides those of its questions where a rule asks about what
    is not there."""
    definition, languages = definition_of(questionnaire), questionnaire.meeting.languages
    found = check(definition, languages)
    if any(one.check is Check.NO_SUCH_QUESTION for one in found):
        retired = [question.code for question in list_retired(questionnaire)]
        found = check(definition, languages, retired)
    return found
