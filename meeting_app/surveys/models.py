"""Surveys, and invitations to answer them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.core.personal import Kept, Seen, held
from meeting_app.meetings.models import Meeting, Phase
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Questionnaire


class Once(StrEnum):
    """How many answers are taken."""

    ANY = "any"
    BROWSER = "browser"
    """One from each browser, as far as a cookie can tell."""
    PERSON = "person"


class About(StrEnum):
    """What is asked about."""

    NOTHING = "nothing"
    """Nothing in particular, such as the themes of a meeting to come."""
    MEETING = "meeting"
    SESSIONS = "sessions"
    """Each session by itself: a response names its code."""


class Survey(Base):
    __tablename__ = "survey"
    __table_args__ = (UniqueConstraint("meeting_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[LocalText] = mapped_column(LocalTextType)
    intro: Mapped[LocalText | None] = mapped_column(LocalTextType)
    thanks: Mapped[LocalText | None] = mapped_column(LocalTextType)
    phase_id: Mapped[int] = mapped_column(ForeignKey("phase.id"))
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    results_published_at: Mapped[datetime | None]
    invited: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Only who was invited answers, once."""
    signed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Answers name who gave them; else nothing does."""
    once: Mapped[Once] = mapped_column(String(10), default=Once.ANY, server_default=Once.ANY)
    about: Mapped[About] = mapped_column(
        String(10), default=About.NOTHING, server_default=About.NOTHING
    )
    meeting: Mapped[Meeting] = relationship()
    phase: Mapped[Phase] = relationship()
    questionnaire: Mapped[Questionnaire] = relationship()


class SurveyInvitation(Base):
    """That somebody was asked to answer, and whether they did. Nothing leads from here to an answer:
    no number, and no instant."""

    __tablename__ = "survey_invitation"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to ask people for an answer, and not to ask again who gave it",
        kept=Kept.MEETING,
    )
    __table_args__ = (UniqueConstraint("survey_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    used: Mapped[bool] = mapped_column(default=False, server_default=false())
    letters: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many were sent."""
    invited_at: Mapped[datetime]
    survey: Mapped[Survey] = relationship()
    person: Mapped[Person] = relationship()


class SurveyLink(Base):
    """The links of an invitation, one from each letter. They go once it is used."""

    __tablename__ = "survey_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    invitation_id: Mapped[int] = mapped_column(
        ForeignKey("survey_invitation.id", ondelete="CASCADE"), index=True
    )
