"""The part of a survey's form that does not come from its questions."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import ValidationError

from meeting_app.core.forms import Form


class SurveyForm(Form):
    website = StringField(
        _l("Leave this field empty"), render_kw={"autocomplete": "off", "tabindex": "-1"}
    )
    """Hidden from people: programs that send unwanted mail fill it in."""

    def validate_website(self, field: StringField) -> None:
        if field.data:
            field.data = ""  # a person whose browser filled it in needs only to send again
            raise ValidationError(
                _(
                    "A field that must stay empty was filled in. It is empty now: send the form again."
                )
            )
