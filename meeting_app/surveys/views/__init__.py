"""A survey's results, and the organisers' pages about it; answering stands in modules of its own."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import page_number, saved
from meeting_app.core.web import Page, absolute_url
from meeting_app.meetings.access import may_act, may_look, may_organise
from meeting_app.meetings.forms import span_of
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting, list_themes
from meeting_app.meetings.service import when
from meeting_app.people.access import guard, signed_in_person
from meeting_app.people.downloads import hand_out
from meeting_app.questionnaires.checking import count_errors
from meeting_app.questionnaires.designer.queries import findings_of
from meeting_app.questionnaires.forms import question_choices
from meeting_app.questionnaires.library import survey_questions
from meeting_app.questionnaires.queries import list_texts, tally, values_sent
from meeting_app.questionnaires.rules import TEXT_KINDS
from meeting_app.surveys import exports, queries, service
from meeting_app.surveys.access import may_see_results
from meeting_app.surveys.forms import EditSurveyForm, EmptySurveyForm, NewSurveyForm
from meeting_app.surveys.models import Survey
from meeting_app.surveys.rules import is_shown
from meeting_app.surveys.views import (  # noqa: F401 - their routes
    answering,
    feedback,
    importing,
    inviting,
    modes,
    offline,
)
from meeting_app.surveys.views.blueprint import bp as bp
from meeting_app.surveys.views.blueprint import url_of


@bp.get("/surveys/<slug:slug>/results")
@guard(may_see_results, load=queries.get_survey, visitors=True)
def results(survey: Survey) -> Page:
    """Organisers see every figure here; others none that too few people stand behind."""
    return render_template(
        "surveys/results.html",
        survey=survey,
        tally=tally(survey.questionnaire),
        shown=_always if may_look(signed_in_person(), survey) else is_shown,
    )


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


@bp.get("/desk/surveys/<slug:slug>")
@guard(may_organise, load=queries.get_survey)
def desk(survey: Survey) -> Page:
    found = tally(survey.questionnaire)
    asked = [one for one in found.questions if one.question.kind in TEXT_KINDS]
    wanted = request.args.get("question")
    chosen = next(
        (one for one in asked if one.question.code == wanted), asked[0] if asked else None
    )
    return render_template(
        "surveys/desk.html",
        survey=survey,
        tally=found,
        text_questions=asked,
        chosen=chosen,
        texts=list_texts(chosen, page_number()) if chosen else None,
        shown=_always,
        errors=count_errors(findings_of(survey.questionnaire)),
        button=Button(),
        address=absolute_url(
            "surveys.answer", lang=g.lang, meeting=survey.meeting.slug, slug=survey.slug
        ),
    )


@bp.get("/desk/surveys/<slug:slug>.xlsx")
@guard(may_organise, load=queries.get_survey)
def export(survey: Survey) -> Page:
    responses = queries.list_responses(survey)
    made = exports.answers(survey, responses, values_sent(survey.questionnaire), g.lang)
    return hand_out(
        made,
        f"{survey.meeting.slug}-{survey.slug}.xlsx",
        rows=len(responses),
        scope=survey.meeting.slug,
    )


@bp.post("/desk/surveys/<slug:slug>/publish")
@guard(may_organise, load=queries.get_survey)
def publish_results(survey: Survey) -> Page:
    if not Button().validate_on_submit():
        return saved(url_of("surveys.desk", survey))
    service.publish_results(survey, g.now)
    return saved(url_of("surveys.desk", survey), _("The results are public now."))


@bp.post("/desk/surveys/<slug:slug>/hide")
@guard(may_organise, load=queries.get_survey)
def hide_results(survey: Survey) -> Page:
    if not Button().validate_on_submit():
        return saved(url_of("surveys.desk", survey))
    service.hide_results(survey)
    return saved(
        url_of("surveys.desk", survey), _("The results are hidden now: only organisers see them.")
    )


def _always(_answers: int) -> bool:
    return True
