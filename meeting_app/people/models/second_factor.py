"""What proves, besides mailbox or password, that it is the person."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal
from meeting_app.core.secrets import Sealed
from meeting_app.people.models.person import Person

HELD = held(
    seen_by=Seen.NOBODY, why="to know by a second proof that it is the person", kept=Kept.ACCOUNT
)

STAYS = {"merge": "stays"}
"""What opened one account opens no other after a merge."""


class Authenticator(Base):
    """An app that shows six digits which change every half minute (RFC 6238)."""

    __tablename__ = "authenticator"
    __held__ = HELD
    __table_args__ = {"info": STAYS}  # noqa: RUF012 - SQLAlchemy's interface

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60), info=personal("device"))
    secret: Mapped[str] = mapped_column(Sealed, info=personal("secret"))
    """Base32."""
    last_counter: Mapped[int]
    """Of the last code that was taken: neither it nor an older one is taken again."""
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Passkey(Base):
    """A key in a phone, computer or security key (WebAuthn); its private part never leaves it."""

    __tablename__ = "passkey"
    __held__ = HELD
    __table_args__ = {"info": STAYS}  # noqa: RUF012 - SQLAlchemy's interface

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60), info=personal("device"))
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True, info=personal("device"))
    """In base64url, as the browser names it."""
    public_key: Mapped[bytes] = mapped_column(LargeBinary, info=personal("device"))
    sign_count: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()


class RecoveryCode(Base):
    """For whoever lost phone and key: each works once. Only its hash is kept."""

    __tablename__ = "recovery_code"
    __held__ = HELD
    __table_args__ = (UniqueConstraint("person_id", "code_hash"), {"info": STAYS})

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    code_hash: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
