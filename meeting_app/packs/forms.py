"""The form of a section of the pack."""

from flask_babel import lazy_gettext as _l

from meeting_app.core.forms import Form, LocalTextField


class SectionForm(Form):
    title = LocalTextField(_l("Title"))
    body = LocalTextField(
        _l("Text"),
        description=_l(
            "An empty line begins a new paragraph. Lines that begin with a hyphen and a space "
            "become a list."
        ),
        long=True,
    )
