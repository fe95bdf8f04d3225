"""Surveys, and invitations to answer them; the tags, quotes and translations that people give to what was
answered in words."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal
from meeting_app.meetings.models import Meeting, Phase
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Answer, Questionnaire


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
    fewest_shown: Mapped[int] = mapped_column(default=5, server_default="5")
    """Figures about fewer people are hidden from everybody but organisers."""
    counted: Mapped[int | None]
    """So many answers, the first that came in, were in results that were public; those after them are
    counted in groups of `fewest_shown`, as who looks twice could tell a single answer otherwise. None
    as long as nothing was public."""
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


class TextTag(Base):
    """What a text is about, in the organisers' words."""

    __tablename__ = "text_tag"
    __table_args__ = (UniqueConstraint("survey_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80), info=NOT_PERSONAL)
    survey: Mapped[Survey] = relationship()

    @property
    def meeting(self) -> Meeting:
        return self.survey.meeting


class TaggedText(Base):
    """A row of its own for each text and tag, so that several people tag without undoing one
    another's work."""

    __tablename__ = "tagged_text"
    __table_args__ = (UniqueConstraint("answer_id", "tag_id"),)
    __held__ = held(seen_by=Seen.ORGANISERS, why="to know who read the answers", kept=Kept.MEETING)

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("text_tag.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    tagged_at: Mapped[datetime]


class PickedQuote(Base):
    """A text that was picked for the background paper."""

    __tablename__ = "picked_quote"
    __held__ = held(seen_by=Seen.ORGANISERS, why="to know who read the answers", kept=Kept.MEETING)

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    picked_at: Mapped[datetime]


class TextTranslation(Base):
    """A text that somebody answered, in another language; the original stays as it is."""

    __tablename__ = "text_translation"
    __table_args__ = (UniqueConstraint("answer_id", "language"),)
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to be read by people who do not read the language of the answer",
        kept=Kept.MEETING,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text, info=personal("free text"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    """Who translated it."""
    translated_at: Mapped[datetime]
    answer: Mapped[Answer] = relationship()
    person: Mapped[Person | None] = relationship()
