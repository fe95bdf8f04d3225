"""The worker's part: noticing that a PDF is out of date, and making it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app

from meeting_app.agenda.queries import find_published
from meeting_app.core import files
from meeting_app.core.db import db
from meeting_app.core.jobs import Recurring, SlowRun
from meeting_app.core.pdf import Pdf
from meeting_app.meetings.queries import get_meeting
from meeting_app.packs import contents, queries, service
from meeting_app.packs.models import PackFile
from meeting_app.packs.pdf import PackData, make_pdf


@dataclass(frozen=True, slots=True)
class Source:
    """What one PDF is made from."""

    meeting: str
    language: str
    digest: str
    version: int | None
    data: PackData


def order_stale(now: datetime) -> None:
    """Order every PDF that differs from what it should show."""
    for wanted in queries.list_wanted():
        if not wanted.is_current:
            service.order_pdf(wanted, now)


def read(arguments: dict[str, Any]) -> Source:
    meeting, language = get_meeting(arguments["meeting"]), arguments["language"]
    sections, agenda = queries.list_sections(meeting), find_published(meeting)
    return Source(
        meeting.slug,
        language,
        contents.digest(meeting, sections, agenda.digest if agenda else "", language),
        agenda.number if agenda else None,
        contents.pack_data(meeting, sections, agenda, language),
    )


def make(source: Source) -> tuple[Source, Pdf]:
    return source, make_pdf(source.data)


def store(made: tuple[Source, Pdf], now: datetime) -> None:
    """The PDF takes the place of the one before. Where the content changed while it was made, it is
    thrown away: it may name somebody who was erased meanwhile."""
    source, pdf = made
    wanted = queries.get_wanted(source.meeting, source.language)
    if wanted.digest != source.digest:
        service.order_pdf(wanted, now, again=True)
        return
    meeting = wanted.meeting
    stored = files.store(
        current_app.config["DATA_DIR"],
        f"pack-{source.meeting}-{source.language}.pdf",
        "application/pdf",
        pdf.content,
        now,
    )
    row = queries.find_file(meeting, source.language)
    before = row.file if row else None
    if row is None:
        row = PackFile(meeting_id=meeting.id, language=source.language)
        db.session.add(row)
    row.digest, row.version = source.digest, source.version
    row.accessible, row.made_at, row.file = pdf.accessible, now, stored
    db.session.flush()
    if before is not None:
        db.session.delete(before)


JOBS = {service.MAKE_PDF: SlowRun(read, make, store)}
RECURRING = (Recurring("packs.order_stale", 5, order_stale),)
