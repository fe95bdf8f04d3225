"""The e-mail addresses of people."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.personal import Kept, Seen, held, personal
from meeting_app.people.models.person import Person


class EmailAddress(Base):
    """An address that leads to a person. Every look-up by address asks here.

    The first one of a person is primary, confirmed or not: it may have been typed by somebody else,
    and counts as theirs once they came through a link sent to it. Any other is confirmed.
    """

    __tablename__ = "email_address"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to write to somebody, and to know them by each of their addresses",
        kept=Kept.ACCOUNT,
    )
    __table_args__ = (
        Index(
            "uq_email_address_primary",
            "person_id",
            unique=True,
            sqlite_where=text("is_primary"),
            postgresql_where=text("is_primary"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    address: Mapped[str] = mapped_column(String(254), unique=True, info=personal("e-mail"))
    is_primary: Mapped[bool] = mapped_column(default=False)
    """The one that letters go to."""
    confirmed_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()


class AddressClaim(Base):
    """Somebody says that an address is theirs. It counts when the link sent to it was used.

    Kept apart from `EmailAddress`: what is only said leads nobody to an account, and keeps nobody
    else from using their own address.
    """

    __tablename__ = "address_claim"
    __held__ = held(
        seen_by=Seen.NOBODY, why="to ask whether an address is somebody's", kept=Kept.SIGN_IN
    )
    __table_args__ = (
        Index("ix_address_claim_recent", "person_id", "created_at"),
        {"info": {"merge": "stays"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    address: Mapped[str] = mapped_column(String(254), info=personal("e-mail"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """Confirmed, or taken back."""
    person: Mapped[Person] = relationship()
