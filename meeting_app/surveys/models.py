"""Surveys; the tags, quotes and translations that people give to what was answered in words."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal
from meeting_app.meetings.models import Meeting, Phase
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Answer, Questionnaire


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
    fewest_shown: Mapped[int] = mapped_column(default=5, server_default="5")
    """Figures about fewer people are hidden from everybody but organisers."""
    grows_in_public: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Its results were public while answers came in: they are counted in groups of `fewest_shown`,
    as who looks twice could tell a single answer otherwise."""
    meeting: Mapped[Meeting] = relationship()
    phase: Mapped[Phase] = relationship()
    questionnaire: Mapped[Questionnaire] = relationship()


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
