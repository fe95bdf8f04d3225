"""Single-use links and sign-ins."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal
from meeting_app.people.models.person import Person


class Purpose(StrEnum):
    """What a link is for. At the page of another purpose it is as good as none."""

    SIGN_IN = "sign_in"
    DEMO = "demo"
    """Signs a person of the demo in, as strongly as a second factor: for this machine only."""
    FIRST_ORGANISER = "first_organiser"
    """Names nobody: makes whoever opens it an administrator."""
    RESET_PASSWORD = "reset_password"  # noqa: S105 - the name of a purpose
    ROLE_INVITATION = "role_invitation"
    UNSUBSCRIBE = "unsubscribe"


class Link(Base):
    """A single-use link sent by mail. Only its hash is kept."""

    __tablename__ = "link"
    __held__ = held(
        seen_by=Seen.NOBODY,
        why="to let in whoever reads this mailbox, or to do what the link is for",
        kept=Kept.SIGN_IN,
    )
    __table_args__ = (
        Index("ix_link_recent", "email", "created_at"),
        {"info": {"merge": "stays"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[Purpose] = mapped_column(String(20), info=NOT_PERSONAL)
    email: Mapped[str] = mapped_column(String(254), info=personal("e-mail"))
    """Where it was sent."""
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    """Whom it is about, where that is known when it is made."""
    about: Mapped[str] = mapped_column(String(120), default="", info=NOT_PERSONAL)
    """What it is about: a code or number that its purpose understands."""
    language: Mapped[str] = mapped_column(String(8))
    next_url: Mapped[str] = mapped_column(String(500), default="", info=NOT_PERSONAL)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    person: Mapped[Person | None] = relationship()


class Method(StrEnum):
    """How somebody signed in."""

    LINK = "link"
    PASSWORD = "password"  # noqa: S105 - the name of a method
    PASSKEY = "passkey"
    COMMAND = "command"
    """By a link that was printed on the machine itself."""


class SignIn(Base):
    """One browser in which a person is signed in; can be ended from the server."""

    __tablename__ = "sign_in"
    __table_args__ = {"info": {"merge": "stays"}}  # noqa: RUF012 - SQLAlchemy's interface
    __held__ = held(
        seen_by=Seen.NOBODY,
        why="to know who is signed in, and to end it",
        kept=Kept.SIGN_IN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    method: Mapped[Method] = mapped_column(String(20), info=NOT_PERSONAL)
    second_factor_at: Mapped[datetime | None]
    """When the second factor was given; None: what needs one is closed."""
    device: Mapped[str] = mapped_column(String(60), default="", info=personal("device"))
    """In words, such as "Firefox, Android", for its owner to know it again."""
    ends_when_idle: Mapped[bool] = mapped_column(default=False)
    """Of people with rights over others' data: some minutes without a request end it."""
    seen_at: Mapped[datetime]
    """The last request, give or take a minute."""
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()
