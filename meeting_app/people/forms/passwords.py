"""Forms about one's password."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, PasswordField
from wtforms.validators import Length

from meeting_app.core.forms import Form, Needed
from meeting_app.people.rules import LEAST, LEAST_WITH_RIGHTS


class NewPasswordForm(Form):
    new_password = PasswordField(
        _l("New password"),
        validators=[Needed(_l("Enter a new password.")), Length(max=1000)],
        render_kw={"autocomplete": "new-password"},
    )

    def say_how_long(self, *, with_rights: bool) -> None:
        least = LEAST_WITH_RIGHTS if with_rights else LEAST
        self.new_password.description = _(
            "At least %(count)d characters, in any script; blanks count. Four or five words that do not belong together are good.",
            count=least,
        )


class ChangePasswordForm(NewPasswordForm):
    password = PasswordField(
        _l("Your password until now"),
        validators=[Needed(_l("Enter your password.")), Length(max=1000)],
        render_kw={"autocomplete": "current-password"},
    )

    def __iter__(self) -> Iterator[Field]:
        """The old one first, as people are asked."""
        return iter(sorted(super().__iter__(), key=lambda field: field.name != "password"))
