"""The form with which somebody has the link to their draft sent to themselves."""

from flask_babel import lazy_gettext as _l

from meeting_app.core.forms import Form
from meeting_app.people.forms import email_field


class LinkForm(Form):
    email = email_field(
        _l("Your e-mail address"),
        description=_l(
            "It is used for this one letter. It is not stored with your answers, and nothing links it "
            "to them once you have sent them."
        ),
    )
