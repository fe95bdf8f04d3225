"""Places and registrations."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.personal import Kept, Seen, held, personal
from meeting_app.meetings.models import Meeting, Phase
from meeting_app.people.models import Organisation, Person
from meeting_app.questionnaires.models import Questionnaire, Response


class AttendanceMode(StrEnum):
    IN_PERSON = "in_person"
    ONLINE = "online"


class RegistrationState(StrEnum):
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class RegistrationDesk(Base):
    """That a meeting takes registrations, in which phase, and what its form asks besides."""

    __tablename__ = "registration_desk"

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
    phase_id: Mapped[int] = mapped_column(ForeignKey("phase.id"))
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    meeting: Mapped[Meeting] = relationship()
    phase: Mapped[Phase] = relationship()
    questionnaire: Mapped[Questionnaire] = relationship()
    """Of the organisers' own questions; without any until they add some."""


class Places(Base):
    """How many places there are of a mode, and how many are taken: a counter under a lock."""

    __tablename__ = "places"
    __table_args__ = (
        UniqueConstraint("meeting_id", "mode"),
        CheckConstraint("taken >= 0", name="taken_not_negative"),
        CheckConstraint("capacity IS NULL OR taken <= capacity", name="never_oversold"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    mode: Mapped[AttendanceMode] = mapped_column(String(20))
    capacity: Mapped[int | None]
    """None: no limit."""
    taken: Mapped[int] = mapped_column(default=0)


class Registration(Base):
    __tablename__ = "registration"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to keep a place, and to plan rooms and interpretation",
        kept=Kept.MEETING,
    )
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        Index("ix_registration_queue", "meeting_id", "mode", "state", "queued_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    mode: Mapped[AttendanceMode] = mapped_column(String(20), info=personal("attendance"))
    state: Mapped[RegistrationState] = mapped_column(String(20))
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True, info=personal("work")
    )
    languages: Mapped[list[str]] = mapped_column(JSON, default=list, info=personal("languages"))
    """Those of the meeting that this person needs, for interpretation."""
    response_id: Mapped[int | None] = mapped_column(
        ForeignKey("response.id", ondelete="SET NULL"), unique=True
    )
    """Answers to the organisers' own questions."""
    revision: Mapped[int] = mapped_column(default=0)
    """Counts changes of state and mode; part of each letter's cause."""
    registered_at: Mapped[datetime]
    queued_at: Mapped[datetime]
    """The place in the waiting list: earlier first."""
    late: Mapped[bool] = mapped_column(default=False)
    meeting: Mapped[Meeting] = relationship()
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    response: Mapped[Response | None] = relationship()
