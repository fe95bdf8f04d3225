"""What organisers say of a call."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField, SelectMultipleField
from wtforms.validators import NumberRange

from meeting_app.abstracts.words import FORMATS
from meeting_app.core.forms import LocalTextField, Needed, NumberField
from meeting_app.meetings.forms import SpanForm, slug_field


class EditCallForm(SpanForm):
    title = LocalTextField(_l("Title"))
    text = LocalTextField(
        _l("Text"),
        description=_l("What you look for, who may send it, and what happens with it."),
        long=True,
    )
    format = SelectField(
        _l("Format"),
        choices=[SelectChoice(code, label) for code, label in FORMATS.items()],
        validators=[Needed()],
    )
    word_limit = NumberField(
        _l("Most words of an abstract"),
        validators=[
            Needed(_l("Enter a number of words, such as 300.")),
            NumberRange(10, 5000, _l("Enter a number from 10 to 5000.")),
        ],
    )


class NewCallForm(EditCallForm):
    slug = slug_field("practice")
    questions = SelectMultipleField(
        _l("Questions besides title and text"),
        description=_l(
            "They are there in English, French, Spanish and Arabic. The page of translations lets "
            "you change how they are translated."
        ),
    )
