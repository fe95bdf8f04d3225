"""Forms about signing in."""

from flask_babel import lazy_gettext as _l

from meeting_app.core.forms import Form
from meeting_app.people.forms.fields import email_field


class SignInForm(Form):
    email = email_field(
        _l("Your e-mail address"),
        description=_l("We send you a link. You need no password."),
    )


class FirstOrganiserForm(Form):
    email = email_field(_l("Your e-mail address"))
