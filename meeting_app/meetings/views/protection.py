"""How long the meeting keeps what it holds of people."""

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from meeting_app.core.errors import Refused
from meeting_app.core.personal import SPANS, Kept
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings import queries, retention
from meeting_app.meetings.access import may_organise
from meeting_app.meetings.forms import RetentionForm
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.views.blueprint import bp
from meeting_app.people.access import guard

HELD = {
    Kept.MEETING: (
        _l("What people gave for this meeting"),
        _l(
            "Registrations, roles, who reviewed what and what they wrote, personal calendars, marked "
            "sessions, e-mail addresses of presenters, and whose answers are whose."
        ),
    ),
    Kept.DRAFT: (
        _l("Drafts that were never sent"),
        _l("Abstracts that their authors began and did not submit."),
    ),
}
"""(name, what it is) of each class that a meeting may shorten."""


@bp.route("/<language:lang>/<slug:meeting>/desk/data-protection", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_meeting)
def protection(meeting: Meeting) -> Page:
    days = retention.find_days(meeting)
    form = RetentionForm(data={kept.value: number for kept, number in days.items()})
    if form.validate_on_submit():
        chosen = {kept: form[kept.value].data for kept in retention.CLASSES}
        try:
            retention.shorten(meeting, chosen)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(
                url_for("meetings.protection", meeting=meeting.slug), _("The days were saved.")
            )
    page = render_template(
        "meetings/protection.html",
        form=form,
        classes=[
            (*HELD[kept], retention.ends_on(meeting, days[kept]), SPANS[kept].days)
            for kept in retention.CLASSES
        ],
    )
    return page, form.status
