"""What is stored as a code is shown in words."""

from meeting_app.people.models import Action
from meeting_app.people.words import _ACTIONS


def test_every_action_of_the_audit_trail_has_words():
    """Those that lack them are added to people/words.py."""
    assert set(_ACTIONS) == set(Action)
