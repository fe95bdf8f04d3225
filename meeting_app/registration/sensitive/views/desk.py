"""The organisers' side: which fields are asked for, how many gave them, one person's, exports."""

from typing import Any

from flask import abort, g, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import keep, saved
from meeting_app.core.web import Page
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard, signed_in_person
from meeting_app.people.downloads import as_download
from meeting_app.registration.models import Registration
from meeting_app.registration.queries import get_registration
from meeting_app.registration.sensitive import exports, looking, queries, service
from meeting_app.registration.sensitive.access import may_see_sensitive
from meeting_app.registration.sensitive.fields import (
    FIELDS_FOR,
    LONGEST_KEPT,
    NAMELESS,
    USUAL_MODES,
    Purpose,
    SensitiveField,
    day_of_deletion,
)
from meeting_app.registration.sensitive.forms import ExportForm, FieldForm
from meeting_app.registration.sensitive.models import SensitiveAsked
from meeting_app.registration.sensitive.proposed import proposed_texts
from meeting_app.registration.sensitive.rules import Count, count
from meeting_app.registration.sensitive.views.blueprint import bp
from meeting_app.registration.words import mode_name


@bp.context_processor
def _modes() -> dict[str, object]:
    return {"mode_name": mode_name}


@bp.route("/desk/registration/sensitive", methods=["GET", "POST"])
@guard(may_see_sensitive, load=get_meeting)
def desk(meeting: Meeting) -> Page:
    """What is asked for, the counts, and the exports: a file by POST, with its entries."""
    person = signed_in_person()
    assert person is not None
    asked = queries.list_asked(meeting)
    on = {SensitiveField(one.field) for one in asked}
    form = ExportForm(purpose for purpose in Purpose if on & set(FIELDS_FOR[purpose]))
    if form.validate_on_submit():
        purpose = Purpose(form.purpose.data)
        names = form.names.data or purpose not in NAMELESS
        rows = looking.hand_out(meeting, purpose, names=names, by=person, now=g.now)
        content = exports.write_workbook(
            meeting,
            purpose,
            asked,
            rows,
            names=names,
            maker=person.name or person.email,
            now=g.now,
            language=g.lang,
        )
        keep()
        return as_download(content, f"{purpose}-{meeting.slug}.xlsx")
    page = render_template(
        "sensitive/desk.html",
        form=form,
        asked=asked,
        off=[field for field in SensitiveField if field not in on],
        counts=_counts(meeting, asked),
        ends={one.field: day_of_deletion(meeting.ends_on, one.days_kept) for one in asked},
    )
    return page, form.status


def _counts(meeting: Meeting, asked: list[SensitiveAsked]) -> list[Count]:
    fields = [SensitiveField(one.field) for one in asked]
    rows = queries.list_rows(meeting, fields)
    return [
        count(field, [row.given[field] for row in rows if field in row.given]) for field in fields
    ]


def _get_field(meeting: str, field: str) -> tuple[Meeting, SensitiveField]:
    """LookupError for a word that is no field."""
    if field not in list(SensitiveField):
        raise LookupError(field)
    return get_meeting(meeting), SensitiveField(field)


class _Named:
    """A field of a meeting, turned on or not."""

    def __init__(self, meeting: str, field: str) -> None:
        self.meeting, self.field = _get_field(meeting, field)


@bp.route("/desk/registration/sensitive/<slug:field>", methods=["GET", "POST"])
@guard(may_see_sensitive, load=_Named)
def edit(named: _Named) -> Page:
    meeting, field = named.meeting, named.field
    asked = queries.find_asked(meeting, field)
    given = queries.count_given(meeting).get(field, 0)
    longest = asked.days_kept if asked and given else LONGEST_KEPT[field]
    form = FieldForm(field, longest, data=_said_before(meeting, asked, field))
    form.ask_in(meeting.languages)
    if form.validate_on_submit():
        try:
            service.ask(
                meeting,
                field,
                reason=form.reason.value(asked.reason if asked else None),
                handed_to=form.handed_to.value(asked.handed_to if asked else None) or None,
                days_kept=form.days_kept.data or 0,
                modes=form.modes.data,
                needed="needed" in form and form.needed.data,
                by=signed_in_person(),
                now=g.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(_to_desk(meeting), _("From now on, the form asks for it."))
    page = render_template("sensitive/edit.html", form=form, field=field, asked=asked, given=given)
    return page, form.status


def _said_before(
    meeting: Meeting, asked: SensitiveAsked | None, field: SensitiveField
) -> dict[str, Any]:
    if asked is None:
        reason, handed_to = proposed_texts(field, meeting.languages)
        return {
            "reason": reason,
            "handed_to": handed_to,
            "days_kept": LONGEST_KEPT[field],
            "modes": USUAL_MODES[field],
        }
    names = ("reason", "handed_to", "days_kept", "modes", "needed")
    return {name: getattr(asked, name) for name in names}


@bp.route("/desk/registration/sensitive/<slug:field>/off", methods=["GET", "POST"])
@guard(may_see_sensitive, load=_Named)
def turn_off(named: _Named) -> Page:
    asked = queries.find_asked(named.meeting, named.field)
    if asked is None:
        abort(404)
    form = Button()
    if form.validate_on_submit():
        ended = service.stop_asking(asked, signed_in_person(), g.now)
        said = ngettext(
            "It is not asked for any more. What %(num)d person gave was deleted.",
            "It is not asked for any more. What %(num)d people gave was deleted.",
            ended,
        )
        return saved(_to_desk(named.meeting), said)
    given = queries.count_given(named.meeting).get(named.field, 0)
    page = render_template("sensitive/turn_off.html", form=form, field=named.field, given=given)
    return page, form.status


@bp.route("/desk/registration/people/<int:number>/sensitive", methods=["GET", "POST"])
@guard(may_see_sensitive, load=get_registration)
def show(registration: Registration) -> Page:
    """GET says that looking is recorded; POST records it and shows, once."""
    person = signed_in_person()
    assert person is not None
    form = Button()
    found = None
    if form.validate_on_submit():
        found = looking.look(registration, person, g.now)
        keep()
        if found is None:
            abort(429)
    page = render_template(
        "sensitive/show.html",
        form=form,
        registration=registration,
        fields=[row.field for row in queries.list_own(registration.meeting, registration.person)],
        found=found,
    )
    return page, form.status


def _to_desk(meeting: Meeting) -> str:
    return url_for("sensitive.desk", meeting=meeting.slug)
