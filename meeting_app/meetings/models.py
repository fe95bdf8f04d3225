"""A meeting, its candidate themes, rooms, phases and roles."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held
from meeting_app.people.models import Person


class Role(StrEnum):
    ORGANISER = "organiser"
    REVIEWER = "reviewer"
    TRANSLATOR = "translator"


class PhaseKind(StrEnum):
    SURVEY = "survey"
    CALL = "call"
    REVIEW = "review"
    REGISTRATION = "registration"


class Meeting(Base):
    __tablename__ = "meeting"
    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="days_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[LocalText] = mapped_column(LocalTextType)
    theme: Mapped[LocalText | None] = mapped_column(LocalTextType)
    theme_text: Mapped[LocalText | None] = mapped_column(LocalTextType)
    place: Mapped[LocalText | None] = mapped_column(LocalTextType)
    venue: Mapped[LocalText | None] = mapped_column(LocalTextType)
    zone: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    languages: Mapped[list[str]] = mapped_column(JSON, info=NOT_PERSONAL)
    contact_email: Mapped[str] = mapped_column(String(254), info=NOT_PERSONAL)
    """The office's address, which everybody sees."""
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Theme(Base):
    """A candidate theme; the survey ranks them, an abstract may name one."""

    __tablename__ = "theme"
    __table_args__ = (UniqueConstraint("meeting_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[LocalText] = mapped_column(LocalTextType)
    text: Mapped[LocalText | None] = mapped_column(LocalTextType)
    position: Mapped[int] = mapped_column(default=0)
    meeting: Mapped[Meeting] = relationship()


class Room(Base):
    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("meeting_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[LocalText] = mapped_column(LocalTextType)
    capacity: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)
    meeting: Mapped[Meeting] = relationship()


class Phase(Base):
    """A span of the year in which something can be done. Open or closed is computed, never stored.

    `endpoint` and `arguments` give the page where it is done; this package calls it by name only.
    """

    __tablename__ = "phase"
    __table_args__ = (
        CheckConstraint("opens_at < closes_at", name="opens_before_it_closes"),
        UniqueConstraint("meeting_id", "code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(60))
    kind: Mapped[PhaseKind] = mapped_column(String(20))
    label: Mapped[LocalText] = mapped_column(LocalTextType)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    grace_minutes: Mapped[int] = mapped_column(default=15)
    endpoint: Mapped[str | None] = mapped_column(String(60), info=NOT_PERSONAL)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=NOT_PERSONAL)
    public: Mapped[bool] = mapped_column(default=True)
    meeting: Mapped[Meeting] = relationship()


class MeetingRole(Base):
    __tablename__ = "meeting_role"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to know who may do what in the meeting",
        kept=Kept.MEETING,
    )
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id", "role"),
        Index("ix_meeting_role_person", "person_id", "meeting_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    role: Mapped[Role] = mapped_column(String(20))
    granted_at: Mapped[datetime]
    person: Mapped[Person] = relationship()
    meeting: Mapped[Meeting] = relationship()


class RetentionChoice(Base):
    """That a meeting ends a class of its data earlier than the service does."""

    __tablename__ = "retention_choice"
    __table_args__ = (CheckConstraint("days >= 0", name="days_not_negative"),)

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
    kept: Mapped[Kept] = mapped_column(String(20), primary_key=True)
    days: Mapped[int]
    """After the meeting's last day."""
