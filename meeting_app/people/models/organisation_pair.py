"""Organisations that may be the same, and those that were made one."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held
from meeting_app.people.matching import Reason, Verdict
from meeting_app.people.models.organisation import Organisation


class OrganisationPair(Base):
    """Two of the directory that are worth a look, or that somebody said are not the same."""

    __tablename__ = "organisation_pair"
    __table_args__ = (
        UniqueConstraint("one_id", "other_id"),
        CheckConstraint("one_id < other_id", name="in_order"),
    )
    __held__ = held(
        seen_by=Seen.ORGANISERS, why="who said that two are not the same", kept=Kept.ACCOUNT
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    one_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    verdict: Mapped[Verdict] = mapped_column(String(20))
    reason: Mapped[Reason] = mapped_column(String(40))
    words: Mapped[list[str]] = mapped_column(JSON, info=NOT_PERSONAL)
    """What the reason is about."""
    likeness: Mapped[float]
    not_the_same_at: Mapped[datetime | None] = mapped_column(index=True)
    """Never suggested again."""
    not_the_same_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    one: Mapped[Organisation] = relationship(foreign_keys=[one_id])
    other: Mapped[Organisation] = relationship(foreign_keys=[other_id])


class OrganisationMerge(Base):
    """Two made one, with all that moved, so that it can be undone."""

    __tablename__ = "organisation_merge"
    __held__ = held(seen_by=Seen.ORGANISERS, why="to undo a merge", kept=Kept.ACCOUNT)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    gone_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    kept_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    moves: Mapped[list[dict[str, Any]]] = mapped_column(JSON, info=NOT_PERSONAL)
    """core.merging.as_values(...): numbers of rows. Emptied when it can no longer be undone."""
    can_be_undone: Mapped[bool] = mapped_column(default=True)
    undone_at: Mapped[datetime | None]
    gone: Mapped[Organisation] = relationship(foreign_keys=[gone_id])
    kept: Mapped[Organisation] = relationship(foreign_keys=[kept_id])
