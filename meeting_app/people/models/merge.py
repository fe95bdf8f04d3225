"""Merges of two people into one."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held
from meeting_app.people.models.person import Person


class PersonMerge(Base):
    """That two accounts are one person's, and what it changed, so that it can be undone."""

    __tablename__ = "person_merge"
    __held__ = held(
        seen_by=Seen.ADMINISTRATORS, why="to undo a merge of two accounts", kept=Kept.AUDIT
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    """Follows when this one is merged into another in its turn."""
    gone_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True, info={"merge": "stays"}
    )
    merged_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    merged_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, info=NOT_PERSONAL)
    """As core.merging.as_values writes them: numbers and words of ours, no names or addresses."""
    filled: Mapped[list[str]] = mapped_column(JSON, info=NOT_PERSONAL)
    """Columns of the profile that were empty and got the other's value."""
    kept: Mapped[Person] = relationship(foreign_keys=[kept_id])
    gone: Mapped[Person] = relationship(foreign_keys=[gone_id])
