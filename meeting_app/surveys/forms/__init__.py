"""The part of a survey's form that does not come from its questions; the organisers' forms."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectMultipleField, StringField
from wtforms.validators import ValidationError

from meeting_app.core.forms import Form, LocalTextField, Needed
from meeting_app.meetings.forms import SpanForm, slug_field


class SurveyForm(Form):
    website = StringField(
        _l("Leave this field empty"), render_kw={"autocomplete": "off", "tabindex": "-1"}
    )
    """Hidden from people: programs that send unwanted mail fill it in."""
    nonce = HiddenField()
    """What solves the puzzle, where one is asked (views/defence.py)."""
    wait = HiddenField()
    """Since when somebody without a script waits instead."""
    sending = HiddenField()
    """A number that the page's script gives to what it keeps until there is a connection."""

    def validate_website(self, field: StringField) -> None:
        if field.data:
            field.data = ""  # a person whose browser filled it in needs only to send again
            raise ValidationError(
                _(
                    "A field that must stay empty was filled in. It is empty now: send the form again."
                )
            )


class EditSurveyForm(SpanForm):
    title = LocalTextField(_l("Title"))
    intro = LocalTextField(
        _l("Introduction"),
        description=_l("What you ask about, why, how long it takes, and what comes of it."),
        long=True,
        source_needed=False,
    )
    thanks = LocalTextField(
        _l("Thanks"),
        description=_l("What people read once they have answered."),
        long=True,
        source_needed=False,
    )


class EmptySurveyForm(EditSurveyForm):
    slug = slug_field("themes")


class NewSurveyForm(EmptySurveyForm):
    questions = SelectMultipleField(
        _l("Questions"),
        description=_l(
            "They are there in English, French, Spanish and Arabic. The page of translations lets "
            "you change how they are translated."
        ),
        validators=[Needed(_l("Choose at least one question."))],
    )
