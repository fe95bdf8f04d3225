"""Which state an abstract may move to."""

from itertools import product

from meeting_app.abstracts.models import AbstractState
from meeting_app.abstracts.rules import can_move


def test_can_move_only_along_the_allowed_moves():
    allowed = {
        f"{state} {to}"
        for state, to in product(AbstractState, AbstractState)
        if can_move(state, to)
    }

    assert allowed == {
        "draft submitted",
        "draft withdrawn",
        "submitted accepted",
        "submitted waitlisted",
        "submitted declined",
        "submitted withdrawn",
        "waitlisted accepted",
        "waitlisted declined",
        "waitlisted withdrawn",
        "accepted declined",
        "accepted withdrawn",
    }
