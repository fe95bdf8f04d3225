"""Pages about one's account: signing in, addresses, the profile."""

from meeting_app.people.views import addresses, profile, sign_in
from meeting_app.people.views.blueprint import bp as bp
from meeting_app.people.views.sign_in import own_path as own_path

__all__ = ["addresses", "bp", "own_path", "profile", "sign_in"]
