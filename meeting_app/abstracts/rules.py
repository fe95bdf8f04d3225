"""Which state an abstract may move to."""

from collections.abc import Mapping

from meeting_app.abstracts.models import AbstractState

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
