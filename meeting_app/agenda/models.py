"""Sessions and their people; published versions; stars."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.abstracts.models import Abstract
from meeting_app.core.db import Base
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal
from meeting_app.meetings.models import Meeting, Room
from meeting_app.people.models import Person


class SessionKind(StrEnum):
    PLENARY = "plenary"
    PARALLEL = "parallel"
    BREAK = "break"
    SOCIAL = "social"


class SessionRole(StrEnum):
    CHAIR = "chair"
    MODERATOR = "moderator"
    SPEAKER = "speaker"
    PRESENTER = "presenter"
    RAPPORTEUR = "rapporteur"


class Session(Base):
    __tablename__ = "session"
    __table_args__ = (
        UniqueConstraint("meeting_id", "code"),
        Index("ix_session_meeting_start", "meeting_id", "starts_at"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(6))
    uid: Mapped[str] = mapped_column(String(100), unique=True)
    """For calendars: made once, the same for ever."""
    kind: Mapped[SessionKind] = mapped_column(String(20))
    title: Mapped[LocalText] = mapped_column(LocalTextType)
    summary: Mapped[LocalText | None] = mapped_column(LocalTextType)
    floor_language: Mapped[str] = mapped_column(String(8), info=NOT_PERSONAL)
    interpreted_into: Mapped[list[str]] = mapped_column(JSON, default=list, info=NOT_PERSONAL)
    livestream: Mapped[bool] = mapped_column(default=False)
    abstract_id: Mapped[int | None] = mapped_column(
        ForeignKey("abstract.id", ondelete="SET NULL"), unique=True
    )
    minutes: Mapped[int] = mapped_column(default=60)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id", ondelete="SET NULL"))
    starts_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=0)
    """Counts changes, so that a form that is out of date is noticed."""
    meeting: Mapped[Meeting] = relationship()
    abstract: Mapped[Abstract | None] = relationship()
    room: Mapped[Room | None] = relationship()
    people: Mapped[list["SessionPerson"]] = relationship(
        order_by="SessionPerson.position", cascade="all, delete-orphan", back_populates="session"
    )

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None


class SessionPerson(Base):
    __tablename__ = "session_person"
    __held__ = held(
        seen_by=Seen.EVERYBODY,
        why="to say in the programme who speaks",
        kept=Kept.PROGRAMME,
    )
    __table_args__ = (UniqueConstraint("session_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    position: Mapped[int]
    role: Mapped[SessionRole] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200), info=personal("name"))
    organisation: Mapped[str] = mapped_column(String(200), default="", info=personal("work"))
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    session: Mapped[Session] = relationship(back_populates="people")
    person: Mapped[Person | None] = relationship()


class AgendaVersion(Base):
    """What the public sees: a whole agenda as it was published, never changed afterwards."""

    __tablename__ = "agenda_version"
    __held__ = held(
        seen_by=Seen.EVERYBODY,
        why="to say in the programme who speaks",
        kept=Kept.PROGRAMME,
    )
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    number: Mapped[int]
    published_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    content: Mapped[dict[str, Any]] = mapped_column(JSON, info=personal("name"))
    """See agenda.publication for the shape."""
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """Names meeting, number, instant and content; caches and ETags follow it."""
    meeting: Mapped[Meeting] = relationship()


class Star(Base):
    """A session that somebody wants in their own agenda."""

    __tablename__ = "star"
    __held__ = held(
        seen_by=Seen.NOBODY,
        why="to make one's own agenda",
        kept=Kept.MEETING,
    )
    __table_args__ = (UniqueConstraint("person_id", "session_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    session_id: Mapped[int] = mapped_column(
        ForeignKey("session.id", ondelete="CASCADE"), index=True
    )
