"""Signing in with a password; setting, changing and resetting it."""

from flask import g, render_template, url_for
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Form
from meeting_app.core.requests import keep, pause_write, saved
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
from meeting_app.people.forms import (
    ChangePasswordForm,
    NewPasswordForm,
    PasswordSignInForm,
    ResetForm,
    SignInForm,
)
from meeting_app.people.models import Method, Person, Purpose
from meeting_app.people.views import tries
from meeting_app.people.views.blueprint import bp
from meeting_app.people.views.paths import next_path
from meeting_app.people.views.sign_in import sign_in_page, start


@bp.route("/sign-in/password", methods=["GET", "POST"])
@guard(anyone)
def sign_in_with_password() -> Page:
    form = PasswordSignInForm()
    if not form.validate_on_submit():
        return _page(form), form.status
    email = service.normalise_email(form.email.data or "")
    if not tries.may_try_password(email):
        form.refuse(Refused(_too_many()))
        return _page(form), 429
    person = queries.find_person_by_email(email)
    stored = person.password if person is not None and person.active else None
    with pause_write():
        right = service.is_password_right(form.password.data or "", stored)
    if right and person is not None:
        home = url_for("meetings.home", lang=person.language)
        return start(person, Method.PASSWORD, strong=False, where=next_path() or home)
    tries.count_wrong_password(email)
    service.note_failed_sign_in(person, Method.PASSWORD, g.now)
    keep()
    form.refuse(
        Refused(
            _(
                "Address and password do not fit together. Without a password, let us send you a link."
            ),
            "password",
        )
    )
    return _page(form), form.status


def _page(form: PasswordSignInForm) -> str:
    """The address is not asked for twice."""
    return sign_in_page(SignInForm(formdata=None, data={"email": form.email.data}), form)


def _too_many() -> str:
    return _(
        "There were too many wrong passwords. Wait ten minutes, or let us send you a link: that works at once."
    )


@bp.route("/password", methods=["GET", "POST"])
@guard(signed_in)
def password() -> Page:
    """Set the first one, or change it: then the old one is asked for."""
    person = signed_in_person()
    assert person is not None
    with_rights = needs_second_factor(person)
    form = ChangePasswordForm() if person.password else NewPasswordForm()
    form.say_how_long(with_rights=with_rights)
    status = 200
    if form.validate_on_submit():
        try:
            _check_old(form, person)
            service.set_password(
                person,
                form.new_password.data or "",
                g.now,
                with_rights=with_rights,
                besides=current_sign_in(),
            )
        except TooManyTries:
            form.refuse(Refused(_too_many()))
            status = 429
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(
                url_for("people.password"),
                _("Your password was saved. Everywhere else you are signed out."),
            )
    page = render_template("people/password.html", form=form, change=bool(person.password))
    return page, max(status, form.status)


class TooManyTries(Exception):
    """Too many wrong passwords."""


def _check_old(form: Form, person: Person) -> None:
    if not isinstance(form, ChangePasswordForm):
        return
    if not tries.may_try_password(person.email):
        raise TooManyTries
    if not service.is_password_right(form.password.data or "", person.password):
        tries.count_wrong_password(person.email)
        service.note_failed_sign_in(person, Method.PASSWORD, g.now)
        keep()
        raise Refused(_("This is not your password."), "password")


@bp.route("/reset", methods=["GET", "POST"])
@guard(anyone)
def ask_for_reset() -> Page:
    form = ResetForm()
    if form.validate_on_submit():
        if not tries.count_letter():
            form.refuse(
                Refused(
                    _("Too many letters were asked for from here. Wait an hour, then try again.")
                )
            )
            return render_template("people/ask_for_reset.html", form=form), 429
        service.ask_for_reset(form.email.data or "", language=g.lang, now=g.now)
        return saved(url_for("people.reset_sent"))
    return render_template("people/ask_for_reset.html", form=form), form.status


@bp.get("/reset-sent")
@guard(anyone)
def reset_sent() -> Page:
    return render_template("people/reset_sent.html")


@bp.route("/reset/<token>", methods=["GET", "POST"])
@guard(anyone)
def reset_password(token: str) -> Page:
    """GET shows the form: mail scanners open links, and must not use them up."""
    link = queries.find_link(token)
    person = link.person if link else None
    usable = person is not None and service.is_usable(link, Purpose.RESET_PASSWORD, now=g.now)
    form = NewPasswordForm()
    with_rights = person is not None and needs_second_factor(person)
    form.say_how_long(with_rights=with_rights)
    if usable and form.validate_on_submit():
        try:
            person = service.reset_password(
                token, form.new_password.data or "", g.now, with_rights=with_rights
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            home = url_for("meetings.home", lang=person.language)
            return start(person, Method.LINK, strong=False, where=home)
    page = render_template("people/reset_password.html", form=form, usable=usable)
    return page, form.status if usable else 410
