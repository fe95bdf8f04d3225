"""A letter as it would leave, for the eyes of who words it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from meeting_app.core.errors import Refused
from meeting_app.core.letter_text import as_html, as_text
from meeting_app.core.locale import babel_locale, direction
from meeting_app.letters import service
from meeting_app.letters.composing import Texts
from meeting_app.letters.kinds import LetterKind, Recipient, common_values
from meeting_app.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Preview:
    language: str
    subject: str
    html: Markup
    text: str
    is_default: bool
    is_theirs: bool
    """In the language in which the chosen recipient gets it."""
    problems: Sequence[str]
    """Why this wording would not be saved."""


def previews(
    kind: LetterKind, meeting: Meeting, given: Mapping[str, Texts], to: Recipient | None
) -> list[Preview]:
    """In each language, with the values of `to` or with made-up ones; the recipient's first."""
    made = [_preview(kind, meeting, texts, language, to) for language, texts in given.items()]
    return sorted(made, key=lambda one: not one.is_theirs)


def _preview(
    kind: LetterKind, meeting: Meeting, texts: Texts, language: str, to: Recipient | None
) -> Preview:
    default = kind.default(language)
    is_default = texts == default or not (texts.subject or texts.body)
    used = default if is_default else texts
    values = to.values(language) if to else kind.example(meeting, language)
    name = to.name if to else example_name(language)
    written = service.write(used, values, meeting=meeting, name=name, language=language)
    return Preview(
        language=language,
        subject=written.subject,
        html=as_html(written.body, written.marks, current_app.config["BASE_URL"] + "/"),
        text=as_text(written.body, written.marks, direction(language)),
        is_default=is_default,
        is_theirs=to is not None and to.language == language,
        problems=_problems(kind, used),
    )


def _problems(kind: LetterKind, texts: Texts) -> list[str]:
    found = []
    for check, text in ((service.check_subject, texts.subject), (service.check_body, texts.body)):
        try:
            check(kind, text)
        except Refused as refusal:
            found.append(str(refusal.message))
    return found


def example_name(language: str) -> str:
    with force_locale(babel_locale(language)):
        return _("Amina Haddad")


def examples(kind: LetterKind, meeting: Meeting, language: str) -> dict[str, str]:
    """{placeholder: a value of it}, for the list of placeholders."""
    values = {
        **common_values(meeting, example_name(language), language),
        **kind.example(meeting, language),
    }
    return {
        name: value if isinstance(value, str) else ", ".join(value)
        for name, value in values.items()
    }
