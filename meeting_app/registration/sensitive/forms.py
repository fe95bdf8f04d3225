"""The fields in the registration form, and the organisers' forms."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional

from meeting_app.core.forms import Form, LocalTextField, Needed, NumberField, PlainText, strip
from meeting_app.registration.forms import RegistrationForm
from meeting_app.registration.models import AttendanceMode
from meeting_app.registration.sensitive.fields import (
    CHOICES,
    HEALTH_OR_BELIEF,
    LETTER,
    LONGEST_TEXT,
    MAY_BE_NEEDED,
    Given,
    Purpose,
    SensitiveField,
    choice_name,
    field_name,
    purpose_name,
)
from meeting_app.registration.sensitive.models import SensitiveAsked
from meeting_app.registration.words import mode_name

CONSENT = "consent"


class AskingForm(RegistrationForm):
    """The registration form with the sensitive fields that the meeting asks for."""

    asks_for: Sequence[SensitiveAsked] = ()

    @property
    def plain_fields(self) -> list[Field]:
        """Those that every registration has: neither sensitive nor the organisers' own questions."""
        return [field for field in self if hasattr(RegistrationForm, field.name)]

    def show_given(self, before: Mapping[str, Any]) -> None:
        """What was given before, in the sensitive fields alone: of them nothing is brought back after
        a sign-in. before: as `typed_before` gives it."""
        for name in INPUTS & self._fields.keys():
            self[name].process(None, before.get(name))

    def fields_of(self, field: str) -> list[Field]:
        return [self[name] for name in names_of(field) if name in self]

    @property
    def consents(self) -> bool:
        return CONSENT in self and bool(self[CONSENT].data)

    @property
    def given(self) -> dict[SensitiveField, Given]:
        return {SensitiveField(one.field): self._given(one.field) for one in self.asks_for}

    def _given(self, field: str) -> Given:
        text = (self[f"{field}_text"].data or "").strip()
        if field == SensitiveField.VISA:
            return Given((LETTER,), text) if self[field].data else Given()
        return Given(tuple(self[field].data or ()) if field in self else (), text)

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        mode = self.mode.data
        for one in self.asks_for:
            if mode in one.modes and one.needed and not self._is_given(one.field):
                _refuse(self[f"{one.field}_text"], _("Enter this: the organisers need it of you."))
                good = False
        return good

    def _is_given(self, field: str) -> bool:
        if field == SensitiveField.PASSPORT and not self.given.get(SensitiveField.VISA):
            return True  # only for the letter, which is not wanted
        return bool(self._given(field))


def _refuse(field: Field, sentence: str) -> None:
    field.errors = [*field.errors, sentence]


def names_of(field: str) -> tuple[str, ...]:
    """Of its inputs in the form."""
    has_choices = SensitiveField(field) in CHOICES
    return (str(field), f"{field}_text") if has_choices else (f"{field}_text",)


INPUTS = frozenset(name for field in SensitiveField for name in names_of(field)) | {CONSENT}


def asking_form(asked: Sequence[SensitiveAsked]) -> type[AskingForm]:
    fields: dict[str, Any] = {"asks_for": asked}
    for one in asked:
        fields |= _inputs(SensitiveField(one.field))
    if {one.field for one in asked} & HEALTH_OR_BELIEF:
        fields[CONSENT] = BooleanField(
            _l("I agree that you keep my diet and access needs for the purpose that is named"),
            description=_l(
                "They can tell something about health or belief, so we keep them only if you agree. "
                "Empty the fields whenever you like: they are deleted at once."
            ),
        )
    return type("AskingRegistrationForm", (AskingForm,), fields)


def _inputs(field: SensitiveField) -> dict[str, Any]:
    label: Any = {
        SensitiveField.VISA: _l("Embassy or consulate where you apply"),
        SensitiveField.DIET: _l("Anything else that the kitchen must know"),
        SensitiveField.ACCESS: _l("Anything else that makes it easier for you to take part"),
        SensitiveField.EMERGENCY: _l("Whom we call in an emergency: name and telephone number"),
    }.get(field, field_name(field))
    checks = [Optional(), Length(max=LONGEST_TEXT[field]), PlainText()]
    kind: Any = StringField
    keywords: dict[str, Any] = {"autocomplete": "off"}
    if field == SensitiveField.PHONE:
        kind, keywords = TelField, {"autocomplete": "tel"}
    elif field == SensitiveField.PASSPORT:
        keywords |= {"dir": "ltr"}
    elif field in HEALTH_OR_BELIEF:
        kind, keywords = TextAreaField, {"rows": 2}
    made: dict[str, Any] = {}
    if field == SensitiveField.VISA:
        made[field.value] = BooleanField(choice_name(field, LETTER))
    elif field in CHOICES:
        made[field.value] = SelectMultipleField(
            _l("Choose what applies to you"),
            choices=[SelectChoice(code, name) for code, name in CHOICES[field].items()],
            invalid_choice_message=_l("Choose from the list, or write it below."),
        )
    made[f"{field}_text"] = kind(label, validators=checks, filters=[strip], render_kw=keywords)
    return made


def typed_before(given: Mapping[SensitiveField, Given | None]) -> dict[str, Any]:
    """What stands in the form of somebody who gave this before."""
    data: dict[str, Any] = {}
    for field, one in given.items():
        if one is None:
            continue
        data[f"{field}_text"] = one.text
        data[field.value] = LETTER in one.choices if field == SensitiveField.VISA else one.choices
        if field in HEALTH_OR_BELIEF:
            data[CONSENT] = True
    return data


class FieldForm(Form):
    """What a meeting says about a field that it asks for."""

    reason = LocalTextField(
        _l("Why you ask for it"),
        description=_l(
            "One sentence that people read beside the field, such as: so that the kitchen cooks "
            "what you can eat."
        ),
        long=True,
    )
    handed_to = LocalTextField(
        _l("Who gets it from you"),
        description=_l(
            "Such as: the kitchen of the venue, by count and without names. Empty: nobody."
        ),
        long=True,
        source_needed=False,
    )
    days_kept = NumberField(
        _l("Deleted so many days after the meeting"),
        validators=[
            Needed(_l("Enter a number of days.")),
            NumberRange(0, 30, _l("Enter a number of days from 0 to 30.")),
        ],
    )
    modes = SelectMultipleField(
        _l("Asked of those who attend"),
        validators=[Needed(_l("Choose of whom you ask it."))],
        invalid_choice_message=_l("Choose from the list."),
    )
    needed = BooleanField(
        _l("Nobody can register without it"),
        description=_l("Leave this empty if you can do without: every field asked for is a risk."),
    )

    def __init__(self, field: SensitiveField, longest: int, **kwargs: Any) -> None:
        """longest: how many days are possible."""
        super().__init__(**kwargs)
        self.modes.choices = [SelectChoice(mode.value, mode_name(mode)) for mode in AttendanceMode]
        self.days_kept.description = _(
            "From 0 to %(longest)d. It can be made shorter later, never longer.", longest=longest
        )
        if field not in MAY_BE_NEEDED:
            del self.needed


class ExportForm(Form):
    purpose = RadioField(
        _l("What it is for"), validators=[Needed(_l("Choose what the list is for."))]
    )
    names = BooleanField(
        _l("With names"),
        description=_l(
            "Kitchen and rooms need only numbers. Visa letters and the team on duty always get names."
        ),
    )

    def __init__(self, purposes: Iterable[Purpose], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.purpose.choices = [SelectChoice(one.value, purpose_name(one)) for one in purposes]
