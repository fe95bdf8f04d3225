"""The organisers' pages: calls, and lists of abstracts."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from meeting_app.abstracts import exports, forms, queries, service
from meeting_app.abstracts.models import Call, Format
from meeting_app.abstracts.views.blueprint import bp
from meeting_app.abstracts.words import FORMATS, STATE_KINDS, STATES
from meeting_app.core.errors import Refused
from meeting_app.core.requests import page_number, saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act, may_organise
from meeting_app.meetings.forms import span_of
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard
from meeting_app.people.downloads import hand_out
from meeting_app.questionnaires.forms import question_choices
from meeting_app.questionnaires.library import call_questions
from meeting_app.questionnaires.queries import list_questionnaires, values_of


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


def _filters() -> dict[str, str]:
    return {name: request.args.get(name, "") for name in ("call", "state", "language", "sort")}
