"""What organisers' wording of letters holds about a person: who wrote it. The texts are the
meeting's; letters themselves are declared by `people`."""

from datetime import datetime

from sqlalchemy import select, update

from meeting_app.core.db import db
from meeting_app.core.personal import Kept
from meeting_app.core.privacy import (
    Ending,
    Erasing,
    Export,
    Privacy,
    count_changed,
    erase_rows,
    plain_row,
    plain_value,
)
from meeting_app.letters.models import GroupLetter, LetterTemplate, LetterTemplateVersion
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.retention import list_ended
from meeting_app.people.models import Person


def export(person: Person) -> Export:
    worded = db.session.execute(
        select(Meeting.slug, LetterTemplate.kind, LetterTemplate.changed_at)
        .join(Meeting, Meeting.id == LetterTemplate.meeting_id)
        .where(LetterTemplate.changed_by_id == person.id)
        .order_by(LetterTemplate.id)
    )
    groups = db.session.execute(
        select(Meeting.slug, GroupLetter)
        .join(Meeting, Meeting.id == GroupLetter.meeting_id)
        .where(GroupLetter.author_id == person.id)
        .order_by(GroupLetter.id)
    )
    return {
        "letters_to_groups": [
            {"meeting": slug, **plain_row(letter, "code", "state", "subject", "created_at")}
            for slug, letter in groups
        ],
        "worded": [
            {"meeting": slug, "letter": kind, "changed_at": plain_value(at)}
            for slug, kind, at in worded
        ],
    }


def erase(person: Person, erasing: Erasing) -> None:
    erase_rows("meeting_app.letters.", erasing)
    for letter in db.session.scalars(select(GroupLetter)):
        left_out = letter.chosen.get("left_out", [])
        if person.id in left_out:
            kept = [number for number in left_out if number != person.id]
            letter.chosen = {**letter.chosen, "left_out": kept}


def end(now: datetime) -> int:
    """The wording stays with the meeting, without who wrote it."""
    over = list_ended(Kept.MEETING, now)
    return sum(
        count_changed(
            update(model)
            .where(model.meeting_id.in_(over), column.is_not(None))
            .values({column.key: None})
        )
        for model, column in (
            (GroupLetter, GroupLetter.author_id),
            (LetterTemplate, LetterTemplate.changed_by_id),
            (LetterTemplateVersion, LetterTemplateVersion.written_by_id),
        )
    )


PRIVACY = Privacy(
    tables=frozenset({"group_letter", "letter_template", "letter_template_version"}),
    export=export,
    erase=erase,
    endings=(Ending(Kept.MEETING, end),),
)
