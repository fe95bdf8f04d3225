"""Organisers' own wording of the letters, per meeting."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.localtext import LocalText, LocalTextType, State
from meeting_app.core.personal import Kept, Seen, held
from meeting_app.letters.composing import Texts
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person

_HELD = held(
    seen_by=Seen.ORGANISERS, why="to tell organisers who reworded a letter", kept=Kept.MEETING
)


class TemplateState(StrEnum):
    """Of a letter's wording in one language."""

    DEFAULT = "default"
    OWN = "own"
    DRAFT = "draft"
    OUTDATED = "outdated"
    MISSING = "missing"
    """There is an own wording, but not in this language: the default is sent."""


class LetterTemplate(Base):
    """A kind of letter without a row has the wording of the catalogue."""

    __tablename__ = "letter_template"
    __table_args__ = (UniqueConstraint("meeting_id", "kind"),)
    __held__ = _HELD

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(60))
    subject: Mapped[LocalText] = mapped_column(LocalTextType)
    body: Mapped[LocalText] = mapped_column(LocalTextType)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    meeting: Mapped[Meeting] = relationship()
    changed_by: Mapped[Person | None] = relationship()

    def own(self, language: str) -> Texts | None:
        """The wording written in exactly this language; a subject or a body alone is none."""
        texts = Texts(self.subject.own(language), self.body.own(language))
        return texts if texts.subject.strip() and texts.body.strip() else None

    def languages(self) -> list[str]:
        known = [self.body.source, *self.body.translations]
        return [code for code in known if self.own(code)]

    def state(self, language: str) -> TemplateState:
        if self.own(language) is None:
            return TemplateState.MISSING
        states = {self.subject.state(language), self.body.state(language)}
        if State.OUTDATED in states:
            return TemplateState.OUTDATED
        return TemplateState.DRAFT if State.DRAFT in states else TemplateState.OWN


class LetterTemplateVersion(Base):
    """A former wording, so that a slip can be undone."""

    __tablename__ = "letter_template_version"
    __table_args__ = (Index("ix_letter_template_version_kind", "meeting_id", "kind"),)
    __held__ = _HELD

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(60))
    subject: Mapped[LocalText] = mapped_column(LocalTextType)
    body: Mapped[LocalText] = mapped_column(LocalTextType)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    replaced_at: Mapped[datetime]
    meeting: Mapped[Meeting] = relationship()
    written_by: Mapped[Person | None] = relationship()


def state_in(template: LetterTemplate | None, language: str) -> TemplateState:
    return TemplateState.DEFAULT if template is None else template.state(language)


def states_in(
    template: LetterTemplate | None, languages: Iterable[str]
) -> dict[str, TemplateState]:
    return {language: state_in(template, language) for language in languages}
