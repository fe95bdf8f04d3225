"""What stands in a pack, worded for one reader: the data of its PDF, and what tells two apart.

No SQL here: meeting, sections and agenda are handed in.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import current_app
from flask_babel import force_locale, pgettext
from flask_babel import gettext as _

from meeting_app.agenda.labels import KINDS, ROLES
from meeting_app.agenda.models import SessionKind
from meeting_app.agenda.publication import PublishedAgenda, PublishedSession
from meeting_app.agenda.timetable import by_day
from meeting_app.core.locale import (
    babel_locale,
    direction,
    format_day,
    format_days,
    format_time,
    join_names,
    language_name,
    zone_name,
)
from meeting_app.core.localtext import LocalText, Shown
from meeting_app.core.web import absolute_url
from meeting_app.meetings.models import Meeting
from meeting_app.packs import models, pdf

COMMAS = {"ar": "، "}
NUMBERED = (SessionKind.PLENARY, SessionKind.PARALLEL)


def number_sessions(agenda: PublishedAgenda) -> dict[str, str]:
    """{code: "S1"} of plenary and parallel sessions, in the agenda's order."""
    numbered = (session for session in agenda.sessions if session.kind in NUMBERED)
    return {session.code: f"S{number}" for number, session in enumerate(numbered, 1)}


def list_summaries(agenda: PublishedAgenda) -> list[PublishedSession]:
    """The sessions that have something to tell: no breaks, nothing cancelled."""
    return [
        session
        for session in agenda.sessions
        if session.kind != SessionKind.BREAK
        and not session.cancelled
        and (session.summary or session.people)
    ]


def spoken(session: PublishedSession, language: str) -> str:
    """In which language people speak, and into which it is interpreted."""
    floor = language_name(session.floor_language, language)
    others = [code for code in session.interpreted_into if code != session.floor_language]
    if not others:
        return _("Spoken in: %(language)s", language=floor)
    return _(
        "Spoken in: %(language)s. Interpreted into: %(others)s",
        language=floor,
        others=join_names((language_name(code, language) for code in others), language),
    )


def blocks(text: str) -> list[str]:
    """Paragraphs, and list items that start with "- ", in order."""
    found: list[str] = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines: list[str] = []
        for line in block.strip().split("\n"):
            if line.startswith("- "):
                found += ["\n".join(lines)] if lines else []
                found.append(line)
                lines = []
            else:
                lines.append(line)
        found += ["\n".join(lines)] if "".join(lines).strip() else []
    return found


def digest(
    meeting: Meeting, sections: Iterable[models.PackSection], agenda: str, language: str
) -> str:
    """Names everything that the PDF in this language is made from, without making it.

    agenda: the published agenda's digest, or empty.
    """
    texts = (meeting.title, meeting.theme, meeting.place, meeting.venue)
    known = [
        _edition(language, current_app.config["BABEL_TRANSLATION_DIRECTORIES"]),
        language,
        _address(meeting, language),
        [meeting.zone, meeting.starts_on.isoformat(), meeting.ends_on.isoformat()],
        [_known(text, language) for text in texts],
        [[_known(section.title, language), _known(section.body, language)] for section in sections],
        agenda,
    ]
    return sha256(json.dumps(known).encode()).hexdigest()


def _known(text: LocalText | None, language: str) -> list[str]:
    shown = _shown(text, language)
    return [shown.text, shown.language]


@cache
def _edition(language: str, catalogues: str) -> str:
    """Changes with the templates and words that an upgrade brings."""
    made = sha256()
    here = Path(__file__).parent
    files = [*here.glob("*.py"), *here.parents[1].joinpath("templates/packs").glob("*.typ")]
    files += Path(catalogues, language).rglob("*.mo")
    for path in sorted(files):
        made.update(path.read_bytes())
    return made.hexdigest()


