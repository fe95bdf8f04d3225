"""The states of an abstract, and which one it may move to."""

from collections.abc import Mapping
from enum import StrEnum


class AbstractState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


MOVES: Mapping[AbstractState, frozenset[AbstractState]] = {
    AbstractState.DRAFT: frozenset({AbstractState.SUBMITTED, AbstractState.WITHDRAWN}),
    AbstractState.SUBMITTED: frozenset(
        {
            AbstractState.ACCEPTED,
            AbstractState.WAITLISTED,
            AbstractState.DECLINED,
            AbstractState.WITHDRAWN,
        }
    ),
    AbstractState.WAITLISTED: frozenset(
        {AbstractState.ACCEPTED, AbstractState.DECLINED, AbstractState.WITHDRAWN}
    ),
    AbstractState.ACCEPTED: frozenset({AbstractState.DECLINED, AbstractState.WITHDRAWN}),
    AbstractState.DECLINED: frozenset(),
    AbstractState.WITHDRAWN: frozenset(),
}


def can_move(state: AbstractState, to: AbstractState) -> bool:
    return to in MOVES[AbstractState(state)]
