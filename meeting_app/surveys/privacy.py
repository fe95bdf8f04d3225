"""What surveys hold about a person: that they were invited, and whether they have answered; what they
translated, tagged and picked; translations of what they answered under their name. Answers themselves
belong to questionnaires."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload

from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
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
    erase_rows,
    plain_row,
    plain_value,
)
from meeting_app.meetings.retention import list_ended
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Answer, Question, Response
from meeting_app.surveys.models import (
    PickedQuote,
    Survey,
    SurveyInvitation,
    TaggedText,
    TextTag,
    TextTranslation,
)


def holdings(person: Person) -> list[Holding]:
    invited, translated, tagged, picked = count_rows(
        SurveyInvitation.person_id == person.id,
        TextTranslation.person_id == person.id,
        TaggedText.person_id == person.id,
        PickedQuote.person_id == person.id,
    )
    return [
        Holding(
            _("Invitations to answer surveys"),
            invited,
            _(
                "Seen by the organisers, with whether you have answered. Where answers carry no "
                "name, nothing leads from an invitation to an answer."
            ),
            _("Invitations to answer surveys"),
            _(
                "Seen by the organisers, with whether the person has answered. Where answers carry "
                "no name, nothing leads from an invitation to an answer."
            ),
        ),
        Holding(
            _("Your translations of answers to surveys"),
            translated,
            _(
                "Seen by the organisers, with your name. It goes 12 months after the meeting; the "
                "words stay with the answers."
            ),
            _("Translations of answers to surveys"),
            _(
                "Seen by the organisers, with the name. It goes 12 months after the meeting; the "
                "words stay with the answers."
            ),
        ),
        Holding(
            _("Tags that you gave to answers to surveys, and quotes that you picked"),
            tagged + picked,
            _(
                "Who did this is shown to nobody. 12 months after the meeting nothing tells it any more."
            ),
            _("Tags given to answers to surveys, and quotes picked"),
        ),
    ]


def export(person: Person) -> Export:
    found = db.session.scalars(
        select(SurveyInvitation)
        .where(SurveyInvitation.person_id == person.id)
        .order_by(SurveyInvitation.id)
        .options(joinedload(SurveyInvitation.survey).joinedload(Survey.meeting))
    )
    translations = db.session.scalars(
        select(TextTranslation)
        .where(TextTranslation.person_id == person.id)
        .order_by(TextTranslation.id)
    )
    tags = (
        select(TextTag.name, TaggedText.tagged_at)
        .join(TextTag, TextTag.id == TaggedText.tag_id)
        .where(TaggedText.person_id == person.id)
        .order_by(TaggedText.id)
    )
    picked = (
        select(PickedQuote.picked_at)
        .where(PickedQuote.person_id == person.id)
        .order_by(PickedQuote.id)
    )
    return {
        "translations of survey texts": [
            plain_row(one, "language", "text", "translated_at") for one in translations
        ],
        "tags given to survey texts": [
            {"tag": name, "tagged_at": plain_value(at)} for name, at in db.session.execute(tags)
        ],
        "quotes picked": [{"picked_at": plain_value(at)} for at in db.session.scalars(picked)],
        "survey_invitations": [
            {
                "meeting": one.survey.meeting.slug,
                "survey": one.survey.slug,
                "invited_at": one.invited_at.isoformat().replace("+00:00", "Z"),
                "answered": one.used,
            }
            for one in found
        ],
    }


def erase(person: Person, erasing: Erasing) -> None:
    """Their answers, which go with their questions, take their translations along; in those that
    stay, their name goes. What they translated, tagged and picked stays without a name. Invitations
    go, and their links with them."""
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


def end(now: datetime) -> int:
    """Who was invited and answered is forgotten with the meeting, and who translated, tagged and
    picked what was answered."""
    over = select(Survey.id).where(Survey.meeting_id.in_(list_ended(Kept.MEETING, now)))
    ended = count_changed(delete(SurveyInvitation).where(SurveyInvitation.survey_id.in_(over)))
    answers = (
        select(Answer.id)
        .join(Question, Question.id == Answer.question_id)
        .join(Survey, Survey.questionnaire_id == Question.questionnaire_id)
        .where(Survey.id.in_(over))
    )
    for table in (TextTranslation, TaggedText, PickedQuote):
        named = table.person_id.is_not(None) & table.answer_id.in_(answers)
        ended += count_changed(update(table).where(named).values(person_id=None))
    return ended


def has_not_answered(mail: OutgoingMail, _now: datetime) -> bool:
    """For letters that wait in the outbox."""
    found = db.session.get(SurveyInvitation, mail.condition_data["invitation"])
    return found is not None and not found.used


PRIVACY = Privacy(
    tables=frozenset(
        {"survey_invitation", "survey_link", "tagged_text", "picked_quote", "text_translation"}
    ),
    holdings=holdings,
    export=export,
    erase=erase,
    endings=(Ending(Kept.MEETING, end),),
)
