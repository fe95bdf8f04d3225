"""Registering for a meeting, and the organisers' view of places."""

from enum import StrEnum
from typing import TypeVar

from flask import abort, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from meeting_app.core import unsent
from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import page_number, saved, takes
from meeting_app.core.unsent import keeps_typed, never_keeps
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act, may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.meetings.rules import When
from meeting_app.meetings.service import when
from meeting_app.people.access import guard, signed_in, signed_in_person
from meeting_app.people.downloads import hand_out
from meeting_app.people.models import Person
from meeting_app.questionnaires.forms import fill, make_form, read_answers
from meeting_app.questionnaires.queries.routing import find_routes
from meeting_app.questionnaires.service import response_values
from meeting_app.questionnaires.sheet import LARGEST_REQUEST, hold_files, keep_files
from meeting_app.registration import exports, queries, service
from meeting_app.registration.forms import CapacityForm, OpenForm
from meeting_app.registration.models import (
    AttendanceMode,
    Registration,
    RegistrationState,
)
from meeting_app.registration.sensitive.access import may_see_sensitive
from meeting_app.registration.sensitive.fields import day_of_deletion
from meeting_app.registration.sensitive.forms import INPUTS as SENSITIVE
from meeting_app.registration.sensitive.forms import asking_form, typed_before
from meeting_app.registration.sensitive.queries import list_asked, list_people_who_gave, read_own
from meeting_app.registration.sensitive.service import give
from meeting_app.registration.views.blueprint import bp
from meeting_app.surveys.queries import exporting


@bp.route("/register", methods=["GET", "POST"])
@keeps_typed
@never_keeps(SENSITIVE)
@takes(LARGEST_REQUEST)
@guard(signed_in, load=get_meeting)
def register(meeting: Meeting) -> Page:
    """Register, or see and change one's registration."""
    person = signed_in_person()
    assert person is not None
    desk = queries.find_desk_with_questions(meeting)
    if desk is None:
        return render_template("registration/not_yet.html")
    questionnaire = desk.questionnaire
    registration = _held(meeting, person)
    asked = list_asked(meeting)
    own = read_own(meeting, person) if asked else {}
    response = registration.response if registration else None
    answers = response_values(response) if response else {}
    form = make_form(asking_form(asked), questionnaire)(
        meeting,
        queries.list_places(meeting),
        registration,
        data=_typed_before(person, registration) | typed_before(own),
    )
    if unsent.find():
        form.show_given(typed_before(own))
    if response:
        fill(form, questionnaire, answers)
    if form.validate_on_submit():
        hold_files(form, questionnaire)
        answered = service.Answered(read_answers(form), g.lang, form.asked_version)
        try:
            made = service.register(
                meeting,
                person,
                AttendanceMode(form.mode.data),
                organisation_name=form.organisation.data or "",
                name=form.name.data or "",
                country=form.country.data,
                languages=form.languages.data or [],
                may_give_up_place="may_give_up_place" in form and form.may_give_up_place.data,
                form_opened_at=form.opened_at,
                now=g.now,
                answered=answered if form.definition.questions else None,
            )
            give(made, form.given, consents=form.consents, now=g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_for("registration.register", meeting=meeting.slug), _said(made))
    if form.is_submitted():
        keep_files(form, questionnaire)
    is_waiting = registration is not None and registration.state == RegistrationState.WAITING
    page = render_template(
        "registration/register.html",
        form=form,
        phase=desk.phase,
        is_open=when(desk.phase, g.now) is When.OPEN,
        is_over=when(desk.phase, g.now) in (When.GRACE, When.AFTER),
        registration=registration,
        questionnaire=questionnaire,
        answers=answers,
        answered_in=response.language if response else None,
        ends={one.field: day_of_deletion(meeting.ends_on, one.days_kept) for one in asked},
        given=own,
        unreadable=[field for field, one in own.items() if one is None],
        line=queries.place_in_line(registration) if registration and is_waiting else None,
    )
    return page, form.status


def _held(meeting: Meeting, person: Person) -> Registration | None:
    """The person's registration, unless it was cancelled."""
    found = queries.find_registration(meeting, person)
    return None if found and found.state == RegistrationState.CANCELLED else found


def _typed_before(person: Person, registration: Registration | None) -> dict[str, object]:
    organisation = registration.organisation if registration else person.organisation
    return {
        "mode": registration.mode if registration else None,
        "name": person.name,
        "organisation": organisation.name if organisation else "",
        "country": person.country or "",
        "languages": registration.languages if registration else [g.lang],
    }


