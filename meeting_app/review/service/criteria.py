"""Verbs before reviewing: criteria, and when reviewers write."""

from datetime import datetime
from itertools import count

from flask_babel import gettext as _

from meeting_app.abstracts.models import Call
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.localtext import LocalText
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, Phase, PhaseKind
from meeting_app.review import queries
from meeting_app.review.models import (
    Criterion,
)

REVIEW_PHASE = LocalText.of(
    {
        "en": "Review of the abstracts",
        "fr": "Évaluation des résumés",
        "es": "Evaluación de los resúmenes",
        "ar": "مراجعة الملخصات",
    }
)
"""What the phase is called until organisers name it otherwise."""


def add_criterion(
    call: Call,
    code: str,
    label: LocalText,
    hint: LocalText | None = None,
    weight: int = 1,
    points: int = 5,
) -> Criterion:
    """The next criterion of the call. Scores go from 1 to `points`."""
    criterion = Criterion(
        call=call,
        code=code,
        position=max((known.position for known in queries.list_criteria(call)), default=0) + 1,
        label=label,
        hint=hint,
        weight=weight,
        points=points,
    )
    db.session.add(criterion)
    db.session.flush()
    return criterion


def new_criterion_code(call: Call) -> str:
    """The next free one: "criterion-1", "criterion-2" ..."""
    taken = {criterion.code for criterion in queries.list_criteria(call)}
    return next(code for number in count(1) if (code := f"criterion-{number}") not in taken)


def change_criterion(
    criterion: Criterion, label: LocalText, hint: LocalText | None, weight: int, points: int
) -> None:
    """Scores that were given keep their scale."""
    if points != criterion.points and queries.is_scored(criterion):
        raise Refused(
            _("Reviewers have scored on this criterion: its points stay as they are."), "points"
        )
    criterion.label, criterion.hint = label, hint
    criterion.weight, criterion.points = weight, points


def delete_criterion(criterion: Criterion) -> None:
    if queries.is_scored(criterion):
        raise Refused(_("Reviewers have scored on this criterion, so it cannot be deleted."))
    db.session.delete(criterion)
    db.session.flush()


def open_review(meeting: Meeting, *, opens_at: datetime, closes_at: datetime) -> Phase:
    """Say when reviewers write. The meeting's page does not show it."""
    return meetings.add_phase(
        meeting,
        "review",
        PhaseKind.REVIEW,
        REVIEW_PHASE,
        opens_at=opens_at,
        closes_at=closes_at,
        endpoint="review.index",
        public=False,
    )
