"""Organisations and their other names."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
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
    __table_args__ = (
        CheckConstraint("parent_id <> id", name="not_its_own_parent"),
        Index(
            "uq_organisation_folded_standing",
            "folded",
            unique=True,
            sqlite_where=text("merged_into_id IS NULL"),
            postgresql_where=text("merged_into_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    folded: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    """core.locale.fold(name): finds it, and sorts it."""
    kind: Mapped[OrganisationKind] = mapped_column(String(20), default=OrganisationKind.OTHER)
    scope: Mapped[Scope | None] = mapped_column(String(20))
    country: Mapped[str | None] = mapped_column(String(2), info=NOT_PERSONAL)
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True
    )
    """What it is a part or a member of."""
    added_by_person: Mapped[bool] = mapped_column(default=False)
    """Typed by somebody in a form, not yet looked at by an organiser: offered to nobody."""
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    """It is the same as that one and stands in no list; kept so that the merge can be undone."""
    is_paired: Mapped[bool] = mapped_column(default=False)
    """Whether likely duplicates were looked for under the names that it has now."""
    parent: Mapped["Organisation | None"] = relationship(
        remote_side="Organisation.id", foreign_keys=[parent_id]
    )


class OrganisationAlias(Base):
    """Another name, an acronym, the name in another language."""

    __tablename__ = "organisation_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    folded: Mapped[str] = mapped_column(String(200), unique=True, info=NOT_PERSONAL)
    organisation: Mapped[Organisation] = relationship()


class DirectoryStamp(Base):
    """One row: changes with any name in the directory, so that what is kept in memory to search
    them knows when to be made anew."""

    __tablename__ = "directory_stamp"

    id: Mapped[int] = mapped_column(primary_key=True)
    stamp: Mapped[str] = mapped_column(String(32), info=NOT_PERSONAL)
