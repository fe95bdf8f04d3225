"""Forms about the second factor."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import Length

from meeting_app.core.forms import Form, Needed, PlainText, digits, strip

_CODE_FIELD = {"autocomplete": "one-time-code", "dir": "ltr", "class": "short", "placeholder": ""}


class CodeForm(Form):
    code = StringField(
        _l("Code"),
        description=_l(
            "The six digits that your authenticator app shows, or one of your recovery codes."
        ),
        validators=[Needed(_l("Enter the code.")), Length(max=60), PlainText()],
        filters=[digits],
        render_kw=_CODE_FIELD,
    )


class AuthenticatorForm(Form):
    sealed_secret = HiddenField()
    """What the QR code on the page holds, readable by us alone: a page shown again after a slip
    shows the same one."""
    code = StringField(
        _l("Code that the app shows"),
        description=_l("Six digits. They change every half minute."),
        validators=[Needed(_l("Enter the code.")), Length(max=60), PlainText()],
        filters=[digits],
        render_kw={**_CODE_FIELD, "inputmode": "numeric"},
    )
    name = StringField(
        _l("Where the app is"),
        description=_l("Such as “my phone”, so that you know it again in the list."),
        validators=[Length(max=60), PlainText()],
        filters=[strip],
    )


class PasskeyForm(Form):
    name = StringField(
        _l("Where the passkey is"),
        description=_l("Such as “my phone”, so that you know it again in the list."),
        validators=[Length(max=60), PlainText()],
        filters=[strip],
    )
    credential = HiddenField(validators=[Length(max=20_000)])
    """What the device answers; filled in by passkeys.js."""
