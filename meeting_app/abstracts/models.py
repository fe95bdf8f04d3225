"""Calls, abstracts and their presenters."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.abstracts.rules import AbstractState as AbstractState
from meeting_app.core.db import Base
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal
from meeting_app.meetings.models import Meeting, Phase, Theme
from meeting_app.people.models import Organisation, Person
from meeting_app.questionnaires.models import Questionnaire, Response


class Format(StrEnum):
    KNOWLEDGE_PRACTICE = "knowledge_practice"
    STRATEGIC_ADVOCACY = "strategic_advocacy"
    WORKING_GROUP_SESSION = "working_group_session"
    INFOGRAPHIC = "infographic"


class Call(Base):
    __tablename__ = "call"
    __table_args__ = (UniqueConstraint("meeting_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[LocalText] = mapped_column(LocalTextType)
    text: Mapped[LocalText] = mapped_column(LocalTextType)
    format: Mapped[Format] = mapped_column(String(30))
    word_limit: Mapped[int] = mapped_column(default=300)
    phase_id: Mapped[int] = mapped_column(ForeignKey("phase.id"))
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    meeting: Mapped[Meeting] = relationship()
    phase: Mapped[Phase] = relationship()
    questionnaire: Mapped[Questionnaire] = relationship()


class Abstract(Base):
    __tablename__ = "abstract"
    __held__ = held(
        seen_by=Seen.REVIEWERS,
        why="to choose what the meeting shows, and to print it",
        kept=Kept.PROGRAMME,
    )
    __table_args__ = (
        UniqueConstraint("meeting_id", "code"),
        UniqueConstraint("meeting_id", "imported_from"),
        Index("ix_abstract_meeting_state", "meeting_id", "state"),
        Index("ix_abstract_call_state", "call_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"))
    code: Mapped[str] = mapped_column(String(6))
    submitter_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    title: Mapped[str] = mapped_column(String(300), info=personal("authored text"))
    text: Mapped[str] = mapped_column(Text, info=personal("authored text"))
    language: Mapped[str] = mapped_column(String(8))
    """Of title and text."""
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id", ondelete="SET NULL"))
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id", ondelete="SET NULL"))
    """Answers to the call's own questions."""
    state: Mapped[AbstractState] = mapped_column(String(20), default=AbstractState.DRAFT)
    late: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    typed: Mapped[Any] = mapped_column(
        JSON(none_as_null=True),
        nullable=True,
        deferred=True,
        info=personal("text as typed", seen_by=Seen.NOBODY, kept=Kept.DRAFT),
    )
    """Of a draft: its form as it stood when it was saved last, [[name of a field, its text], ...]. What
    is in order in it stands in the other columns and among the answers as well."""
    origin_hash: Mapped[str | None] = mapped_column(String(64))
    """Of the number of the page on which it was begun: however often that page saves, it is one draft."""
    imported_from: Mapped[str | None] = mapped_column(String(300), info=NOT_PERSONAL)
    """The source's own name of it, so that importing twice adds nothing."""
    meeting: Mapped[Meeting] = relationship()
    call: Mapped[Call] = relationship()
    submitter: Mapped[Person] = relationship()
    theme: Mapped[Theme | None] = relationship()
    response: Mapped[Response | None] = relationship()
    presenters: Mapped[list["Presenter"]] = relationship(
        order_by="Presenter.position", cascade="all, delete-orphan", back_populates="abstract"
    )


class Presenter(Base):
    """Somebody who will present it. From submission on, the person is the one with this address."""

    __tablename__ = "presenter"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to name in the programme who presents, and to write to them",
        kept=Kept.PROGRAMME,
    )
    __table_args__ = (UniqueConstraint("abstract_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    abstract_id: Mapped[int] = mapped_column(ForeignKey("abstract.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200), info=personal("name"))
    email: Mapped[str] = mapped_column(
        String(254), default="", info=personal("e-mail", kept=Kept.MEETING)
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True
    )
    abstract: Mapped[Abstract] = relationship(back_populates="presenters")
    person: Mapped[Person | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
