"""What people say about themselves, and to whom it is shown."""

from datetime import datetime
from enum import StrEnum
from typing import TypedDict

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.files import StoredFile
from meeting_app.core.personal import Kept, Seen, held, personal
from meeting_app.core.secrets import Sealed
from meeting_app.people.models.person import Person


class Audience(StrEnum):
    """Who sees an item; each sees what those before it in this list see, and more."""

    EVERYBODY = "everybody"
    PARTICIPANTS = "participants"
    ORGANISERS = "organisers"


class Presence(StrEnum):
    """How somebody appears before others than organisers."""

    NAMED = "named"
    PSEUDONYM = "pseudonym"
    """Under another name and nothing else."""
    HIDDEN = "hidden"


class OwnText(TypedDict):
    language: str
    text: str


class Profile(Base):
    """One for each person, from the beginning. Beside `Person`, which every request reads."""

    __tablename__ = "profile"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to present somebody to the audience that they choose",
        kept=Kept.ACCOUNT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), unique=True, info={"merge": "stays"}
    )
    code: Mapped[str] = mapped_column(String(6), unique=True)
    """In the address of the public page. A new one whenever the person shows less of themselves,
    so that the old address does not tell who they are."""
    legal_name: Mapped[str | None] = mapped_column(
        Sealed, info=personal("name", why="to write a letter of invitation or a certificate")
    )
    pronunciation: Mapped[str] = mapped_column(String(200), default="", info=personal("name"))
    job_title: Mapped[str] = mapped_column(String(200), default="", info=personal("work"))
    speaks: Mapped[list[str]] = mapped_column(JSON, default=list, info=personal("languages"))
    biography: Mapped[list[OwnText]] = mapped_column(
        JSON, default=list, info=personal("authored text")
    )
    """One for each language, in the order of their writing."""
    photo_id: Mapped[int | None] = mapped_column(
        ForeignKey("stored_file.id", ondelete="SET NULL"), info=personal("photo")
    )
    presence: Mapped[Presence] = mapped_column(String(12), default=Presence.NAMED)
    pseudonym: Mapped[str] = mapped_column(
        String(200), default="", info=personal("name", seen_by=Seen.EVERYBODY)
    )
    shows_photo: Mapped[Audience] = mapped_column(String(12), default=Audience.PARTICIPANTS)
    shows_biography: Mapped[Audience] = mapped_column(String(12), default=Audience.EVERYBODY)
    shows_job_title: Mapped[Audience] = mapped_column(String(12), default=Audience.EVERYBODY)
    shows_organisation: Mapped[Audience] = mapped_column(String(12), default=Audience.EVERYBODY)
    shows_country: Mapped[Audience] = mapped_column(String(12), default=Audience.ORGANISERS)
    shows_address: Mapped[Audience] = mapped_column(String(12), default=Audience.ORGANISERS)
    shown_changed_at: Mapped[datetime | None]
    """When `presence`, `pseudonym` or `shows_organisation` last changed; None: never, so that what
    was published needs no look at them."""
    person: Mapped[Person] = relationship(back_populates="profile")
    photo: Mapped[StoredFile | None] = relationship()
