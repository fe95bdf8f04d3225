"""The organisers' overview."""

from flask import Blueprint, g, render_template

from meeting_app.abstracts.words import STATES
from meeting_app.core.locale import format_short_day
from meeting_app.core.web import Page
from meeting_app.desk import queries, rules
from meeting_app.desk.words import advice
from meeting_app.meetings.access import may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard
from meeting_app.registration.words import mode_name

bp = Blueprint("desk", __name__)


@bp.get("/<language:lang>/<slug:meeting>/desk/")
@guard(may_organise, load=get_meeting)
def show(meeting: Meeting) -> Page:
    found = queries.standing(meeting, g.now)
    due, late = rules.list_due(found.counts), rules.list_late(found.counts)
    return render_template(
        "desk/show.html",
        standing=found,
        counts=found.counts,
        next=advice(due[0], meeting) if due else None,
        then=[advice(one, meeting) for one in due[1:] if one not in late],
        next_is_late=bool(due) and due[0] in late,
        late=[advice(one, meeting) for one in late if one != due[0]],
        states=STATES,
        mode_name=mode_name,
        columns=[
            (format_short_day(day, g.lang), number)
            for day, number in rules.per_period(found.submitted_on)
        ],
    )
