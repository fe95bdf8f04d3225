"""Organisers erase somebody who asked for it: people who have nothing in meetings of others."""

from flask import current_app, g, render_template, url_for
from flask_babel import gettext as _

from meeting_app.core.privacy import Texts
from meeting_app.core.requests import saved
from meeting_app.core.web import Page, absolute_url
from meeting_app.meetings import erasing, queries
from meeting_app.meetings.access import may_act
from meeting_app.meetings.forms import SearchPersonForm
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.views.blueprint import bp
from meeting_app.people import service as people
from meeting_app.people.access import guard, signed_in_person
from meeting_app.people.forms import EraseOtherForm


@bp.route("/<language:lang>/<slug:meeting>/desk/data-protection/erase", methods=["GET", "POST"])
@guard(may_act, load=queries.get_meeting)
def find_to_erase(meeting: Meeting) -> Page:
    """The name is sent, not put into the address: it stays out of logs and histories."""
    form, found = SearchPersonForm(), None
    if form.validate_on_submit():
        found = erasing.find_people(meeting, form.name.data or "")
    page = render_template(
        "meetings/find_to_erase.html",
        form=form,
        found=found[: erasing.SHOWN] if found is not None else None,
        more=found is not None and len(found) > erasing.SHOWN,
        shown=erasing.SHOWN,
        own_page=absolute_url("people.erase", lang=g.lang),
    )
    return page, form.status


@bp.route(
    "/<language:lang>/<slug:meeting>/desk/data-protection/erase/<int:number>",
    methods=["GET", "POST"],
)
@guard(may_act, load=erasing.get_found)
def erase(found: erasing.Found) -> Page:
    meeting, somebody = found.meeting, found.person
    person = signed_in_person()
    assert person is not None
    features = current_app.extensions["features"]
    objection = erasing.find_objection(somebody, person) or people.find_objection(
        somebody, features
    )
    form = EraseOtherForm()
    if objection is None and form.validate_on_submit():
        people.erase(
            somebody,
            features,
            texts=Texts(form.texts.data),
            actor=person,
            now=g.now,
            scope=meeting.slug,
        )
        return saved(
            url_for("meetings.find_to_erase", meeting=meeting.slug), _("The person was erased.")
        )
    page = render_template(
        "meetings/erase.html",
        form=form,
        somebody=somebody,
        holdings=people.list_holdings_of_other(somebody, features),
        objection=objection,
        administrators=erasing.list_administrators() if objection else (),
        own_page=absolute_url("people.erase", lang=somebody.language),
    )
    return page, form.status
