"""The list of meetings and a meeting's page."""

from collections import defaultdict

from flask import current_app, g, redirect, render_template, request, url_for

from meeting_app.core.locale import choose_language
from meeting_app.core.web import Page
from meeting_app.meetings import queries
from meeting_app.meetings.models import Meeting, Phase
from meeting_app.meetings.rules import When
from meeting_app.meetings.service import when
from meeting_app.meetings.views.blueprint import bp
from meeting_app.people.access import anyone, guard, signed_in_person


@bp.get("/")
@guard(anyone)
def root() -> Page:
    person = signed_in_person()
    wanted = [request.cookies.get("lang"), person.language if person else None]
    language = choose_language(wanted, request.accept_languages)
    answer = redirect(url_for("meetings.home", lang=language))
    answer.vary.update(("Accept-Language", "Cookie"))
    return answer


@bp.get("/<language:lang>/")
@guard(anyone)
def home() -> Page:
    open_now = defaultdict(list)
    for phase in queries.list_public_phases():
        if when(phase, g.now) is When.OPEN:
            open_now[phase.meeting_id].append(phase)
    return render_template(
        "meetings/home.html",
        meetings=queries.list_meetings(),
        open_now=open_now,
        phase_url=address,
    )


@bp.get("/<language:lang>/<slug:meeting>/")
@guard(anyone, load=queries.get_meeting)
def show(meeting: Meeting) -> Page:
    phases = [phase for phase in queries.list_phases(meeting) if phase.public]
    return render_template(
        "meetings/show.html",
        phases=[(phase, when(phase, g.now), address(meeting, phase)) for phase in phases],
    )


def address(meeting: Meeting, phase: Phase) -> str | None:
    """The page where the phase's business is done."""
    if phase.endpoint is None or phase.endpoint not in current_app.view_functions:
        return None
    return url_for(phase.endpoint, meeting=meeting.slug, **phase.arguments)
