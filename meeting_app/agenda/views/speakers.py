"""The people of the published agenda: a list, and a page about each who has an account."""

from flask import current_app, g, render_template

from meeting_app.agenda import queries
from meeting_app.agenda.access import audience_of, may_see_portrait
from meeting_app.agenda.labels import ROLES
from meeting_app.agenda.queries import SpeakerPage
from meeting_app.agenda.speakers import list_speakers
from meeting_app.agenda.views.public import bp
from meeting_app.core import files
from meeting_app.core.web import Page
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import anyone, guard, signed_in_person
from meeting_app.people.models import Audience
from meeting_app.people.shown import nearest_text


@bp.get("/speakers")
@guard(anyone, load=get_meeting)
def speakers(meeting: Meeting) -> Page:
    """The same for everybody: what only participants see stands on the page about each."""
    agenda = queries.find_published(meeting)
    if agenda is None:
        return render_template("agenda/unpublished.html")
    shown = queries.show_people(agenda.sessions, Audience.EVERYBODY)
    return render_template(
        "agenda/speakers.html", agenda=agenda, speakers=list_speakers(agenda, shown)
    )


@bp.get("/speakers/<code:code>")
@guard(anyone, load=queries.get_speaker)
def speaker(page: SpeakerPage) -> Page:
    shown = page.shown_to(audience_of(signed_in_person(), page.meeting))
    assert shown is not None
    parts = [
        (session, who)
        for session in page.agenda.sessions
        for who in session.people
        if who.person_id == page.person.id
    ]
    return render_template(
        "agenda/speaker.html",
        agenda=page.agenda,
        shown=shown,
        # Somebody who has given no name stands here as in the agenda.
        heading=shown.name or parts[0][1].name,
        text=nearest_text(shown.biography, g.lang),
        parts=parts,
        roles=ROLES,
    )


@bp.get("/speakers/<code:code>/photo.jpg")
@guard(may_see_portrait, load=queries.get_speaker, visitors=True)
def portrait(page: SpeakerPage) -> Page:
    stored = page.person.profile.photo
    assert stored is not None
    return files.show_picture(current_app.config["DATA_DIR"], stored)
