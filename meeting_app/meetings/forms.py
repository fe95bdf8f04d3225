"""Forms with which organisers set up a meeting."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    HiddenField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NoneOf, NumberRange, Optional, Regexp, ValidationError

from meeting_app.core.forms import Form, LocalTextField, Needed, NumberField, PlainText, strip
from meeting_app.core.locale import LANGUAGES, is_zone, local_instant
from meeting_app.meetings.models import Phase, Role
from meeting_app.people.forms import email_field

TAKEN_BY_PAGES = ("account", "new-meeting", "new", "promises")
"""Words that stand where a slug could stand in our own addresses."""
LONGEST_GRACE = 1440
LONGEST = timedelta(days=60)
FIRST_YEAR, LAST_YEAR = 1990, 2100


def slug_field(example: str) -> Any:
    """The part of an address that stands for a thing for ever."""
    message = _l(
        "Use lower-case letters, digits and hyphens, such as %(example)s.", example=example
    )
    return StringField(
        _l("Address"),
        description=_l(
            "The short name in the addresses of its pages, such as %(example)s. It never changes.",
            example=example,
        ),
        validators=[
            Needed(message),
            Regexp(r"^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$", message=message),
            NoneOf(
                TAKEN_BY_PAGES, message=_l("This word is kept for other pages. Choose another.")
            ),
        ],
        filters=[strip],
        render_kw={"autocomplete": "off", "dir": "ltr"},
    )


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
        # Pages list the days; and a day before or after the calendar's end is none.
        for one in (self.starts_on, field):
            if one.data and not FIRST_YEAR <= one.data.year <= LAST_YEAR:
                raise ValidationError(_("Choose days between 1990 and 2100."))
        if field.data and self.starts_on.data and field.data - self.starts_on.data > LONGEST:
            raise ValidationError(_("A meeting lasts sixty days at most. Choose other days."))


class NewMeetingForm(MeetingForm):
    slug = slug_field("2027")
    languages = SelectMultipleField(
        _l("Languages of the meeting"),
        choices=[SelectChoice(found.code, found.name) for found in LANGUAGES.values()],
        default=list(LANGUAGES),
        validators=[Needed(_l("Choose at least one language."))],
    )


class SpanForm(Form):
    """When something opens and closes, as the clocks at the meeting show it."""

    opens_at = DateTimeLocalField(_l("Opens"), validators=[Needed(_l("Choose when it opens."))])
    closes_at = DateTimeLocalField(_l("Closes"), validators=[Needed(_l("Choose when it closes."))])

    def span(self, zone: str) -> tuple[datetime, datetime] | None:
        """Both instants; None, with an error at its field, if the clocks of `zone` skip one."""
        opens_at = self._instant(self.opens_at, zone)
        closes_at = self._instant(self.closes_at, zone)
        return (opens_at, closes_at) if opens_at and closes_at else None

    def _instant(self, field: DateTimeLocalField, zone: str) -> datetime | None:
        local: datetime = field.data
        try:
            return local_instant(local.date(), local.time(), zone)
        except ValueError:
            field.errors = [*field.errors, _("The clocks are changed then: choose another time.")]
            return None


def span_of(phase: Phase) -> dict[str, datetime]:
    """What stands in a SpanForm of this phase."""
    zone = ZoneInfo(phase.meeting.zone)
    return {
        "opens_at": phase.opens_at.astimezone(zone),
        "closes_at": phase.closes_at.astimezone(zone),
    }


class PhaseForm(SpanForm):
    label = LocalTextField(_l("Name"))
    grace_minutes = NumberField(
        _l("Grace period in minutes"),
        description=_l(
            "A form opened before the end is taken for so long after it, and marked late."
        ),
        validators=[
            Needed(_l("Enter a number of minutes; 0 for none.")),
            NumberRange(0, LONGEST_GRACE, _l("Enter a number of minutes from 0 to 1440.")),
        ],
    )
    public = BooleanField(_l("Shown on the meeting's page"))


class ThemeForm(Form):
    title = LocalTextField(_l("Title"))
    text = LocalTextField(
        _l("Text"),
        description=_l("A few sentences that say what belongs to it."),
        long=True,
        source_needed=False,
    )


class RoomForm(Form):
    name = LocalTextField(_l("Name of the room"))
    capacity = NumberField(_l("Seats"), validators=[Optional()])

    def validate_capacity(self, field: NumberField) -> None:
        if field.data is not None and not 0 < field.data < 100_000:
            raise ValidationError(_("Enter the number of seats, such as 40."))


def read_role(choice: str) -> tuple[Role, str]:
    """(role, scope) of a choice such as "chair:advocacy"."""
    role, _colon, scope = choice.partition(":")
    return Role(role), scope


class OfferForm(Form):
    """What is offered, and how it is told; to whom, the forms below say."""

    role = SelectField(_l("Role"), validators=[Needed(_l("Choose a role."))])
    language = SelectField(
        _l("Language of the letter"),
        description=_l("Used unless the person has chosen a language here."),
        validators=[Needed(_l("Choose a language."))],
    )
    note = TextAreaField(
        _l("Your own sentence"),
        description=_l("Stands in the letter as you write it, in one language."),
        validators=[Optional(), Length(max=600), PlainText()],
        filters=[strip],
        render_kw={"rows": 3, "maxlength": 600},
    )

    def offer_in(self, languages: Sequence[str], roles: Sequence[SelectChoice]) -> None:
        """languages: of the meeting, the page's first if it is one of them."""
        self.role.choices = [SelectChoice("", _("Choose a role")), *roles]
        self.language.choices = [
            SelectChoice(code, LANGUAGES[code].name) for code in LANGUAGES if code in languages
        ]
        if not self.is_submitted() and g.lang in languages:
            self.language.data = g.lang


class InviteForm(OfferForm):
    email = email_field(_l("E-mail address"))
    name = StringField(
        _l("Name"), validators=[Optional(), Length(max=200), PlainText()], filters=[strip]
    )


class InviteSeveralForm(OfferForm):
    people = TextAreaField(
        _l("People"),
        description=_l(
            "One a line, name and address, such as: Amal Haddad, amal@example.org. "
            "You see who is invited before anything is sent."
        ),
        validators=[Needed(_l("Enter one address at least.")), Length(max=60_000), PlainText()],
        filters=[strip],
        render_kw={"rows": 12, "dir": "auto", "autocomplete": "off", "spellcheck": "false"},
    )
    seen = HiddenField()
    """Digest of the list that was looked at."""


class RetentionForm(Form):
    """A field per class, named as it; how much is possible, the verb says."""

    meeting = NumberField(
        _l("Days after the meeting: what people gave for it"),
        validators=[Needed(_l("Enter a number of days."))],
    )
    draft = NumberField(
        _l("Days after the meeting: drafts"),
        validators=[Needed(_l("Enter a number of days."))],
    )


class SearchPersonForm(Form):
    name = StringField(
        _l("Name or a part of it, or the whole e-mail address"),
        description=_l("Accents and capitals do not matter."),
        validators=[
            Needed(_l("Type two letters of the name at least.")),
            Length(2, 254, _l("Type two letters of the name at least.")),
            PlainText(),
        ],
        filters=[strip],
    )
