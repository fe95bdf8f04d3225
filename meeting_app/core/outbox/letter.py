"""A letter as a value, composed in its recipient's language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import force_locale

from meeting_app.core.letter_text import Mark
from meeting_app.core.locale import babel_locale

ERASED_DOMAIN = "erased.invalid"
"""Of the addresses that erased people have: there is nobody to write to."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A calendar file: letters carry nothing else."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    kind: str
    """As "abstracts.submitted": the feature and the letter."""
    cause: str
    """What it is about, unique with kind and recipient: posting it twice makes one row."""
    address: str
    name: str
    language: str
    subject: str
    body: str
    """Plain text: paragraphs with empty lines between."""
    marks: tuple[Mark, ...] = ()
    """What of the body is a link, an address, somebody's own words (core.letter_text)."""
    scope: str = ""
    """The meeting's slug, or empty for letters of the service itself."""
    attachments: tuple[Attachment, ...] = ()
    person_id: int | None = None
    """The recipient's number; None for an address that no account has."""
    reply_to: str = ""
    """Where answers go, such as the meeting's contact address."""
    necessary: bool = True
    """Sign-in links, decisions, confirmations: the person cannot stop these. Reminders and letters
    to groups are not necessary, and need a person_id."""
    condition: str = ""
    """The name of a check, such as "review.has_not_reviewed" (`Feature.conditions`), asked when the
    letter is about to leave: where it says no, the letter is withdrawn."""
    condition_data: Mapping[str, Any] = field(default_factory=dict)
    """For the check; goes into JSON."""
    batch: str = ""
    """The mass letter or reminder that it belongs to. Letters without one leave before these."""
    send_at: datetime | None = None
    """Not before; None: as soon as possible."""


def write(
    template: str,
    *,
    cause: str,
    address: str,
    name: str,
    language: str,
    scope: str = "",
    attachments: Sequence[Attachment] = (),
    person_id: int | None = None,
    reply_to: str = "",
    **values: object,
) -> Letter:
    """Compose a letter in its recipient's language.

    template: as "abstracts/submitted" for `templates/letters/abstracts/submitted.txt`, whose first
    line is the subject and whose rest, after an empty line, is the body.
    """
    with force_locale(babel_locale(language)):
        text = render(f"letters/{template}.txt", name=unlinked(name), reader=language, **values)
    subject, _, body = text.strip().partition("\n")
    return Letter(
        kind=template.replace("/", "."),
        cause=cause,
        address=address,
        name=name,
        language=language,
        subject=fold_blanks(subject),
        body=body.strip() + "\n",
        scope=scope,
        attachments=tuple(attachments),
        person_id=person_id,
        reply_to=reply_to,
    )


def render(template: str, **values: object) -> str:
    """Without what pages get (person, menus): a letter is not about who makes the request."""
    return current_app.jinja_env.get_template(template).render(values)


_NO_BREAK = "\u00a0\u202f"
"""Before a colon or a question mark in French: not where a line may end."""


def fold_blanks(text: str) -> str:
    """On one line, with single blanks."""
    return re.sub(rf"[^\S{_NO_BREAK}]+", " ", text).strip()


def on_one_line(text: str) -> str:
    """Without control characters: nothing of it can start another header."""
    line = "".join(char for char in fold_blanks(text) if char.isprintable() or char in _NO_BREAK)
    return line.replace("=?", "= ?")  # no encoded word but our own


_UNSEEN = "[\u00ad\u200b-\u200f\u2060\ufeff]*"  # browsers drop them from the name of a host
_LINKS = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:(?=//)"  # http://...
    r"|mailto:(?! )"
    rf"|(?<=\S)[.\u3002\uff0e\uff61](?={_UNSEEN}[^\W\d_]{_UNSEEN}[^\W\d_])",  # evil.tld
    re.IGNORECASE,
)


def unlinked(text: str) -> str:
    """What people wrote about themselves, so that no mail program makes a link of it.

    Programs look for links in text and HTML alike, and find them in runs without white space. So a
    plain space goes after "http:" and after a dot before letters: "http: //evil. tld". Characters
    without width would be prettier, but browsers drop them from the name of a host, and the link
    lives again (UTS #46).
    """
    return _LINKS.sub(lambda found: f"{found[0]} ", text)
