"""Letters to groups, and reminders."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal
from meeting_app.letters.audiences import Audience
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person


class GroupState(StrEnum):
    DRAFT = "draft"
    POSTED = "posted"
    """In the outbox: it has left, or leaves at its time."""
    WITHDRAWN = "withdrawn"
    """What had not left by then will not."""


class GroupLetter(Base):
    """A letter of the organisers to everybody of whom something is true."""

    __tablename__ = "group_letter"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to know who wrote to whom",
        kept=Kept.MEETING,
    )
    __table_args__ = (UniqueConstraint("meeting_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(6))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    chosen: Mapped[dict[str, Any]] = mapped_column(JSON, info=personal("choice"))
    """Facts and values, and the numbers of people taken out (`Audience.as_json`)."""
    subject: Mapped[LocalText | None] = mapped_column(LocalTextType)
    body: Mapped[LocalText | None] = mapped_column(LocalTextType)
    necessary_because: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    """Why it also goes to people who want necessary letters only; empty: it does not."""
    state: Mapped[GroupState] = mapped_column(String(20), default=GroupState.DRAFT)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    posted_at: Mapped[datetime | None]
    send_at: Mapped[datetime | None]
    """Not before; None: at once."""
    recipients: Mapped[int] = mapped_column(default=0)
    """How many letters were posted."""
    meeting: Mapped[Meeting] = relationship()
    author: Mapped[Person | None] = relationship()

    @property
    def audience(self) -> Audience:
        return Audience.of_json(self.chosen)

    @audience.setter
    def audience(self, value: Audience) -> None:
        self.chosen = value.as_json()

    @property
    def batch(self) -> str:
        """Its letters in the outbox carry it."""
        return f"group-{self.code}"


class ReminderPlan(Base):
    """At which hour a meeting reminds people, and the last day on which it did."""

    __tablename__ = "reminder_plan"
    __table_args__ = (CheckConstraint("hour BETWEEN 0 AND 23", name="hour_of_a_day"),)

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
    hour: Mapped[int] = mapped_column(default=8)
    """By the clocks at the meeting's place."""
    done_on: Mapped[date | None]
    meeting: Mapped[Meeting] = relationship()


class Reminder(Base):
    """Before which days' end people are reminded of a duty."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("meeting_id", "duty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    duty: Mapped[str] = mapped_column(String(60), info=NOT_PERSONAL)
    days: Mapped[list[int]] = mapped_column(JSON, info=NOT_PERSONAL)
    """Days before the deadline, 0 is the day itself; none: no reminder."""
