"""The browsers in which one is signed in, and ending them."""

from flask import g, redirect, render_template, url_for
from flask_babel import gettext as _

from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.people import queries, service
from meeting_app.people.access import (
    current_sign_in,
    guard,
    is_own,
    signed_in,
    signed_in_person,
)
from meeting_app.people.models import Method, SignIn
from meeting_app.people.views.blueprint import bp


@bp.get("/sign-ins")
@guard(signed_in)
def sign_ins() -> Page:
    person = signed_in_person()
    assert person is not None
    return render_template(
        "people/sign_ins.html",
        sign_ins=queries.list_sign_ins(person, g.now),
        current=current_sign_in(),
        button=Button(formdata=None),
        ways={
            Method.LINK: _("Signed in by a link"),
            Method.PASSWORD: _("Signed in with the password"),
            Method.PASSKEY: _("Signed in with a passkey"),
            Method.COMMAND: _("Signed in by a link from the command line"),
        },
    )


@bp.post("/sign-ins/<int:number>/end")
@guard(is_own, load=queries.get_sign_in)
def end_sign_in(sign_in: SignIn) -> Page:
    if Button().validate_on_submit():
        service.end_sign_in(sign_in, g.now, actor=sign_in.person)
        return saved(url_for("people.sign_ins"), _("That sign-in was ended."))
    return redirect(url_for("people.sign_ins"), 303)


@bp.post("/sign-ins/end-others")
@guard(signed_in)
def end_other_sign_ins() -> Page:
    person = signed_in_person()
    assert person is not None
    if Button().validate_on_submit():
        service.end_sign_ins(person, g.now, actor=person, besides=current_sign_in())
        return saved(url_for("people.sign_ins"), _("All other sign-ins were ended."))
    return redirect(url_for("people.sign_ins"), 303)
