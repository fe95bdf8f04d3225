"""Pages about one's account: signing in, addresses, the profile."""

from meeting_app.people.views import (
    addresses,
    organisation_import,
    organisation_pairs,
    organisation_search,
    organisations,
    profile,
    sign_in,
)
from meeting_app.people.views.blueprint import bp as bp
from meeting_app.people.views.sign_in import own_path as own_path

__all__ = [
    "addresses",
    "bp",
    "organisation_import",
    "organisation_pairs",
    "organisation_search",
    "organisations",
    "own_path",
    "profile",
    "sign_in",
]
