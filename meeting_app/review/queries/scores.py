"""Means, spreads and ranks of a call's abstracts, and the reviews behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Float, Select, Subquery, cast, func, select
from sqlalchemy.orm import joinedload, selectinload

from meeting_app.abstracts.models import Abstract, Call, Presenter
from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.review.models import Assignment, Criterion, Decision, Review, Score
from meeting_app.review.queries.committee import Hidden
from meeting_app.review.rules import TO_DECIDE, UNDER_REVIEW, Outcome

T = TypeVar("T")
ROWS_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Judged:
    """An abstract in the organisers' list. Mean and spread are in points of the call's scale."""

    abstract: Abstract
    decision: Decision | None
    mean: float | None
    spread: float | None
    """Best minus worst review."""
    reviews: int
    assigned: int
    rank: int | None


@dataclass(frozen=True)
class PageOf(Generic[T]):
    """One page of a long list, as the pager wants it."""

    items: Sequence[T]
    page: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, ceil(self.total / ROWS_PER_PAGE))


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of the decisions page asks for."""

    decision: str = ""
    """An outcome that is prepared, "none", "announced", or empty for all."""
    language: str = ""
    theme: str = ""
    sort: str = "-mean"


def _review_shares() -> Subquery:
    """Each review's weighted mean as a share from 0 to 1: `rules.weighted_mean`, in SQL."""
    gained = Criterion.weight * cast(Score.value - 1, Float) / (Criterion.points - 1)
    return (
        select(Score.review_id, (func.sum(gained) / func.sum(Criterion.weight)).label("share"))
        .join(Criterion, Criterion.id == Score.criterion_id)
        .group_by(Score.review_id)
        .subquery()
    )


def _judgements(call: Call) -> Subquery:
    """Each abstract's mean, spread, number of reviews and of assignments."""
    shares = _review_shares()
    return (
        select(
            Abstract.id.label("abstract_id"),
            func.avg(shares.c.share).label("mean"),
            (func.max(shares.c.share) - func.min(shares.c.share)).label("spread"),
            func.count(Review.id).label("reviews"),
            func.count(Assignment.id).label("assigned"),
        )
        .outerjoin(Assignment, Assignment.abstract_id == Abstract.id)
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .outerjoin(shares, shares.c.review_id == Review.id)
        .where(Abstract.call_id == call.id, Abstract.state.in_(UNDER_REVIEW))
        .group_by(Abstract.id)
        .subquery()
    )


def scale_of(criteria: Sequence[Criterion]) -> int:
    """The points in which means are shown: the largest of the call's criteria."""
    return max((criterion.points for criterion in criteria), default=5)


def list_means(call: Call, without: Hidden = ()) -> dict[int, float | None]:
    """Abstract id to its mean share, for all of the call."""
    judged = _judgements(call)
    wanted = select(judged).where(judged.c.abstract_id.not_in(without))
    return {row.abstract_id: row.mean for row in db.session.execute(wanted)}


def list_judged(
    call: Call,
    filters: Filters,
    *,
    points: int,
    ranks: dict[int, int],
    page: int = 1,
    per_page: int | None = ROWS_PER_PAGE,
    without: Hidden = (),
) -> PageOf[Judged]:
    """points: in which mean and spread are told. per_page: None for all rows. without: the
    abstracts that the reader does not see."""
    judged = _judgements(call)
    wanted = _filtered(
        select(
            Abstract, Decision, judged.c.mean, judged.c.spread, judged.c.reviews, judged.c.assigned
        )
        .join(judged, judged.c.abstract_id == Abstract.id)
        .outerjoin(Decision, Decision.abstract_id == Abstract.id)
        .where(Abstract.id.not_in(without)),
        filters,
    )
    total = db.session.scalar(
        select(func.count()).select_from(wanted.with_only_columns(Abstract.id).subquery())
    )
    rows = db.session.execute(
        wanted.options(joinedload(Abstract.theme))
        .order_by(_order(filters.sort, judged), Abstract.code)
        .limit(per_page)
        .offset((page - 1) * (per_page or 0))
    )
    items = [
        Judged(
            abstract,
            decision,
            None if mean is None else 1 + mean * (points - 1),
            None if spread is None else spread * (points - 1),
            reviews,
            assigned,
            ranks.get(abstract.id),
        )
        for abstract, decision, mean, spread, reviews, assigned in rows
    ]
    return PageOf(items, page, total or 0)


