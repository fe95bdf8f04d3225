"""Questionnaires, their questions and options; responses and their answers."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.core.personal import Kept, Seen, held, personal
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires.rules import QuestionKind


class Questionnaire(Base):
    __tablename__ = "questionnaire"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True
    )
    meeting: Mapped[Meeting] = relationship()
    questions: Mapped[list["Question"]] = relationship(
        order_by="Question.position", cascade="all, delete-orphan", back_populates="questionnaire"
    )


class Question(Base):
    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("questionnaire_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(
        ForeignKey("questionnaire.id", ondelete="CASCADE")
    )
    code: Mapped[str] = mapped_column(String(40))
    """Never changes, though the wording does."""
    position: Mapped[int]
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
    questionnaire: Mapped[Questionnaire] = relationship(back_populates="questions")
    options: Mapped[list["Option"]] = relationship(
        order_by="Option.position", cascade="all, delete-orphan", back_populates="question"
    )

    @property
    def meeting(self) -> Meeting:
        return self.questionnaire.meeting


class Option(Base):
    __tablename__ = "option"
    __table_args__ = (UniqueConstraint("question_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
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
    __table_args__ = (Index("ix_response_questionnaire", "questionnaire_id", "sent_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(
        ForeignKey("questionnaire.id", ondelete="CASCADE")
    )
    code: Mapped[str] = mapped_column(String(6), unique=True)
    language: Mapped[str] = mapped_column(String(8))
    """In which the form was filled."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    sent_at: Mapped[datetime | None]
    """None while it belongs to a draft."""
    late: Mapped[bool] = mapped_column(default=False)
    questionnaire: Mapped[Questionnaire] = relationship()
    answers: Mapped[list["Answer"]] = relationship(
        cascade="all, delete-orphan", order_by="Answer.id"
    )


class Answer(Base):
    """One item. A choice is a row per option; a ranking a row per option with its rank."""

    __tablename__ = "answer"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to learn what people think and need",
        kept=Kept.MEETING,
    )
    __table_args__ = (Index("ix_answer_question", "question_id", "option_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), index=True
    )
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    option_id: Mapped[int | None] = mapped_column(ForeignKey("option.id", ondelete="CASCADE"))
    number: Mapped[int | None]
    """A rating, or the rank of `option_id` from 1."""
    text: Mapped[str | None] = mapped_column(Text, info=personal("free text"))
