"""One's own addresses."""

from flask import g, render_template, url_for
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.people import queries, service
from meeting_app.people.access import guard, is_own, signed_in, signed_in_person
from meeting_app.people.forms import AddressForm
from meeting_app.people.models import AddressClaim, EmailAddress
from meeting_app.people.views.blueprint import bp


@bp.route("/addresses", methods=["GET", "POST"])
@guard(signed_in)
def addresses() -> Page:
    person = signed_in_person()
    assert person is not None
    form = AddressForm()
    if form.validate_on_submit():
        try:
            service.claim_address(person, form.email.data or "", g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(
                url_for("people.addresses"),
                _("A letter with a link is on its way to that address. Use the link to add it."),
            )
    page = render_template(
        "people/addresses.html",
        form=form,
        button=Button(formdata=None),
        addresses=queries.list_addresses(person),
        claims=queries.list_claims(person, g.now),
    )
    return page, form.status


@bp.route("/addresses/confirm/<token>", methods=["GET", "POST"])
@guard(is_own, load=queries.get_claim)
def confirm_address(claim: AddressClaim) -> Page:
    """For the person who claims alone: somebody else who follows the link must not hand their
    address over. GET shows a button."""
    form = Button()
    usable = claim.ended_at is None and claim.expires_at > g.now
    if usable and form.validate_on_submit():
        try:
            service.confirm_claim(claim, g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_for("people.addresses"), _("The address was added to your account."))
    page = render_template("people/confirm_address.html", form=form, claim=claim, usable=usable)
    return page, form.status if usable else 410


@bp.post("/addresses/claims/<int:number>/take-back")
@guard(is_own, load=queries.get_waiting_claim)
def take_back_claim(claim: AddressClaim) -> Page:
    if Button().validate_on_submit():
        service.take_back_claim(claim, g.now)
        return saved(url_for("people.addresses"), _("The address will not be added."))
    return saved(url_for("people.addresses"))


@bp.post("/addresses/<int:number>/primary")
@guard(is_own, load=queries.get_address)
def make_primary(address: EmailAddress) -> Page:
    if Button().validate_on_submit():
        service.make_primary(address, g.now)
        return saved(url_for("people.addresses"), _("Our letters go to this address from now on."))
    return saved(url_for("people.addresses"))


@bp.route("/addresses/<int:number>/remove", methods=["GET", "POST"])
@guard(is_own, load=queries.get_address)
def remove_address(address: EmailAddress) -> Page:
    form = Button()
    if form.validate_on_submit():
        try:
            service.remove_address(address, g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_for("people.addresses"), _("The address was removed."))
    return render_template("people/remove_address.html", form=form, address=address), form.status
