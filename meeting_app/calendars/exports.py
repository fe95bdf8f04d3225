"""A part of the agenda as an iCalendar file, in one language; written once per version."""

import re
import threading
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from flask_babel import force_locale
from flask_babel import gettext as _

from meeting_app.agenda.labels import ROLES
from meeting_app.agenda.publication import PublishedPerson, PublishedSession
from meeting_app.calendars.parts import Kind, Part
from meeting_app.core import ical
from meeting_app.core.locale import babel_locale, format_day
from meeting_app.core.web import absolute_url

_MAIL = re.compile(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+")

# A published version never changes, so neither do its files. Bounded in octets, oldest out first.
_KEPT_OCTETS = 16 * 2**20
_kept: dict[tuple[object, ...], "Written"] = {}
_keeping = threading.Lock()


@dataclass(frozen=True, slots=True)
class Written:
    octets: bytes
    digest: str
    """SHA-256 of the octets, hexadecimal."""


def write(part: Part, language: str, *, utc: bool = False) -> Written:
    """The same octets for the same agenda, in whichever process: what readers ask again and again.

    utc: no zone is described; for programs whose own table of zones is too old.
    """
    base = absolute_url("meetings.show", lang=language, meeting=part.meeting.slug)
    key = (
        part.agenda.digest if part.agenda else "",
        *(part.meeting.id, part.meeting.title.shown_in(language), base),
        *(part.kind, part.name, tuple(session.code for session in part.sessions)),
        *(language, utc),
    )
    written = _kept.get(key)
    if written is None:
        with force_locale(babel_locale(language)):
            calendar = _calendar(part, language)
        one_off = part.kind is Kind.SESSION
        octets = (ical.write_file if one_off else ical.write_calendar)(calendar, utc=utc)
        written = Written(octets, sha256(octets).hexdigest())
        _keep(key, written)
    return written


def _keep(key: tuple[object, ...], written: Written) -> None:
    with _keeping:
        _kept[key] = written
        surplus = sum(len(each.octets) for each in _kept.values()) - _KEPT_OCTETS
        while surplus > 0 and len(_kept) > 1:
            surplus -= len(_kept.pop(next(iter(_kept))).octets)


def _calendar(part: Part, language: str) -> ical.Calendar:
    meeting = part.meeting
    changes = [session.modified_at[language] for session in part.sessions]
    return ical.Calendar(
        uid=_identity(part, language),
        name=_without_mail(_name(part, language)),
        language=language,
        zone=part.zone,
        modified_at=max(changes, default=meeting.created_at),
        url=absolute_url("agenda.show", lang=language, meeting=meeting.slug),
        entries=tuple(_entry(part, session, language) for session in part.sessions),
    )


def _identity(part: Part, language: str) -> str:
    """Stable for ever, and no other installation's: made from what the database keeps."""
    meeting = part.meeting
    known = (meeting.slug, meeting.created_at.isoformat(), part.kind, part.name, language)
    return str(uuid5(NAMESPACE_URL, " ".join(known)))


def _name(part: Part, language: str) -> str:
    title = part.meeting.title.in_(language)
    if part.kind is Kind.DAY:
        day = format_day(date.fromisoformat(part.name), language)
        return _("%(meeting)s: %(day)s", meeting=title, day=day)
    if part.kind is Kind.LIVESTREAM:
        return _("%(meeting)s: livestream", meeting=title)
    if part.kind is Kind.PERSONAL:
        return _("%(meeting)s: my sessions", meeting=title)
    return title


def _entry(part: Part, session: PublishedSession, language: str) -> ical.Entry:
    """Shows what `agenda.publication.entry` counts changes of, and nothing else."""
    title = session.title.shown_in(language)
    summary = _("Cancelled: %(title)s", title=title.text) if session.cancelled else title.text
    slug = part.meeting.slug
    url = absolute_url("agenda.session", lang=language, meeting=slug, code=session.code)
    about = session.summary.in_(language) if session.summary else ""
    people = "\n".join(_person(person) for person in session.people)
    return ical.Entry(
        uid=session.uid,
        sequence=session.sequence[language],
        modified_at=session.modified_at[language],
        summary=_without_mail(summary),
        language=title.language,
        # Few programs show URL, so the link is a line of the text too.
        description="\n\n".join(filter(None, (_without_mail(about), _without_mail(people), url))),
        location=_without_mail(session.room.name.in_(language)) if session.room else "",
        url=url,
        cancelled=session.cancelled,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
    )


def _person(person: PublishedPerson) -> str:
    name = f"{person.name} ({person.organisation})" if person.organisation else person.name
    return _("%(role)s: %(name)s", role=ROLES[person.role], name=name)


def _without_mail(text: str) -> str:
    """Feeds are fetched by companies that keep them: addresses stay on the page."""
    return _MAIL.sub("…", text)
