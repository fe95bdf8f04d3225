"""Answers before they are sent: kept as they were typed, found again by a secret link or an account."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, String, cast, delete, select, update
from sqlalchemy.orm import contains_eager, joinedload, undefer

from meeting_app.core import files
from meeting_app.core.db import db
from meeting_app.core.files import StoredFile
from meeting_app.core.personal import SPANS, Kept
from meeting_app.core.privacy import count_changed
from meeting_app.core.secrets import hash_token, new_token
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from meeting_app.questionnaires import service
from meeting_app.questionnaires.models import (
    Answer,
    AnswerFile,
    Question,
    Questionnaire,
    Response,
)
from meeting_app.questionnaires.rules import QuestionKind

Typed = Sequence[Sequence[str]]
"""[[name of a field, its text], ...], as a form sends them."""
PAGE = "page"
"""The name, among them, of the number of the page on which they were typed."""
KEPT = SPANS[Kept.UNSENT]


class Outdated(Exception):
    """The draft was saved elsewhere since this form was opened, and says something else now."""


def find_draft(questionnaire: Questionnaire, token: str, now: datetime) -> Response | None:
    """By the secret of its link. None once it was sent, or 30 days after it was saved last."""
    return db.session.scalar(
        _drafts(questionnaire, now).where(Response.draft_hash == hash_token(token))
    )


def find_own_draft(questionnaire: Questionnaire, person: Person, now: datetime) -> Response | None:
    """By account: the one that was saved last."""
    return db.session.scalar(
        _drafts(questionnaire, now)
        .where(Response.person_id == person.id)
        .order_by(Response.saved_at.desc())
        .limit(1)
    )


def _drafts(questionnaire: Questionnaire, now: datetime) -> Select[Any]:
    return (
        select(Response)
        .where(
            Response.questionnaire_id == questionnaire.id,
            Response.sent_at.is_(None),
            Response.saved_at > now - KEPT,
        )
        .options(undefer(Response.draft))
    )


def start_draft(
    questionnaire: Questionnaire,
    typed: Typed,
    *,
    version: int,
    language: str,
    now: datetime,
    person: Person | None = None,
) -> tuple[Response, str]:
    """The draft and the secret of the link to it, which is stored nowhere. person: whose account
    finds it as well; None where answers carry no name."""
    token = new_token()
    draft = service.new_response(questionnaire)
    draft.person_id = person.id if person else None
    draft.draft_hash, draft.version = hash_token(token), version
    _write(draft, typed, language, now)
    return draft, token


def save_draft(
    draft: Response, typed: Typed, *, revision: int, language: str, now: datetime
) -> None:
    """revision: that the form showed. Outdated where that would overwrite what it did not show."""
    check_revision(draft, typed, revision)
    _write(draft, typed, language, now)


def check_revision(draft: Response, typed: Typed, revision: int) -> None:
    """Outdated, unless the draft says the same, or was saved by this very page, which may not have
    heard of it."""
    if revision == draft.revision or (_page(typed) and _page(typed) == _page(draft.draft)):
        return
    if _answers(typed) != _answers(draft.draft):
        raise Outdated


def _page(typed: Typed | None) -> str:
    return next((text for name, text in typed or () if name == PAGE), "")


def _answers(typed: Typed | None) -> list[list[str]]:
    return [pair for pair in _plain(typed) if pair[0] != PAGE]


def _write(draft: Response, typed: Typed, language: str, now: datetime) -> None:
    draft.draft = _plain(typed)
    draft.language, draft.saved_at = language, now
    draft.revision = (draft.revision or 0) + 1
    db.session.flush()


def _plain(typed: Typed | None) -> list[list[str]]:
    return [list(pair) for pair in typed or ()]


def end_drafts(now: datetime) -> int:
    """Those that nobody has saved for 30 days go."""
    due = (Response.sent_at.is_(None), Response.saved_at <= now - KEPT)
    return count_changed(delete(Response).where(*due))


def keep_file(
    questionnaire: Questionnaire, name: str, content: bytes, folder: Path, now: datetime
) -> StoredFile:
    """Something handed in with a form, sent or not yet. folder: the data folder."""
    stored = files.store(folder, name, files.type_of(name), content, now)
    db.session.add(AnswerFile(questionnaire_id=questionnaire.id, file_id=stored.id, kept_at=now))
    db.session.flush()
    return stored


def find_stored(number: str) -> StoredFile | None:
    """The file that is an answer: its number as text."""
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    return db.session.get(StoredFile, int(number)) if is_number else None


def get_file(meeting: str, number: int) -> AnswerFile:
    """By the meeting's slug and the number of the stored file, once it is an answer. LookupError."""
    found = db.session.scalar(
        select(AnswerFile)
        .join(AnswerFile.questionnaire)
        .join(Questionnaire.meeting)
        .where(Meeting.slug == meeting, AnswerFile.file_id == number, _is_answer().exists())
        .options(
            joinedload(AnswerFile.stored),
            contains_eager(AnswerFile.questionnaire).contains_eager(Questionnaire.meeting),
        )
    )
    if found is None:
        raise LookupError(number)
    return found


def _is_answer() -> Select[Any]:
    """Of the file that the statement around it is about."""
    return (
        select(Answer.id)
        .join(Question, Question.id == Answer.question_id)
        .where(
            Question.kind == QuestionKind.FILE,
            Answer.text == cast(AnswerFile.file_id, String),
        )
    )


def keep_longer(numbers: Iterable[int], now: datetime) -> None:
    """Files of a draft that was saved."""
    db.session.execute(
        update(AnswerFile).where(AnswerFile.file_id.in_(list(numbers))).values(kept_at=now)
    )


def list_files(responses: Iterable[int]) -> Sequence[AnswerFile]:
    """Those that are answers in these responses."""
    return db.session.scalars(
        select(AnswerFile)
        .join(Answer, Answer.text == cast(AnswerFile.file_id, String))
        .join(Question, Question.id == Answer.question_id)
        .where(Question.kind == QuestionKind.FILE, Answer.response_id.in_(list(responses)))
        .options(joinedload(AnswerFile.stored))
    ).all()


def end_files(now: datetime) -> int:
    """Those that are no answer, or no more, and that no draft was saved with for 30 days."""
    due = db.session.scalars(
        select(AnswerFile)
        .where(AnswerFile.kept_at <= now - KEPT, ~_is_answer().exists())
        .options(joinedload(AnswerFile.stored))
    ).all()
    for one in due:
        remove_file(one)
    return len(due)


def remove_file(kept: AnswerFile) -> None:
    """Its content goes with the next sweep."""
    stored = kept.stored
    db.session.delete(kept)
    db.session.flush()
    files.remove(stored)
