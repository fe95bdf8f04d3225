"""Writing an abstract: a new one, a draft, or one that was submitted and may still be changed."""

from flask import g, redirect, render_template, request
from flask_babel import gettext as _

from meeting_app.abstracts import queries, service
from meeting_app.abstracts.access import may_change
from meeting_app.abstracts.models import Abstract, AbstractState, Call
from meeting_app.abstracts.views.blueprint import address_of, bp, can_edit
from meeting_app.abstracts.views.writing import Writing
from meeting_app.core.errors import Refused
from meeting_app.core.requests import saved, takes
from meeting_app.core.unsent import keeps_typed
from meeting_app.core.web import Page
from meeting_app.meetings.service import arrival, when
from meeting_app.people.access import guard, signed_in
from meeting_app.questionnaires.sheet import LARGEST_REQUEST


@bp.route("/calls/<slug:slug>/submit", methods=["GET", "POST"])
@keeps_typed
@takes(LARGEST_REQUEST)
@guard(signed_in, load=queries.get_call)
def submit(call: Call) -> Page:
    return _write(Writing(call))


@bp.post("/calls/<slug:slug>/submit/save")
@takes(LARGEST_REQUEST)
@guard(signed_in, load=queries.get_call)
def start(call: Call) -> Page:
    """For the page's script: the first saving of an abstract."""
    return Writing(call).save_quietly()


@bp.route("/abstracts/<code:code>/edit", methods=["GET", "POST"])
@keeps_typed
@takes(LARGEST_REQUEST)
@guard(may_change, load=queries.get_abstract)
def edit(abstract: Abstract) -> Page:
    if request.method == "GET" and not can_edit(abstract, when(abstract.call.phase, g.now)):
        return redirect(address_of(abstract), 303)
    return _write(Writing(abstract.call, abstract))


@bp.post("/abstracts/<code:code>/edit/save")
@takes(LARGEST_REQUEST)
@guard(may_change, load=queries.get_abstract)
def save(abstract: Abstract) -> Page:
    """For the page's script."""
    return Writing(abstract.call, abstract).save_quietly()


def _write(writing: Writing) -> Page:
    call, form = writing.call, writing.form
    if writing.action == "add":
        form.add_presenter()
    elif form.validate_on_submit():
        if writing.is_behind():
            return writing.both()
        try:
            abstract, message = _store(writing)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            goes_on = writing.has_chosen and abstract.state == AbstractState.DRAFT
            return saved(
                address_of(abstract, "abstracts.edit" if goes_on else "abstracts.show"), message
            )
    writing.keep_files()
    page = render_template(
        "abstracts/submit.html",
        form=form,
        call=call,
        abstract=writing.abstract,
        save_address=writing.save_address,
        is_submitted=writing.is_sent,
        is_open=arrival(call.phase, form_opened_at=form.opened_at, now=g.now).taken,
        is_over=g.now > call.phase.closes_at,
    )
    return page, form.status


def _store(writing: Writing) -> tuple[Abstract, str]:
    """What is stored, and what is said about it."""
    call, person, abstract = writing.call, writing.person, writing.abstract
    content, opened_at = writing.content(), writing.form.opened_at
    if abstract and writing.is_sent:
        service.change(abstract, content, form_opened_at=opened_at, now=g.now)
        return abstract, _("Your changes were saved.")
    origin = writing.origin
    if writing.action == "draft":
        abstract = service.save_draft(
            call, content, person=person, now=g.now, abstract=abstract, origin=origin
        )
        return abstract, _("Your draft was saved.")
    abstract = service.submit(
        call,
        content,
        person=person,
        form_opened_at=opened_at,
        now=g.now,
        abstract=abstract,
        origin=origin,
    )
    submitted = abstract.state == AbstractState.SUBMITTED
    return abstract, _("Your abstract was submitted.") if submitted else ""
