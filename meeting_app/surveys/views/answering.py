"""Answering a survey: on one page or step by step, with drafts by a secret link."""

import re

from flask import flash, g, redirect, render_template, request
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.requests import saved, takes
from meeting_app.core.secrets import CODE_LETTERS
from meeting_app.core.web import Page, absolute_url
from meeting_app.meetings.service import when
from meeting_app.people.access import anyone, guard
from meeting_app.questionnaires.flow import Flow
from meeting_app.questionnaires.forms.linking import LinkForm
from meeting_app.questionnaires.linking import send_link
from meeting_app.questionnaires.sheet import LARGEST_REQUEST
from meeting_app.surveys import queries, service
from meeting_app.surveys.forms import SurveyForm
from meeting_app.surveys.models import Survey
from meeting_app.surveys.views.blueprint import bp, url_of


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
    back = url_of("surveys.resume", survey, token=token)
    link = _link(survey, token)
    if refusal := send_link(LinkForm(), survey.questionnaire, token, survey.title, link):
        flash(refusal, "refused")
        return redirect(back, 303)
    return saved(back, _("The link is on its way to the address that you gave."))


def _link(survey: Survey, token: str) -> str:
    """In full, to be kept or sent."""
    where = {"lang": g.lang, "meeting": survey.meeting.slug, "slug": survey.slug}
    return absolute_url("surveys.resume", **where, token=token)


def _flow(survey: Survey, token: str | None) -> Flow:
    def address(token: str | None, **query: str) -> str:
        return url_of("surveys.resume", survey, token=token, **query)

    return Flow(SurveyForm, survey.questionnaire, token, address)


def _answer(survey: Survey, token: str | None) -> Page:
    flow = _flow(survey, token)
    if flow.is_gone and request.method == "GET":
        return render_template("surveys/gone.html", survey=survey), 410
    form = flow.form
    if flow.is_moving and (moved := flow.move()):
        return moved
    if not flow.is_moving and flow.is_complete():
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
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_of("surveys.thanks", survey, receipt=response.code))
    status = flow.status()
    page = render_template(
        "surveys/answer.html",
        form=form,
        flow=flow,
        survey=survey,
        link=_link(survey, flow.token) if flow.token else "",
        link_form=LinkForm(formdata=None),
        when=when(survey.phase, g.now),
    )
    return page, status


@bp.get("/surveys/<slug:slug>/thanks")
@guard(anyone, load=queries.get_survey)
def thanks(survey: Survey) -> Page:
    receipt = request.args.get("receipt", "")
    is_code = re.fullmatch(f"[{CODE_LETTERS}]{{6}}", receipt)
    return render_template(
        "surveys/thanks.html", survey=survey, receipt=receipt if is_code else None
    )
