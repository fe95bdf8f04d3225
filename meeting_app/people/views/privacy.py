"""What is held about oneself, erasing oneself, and the administrators' pages about both."""

from itertools import groupby

from flask import current_app, g, render_template, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_security.utils import logout_user

from meeting_app.core import files
from meeting_app.core.errors import Refused
from meeting_app.core.feature import Feature
from meeting_app.core.forms import Button
from meeting_app.core.personal import Kept
from meeting_app.core.privacy import Texts
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.people import queries, service
from meeting_app.people.access import (
    anyone,
    guard,
    is_own,
    may_administer,
    signed_in,
    signed_in_person,
)
from meeting_app.people.forms import EraseForm, EraseOtherForm, FindPersonForm
from meeting_app.people.models import DataExport, Person
from meeting_app.people.views.blueprint import bp

CLASSES = {
    Kept.ACCOUNT: _l("Accounts that nobody used for 24 months"),
    Kept.MEETING: _l("What belongs to a meeting, 12 months after it"),
    Kept.DRAFT: _l("Drafts that were never sent, 6 months after the meeting"),
    Kept.UNSENT: _l("Answers that a visitor saved and did not send, after 30 days"),
    Kept.PROGRAMME: _l("Published programmes"),
    Kept.LETTER_BODY: _l("What was written in letters, 7 days after they left"),
    Kept.OUTBOX: _l("That a letter was sent, after 90 days"),
    Kept.SIGN_IN: _l("Sign-ins and links, 30 days after they ended"),
    Kept.FORM_KEY: _l("Keys of forms, after 2 days"),
    Kept.AUDIT: _l("The audit trail, after 24 months"),
    Kept.EXPORT: _l("Files that people asked for, after 24 hours"),
    Kept.OWN_DAY: _l("Sensitive details, on the day named by the meeting"),
}


def _features() -> tuple[Feature, ...]:
    features: tuple[Feature, ...] = current_app.extensions["features"]
    return features


@bp.route("/data", methods=["GET", "POST"])
@guard(signed_in)
def data() -> Page:
    person = signed_in_person()
    assert person is not None
    form, asked = Button(), queries.find_export(person)
    if form.validate_on_submit():
        if asked is None or asked.made_at is not None or asked.ends_at <= g.now:
            service.ask_for_data(person, g.now)
        return saved(
            url_for("people.data"), _("We are putting your data together. This takes a minute.")
        )
    page = render_template(
        "people/data.html",
        form=form,
        holdings=service.list_holdings(person, _features()),
        asked=asked if asked and asked.ends_at > g.now else None,
    )
    return page, form.status


@bp.get("/data/<int:number>.zip")
@guard(is_own, load=queries.get_export)
def data_file(export: DataExport) -> Page:
    if export.ends_at <= g.now or export.file is None:
        return render_template("people/data_over.html"), 410
    return files.respond(current_app.config["DATA_DIR"], export.file)


@bp.route("/erase", methods=["GET", "POST"])
@guard(signed_in)
def erase() -> Page:
    person = signed_in_person()
    assert person is not None
    form = EraseForm()
    if form.validate_on_submit():
        texts = Texts(form.texts.data)
        try:
            service.erase(person, _features(), texts=texts, actor=person, now=g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            answer = saved(url_for("people.erased"))
            logout_user()
            session.clear()
            answer.headers["Clear-Site-Data"] = '"storage"'
            return answer
    page = render_template(
        "people/erase.html",
        form=form,
        holdings=service.list_holdings(person, _features()),
        objection=service.find_objection(person, _features()),
    )
    return page, form.status


@bp.get("/erased")
@guard(anyone)
def erased() -> Page:
    return render_template("people/erased.html")


@bp.route("/erasures", methods=["GET", "POST"])
@guard(may_administer)
def erasures() -> Page:
    form = FindPersonForm()
    if form.validate_on_submit():
        try:
            found = service.get_person(form.email.data or "")
        except LookupError:
            form.refuse(Refused(_("Nobody has this address."), "email"))
        else:
            return saved(url_for("people.erase_other", number=found.id))
    return render_template("people/erasures.html", form=form), form.status


@bp.route("/erasures/<int:number>", methods=["GET", "POST"])
@guard(may_administer, load=queries.get_living)
def erase_other(somebody: Person) -> Page:
    form = EraseOtherForm()
    if form.validate_on_submit():
        texts, actor = Texts(form.texts.data), signed_in_person()
        try:
            service.erase(somebody, _features(), texts=texts, actor=actor, now=g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_for("people.erasures"), _("The person was erased."))
    page = render_template(
        "people/erase_other.html",
        form=form,
        somebody=somebody,
        holdings=service.list_holdings_of_other(somebody, _features()),
        objection=service.find_objection(somebody, _features()),
    )
    return page, form.status


@bp.get("/retention")
@guard(may_administer)
def retention() -> Page:
    runs = groupby(queries.list_reports(), key=lambda report: report.at)
    return render_template(
        "people/retention.html",
        runs=[(at, list(reports)) for at, reports in runs],
        classes=CLASSES,
    )
