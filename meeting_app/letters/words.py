"""Sentences and names that several pages about letters share."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_pgettext as _p

from meeting_app.letters.models import GroupState
from meeting_app.letters.reminding import MOST_DAYS_BEFORE

GROUP_STATES: dict[GroupState, Any] = {
    GroupState.DRAFT: _p("letter to a group", "Draft"),
    GroupState.POSTED: _p("letter to a group", "Sent"),
    GroupState.WITHDRAWN: _p("letter to a group", "Withdrawn"),
}
GROUP_KINDS = {GroupState.DRAFT: "quiet", GroupState.POSTED: "good", GroupState.WITHDRAWN: "bad"}
SCHEDULED = _p("letter to a group", "Scheduled")


def not_days() -> str:
    return _(
        "Write numbers of days from 0 to %(most)d with commas between, such as 14, 3, 1.",
        most=MOST_DAYS_BEFORE,
    )
