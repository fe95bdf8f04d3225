"""Reads about organisers' wordings of letters."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from meeting_app.core.db import db
from meeting_app.letters.composing import Texts
from meeting_app.letters.models import LetterTemplate, LetterTemplateVersion
from meeting_app.meetings.models import Meeting, MeetingRole, Role
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.models import Person

SOURCES_SHOWN = 5


def find_template(meeting: Meeting, kind: str) -> LetterTemplate | None:
    return db.session.scalar(
        select(LetterTemplate)
        .where(LetterTemplate.meeting_id == meeting.id, LetterTemplate.kind == kind)
        .options(joinedload(LetterTemplate.changed_by))
    )


def get_template(meeting: str, kind: str) -> LetterTemplate:
    """LookupError where this meeting has no wording of its own."""
    found = find_template(get_meeting(meeting), kind)
    if found is None:
        raise LookupError(kind)
    return found


def list_templates(meeting: Meeting) -> Mapping[str, LetterTemplate]:
    """By kind."""
    rows = db.session.scalars(
        select(LetterTemplate)
        .where(LetterTemplate.meeting_id == meeting.id)
        .options(joinedload(LetterTemplate.changed_by))
        .order_by(LetterTemplate.kind)
    )
    return {row.kind: row for row in rows}


def own_texts(meeting: Meeting) -> Mapping[tuple[str, str], Texts]:
    """{(kind, language): wording of this meeting}; read once per session, however many letters."""
    known: dict[int, Mapping[tuple[str, str], Texts]]
    known = db.session().info.setdefault("own_letter_texts", {})
    if meeting.id not in known:
        known[meeting.id] = {
            (kind, language): texts
            for kind, template in list_templates(meeting).items()
            for language in template.languages()
            if (texts := template.own(language))
        }
    return known[meeting.id]


def forget_own_texts() -> None:
    db.session().info.pop("own_letter_texts", None)


def list_versions(meeting: Meeting, kind: str) -> Sequence[LetterTemplateVersion]:
    """The newest first."""
    return db.session.scalars(
        select(LetterTemplateVersion)
        .where(LetterTemplateVersion.meeting_id == meeting.id, LetterTemplateVersion.kind == kind)
        .options(joinedload(LetterTemplateVersion.written_by))
        .order_by(LetterTemplateVersion.replaced_at.desc(), LetterTemplateVersion.id.desc())
    ).all()


def get_version(meeting: str, kind: str, number: int) -> LetterTemplateVersion:
    found = db.session.scalar(
        select(LetterTemplateVersion)
        .join(LetterTemplateVersion.meeting)
        .where(
            Meeting.slug == meeting,
            LetterTemplateVersion.kind == kind,
            LetterTemplateVersion.id == number,
        )
        .options(
            contains_eager(LetterTemplateVersion.meeting),
            joinedload(LetterTemplateVersion.written_by),
        )
    )
    if found is None:
        raise LookupError(number)
    return found


def list_elsewhere(meeting: Meeting, kind: str, person: Person) -> Sequence[LetterTemplate]:
    """Wordings of this kind in other meetings that this person organises, the latest first."""
    wanted = (
        select(LetterTemplate)
        .join(LetterTemplate.meeting)
        .where(LetterTemplate.kind == kind, LetterTemplate.meeting_id != meeting.id)
        .options(contains_eager(LetterTemplate.meeting))
        .order_by(Meeting.starts_on.desc(), Meeting.id.desc())
        .limit(SOURCES_SHOWN)
    )
    if not person.is_administrator:
        wanted = wanted.where(
            LetterTemplate.meeting_id.in_(
                select(MeetingRole.meeting_id).where(
                    MeetingRole.person_id == person.id, MeetingRole.role == Role.ORGANISER
                )
            )
        )
    return db.session.scalars(wanted).all()
