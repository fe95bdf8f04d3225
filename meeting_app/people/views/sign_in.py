"""Signing in by a mailed link, and out."""

from flask import current_app, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_security.utils import login_user, logout_user

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.people import queries, service
from meeting_app.people.access import (
    anyone,
    current_sign_in,
    guard,
    needs_second_factor,
    signed_in_person,
)
from meeting_app.people.forms import (
    CredentialForm,
    FirstOrganiserForm,
    PasswordSignInForm,
    SignInForm,
)
from meeting_app.people.models import Link, Method, Person, Purpose
from meeting_app.people.rules import name_device
from meeting_app.people.views import tries
from meeting_app.people.views.blueprint import bp
from meeting_app.people.views.paths import next_path, own_path, passkey_host


@bp.route("/sign-in", methods=["GET", "POST"])
@guard(anyone)
def sign_in() -> Page:
    form = SignInForm()
    if form.validate_on_submit():
        if not tries.count_letter():
            form.refuse(
                Refused(
                    _("Too many letters were asked for from here. Wait an hour, then try again.")
                )
            )
            return sign_in_page(
                form, PasswordSignInForm(formdata=None, data={"email": form.email.data})
            ), 429
        service.ask_for_link(
            form.email.data or "", language=g.lang, next_url=next_path(), now=g.now
        )
        return saved(url_for("people.link_sent"))
    return sign_in_page(
        form, PasswordSignInForm(formdata=None, data={"email": form.email.data})
    ), form.status


def sign_in_page(form: SignInForm, password_form: PasswordSignInForm) -> str:
    """All ways to sign in, on one page."""
    return render_template(
        "people/sign_in.html",
        form=form,
        password_form=password_form,
        passkey_form=CredentialForm(formdata=None),
        passkey_host=passkey_host(),
        next_path=next_path() or None,
    )


@bp.get("/link-sent")
@guard(anyone)
def link_sent() -> Page:
    return render_template("people/link_sent.html")


@bp.route("/link/<token>", methods=["GET", "POST"])
@guard(anyone)
def use_link(token: str) -> Page:
    """GET shows a button: mail scanners open links, and must not use them up."""
    link = queries.find_link(token)
    usable = service.is_usable(link, *service.SIGNS_IN, now=g.now)
    names_nobody = link is not None and link.purpose == Purpose.FIRST_ORGANISER
    form = FirstOrganiserForm() if names_nobody else Button()
    if usable and form.validate_on_submit():
        email = form.email.data or "" if isinstance(form, FirstOrganiserForm) else ""
        try:
            person, link = service.use_sign_in_link(token, g.now, email=email)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _signed_in_by(link, person)
    page = render_template("people/use_link.html", form=form, usable=usable)
    return page, form.status if usable else 410


def _signed_in_by(link: Link, person: Person) -> Page:
    by_mail = link.purpose == Purpose.SIGN_IN
    home = url_for("meetings.home", lang=person.language)
    return start(
        person,
        Method.LINK if by_mail else Method.COMMAND,
        strong=link.purpose == Purpose.DEMO and current_app.config["LOOPBACK"],
        where=own_path(link.next_url) or (home if person.name else url_for("people.account")),
    )


def start(person: Person, method: Method, *, strong: bool, where: str) -> Page:
    """Sign this browser in, save, and go on to `where`, by way of the second factor if this person
    needs one."""
    bounded = needs_second_factor(person)
    session.clear()  # nothing planted before the sign-in outlives it
    login_user(person, authn_via=[str(method)])
    session["sign_in"] = service.start_sign_in(
        person,
        g.now,
        method=method,
        device=name_device(request.user_agent.string),
        bounded=bounded,
        strong=strong,
    )
    session.permanent = True
    if bounded and not strong:
        return saved(url_for("people.second_factor", next=where))
    return saved(where)


@bp.post("/sign-out")
@guard(anyone)
def sign_out() -> Page:
    if Button().validate_on_submit():
        person = signed_in_person()
        if person is not None:
            service.end_sign_in(current_sign_in(), g.now, actor=person)
        answer = saved(url_for("meetings.home"))
        logout_user()
        session.clear()
        flash(_("You are signed out."), "done")
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        return answer
    return redirect(url_for("meetings.home"), 303)
