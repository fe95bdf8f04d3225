"""Make sessions, change them, place them, take them out."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from meeting_app.abstracts.models import Abstract
from meeting_app.agenda import queries
from meeting_app.agenda.models import Session, SessionKind, SessionPerson, SessionRole
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.locale import fold
from meeting_app.core.localtext import LocalText
from meeting_app.core.secrets import new_code
from meeting_app.meetings.models import Meeting, Room

LONGEST_MINUTES = 12 * 60


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's part in a session."""

    name: str
    role: SessionRole
    organisation: str = ""
    person_id: int | None = None


def make_session(
    meeting: Meeting,
    kind: SessionKind,
    title: LocalText,
    *,
    summary: LocalText | None = None,
    people: Sequence[Part] = (),
    floor_language: str | None = None,
    interpreted_into: Sequence[str] = (),
    livestream: bool = False,
    minutes: int = 60,
    abstract: Abstract | None = None,
) -> Session:
    """A session without place and time. floor_language: the meeting's first unless said."""
    codes = set(db.session.scalars(select(Session.code).where(Session.meeting_id == meeting.id)))
    return _make(
        meeting,
        _free_code(codes),
        kind,
        title,
        summary=summary,
        people=people,
        floor_language=floor_language or meeting.languages[0],
        interpreted_into=interpreted_into,
        livestream=livestream,
        minutes=minutes,
        abstract=abstract,
    )


def sessions_from_accepted(meeting: Meeting) -> int:
    """Make a parallel session of each accepted abstract that has none. Returns how many."""
    codes = set(db.session.scalars(select(Session.code).where(Session.meeting_id == meeting.id)))
    abstracts = queries.list_accepted_without_session(meeting)
    for abstract in abstracts:
        code = _free_code(codes)
        codes.add(code)
        _make(
            meeting,
            code,
            SessionKind.PARALLEL,
            LocalText(abstract.language, abstract.title),
            summary=LocalText(abstract.language, abstract.text) if abstract.text else None,
            people=[
                Part(
                    presenter.name,
                    SessionRole.PRESENTER,
                    presenter.organisation.name if presenter.organisation else "",
                    presenter.person_id,
                )
                for presenter in abstract.presenters
            ],
            floor_language=abstract.language,
            interpreted_into=(),
            livestream=False,
            minutes=60,
            abstract=abstract,
        )
    return len(abstracts)


def _free_code(taken: set[str]) -> str:
    while (code := new_code()) in taken:
        pass
    return code


def _make(
    meeting: Meeting,
    code: str,
    kind: SessionKind,
    title: LocalText,
    *,
    summary: LocalText | None,
    people: Sequence[Part],
    floor_language: str,
    interpreted_into: Sequence[str],
    livestream: bool,
    minutes: int,
    abstract: Abstract | None,
) -> Session:
    session = Session(
        meeting=meeting,
        code=code,
        # No host name: it must not change when the service moves to another address.
        uid=f"{secrets.token_hex(16)}@sessions.invalid",
        kind=kind,
        title=title,
        summary=summary,
        floor_language=floor_language,
        interpreted_into=[code for code in interpreted_into if code != floor_language],
        livestream=livestream,
        minutes=minutes,
        abstract=abstract,
        people=[_row(place, part) for place, part in enumerate(people)],
    )
    db.session.add(session)
    db.session.flush()
    return session


def _row(position: int, part: Part) -> SessionPerson:
    return SessionPerson(
        position=position,
        name=part.name,
        role=part.role,
        organisation=part.organisation,
        person_id=part.person_id,
    )


def change(
    session: Session,
    *,
    kind: SessionKind,
    title: LocalText,
    summary: LocalText | None,
    people: Sequence[Part],
    floor_language: str,
    interpreted_into: Sequence[str],
    livestream: bool,
    revision: int,
) -> None:
    """people: without accounts; who was there under the same name keeps theirs.

    Raises Refused when the session is no longer at `revision`.
    """
    _take(session, revision)
    session.kind, session.title, session.summary = kind, title, summary
    session.floor_language, session.livestream = floor_language, livestream
    session.interpreted_into = [code for code in interpreted_into if code != floor_language]
    accounts = {fold(row.name): row.person_id for row in session.people}
    session.people.clear()
    db.session.flush()  # the old rows free their positions
    session.people.extend(
        _row(
            place,
            Part(
                part.name,
                part.role,
                part.organisation,
                part.person_id or accounts.get(fold(part.name)),
            ),
        )
        for place, part in enumerate(people)
    )
    db.session.flush()


def place(
    session: Session, room: Room | None, starts_at: datetime, minutes: int, revision: int
) -> None:
    """Clashes do not prevent it: they are listed until they are solved.

    Raises Refused when the session is no longer at `revision`, or is cancelled.
    """
    _take(session, revision)
    if session.cancelled_at is not None:
        raise Refused(_("This session is cancelled. Restore it first, then place it."))
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise Refused(
            _("Enter a length from 1 to %(most)d minutes.", most=LONGEST_MINUTES), "minutes"
        )
    session.room, session.starts_at, session.minutes = room, starts_at, minutes
    db.session.flush()


def unplace(session: Session, revision: int) -> None:
    """Take it out of the agenda, back among those without a place."""
    _take(session, revision)
    session.room, session.starts_at = None, None
    db.session.flush()


def cancel(session: Session, now: datetime, revision: int) -> None:
    """It keeps its place, so that those who planned to come see what became of it."""
    _take(session, revision)
    session.cancelled_at = session.cancelled_at or now
    db.session.flush()


def restore(session: Session, revision: int) -> None:
    _take(session, revision)
    session.cancelled_at = None
    db.session.flush()


def _take(session: Session, revision: int) -> None:
    """Count a change by somebody who saw `revision`; the row is locked until the end."""
    current = db.session.scalar(
        select(Session.revision).where(Session.id == session.id).with_for_update()
    )
    if current != revision:
        raise Refused(
            _(
                "Somebody else changed or moved this session meanwhile. Open it again to see how "
                "it is now, then decide."
            )
        )
    session.revision = revision + 1
