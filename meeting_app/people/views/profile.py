"""One's own account."""

from zoneinfo import available_timezones

from flask import render_template, url_for
from flask_babel import gettext as _

from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.people import service
from meeting_app.people.access import guard, signed_in, signed_in_person
from meeting_app.people.forms import (
    ProfileForm,
    country_choices,
)
from meeting_app.people.views.blueprint import bp


@bp.route("/", methods=["GET", "POST"])
@guard(signed_in)
def account() -> Page:
    person = signed_in_person()
    assert person is not None
    form = ProfileForm(
        data={
            "name": person.name,
            "organisation": person.organisation.name if person.organisation else "",
            "country": person.country or "",
            "language": person.language,
            "reads": person.reads,
            "zone": person.zone or "",
        }
    )
    form.country.choices = country_choices()
    if form.validate_on_submit():
        service.change_profile(
            person,
            name=form.name.data or "",
            organisation_name=form.organisation.data or "",
            country=form.country.data or None,
            language=form.language.data,
            reads=form.reads.data or [],
            zone=form.zone.data or None,
        )
        return saved(url_for("people.account", lang=person.language), _("Your account was saved."))
    return (
        render_template(
            "people/account.html",
            form=form,
            zones=sorted(zone for zone in available_timezones() if "/" in zone),
        ),
        form.status,
    )
