"""What the form of a field proposes to organisers: why it is asked and who gets it."""

from collections.abc import Iterable

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from meeting_app.core.locale import babel_locale
from meeting_app.registration.sensitive.fields import SensitiveField

_REASONS = {
    SensitiveField.VISA: _l(
        "So that we can write you the letter of invitation that the embassy asks for."
    ),
    SensitiveField.PASSPORT: _l("Because the letter for your visa must name your passport."),
    SensitiveField.DIET: _l("So that the kitchen cooks what you can eat."),
    SensitiveField.ACCESS: _l("So that you can follow the sessions and reach every room."),
    SensitiveField.PHONE: _l("So that we can reach you during the meeting if something changes."),
    SensitiveField.EMERGENCY: _l(
        "So that we know whom to call if something happens to you during the meeting."
    ),
}
_HANDED_TO = {
    SensitiveField.DIET: _l("the kitchen of the venue, by count and without names."),
    SensitiveField.ACCESS: _l("the people who prepare the rooms, by count and without names."),
    SensitiveField.PHONE: _l("the team on duty during the meeting."),
    SensitiveField.EMERGENCY: _l("the team on duty during the meeting."),
}
"""A letter for a visa, with the passport's number, goes to its own person."""


def proposed_texts(
    field: SensitiveField, languages: Iterable[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """(why, who gets it) as {language: text}, from the catalogues; who gets it may be nobody."""
    reasons, handed_to = {}, {}
    for language in languages:
        with force_locale(babel_locale(language)):
            reasons[language] = str(_REASONS[field])
            if field in _HANDED_TO:
                handed_to[language] = str(_HANDED_TO[field])
    return reasons, handed_to
