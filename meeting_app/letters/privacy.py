"""What organisers' wording of letters holds about a person: who wrote it. The texts are the
meeting's; letters themselves are declared by `people`."""

from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.privacy import Erasing, Export, Privacy, erase_rows, plain_value
from meeting_app.letters.models import LetterTemplate
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person


def export(person: Person) -> Export:
    worded = db.session.execute(
        select(Meeting.slug, LetterTemplate.kind, LetterTemplate.changed_at)
        .join(Meeting, Meeting.id == LetterTemplate.meeting_id)
        .where(LetterTemplate.changed_by_id == person.id)
        .order_by(LetterTemplate.id)
    )
    return {
        "worded": [
            {"meeting": slug, "letter": kind, "changed_at": plain_value(at)}
            for slug, kind, at in worded
        ]
    }


def erase(_person: Person, erasing: Erasing) -> None:
    erase_rows("meeting_app.letters.", erasing)


PRIVACY = Privacy(
    tables=frozenset({"letter_template", "letter_template_version"}), export=export, erase=erase
)
