"""Verbs about texts: tag them, pick quotes, translate them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select

from meeting_app.core.db import db, insert_many_once
from meeting_app.core.errors import Refused
from meeting_app.people.models import Person
from meeting_app.surveys.models import (
    PickedQuote,
    Survey,
    TaggedText,
    TextTag,
    TextTranslation,
)
from meeting_app.surveys.queries.texts import SurveyText

NAME_LENGTH = 80


def get_or_add_tag(survey: Survey, name: str) -> TextTag:
    """By its name, which another person may have added a moment ago."""
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Write the name of the new tag."), "new_tag")
    if len(name) > NAME_LENGTH:
        raise Refused(
            _("Shorten the name of the tag to at most %(most)d characters.", most=NAME_LENGTH),
            "new_tag",
        )
    insert_many_once(TextTag, ["survey_id", "name"], [{"survey_id": survey.id, "name": name}])
    return db.session.scalars(
        select(TextTag).where(TextTag.survey_id == survey.id, TextTag.name == name)
    ).one()


def delete_tag(tag: TextTag) -> None:
    """The texts stay."""
    db.session.delete(tag)
    db.session.flush()


def tag_texts(tag: TextTag, answers: Collection[int], person: Person, now: datetime) -> None:
    """Those that have it already keep the entry that they have."""
    insert_many_once(
        TaggedText,
        ["answer_id", "tag_id"],
        [
            {"answer_id": number, "tag_id": tag.id, "person_id": person.id, "tagged_at": now}
            for number in answers
        ],
    )


def untag_texts(tag: TextTag, answers: Collection[int]) -> None:
    db.session.execute(
        delete(TaggedText).where(TaggedText.tag_id == tag.id, TaggedText.answer_id.in_(answers))
    )


def pick_quotes(answers: Collection[int], person: Person, now: datetime) -> None:
    insert_many_once(
        PickedQuote,
        ["answer_id"],
        [{"answer_id": number, "person_id": person.id, "picked_at": now} for number in answers],
    )


def drop_quotes(answers: Collection[int]) -> None:
    db.session.execute(delete(PickedQuote).where(PickedQuote.answer_id.in_(answers)))


def translate(
    text: SurveyText, language: str, translation: str, *, seen: str, person: Person, now: datetime
) -> None:
    """In place of the translation that this person has `seen`; an empty one takes it away. Refused
    where somebody else saved another one meanwhile."""
    row = next((one for one in text.translations if one.language == language), None)
    if (row.text if row else "") != seen:
        raise Refused(
            _(
                "Somebody else saved a translation meanwhile; it stands above the field now. Compare "
                "it with yours, and save again."
            ),
            f"text-{language}",
        )
    if not translation.strip():
        if row is not None:
            db.session.delete(row)
    elif row is None:
        db.session.add(
            TextTranslation(
                answer_id=text.answer,
                language=language,
                text=translation,
                person_id=person.id,
                translated_at=now,
            )
        )
    elif row.text != translation:
        row.text, row.person_id, row.translated_at = translation, person.id, now
    db.session.flush()


def only_known(answers: Sequence[int], known: Collection[int]) -> list[int]:
    """What was ticked and is (still) a text of the survey."""
    return [number for number in dict.fromkeys(answers) if number in known]
