"""Reads about packs: sections, the PDFs made of them, and which of these are out of date."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from meeting_app.agenda.queries import find_published, find_version, list_newest
from meeting_app.core.db import db
from meeting_app.core.jobs import Job
from meeting_app.core.locale import LANGUAGES
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting, list_meetings
from meeting_app.packs import contents
from meeting_app.packs.models import PackFile, PackSection

MAKING_LASTS = timedelta(minutes=15)
"""At most, from reading what a PDF is made from to storing it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The PDF that a language should have now, and the one that it has."""

    meeting: Meeting
    language: str
    digest: str
    file: PackFile | None

    @property
    def is_current(self) -> bool:
        return self.file is not None and self.file.digest == self.digest

    @property
    def job_key(self) -> str:
        """Of the job that makes it. Content that comes back to what it was is made again."""
        after = self.file.made_at.timestamp() if self.file else 0
        return f"pack-{self.meeting.id}-{self.language}-{self.digest}-{after:.6f}"


def list_sections(meeting: Meeting) -> Sequence[PackSection]:
    return db.session.scalars(
        select(PackSection)
        .where(PackSection.meeting_id == meeting.id)
        .order_by(PackSection.position, PackSection.id)
    ).all()


def get_section(meeting: str, code: str) -> PackSection:
    """By the meeting's slug and the section's code. LookupError when there is none."""
    found = db.session.scalar(
        select(PackSection)
        .join(Meeting)
        .where(Meeting.slug == meeting, PackSection.code == code)
        .options(joinedload(PackSection.meeting))
    )
    if found is None:
        raise LookupError(code)
    return found


def find_file(meeting: Meeting, language: str) -> PackFile | None:
    return db.session.scalar(
        select(PackFile)
        .where(PackFile.meeting_id == meeting.id, PackFile.language == language)
        .options(joinedload(PackFile.file))
    )


def list_files(meeting: Meeting) -> dict[str, PackFile]:
    """By language."""
    files = db.session.scalars(
        select(PackFile).where(PackFile.meeting_id == meeting.id).options(joinedload(PackFile.file))
    )
    return {file.language: file for file in files}


def find_agenda_digest(meeting: Meeting) -> str:
    """Of the newest published version as it may be read today; empty where there is none."""
    agenda = find_published(meeting)
    return agenda.digest if agenda else ""


def may_be_read(file: PackFile, meeting: Meeting) -> bool:
    """Whether nobody who is named in this PDF has wished to be shown otherwise since, or while it
    was being made. No statement for one without an agenda."""
    if file.version is None:
        return True
    written, agenda = find_version(meeting, file.version), find_published(meeting, file.version)
    if written is None or agenda is None:
        return False
    return agenda.digest == written.digest or agenda.changed_at + MAKING_LASTS <= file.made_at


def want(
    meeting: Meeting,
    sections: Sequence[PackSection],
    agenda: str,
    language: str,
    file: PackFile | None,
) -> Wanted:
    return Wanted(meeting, language, contents.digest(meeting, sections, agenda, language), file)


def get_wanted(meeting: str, code: str) -> Wanted:
    """By the meeting's slug and the language's code."""
    found = get_meeting(meeting)
    sections, file = list_sections(found), find_file(found, code)
    return want(found, sections, find_agenda_digest(found), code, file)


def list_wanted() -> list[Wanted]:
    """Of all meetings that have something to put into a pack. Five statements."""
    sections: dict[int, list[PackSection]] = defaultdict(list)
    for section in db.session.scalars(
        select(PackSection).order_by(PackSection.position, PackSection.id)
    ):
        sections[section.meeting_id].append(section)
    agendas = {number: agenda.digest for number, agenda in list_newest().items()}
    files = {
        (file.meeting_id, file.language): file for file in db.session.scalars(select(PackFile))
    }
    return [
        want(
            meeting,
            sections[meeting.id],
            agendas.get(meeting.id, ""),
            language,
            files.get((meeting.id, language)),
        )
        for meeting in list_meetings()
        if meeting.id in sections or meeting.id in agendas
        for language in LANGUAGES
    ]


def list_dead_keys(keys: Sequence[str]) -> frozenset[str]:
    """Those of the jobs that were given up."""
    dead = select(Job.key).where(Job.key.in_(keys), Job.failed_at.is_not(None))
    return frozenset(db.session.scalars(dead))
