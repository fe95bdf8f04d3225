"""What a meeting asks for, and what people gave."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal
from meeting_app.core.resealing import SEALED_ABOUT
from meeting_app.meetings.models import Meeting
from meeting_app.registration.sensitive.fields import SensitiveField


class SensitiveAsked(Base):
    """A field that a meeting turned on, and what it tells people about it."""

    __tablename__ = "sensitive_field"
    __table_args__ = (
        UniqueConstraint("meeting_id", "field"),
        CheckConstraint("days_kept BETWEEN 0 AND 30", name="days_kept_few"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    field: Mapped[SensitiveField] = mapped_column(String(20))
    reason: Mapped[LocalText] = mapped_column(LocalTextType)
    """Why it is asked, in the organisers' words."""
    handed_to: Mapped[LocalText | None] = mapped_column(LocalTextType)
    """Who gets it from the organisers, such as the kitchen; nobody if empty."""
    days_kept: Mapped[int]
    """After the meeting's last day."""
    modes: Mapped[list[str]] = mapped_column(JSON, info=NOT_PERSONAL)
    """Of whom it is asked: by how they attend."""
    needed: Mapped[bool] = mapped_column(default=False)
    meeting: Mapped[Meeting] = relationship()


BOUND_TO = ("meeting_id", "person_id", "field")


class SensitiveValue(Base):
    """What one person gave, sealed: bound to its meeting, person and field. Not searchable."""

    __tablename__ = "sensitive_value"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="for the one purpose that the meeting names beside the field",
        kept=Kept.OWN_DAY,
    )
    __table_args__ = (UniqueConstraint("meeting_id", "person_id", "field"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    field: Mapped[SensitiveField] = mapped_column(String(20))
    sealed: Mapped[str] = mapped_column(
        Text, info={**personal("sensitive value"), SEALED_ABOUT: BOUND_TO}
    )
    given_at: Mapped[datetime]
    consented_at: Mapped[datetime | None]
    """When its owner agreed that it is kept; only of health or belief."""
