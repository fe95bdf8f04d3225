"""Answering a survey: its page, what is saved before it is sent, the receipt."""

import re
from typing import Any

from flask import flash, g, jsonify, redirect, render_template, request
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.requests import reads_first, saved, start_write, takes
from meeting_app.core.secrets import CODE_LETTERS
from meeting_app.core.web import Page, absolute_url, wants_json
from meeting_app.meetings.rules import When
from meeting_app.meetings.service import when
from meeting_app.people.access import anyone, guard, to_sign_in
from meeting_app.questionnaires.flow import Flow
from meeting_app.questionnaires.forms.linking import LinkForm
from meeting_app.questionnaires.linking import send_link
from meeting_app.questionnaires.sheet import LARGEST_REQUEST
from meeting_app.surveys import queries, service
from meeting_app.surveys.forms import SurveyForm
from meeting_app.surveys.models import Survey
from meeting_app.surveys.views.blueprint import bp, url_of
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
@reads_first
@takes(LARGEST_REQUEST)
@guard(anyone, load=queries.get_survey)
def answer(survey: Survey) -> Page:
    # What somebody has begun or used up is read under the lock.
    has_state = request.method == "POST" and (survey.invited or survey.signed)
    return (start_write() if has_state else None) or _answer(survey, None)


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


def _flow(survey: Survey, token: str | None, entry: Entry | None = None) -> Flow:
    def address(token: str | None, **query: Any) -> str:
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
    if "X-Waited" in request.headers:  # it lay on the device, and nobody is there to be asked back
        form.take_organisations_as_typed()
    defence = Defence(survey, form)
    if flow.is_moving and (moved := start_write() or flow.move()):
        return moved
    is_sent = form.is_submitted() and not flow.is_moving
    if is_sent and (sent := _came_in(survey, form) or _send(survey, flow, entry, defence)):
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
        link=_link(survey, flow.token) if flow.token else "",
        link_form=LinkForm(formdata=None),
        when=when(survey.phase, g.now),
    )
    return page, status


def _came_in(survey: Survey, form: SurveyForm) -> Page | None:
    """The way to the receipt, where this very sending arrived before."""
    origin = origin_of(survey, form)
    known = queries.find_receipt(survey, origin) if origin else None
    return saved(url_of("surveys.thanks", survey, receipt=known)) if known else None


def _send(survey: Survey, flow: Flow, entry: Entry, defence: Defence) -> Page | None:
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
    if done := start_write() or _came_in(survey, form):
        return done
    if not form.has_good_key():
        return None
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
            origin=origin_of(survey, form),
        )
    except Refused as refused:
        form.refuse(refused)
        return None
    leave_mark(survey, entry)
    receipt = response.code
    url = url_of("surveys.thanks", survey, receipt=receipt)
    done = saved(url)
    return jsonify(receipt=receipt, url=url) if wants_json() else done


_ASK_THE_SERVER = ("FindOneField", "FindSeveralField")


def _works_offline(survey: Survey, flow: Flow) -> bool:
    """Where the answer needs neither a name nor a link. A survey in steps is kept as one page."""
    return not (
        survey.invited
        or survey.signed
        or flow.draft
        or flow.form.files
        or any(field.type in _ASK_THE_SERVER for field in flow.form)
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
