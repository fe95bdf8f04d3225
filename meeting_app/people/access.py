"""The guard: who may see which page, said once per route.

A guarded view gets what its address names, loaded. For a visitor, every page that is not public
leads to the sign-in page, whether it exists or not; for somebody signed in, what one may not see
answers exactly like what never was. Rights over other people's data need a second factor besides.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import (
    abort,
    current_app,
    flash,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user

from meeting_app.core import unsent
from meeting_app.core.db import db
from meeting_app.core.feature import Feature
from meeting_app.core.requests import READS
from meeting_app.core.web import Page, wants_json
from meeting_app.people.models import Person, SignIn

WORDS_SHOWN_AGAIN = 3
"""Longer texts are given back to whose sign-in has ended while they were writing."""

Permission = Callable[[Any, Any], bool]
"""(person or None, what the address names) -> may they?"""


def anyone(_person: Person | None, _thing: object) -> bool:
    return True


def signed_in(person: Person | None, _thing: object) -> bool:
    return person is not None


def read_by(others: Permission) -> Callable[[Permission], Permission]:
    """Decorate a permission: whoever has `others` sees the page too, and cannot send anything.

    others: asked in its place for GET and HEAD; holds for everybody who has the permission itself.
    """

    def decorate(permission: Permission) -> Permission:
        permission.reading = others  # type: ignore[attr-defined]
        return permission

    return decorate


def has_photo(person: Person | None, _thing: object) -> bool:
    return person is not None and person.profile.photo is not None


def is_own(person: Person | None, thing: Any) -> bool:
    """Whether a row that names its person names this one."""
    return person is not None and thing.person_id == person.id


def second_factor_where(condition: Permission = anyone) -> Callable[[Permission], Permission]:
    """Mark a permission that gives rights over other people's data: where `condition` holds, a
    browser in which no second factor was given has not got it.

    Asked of somebody else than who is signed in here, the mark says nothing: it is about browsers.
    The features' `needs_second_factor` must then hold for everybody who has the permission.
    """

    def decorate(permission: Permission) -> Permission:
        @wraps(permission)
        def asked(person: Person | None, thing: Any) -> bool:
            return permission(person, thing) and (
                person is None or is_strong(person) or not condition(person, thing)
            )

        return asked

    return decorate


@second_factor_where()
def may_administer(person: Person | None, _thing: object) -> bool:
    """The service as a whole, not a meeting."""
    return person is not None and person.is_administrator


@second_factor_where()
def may_keep_directory(person: Person | None, _thing: object) -> bool:
    """Administrators, and whoever organises a meeting: the directory of organisations is one for
    the whole service."""
    features: tuple[Feature, ...] = current_app.extensions["features"]
    return person is not None and (
        person.is_administrator
        or any(feature.organises(person) for feature in features if feature.organises)
    )


def guard(
    permission: Permission, load: Callable[..., Any] | None = None, *, visitors: bool = False
) -> Callable[[Callable[..., Page]], Callable[..., Page]]:
    """Load what the address names, ask `permission`, call the view with it.

    load: takes the address's values by name, returns the thing or raises LookupError (404). The
    view then gets the thing alone; without `load` it gets the address's values.
    visitors: the permission is also asked for people who are not signed in.
    The page knows from `may_change` whether its reader may send its forms (see `read_by`).
    """

    def decorate(view: Callable[..., Page]) -> Callable[..., Page]:
        @wraps(view)
        def guarded(**address: Any) -> Page:
            # Public addresses do not look who asks: feeds read no session and no cookie.
            person = None if permission is anyone else signed_in_person()
            if person is None and not visitors and permission is not anyone:
                return to_sign_in()
            try:
                thing = load(**address) if load else None
            except LookupError:
                return _refuse(person)
            reads = request.method in READS
            others = getattr(permission, "reading", None) if reads else None
            may_change = permission(person, thing)
            if not may_change and (others is None or not others(person, thing)):
                return _refuse(person)
            g.subject = thing
            g.may_change = may_change
            return view(thing) if load else view(**address)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in_person() -> Person | None:
    return current_user._get_current_object() if current_user.is_authenticated else None


def current_sign_in() -> SignIn:
    """Of this browser. Only for views whose guard asks for somebody signed in."""
    found = db.session().info["sign_in"]
    assert isinstance(found, SignIn)
    return found


def is_strong(person: Person) -> bool:
    """Was the second factor given in this browser, if the person is who is signed in here?"""
    sign_in: SignIn | None = db.session().info.get("sign_in")
    return sign_in is None or sign_in.person_id != person.id or sign_in.second_factor_at is not None


def needs_second_factor(person: Person) -> bool:
    """Does this person hold rights over other people's data, in any feature?"""
    features: tuple[Feature, ...] = current_app.extensions["features"]
    return person.is_administrator or any(
        feature.needs_second_factor(person) for feature in features if feature.needs_second_factor
    )


def _refuse(person: Person | None) -> Page:
    """Whoever still owes the second factor is led to it, whether the page exists or not."""
    if person is None or is_strong(person) or not needs_second_factor(person):
        abort(404)
    return _lead_to("people.second_factor")


def to_sign_in() -> Page:
    return _lead_to("people.sign_in")


def _lead_to(endpoint: str) -> Page:
    """There and back again, with what was typed where its page keeps that. Elsewhere a long text
    that was sent is shown, so that it is not lost."""
    g.spent_key = None
    if request.method in READS:
        if unsent.is_asked_for():
            _say_kept()
        where = request.full_path.rstrip("?")
        return redirect(url_for(endpoint, next=where), 303)
    if wants_json():
        return jsonify(problem="out"), 401
    if kept := unsent.keep():
        _say_kept()
        return redirect(url_for(endpoint, next=kept), 303)
    written = [
        value
        for name, value in request.form.items(multi=True)
        if len(value.split()) > WORDS_SHOWN_AGAIN and name not in ("csrf_token", "form_key")
    ]
    if not written:
        return redirect(url_for(endpoint), 303)
    return render_template("people/not_saved.html", written=written, way=url_for(endpoint)), 403


def _say_kept() -> None:
    flash(
        _(
            "Your sign-in has ended. What you wrote is kept: once you are signed in, it is in the form "
            "again."
        ),
        "refused",
    )
