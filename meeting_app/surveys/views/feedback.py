"""Feedback after a meeting or its sessions: making the survey, seeing what came in by session."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import render_template
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act, may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.surveys import queries, service
from meeting_app.surveys.feedback import feedback_questions, feedback_title
from meeting_app.surveys.forms.modes import FeedbackForm
from meeting_app.surveys.models import About, Once, Survey
from meeting_app.surveys.views.blueprint import bp, url_of
from meeting_app.surveys.views.entering import subjects_of

OPEN_FOR = timedelta(days=14)
"""After the meeting's last day, unless organisers choose otherwise."""


@bp.route("/desk/feedback/new", methods=["GET", "POST"])
@guard(may_act, load=get_meeting)
def new_feedback(meeting: Meeting) -> Page:
    form = FeedbackForm(data={"about": About.SESSIONS, "slug": "feedback", **_span(meeting)})
    if form.validate_on_submit() and (span := form.span(meeting.zone)):
        about = About(form.about.data)
        try:
            survey = service.open_survey(
                meeting,
                form.slug.data,
                feedback_title(about, meeting.languages),
                None,
                None,
                feedback_questions(about, meeting.languages),
                opens_at=span[0],
                closes_at=span[1],
            )
            service.change_modes(
                survey, invited=False, signed=False, once=Once.BROWSER, about=about
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_of("surveys.desk", survey), _("The survey was made."))
    return render_template("surveys/new_feedback.html", form=form), form.status


@bp.get("/desk/surveys/<slug:slug>/sessions")
@guard(may_organise, load=queries.get_survey)
def by_session(survey: Survey) -> Page:
    """How many answers came in about each session, and the means of their ratings."""
    titles = subjects_of(survey.meeting)
    found = queries.tally_by_subject(survey)
    return render_template(
        "surveys/by_session.html",
        survey=survey,
        ratings=[q for q in survey.questionnaire.questions if q.kind == QuestionKind.RATING],
        rows=[
            (code, titles.get(code), found.get(code))
            for code in dict.fromkeys([*titles, *filter(None, found)])
        ],
    )


def _span(meeting: Meeting) -> dict[str, datetime]:
    """As the clocks at the meeting show it."""
    zone = ZoneInfo(meeting.zone)
    return {
        "opens_at": datetime.combine(meeting.starts_on, time(8), zone),
        "closes_at": datetime.combine(meeting.ends_on + OPEN_FOR, time(23, 59), zone),
    }
