"""The pack's sections, and the PDFs made of packs."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.files import StoredFile
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.meetings.models import Meeting


class PackSection(Base):
    """A part of the participant pack written by the organisers."""

    __tablename__ = "pack_section"
    __table_args__ = (UniqueConstraint("meeting_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    title: Mapped[LocalText] = mapped_column(LocalTextType)
    body: Mapped[LocalText] = mapped_column(LocalTextType)
    """Paragraphs with empty lines between; lines that start with "- " are a list."""
    meeting: Mapped[Meeting] = relationship()


class PackFile(Base):
    """The PDF of a pack in one language, and of which content it was made."""

    __tablename__ = "pack_file"
    __table_args__ = (UniqueConstraint("meeting_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(8))
    digest: Mapped[str] = mapped_column(String(64))
    """Of the data it was made from: another digest means that it is out of date."""
    version: Mapped[int | None]
    """Of the agenda in it; None where none was published."""
    accessible: Mapped[bool]
    """Made to PDF/UA-1."""
    made_at: Mapped[datetime]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    file: Mapped[StoredFile] = relationship()
