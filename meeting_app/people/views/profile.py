"""One's own profile, a page for each section."""

from typing import Any

from flask import current_app, g, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from meeting_app.core import files
from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.locale import babel_locale
from meeting_app.core.pictures import LARGEST_FILE
from meeting_app.core.requests import saved, takes
from meeting_app.core.web import Page
from meeting_app.people import service
from meeting_app.people.access import guard, has_photo, signed_in, signed_in_person
from meeting_app.people.forms import (
    BiographyForm,
    LanguagesForm,
    LegalNameForm,
    PhotoForm,
    PresenceForm,
    ProfileForm,
    country_choices,
    zone_choices,
)
from meeting_app.people.models import Audience, Person, Presence
from meeting_app.people.shown import person_for_participants, public_person
from meeting_app.people.views.blueprint import bp

ROOM_FOR_THE_FORM = 100_000
"""Octets around the file in a request that carries one."""


def _me() -> Person:
    person = signed_in_person()
    assert person is not None
    return person


@bp.route("/", methods=["GET", "POST"])
@guard(signed_in)
def account() -> Page:
    person = _me()
    form = ProfileForm(
        data={
            "name": person.name,
            "pronunciation": person.profile.pronunciation,
            "organisation": person.organisation.name if person.organisation else "",
            "job_title": person.profile.job_title,
            "country": person.country or "",
        }
    )
    form.country.choices = country_choices()
    if form.validate_on_submit():
        service.describe(
            person,
            name=form.name.data or "",
            pronunciation=form.pronunciation.data or "",
            organisation_name=form.organisation.data or "",
            job_title=form.job_title.data or "",
            country=form.country.data or None,
        )
        return saved(url_for("people.account"), _("Your profile was saved."))
    page = render_template("people/account.html", form=form)
    return page, form.status


@bp.route("/languages", methods=["GET", "POST"])
@guard(signed_in)
def languages() -> Page:
    person = _me()
    form = LanguagesForm(
        data={
            "language": person.language,
            "reads": person.reads,
            "speaks": person.profile.speaks,
            "zone": person.zone or "",
            "zone_is_meant": bool(person.zone) and person.zone not in zone_choices(),
        }
    )
    if form.validate_on_submit():
        service.choose_languages(
            person,
            language=form.language.data,
            reads=form.reads.data or [],
            speaks=form.speaks.data or [],
            zone=form.zone.data or None,
        )
        with force_locale(babel_locale(person.language)):  # the next page is in it
            message = _("Your languages and time zone were saved.")
        return saved(url_for("people.languages", lang=person.language), message)
    page = render_template("people/languages.html", form=form, zones=zone_choices())
    return page, form.status


@bp.route("/legal-name", methods=["GET", "POST"])
@guard(signed_in)
def legal_name() -> Page:
    person = _me()
    form = LegalNameForm(data={"legal_name": person.profile.legal_name or ""})
    if form.validate_on_submit():
        service.name_in_papers(person, form.legal_name.data or "")
        return saved(url_for("people.legal_name"), _("The name was saved."))
    return render_template("people/legal_name.html", form=form), form.status


@bp.route("/biography", methods=["GET", "POST"])
@guard(signed_in)
def biography() -> Page:
    person = _me()
    form = BiographyForm(data={"texts": person.profile.biography})
    held = {row.form.language.data for row in form.texts}
    free = next(
        (code for code in (person.language, *person.reads, "en") if code not in held), g.lang
    )
    if request.form.get("more"):
        form.add_row(free)
        return render_template("people/biography.html", form=form)
    if not form.texts.entries:
        form.add_row(free)
    if form.validate_on_submit():
        try:
            service.write_biography(person, form.written)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_for("people.biography"), _("Your biography was saved."))
    return render_template("people/biography.html", form=form), form.status


@bp.route("/photo", methods=["GET", "POST"])
@takes(LARGEST_FILE + ROOM_FOR_THE_FORM)
@guard(signed_in)
def photo() -> Page:
    person = _me()
    form = PhotoForm()
    if form.validate_on_submit():
        try:
            content = files.take(form.photo.data, LARGEST_FILE)
            service.put_photo(person, content, current_app.config["DATA_DIR"], g.now)
        except Refused as refusal:
            form.refuse(Refused(refusal.message, "photo"))
        else:
            return saved(url_for("people.photo"), _("Your picture was saved."))
    page = render_template(
        "people/photo.html",
        form=form,
        button=Button(formdata=None),
        profile=person.profile,
    )
    return page, form.status


@bp.get("/photo.jpg")
@guard(has_photo)
def own_photo() -> Page:
    stored = _me().profile.photo
    assert stored is not None
    return files.show_picture(current_app.config["DATA_DIR"], stored)


@bp.post("/photo/remove")
@guard(signed_in)
def remove_photo() -> Page:
    if Button().validate_on_submit():
        service.remove_photo(_me())
        return saved(url_for("people.photo"), _("Your picture was removed."))
    return saved(url_for("people.photo"))


@bp.route("/shown", methods=["GET", "POST"])
@guard(signed_in)
def presence() -> Page:
    person = _me()
    profile = person.profile
    form = PresenceForm(
        data={
            "presence": profile.presence,
            "pseudonym": profile.pseudonym,
            **{item: getattr(profile, f"shows_{item}") for item in service.ITEMS},
        }
    )
    if form.validate_on_submit():
        try:
            service.choose_presence(
                person,
                presence=Presence(form.presence.data),
                pseudonym=form.pseudonym.data or "",
                audiences={item: Audience(form[item].data) for item in service.ITEMS},
                now=g.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_for("people.presence"), _("Saved. It holds at once, everywhere."))
    return render_template("people/presence.html", form=form, **_previews(person)), form.status


def _previews(person: Person) -> dict[str, Any]:
    return {
        "for_everybody": public_person(person),
        "for_participants": person_for_participants(person),
    }
