"""The audit trail: what was done with people's data and rights, by whom, in which meeting."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from meeting_app.core.db import Base
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal


class Action(StrEnum):
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    SIGN_INS_ENDED = "sign_ins_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an action
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    SECOND_FACTOR_GIVEN = "second_factor_given"
    SECOND_FACTOR_FAILED = "second_factor_failed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    ADDRESS_ADDED = "address_added"
    ADDRESS_REMOVED = "address_removed"
    PRIMARY_ADDRESS_CHANGED = "primary_address_changed"
    PRESENCE_CHANGED = "presence_changed"
    """Somebody chose to appear under their name, under a pseudonym, or nowhere."""
    PEOPLE_MERGED = "people_merged"
    MERGE_UNDONE = "merge_undone"
    ROLE_OFFERED = "role_offered"
    ROLE_OFFER_DECLINED = "role_offer_declined"
    ROLE_OFFER_WITHDRAWN = "role_offer_withdrawn"
    ROLE_GRANTED = "role_granted"
    ROLE_ENDED = "role_ended"
    ORGANISATIONS_MERGED = "organisations_merged"
    DECIDED = "decided"
    ANNOUNCED = "announced"
    DECISION_UNDONE = "decision_undone"
    EXPORTED = "exported"
    IMPORTED = "imported"
    SENSITIVE_VIEWED = "sensitive_viewed"
    SENSITIVE_EXPORTED = "sensitive_exported"
    """One entry for each person who stands in such a file."""
    SENSITIVE_ENDED = "sensitive_ended"
    """A person took back, or the service deleted, what was given."""
    READING_STOPPED = "reading_stopped"
    """Somebody looked at more people in a short time than the work needs."""
    SENSITIVE_ASKED = "sensitive_asked"
    """A meeting began or ceased to ask for a sensitive field."""
    DATA_HANDED_OUT = "data_handed_out"
    ERASED = "erased"
    RETENTION_RAN = "retention_ran"
    LETTER_REWORDED = "letter_reworded"
    LETTERS_SENT = "letters_sent"
    LETTERS_WITHDRAWN = "letters_withdrawn"
    KEYS_CHANGED = "keys_changed"


class AuditEntry(Base):
    """Holds numbers and codes only, no names: it outlives the people whom it is about.

    No foreign keys, so that an erasure changes no entry. Only ever added to.
    """

    __tablename__ = "audit_entry"
    __held__ = held(
        seen_by=Seen.ADMINISTRATORS,
        why="to find out afterwards what was done with people's data",
        kept=Kept.AUDIT,
    )
    __table_args__ = (
        Index("ix_audit_entry_actor", "actor_id", "at"),
        Index("ix_audit_entry_about", "about_id", "at"),
        Index("ix_audit_entry_action", "action", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    action: Mapped[Action] = mapped_column(String(40))
    actor_id: Mapped[int | None] = mapped_column(info=personal("person"))
    """Who did it: a person's number; None for the service itself and the command line."""
    about_id: Mapped[int | None] = mapped_column(info=personal("person"))
    """Whose data or rights it is about: a person's number."""
    scope: Mapped[str] = mapped_column(String(60))
    """The meeting's slug, or empty."""
    thing: Mapped[str] = mapped_column(String(120), info=NOT_PERSONAL)
    """What it was done to, such as "abstract K7P2QX" or "registrations.xlsx"."""
    details: Mapped[dict[str, Any]] = mapped_column(JSON, info=NOT_PERSONAL)
    previous: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    digest: Mapped[str] = mapped_column(String(64), unique=True)


class AuditCheck(Base):
    """What looking through the whole trail found, once a day."""

    __tablename__ = "audit_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    entries: Mapped[int]
    broken_id: Mapped[int | None]
    """The first entry that does not fit; None where all is well."""
    head_id: Mapped[int | None]
    """The newest entry then: it must still be there when it is looked for again."""
    digest: Mapped[str] = mapped_column(String(64))
    """Of that entry; empty where there was none."""
