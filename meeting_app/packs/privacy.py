"""Packs hold nothing of their own about a person; their PDFs print the published agenda."""

from meeting_app.agenda.privacy import stands_in
from meeting_app.agenda.queries import find_published
from meeting_app.core.db import db
from meeting_app.core.privacy import Erasing, Privacy
from meeting_app.meetings.queries import list_meetings
from meeting_app.packs import queries
from meeting_app.people.models import Person


def erase(person: Person, erasing: Erasing) -> None:
    """A PDF in which they stand is thrown away at once; the worker makes a new one without them."""
    for meeting in list_meetings():
        agenda = find_published(meeting)
        if agenda is None or not stands_in(agenda, person, erasing):
            continue
        for row in queries.list_files(meeting).values():
            erasing.contents.add(row.file.sha256)
            db.session.delete(row)
            db.session.flush()
            db.session.delete(row.file)
            erasing.counts["pack_file"] += 1


PRIVACY = Privacy(tables=frozenset(), erase=erase)
