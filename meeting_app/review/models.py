"""Committee, conflicts, assignments, reviews and decisions."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.abstracts.models import Abstract, Call
from meeting_app.core.db import Base
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.core.personal import Kept, Seen, held, personal
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from meeting_app.review.rules import Outcome


class Criterion(Base):
    """What abstracts of a call are scored on, from 1 to `points`."""

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("call_id", "code"),
        CheckConstraint("weight > 0", name="weight_positive"),
        CheckConstraint("points > 1", name="points_above_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    label: Mapped[LocalText] = mapped_column(LocalTextType)
    hint: Mapped[LocalText | None] = mapped_column(LocalTextType)
    weight: Mapped[int] = mapped_column(default=1)
    points: Mapped[int] = mapped_column(default=5)
    call: Mapped[Call] = relationship()

    @property
    def meeting(self) -> Meeting:
        return self.call.meeting


class CommitteeMember(Base):
    __tablename__ = "committee_member"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to know who reviews",
        kept=Kept.MEETING,
    )
    __table_args__ = (UniqueConstraint("call_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    call: Mapped[Call] = relationship()
    person: Mapped[Person] = relationship()

    @property
    def meeting(self) -> Meeting:
        return self.call.meeting


class Conflict(Base):
    """A conflict of interest that a reviewer declared. Those by authorship and organisation are
    computed."""

    __tablename__ = "conflict"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="so that nobody judges the work of those close to them",
        kept=Kept.MEETING,
    )
    __table_args__ = (UniqueConstraint("abstract_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    abstract_id: Mapped[int] = mapped_column(ForeignKey("abstract.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    declared_at: Mapped[datetime]


class Assignment(Base):
    __tablename__ = "assignment"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to know who reviews what",
        kept=Kept.MEETING,
    )
    __table_args__ = (UniqueConstraint("abstract_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    abstract_id: Mapped[int] = mapped_column(ForeignKey("abstract.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    assigned_at: Mapped[datetime]
    abstract: Mapped[Abstract] = relationship()
    person: Mapped[Person] = relationship()
    review: Mapped["Review | None"] = relationship(
        back_populates="assignment", cascade="all, delete-orphan", passive_deletes=True
    )
    """None until it was sent."""

    @property
    def meeting(self) -> Meeting:
        return self.abstract.meeting


class Review(Base):
    __tablename__ = "review"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to decide, and to tell authors why",
        kept=Kept.MEETING,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(
        ForeignKey("assignment.id", ondelete="CASCADE"), unique=True
    )
    comment: Mapped[str] = mapped_column(Text, default="", info=personal("authored text"))
    sent_at: Mapped[datetime]
    assignment: Mapped[Assignment] = relationship(back_populates="review")
    scores: Mapped[list["Score"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class Score(Base):
    __tablename__ = "score"
    __table_args__ = (UniqueConstraint("review_id", "criterion_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id", ondelete="CASCADE"))
    value: Mapped[int]


class Decision(Base):
    """Prepared in private; what the submitter sees changes only with the announcement."""

    __tablename__ = "decision"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to know who decided",
        kept=Kept.MEETING,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    abstract_id: Mapped[int] = mapped_column(
        ForeignKey("abstract.id", ondelete="CASCADE"), unique=True
    )
    outcome: Mapped[Outcome] = mapped_column(String(20))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime]
    announced_at: Mapped[datetime | None]
    abstract: Mapped[Abstract] = relationship()
    decided_by: Mapped[Person | None] = relationship()

    @property
    def is_prepared(self) -> bool:
        """Decided, and nobody outside knows it yet."""
        return self.announced_at is None
