"""Who may review what, what a review is worth, and what may be decided. Values in, values out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from meeting_app.abstracts.models import AbstractState
from meeting_app.abstracts.rules import can_move
from meeting_app.review.matching import Plan


class Outcome(StrEnum):
    ACCEPT = "accept"
    WAITLIST = "waitlist"
    DECLINE = "decline"


UNDER_REVIEW = (
    AbstractState.SUBMITTED,
    AbstractState.ACCEPTED,
    AbstractState.WAITLISTED,
    AbstractState.DECLINED,
)
"""Drafts and withdrawn abstracts are nobody's business."""
TO_DECIDE = frozenset({AbstractState.SUBMITTED, AbstractState.WAITLISTED})
"""A place may become free for one on the waiting list; on the others the last word was said."""
ANNOUNCED_AS = {
    Outcome.ACCEPT: AbstractState.ACCEPTED,
    Outcome.WAITLIST: AbstractState.WAITLISTED,
    Outcome.DECLINE: AbstractState.DECLINED,
}
SAME = 1e-9
"""Means closer than this are equal: they come from sums in another order."""


class Obstacle(StrEnum):
    """Why somebody may not review an abstract; the first that holds, in this order."""

    AUTHOR = "author"
    ORGANISATION = "organisation"
    DECLARED = "declared"
    LEFT = "left"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Text:
    """An abstract as far as it matters to who may review it."""

    id: int
    language: str
    people: frozenset[int]
    """Submitter and presenters."""
    organisations: frozenset[int]
    """Theirs."""
    declared: frozenset[int]
    """People who declared a conflict of interest."""
    reviewed_by: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reader:
    """A member of the committee, or somebody who left it after having sent reviews."""

    id: int
    organisation: int | None
    reads: frozenset[str]
    left: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    value: int
    """From 1 to `points`."""
    weight: int
    points: int


def obstacle(text: Text, reader: Reader) -> Obstacle | None:
    """What keeps them from reviewing it, if anything does.

    A review that was sent stays even if its writer has left the committee or no longer says that
    they read the language; it does not stay against a conflict of interest.
    """
    if reader.id in text.people:
        return Obstacle.AUTHOR
    if reader.organisation in text.organisations:
        return Obstacle.ORGANISATION
    if reader.id in text.declared:
        return Obstacle.DECLARED
    if reader.id in text.reviewed_by:
        return None
    if reader.left:
        return Obstacle.LEFT
    return None if text.language in reader.reads else Obstacle.LANGUAGE


def obstacles(text: Text, readers: Iterable[Reader]) -> Counter[Obstacle]:
    """How many of the committee each obstacle keeps from this abstract."""
    found = (obstacle(text, reader) for reader in readers if not reader.left)
    return Counter(one for one in found if one)


def breaks(plan: Plan, texts: Sequence[Text], readers: Sequence[Reader]) -> bool:
    """Whether a plan breaks a rule: asked before it is stored, without the planner's own counts."""
    text_of, reader_of = {t.id: t for t in texts}, {r.id: r for r in readers}
    loads = Counter({r.id: 0 for r in readers})
    loads.update(reader for _, reader in plan.pairs)
    uneven = bool(loads) and max(loads.values()) - min(loads.values()) > 1
    return (
        len(set(plan.pairs)) < len(plan.pairs)
        or any(obstacle(text_of[text], reader_of[reader]) for text, reader in plan.pairs)
        or (uneven and plan.bottleneck is None)
    )


def weighted_mean(scores: Sequence[Weighed]) -> float | None:
    """The worth of one review as a share, 0 for the lowest points everywhere, 1 for the highest.

    A share, because criteria may have different numbers of points. None without scores.
    """
    weights = sum(score.weight for score in scores)
    if not weights:
        return None
    gained = sum(score.weight * (score.value - 1) / (score.points - 1) for score in scores)
    return gained / weights


def suggest_ranks(means: Mapping[int, float | None]) -> dict[int, int]:
    """Id to rank from 1, best mean first; equal means share a rank, as 1, 2, 2, 4. What has no
    mean gets no rank: nothing is known about it yet."""
    known = sorted(
        ((mean, key) for key, mean in means.items() if mean is not None), key=lambda one: -one[0]
    )
    ranks: dict[int, int] = {}
    rank, before = 0, 0.0
    for place, (mean, key) in enumerate(known, 1):
        if not ranks or before - mean > SAME:
            rank = place
        ranks[key], before = rank, mean
    return ranks


def can_decide(state: AbstractState, outcome: Outcome) -> bool:
    """Nobody is told twice that they are on the waiting list."""
    return can_move(state, ANNOUNCED_AS[outcome]) and state in TO_DECIDE
