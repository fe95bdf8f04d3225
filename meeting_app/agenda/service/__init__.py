"""Verbs about the agenda."""

from meeting_app.agenda.service.publishing import (
    draft_next,
    is_placed,
    list_clashes,
    publish,
)
from meeting_app.agenda.service.sessions import (
    Part,
    cancel,
    change,
    make_session,
    place,
    restore,
    sessions_from_accepted,
    unplace,
)
from meeting_app.agenda.service.stars import star, unstar

__all__ = [
    "Part",
    "cancel",
    "change",
    "draft_next",
    "is_placed",
    "list_clashes",
    "make_session",
    "place",
    "publish",
    "restore",
    "sessions_from_accepted",
    "star",
    "unplace",
    "unstar",
]
