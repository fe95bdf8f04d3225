"""Organisations and their other names."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.personal import NOT_PERSONAL


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
    name: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    folded: Mapped[str] = mapped_column(String(200), unique=True, info=NOT_PERSONAL)
    """core.locale.fold(name): finds it, and sorts it."""
    kind: Mapped[OrganisationKind] = mapped_column(String(20), default=OrganisationKind.OTHER)
    scope: Mapped[Scope | None] = mapped_column(String(20))
    country: Mapped[str | None] = mapped_column(String(2), info=NOT_PERSONAL)
    added_by_person: Mapped[bool] = mapped_column(default=False)
    """Typed by somebody in a form, not yet looked at by an organiser."""


class OrganisationAlias(Base):
    __tablename__ = "organisation_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    folded: Mapped[str] = mapped_column(String(200), unique=True, info=NOT_PERSONAL)
    organisation: Mapped[Organisation] = relationship()
