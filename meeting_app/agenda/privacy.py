"""What the agenda holds about a person: their parts in sessions, in all versions, and their stars."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, or_, select, update

from meeting_app.abstracts.models import Abstract
from meeting_app.agenda.models import AgendaVersion, Session, SessionPerson, Star
from meeting_app.agenda.publication import (
    PublishedAgenda,
    PublishedSession,
    from_content,
    to_content,
)
from meeting_app.agenda.versions import redact
from meeting_app.core.db import db
from meeting_app.core.localtext import LocalText
from meeting_app.core.personal import Kept
from meeting_app.core.privacy import (
    Ending,
    Erasing,
    Export,
    Holding,
    Privacy,
    Texts,
    count_changed,
    count_rows,
    plain_row,
)
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.retention import list_ended
from meeting_app.people.models import Audience, Person, Presence, Profile
from meeting_app.people.shown import is_for

TAKEN_AWAY = LocalText.of(
    {
        "en": "Contribution taken back by its author",
        "fr": "Contribution retirée par son auteur",
        "es": "Contribución retirada por su autor",
        "ar": "مشاركة سحبها صاحبها",
    }
)
"""The title of a session whose texts went with their author. Organisers change or cancel it."""


def holdings(person: Person) -> list[Holding]:
    parts, stars = count_rows(SessionPerson.person_id == person.id, Star.person_id == person.id)
    says, says_of_other = _say_what_is_shown(person.profile)
    return [
        Holding(
            _("Sessions in which you have a part"),
            parts,
            says,
            _("Sessions in which they have a part"),
            says_of_other,
        ),
        Holding(
            _("Sessions that you marked"),
            stars,
            _("Seen by nobody else. They end 12 months after the meeting."),
            _("Sessions that they marked"),
            _("Seen by the person alone. They end 12 months after the meeting."),
        ),
    ]


def _say_what_is_shown(profile: Profile) -> tuple[str, str]:
    """What the public programme shows, as `draw` in curtains.py has it: said to the person, and of
    them."""
    if profile.presence == Presence.HIDDEN:
        return (
            _(
                "The public programme shows neither your name nor your organisation, as you chose. "
                "The organisers see them."
            ),
            _(
                "The public programme shows neither their name nor their organisation, as they "
                "chose. The organisers see them."
            ),
        )
    if profile.presence == Presence.PSEUDONYM:
        return (
            _(
                "The public programme shows the other name that you chose, and nothing else. The "
                "organisers see your name and organisation."
            ),
            _(
                "The public programme shows the other name that they chose, and nothing else. The "
                "organisers see their name and organisation."
            ),
        )
    if not is_for(profile.shows_organisation, Audience.EVERYBODY):
        return (
            _("Your name stands in the public programme, without your organisation, as you chose."),
            _(
                "Their name stands in the public programme, without their organisation, as they "
                "chose."
            ),
        )
    return (
        _("Your name and organisation stand in the public programme."),
        _("Their name and organisation stand in the public programme."),
    )


def export(person: Person) -> Export:
    parts = db.session.execute(
        select(SessionPerson, Session.code, Session.title, Meeting.slug)
        .join(Session, Session.id == SessionPerson.session_id)
        .join(Meeting, Meeting.id == Session.meeting_id)
        .where(SessionPerson.person_id == person.id)
        .order_by(SessionPerson.id)
    )
    stars = db.session.execute(
        select(Session.code, Meeting.slug)
        .join(Star, Star.session_id == Session.id)
        .join(Meeting, Meeting.id == Session.meeting_id)
        .where(Star.person_id == person.id)
        .order_by(Star.id)
    )
    return {
        "sessions": [
            {
                "meeting": slug,
                "session": code,
                "title": title.in_(person.language),
                **plain_row(row, "role", "name", "organisation"),
            }
            for row, code, title, slug in parts
        ],
        "marked": [{"meeting": slug, "session": code} for code, slug in stars],
    }


def erase(person: Person, erasing: Erasing) -> None:
    """Out of the draft and out of every version that was published. Each session keeps its code
    and its UID, so that calendars change the entry they have."""
    stars = db.session.execute(delete(Star).where(Star.person_id == person.id))
    erasing.counts["star"] += stars.rowcount  # type: ignore[attr-defined]
    own = _sessions_of_own_abstracts(person)
    _erase_parts(person, erasing, own)
    db.session.execute(
        update(AgendaVersion)
        .where(AgendaVersion.published_by_id == person.id)
        .values(published_by_id=None)
    )
    _erase_published(erasing, frozenset(own.values()))
    db.session.flush()


def stands_in(agenda: PublishedAgenda, person: Person, erasing: Erasing) -> bool:
    """Whether an erasure would change anything of a published version."""
    own = frozenset(_sessions_of_own_abstracts(person).values())
    change = _redaction(erasing, agenda.meeting_id, own)
    return any(change(session) != session for session in agenda.sessions)


def _sessions_of_own_abstracts(person: Person) -> dict[int, tuple[int, str]]:
    """{session id: (meeting id, code)}"""
    rows = db.session.execute(
        select(Session.id, Session.meeting_id, Session.code)
        .join(Abstract, Abstract.id == Session.abstract_id)
        .where(Abstract.submitter_id == person.id)
    )
    return {number: (meeting, code) for number, meeting, code in rows}


def _erase_parts(person: Person, erasing: Erasing, own: Iterable[int]) -> None:
    unlinked = SessionPerson.person_id.is_(None)
    held = db.session.scalars(
        select(SessionPerson).where(or_(SessionPerson.person_id == person.id, unlinked))
    )
    theirs = [row for row in held if row.person_id is not None or erasing.is_named(row.name)]
    sessions = {row.session_id for row in theirs} | set(own)
    for session in db.session.scalars(select(Session).where(Session.id.in_(sessions))):
        session.revision += 1
        if session.id in own and erasing.texts is Texts.REMOVED:
            session.title, session.summary = TAKEN_AWAY, None
        else:
            session.title = erasing.without_name_in(session.title) or session.title
            session.summary = erasing.without_name_in(session.summary)
    for row in theirs:
        db.session.delete(row)
    erasing.counts["session_person"] += len(theirs)
    db.session.flush()


def _erase_published(erasing: Erasing, own: frozenset[tuple[int, str]]) -> None:
    newest: set[int] = set()
    versions = select(AgendaVersion).order_by(AgendaVersion.meeting_id, AgendaVersion.number.desc())
    for row in db.session.scalars(versions):
        is_newest = row.meeting_id not in newest
        newest.add(row.meeting_id)
        agenda = from_content(
            row.content,
            meeting_id=row.meeting_id,
            number=row.number,
            published_at=row.published_at,
            digest=row.digest,
        )
        change = _redaction(erasing, row.meeting_id, own)
        redacted = redact(agenda, change, erasing.now if is_newest else None)
        if redacted is not agenda:
            row.content, row.digest = to_content(redacted), redacted.digest
            erasing.counts["agenda_version"] += 1


def _redaction(
    erasing: Erasing, meeting_id: int, own: frozenset[tuple[int, str]]
) -> Callable[[PublishedSession], PublishedSession]:
    """own: (meeting id, code) of the sessions made of their abstracts."""

    def change(session: PublishedSession) -> PublishedSession:
        people = tuple(
            person
            for person in session.people
            if person.person_id != erasing.number
            and not (person.person_id is None and erasing.is_named(person.name))
        )
        title, summary = session.title, session.summary
        is_own = (meeting_id, session.code) in own
        if is_own and erasing.texts is Texts.REMOVED:
            title, summary = TAKEN_AWAY, None
        elif is_own or len(people) < len(session.people):
            title = _changed(title, erasing) or title
            summary = _changed(summary, erasing)
        return replace(session, people=people, title=title, summary=summary)

    return change


def _changed(text: LocalText | None, erasing: Erasing) -> LocalText | None:
    """The very same value where the name does not stand in it: published texts have no states."""
    if text is None:
        return None
    texts = {code: text.own(code) for code in (text.source, *text.translations)}
    without = {code: erasing.without_name(words) for code, words in texts.items()}
    return text if without == texts else LocalText.of(without, text.source)


def end(now: datetime) -> int:
    """What people marked; the programme itself stays."""
    over = select(Session.id).where(Session.meeting_id.in_(list_ended(Kept.MEETING, now)))
    return count_changed(delete(Star).where(Star.session_id.in_(over)))


PRIVACY = Privacy(
    tables=frozenset({"session", "session_person", "agenda_version", "star"}),
    holdings=holdings,
    export=export,
    erase=erase,
    endings=(Ending(Kept.MEETING, end),),
)
