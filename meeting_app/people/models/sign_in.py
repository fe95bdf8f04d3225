"""Sign-in links and sign-ins."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal
from meeting_app.people.models.person import Person


class SignInLink(Base):
    """A single-use link sent by mail. Only its hash is kept."""

    __tablename__ = "sign_in_link"
    __held__ = held(
        seen_by=Seen.NOBODY,
        why="to let in whoever reads this mailbox",
        kept=Kept.SIGN_IN,
    )
    __table_args__ = (Index("ix_sign_in_link_recent", "email", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254), info=personal("e-mail"))
    language: Mapped[str] = mapped_column(String(8))
    next_url: Mapped[str] = mapped_column(String(500), default="", info=NOT_PERSONAL)
    makes_administrator: Mapped[bool] = mapped_column(default=False)
    """The link that an empty installation prints for its first organiser."""
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


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
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()
