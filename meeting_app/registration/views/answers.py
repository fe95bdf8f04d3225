"""What people answered to the organisers' own questions: one by one, and added up."""

from flask import abort, g, render_template

from meeting_app.core.web import Page
from meeting_app.meetings.access import may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard
from meeting_app.questionnaires.queries.results import tally
from meeting_app.questionnaires.service import response_values
from meeting_app.registration import queries
from meeting_app.registration.models import Registration
from meeting_app.registration.views.blueprint import bp
from meeting_app.surveys.findings import find


@bp.get("/desk/registration/<int:number>")
@guard(may_organise, load=queries.get_registration)
def show(registration: Registration) -> Page:
    desk = queries.find_desk_with_questions(registration.meeting)
    assert desk is not None
    response = registration.response
    return render_template(
        "registration/show.html",
        registration=registration,
        questionnaire=desk.questionnaire,
        answers=response_values(response) if response else {},
    )


@bp.get("/desk/registration/answers")
@guard(may_organise, load=get_meeting)
def answers(meeting: Meeting) -> Page:
    """Every number: organisers read each single answer anyway. Nobody else gets this page."""
    desk = queries.find_desk_with_questions(meeting)
    if desk is None:
        abort(404)
    return render_template(
        "registration/answers.html",
        questionnaire=desk.questionnaire,
        findings=find(tally(desk.questionnaire, with_retired=True), g.lang),
    )
