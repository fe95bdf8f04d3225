"""Exports of one's own data, the list of erased people, and what the retention jobs ended."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.files import StoredFile
from meeting_app.core.personal import Kept, Seen, held
from meeting_app.core.privacy import Texts
from meeting_app.people.models.person import Person


class DataExport(Base):
    """What is held about somebody, as a file that they asked for. Gone after a day."""

    __tablename__ = "data_export"
    __held__ = held(
        seen_by=Seen.NOBODY,
        why="to give people what is held about them",
        kept=Kept.EXPORT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[datetime]
    made_at: Mapped[datetime | None]
    ends_at: Mapped[datetime]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    """None until it was made."""
    person: Mapped[Person] = relationship()
    file: Mapped[StoredFile | None] = relationship()


class ErasedPerson(Base):
    """That somebody was erased: applied again when an older copy of the database is put back.

    Number and instant of making name the person in such a copy, and nothing outside it.
    """

    __tablename__ = "erased_person"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime]
    """When the account was made: a number that was given to somebody else later does not fit."""
    erased_at: Mapped[datetime]
    texts: Mapped[Texts] = mapped_column(String(20))


class RetentionReport(Base):
    """What one day's run ended, of one class."""

    __tablename__ = "retention_report"
    __table_args__ = (Index("ix_retention_report_at", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kept: Mapped[Kept] = mapped_column(String(20))
    rows: Mapped[int]
