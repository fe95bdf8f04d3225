"""A call's page, writing an abstract, one's abstract; the organisers' lists."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from meeting_app.abstracts import exports, forms, queries, service
from meeting_app.abstracts.access import may_change, may_see
from meeting_app.abstracts.models import Abstract, AbstractState, Call, Format
from meeting_app.abstracts.rules import can_move
from meeting_app.abstracts.words import FORMATS, STATE_KINDS, STATES
from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import page_number, saved, takes
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act, may_look, may_organise
from meeting_app.meetings.forms import span_of
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting, list_themes
from meeting_app.meetings.rules import When
from meeting_app.meetings.service import arrival, when
from meeting_app.people.access import anyone, guard, signed_in, signed_in_person
from meeting_app.people.downloads import hand_out
from meeting_app.questionnaires.forms import fill, make_form, question_choices
from meeting_app.questionnaires.library import call_questions
from meeting_app.questionnaires.queries import list_questionnaires, values_of
from meeting_app.questionnaires.service import response_values
from meeting_app.questionnaires.sheet import LARGEST_REQUEST, hold_files, keep_files

bp = Blueprint("abstracts", __name__, url_prefix="/<language:lang>/<slug:meeting>")


@bp.get("/calls/<slug:slug>")
@guard(anyone, load=queries.get_call)
def call(call: Call) -> Page:
    return render_template("abstracts/call.html", call=call, when=when(call.phase, g.now))


@bp.route("/calls/<slug:slug>/submit", methods=["GET", "POST"])
@takes(LARGEST_REQUEST)
@guard(signed_in, load=queries.get_call)
def submit(call: Call) -> Page:
    return _write(call, None)


@bp.get("/abstracts/<code:code>")
@guard(may_see, load=queries.get_abstract)
def show(abstract: Abstract) -> Page:
    person = signed_in_person()
    moment = when(abstract.call.phase, g.now)
    return render_template(
        "abstracts/show.html",
        abstract=abstract,
        when=moment,
        state=STATES[abstract.state],
        state_kind=STATE_KINDS[abstract.state],
        is_own=may_change(person, abstract),
        sees_addresses=may_change(person, abstract) or may_look(person, abstract),
        can_edit=_can_edit(abstract, moment),
        can_withdraw=can_move(abstract.state, AbstractState.WITHDRAWN),
        answers=response_values(abstract.response) if abstract.response else {},
        sees_files=may_look(person, abstract),
    )


@bp.route("/abstracts/<code:code>/edit", methods=["GET", "POST"])
@takes(LARGEST_REQUEST)
@guard(may_change, load=queries.get_abstract)
def edit(abstract: Abstract) -> Page:
    if request.method == "GET" and not _can_edit(abstract, when(abstract.call.phase, g.now)):
        return redirect(_address(abstract), 303)
    return _write(abstract.call, abstract)


@bp.route("/abstracts/<code:code>/withdraw", methods=["GET", "POST"])
@guard(may_change, load=queries.get_abstract)
def withdraw(abstract: Abstract) -> Page:
    if request.method == "GET" and not can_move(abstract.state, AbstractState.WITHDRAWN):
        return redirect(_address(abstract), 303)
    form = Button()
    if form.validate_on_submit():
        try:
            service.withdraw(abstract, g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(_address(abstract), _("Your abstract was withdrawn."))
    return render_template("abstracts/withdraw.html", form=form, abstract=abstract), form.status


@bp.get("/desk/calls")
@guard(may_organise, load=get_meeting)
def desk_calls(meeting: Meeting) -> Page:
    return render_template(
        "abstracts/desk_calls.html",
        calls=queries.list_calls(meeting),
        counts=queries.counts_by_call(meeting),
        states=STATES,
        formats=FORMATS,
    )


@bp.route("/desk/calls/new", methods=["GET", "POST"])
@guard(may_act, load=get_meeting)
def new_call(meeting: Meeting) -> Page:
    offered = call_questions(meeting.languages)
    form = forms.NewCallForm(data={"word_limit": 300})
    form.questions.choices = question_choices(offered)
    form.ask_in(meeting.languages)
    if form.validate_on_submit() and (span := form.span(meeting.zone)):
        try:
            service.open_call(
                meeting,
                form.slug.data,
                title=form.title.value(),
                text=form.text.value(),
                format=Format(form.format.data),
                word_limit=form.word_limit.data or 0,
                questions=[one for one in offered if one["code"] in (form.questions.data or [])],
                opens_at=span[0],
                closes_at=span[1],
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(
                url_for("abstracts.desk_calls", meeting=meeting.slug),
                _("The call was made. Under “Review” you set what its abstracts are scored on."),
            )
    return render_template("abstracts/new_call.html", form=form), form.status


@bp.route("/desk/calls/<slug:slug>/edit", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_call)
def edit_call(call: Call) -> Page:
    form = forms.EditCallForm(
        data={
            "title": call.title,
            "text": call.text,
            "format": call.format,
            "word_limit": call.word_limit,
            **span_of(call.phase),
        }
    )
    form.ask_in(call.meeting.languages)
    if form.validate_on_submit() and (span := form.span(call.meeting.zone)):
        try:
            service.change_call(
                call,
                title=form.title.value(call.title),
                text=form.text.value(call.text),
                format=Format(form.format.data),
                word_limit=form.word_limit.data or 0,
                opens_at=span[0],
                closes_at=span[1],
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(
                url_for("abstracts.desk_calls", meeting=call.meeting.slug),
                _("The call was saved. It holds from now on."),
            )
    return render_template("abstracts/edit_call.html", form=form, call=call), form.status


@bp.get("/desk/abstracts")
@guard(may_organise, load=get_meeting)
def desk_list(meeting: Meeting) -> Page:
    return render_template(
        "abstracts/desk_list.html",
        page=queries.page_of(queries.select_abstracts(meeting, **_filters()), page_number()),
        filters=_filters(),
        calls=queries.list_calls(meeting),
        counts=queries.state_counts(meeting),
        languages_used=queries.languages_used(meeting),
        states=STATES,
        state_kinds=STATE_KINDS,
    )


@bp.get("/desk/abstracts.xlsx")
@guard(may_organise, load=get_meeting)
def desk_xlsx(meeting: Meeting) -> Page:
    chosen = queries.list_with_answers(queries.select_abstracts(meeting, **_filters()))
    asked = {one.id: one.questions for one in list_questionnaires(meeting)}
    questions = [
        (call, question)
        for call in queries.list_calls(meeting)
        for question in asked[call.questionnaire_id]
    ]
    answers = values_of([abstract.response for abstract in chosen if abstract.response])
    content = exports.abstracts_xlsx(chosen, questions, answers, g.lang)
    return hand_out(content, f"abstracts-{meeting.slug}.xlsx", rows=len(chosen), scope=meeting.slug)


def _write(call: Call, abstract: Abstract | None) -> Page:
    """The form, for a new abstract, a draft, or one that was submitted and may still be changed."""
    person = signed_in_person()
    assert person is not None
    themes = list_themes(call.meeting)
    languages = call.meeting.languages
    language = next((one for one in (g.lang, person.language) if one in languages), languages[0])
    form = make_form(forms.AbstractForm, call.questionnaire)(
        data=forms.values_of(abstract) if abstract else forms.new_values(person, language)
    )
    assert isinstance(form, forms.AbstractForm)
    form.prepare(call, themes)
    if abstract and abstract.response:
        fill(form, call.questionnaire, response_values(abstract.response))
    action = (request.form.getlist("action") or ["submit"])[-1]
    form.complete = action != "draft"
    if action == "add":
        form.add_presenter()
    elif form.validate_on_submit():
        hold_files(form, call.questionnaire)
        content = form.content(call, themes)
        try:
            if abstract and abstract.state != AbstractState.DRAFT:
                service.change(abstract, content, form_opened_at=form.opened_at, now=g.now)
                message = _("Your changes were saved.")
            elif action == "draft":
                abstract = service.save_draft(
                    call, content, person=person, now=g.now, abstract=abstract
                )
                message = _("Your draft was saved.")
            else:
                abstract = service.submit(
                    call,
                    content,
                    person=person,
                    form_opened_at=form.opened_at,
                    now=g.now,
                    abstract=abstract,
                )
                submitted = abstract.state == AbstractState.SUBMITTED
                message = _("Your abstract was submitted.") if submitted else ""
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(_address(abstract), message)
    if form.is_submitted():
        keep_files(form, call.questionnaire)
    page = render_template(
        "abstracts/submit.html",
        form=form,
        call=call,
        abstract=abstract,
        is_submitted=abstract is not None and abstract.state != AbstractState.DRAFT,
        is_open=arrival(call.phase, form_opened_at=form.opened_at, now=g.now).taken,
        is_over=g.now > call.phase.closes_at,
    )
    return page, form.status


def _can_edit(abstract: Abstract, moment: When) -> bool:
    """Drafts at any time: what is closed is only their sending."""
    if abstract.state == AbstractState.SUBMITTED:
        return moment is When.OPEN
    return abstract.state == AbstractState.DRAFT


def _address(abstract: Abstract) -> str:
    return url_for("abstracts.show", meeting=abstract.meeting.slug, code=abstract.code)


def _filters() -> dict[str, str]:
    return {name: request.args.get(name, "") for name in ("call", "state", "language", "sort")}
