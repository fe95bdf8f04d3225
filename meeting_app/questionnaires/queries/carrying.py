"""Answers to former versions as they read in the present one, for the database to count."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from meeting_app.core.db import db
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.former import Former, read_former
from meeting_app.questionnaires.mapping import Reading, Readings, through
from meeting_app.questionnaires.models import (
    Answer,
    Question,
    Questionnaire,
    QuestionnaireVersion,
    Response,
)
from meeting_app.questionnaires.routes import Route, Routes
from meeting_app.questionnaires.rules import QuestionKind

_ONE, _SEVERAL, _RANKING = (
    QuestionKind.ONE_CHOICE,
    QuestionKind.SEVERAL_CHOICES,
    QuestionKind.RANKING,
)


def steps_of(questionnaire: Questionnaire) -> dict[int, Readings]:
    """{version: how its answers read in the one after it}, in order, of those of which somebody said
    so. No statement as long as there is one version."""
    if questionnaire.version == 1:
        return {}
    rows = db.session.execute(
        select(QuestionnaireVersion.version, QuestionnaireVersion.mapping)
        .where(
            QuestionnaireVersion.questionnaire_id == questionnaire.id,
            QuestionnaireVersion.mapping.is_not(None),
        )
        .order_by(QuestionnaireVersion.version)
    )
    return {
        version: {code: Reading.from_json(one) for code, one in stored.items()}
        for version, stored in rows
        if stored
    }


def find_routes(questionnaire: Questionnaire, former: Former | None = None) -> Routes:
    """In one statement, and another one where meanings have changed and `former` was not read."""
    steps = steps_of(questionnaire)
    if not steps:
        return Routes()
    former = former or read_former(questionnaire)
    asked = {question.code: question for question in questionnaire.questions}
    known = {question.code: question for question in former.questions} | asked
    return Routes(
        tuple(
            route
            for first, last, readings in through(steps)
            for code, reading in readings.items()
            if code in known
            for route in _route(first, last, known[code], reading, asked, former)
        )
    )


def _route(
    first: int,
    last: int,
    source: Question,
    reading: Reading,
    asked: dict[str, Question],
    former: Former,
) -> Iterator[Route]:
    """None where the answers count as they are, or where what they read as is no longer asked. What
    is asked or offered again takes its own answers back if they have no equivalent elsewhere."""
    kind, target = QuestionKind(source.kind), asked.get(reading.to or "")
    if target is None:
        if reading.to is None and source.retired:
            yield Route(first, last, source.id, kind, None)
        return
    there = {option.code: option.id for option in former.all_options(target)}
    counts_as: dict[int, int | None] = {}
    for option in former.all_options(source):
        code = reading.options.get(option.code, option.code)
        new = None if code is None else there.get(code)
        if new is None and target is source and not option.retired:
            new = option.id
        counts_as[option.id] = new
    options = tuple((old, new) for old, new in counts_as.items() if old != new)
    points = tuple((old, new) for old, new in reading.points.items() if old != new)
    if target is not source or options or points:
        left = [new for new in counts_as.values() if new is not None]
        merges = len(set(left)) < len(left)
        yield Route(first, last, source.id, kind, target.id, options, points, merges)


def answers_as_read(
    question: Question, routes: Routes, *conditions: ColumnElement[bool], whole: bool = False
) -> Any:
    """A subquery of what counts as answers to the question: response_id, question_id, option_id,
    number; with `whole`, amount, text and id too, as in the table of answers. Whatever came from
    former versions is as the present kind has it: one row for one choice, none twice.

    conditions: on Response.
    """
    number = Answer.number
    own = _rows(question, Answer.option_id, number, Answer.text, conditions, whole).where(
        Answer.question_id == question.id,
        *(~_given_to(route) for route in routes.leading_from(question.id)),
    )
    found = [_read(route, question, conditions, whole) for route in routes.leading_to(question.id)]
    return union_all(own, *found).subquery()


def _rows(
    question: Question,
    option: Any,
    number: Any,
    text: Any,
    conditions: tuple[ColumnElement[bool], ...],
    whole: bool,
) -> Select[Any]:
    columns = [
        Answer.response_id,
        literal(question.id).label("question_id"),
        option.label("option_id"),
        number.label("number"),
    ]
    if whole:
        columns += [Answer.amount, text.label("text"), Answer.id]
    return select(*columns).join(Response, Response.id == Answer.response_id).where(*conditions)


def _given_to(route: Route) -> ColumnElement[bool]:
    return Response.version.between(route.first, route.last)


def _option(route: Route) -> Any:
    """As which the option of an answer counts that is not lost."""
    said = {old: new for old, new in route.options if new is not None}
    return case(said, value=Answer.option_id, else_=Answer.option_id) if said else Answer.option_id


def _read(
    route: Route, question: Question, conditions: tuple[ColumnElement[bool], ...], whole: bool
) -> Any:
    kind, option = QuestionKind(question.kind), _option(route)
    number: Any = Answer.number
    if points := {old: new for old, new in route.points if new is not None}:
        number = case(points, value=Answer.number, else_=Answer.number)
    elif route.kind == _ONE and kind == _RANKING:
        number = literal(1)
    others = [one.id for one in question.options if one.code == rules.OTHER]
    text = case((option.in_(others), Answer.text))
    rows = _rows(question, option, number, text, conditions, whole).where(
        Answer.question_id == route.source, _given_to(route)
    )
    if route.lost_options:
        rows = rows.where(Answer.option_id.not_in(route.lost_options))
    if route.lost_points:
        rows = rows.where(Answer.number.not_in(route.lost_points))
    return _as_kind(rows, route, kind, whole)


def _as_kind(rows: Select[Any], route: Route, kind: QuestionKind, whole: bool) -> Any:
    """The rows as an answer of this kind has them."""
    if route.kind == _ONE or kind == QuestionKind.RATING:
        return rows
    of = rows.subquery().c
    place: Any
    more = [func.min(of.amount), func.max(of.text), func.min(of.id)] if whole else []
    if route.kind == _SEVERAL and kind in (_ONE, _RANKING):
        # Nobody said which of several comes first.
        place = literal(1) if kind == _RANKING else cast(null(), Integer)
        return (
            select(of.response_id, of.question_id, func.min(of.option_id), place, *more)
            .group_by(of.response_id, of.question_id)
            .having(func.min(of.option_id) == func.max(of.option_id))
        )
    if route.kind == kind and not route.merges and not (kind == _RANKING and route.loses):
        return rows
    number: Any = cast(null(), Integer)
    if kind == QuestionKind.GRID:
        number = func.max(of.number)
    elif kind == QuestionKind.POINTS:
        number = func.sum(of.number)
    elif route.kind == _RANKING and kind in (_ONE, _RANKING):
        number = func.row_number().over(partition_by=of.response_id, order_by=func.min(of.number))
    found = select(of.response_id, of.question_id, of.option_id, number.label("number"), *more)
    found = found.group_by(of.response_id, of.question_id, of.option_id)
    if route.kind == _RANKING and kind == _ONE:
        first = found.subquery().c
        place = cast(null(), Integer)
        columns: list[Any] = [place if one.name == "number" else one for one in first]
        return select(*columns).where(first.number == 1)
    return found


def left_out(
    questionnaire: Questionnaire, routes: Routes, *conditions: ColumnElement[bool]
) -> Iterator[Any]:
    """Statements that give (question id, responses whose answer counts nowhere): of the present
    question, or of the former one where it has no successor."""
    kinds = {question.id: question.kind for question in questionnaire.questions}
    for route in routes.all:
        chooses = route.kind == _SEVERAL and kinds.get(route.target or 0) in (_ONE, _RANKING)
        if route.target is not None and not route.loses and not chooses:
            continue
        lost = or_(Answer.option_id.in_(route.lost_options), Answer.number.in_(route.lost_points))
        counts_as = case((lost, null()), else_=func.coalesce(_option(route), 0))
        options = func.count(counts_as.distinct())
        people = (
            select(Answer.response_id)
            .join(Response, Response.id == Answer.response_id)
            .where(Answer.question_id == route.source, _given_to(route), *conditions)
            .group_by(Answer.response_id)
        )
        if route.target is not None:
            people = people.having(options != 1 if chooses else options == 0)
        yield select(literal(route.target or route.source), func.count()).select_from(
            people.subquery()
        )
