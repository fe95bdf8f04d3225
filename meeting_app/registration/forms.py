"""Forms about places."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import (
    BooleanField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from meeting_app.core.forms import Form, Needed, NumberField, PlainText, strip
from meeting_app.core.locale import LANGUAGES
from meeting_app.meetings.forms import SpanForm
from meeting_app.meetings.models import Meeting
from meeting_app.people.forms import OrganisationField, country_choices
from meeting_app.registration.models import (
    AttendanceMode,
    Places,
    Registration,
    RegistrationState,
)
from meeting_app.registration.words import mode_name


class DoorForm(Form):
    name = StringField(
        _l("Name or a part of it"),
        description=_l("Accents and capitals do not matter."),
        validators=[
            Needed(_l("Type two letters of the name at least.")),
            Length(2, 100, _l("Type two letters of the name at least.")),
            PlainText(),
        ],
        filters=[strip],
        render_kw={"autocomplete": "off", "type": "search"},
    )


class RegistrationForm(Form):
    mode = RadioField(
        _l("How you will attend"),
        validators=[Needed(_l("Choose how you will attend."))],
        invalid_choice_message=_l("Choose one of the ways to attend that are offered."),
    )
    may_give_up_place = BooleanField(
        _l("Give my present place to somebody else, even if I only get on the waiting list"),
        description=_l(
            "Matters only if you change how you attend and no place is left there. "
            "Without the tick you keep the place that you have."
        ),
    )
    name = StringField(
        _l("Your name"),
        description=_l("As it should stand on your badge."),
        validators=[Needed(_l("Enter your name.")), Length(max=200), PlainText()],
        filters=[strip],
        render_kw={"autocomplete": "name"},
    )
    organisation = OrganisationField(
        _l("Organisation"),
        description=_l(
            "Write a part of its name or its acronym, and search. "
            "Leave it empty if you come for yourself."
        ),
    )
    country = SelectField(
        _l("Country where you work"),
        validators=[Needed(_l("Choose the country where you work."))],
        invalid_choice_message=_l("Choose a country from the list."),
    )
    languages = SelectMultipleField(
        _l("Languages that you need"),
        description=_l(
            "Choose those in which you can follow a session. They tell us where interpretation is needed."
        ),
        invalid_choice_message=_l("Choose languages from the list."),
    )

    def __init__(
        self,
        meeting: Meeting,
        places: Sequence[Places],
        held: Registration | None,
        **kwargs: Any,
    ) -> None:
        """held: what the person has; who has a place is asked whether it may be given up."""
        super().__init__(**kwargs)
        self.mode.choices = [
            SelectChoice(row.mode, str(mode_name(row.mode)), {"hint": _hint(row, held)})
            for row in places
        ]
        self.country.choices = country_choices()
        self.languages.choices = [
            SelectChoice(code, LANGUAGES[code].name) for code in meeting.languages
        ]
        if held is None or held.state != RegistrationState.CONFIRMED:
            del self.may_give_up_place


def _hint(places: Places, held: Registration | None) -> str:
    if held is not None and held.mode == places.mode:
        has_place = held.state == RegistrationState.CONFIRMED
        return _("You have a place.") if has_place else _("You are on the waiting list.")
    return _places_left(places)


def _places_left(places: Places) -> str:
    if places.capacity is None:
        return _("There is a place for everybody.")
    left = places.capacity - places.taken
    if left > 0:
        return ngettext("%(num)d place left", "%(num)d places left", left)
    return _("All places are taken: you join the waiting list.")


class CapacityForm(Form):
    """A number of places for each mode that the meeting offers; empty is without limit."""

    in_person = NumberField(_l("Places in person"))
    online = NumberField(_l("Places online"))

    def __init__(self, capacities: Mapping[AttendanceMode, int | None], **kwargs: Any) -> None:
        super().__init__(
            data={mode.value: capacity for mode, capacity in capacities.items()}, **kwargs
        )
        for mode in AttendanceMode:
            if mode in capacities:
                field = self[mode.value]
                field.description = _("Leave it empty for no limit.")
                field.validators = _capacity_validators()
            else:
                del self[mode.value]


def _capacity_validators() -> list[Any]:
    return [Optional(), NumberRange(0, 1_000_000, _l("Enter a number from 0 to 1,000,000."))]


class OpenForm(SpanForm):
    """When people register, and for what."""

    offers_in_person = BooleanField(_l("People can attend in person"), default=True)
    in_person = NumberField(
        _l("Places in person"),
        description=_l("Leave it empty for no limit."),
        validators=_capacity_validators(),
    )
    offers_online = BooleanField(_l("People can attend online"), default=True)
    online = NumberField(
        _l("Places online"),
        description=_l("Leave it empty for no limit."),
        validators=_capacity_validators(),
    )

    def validate_offers_online(self, field: BooleanField) -> None:
        if not field.data and not self.offers_in_person.data:
            raise ValidationError(_("Offer at least one way to attend."))

    @property
    def capacities(self) -> dict[AttendanceMode, int | None]:
        return {
            mode: self[mode.value].data for mode in AttendanceMode if self[f"offers_{mode}"].data
        }
