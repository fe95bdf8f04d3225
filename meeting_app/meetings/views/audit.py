"""A meeting's part of the audit trail, for its organisers."""

from flask import g, render_template, request

from meeting_app.core.requests import page_number
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.meetings.views.blueprint import bp
from meeting_app.people import exports
from meeting_app.people import queries as people
from meeting_app.people.access import guard
from meeting_app.people.downloads import hand_out
from meeting_app.people.forms.audit import read_wanted
from meeting_app.people.models import Action
from meeting_app.people.queries import ABOUT_SIGNING_IN, Wanted
from meeting_app.people.words import action_name


@bp.get("/<language:lang>/<slug:meeting>/desk/audit")
@guard(may_organise, load=get_meeting)
def trail(meeting: Meeting) -> Page:
    """Who signs in when is nobody's business but the administrators'."""
    wanted = _wanted(meeting)
    page = people.paginate_entries(wanted, meeting.zone, page_number())
    return render_template(
        "meetings/audit.html",
        wanted=wanted,
        page=page,
        names=people.names_in(page.items),
        actions=[action for action in Action if action not in ABOUT_SIGNING_IN],
        action_name=action_name,
        said=exports.said,
    )


@bp.get("/<language:lang>/<slug:meeting>/desk/audit.xlsx")
@guard(may_organise, load=get_meeting)
def trail_export(meeting: Meeting) -> Page:
    entries = people.list_entries(_wanted(meeting), meeting.zone)
    content = exports.write_entries(entries, people.names_in(entries), g.lang)
    return hand_out(content, f"audit-{meeting.slug}.xlsx", rows=len(entries), scope=meeting.slug)


def _wanted(meeting: Meeting) -> Wanted:
    return read_wanted(request.args, scope=meeting.slug, without=ABOUT_SIGNING_IN)
