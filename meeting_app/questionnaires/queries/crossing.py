"""Two questions together: how often each pair of answers was given."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, func, null, select
from sqlalchemy.orm import aliased

from meeting_app.core.db import db
from meeting_app.questionnaires.models import Answer, Question, Questionnaire, Response
from meeting_app.questionnaires.queries.results import counted, kept, sent
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
) -> Mapping[tuple[Said, Said], int]:
    """{(what the question was answered, what `by` was): responses}, in two statements at most.

    Of a ranking, what stands first. by: None for the language of the form. Whoever chose several
    answers counts with each. newest: so many of the last responses are left out. state: of the answers, where it was asked
    for already.
    """
    key = ("cross", question.id, by.id if by else None, newest)
    return kept(
        key, state or sent(questionnaire), lambda: _cross(questionnaire, question, by, newest)
    )


def _cross(
    questionnaire: Questionnaire, question: Question, by: Question | None, newest: int
) -> dict[tuple[Said, Said], int]:
    one, two = aliased(Answer), aliased(Answer)
    columns: list[Any] = [one.option_id, one.number]
    columns += [two.option_id, two.number] if by else [null(), null(), Response.language]
    groups = columns if by else [*columns[:2], Response.language]
    found = select(*columns, func.count()).select_from(Response)
    found = found.outerjoin(one, _answers(one, question))
    if by:
        found = found.outerjoin(two, _answers(two, by))
    rows = db.session.execute(found.where(counted(questionnaire, newest)).group_by(*groups))
    pairs: dict[tuple[Said, Said], int] = {}
    for option, number, *other, times in rows:
        said = _said(option, number)
        against = _said(*other) if by else other[-1]
        pairs[said, against] = pairs.get((said, against), 0) + times
    return pairs


def _answers(answer: Any, question: Question) -> Any:
    # The sum keeps SQLite from walking all answers to the question for each response.
    condition = and_(answer.response_id == Response.id, answer.question_id + 0 == question.id)
    if question.kind == QuestionKind.RANKING:
        condition = and_(condition, answer.number == 1)
    return condition


def _said(option: int | None, number: int | None) -> Said:
    return option if option is not None else number
