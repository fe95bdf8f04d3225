"""Surveys."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from meeting_app.core.db import Base
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.meetings.models import Meeting, Phase
from meeting_app.questionnaires.models import Questionnaire


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
    meeting: Mapped[Meeting] = relationship()
    phase: Mapped[Phase] = relationship()
    questionnaire: Mapped[Questionnaire] = relationship()
