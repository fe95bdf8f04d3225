"""Pages about one's account: signing in, the profile."""

from meeting_app.people.views import audit, profile, sign_in
from meeting_app.people.views.blueprint import bp as bp
from meeting_app.people.views.sign_in import own_path as own_path

__all__ = ["audit", "bp", "own_path", "profile", "sign_in"]
