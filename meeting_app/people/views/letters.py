"""Which letters a person gets: chosen when signed in, or by the link in a letter."""

from flask import Response, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _

from meeting_app.core.forms import Button
from meeting_app.core.requests import READS, saved
from meeting_app.core.web import Page
from meeting_app.people import service
from meeting_app.people.access import anyone, guard, signed_in, signed_in_person
from meeting_app.people.forms import LettersForm
from meeting_app.people.models import LettersWanted, Person
from meeting_app.people.views.blueprint import bp


@bp.route("/letters", methods=["GET", "POST"])
@guard(signed_in)
def letters() -> Page:
    person = signed_in_person()
    assert person is not None
    form = LettersForm(data={"letters": LettersWanted(person.letters).value})
    if form.validate_on_submit():
        service.choose_letters(person, LettersWanted(form.letters.data))
        return saved(url_for("people.letters"), _("Your choice was saved."))
    return render_template("people/letters.html", form=form), form.status


@bp.route("/letters/<token>", methods=["GET", "POST"])
@guard(anyone, load=service.get_by_stop_token)
def stop_letters(recipient: Person) -> Page:
    """GET shows a button, as mail scanners open links. POST comes from that button, or from a mail
    program in its reader's name (RFC 8058): with nothing but this address, and it follows no
    redirect. The page says nothing about whose letters these are."""
    if request.method not in READS:
        service.choose_letters(recipient, LettersWanted.NECESSARY)
        to_page = saved(request.path)
        if request.form.get("List-Unsubscribe") == "One-Click":
            said = _("You now get only the necessary letters.")
            return Response(f"{said}\n", content_type="text/plain; charset=utf-8")
        return to_page
    return render_template(
        "people/stop_letters.html",
        stopped=not service.takes(recipient, necessary=False),
        form=Button(formdata=None),
        token=(request.view_args or {})["token"],
    )


@bp.post("/letters/<token>/all")
@guard(anyone, load=service.get_by_stop_token)
def resume_letters(recipient: Person) -> Page:
    token = (request.view_args or {})["token"]
    if Button().validate_on_submit():
        service.choose_letters(recipient, LettersWanted.ALL)
    return saved(url_for("people.stop_letters", token=token))


@bp.record_once
def _without_csrf(state: BlueprintSetupState) -> None:
    """Only for the POST of `stop_letters`: whom it is about, and that it is meant, both lie in the
    signed address. No cookie counts, so there is nothing that another site could misuse."""
    state.app.extensions["csrf"].exempt(stop_letters)
