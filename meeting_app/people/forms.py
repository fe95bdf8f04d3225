"""Forms about one's account."""

from babel import Locale
from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.validators import Email, Length, Optional, ValidationError

from meeting_app.core.forms import Form, Needed, PlainText, strip
from meeting_app.core.locale import LANGUAGES, babel_locale, fold, is_zone

EMAIL_MESSAGE = _l("Enter an e-mail address, such as name@example.org.")


def email_field(label: object, **kwargs: object) -> EmailField:
    return EmailField(
        label,
        validators=[Needed(EMAIL_MESSAGE), Email(EMAIL_MESSAGE), Length(max=254), PlainText()],
        filters=[strip],
        render_kw={"autocomplete": "email"},
        **kwargs,
    )


class SignInForm(Form):
    email = email_field(
        _l("Your e-mail address"),
        description=_l("We send you a link. You need no password."),
    )


class FirstOrganiserForm(Form):
    email = email_field(_l("Your e-mail address"))


def country_choices() -> list[SelectChoice]:
    """Countries by name in the reader's language; groups and outlying places of CLDR left out."""
    territories = Locale.parse(babel_locale(g.lang)).territories
    skipped = {"EU", "EZ", "UN", "XA", "XB", "QO", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"}
    named = [(c, n) for c, n in territories.items() if c.isalpha() and c not in skipped]
    named.sort(key=lambda pair: fold(pair[1]))
    return [SelectChoice("", _("Choose a country")), *(SelectChoice(c, n) for c, n in named)]


class ProfileForm(Form):
    name = StringField(
        _l("Your name"),
        description=_l("As it should stand in the agenda and on your badge."),
        validators=[Needed(_l("Enter your name.")), Length(max=200), PlainText()],
        filters=[strip],
        render_kw={"autocomplete": "name"},
    )
    organisation = StringField(
        _l("Organisation"),
        description=_l("Choose from the list, or write its name if it is missing."),
        validators=[Optional(), Length(max=200), PlainText()],
        filters=[strip],
        render_kw={"list": "organisations", "autocomplete": "organization"},
    )
    country = SelectField(
        _l("Country where you work"), validators=[Optional()], validate_choice=True
    )
    language = SelectField(
        _l("Language of pages and letters"),
        choices=[SelectChoice(found.code, found.name) for found in LANGUAGES.values()],
    )
    reads = SelectMultipleField(
        _l("Languages that you read well"),
        choices=[SelectChoice(found.code, found.name) for found in LANGUAGES.values()],
    )
    zone = StringField(
        _l("Time zone"),
        description=_l("Such as Africa/Nairobi. Leave it empty to see the meeting's times only."),
        validators=[Optional(), Length(max=60)],
        filters=[strip],
        render_kw={"list": "zones", "autocomplete": "off"},
    )

    def validate_zone(self, field: StringField) -> None:
        if field.data and not is_zone(field.data):
            raise ValidationError(_("Choose a time zone from the list, such as Africa/Nairobi."))
