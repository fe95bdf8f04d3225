"""What letters to groups and reminders can ask about reviews."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import Select, or_, select

from meeting_app.abstracts.models import Abstract
from meeting_app.core.audience import Detail, Duty, Fact
from meeting_app.core.db import db
from meeting_app.core.locale import format_instant, zone_name
from meeting_app.core.web import absolute_url
from meeting_app.letters.composing import Address
from meeting_app.meetings.models import Meeting, MeetingRole, Phase, PhaseKind, Role
from meeting_app.review.models import Assignment, Review
from meeting_app.review.rules import UNDER_REVIEW

UNFINISHED, FINISHED, UNASSIGNED = "unfinished", "finished", "unassigned"


def _choices(_meeting: Meeting) -> Iterable[tuple[str, Any]]:
    return [
        (UNFINISHED, _("has reviews left to write")),
        (FINISHED, _("has sent all their reviews")),
        (UNASSIGNED, _("has nothing to review yet")),
    ]


def _assigned(meeting_id: int) -> Select[Any]:
    return (
        select(Assignment.person_id)
        .join(Assignment.abstract)
        .where(Abstract.meeting_id == meeting_id)
    )


def _unfinished(meeting_id: int) -> Select[Any]:
    """Whoever still has an abstract under review to judge."""
    return (
        _assigned(meeting_id)
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .where(Review.id.is_(None), Abstract.state.in_(UNDER_REVIEW))
    )


def _reviewers(meeting: Meeting, values: Sequence[str]) -> Select[Any]:
    found = select(MeetingRole.person_id).where(
        MeetingRole.meeting_id == meeting.id, MeetingRole.role == Role.REVIEWER
    )
    assigned, unfinished = _assigned(meeting.id), _unfinished(meeting.id)
    person = MeetingRole.person_id
    meant = {
        UNFINISHED: person.in_(unfinished),
        FINISHED: person.in_(assigned) & person.not_in(unfinished),
        UNASSIGNED: person.not_in(assigned),
    }
    return (
        found.where(or_(*(meant[value] for value in values if value in meant))) if values else found
    )


REVIEWER = Fact("review.reviewer", _l("Is a reviewer and"), _choices, _reviewers)


def _titles(meeting: Meeting, people: Select[Any]) -> Mapping[int, Sequence[str]]:
    rows = db.session.execute(_left(meeting.id).where(Assignment.person_id.in_(people)))
    found: dict[int, list[str]] = defaultdict(list)
    for person_id, title in rows:
        found[person_id].append(title)
    return found


def _left(meeting_id: int) -> Any:
    return (
        select(Assignment.person_id, Abstract.title)
        .join(Assignment.abstract)
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .where(
            Abstract.meeting_id == meeting_id,
            Review.id.is_(None),
            Abstract.state.in_(UNDER_REVIEW),
        )
        .order_by(Assignment.id)
    )


REVIEWS_LEFT = Detail(
    "reviews_left", _l("Titles of what the reader still has to review, a line each"), _titles
)


def _open_reviews(phase: Phase) -> Any:
    return _left(phase.meeting_id)


def _say_reviews(phase: Phase, titles: Sequence[str], language: str) -> Sequence[str]:
    meeting = phase.meeting
    sentence = ngettext(
        "%(num)d abstract waits for your review, until %(instant)s, %(zone)s:",
        "%(num)d abstracts wait for your review, until %(instant)s, %(zone)s:",
        len(titles),
        instant=format_instant(phase.closes_at, language, meeting.zone),
        zone=zone_name(meeting.zone, language, phase.closes_at),
    )
    return [sentence, Address(absolute_url("review.index", lang=language, meeting=meeting.slug))]


REVIEW_DUTY = Duty(
    "review.unfinished",
    _l("Whoever has reviews left to write"),
    PhaseKind.REVIEW,
    _open_reviews,
    _say_reviews,
)
