"""Kinds of letter: what each feature declares of the letters that organisers may reword."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from meeting_app.core.feature import Feature
from meeting_app.core.locale import babel_locale, format_days
from meeting_app.core.web import absolute_url
from meeting_app.letters.composing import Address, Texts, Values
from meeting_app.meetings.models import Meeting

COMMON: Mapping[str, Any] = {
    "greeting": _l("“Dear …,” with the name, or a greeting without one where it is not known"),
    "name": _l("Name of the recipient; may be empty"),
    "meeting": _l("Title of the meeting"),
    "days": _l("Days of the meeting"),
    "place": _l("Place of the meeting; may be empty"),
    "contact": _l("The meeting's address for questions"),
    "meeting_page": _l("Link to the meeting's page"),
}
"""Placeholders that every letter of a meeting has: {name: what it stands for}."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who would get a letter of this kind, for its preview."""

    code: str
    """Finds this recipient again; from `LetterKind.recipients`."""
    name: str
    language: str
    about: str
    """What the letter is about, such as the title of an abstract; may be empty."""
    values: Callable[[str], Values]
    """(language) -> the kind's own values."""


Recipients = Callable[[Meeting, str, str], Sequence[Recipient]]
"""(meeting, words, code) -> at most 20 people who would get this kind of letter, by name: those
whose name or thing holds the words; where a code is given, the one with this code alone."""


@dataclass(frozen=True, slots=True, eq=False)
class LetterKind:
    code: str
    """As "abstracts.submitted": the feature and the letter."""
    group: Any
    """What it belongs to, for lists; lazily translated, as are all words here."""
    name: Any
    describes: Any
    """Who gets it, and when."""
    subject: Any
    body: Sequence[Any]
    """Paragraphs; a paragraph may be a sequence of lines."""
    placeholders: Mapping[str, Any]
    """Its own, besides those of every letter: {name: what it stands for}."""
    example: Callable[[Meeting, str], Values]
    """(meeting, language) -> made-up values of its own placeholders."""
    recipients: Recipients
    required: tuple[str, ...] = ()
    """Placeholders without which the letter makes no sense: no text is saved without."""
    wanted: tuple[str, ...] = ()
    """Placeholders whose absence has to be confirmed."""
    necessary: bool = True

    @property
    def allowed(self) -> dict[str, Any]:
        """{placeholder: what it stands for}, the kind's own first."""
        return {**self.placeholders, **COMMON}

    def default(self, language: str) -> Texts:
        """The catalogue's text."""
        with force_locale(babel_locale(language)):
            paragraphs = [
                "\n".join(map(str, part)) if isinstance(part, (tuple, list)) else str(part)
                for part in self.body
            ]
            return Texts(str(self.subject), "\n\n".join(paragraphs))


def common_values(meeting: Meeting, name: str, language: str) -> Values:
    """Of the placeholders that every letter of a meeting has."""
    return {**meeting_values(meeting, language), **reader_values(name, language)}


def meeting_values(meeting: Meeting, language: str) -> Values:
    """Those that are the same for all readers of a language."""
    return {
        "meeting": meeting.title.in_(language),
        "days": format_days(meeting.starts_on, meeting.ends_on, language),
        "place": meeting.place.in_(language) if meeting.place else "",
        "contact": Address(meeting.contact_email),
        "meeting_page": Address(absolute_url("meetings.show", lang=language, meeting=meeting.slug)),
    }


def reader_values(name: str, language: str) -> Values:
    with force_locale(babel_locale(language)):
        greeting = _("Dear %(name)s,", name=name) if name else _("Dear colleague,")
    return {"greeting": greeting, "name": name}


def list_kinds(features: Iterable[Feature]) -> list[LetterKind]:
    return [kind for feature in features for kind in feature.letter_kinds]


def names_of_letters(features: Iterable[Feature]) -> dict[str, Any]:
    """{code: name} of all kinds of letter, those that nobody may reword too."""
    features = list(features)
    names = {code: name for feature in features for code, name in feature.letters.items()}
    return names | {kind.code: kind.name for kind in list_kinds(features)}
