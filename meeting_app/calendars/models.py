"""Personal feeds."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held
from meeting_app.core.secrets import Sealed
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person


class Feed(Base):
    """An address that shows one person's sessions to whoever has it. Revocable."""

    __tablename__ = "feed"
    __held__ = held(
        seen_by=Seen.NOBODY,
        why="to show somebody's own sessions in their calendar",
        kept=Kept.MEETING,
    )
    __table_args__ = (Index("ix_feed_owner", "meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    secret: Mapped[str] = mapped_column(Sealed, info=NOT_PERSONAL)
    """So that its owner can see the address again."""
    language: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    meeting: Mapped[Meeting] = relationship()
    person: Mapped[Person] = relationship()
