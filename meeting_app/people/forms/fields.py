"""Fields that several forms share."""

from babel import Locale
from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectChoice
from wtforms.validators import Email, Length

from meeting_app.core.forms import Needed, PlainText, strip
from meeting_app.core.locale import babel_locale, fold

EMAIL_MESSAGE = _l("Enter an e-mail address, such as name@example.org.")


def email_field(label: object, **kwargs: object) -> EmailField:
    return EmailField(
        label,
        validators=[Needed(EMAIL_MESSAGE), Email(EMAIL_MESSAGE), Length(max=254), PlainText()],
        filters=[strip],
        render_kw={"autocomplete": "email"},
        **kwargs,
    )


def country_choices() -> list[SelectChoice]:
    """Countries by name in the reader's language; groups and outlying places of CLDR left out."""
    territories = Locale.parse(babel_locale(g.lang)).territories
    skipped = {"EU", "EZ", "UN", "XA", "XB", "QO", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"}
    named = [(c, n) for c, n in territories.items() if c.isalpha() and c not in skipped]
    named.sort(key=lambda pair: fold(pair[1]))
    return [SelectChoice("", _("Choose a country")), *(SelectChoice(c, n) for c, n in named)]
