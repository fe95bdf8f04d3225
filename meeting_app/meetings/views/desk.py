"""Setting up a meeting: the meeting itself, phases, rooms, themes."""

from zoneinfo import available_timezones

from flask import g, render_template, url_for
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings import queries, service
from meeting_app.meetings.access import may_act, may_make_meetings, may_organise
from meeting_app.meetings.forms import (
    MeetingForm,
    NewMeetingForm,
    PhaseForm,
    RoomForm,
    ThemeForm,
    span_of,
)
from meeting_app.meetings.models import Meeting, Phase, Role, Room, Theme
from meeting_app.meetings.service import when
from meeting_app.meetings.views.blueprint import bp
from meeting_app.people.access import guard, signed_in_person


def list_zones() -> list[str]:
    return sorted(zone for zone in available_timezones() if "/" in zone)


@bp.route("/<language:lang>/new-meeting", methods=["GET", "POST"])
@guard(may_make_meetings)
def new() -> Page:
    form = NewMeetingForm()
    if form.validate_on_submit():
        person = signed_in_person()
        assert person is not None
        try:
            meeting = service.make_meeting(
                form.slug.data,
                title=form.title.value(),
                zone=form.zone.data,
                starts_on=form.starts_on.data,
                ends_on=form.ends_on.data,
                languages=form.languages.data,
                contact_email=form.contact_email.data,
                theme=form.theme.value() or None,
                theme_text=form.theme_text.value() or None,
                place=form.place.value() or None,
                venue=form.venue.value() or None,
                now=g.now,
            )
            service.grant(meeting, person, Role.ORGANISER, g.now, by=person)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(
                url_for("meetings.phases", meeting=meeting.slug), _("The meeting was made.")
            )
    return render_template("meetings/new.html", form=form, zones=list_zones()), form.status


@bp.route("/<language:lang>/<slug:meeting>/desk/meeting", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_meeting)
def edit(meeting: Meeting) -> Page:
    form = MeetingForm(obj=meeting)
    form.ask_in(meeting.languages)
    if form.validate_on_submit():
        service.change_meeting(
            meeting,
            title=form.title.value(meeting.title),
            theme=form.theme.value(meeting.theme) or None,
            theme_text=form.theme_text.value(meeting.theme_text) or None,
            place=form.place.value(meeting.place) or None,
            venue=form.venue.value(meeting.venue) or None,
            zone=form.zone.data,
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data,
            contact_email=form.contact_email.data,
        )
        return saved(url_for("meetings.edit", meeting=meeting.slug), _("The meeting was saved."))
    return render_template("meetings/edit.html", form=form, zones=list_zones()), form.status


@bp.get("/<language:lang>/<slug:meeting>/desk/phases")
@guard(may_organise, load=queries.get_meeting)
def phases(meeting: Meeting) -> Page:
    found = [(phase, when(phase, g.now)) for phase in queries.list_phases(meeting)]
    return render_template("meetings/phases.html", phases=found)


@bp.route("/<language:lang>/<slug:meeting>/desk/phases/<slug:code>", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_phase)
def phase(phase: Phase) -> Page:
    form = PhaseForm(
        data={
            "label": phase.label,
            "grace_minutes": phase.grace_minutes,
            "public": phase.public,
            **span_of(phase),
        }
    )
    form.ask_in(phase.meeting.languages)
    if form.validate_on_submit() and (span := form.span(phase.meeting.zone)):
        try:
            service.move_phase(phase, opens_at=span[0], closes_at=span[1])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            phase.label = form.label.value(phase.label)
            phase.grace_minutes = form.grace_minutes.data or 0
            phase.public = form.public.data
            return saved(
                url_for("meetings.phases", meeting=phase.meeting.slug),
                _("The phase was saved. It holds from now on."),
            )
    return render_template("meetings/phase.html", form=form, phase=phase), form.status


@bp.route("/<language:lang>/<slug:meeting>/desk/rooms", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_meeting)
def rooms(meeting: Meeting) -> Page:
    form = RoomForm()
    form.ask_in(meeting.languages)
    if form.validate_on_submit():
        service.add_room(
            meeting, service.new_room_code(meeting), form.name.value(), form.capacity.data
        )
        return saved(url_for("meetings.rooms", meeting=meeting.slug), _("The room was added."))
    found = queries.list_rooms(meeting)
    return render_template("meetings/rooms.html", form=form, rooms=found), form.status


@bp.route("/<language:lang>/<slug:meeting>/desk/rooms/<slug:code>", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_room)
def room(room: Room) -> Page:
    form = RoomForm(obj=room)
    form.ask_in(room.meeting.languages)
    if form.validate_on_submit():
        room.name, room.capacity = form.name.value(room.name), form.capacity.data
        return saved(url_for("meetings.rooms", meeting=room.meeting.slug), _("The room was saved."))
    return render_template("meetings/room.html", form=form, room=room), form.status


@bp.route("/<language:lang>/<slug:meeting>/desk/themes", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_meeting)
def themes(meeting: Meeting) -> Page:
    form = ThemeForm()
    form.ask_in(meeting.languages)
    if form.validate_on_submit():
        service.add_theme(
            meeting,
            service.new_theme_code(meeting),
            form.title.value(),
            form.text.value() or None,
        )
        return saved(_to_themes(meeting), _("The theme was added."))
    found = queries.list_themes(meeting)
    page = render_template("meetings/themes.html", form=form, button=Button(), themes=found)
    return page, form.status


@bp.route("/<language:lang>/<slug:meeting>/desk/themes/<word:code>", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_theme)
def theme(theme: Theme) -> Page:
    form = ThemeForm(obj=theme)
    form.ask_in(theme.meeting.languages)
    if form.validate_on_submit():
        theme.title = form.title.value(theme.title)
        theme.text = form.text.value(theme.text) or None
        return saved(_to_themes(theme.meeting), _("The theme was saved."))
    return render_template("meetings/theme.html", form=form, theme=theme), form.status


@bp.post("/<language:lang>/<slug:meeting>/desk/themes/<word:code>/up")
@guard(may_organise, load=queries.get_theme)
def move_theme_up(theme: Theme) -> Page:
    if not Button().validate_on_submit():
        return saved(_to_themes(theme.meeting))
    service.move_theme_up(theme)
    return saved(_to_themes(theme.meeting), _("The theme was moved."))


@bp.post("/<language:lang>/<slug:meeting>/desk/themes/<word:code>/down")
@guard(may_organise, load=queries.get_theme)
def move_theme_down(theme: Theme) -> Page:
    if not Button().validate_on_submit():
        return saved(_to_themes(theme.meeting))
    service.move_theme_down(theme)
    return saved(_to_themes(theme.meeting), _("The theme was moved."))


@bp.route("/<language:lang>/<slug:meeting>/desk/themes/<word:code>/delete", methods=["GET", "POST"])
@guard(may_act, load=queries.get_theme)
def delete_theme(theme: Theme) -> Page:
    form = Button()
    if form.validate_on_submit():
        back = _to_themes(theme.meeting)
        service.delete_theme(theme)
        return saved(back, _("The theme was deleted."))
    return render_template("meetings/delete_theme.html", form=form, theme=theme), form.status


def _to_themes(meeting: Meeting) -> str:
    return url_for("meetings.themes", meeting=meeting.slug)
