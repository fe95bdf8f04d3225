"""The rows of the outbox."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text, true
from sqlalchemy.orm import Mapped, mapped_column

from meeting_app.core.db import Base
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal
from meeting_app.core.secrets import Sealed


class Reason(StrEnum):
    """Why a letter was withdrawn before it left."""

    BY_ORGANISER = "by_organiser"
    NO_LONGER_TRUE = "no_longer_true"
    STOPPED = "stopped"
    """Its recipient wants only the necessary letters."""
    ERASED = "erased"
    """Its recipient's data were erased, or the account was closed."""


class Attempt(StrEnum):
    """What became of one attempt to hand a letter over."""

    BEGUN = "begun"
    """The worker ended in the middle: nobody knows whether the server took the letter."""
    SENT = "sent"
    KEPT = "kept"
    """As a file, where no mail server was set: it reached nobody."""
    LATER = "later"
    """Refused for now, or broken off."""
    REFUSED = "refused"
    """For good."""
    HELD = "held"
    """The fault was the server's, not the letter's: the whole queue waits."""
    BOUNCED = "bounced"
    """Taken by the first server, and sent back by one behind it."""


class OutgoingMail(Base):
    __tablename__ = "outgoing_mail"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to send it, and to show what became of it",
        kept=Kept.OUTBOX,
    )
    __table_args__ = (
        UniqueConstraint("kind", "cause", "address"),
        Index("ix_outgoing_mail_waiting", "sent_at", "send_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    cause: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    scope: Mapped[str] = mapped_column(String(60), index=True)
    person_id: Mapped[int | None] = mapped_column(index=True, info=personal("person"))
    """The recipient's number, where it is a person known here. No foreign key: people lie above."""
    address: Mapped[str] = mapped_column(String(254), index=True, info=personal("e-mail"))
    name: Mapped[str] = mapped_column(String(200), info=personal("name"))
    reply_to: Mapped[str] = mapped_column(
        String(254), default="", server_default="", info=NOT_PERSONAL
    )
    language: Mapped[str] = mapped_column(String(8))
    subject: Mapped[str] = mapped_column(Text, info=personal("text"))
    body: Mapped[str] = mapped_column(Sealed, info=personal("text", kept=Kept.LETTER_BODY))
    """Sealed: it may hold a sign-in link."""
    marks: Mapped[list[list[Any]]] = mapped_column(
        JSON, default=list, server_default=text("'[]'"), info=NOT_PERSONAL
    )
    """Of the body: [[start, end, kind]] (core.letter_text)."""
    attachments: Mapped[list[list[str]]] = mapped_column(
        JSON, info=personal("text", kept=Kept.LETTER_BODY)
    )
    """[[name, content type, text]]"""
    necessary: Mapped[bool] = mapped_column(default=True, server_default=true())
    """The recipient cannot stop letters of this sort."""
    condition: Mapped[str] = mapped_column(
        String(80), default="", server_default="", info=NOT_PERSONAL
    )
    """What must still be true when it leaves: a name in `Feature.conditions`."""
    condition_data: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict, server_default=text("'{}'"), info=NOT_PERSONAL
    )
    batch: Mapped[str] = mapped_column(
        String(80), default="", server_default="", index=True, info=NOT_PERSONAL
    )
    """The mass letter or reminder that it belongs to."""
    message_id: Mapped[str] = mapped_column(String(200), unique=True, info=NOT_PERSONAL)
    created_at: Mapped[datetime]
    send_at: Mapped[datetime]
    """When it is to leave, or to be tried again."""
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    """How often a worker took it up; also tells a worker whether the letter is still its own."""
    refusals: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often it was refused for now, since it was first tried."""
    tried_since: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(
        String(30), default="", server_default="", info=NOT_PERSONAL
    )
    """A `Reason`, or empty."""
    bounced_at: Mapped[datetime | None]
    """When a letter that had been sent came back for good."""
    error: Mapped[str | None] = mapped_column(Text, info=personal("text"))
    """The server's last words: they may name the address."""
    emptied_at: Mapped[datetime | None]
    """When its body went: some days after it left, or with the person of whom it speaks."""


class MailAttempt(Base):
    """The delivery log: one row per attempt, and one per letter that came back."""

    __tablename__ = "mail_attempt"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to show why a letter has not arrived",
        kept=Kept.OUTBOX,
    )
    __table_args__ = (UniqueConstraint("mail_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("outgoing_mail.id", ondelete="CASCADE"))
    number: Mapped[int | None]
    """From 1; none for a letter that came back."""
    at: Mapped[datetime]
    outcome: Mapped[Attempt] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text, default="", info=personal("text"))


class MailQueue(Base):
    """One row: the pace of the whole queue, and whether it is held because of the mail server."""

    __tablename__ = "mail_queue"

    id: Mapped[int] = mapped_column(primary_key=True)
    free_at: Mapped[datetime | None]
    """When the next letter may leave at the set rate."""
    held_since: Mapped[datetime | None]
    held_until: Mapped[datetime | None]
    faults: Mapped[int] = mapped_column(default=0)
    """In a row, since the server last took a letter."""
    words: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    """What the server said, or what else went wrong."""
