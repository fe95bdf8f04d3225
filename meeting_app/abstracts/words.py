"""What the states of abstracts and the formats of calls are called."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from meeting_app.abstracts.models import AbstractState, Format

STATES = {
    AbstractState.DRAFT: lazy_pgettext("abstract", "Draft"),
    AbstractState.SUBMITTED: lazy_pgettext("abstract", "Submitted"),
    AbstractState.ACCEPTED: lazy_pgettext("abstract", "Accepted"),
    AbstractState.WAITLISTED: lazy_pgettext("abstract", "On the waiting list"),
    AbstractState.DECLINED: lazy_pgettext("abstract", "Declined"),
    AbstractState.WITHDRAWN: lazy_pgettext("abstract", "Withdrawn"),
}
STATE_KINDS = {
    AbstractState.DRAFT: "quiet",
    AbstractState.SUBMITTED: "open",
    AbstractState.ACCEPTED: "good",
    AbstractState.WAITLISTED: "warn",
    AbstractState.DECLINED: "bad",
    AbstractState.WITHDRAWN: "quiet",
}
"""The badge of each (templates/parts/tables.html)."""
FORMATS = {
    Format.KNOWLEDGE_PRACTICE: _l("Knowledge and practice"),
    Format.STRATEGIC_ADVOCACY: _l("Strategic advocacy"),
    Format.WORKING_GROUP_SESSION: _l("Working group session"),
    Format.INFOGRAPHIC: _l("Infographic"),
}
