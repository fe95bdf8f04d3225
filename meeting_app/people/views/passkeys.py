"""Passkeys: add one, give it as the second factor, sign in with it. static/passkeys.js asks the
device; without it these forms say nothing that is taken."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import abort, current_app, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Form
from meeting_app.core.requests import keep, saved
from meeting_app.core.web import Page
from meeting_app.people import queries, service
from meeting_app.people.access import (
    anyone,
    current_sign_in,
    guard,
    needs_second_factor,
    signed_in,
    signed_in_person,
)
from meeting_app.people.forms import CredentialForm, PasskeyForm
from meeting_app.people.models import Method
from meeting_app.people.views import tries
from meeting_app.people.views.blueprint import bp
from meeting_app.people.views.paths import next_path, passkey_host
from meeting_app.people.views.second_factor import after_adding, owes_second_factor
from meeting_app.people.views.sign_in import start

CEREMONY_LASTS = timedelta(minutes=15)


@bp.route("/second-factor/passkey", methods=["GET", "POST"])
@guard(signed_in)
def add_passkey() -> Page:
    person = signed_in_person()
    assert person is not None
    factors = queries.list_factors(person)
    if owes_second_factor(factors):
        return redirect(url_for("people.give_second_factor", next=next_path() or None), 303)
    form = PasskeyForm()
    if form.validate_on_submit():
        try:
            service.add_passkey(
                person,
                form.credential.data or "",
                _ceremony(form),
                form.name.data or _("Passkey"),
                current_sign_in(),
                g.now,
                bounded=needs_second_factor(person),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(after_adding(factors), _("The passkey was added."))
    page = render_template(
        "people/add_passkey.html",
        form=form,
        passkey_host=passkey_host(),
        handle=service.handle_of(person),
        known=[passkey.credential_id for passkey in factors.passkeys],
    )
    return page, form.status


@bp.post("/second-factor/give/passkey")
@guard(signed_in)
def give_passkey() -> Page:
    person, sign_in = signed_in_person(), current_sign_in()
    assert person is not None
    form = CredentialForm()
    if form.validate_on_submit() and tries.may_try_code(person, sign_in):
        bounded = needs_second_factor(person)
        credential, ceremony = form.credential.data or "", _ceremony(form)
        if service.give_passkey(person, credential, ceremony, sign_in, g.now, bounded=bounded):
            return saved(next_path() or url_for("people.second_factor"))
        tries.count_wrong_code(person, sign_in)
        keep()
    return _failed("people.give_second_factor")


@bp.post("/sign-in/passkey")
@guard(anyone)
def sign_in_with_passkey() -> Page:
    form = CredentialForm()
    if form.validate_on_submit():
        credential = form.credential.data or ""
        person = service.find_person_by_passkey(credential, _ceremony(form), g.now, verified=True)
        if person is not None:
            home = url_for("meetings.home", lang=person.language)
            return start(person, Method.PASSKEY, strong=True, where=next_path() or home)
        service.note_failed_sign_in(None, Method.PASSKEY, g.now)
        keep()
    return _failed("people.sign_in")


def _failed(endpoint: str) -> Page:
    flash(_("The passkey was not taken. Try again, or choose another way."), "refused")
    return redirect(url_for(endpoint, next=next_path() or None), 303)


def _ceremony(form: Form) -> service.Ceremony:
    if g.now - form.opened_at > CEREMONY_LASTS or not passkey_host():
        abort(400)
    address = urlsplit(current_app.config["BASE_URL"])
    return service.Ceremony(
        passkey_host(), f"{address.scheme}://{address.netloc}", form.form_key.data or ""
    )
