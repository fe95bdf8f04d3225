"""Reads for the pages."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires.designer.queries import steps_of
from meeting_app.questionnaires.mapping import Readings
from meeting_app.questionnaires.models import Answer, Option, Question, Questionnaire, Response
from meeting_app.questionnaires.queries import with_questions


def get_questionnaire(meeting: str, number: int) -> Questionnaire:
    """By the meeting's slug and the questionnaire's number, with questions and options. LookupError
    when there is none."""
    found = db.session.scalar(
        select(Questionnaire)
        .join(Questionnaire.meeting)
        .where(Meeting.slug == meeting, Questionnaire.id == number)
        .options(contains_eager(Questionnaire.meeting), with_questions())
    )
    if found is None:
        raise LookupError(number)
    return found


def count_answers(questionnaire: Questionnaire) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """How many of the responses that were sent answer each question, and how many name each option of
    one, by their codes; answers to former versions as they read now."""
    steps = steps_of(questionnaire)
    to_each: Counter[str] = Counter()
    naming: Counter[tuple[str, str]] = Counter()
    counted = (
        select(Response.version, Question.code, func.count(Answer.response_id.distinct()))
        .select_from(Answer)
        .join(Response, Response.id == Answer.response_id)
        .join(Question, Question.id == Answer.question_id)
        .where(Response.questionnaire_id == questionnaire.id, Response.sent_at.is_not(None))
        .group_by(Response.version, Question.code)
    )
    for version, code, count in db.session.execute(counted):
        to, _option = _read_now(code, None, version, steps)
        if to is not None:
            to_each[to] += count
    named = counted.join(Option, Option.id == Answer.option_id).add_columns(Option.code)
    for version, code, count, option in db.session.execute(named.group_by(Option.code)):
        to, means = _read_now(code, option, version, steps)
        if to is not None and means is not None:
            naming[to, means] += count
    return to_each, naming


def _read_now(
    code: str, option: str | None, version: int, steps: Mapping[int, Readings]
) -> tuple[str | None, str | None]:
    """(question, option) that an answer to this version means now; None for no equivalent."""
    for number in sorted(steps):
        reading = steps[number].get(code) if number >= version else None
        if reading is None:
            continue
        if reading.to is None:
            return None, None
        code = reading.to
        option = reading.options.get(option, option) if option is not None else None
    return code, option
