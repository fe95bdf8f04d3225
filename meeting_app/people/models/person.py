"""People."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_security import RoleMixin, UserMixin
from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal
from meeting_app.people.models.organisation import Organisation

if TYPE_CHECKING:
    from meeting_app.people.models.profile import Profile


class LettersWanted(StrEnum):
    ALL = "all"
    NECESSARY = "necessary"
    """Sign-in links, decisions and confirmations; no reminders, no letters to groups."""


class Person(Base, UserMixin):
    __tablename__ = "person"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to know who takes part, and to write to them",
        kept=Kept.ACCOUNT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    """Changing it ends every sign-in of this person (Flask-Security's rule)."""
    active: Mapped[bool] = mapped_column(default=True)
    is_administrator: Mapped[bool] = mapped_column(default=False)
    email: Mapped[str] = mapped_column(String(254), unique=True, info=personal("e-mail"))
    """A copy of the primary address (see EmailAddress), so that letters and lists need no join.
    Nobody is looked up by it."""
    email_confirmed_at: Mapped[datetime | None]
    """When they first came through a link sent to them."""
    password: Mapped[str | None] = mapped_column(
        String(200), info=personal("secret", seen_by=Seen.NOBODY, why="to let its owner in")
    )
    """Its argon2id hash; None for who signs in by links or passkeys alone."""
    name: Mapped[str] = mapped_column(String(200), default="", info=personal("name"))
    folded_name: Mapped[str] = mapped_column(
        String(200), default="", index=True, info=personal("name")
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True, info=personal("work")
    )
    country: Mapped[str | None] = mapped_column(String(2), info=personal("place"))
    language: Mapped[str] = mapped_column(String(8))
    """Of pages and letters."""
    reads: Mapped[list[str]] = mapped_column(JSON, default=list, info=personal("languages"))
    """Languages in which this person can judge a text."""
    zone: Mapped[str | None] = mapped_column(String(60), info=personal("place"))
    letters: Mapped[LettersWanted] = mapped_column(
        String(20), default=LettersWanted.ALL, server_default=LettersWanted.ALL.value
    )
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    """When they last signed in."""
    warned_at: Mapped[datetime | None]
    """When a letter said that the account, unused for long, is about to end."""
    erased_at: Mapped[datetime | None]
    """Set on what an erasure leaves: an empty row, so that numbers stay right."""
    organisation: Mapped[Organisation | None] = relationship()
    profile: Mapped["Profile"] = relationship(back_populates="person", cascade="all, delete-orphan")


class NoRole(RoleMixin):
    """Flask-Security wants a role class; roles are kept per meeting in `meetings`."""
