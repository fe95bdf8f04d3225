"""The form about one's profile."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, Optional, ValidationError

from meeting_app.core.forms import Form, Needed, PlainText, strip
from meeting_app.core.locale import LANGUAGES, is_zone
from meeting_app.people.forms.fields import OrganisationField


class ProfileForm(Form):
    name = StringField(
        _l("Your name"),
        description=_l("As it should stand in the agenda and on your badge."),
        validators=[Needed(_l("Enter your name.")), Length(max=200), PlainText()],
        filters=[strip],
        render_kw={"autocomplete": "name"},
    )
    organisation = OrganisationField(
        _l("Organisation"), description=_l("Write a part of its name or its acronym, and search.")
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
