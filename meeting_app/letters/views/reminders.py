"""Reminders: who is reminded of what, when, and what will leave."""

from typing import Any

from flask import current_app, g, render_template, url_for
from flask_babel import gettext as _

from meeting_app.core.locale import local_day
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.letters.forms.reminders import as_text, days_of, field_name, make_reminder_form
from meeting_app.letters.queries import reminders as queries
from meeting_app.letters.reminding import FIRST_HOUR
from meeting_app.letters.service import reminders as service
from meeting_app.letters.views.blueprint import bp
from meeting_app.meetings.access import may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard

AHEAD_DAYS = 30


@bp.route("/reminders", methods=["GET", "POST"])
@guard(may_organise, load=get_meeting)
def reminders(meeting: Meeting) -> Page:
    duties = queries.list_duties(current_app.extensions["features"])
    plan = queries.find_plan(meeting)
    hour = plan.hour if plan else FIRST_HOUR
    set_up = queries.list_reminders(meeting)
    kept: dict[str, Any] = {
        field_name(code): as_text(set_up[code].days) for code in duties if code in set_up
    }
    form = make_reminder_form(duties)(data=kept | {"hour": str(hour)})
    if form.validate_on_submit():
        service.set_reminders(meeting, days_of(form, duties), hour=int(form["hour"].data))
        return saved(
            url_for("letters.reminders", meeting=meeting.slug),
            _("The reminders were saved. They hold from now on."),
        )
    ahead = service.list_ahead(meeting, duties, set_up, hour=hour, days=AHEAD_DAYS, now=g.now)
    page = render_template(
        "letters/reminders.html",
        form=form,
        ahead=ahead,
        days=AHEAD_DAYS,
        today=local_day(g.now, meeting.zone),
        hour=hour,
        is_planned=any(reminder.days for reminder in set_up.values()),
    )
    return page, form.status
