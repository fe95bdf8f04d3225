"""Answers to former versions as they read in the present one, for the database to count."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from meeting_app.questionnaires import rules
from meeting_app.questionnaires.models import (
    Answer,
    Question,
    Response,
)
from meeting_app.questionnaires.routes import Route, Routes
from meeting_app.questionnaires.rules import QuestionKind

_ONE, _SEVERAL, _RANKING = (
    QuestionKind.ONE_CHOICE,
    QuestionKind.SEVERAL_CHOICES,
    QuestionKind.RANKING,
)
SEVERAL_ROWS = rules.NUMBERED_KINDS | {QuestionKind.SEVERAL_CHOICES}
"""Kinds of which a response has several rows, and none of them surely."""


def answers_as_read(
    question: Question, routes: Routes, *conditions: ColumnElement[bool], whole: bool = False
) -> Any:
    """A subquery of what counts as answers to the question: response_id, question_id, option_id,
    number; with `whole`, amount, text and id too, as in the table of answers. Whatever came from
    former versions is as the present kind has it: one row for one choice, none twice.

    conditions: on Response.
    """
    parts: list[Any] = [_given(question, None, routes, conditions, whole)]
    for route in routes.leading_to(question.id):
        rows = _given(question, route, routes, conditions, whole)
        parts += _as_kind(rows, route, QuestionKind(question.kind), whole)
    return union_all(*parts).subquery()


def _is_from(question: Question, route: Route | None, routes: Routes) -> ColumnElement[bool]:
    """Condition on answers: those that the route leads to the question; None: those that were given
    to it and count there as they are."""
    if route is not None:
        return and_(
            Answer.question_id == route.source, Response.version.between(route.first, route.last)
        )
    away = (
        ~Response.version.between(one.first, one.last) for one in routes.leading_from(question.id)
    )
    return and_(Answer.question_id == question.id, *away)


def _without_lost(found: Select[Any], route: Route | None) -> Select[Any]:
    if route is not None and route.lost_options:
        found = found.where(Answer.option_id.not_in(route.lost_options))
    if route is not None and route.lost_points:
        found = found.where(Answer.number.not_in(route.lost_points))
    return found


def _given(
    question: Question,
    route: Route | None,
    routes: Routes,
    conditions: tuple[ColumnElement[bool], ...],
    whole: bool,
) -> Select[Any]:
    """Each row by itself, without those that have no equivalent."""
    option: Any = Answer.option_id
    number: Any = Answer.number
    text: Any = Answer.text
    found: Any = select(Answer.response_id, literal(question.id).label("question_id"))
    found = found.join(Response, Response.id == Answer.response_id)
    found = found.where(_is_from(question, route, routes), *conditions)
    if route is not None:
        if said := {old: new for old, new in route.options if new is not None}:
            option = case(said, value=Answer.option_id, else_=Answer.option_id)
        if points := {old: new for old, new in route.points if new is not None}:
            number = case(points, value=Answer.number, else_=Answer.number)
        if question.kind == _RANKING and route.kind == _ONE:
            number = literal(1)
        elif question.kind == _SEVERAL:
            number = _nothing()
        # The words beside "other" belong to nothing else.
        others = [one.id for one in question.options if one.code == rules.OTHER]
        text = case((option.in_(others), Answer.text))
    found = _without_lost(found, route).add_columns(
        option.label("option_id"), number.label("number")
    )
    if whole:
        found = found.add_columns(Answer.amount, text.label("text"), Answer.id)
    return found


def _nothing() -> Any:
    return cast(null(), Integer)


def _as_kind(rows: Select[Any], route: Route, kind: QuestionKind, whole: bool) -> list[Any]:
    """The rows as an answer of this kind has them."""
    came, closes_gaps = route.kind, route.merging or route.lost_options
    if (
        came == _ONE
        or kind == QuestionKind.RATING
        or (came == kind == _RANKING and not closes_gaps)
    ):
        return [rows]
    if came == kind == _RANKING:
        moved = _moved(route)
        return [
            rows.where(Answer.response_id.not_in(moved)),
            _placed(rows.where(Answer.response_id.in_(moved)), came, kind, whole),
        ]
    if kind in (_ONE, _RANKING):
        return [_placed(rows, came, kind, whole)]
    if not route.merging:
        return [rows]
    return [
        rows.where(Answer.option_id.not_in(route.merging)),
        _together(rows.where(Answer.option_id.in_(route.merging)), _TOGETHER[kind], whole),
    ]


def _moved(route: Route) -> Select[Any]:
    """Responses in whose ranking others may move up: they ranked what counts nowhere, or two options
    that became one. To place the others anew would cost more than to find these."""
    gone = [*route.lost_options, *route.merging]
    return (
        select(Answer.response_id)
        .where(Answer.question_id == route.source, Answer.option_id.in_(gone))
        .group_by(Answer.response_id)
        .having(func.sum(case((Answer.option_id.in_(route.merging), 1), else_=2)) > 1)
    )


def _placed(rows: Select[Any], came: QuestionKind, kind: QuestionKind, whole: bool) -> Any:
    """Of a ranking or of several choices: a ranking, or what comes first."""

    def place(of: Any) -> Any:
        if came == _RANKING:
            return func.row_number().over(partition_by=of.response_id, order_by=func.min(of.number))
        return func.count().over(partition_by=of.response_id)

    placed = _together(rows, place, whole)
    if came == kind:
        return placed
    # Nobody said which of several choices comes first: only a single one can.
    of, number = placed.subquery().c, literal(1) if kind == _RANKING else _nothing()
    columns: list[Any] = [number.label("number") if one.name == "number" else one for one in of]
    return select(*columns).where(of.number == 1)


_TOGETHER: Mapping[QuestionKind, Callable[[Any], Any]] = {
    QuestionKind.SEVERAL_CHOICES: lambda _of: _nothing(),
    QuestionKind.GRID: lambda of: func.max(of.number),
    QuestionKind.POINTS: lambda of: func.sum(of.number),
}
"""The number of several rows that count as one."""


def _together(rows: Select[Any], number: Callable[[Any], Any], whole: bool) -> Select[Any]:
    """One row for each option of a response."""
    of = rows.subquery().c
    found: Any = select(of.response_id, of.question_id, of.option_id, number(of).label("number"))
    if whole:
        found = found.add_columns(
            func.min(of.amount).label("amount"),
            func.max(of.text).label("text"),
            func.min(of.id).label("id"),
        )
    grouped: Select[Any] = found.group_by(of.response_id, of.question_id, of.option_id)
    return grouped


def people_as_read(
    question: Question, routes: Routes, *conditions: ColumnElement[bool]
) -> Iterator[tuple[str, Select[Any]]]:
    """("answered", how many people), where rows do not tell it; ("asked", how many people answered what
    could count here), where some of it does not. Each adds to the others of its name."""
    kind, leading = QuestionKind(question.kind), routes.leading_to(question.id)
    loses = any(
        route.lost_options
        or route.lost_points
        or (route.kind == _SEVERAL and kind in (_ONE, _RANKING))
        for route in leading
    )
    for route in (None, *leading):
        found: Select[Any] = (
            select().select_from(Answer).join(Response, Response.id == Answer.response_id)
        )
        found = found.where(_is_from(question, route, routes), *conditions)
        people = func.count(Answer.response_id.distinct())
        if kind in SEVERAL_ROWS:
            yield "answered", _without_lost(found, route).add_columns(people)
        if loses:
            came = route.kind if route else kind
            if came == _RANKING:
                yield "asked", found.where(Answer.number == 1).add_columns(func.count())
            else:
                yield "asked", found.add_columns(people if came in SEVERAL_ROWS else func.count())


def people_left_out(
    routes: Routes, *conditions: ColumnElement[bool]
) -> Iterator[tuple[int, Select[Any]]]:
    """(former question, how many people's answer to it counts nowhere), a part for each route."""
    for route in routes.all:
        if route.target is None:
            yield (
                route.source,
                select(func.count(Answer.response_id.distinct()))
                .join(Response, Response.id == Answer.response_id)
                .where(
                    Answer.question_id == route.source,
                    Response.version.between(route.first, route.last),
                    *conditions,
                ),
            )
