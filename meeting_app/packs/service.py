"""Verbs about packs: write and order the sections, ask for a PDF."""

from datetime import datetime
from itertools import count

from flask_babel import gettext as _

from meeting_app.core import jobs
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.localtext import LocalText
from meeting_app.meetings.models import Meeting
from meeting_app.packs import queries
from meeting_app.packs.models import PackSection

MAKE_PDF = "packs.make_pdf"


def add_section(
    meeting: Meeting, title: LocalText, body: LocalText, code: str | None = None
) -> PackSection:
    """At the end of the pack. code: the next free one ("section-1", ...) unless given."""
    sections = queries.list_sections(meeting)
    taken = {section.code for section in sections}
    section = PackSection(
        meeting=meeting,
        code=code or next(c for n in count(1) if (c := f"section-{n}") not in taken),
        position=sections[-1].position + 1 if sections else 1,
        title=title,
        body=body,
    )
    db.session.add(section)
    db.session.flush()
    return section


def change_section(section: PackSection, title: LocalText, body: LocalText) -> None:
    section.title, section.body = title, body


def move_up(section: PackSection) -> None:
    """One place towards the beginning."""
    _swap(section, -1)


def move_down(section: PackSection) -> None:
    """One place towards the end."""
    _swap(section, 1)


def _swap(section: PackSection, step: int) -> None:
    order = list(queries.list_sections(section.meeting))
    here = order.index(section)
    if not 0 <= here + step < len(order):
        raise Refused(_("This section stands there already."))
    order[here], order[here + step] = order[here + step], order[here]
    for position, each in enumerate(order, 1):
        each.position = position


def delete_section(section: PackSection) -> None:
    db.session.delete(section)
    db.session.flush()


def order_pdf(wanted: queries.Wanted, now: datetime, *, again: bool = False) -> None:
    """Have the worker make it, once; with `again`, whatever became of an earlier order."""
    key = f"{wanted.job_key}-{now.timestamp():.6f}" if again else wanted.job_key
    arguments = {"meeting": wanted.meeting.slug, "language": wanted.language}
    jobs.enqueue(MAKE_PDF, key, arguments, run_at=now)