def pack_data(
    meeting: Meeting,
    sections: Sequence[models.PackSection],
    agenda: PublishedAgenda | None,
    language: str,
) -> pdf.PackData:
    """The whole pack in one language."""
    with force_locale(babel_locale(language)):
        noon = datetime.combine(meeting.starts_on, time(12), UTC)
        zone = zone_name(meeting.zone, language, noon)
        numbers = number_sessions(agenda) if agenda else {}
        places = [_shown(text, language).text for text in (meeting.venue, meeting.place)]
        return pdf.PackData(
            lang=language,
            dir="rtl" if direction(language) == "rtl" else "ltr",
            title=meeting.title.in_(language),
            theme=_shown(meeting.theme, language).text,
            place=_comma(language).join(filter(None, places)),
            dates=format_days(meeting.starts_on, meeting.ends_on, language),
            zone=_("Times in the time zone of %(zone)s.", zone=zone),
            version=_version(agenda, language),
            address=_address(meeting, language),
            labels=_labels(),
            sections=[_section(section, language) for section in sections],
            days=[
                _day(day, sessions, numbers, meeting.zone, language)
                for day, sessions in _days(agenda)
            ],
            summaries=[
                _summary(session, numbers, meeting.zone, language)
                for session in (list_summaries(agenda) if agenda else [])
            ],
        )


def _shown(text: LocalText | None, language: str) -> Shown:
    return text.shown_in(language) if text else Shown("", language)


def _address(meeting: Meeting, language: str) -> str:
    return absolute_url("packs.show", lang=language, meeting=meeting.slug)


def _comma(language: str) -> str:
    return COMMAS.get(language, ", ")


def _other(shown: Shown, language: str) -> str | None:
    """The text's language where it is not the document's."""
    return None if shown.language == language else shown.language


def _version(agenda: PublishedAgenda | None, language: str) -> str:
    if agenda is None:
        return ""
    return _(
        "Agenda: version %(number)d, published on %(day)s",
        number=agenda.number,
        day=format_day(agenda.published_at, language, agenda.zone),
    )


def _labels() -> pdf.Labels:
    return pdf.Labels(
        contents=_("Contents"),
        agenda=_("Agenda at a glance"),
        sessions=_("Sessions"),
        time=pgettext("column", "Time"),
        number=pgettext("column", "No."),
        session=pgettext("column", "Session"),
        room=pgettext("column", "Room"),
        cancelled=pgettext("session", "Cancelled"),
    )


def _section(section: models.PackSection, language: str) -> pdf.PackSection:
    title, body = section.title.shown_in(language), section.body.shown_in(language)
    return pdf.PackSection(
        title=title.text,
        lang=_other(body if body.text else title, language),
        paragraphs=blocks(body.text),
    )


def _times(session: PublishedSession, zone: str) -> str:
    return f"{format_time(session.starts_at, zone)}–{format_time(session.ends_at, zone)}"


def _room(session: PublishedSession, language: str) -> str:
    return session.room.name.in_(language) if session.room else ""


def _days(agenda: PublishedAgenda | None) -> Iterable[tuple[date, list[PublishedSession]]]:
    return by_day(agenda.sessions, agenda.zone).items() if agenda else ()


def _day(
    day: date,
    sessions: Iterable[PublishedSession],
    numbers: dict[str, str],
    zone: str,
    language: str,
) -> pdf.AgendaDay:
    rows = []
    for session in sessions:
        title = session.title.shown_in(language)
        names = (f"\u2068{person.name}\u2069" for person in session.people)
        rows.append(
            pdf.AgendaRow(
                {
                    "time": _times(session, zone),
                    "number": numbers.get(session.code, ""),
                    "title": title.text,
                    "lang": _other(title, language),
                    "kind": str(KINDS[session.kind]),
                    "room": _room(session, language),
                    "people": _comma(language).join(names),
                    "cancelled": session.cancelled,
                    "break": session.kind == SessionKind.BREAK,
                }
            )
        )
    return pdf.AgendaDay(title=format_day(day, language), rows=rows)


def _summary(
    session: PublishedSession, numbers: dict[str, str], zone: str, language: str
) -> pdf.SessionSummary:
    title = session.title.shown_in(language)
    text = _shown(session.summary, language)
    day = format_day(session.starts_at, language, zone)
    return pdf.SessionSummary(
        number=numbers.get(session.code, ""),
        title=title.text,
        lang=_other(title, language),
        when=f"{day}{_comma(language)}{_times(session, zone)}",
        room=_room(session, language),
        kind=str(KINDS[session.kind]),
        people=[
            pdf.SessionPerson(
                name=person.name, role=str(ROLES[person.role]), organisation=person.organisation
            )
            for person in session.people
        ],
        text=blocks(text.text),
        languages=spoken(session, language),
    )