def _said(registration: Registration) -> str:
    if registration.state == RegistrationState.WAITING:
        return _("You are on the waiting list. We write to you as soon as you have a place.")
    return _(
        "You are registered. We sent the confirmation to %(address)s.",
        address=registration.person.email,
    )


@bp.route("/register/cancel", methods=["GET", "POST"])
@guard(signed_in, load=get_meeting)
def cancel(meeting: Meeting) -> Page:
    person = signed_in_person()
    assert person is not None
    here = url_for("registration.register", meeting=meeting.slug)
    registration = _held(meeting, person)
    if registration is None:
        return redirect(here, 303)
    form = Button()
    if form.validate_on_submit():
        try:
            service.cancel(registration, g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(here, _("Your registration is cancelled."))
    page = render_template("registration/cancel.html", form=form, registration=registration)
    return page, form.status


@bp.route("/desk/registration", methods=["GET", "POST"])
@guard(may_organise, load=get_meeting)
def desk(meeting: Meeting) -> Page:
    """Who comes, who waits, and how many places there are."""
    desk = queries.find_desk(meeting)
    if desk is None:
        return render_template("registration/desk_empty.html")
    places = queries.list_places(meeting)
    form = CapacityForm({AttendanceMode(row.mode): row.capacity for row in places})
    if form.validate_on_submit():
        try:
            moved = sum(
                service.set_capacity(meeting, AttendanceMode(row.mode), form[row.mode].data, g.now)
                for row in places
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            said = ngettext(
                "The places were changed. %(num)d person moved up from the waiting list.",
                "The places were changed. %(num)d people moved up from the waiting list.",
                moved,
            )
            return saved(
                url_for("registration.desk", meeting=meeting.slug),
                said if moved else _("The places were changed."),
            )
    mode, state = _chosen(AttendanceMode, "mode"), _chosen(RegistrationState, "state")
    counts = queries.count_by_state(meeting)
    listed = queries.paginate(meeting, mode, state, page_number(), counts)
    sees_sensitive = may_see_sensitive(signed_in_person(), meeting)
    page = render_template(
        "registration/desk.html",
        form=form,
        phase=desk.phase,
        questionnaire_id=desk.questionnaire_id,
        places=places,
        counts=counts,
        countries=queries.count_by_country(meeting),
        by_organisation=queries.count_by_organisation(meeting),
        needs=queries.count_by_language(meeting),
        page=listed,
        mode=mode,
        state=state,
        modes=list(AttendanceMode),
        states=list(RegistrationState),
        sees_sensitive=sees_sensitive,
        gave=list_people_who_gave(meeting, [row.person_id for row in listed.items])
        if sees_sensitive
        else set(),
    )
    return page, form.status


@bp.route("/desk/registration/open", endpoint="open", methods=["GET", "POST"])
@guard(may_act, load=get_meeting)
def open_registration(meeting: Meeting) -> Page:
    """Once; afterwards dates are changed with the phases, places on the desk's page."""
    here = url_for("registration.desk", meeting=meeting.slug)
    if request.method == "GET" and queries.find_desk(meeting) is not None:
        return redirect(here, 303)
    form = OpenForm()
    if form.validate_on_submit() and (span := form.span(meeting.zone)):
        try:
            service.open_registration(meeting, form.capacities, opens_at=span[0], closes_at=span[1])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(here, _("The dates and places of the registration were saved."))
    return render_template("registration/open.html", form=form), form.status


@bp.get("/desk/registration.xlsx")
@guard(may_organise, load=get_meeting)
def export(meeting: Meeting) -> Page:
    """The list as it is filtered."""
    the_desk = queries.find_desk_with_questions(meeting)
    if the_desk is None:
        abort(404)
    mode, state = _chosen(AttendanceMode, "mode"), _chosen(RegistrationState, "state")
    rows = queries.list_registrations(meeting, mode, state)
    questionnaire = the_desk.questionnaire
    routes = find_routes(questionnaire)
    content = exports.write_workbook(
        meeting,
        rows,
        g.lang,
        *exporting.list_all_questions(questionnaire.id),
        exporting.read_answers(questionnaire),
        exporting.read_carried(questionnaire, routes),
        routes,
    )
    return hand_out(
        content, f"registrations-{meeting.slug}.xlsx", rows=len(rows), scope=meeting.slug
    )


Choice = TypeVar("Choice", bound=StrEnum)


def _chosen(kind: type[Choice], name: str) -> Choice | None:
    """A filter in the address; anything unknown filters nothing."""
    value = request.args.get(name, "")
    return kind(value) if value in list(kind) else None
