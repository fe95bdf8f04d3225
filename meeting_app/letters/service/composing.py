"""Letters of a meeting, composed from the wording in force."""

from collections.abc import Sequence
from typing import Any

from meeting_app.core.db import db
from meeting_app.core.outbox import Attachment, Letter
from meeting_app.letters import composing
from meeting_app.letters.composing import Texts, Values, Written
from meeting_app.letters.kinds import LetterKind, common_values
from meeting_app.letters.queries.templates import own_texts
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person


def wording(kind: LetterKind, meeting: Meeting, language: str) -> Texts:
    """The organisers' own in this language, else the catalogue's: a letter that its reader
    understands is better than the organisers' words in a language that they may not read."""
    own = own_texts(meeting).get((kind.code, language))
    return own or _default(kind, language)


def _default(kind: LetterKind, language: str) -> Texts:
    known: dict[tuple[str, str], Texts] = db.session().info.setdefault("default_letter_texts", {})
    key = (kind.code, language)
    if key not in known:
        known[key] = kind.default(language)
    return known[key]


def write(texts: Texts, values: Values, *, meeting: Meeting, name: str, language: str) -> Written:
    """Fill in a wording for somebody: `values`, and those that every letter of a meeting has."""
    return composing.write(texts, {**common_values(meeting, name, language), **values})


def compose(
    kind: LetterKind,
    values: Values,
    *,
    meeting: Meeting,
    to: Person,
    cause: str,
    attachments: Sequence[Attachment] = (),
    **more: Any,
) -> Letter:
    """A letter of this kind in its recipient's language. No SQL after the first of a meeting.

    values: of the kind's own placeholders, in that language. more: further fields of the Letter.
    """
    language = to.language
    texts = wording(kind, meeting, language)
    written = write(texts, values, meeting=meeting, name=to.name, language=language)
    return as_letter(
        written,
        kind.code,
        meeting=meeting,
        to=to,
        cause=cause,
        attachments=tuple(attachments),
        necessary=kind.necessary,
        **more,
    )


def as_letter(
    written: Written,
    kind: str,
    *,
    meeting: Meeting,
    to: Person,
    cause: str,
    language: str = "",
    **more: Any,
) -> Letter:
    """language: of what is written, where it is not the recipient's."""
    return Letter(
        kind=kind,
        cause=cause,
        address=to.email,
        name=to.name,
        language=language or to.language,
        subject=written.subject,
        body=written.body,
        marks=written.marks,
        scope=meeting.slug,
        person_id=to.id,
        reply_to=meeting.contact_email,
        **more,
    )
