"""What surveys hold about a person: what they translated, tagged and picked; and translations of
what they answered while signed in, which stand with their answers (see questionnaires)."""

from sqlalchemy import delete, select

from meeting_app.core.db import db
from meeting_app.core.privacy import (
    Erasing,
    Export,
    Privacy,
    Texts,
    erase_rows,
    plain_row,
)
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Answer, Question, Response
from meeting_app.surveys.models import TextTranslation


def export(person: Person) -> Export:
    translations = db.session.scalars(
        select(TextTranslation)
        .where(TextTranslation.person_id == person.id)
        .order_by(TextTranslation.id)
    )
    return {
        "translations of survey texts": [
            plain_row(one, "language", "text", "translated_at") for one in translations
        ]
    }


def erase(person: Person, erasing: Erasing) -> None:
    """Their answers, which go with their questions, take their translations along; in those that
    stay, their name goes. What they translated, tagged and picked stays without a name."""
    mine = (
        select(Answer.id)
        .join(Response, Response.id == Answer.response_id)
        .where(Response.person_id == person.id)
    )
    if erasing.texts is Texts.REMOVED:
        db.session.execute(delete(TextTranslation).where(TextTranslation.answer_id.in_(mine)))
    else:
        about = mine.join(Question, Question.id == Answer.question_id).where(Question.personal)
        db.session.execute(delete(TextTranslation).where(TextTranslation.answer_id.in_(about)))
    for one in db.session.scalars(
        select(TextTranslation).where(TextTranslation.answer_id.in_(mine))
    ):
        one.text = erasing.without_name(one.text)
    erase_rows("meeting_app.surveys.", erasing)


PRIVACY = Privacy(
    tables=frozenset({"tagged_text", "picked_quote", "text_translation"}),
    export=export,
    erase=erase,
)
