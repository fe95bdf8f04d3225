"""What all commands share."""

from flask import g

from meeting_app.core.locale import DEFAULT_LANGUAGE, direction
from meeting_app.core.requests import read_clock


def in_english() -> None:
    """Commands speak English and read the clock once."""
    g.lang, g.dir, g.now = DEFAULT_LANGUAGE, direction(DEFAULT_LANGUAGE), read_clock()
