"""A call's page; one's abstract, and its end."""

from flask import g, redirect, render_template, request
from flask_babel import gettext as _

from meeting_app.abstracts import queries, service
from meeting_app.abstracts.access import may_change, may_see
from meeting_app.abstracts.models import Abstract, AbstractState, Call
from meeting_app.abstracts.rules import can_move
from meeting_app.abstracts.views.blueprint import address_of, bp, can_edit
from meeting_app.abstracts.words import STATE_KINDS, STATES
from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_look
from meeting_app.meetings.service import when
from meeting_app.people.access import anyone, guard, signed_in_person
from meeting_app.questionnaires.service import response_values


@bp.get("/calls/<slug:slug>")
@guard(anyone, load=queries.get_call)
def call(call: Call) -> Page:
    return render_template("abstracts/call.html", call=call, when=when(call.phase, g.now))


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
        can_edit=can_edit(abstract, moment),
        can_withdraw=can_move(abstract.state, AbstractState.WITHDRAWN),
        answers=response_values(abstract.response) if abstract.response else {},
        sees_files=may_look(person, abstract),
    )


@bp.route("/abstracts/<code:code>/withdraw", methods=["GET", "POST"])
@guard(may_change, load=queries.get_abstract)
def withdraw(abstract: Abstract) -> Page:
    if request.method == "GET" and not can_move(abstract.state, AbstractState.WITHDRAWN):
        return redirect(address_of(abstract), 303)
    form = Button()
    if form.validate_on_submit():
        try:
            service.withdraw(abstract, g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(address_of(abstract), _("Your abstract was withdrawn."))
    return render_template("abstracts/withdraw.html", form=form, abstract=abstract), form.status
