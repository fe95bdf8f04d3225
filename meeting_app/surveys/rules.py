"""How few answers are too few to be shown to everybody."""

FEWEST_SHOWN = 5


def is_shown(answers: int) -> bool:
    """Whether figures about so many answers may be public: fewer could point to a person."""
    return answers >= FEWEST_SHOWN
