"""What questionnaires hold about a person: signed answers, those to a call's questions too."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, or_, select, update

from meeting_app.core.db import db
from meeting_app.core.personal import Kept
from meeting_app.core.privacy import (
    Ending,
    Erasing,
    Export,
    Holding,
    OwnFile,
    Privacy,
    Texts,
    count_changed,
    count_rows,
    plain_row,
    plain_value,
)
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.retention import list_ended
from meeting_app.people.models import Person
from meeting_app.questionnaires import drafts, queries
from meeting_app.questionnaires.models import (
    Answer,
    Question,
    Questionnaire,
    Response,
    new_mark,
)
from meeting_app.questionnaires.rules import QuestionKind


def holdings(person: Person) -> list[Holding]:
    (responses,) = count_rows(Response.person_id == person.id)
    return [
        Holding(
            _("Your answers to questions of organisers"),
            responses,
            _(
                "Seen by the organisers; those to a call's questions also by the review committee, "
                "unless they would tell who you are. Answers to anonymous surveys are not among them: nothing links them to you."
            ),
            _("Answers to questions of organisers"),
            _(
                "Seen by the organisers; those to a call's questions also by the review committee, "
                "unless they would tell who it is. Answers to anonymous surveys are not among them: nothing links them to anybody."
            ),
        )
    ]


def export(person: Person) -> Export:
    responses = _responses(person)
    questions = {
        (question.questionnaire_id, question.code): question.label
        for question in db.session.scalars(
            select(Question).where(
                Question.questionnaire_id.in_({one.questionnaire_id for one in responses})
            )
        )
    }
    slugs = dict(
        db.session.execute(select(Questionnaire.id, Meeting.slug).join(Questionnaire.meeting)).all()
    )
    values = queries.values_of(responses)
    return {
        "answers": [
            {
                "meeting": slugs[one.questionnaire_id],
                **plain_row(one, "code", "language", "sent_at", "late"),
                "answers": [
                    {
                        "code": code,
                        "question": plain_value(questions[one.questionnaire_id, code]),
                        "answer": value,
                    }
                    for code, value in values[one.id].items()
                ],
            }
            for one in responses
        ]
    }


def erase(person: Person, erasing: Erasing) -> None:
    """Answers about the person themselves go; others stay without a name, unless all texts go."""
    responses = [one.id for one in _responses(person)]
    _erase_drafts_and_files(person, erasing, responses)
    about = select(Question.id).where(Question.personal)
    gone: ColumnElement[bool] = Answer.question_id.in_(about)
    if erasing.texts is Texts.REMOVED:
        gone = or_(gone, Answer.text.is_not(None))
    removed = db.session.execute(delete(Answer).where(Answer.response_id.in_(responses), gone))
    db.session.execute(update(Response).where(Response.id.in_(responses)).values(mark=new_mark()))
    erasing.counts["answer"] += removed.rowcount  # type: ignore[attr-defined]
    written = select(Answer).where(Answer.response_id.in_(responses), Answer.text.is_not(None))
    for answer in db.session.scalars(written):
        answer.text = erasing.without_name(answer.text or "")
    nameless = db.session.execute(
        update(Response).where(Response.person_id == person.id).values(person_id=None)
    )
    erasing.counts["response"] += nameless.rowcount  # type: ignore[attr-defined]


def _erase_drafts_and_files(person: Person, erasing: Erasing, responses: list[int]) -> None:
    """What was never sent goes, and files: they carry the names of whoever wrote them."""
    for kept in drafts.list_files(responses):
        erasing.contents.add(kept.stored.sha256)
        gone = delete(Answer).where(
            Answer.text == str(kept.file_id),
            Answer.response_id.in_(responses),
            Answer.question_id.in_(select(Question.id).where(Question.kind == QuestionKind.FILE)),
        )
        erasing.counts["answer"] += count_changed(gone)
        drafts.remove_file(kept)
    unsent = delete(Response).where(
        Response.person_id == person.id, Response.sent_at.is_(None), Response.saved_at.is_not(None)
    )
    erasing.counts["response"] += count_changed(unsent)


def own_files(person: Person) -> list[OwnFile]:
    kept = drafts.list_files(one.id for one in _responses(person))
    return [OwnFile(f"answers/{one.file_id}-{one.stored.name}", one.stored) for one in kept]


def _responses(person: Person) -> Sequence[Response]:
    return db.session.scalars(
        select(Response).where(Response.person_id == person.id).order_by(Response.id)
    ).all()


def end(now: datetime) -> int:
    """Signed answers no longer say whose they are, and those about the person go."""
    forms = select(Questionnaire.id).where(
        Questionnaire.meeting_id.in_(list_ended(Kept.MEETING, now))
    )
    signed = select(Response.id).where(
        Response.questionnaire_id.in_(forms), Response.person_id.is_not(None)
    )
    about = select(Question.id).where(Question.personal, Question.kept == Kept.MEETING)
    gone = delete(Answer).where(Answer.response_id.in_(signed), Answer.question_id.in_(about))
    ended = count_changed(gone)
    return ended + count_changed(
        update(Response).where(Response.id.in_(signed)).values(person_id=None, mark=new_mark())
    )


PRIVACY = Privacy(
    tables=frozenset({"response", "answer"}),
    holdings=holdings,
    export=export,
    erase=erase,
    files=own_files,
    endings=(
        Ending(Kept.MEETING, end),
        Ending(Kept.UNSENT, drafts.end_drafts),
        Ending(Kept.UNSENT, drafts.end_files),
    ),
)
