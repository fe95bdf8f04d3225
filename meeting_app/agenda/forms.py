"""Forms about sessions."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms import Form as PlainForm
from wtforms.validators import Optional, ValidationError

from meeting_app.agenda.labels import KINDS, ROLES
from meeting_app.agenda.models import Session, SessionKind, SessionRole
from meeting_app.agenda.service import Part
from meeting_app.core.forms import Form, LocalTextField, Needed, NumberField, PlainText, strip
from meeting_app.core.locale import LANGUAGES, format_day, latin_digits, local_instant
from meeting_app.meetings.models import Meeting, Room

LONGEST_NAME = 200
MOST_PEOPLE = 30
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")


def _languages() -> list[SelectChoice]:
    return [SelectChoice(found.code, found.name) for found in LANGUAGES.values()]


class SessionButton(Form):
    """A form that is only a button; knows which state of the session was on the page."""

    revision = HiddenField()


class PersonRow(PlainForm):
    """One person's part. What is wrong with it is said by SessionForm, for the whole list."""

    name = StringField(_l("Name"), filters=[strip])
    organisation = StringField(_l("Organisation"), filters=[strip])
    role = SelectField(_l("Role"), choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [SelectChoice(code.value, label) for code, label in ROLES.items()]


class SessionForm(Form):
    kind = SelectField(_l("Kind"), validators=[Needed()])
    title = LocalTextField(_l("Title"))
    summary = LocalTextField(_l("Summary"), long=True, source_needed=False)
    people = FieldList(
        FormField(PersonRow),
        label=_l("People"),
        description=_l("A row without a name is left out."),
        max_entries=MOST_PEOPLE,
    )
    floor_language = SelectField(_l("Language spoken in the room"), validators=[Needed()])
    interpreted_into = SelectMultipleField(_l("Interpreted into"), validators=[Optional()])
    livestream = BooleanField(_l("On the livestream"))
    revision = HiddenField()

    def __init__(self, session: Session | None, meeting: Meeting) -> None:
        super().__init__(data=_data(session, meeting))
        self.kind.choices = [SelectChoice(code.value, label) for code, label in KINDS.items()]
        self.floor_language.choices = self.interpreted_into.choices = _languages()

    def add_rows(self, count: int = 3) -> None:
        for _row in range(min(count, MOST_PEOPLE - len(self.people.entries))):
            self.people.append_entry({"role": SessionRole.PRESENTER.value})

    def validate_people(self, field: FieldList) -> None:
        for row in (entry.form for entry in field.entries):
            if row.organisation.data and not row.name.data:
                raise ValidationError(_("Enter a name in each row that has an organisation."))
            for text in (row.name, row.organisation):
                PlainText()(self, text)
                if len(text.data or "") > LONGEST_NAME:
                    raise ValidationError(_("Shorten the names: at most 200 characters each."))

    @property
    def parts(self) -> list[Part]:
        return [
            Part(row.name.data, SessionRole(row.role.data), row.organisation.data or "")
            for row in (entry.form for entry in self.people.entries)
            if row.name.data
        ]


def _data(session: Session | None, meeting: Meeting) -> dict[str, Any]:
    blank = {"role": SessionRole.PRESENTER.value}
    if session is None:
        return {
            "kind": SessionKind.PARALLEL.value,
            "floor_language": meeting.languages[0],
            "people": [blank] * 4,
            "revision": "0",
        }
    people = [
        {"name": row.name, "organisation": row.organisation, "role": row.role}
        for row in session.people
    ]
    return {
        "kind": session.kind,
        "title": session.title,
        "summary": session.summary,
        "people": [*people, blank, blank],
        "floor_language": session.floor_language,
        "interpreted_into": session.interpreted_into,
        "livestream": session.livestream,
        "revision": str(session.revision),
    }


class PlaceForm(Form):
    """Where and when, in the meeting's zone."""

    day = SelectField(_l("Day"), validators=[Needed()])
    starts = StringField(
        _l("Start"),
        description=_l("On the meeting's clock, such as 09:30."),
        validators=[Needed(_l("Enter a time, such as 09:30."))],
        filters=[strip],
        render_kw={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr", "class": "short"},
    )
    minutes = NumberField(_l("Length in minutes"), validators=[Needed()])
    room = SelectField(_l("Room"))
    revision = HiddenField()

    def __init__(self, session: Session, meeting: Meeting, rooms: list[Room]) -> None:
        starts_at = session.starts_at
        local = starts_at.astimezone(ZoneInfo(meeting.zone)) if starts_at else None
        super().__init__(
            data={
                "day": (local.date() if local else meeting.starts_on).isoformat(),
                "starts": local.strftime("%H:%M") if local else "",
                "minutes": session.minutes,
                "room": session.room.code if session.room else "",
                "revision": str(session.revision),
            }
        )
        self.meeting = meeting
        days = _list_days(meeting)
        if local and local.date() not in days:
            days = sorted([*days, local.date()])
        self.day.choices = [SelectChoice(d.isoformat(), format_day(d, g.lang)) for d in days]
        self.room.choices = [
            SelectChoice("", _("No room of the list")),
            *(SelectChoice(room.code, _room_label(room)) for room in rooms),
        ]
        self.starts_at: datetime | None = None

    def validate_starts(self, field: StringField) -> None:
        found = _CLOCK.fullmatch(latin_digits(field.data or ""))
        if found is None:
            raise ValidationError(_("Enter a time, such as 09:30."))
        at = time(int(found[1]), int(found[2]))
        try:
            day = date.fromisoformat(self.day.data or "")
            self.starts_at = local_instant(day, at, self.meeting.zone)
        except ValueError:
            raise ValidationError(
                _("The clocks go forward on this day: there is no such time. Choose another.")
            ) from None


def _room_label(room: Room) -> str:
    name = room.name.in_(g.lang)
    if room.capacity is None:
        return name
    return _("%(room)s (%(capacity)s seats)", room=name, capacity=room.capacity)


def _list_days(meeting: Meeting) -> list[date]:
    count = (meeting.ends_on - meeting.starts_on).days + 1
    return [meeting.starts_on + timedelta(days=number) for number in range(count)]


class PublishForm(Form):
    despite_clashes = BooleanField(_l("Publish all the same, with the serious clashes"))
    draft = HiddenField()
    """State of the draft that the page previewed."""