def _filtered(wanted: Select[Any], filters: Filters) -> Select[Any]:
    prepared = Decision.id.is_not(None) & Decision.announced_at.is_(None)
    if filters.decision == "none":
        wanted = wanted.where(Abstract.state.in_(TO_DECIDE), ~func.coalesce(prepared, False))
    elif filters.decision == "announced":
        wanted = wanted.where(Decision.announced_at.is_not(None))
    elif filters.decision in set(Outcome):
        wanted = wanted.where(prepared, Decision.outcome == filters.decision)
    if filters.language:
        wanted = wanted.where(Abstract.language == filters.language)
    if filters.theme:
        wanted = wanted.where(Abstract.theme.has(code=filters.theme))
    return wanted


def _order(sort: str, judged: Subquery) -> ColumnElement[Any]:
    columns: dict[str, ColumnElement[Any]] = {
        "mean": judged.c.mean,
        "spread": judged.c.spread,
        "reviews": judged.c.reviews,
        "title": func.lower(Abstract.title),
    }
    column = columns.get(sort.removeprefix("-"), judged.c.mean)
    return (column.desc() if sort.startswith("-") else column.asc()).nulls_last()


def list_languages_of(call: Call, without: Hidden = ()) -> Sequence[str]:
    return db.session.scalars(
        select(Abstract.language)
        .where(
            Abstract.call_id == call.id,
            Abstract.state.in_(UNDER_REVIEW),
            Abstract.id.not_in(without),
        )
        .distinct()
        .order_by(Abstract.language)
    ).all()


def list_by_codes(call: Call, codes: Sequence[str], without: Hidden = ()) -> Sequence[Abstract]:
    return db.session.scalars(
        select(Abstract)
        .where(
            Abstract.call_id == call.id,
            Abstract.code.in_(codes),
            Abstract.state.in_(UNDER_REVIEW),
            Abstract.id.not_in(without),
        )
        .order_by(Abstract.id)
    ).all()


def get_judged(meeting: str, code: str) -> Abstract:
    """An abstract that was submitted, with people, for the organisers."""
    found = db.session.scalar(
        select(Abstract)
        .join(Abstract.meeting)
        .where(Meeting.slug == meeting, Abstract.code == code, Abstract.state.in_(UNDER_REVIEW))
        .options(
            joinedload(Abstract.meeting),
            joinedload(Abstract.response),
            joinedload(Abstract.call),
            joinedload(Abstract.theme),
            joinedload(Abstract.submitter),
            selectinload(Abstract.presenters).joinedload(Presenter.organisation),
        )
    )
    if found is None:
        raise LookupError(code)
    return found


def list_reviews(abstract: Abstract) -> Sequence[Assignment]:
    """Its assignments, with reviewer, review and scores."""
    return db.session.scalars(
        select(Assignment)
        .where(Assignment.abstract_id == abstract.id)
        .options(
            joinedload(Assignment.person),
            joinedload(Assignment.review).selectinload(Review.scores),
        )
        .order_by(Assignment.id)
    ).all()


def list_all_reviews(call: Call, without: Hidden = ()) -> Sequence[Assignment]:
    """Every review that was sent for the call."""
    return db.session.scalars(
        select(Assignment)
        .join(Assignment.abstract)
        .join(Assignment.review)
        .where(
            Abstract.call_id == call.id,
            Abstract.state.in_(UNDER_REVIEW),
            Abstract.id.not_in(without),
        )
        .options(
            joinedload(Assignment.abstract),
            joinedload(Assignment.person),
            joinedload(Assignment.review).selectinload(Review.scores),
        )
        .order_by(Abstract.code, Assignment.id)
    ).all()
