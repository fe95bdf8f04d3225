"""People, their sign-ins and sign-in links, organisations and their other names."""

from datetime import datetime
from enum import StrEnum

from flask_security import RoleMixin, UserMixin
from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base


class OrganisationKind(StrEnum):
    CORE = "core"
    GENERAL = "general"
    ASSOCIATE = "associate"
    OBSERVER = "observer"
    ACADEMIC = "academic"
    GOVERNMENT = "government"
    DONOR = "donor"
    OTHER = "other"


class Scope(StrEnum):
    LOCAL = "local"
    NATIONAL = "national"
    INTERNATIONAL = "international"


class Organisation(Base):
    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(200), unique=True)
    """core.locale.fold(name): finds it, and sorts it."""
    kind: Mapped[OrganisationKind] = mapped_column(String(20), default=OrganisationKind.OTHER)
    scope: Mapped[Scope | None] = mapped_column(String(20))
    country: Mapped[str | None] = mapped_column(String(2))
    added_by_person: Mapped[bool] = mapped_column(default=False)
    """Typed by somebody in a form, not yet looked at by an organiser."""


class OrganisationAlias(Base):
    __tablename__ = "organisation_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(200), unique=True)
    organisation: Mapped[Organisation] = relationship()


class Person(Base, UserMixin):
    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    """Changing it ends every sign-in of this person (Flask-Security's rule)."""
    active: Mapped[bool] = mapped_column(default=True)
    is_administrator: Mapped[bool] = mapped_column(default=False)
    email: Mapped[str] = mapped_column(String(254), unique=True, info={"personal": "e-mail"})
    email_confirmed_at: Mapped[datetime | None]
    name: Mapped[str] = mapped_column(String(200), default="", info={"personal": "name"})
    folded_name: Mapped[str] = mapped_column(
        String(200), default="", index=True, info={"personal": "name"}
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True, info={"personal": "work"}
    )
    country: Mapped[str | None] = mapped_column(String(2), info={"personal": "place"})
    language: Mapped[str] = mapped_column(String(8))
    """Of pages and letters."""
    reads: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Languages in which this person can judge a text."""
    zone: Mapped[str | None] = mapped_column(String(60), info={"personal": "place"})
    created_at: Mapped[datetime]
    organisation: Mapped[Organisation | None] = relationship()


class NoRole(RoleMixin):
    """Flask-Security wants a role class; roles are kept per meeting in `meetings`."""


class SignInLink(Base):
    """A single-use link sent by mail. Only its hash is kept."""

    __tablename__ = "sign_in_link"
    __table_args__ = (Index("ix_sign_in_link_recent", "email", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254), info={"personal": "e-mail"})
    language: Mapped[str] = mapped_column(String(8))
    next_url: Mapped[str] = mapped_column(String(500), default="")
    makes_administrator: Mapped[bool] = mapped_column(default=False)
    """The link that an empty installation prints for its first organiser."""
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignIn(Base):
    """One browser in which a person is signed in; can be ended from the server."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()
