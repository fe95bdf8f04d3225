"""Pages of the agenda: for everybody, for organisers, and for whoever looks after sessions."""

from meeting_app.agenda.views import desk, public, speakers, staff
from meeting_app.agenda.views.public import bp

__all__ = ["bp", "desk", "public", "speakers", "staff"]
