"""The form about one's addresses."""

from flask_babel import lazy_gettext as _l

from meeting_app.core.forms import Form
from meeting_app.people.forms.fields import email_field


class AddressForm(Form):
    email = email_field(
        _l("Another address of yours"),
        description=_l("We send a letter with a link to it. It is added when you use the link."),
    )
