"""The second factor: set one up, give it, take one away; recovery codes."""

from urllib.parse import urlsplit

import segno
from flask import current_app, g, redirect, render_template, url_for
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import keep, saved
from meeting_app.core.secrets import Unreadable, seal, unseal
from meeting_app.core.web import Page
from meeting_app.people import queries, service
from meeting_app.people.access import (
    current_sign_in,
    guard,
    is_own,
    is_strong,
    needs_second_factor,
    signed_in,
    signed_in_person,
)
from meeting_app.people.forms import AuthenticatorForm, CodeForm, CredentialForm
from meeting_app.people.models import Authenticator, Passkey, Person
from meeting_app.people.views import tries
from meeting_app.people.views.blueprint import bp
from meeting_app.people.views.paths import next_path, passkey_host

ABOUT = "a new authenticator's secret"


@bp.get("/second-factor")
@guard(signed_in)
def second_factor() -> Page:
    """What one has, and ways to more; for whoever has one and has not given it, the way to that."""
    person = _person()
    factors = queries.list_factors(person)
    if owes_second_factor(factors):
        return redirect(url_for("people.give_second_factor", next=next_path() or None), 303)
    needed = not is_strong(person) and needs_second_factor(person)
    return render_template(
        "people/second_factor.html",
        factors=factors,
        needed=needed,
        next_path=next_path(),
        passkey_host=passkey_host(),
    )


@bp.route("/second-factor/give", methods=["GET", "POST"])
@guard(signed_in)
def give_second_factor() -> Page:
    person, sign_in = _person(), current_sign_in()
    here = next_path() or url_for("people.second_factor")
    factors = queries.list_factors(person)
    if not factors.count:
        return redirect(url_for("people.second_factor", next=next_path() or None), 303)
    form = CodeForm()
    if form.validate_on_submit():
        if not tries.may_try_code(person, sign_in):
            form.refuse(
                Refused(_("There were too many wrong codes. Wait ten minutes, then try again."))
            )
            return _ask(form, factors), 429
        bounded = needs_second_factor(person)
        if service.give_code(person, form.code.data or "", sign_in, g.now, bounded=bounded):
            return saved(here)
        tries.count_wrong_code(person, sign_in)
        keep()
        form.refuse(Refused(_("This code does not hold, or was used already."), "code"))
    return _ask(form, factors), form.status


def _ask(form: CodeForm, factors: queries.Factors) -> str:
    return render_template(
        "people/give_second_factor.html",
        form=form,
        has_codes=bool(factors.authenticators or factors.codes_left),
        passkey_form=CredentialForm(formdata=None),
        passkey_host=passkey_host() if factors.passkeys else "",
        known=[passkey.credential_id for passkey in factors.passkeys],
        next_path=next_path() or None,
    )


@bp.route("/second-factor/authenticator", methods=["GET", "POST"])
@guard(signed_in)
def add_authenticator() -> Page:
    person = _person()
    factors = queries.list_factors(person)
    if owes_second_factor(factors):
        return redirect(url_for("people.give_second_factor", next=next_path() or None), 303)
    form = AuthenticatorForm()
    secret = _secret_of(form, person)
    if form.validate_on_submit():
        try:
            service.add_authenticator(
                person,
                secret,
                form.code.data or "",
                form.name.data or _("Authenticator app"),
                current_sign_in(),
                g.now,
                bounded=needs_second_factor(person),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(after_adding(factors), _("The authenticator app was added."))
    address = service.authenticator_address(secret, label=person.email, issuer=_issuer())
    page = render_template(
        "people/add_authenticator.html",
        form=form,
        secret=secret,
        address=address,
        picture=segno.make(address, error="m").svg_data_uri(scale=5, light="#fff", dark="#000"),
    )
    return page, form.status


@bp.route("/recovery-codes", methods=["GET", "POST"])
@guard(signed_in)
def recovery_codes() -> Page:
    """They are shown in the answer to the POST that made them, and never again."""
    person = _person()
    factors = queries.list_factors(person)
    if owes_second_factor(factors) or not factors.count:
        return redirect(url_for("people.second_factor", next=next_path() or None), 303)
    form = Button()
    codes = []
    if form.validate_on_submit():
        codes = service.make_recovery_codes(person, g.now)
        keep()
    page = render_template(
        "people/recovery_codes.html",
        form=form,
        codes=codes,
        left=len(codes) or factors.codes_left,
        next_path=next_path(),
    )
    return page, form.status


@bp.route("/second-factor/authenticator/<int:number>/remove", methods=["GET", "POST"])
@guard(is_own, load=queries.get_authenticator)
def remove_authenticator(authenticator: Authenticator) -> Page:
    return _remove(authenticator)


@bp.route("/second-factor/passkey/<int:number>/remove", methods=["GET", "POST"])
@guard(is_own, load=queries.get_passkey)
def remove_passkey(passkey: Passkey) -> Page:
    return _remove(passkey)


def _remove(factor: Authenticator | Passkey) -> Page:
    person = _person()
    if owes_second_factor(queries.list_factors(person)):
        return redirect(url_for("people.give_second_factor"), 303)
    form = Button()
    if form.validate_on_submit():
        try:
            service.remove_factor(factor, person, g.now, needed=needs_second_factor(person))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_for("people.second_factor"), _("It was removed."))
    return render_template("people/remove_factor.html", form=form, factor=factor), form.status


def after_adding(factors_before: queries.Factors) -> str:
    """With the first factor come recovery codes; then on to where one wanted to go."""
    if not factors_before.codes_left:
        return url_for("people.recovery_codes", next=next_path() or None)
    return next_path() or url_for("people.second_factor")


def owes_second_factor(factors: queries.Factors) -> bool:
    """Nobody who has but mailbox or password adds a factor beside the ones that there are."""
    return factors.count > 0 and current_sign_in().second_factor_at is None


def _person() -> Person:
    person = signed_in_person()
    assert person is not None
    return person


def _issuer() -> str:
    return urlsplit(current_app.config["BASE_URL"]).hostname or ""


def _secret_of(form: AuthenticatorForm, person: Person) -> str:
    """The secret that the page showed, or a new one: only ever one that we made for this person."""
    whose, secret = "", ""
    if form.is_submitted():
        try:
            whose, _sep, secret = unseal(form.sealed_secret.data or "", about=ABOUT).partition(" ")
        except Unreadable:
            whose = ""
    if whose != person.fs_uniquifier:
        secret = service.new_secret()
    form.sealed_secret.data = seal(f"{person.fs_uniquifier} {secret}", about=ABOUT)
    return secret
