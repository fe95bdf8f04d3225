"""Choosing entries of the audit trail, in the address."""

from datetime import date
from typing import Any

from meeting_app.people.models import Action
from meeting_app.people.queries import Wanted

LONGEST = 200


def read_wanted(given: Any, *, scope: str | None = None, without: frozenset[Action]) -> Wanted:
    """From an address's arguments; nonsense chooses nothing. scope: holds whatever is given."""
    action = given.get("action", "")
    return Wanted(
        person=given.get("person", "").strip()[:LONGEST],
        action=Action(action) if action in list(Action) else None,
        scope=given.get("scope", "").strip()[:60] or None if scope is None else scope,
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
        without=without,
    )


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2100 else None
