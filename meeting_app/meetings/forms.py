"""Forms with which organisers set up a meeting."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import Length, Optional, Regexp, ValidationError

from meeting_app.core.forms import Form, LocalTextField, Needed, NumberField, PlainText, strip
from meeting_app.core.locale import LANGUAGES, is_zone, local_instant
from meeting_app.people.forms import email_field

SLUG_MESSAGE = _l("Use lower-case letters, digits and hyphens, such as 2027.")


class MeetingForm(Form):
    title = LocalTextField(_l("Title"))
    starts_on = DateField(_l("First day"), validators=[Needed(_l("Choose the first day."))])
    ends_on = DateField(_l("Last day"), validators=[Needed(_l("Choose the last day."))])
    zone = StringField(
        _l("Time zone of the meeting"),
        description=_l("Such as Asia/Amman. All deadlines and sessions are set in it."),
        validators=[Needed(_l("Choose the time zone.")), Length(max=60)],
        filters=[strip],
        render_kw={"list": "zones", "autocomplete": "off"},
    )
    place = LocalTextField(_l("Place"), description=_l("City and country."), source_needed=False)
    venue = LocalTextField(_l("Venue"), source_needed=False)
    theme = LocalTextField(_l("Theme"), source_needed=False)
    theme_text = LocalTextField(_l("About the theme"), long=True, source_needed=False)
    contact_email = email_field(
        _l("Address for questions"), description=_l("Shown on every page of the meeting.")
    )

    def validate_zone(self, field: StringField) -> None:
        if not is_zone(field.data or ""):
            raise ValidationError(_("Choose a time zone from the list, such as Africa/Nairobi."))

    def validate_ends_on(self, field: DateField) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day comes before the first. Change one of them."))


class NewMeetingForm(MeetingForm):
    slug = StringField(
        _l("Address"),
        description=_l(
            "The short name in the addresses of its pages, such as 2027. It never changes."
        ),
        validators=[
            Needed(SLUG_MESSAGE),
            Regexp(r"^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$", message=SLUG_MESSAGE),
        ],
        filters=[strip],
    )
    languages = SelectMultipleField(
        _l("Languages of the meeting"),
        choices=[SelectChoice(found.code, found.name) for found in LANGUAGES.values()],
        default=list(LANGUAGES),
        validators=[Needed(_l("Choose at least one language."))],
    )


class PhaseForm(Form):
    label = LocalTextField(_l("Name"))
    opens_at = DateTimeLocalField(_l("Opens"), validators=[Needed(_l("Choose when it opens."))])
    closes_at = DateTimeLocalField(_l("Closes"), validators=[Needed(_l("Choose when it closes."))])
    public = BooleanField(_l("Shown on the meeting's page"))

    def instant(self, field: DateTimeLocalField, zone: str) -> datetime | None:
        """The field's wall clock time in `zone`; None, with an error, if the clocks skip it."""
        local: datetime = field.data
        try:
            return local_instant(local.date(), local.time(), zone)
        except ValueError:
            field.errors = [*field.errors, _("The clocks are changed then: choose another time.")]
            return None


class RoomForm(Form):
    name = LocalTextField(_l("Name of the room"))
    capacity = NumberField(_l("Seats"), validators=[Optional()])

    def validate_capacity(self, field: NumberField) -> None:
        if field.data is not None and not 0 < field.data < 100_000:
            raise ValidationError(_("Enter the number of seats, such as 40."))


class RoleForm(Form):
    email = email_field(
        _l("E-mail address"),
        description=_l("Whoever has this address gets the role when signing in with it."),
    )
    name = StringField(
        _l("Name"), validators=[Optional(), Length(max=200), PlainText()], filters=[strip]
    )
    role = SelectField(_l("Role"))
