"""Questionnaires, their questions and options; responses and their answers."""

from datetime import datetime
from secrets import randbits
from typing import Any

from sqlalchemy import (
    JSON,
    Float,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.files import StoredFile
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires.rules import QuestionKind


def new_mark() -> int:
    return randbits(31)


class Questionnaire(Base):
    __tablename__ = "questionnaire"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True
    )
    meeting: Mapped[Meeting] = relationship()
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Grows when questions change after somebody has answered."""
    form_id: Mapped[str] = mapped_column(
        String(80), info=NOT_PERSONAL, default="", server_default=""
    )
    """Of the XLSForm that it came from."""
    in_steps: Mapped[bool | None]
    """Is each section a page of its own? None: where there are two or more."""
    kept_parts: Mapped[Any] = mapped_column(JSON, info=NOT_PERSONAL, nullable=True)
    """Of that XLSForm: what we cannot show, as it stood there, for the way back."""
    questions: Mapped[list["Question"]] = relationship(
        primaryjoin="and_(Question.questionnaire_id == Questionnaire.id, ~Question.retired)",
        order_by="Question.position",
        cascade="save-update, merge",
        back_populates="questionnaire",
    )
    """Those that are asked now."""


class QuestionnaireVersion(Base):
    """What was asked in a former version. Responses name the version that they answer."""

    __tablename__ = "questionnaire_version"
    __table_args__ = (UniqueConstraint("questionnaire_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(
        ForeignKey("questionnaire.id", ondelete="CASCADE")
    )
    version: Mapped[int]
    until: Mapped[datetime]
    """When the next one took its place."""
    definition: Mapped[Any] = mapped_column(JSON, info=NOT_PERSONAL)
    """See Definition.as_json."""
    mapping: Mapped[Any] = mapped_column(JSON, nullable=True, info=NOT_PERSONAL)
    """How its answers read in the version after it: {question code: mapping.Reading.as_json()}."""


class Question(Base):
    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("questionnaire_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(
        ForeignKey("questionnaire.id", ondelete="CASCADE")
    )
    code: Mapped[str] = mapped_column(String(80))
    """Never changes, though the wording does."""
    position: Mapped[int]
    retired: Mapped[bool] = mapped_column(default=False, server_default=false())
    """No longer asked; its answers and its code stay."""
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete="SET NULL"))
    """The section that it stands in."""
    kind: Mapped[QuestionKind] = mapped_column(String(20))
    label: Mapped[LocalText] = mapped_column(LocalTextType)
    hint: Mapped[LocalText | None] = mapped_column(LocalTextType)
    required: Mapped[bool] = mapped_column(default=False)
    hidden_from_reviewers: Mapped[bool] = mapped_column(default=False)
    """Its answer would tell who wrote the abstract."""
    personal: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Its answer says something about whoever answers; goes when they are erased."""
    seen_by: Mapped[Seen] = mapped_column(
        String(20), default=Seen.ORGANISERS, server_default=Seen.ORGANISERS
    )
    kept: Mapped[Kept] = mapped_column(
        String(20), default=Kept.MEETING, server_default=Kept.MEETING
    )
    why: Mapped[LocalText | None] = mapped_column(LocalTextType)
    """Why it is asked, for the person; where it is personal."""
    word_limit: Mapped[int | None]
    """Of texts."""
    length_limit: Mapped[int | None]
    """Of texts, in characters."""
    choices_max: Mapped[int | None]
    """Of several choices; of a ranking: how many ranks are asked for."""
    scale_low: Mapped[LocalText | None] = mapped_column(LocalTextType)
    """Of a rating from 1 to `scale_points`: the name of its low end."""
    scale_high: Mapped[LocalText | None] = mapped_column(LocalTextType)
    scale_points: Mapped[int | None]
    required_if: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL, default="", server_default="")
    """An expression, as the four below; see `expressions`."""
    relevant: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL, default="", server_default="")
    constraint: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL, default="", server_default="")
    calculation: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL, default="", server_default="")
    choice_filter: Mapped[str] = mapped_column(
        Text, info=NOT_PERSONAL, default="", server_default=""
    )
    required_message: Mapped[LocalText | None] = mapped_column(LocalTextType)
    constraint_message: Mapped[LocalText | None] = mapped_column(LocalTextType)
    default: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL, default="", server_default="")
    """As expressions see an answer."""
    other: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Is there "Other, please say"? Its option has the code rules.OTHER."""
    shuffled: Mapped[bool] = mapped_column(default=False, server_default=false())
    choices_min: Mapped[int | None]
    total: Mapped[int | None]
    """Of points to allocate."""
    number_min: Mapped[float | None] = mapped_column(Float)
    number_max: Mapped[float | None] = mapped_column(Float)
    file_kinds: Mapped[str] = mapped_column(
        String(200), info=NOT_PERSONAL, default="", server_default=""
    )
    """Endings with blanks between: "pdf docx"; empty for all that are taken."""
    file_size: Mapped[int | None]
    """In bytes."""
    appearance: Mapped[str] = mapped_column(
        String(200), info=NOT_PERSONAL, default="", server_default=""
    )
    """Of XLSForm, kept for tools that know it."""
    kept_parts: Mapped[Any] = mapped_column(JSON, info=NOT_PERSONAL, nullable=True)
    """Cells of its row in the XLSForm that we do not use, for the way back."""
    parent: Mapped["Question | None"] = relationship(remote_side="Question.id")
    questionnaire: Mapped[Questionnaire] = relationship(back_populates="questions")
    options: Mapped[list["Option"]] = relationship(
        primaryjoin="and_(Option.question_id == Question.id, ~Option.retired)",
        order_by="Option.position",
        cascade="save-update, merge",
        back_populates="question",
    )
    """Those that are offered now."""

    @property
    def meeting(self) -> Meeting:
        return self.questionnaire.meeting


class Option(Base):
    __tablename__ = "option"
    __table_args__ = (UniqueConstraint("question_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    retired: Mapped[bool] = mapped_column(default=False, server_default=false())
    """No longer offered; its answers and its code stay."""
    columns: Mapped[Any] = mapped_column(JSON, info=NOT_PERSONAL, nullable=True)
    """What choice filters compare: {name: value}; None for nothing."""
    label: Mapped[LocalText] = mapped_column(LocalTextType)
    question: Mapped[Question] = relationship(back_populates="options")


class Response(Base):
    """One person's whole return. `code` is the receipt; anonymous unless a person is named."""

    __tablename__ = "response"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to learn what people think and need",
        kept=Kept.MEETING,
    )
    __table_args__ = (Index("ix_response_questionnaire", "questionnaire_id", "sent_at", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(
        ForeignKey("questionnaire.id", ondelete="CASCADE")
    )
    code: Mapped[str] = mapped_column(String(6), unique=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Of the questionnaire, which it answers."""
    language: Mapped[str] = mapped_column(String(8))
    """In which the form was filled."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    sent_at: Mapped[datetime | None]
    """None while it belongs to a draft."""
    late: Mapped[bool] = mapped_column(default=False)
    subject: Mapped[str] = mapped_column(
        String(40), default="", server_default="", info=NOT_PERSONAL
    )
    """Code of what it is about, such as a session; empty for nothing in particular."""
    source: Mapped[str] = mapped_column(
        String(80), default="", server_default="", info=NOT_PERSONAL
    )
    """The name of the file that it was taken from; empty where somebody answered here."""
    origin_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Of the key of its form, or of its row in a file: the same never comes in twice."""
    draft: Mapped[Any] = mapped_column(
        JSON(none_as_null=True),
        nullable=True,
        deferred=True,
        info=personal("answers as typed", kept=Kept.UNSENT),
    )
    """Before it is sent: [[name of a field, its text], ...]. See drafts.py."""
    draft_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Of the secret in the link that leads back to it."""
    saved_at: Mapped[datetime | None]
    """When the draft was saved last."""
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    """Of the draft: grows whenever it is saved."""
    mark: Mapped[int] = mapped_column(default=new_mark, server_default="0")
    """A random number, another one whenever its answers change: the sum of all marks tells whether
    what was added up before still holds."""
    questionnaire: Mapped[Questionnaire] = relationship()
    answers: Mapped[list["Answer"]] = relationship(
        cascade="all, delete-orphan", order_by="Answer.id"
    )


class AnswerFile(Base):
    """A file that was handed in, as long as no answer and no draft has done without it for days."""

    __tablename__ = "answer_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(
        ForeignKey("questionnaire.id", ondelete="CASCADE"), index=True
    )
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), unique=True)
    kept_at: Mapped[datetime]
    """When it was handed in, or a draft with it was saved."""
    stored: Mapped[StoredFile] = relationship()
    questionnaire: Mapped[Questionnaire] = relationship()

    @property
    def meeting(self) -> Meeting:
        return self.questionnaire.meeting


class Answer(Base):
    """One item. A choice is a row per option; a ranking a row per option with its rank."""

    __tablename__ = "answer"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to learn what people think and need",
        kept=Kept.MEETING,
    )
    __table_args__ = (
        # Holds all that is counted, so that counting reads no row.
        Index("ix_answer_question", "question_id", "option_id", "number", "amount", "response_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), index=True
    )
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    option_id: Mapped[int | None] = mapped_column(ForeignKey("option.id", ondelete="CASCADE"))
    number: Mapped[int | None]
    """A rating; the rank of `option_id` from 1; its rating in a grid; its points; 1 for yes, 0 for no."""
    amount: Mapped[float | None] = mapped_column(Float)
    """Of whole numbers and decimals."""
    text: Mapped[str | None] = mapped_column(Text, info=personal("free text"))
    """Of all other kinds; beside the option "other": what somebody wrote there."""
