"""Where the routes of this package hang, and what several of them need."""

from flask import Blueprint, url_for

from meeting_app.abstracts.models import Abstract, AbstractState
from meeting_app.meetings.rules import When

bp = Blueprint("abstracts", __name__, url_prefix="/<language:lang>/<slug:meeting>")


def address_of(abstract: Abstract, endpoint: str = "abstracts.show") -> str:
    return url_for(endpoint, meeting=abstract.meeting.slug, code=abstract.code)


def can_edit(abstract: Abstract, moment: When) -> bool:
    """Drafts at any time: what is closed is only their sending."""
    if abstract.state == AbstractState.SUBMITTED:
        return moment is When.OPEN
    return abstract.state == AbstractState.DRAFT
