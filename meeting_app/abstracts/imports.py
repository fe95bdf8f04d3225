"""Abstracts of elsewhere from a file of JSON lines."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.core import get_global
from flask_babel import gettext as _

from meeting_app.abstracts import queries, service
from meeting_app.abstracts.models import Abstract, AbstractState, Call
from meeting_app.abstracts.service import Content, NamedPresenter
from meeting_app.core.errors import Refused
from meeting_app.core.imports import Report, read_text
from meeting_app.people.models import Person

LONGEST_TITLE = LONGEST_SOURCE = 300
LONGEST_NAME = 200
LONGEST_TEXT = 50_000
LONGEST_CODE = 8


@dataclass(frozen=True, slots=True)
class AbstractRow:
    number: int
    """The line, from 1."""
    source: str
    content: Content | None
    refusal: str | None = None
    """Why the row is left out; then there is no content."""


def read_abstracts(content: bytes) -> list[AbstractRow]:
    """An object per line: `source` (its name there), `title`, `abstract`, `language` (a code of two
    or three letters), `speakers` (names). Raises Refused for an unreadable file."""
    rows: list[AbstractRow] = []
    readable = False
    for number, line in enumerate(read_text(content).split("\n"), 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except (ValueError, RecursionError):
            rows.append(AbstractRow(number, "", None, _("The line is not JSON.")))
            continue
        readable = True
        try:
            rows.append(_row(number, given))
        except Refused as refusal:
            rows.append(AbstractRow(number, "", None, str(refusal.message)))
    if not rows:
        raise Refused(_("The file has no rows."))
    if not readable:
        raise Refused(_("This is not a file of JSON lines."))
    return rows


def _row(number: int, given: Any) -> AbstractRow:
    if not isinstance(given, dict):
        raise Refused(_("The line is not a JSON object."))
    source = _line(given, "source", LONGEST_SOURCE)
    title = _line(given, "title", LONGEST_TITLE)
    text = given.get("abstract") or ""
    if not isinstance(text, str) or len(text) > LONGEST_TEXT or not _is_shown(text):
        raise Refused(_("“%(name)s” is not a text that can be kept.", name="abstract"))
    speakers = given.get("speakers") or []
    if not isinstance(speakers, list):
        raise Refused(_("“%(name)s” is not a list of names.", name="speakers"))
    named = [
        NamedPresenter(_line({"speakers": name}, "speakers", LONGEST_NAME)) for name in speakers
    ]
    content = Content(
        title=title,
        text=text.replace("\r\n", "\n").strip(),
        language=_language(given.get("language")),
        presenters=named,
    )
    return AbstractRow(number, source, content)


def _line(given: dict[str, Any], name: str, longest: int) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Refused(_("“%(name)s” is missing.", name=name))
    value = " ".join(value.split())
    if len(value) > longest:
        raise Refused(_("“%(name)s” has more than %(limit)d characters.", name=name, limit=longest))
    if not _is_shown(value):
        raise Refused(_("“%(name)s” is not a text that can be kept.", name=name))
    return value


def _is_shown(text: str) -> bool:
    """No control characters, and no halves of a character, which no database takes."""
    return not any(
        (ord(char) < 32 and char not in "\t\n\r") or char == "\x7f" or "\ud800" <= char <= "\udfff"
        for char in text
    )


def _language(given: object) -> str:
    """ "fra", "fre", "fr" and "fr-CD" are all "fr"."""
    code = given.replace("_", "-").split("-")[0].strip().lower() if isinstance(given, str) else ""
    code = get_global("language_aliases").get(code, code)
    if not code.isalpha() or len(code) > LONGEST_CODE:
        raise Refused(_("“%(name)s” is missing.", name="language"))
    return code


def apply_abstracts(
    rows: Sequence[AbstractRow], call: Call, *, person: Person, now: datetime
) -> Report:
    """Add, and change what is not decided yet. Rows without a text stay drafts.

    person: who imports, and stands as the submitter.
    """
    report = Report()
    known = dict(queries.find_imported(call.meeting, [row.source for row in rows if row.source]))
    seen: dict[str, int] = {}
    for row in rows:
        if row.content is None:
            report.refused.append((row.number, row.refusal or ""))
        elif row.source in seen:
            reason = _("The same source stands in row %(number)d.", number=seen[row.source])
            report.refused.append((row.number, reason))
        else:
            seen[row.source] = row.number
            _apply(report, row.number, row.source, row.content, known, call, person, now)
    return report


def _apply(
    report: Report,
    number: int,
    source: str,
    content: Content,
    known: dict[str, Abstract],
    call: Call,
    person: Person,
    now: datetime,
) -> None:
    abstract = known.get(source)
    if content.language not in call.meeting.languages:
        reason = _("The meeting does not take the language “%(code)s”.", code=content.language)
        report.refused.append((number, reason))
    elif abstract is None:
        service.import_abstract(call, source, content, person=person, now=now)
        report.added += 1
    elif abstract.call_id != call.id:
        report.refused.append((number, _("It is in another call of this meeting already.")))
    elif abstract.state not in (AbstractState.DRAFT, AbstractState.SUBMITTED):
        report.skipped += 1
    elif abstract.state == AbstractState.SUBMITTED and not content.text:
        report.refused.append((number, _("It has no text any more; what was submitted stays.")))
    elif service.renew_imported(abstract, content, now):
        report.changed += 1
    else:
        report.skipped += 1
