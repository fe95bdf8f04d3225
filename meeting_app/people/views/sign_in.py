"""Signing in by a mailed link, and out."""

from urllib.parse import urlsplit

from flask import flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_security.utils import login_user, logout_user

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.people import queries, service
from meeting_app.people.access import anyone, guard
from meeting_app.people.forms import (
    FirstOrganiserForm,
    SignInForm,
)
from meeting_app.people.views.blueprint import bp


def own_path(address: str | None) -> str:
    """`address` if it is a path of ours, else an empty string: nobody is sent elsewhere."""
    if not address or not address.startswith("/") or address[1:2] in ("/", "\\"):
        return ""
    if any(char in address for char in "\\\r\n\t") or not address.isprintable():
        return ""
    parts = urlsplit(address)
    return "" if parts.scheme or parts.netloc or len(address) > 500 else address


@bp.route("/sign-in", methods=["GET", "POST"])
@guard(anyone)
def sign_in() -> Page:
    form = SignInForm()
    if form.validate_on_submit():
        service.ask_for_link(
            form.email.data or "",
            language=g.lang,
            next_url=own_path(request.args.get("next")),
            now=g.now,
        )
        return saved(url_for("people.link_sent"))
    return render_template("people/sign_in.html", form=form), form.status


@bp.get("/link-sent")
@guard(anyone)
def link_sent() -> Page:
    return render_template("people/link_sent.html")


@bp.route("/link/<token>", methods=["GET", "POST"])
@guard(anyone)
def use_link(token: str) -> Page:
    """GET shows a button: mail scanners open links, and must not use them up."""
    link = queries.find_link(token)
    names_nobody = link is not None and not link.email
    form = FirstOrganiserForm() if names_nobody else Button()
    usable = link is not None and link.used_at is None and link.expires_at > g.now
    if usable and form.validate_on_submit():
        email = form.email.data or "" if isinstance(form, FirstOrganiserForm) else ""
        try:
            person, link = service.use_link(token, g.now, email=email)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            session.clear()  # nothing planted before the sign-in outlives it
            login_user(person, authn_via=["link"])
            session["sign_in"] = service.start_sign_in(person, g.now)
            session.permanent = True
            home = url_for("meetings.home", lang=person.language)
            here = link.next_url or (home if person.name else url_for("people.account"))
            return saved(here)
    page = render_template("people/use_link.html", form=form, usable=usable)
    return page, form.status if usable else 410


@bp.post("/sign-out")
@guard(anyone)
def sign_out() -> Page:
    if Button().validate_on_submit():
        service.end_sign_in(session.get("sign_in", ""), g.now)
        answer = saved(url_for("meetings.home"))
        logout_user()
        session.clear()
        flash(_("You are signed out."), "done")
        answer.headers["Clear-Site-Data"] = '"storage"'
        return answer
    return redirect(url_for("meetings.home"), 303)
