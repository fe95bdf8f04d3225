"""The form about which letters one gets."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice

from meeting_app.core.forms import Form, Needed
from meeting_app.people.models import LettersWanted


class LettersForm(Form):
    letters = RadioField(
        _l("Which letters do you want?"),
        choices=[
            SelectChoice(LettersWanted.ALL.value, _l("All letters")),
            SelectChoice(LettersWanted.NECESSARY.value, _l("Only the necessary ones")),
        ],
        validators=[Needed()],
    )
