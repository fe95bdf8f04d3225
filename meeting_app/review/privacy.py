"""What reviewing holds about a person as a reviewer: committees, conflicts, assignments, reviews.

Reviews *of* somebody's abstract are not handed out to them: who wrote what stays between the
committee and the organisers, and a decision belongs to the announcement.
"""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import joinedload

from meeting_app.abstracts.models import Abstract, Call
from meeting_app.core.db import db
from meeting_app.core.personal import Kept
from meeting_app.core.privacy import (
    Ending,
    Erasing,
    Export,
    Holding,
    Privacy,
    Texts,
    count_changed,
    count_rows,
    plain_row,
)
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.retention import list_ended
from meeting_app.people.models import Person
from meeting_app.review.models import (
    Assignment,
    CommitteeMember,
    Conflict,
    Criterion,
    Decision,
    Review,
    Score,
)


def holdings(person: Person) -> list[Holding]:
    assignments, conflicts = count_rows(
        Assignment.person_id == person.id, Conflict.person_id == person.id
    )
    return [
        Holding(
            _("Your work as a reviewer"),
            assignments + conflicts,
            _(
                "Assignments, reviews and conflicts of interest. Seen by the organisers; authors "
                "never learn who reviewed them. They end 12 months after the meeting."
            ),
            _("Work as a reviewer"),
        )
    ]


def export(person: Person) -> Export:
    """One's own reviews, with the code of the abstract; nothing about its authors."""
    committees = db.session.execute(
        select(Meeting.slug, Call.slug)
        .join(Call, Call.meeting_id == Meeting.id)
        .join(CommitteeMember, CommitteeMember.call_id == Call.id)
        .where(CommitteeMember.person_id == person.id)
        .order_by(CommitteeMember.id)
    )
    conflicts = db.session.execute(
        select(Conflict, Abstract.code, Meeting.slug)
        .join(Abstract, Abstract.id == Conflict.abstract_id)
        .join(Meeting, Meeting.id == Abstract.meeting_id)
        .where(Conflict.person_id == person.id)
        .order_by(Conflict.id)
    )
    return {
        "committees": [{"meeting": slug, "call": call} for slug, call in committees],
        "conflicts": [
            {"meeting": slug, "abstract": code, **plain_row(row, "declared_at")}
            for row, code, slug in conflicts
        ],
        "reviews": _reviews(person),
    }


def _reviews(person: Person) -> list[dict[str, object]]:
    scores: dict[int, dict[str, int]] = {}
    for review_id, code, value in db.session.execute(
        select(Score.review_id, Criterion.code, Score.value)
        .join(Criterion, Criterion.id == Score.criterion_id)
        .join(Review, Review.id == Score.review_id)
        .join(Assignment, Assignment.id == Review.assignment_id)
        .where(Assignment.person_id == person.id)
        .order_by(Criterion.position)
    ):
        scores.setdefault(review_id, {})[code] = value
    assignments = db.session.scalars(
        select(Assignment)
        .where(Assignment.person_id == person.id)
        .options(
            joinedload(Assignment.review),
            joinedload(Assignment.abstract).joinedload(Abstract.meeting),
        )
        .order_by(Assignment.id)
    )
    return [
        {
            "meeting": one.abstract.meeting.slug,
            "abstract": one.abstract.code,
            **plain_row(one, "assigned_at"),
            **(plain_row(one.review, "comment", "sent_at") if one.review else {}),
            "scores": scores.get(one.review.id, {}) if one.review else {},
        }
        for one in assignments
    ]


def erase(person: Person, erasing: Erasing) -> None:
    """Scores that were sent count as before, of nobody; what was only planned is free again."""
    for model in (CommitteeMember, Conflict):
        gone = db.session.execute(delete(model).where(model.person_id == person.id))
        erasing.counts[model.__tablename__] += gone.rowcount  # type: ignore[attr-defined]
    gone = db.session.execute(
        delete(Assignment).where(
            Assignment.person_id == person.id,
            Assignment.id.not_in(select(Review.assignment_id)),
        )
    )
    erasing.counts["assignment"] += gone.rowcount  # type: ignore[attr-defined]
    written = or_(Assignment.person_id == person.id, Abstract.submitter_id == person.id)
    for review, reviewer in db.session.execute(
        select(Review, Assignment.person_id)
        .join(Review.assignment)
        .join(Assignment.abstract)
        .where(written, Review.comment != "")
    ):
        is_own = reviewer == person.id
        removed = is_own and erasing.texts is Texts.REMOVED
        review.comment = "" if removed else erasing.without_name(review.comment)
        erasing.counts["review"] += is_own
    db.session.execute(
        update(Decision).where(Decision.decided_by_id == person.id).values(decided_by_id=None)
    )


def end(now: datetime) -> int:
    """Who reviewed what, and what they wrote; the decisions stay, without who took them."""
    over = list_ended(Kept.MEETING, now)
    abstracts = select(Abstract.id).where(Abstract.meeting_id.in_(over))
    calls = select(Call.id).where(Call.meeting_id.in_(over))
    decided = Decision.abstract_id.in_(abstracts) & Decision.decided_by_id.is_not(None)
    return sum(
        count_changed(change)
        for change in (
            delete(Assignment).where(Assignment.abstract_id.in_(abstracts)),
            delete(Conflict).where(Conflict.abstract_id.in_(abstracts)),
            delete(CommitteeMember).where(CommitteeMember.call_id.in_(calls)),
            update(Decision).where(decided).values(decided_by_id=None),
        )
    )


PRIVACY = Privacy(
    tables=frozenset({"committee_member", "conflict", "assignment", "review", "score", "decision"}),
    holdings=holdings,
    export=export,
    erase=erase,
    endings=(Ending(Kept.MEETING, end),),
)
