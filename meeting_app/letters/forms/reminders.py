"""The form about reminders."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import Length, Optional, ValidationError

from meeting_app.core.audience import Duty
from meeting_app.core.errors import Refused
from meeting_app.core.forms import Form, Needed, PlainText, strip
from meeting_app.letters.reminding import FIRST_HOUR, read_days
from meeting_app.letters.words import not_days


def _check_days(_form: Form, field: StringField) -> None:
    try:
        read_days(field.data or "")
    except ValueError:
        raise ValidationError(not_days()) from None


def make_reminder_form(duties: Mapping[str, Duty]) -> type[Form]:
    """A field for each duty, named as its code with hyphens for dots, and the hour."""
    fields: dict[str, Any] = {
        field_name(code): StringField(
            duty.label,
            description=_("Days before the deadline, such as 14, 3, 1. Empty: no reminder."),
            validators=[Optional(), Length(max=60), PlainText(), _check_days],
            filters=[strip],
            render_kw={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"},
        )
        for code, duty in duties.items()
    }
    fields["hour"] = SelectField(
        _l("Hour of the day"),
        description=_l("By the clocks at the meeting's place."),
        choices=[SelectChoice(str(hour), f"{hour:02}:00") for hour in range(24)],
        default=str(FIRST_HOUR),
        validators=[Needed(_l("Choose an hour."))],
    )
    return type("ReminderForm", (Form,), fields)


def field_name(duty: str) -> str:
    return duty.replace(".", "-")


def days_of(form: Form, duties: Mapping[str, Duty]) -> dict[str, list[int]]:
    """{duty: days}, of a form that is valid."""
    return {code: read_days(form[field_name(code)].data or "") for code in duties}


def as_text(days: list[int]) -> str:
    return ", ".join(map(str, days))


__all__ = ["Refused", "as_text", "days_of", "field_name", "make_reminder_form"]
