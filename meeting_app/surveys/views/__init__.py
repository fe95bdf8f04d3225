"""Answering a survey, its results, and the organisers' pages about it."""

import re
from typing import Any

from flask import flash, g, jsonify, redirect, render_template, request
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import page_number, saved, takes
from meeting_app.core.secrets import CODE_LETTERS
from meeting_app.core.web import Page, absolute_url
from meeting_app.meetings.access import may_act, may_look, may_organise
from meeting_app.meetings.forms import span_of
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting, list_themes
from meeting_app.meetings.rules import When
from meeting_app.meetings.service import when
from meeting_app.people.access import anyone, guard, signed_in_person, to_sign_in
from meeting_app.people.downloads import hand_out
from meeting_app.questionnaires.flow import LARGEST_REQUEST, Flow
from meeting_app.questionnaires.forms import question_choices
from meeting_app.questionnaires.forms.linking import LinkForm
from meeting_app.questionnaires.library import survey_questions
from meeting_app.questionnaires.linking import send_link
from meeting_app.questionnaires.queries import list_texts, tally, values_sent
from meeting_app.questionnaires.rules import TEXT_KINDS, QuestionKind
from meeting_app.surveys import exports, queries, service
from meeting_app.surveys.access import may_see_results
from meeting_app.surveys.forms import EditSurveyForm, NewSurveyForm, SurveyForm
from meeting_app.surveys.models import Survey
from meeting_app.surveys.rules import is_shown
from meeting_app.surveys.views import importing, inviting, modes, offline  # noqa: F401 - their routes
from meeting_app.surveys.views.blueprint import bp as bp
from meeting_app.surveys.views.blueprint import url_of
from meeting_app.surveys.views.defence import Defence
from meeting_app.surveys.views.entering import (
    NEEDS_SIGN_IN,
    NEEDS_SUBJECT,
    Entry,
    enter,
    leave_mark,
    origin_of,
    subjects_of,
)


@bp.route("/surveys/<slug:slug>", methods=["GET", "POST"])
@takes(LARGEST_REQUEST)
@guard(anyone, load=queries.get_survey)
def answer(survey: Survey) -> Page:
    return _answer(survey, None)


@bp.route("/surveys/<slug:slug>/continue/<token>", methods=["GET", "POST"])
@takes(LARGEST_REQUEST)
@guard(anyone, load=queries.get_with_token)
def resume(found: tuple[Survey, str]) -> Page:
    """An answer that was saved before it was sent, by its secret link."""
    survey, token = found
    g.subject = survey
    return _answer(survey, token)


@bp.post("/surveys/<slug:slug>/save")
@takes(LARGEST_REQUEST)
@guard(anyone, load=queries.get_survey)
def start(survey: Survey) -> Page:
    """For the page's script: the first saving of an answer."""
    return _flow(survey, None).save_quietly()


@bp.post("/surveys/<slug:slug>/continue/<token>/save")
@takes(LARGEST_REQUEST)
@guard(anyone, load=queries.get_with_token)
def save(found: tuple[Survey, str]) -> Page:
    """For the page's script."""
    return _flow(*found).save_quietly()


@bp.post("/surveys/<slug:slug>/continue/<token>/mail")
@guard(anyone, load=queries.get_with_token)
def mail_link(found: tuple[Survey, str]) -> Page:
    """The link by letter, to whoever asks for it."""
    survey, token = found
    where = {"lang": g.lang, "meeting": survey.meeting.slug, "slug": survey.slug, "token": token}
    url = absolute_url("surveys.resume", **where)
    back = url_of("surveys.resume", survey, token=token)
    if refusal := send_link(LinkForm(), survey.questionnaire, token, survey.title, url):
        flash(refusal, "refused")
        return redirect(back, 303)
    return saved(back, _("The link is on its way to the address that you gave."))


def _flow(survey: Survey, token: str | None, entry: Entry | None = None) -> Flow:
    def address(token: str, **query: Any) -> str:
        return url_of("surveys.resume", survey, token=token, **query)

    person = entry.person if entry else None
    return Flow(SurveyForm, survey.questionnaire, token, address, person=person)


def _answer(survey: Survey, token: str | None) -> Page:
    entry = enter(survey)
    if entry.stop and request.method == "GET":
        return _stopped(survey, entry)
    flow = _flow(survey, token, entry)
    if flow.is_gone and request.method == "GET":
        return render_template("surveys/gone.html", survey=survey), 410
    form = flow.form
    defence = Defence(survey, form)
    if flow.is_moving and (moved := flow.move()):
        return moved
    if form.is_submitted() and not flow.is_moving:
        if (origin := origin_of(form)) and (known := queries.find_receipt(survey, origin)):
            return saved(url_of("surveys.thanks", survey, receipt=known))
        if sent := _send(survey, flow, entry, defence, origin):
            return sent
    status = flow.status()
    page = render_template(
        "surveys/answer.html",
        form=form,
        flow=flow,
        survey=survey,
        entry=entry,
        works_offline=_works_offline(survey, flow),
        defence=Defence(survey, form) if form.is_submitted() else defence,
        link_form=LinkForm(formdata=None),
        when=when(survey.phase, g.now),
    )
    return page, status


def _send(
    survey: Survey, flow: Flow, entry: Entry, defence: Defence, origin: str | None
) -> Page | None:
    """None where the form is to be shown again."""
    form = flow.form
    defence.note_arrival()
    if not flow.is_complete():
        if form["website"].errors:
            defence.turned_down("")
        return None
    if refusal := entry.sentence() if entry.stop else defence.refusal():
        form.form_errors.append(refusal)
        return None
    if both := flow.both():
        return both
    try:
        response = service.answer(
            survey,
            flow.read(),
            language=g.lang,
            form_opened_at=form.opened_at,
            now=g.now,
            version=form.asked_version,
            draft=flow.draft,
            person=entry.person,
            invitation=entry.invitation,
            subject=entry.subject,
            origin=origin,
        )
    except Refused as refused:
        flow.refuse(refused)
        return None
    url = url_of("surveys.thanks", survey, receipt=response.code)
    done = saved(url)
    if request.accept_mimetypes.best == "application/json":  # the page's script
        done = jsonify(receipt=response.code, url=url)
    leave_mark(done, survey, entry)
    return done


def _works_offline(survey: Survey, flow: Flow) -> bool:
    """Where the whole survey stands on the page, and the answer needs neither a name nor a link."""
    return not (
        survey.invited
        or survey.signed
        or flow.steps
        or flow.draft
        or flow.form.files
        or any(item.kind == QuestionKind.ORGANISATION for item in flow.form.definition.items)
    )


def _stopped(survey: Survey, entry: Entry) -> Page:
    """Why nothing can be answered here, and what to do."""
    open_now = when(survey.phase, g.now) is When.OPEN
    if entry.stop == NEEDS_SIGN_IN and open_now:
        return to_sign_in()
    subjects = subjects_of(survey.meeting) if entry.stop == NEEDS_SUBJECT else {}
    return render_template("surveys/stopped.html", survey=survey, entry=entry, subjects=subjects)


@bp.get("/surveys/<slug:slug>/thanks")
@guard(anyone, load=queries.get_survey)
def thanks(survey: Survey) -> Page:
    receipt = request.args.get("receipt", "")
    is_code = re.fullmatch(f"[{CODE_LETTERS}]{{6}}", receipt)
    return render_template(
        "surveys/thanks.html", survey=survey, receipt=receipt if is_code else None
    )


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
