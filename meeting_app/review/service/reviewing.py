"""Verbs of reviewers."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from meeting_app.abstracts.models import AbstractState
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.meetings import service as meetings
from meeting_app.review import queries
from meeting_app.review.models import (
    Assignment,
    Review,
    Score,
)


def save_review(
    assignment: Assignment,
    scores: Mapping[str, int],
    comment: str,
    now: datetime,
    *,
    form_opened_at: datetime | None = None,
) -> Review:
    """Send a review, or change the one that was sent.

    scores: criterion's code to points, for every criterion of the call.
    form_opened_at: a form opened before the deadline is taken within the phase's grace.
    """
    abstract = assignment.abstract
    phase = queries.find_review_phase(abstract.meeting, now)
    if (
        phase is None
        or not meetings.arrival(phase, form_opened_at=form_opened_at or now, now=now).taken
    ):
        raise Refused(
            _(
                "Reviews are not taken at the moment. Write to %(email)s if you need more time.",
                email=abstract.meeting.contact_email,
            )
        )
    if abstract.state != AbstractState.SUBMITTED:
        raise Refused(_("This abstract is no longer under review."))
    criteria = queries.list_criteria(abstract.call)
    for criterion in criteria:
        if not 1 <= scores.get(criterion.code, 0) <= criterion.points:
            raise Refused(
                _("Choose a score from 1 to %(points)d.", points=criterion.points),
                f"score-{criterion.code}",
            )
    review = assignment.review or Review(assignment=assignment)
    review.comment, review.sent_at = comment, now
    given = {score.criterion_id: score for score in review.scores}
    for criterion in criteria:
        score = given.get(criterion.id)
        if score is None:
            review.scores.append(Score(criterion_id=criterion.id, value=scores[criterion.code]))
        else:
            score.value = scores[criterion.code]
    db.session.add(review)
    db.session.flush()
    return review
