"""What must hold at any time of the year, counted again from the rows, the files and the pages."""

import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy

import icalendar
import pypdf
from flask import Flask
from sqlalchemy import func, select

from meeting_app.abstracts.models import Abstract, AbstractState
from meeting_app.agenda import queries as agenda_queries
from meeting_app.agenda import service as agenda
from meeting_app.agenda.clashes import Severity
from meeting_app.agenda.models import Session
from meeting_app.agenda.publication import PublishedAgenda, PublishedSession
from meeting_app.core import pdf_child as printing
from meeting_app.core import worker
from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from meeting_app.registration import queries as registration_queries
from meeting_app.registration.models import Places, Registration, RegistrationState
from tests.packs.test_pdf import bare, is_found


def letters_arrive(app: Flask, expected: Counter[tuple[str, str]]) -> None:
    """The worker sends them, as many of each kind and language as expected, each in its
    recipient's language, once."""
    db.session.commit()
    worker.run_due(app)
    mails = db.session.scalars(select(OutgoingMail)).all()
    assert Counter((mail.kind, mail.language) for mail in mails) == expected
    languages = dict(db.session.execute(select(Person.email, Person.language)).all())
    assert [m.address for m in mails if languages[m.address] != m.language] == []
    assert [m.error for m in mails if m.sent_at is None or m.attempts != 1] == []
    assert len({(m.kind, m.cause, m.address) for m in mails}) == len(mails)
    folder = app.config["DATA_DIR"] / "letters"
    seen = set()
    for mail in mails:
        kept = (folder / f"{mail.id:06}.eml").read_bytes()
        letter = message_from_bytes(kept, policy=policy.default)
        assert (str(letter["Content-Language"]), str(letter["Subject"])) == (
            mail.language,
            mail.subject,
        )
        assert [one.addr_spec for one in letter["To"].addresses] == [mail.address]
        seen.add(letter["Message-ID"])
    assert len(seen) == len(mails)


def announced_letters(meeting: Meeting) -> set[tuple[str, str, str]]:
    """(kind, abstract's code, address) of all letters about decisions."""
    rows = db.session.execute(
        select(OutgoingMail.kind, OutgoingMail.cause, OutgoingMail.address).where(
            OutgoingMail.kind.startswith("review."), OutgoingMail.scope == meeting.slug
        )
    )
    return {(kind, cause.rsplit("/", 1)[1], address) for kind, cause, address in rows}


def places_are_counted(meeting: Meeting) -> None:
    assert list(registration_queries.find_broken_counts()) == []
    for places in db.session.scalars(select(Places).where(Places.meeting_id == meeting.id)):
        confirmed = db.session.scalar(
            select(func.count()).where(
                Registration.meeting_id == meeting.id,
                Registration.mode == places.mode,
                Registration.state == RegistrationState.CONFIRMED,
            )
        )
        assert (places.mode, places.taken) == (places.mode, confirmed)
        assert places.capacity is None or places.taken <= places.capacity


def every_accepted_has_one_session(meeting: Meeting) -> None:
    accepted = db.session.scalars(
        select(Abstract.id).where(
            Abstract.meeting_id == meeting.id, Abstract.state == AbstractState.ACCEPTED
        )
    ).all()
    held = db.session.scalars(
        select(Session.abstract_id).where(
            Session.meeting_id == meeting.id, Session.abstract_id.is_not(None)
        )
    ).all()
    assert Counter(held) == Counter(accepted)


def nothing_clashes_seriously(meeting: Meeting) -> None:
    clashes = agenda.list_clashes(meeting, agenda_queries.list_sessions(meeting))
    assert [clash for clash in clashes if clash.severity is Severity.SERIOUS] == []


# --- calendars


@dataclass(frozen=True, slots=True)
class Entry:
    uid: str
    starts_at: datetime
    summary: str
    sequence: int
    cancelled: bool


def read_calendar(octets: bytes) -> dict[str, Entry]:
    """By UID, read by a program that is not ours."""
    events = icalendar.Calendar.from_ical(octets).walk("VEVENT")
    entries = [
        Entry(
            str(event["UID"]),
            event.decoded("DTSTART"),
            _folded(str(event["SUMMARY"])),
            int(event["SEQUENCE"]),
            event.get("STATUS") == "CANCELLED",
        )
        for event in events
    ]
    found = {entry.uid: entry for entry in entries}
    assert len(found) == len(entries)
    return found


def calendar_shows_agenda(octets: bytes, published: PublishedAgenda, language: str) -> None:
    """The same sessions at the same times under the same titles, and the cancelled ones marked."""
    entries = read_calendar(octets).values()
    shown = {
        (e.uid, e.starts_at, _title_of(e.summary) if e.cancelled else e.summary, e.cancelled)
        for e in entries
    }
    assert shown == {
        (s.uid, s.starts_at, _folded(s.title.in_(language)), s.cancelled)
        for s in published.sessions
    }


def _title_of(summary: str) -> str:
    """After "Cancelled: ", in whichever language."""
    return re.split(r"\s?: ", summary, maxsplit=1)[1]


def _folded(text: str) -> str:
    return " ".join(text.split())


# --- packs


def pack_shows_agenda(pdf: bytes, published: PublishedAgenda, language: str) -> None:
    """Each session's title, and each name and organisation of those that take place."""
    document = _Document(pdf)
    for session in published.sessions:
        missing = [words for words in _words(session, language) if not document.holds(words)]
        assert (session.code, missing) == (session.code, [])


def _words(session: PublishedSession, language: str) -> list[str]:
    words = [session.title.in_(language)]
    for person in session.people:
        words.append(person.name)
        if not session.cancelled:
            words.append(person.organisation)
    return [words for words in words if words]


class _Document:
    """The words of a PDF, page by page and as a whole.

    Arabic comes out letter for letter but not always in order, so of an Arabic text all its words
    must stand, as the same letters, on one page or on two that follow each other.
    """

    def __init__(self, pdf: bytes) -> None:
        pages = [bare(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
        self.whole = "".join(pages)
        self.spreads = [one + other for one, other in zip(pages, [*pages[1:], ""], strict=True)]
        self.coverage = printing.coverage()

    def holds(self, words: str) -> bool:
        printed = printing.printable(words, self.coverage)
        if not is_arabic(printed):
            return is_found(printed, self.whole)
        return any(is_found(printed, spread) for spread in self.spreads)


def is_arabic(words: str) -> bool:
    return any(unicodedata.bidirectional(letter) == "AL" for letter in words)
