"""Two questions together: how often each pair of answers was given."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, null, select
from sqlalchemy.orm import outerjoin

from meeting_app.core.db import db
from meeting_app.questionnaires.models import Answer, Question, Questionnaire, Response
from meeting_app.questionnaires.queries.carrying import answers_as_read
from meeting_app.questionnaires.queries.results import counted, kept, sent
from meeting_app.questionnaires.queries.routing import find_routes
from meeting_app.questionnaires.routes import Routes
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.tallies import Sent

Said = int | str | None
"""An option's id; a rating, or 1 for yes and 0 for no; the language of the form; None for no answer."""


def cross(
    questionnaire: Questionnaire,
    question: Question,
    by: Question | None,
    *,
    newest: int = 0,
    state: Sent | None = None,
    routes: Routes | None = None,
) -> Mapping[tuple[Said, Said], int]:
    """{(what the question was answered, what `by` was): responses}, in four statements at most.

    Of a ranking, what stands first. by: None for the language of the form. Whoever chose several
    answers counts with each. newest: so many of the last responses are left out. state, routes: of
    the answers, where they were asked for already.
    """
    routes = find_routes(questionnaire) if routes is None else routes
    return kept(
        ("cross", question.id, by.id if by else None, newest, routes),
        state or sent(questionnaire),
        lambda: _cross(questionnaire, question, by, newest, routes),
    )


def _cross(
    questionnaire: Questionnaire,
    question: Question,
    by: Question | None,
    newest: int,
    routes: Routes,
) -> dict[tuple[Said, Said], int]:
    one, to_one = _answers(question, routes)
    columns: list[Any] = [one.c.option_id, one.c.number, null(), Response.language]
    groups = [one.c.option_id, one.c.number, Response.language]
    joined = outerjoin(Response, one, to_one)
    if by:
        two, to_two = _answers(by, routes)
        columns = groups = [one.c.option_id, one.c.number, two.c.option_id, two.c.number]
        joined = outerjoin(joined, two, to_two)
    rows = db.session.execute(
        select(*columns, func.count())
        .select_from(joined)
        .where(counted(questionnaire, newest))
        .group_by(*groups)
    )
    pairs: dict[tuple[Said, Said], int] = {}
    for option, number, *other, times in rows:
        said = _said(option, number)
        against = _said(*other) if by else other[-1]
        pairs[said, against] = pairs.get((said, against), 0) + times
    return pairs


def _answers(question: Question, routes: Routes) -> tuple[Any, Any]:
    """(table of what counts as answers to the question, what joins it to its response)"""
    touched = question.id in routes.touched
    read: Any = answers_as_read(question, routes).c if touched else Answer
    columns = [read.response_id, read.option_id, read.number]
    rows = select(*columns).group_by(*columns)
    if not touched:
        rows = rows.where(Answer.question_id == question.id)
    if question.kind == QuestionKind.RANKING:
        rows = rows.where(read.number == 1)
    # What is grouped gets an index in SQLite, without which each response would walk all of it.
    found = rows.subquery()
    return found, found.c.response_id == Response.id


def _said(option: int | None, number: int | None) -> Said:
    return option if option is not None else number
