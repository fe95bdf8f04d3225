"""The form that makes a personal feed."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from meeting_app.core.forms import Form, Needed


class NewFeedForm(Form):
    language = SelectField(_l("Language of the calendar"), [Needed()])
