"""Forms about signing in."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField
from wtforms.validators import Length

from meeting_app.core.forms import Form, Needed
from meeting_app.people.forms.fields import email_field


class SignInForm(Form):
    email = email_field(
        _l("Your e-mail address"),
        description=_l("We send you a link. You need no password."),
    )


class PasswordSignInForm(Form):
    """Stands on one page with SignInForm: its fields have ids of their own."""

    email = email_field(_l("Your e-mail address"), id="password-email")
    password = PasswordField(
        _l("Password"),
        validators=[Needed(_l("Enter your password.")), Length(max=1000)],
        render_kw={"autocomplete": "current-password"},
    )


class CredentialForm(Form):
    """What a passkey answers; filled in by passkeys.js."""

    credential = HiddenField(validators=[Length(max=20_000)])


class FirstOrganiserForm(Form):
    email = email_field(_l("Your e-mail address"))


class ResetForm(Form):
    email = email_field(_l("Your e-mail address"))
