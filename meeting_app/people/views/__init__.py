"""Pages about one's account: signing in, the second factor, addresses, the profile."""

from meeting_app.people.views import (
    addresses,
    audit,
    letters,
    passkeys,
    passwords,
    privacy,
    profile,
    second_factor,
    sign_in,
    sign_ins,
)
from meeting_app.people.views.blueprint import bp as bp
from meeting_app.people.views.paths import own_path as own_path

__all__ = [
    "addresses",
    "audit",
    "bp",
    "letters",
    "own_path",
    "passkeys",
    "passwords",
    "privacy",
    "profile",
    "second_factor",
    "sign_in",
    "sign_ins",
]
