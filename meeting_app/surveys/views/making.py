"""Organisers make surveys and change them."""

from flask import g, render_template, url_for
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act, may_organise
from meeting_app.meetings.forms import span_of
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting, list_themes
from meeting_app.meetings.service import when
from meeting_app.people.access import guard
from meeting_app.questionnaires.forms import question_choices
from meeting_app.questionnaires.library import survey_questions
from meeting_app.surveys import queries, service
from meeting_app.surveys.forms import EditSurveyForm, EmptySurveyForm, NewSurveyForm
from meeting_app.surveys.models import Survey
from meeting_app.surveys.views.blueprint import bp, url_of


@bp.get("/desk/surveys")
@guard(may_organise, load=get_meeting)
def desk_list(meeting: Meeting) -> Page:
    surveys = queries.list_surveys(meeting)
    return render_template(
        "surveys/desk_list.html",
        surveys=[(survey, when(survey.phase, g.now)) for survey in surveys],
        answers=queries.count_answers(meeting),
    )


@bp.route("/desk/surveys/new", methods=["GET", "POST"])
@guard(may_act, load=get_meeting)
def new(meeting: Meeting) -> Page:
    offered = survey_questions(meeting.languages, list_themes(meeting))
    form = NewSurveyForm(data={"questions": [asked["code"] for asked in offered]})
    form.questions.choices = question_choices(offered)
    form.ask_in(meeting.languages)
    if form.validate_on_submit() and (span := form.span(meeting.zone)):
        try:
            survey = service.open_survey(
                meeting,
                form.slug.data,
                form.title.value(),
                form.intro.value() or None,
                form.thanks.value() or None,
                [asked for asked in offered if asked["code"] in form.questions.data],
                opens_at=span[0],
                closes_at=span[1],
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_of("surveys.desk", survey), _("The survey was made."))
    return render_template("surveys/new.html", form=form), form.status


@bp.route("/desk/surveys/new/xlsform", methods=["GET", "POST"])
@guard(may_act, load=get_meeting)
def new_from_xlsform(meeting: Meeting) -> Page:
    """A survey without questions yet: the next page takes the file."""
    form = EmptySurveyForm()
    form.ask_in(meeting.languages)
    if form.validate_on_submit() and (span := form.span(meeting.zone)):
        try:
            survey = service.open_survey(
                meeting,
                form.slug.data,
                form.title.value(),
                form.intro.value() or None,
                form.thanks.value() or None,
                [],
                opens_at=span[0],
                closes_at=span[1],
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            number = survey.questionnaire_id
            return saved(
                url_for("questionnaires.xlsform", meeting=meeting.slug, number=number),
                _("The survey was made. Now choose the file with its questions."),
            )
    return render_template("surveys/new_from_xlsform.html", form=form), form.status


@bp.route("/desk/surveys/<slug:slug>/edit", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_survey)
def edit(survey: Survey) -> Page:
    texts = {"title": survey.title, "intro": survey.intro, "thanks": survey.thanks}
    form = EditSurveyForm(data={**texts, **span_of(survey.phase)})
    form.ask_in(survey.meeting.languages)
    if form.validate_on_submit() and (span := form.span(survey.meeting.zone)):
        try:
            service.change_survey(
                survey,
                title=form.title.value(survey.title),
                intro=form.intro.value(survey.intro) or None,
                thanks=form.thanks.value(survey.thanks) or None,
                opens_at=span[0],
                closes_at=span[1],
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_of("surveys.desk", survey), _("The survey was saved."))
    return render_template("surveys/edit.html", form=form, survey=survey), form.status
