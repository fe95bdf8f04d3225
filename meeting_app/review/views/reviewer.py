"""A reviewer's own pages: what is theirs, the review, the conflict of interest."""

from collections.abc import Sequence

from flask import g, render_template, url_for
from flask_babel import gettext as _

from meeting_app.abstracts.models import AbstractState
from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.unsent import keeps_typed
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_review
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.meetings.service import is_open
from meeting_app.people.access import guard, signed_in_person
from meeting_app.people.models import Person
from meeting_app.review import queries, service
from meeting_app.review.access import may_write_review
from meeting_app.review.forms import given_scores, review_form
from meeting_app.review.models import Assignment
from meeting_app.review.views.blueprint import bp


def get_own_assignment(meeting: str, code: str) -> Assignment:
    return queries.get_assignment(meeting, code, signed_in_person())


def _me() -> Person:
    person = signed_in_person()
    assert person is not None
    return person


@bp.get("/<language:lang>/<slug:meeting>/review/")
@guard(may_review, load=get_meeting)
def index(meeting: Meeting) -> Page:
    assignments = queries.list_assignments(meeting, _me())
    return render_template(
        "review/index.html",
        assignments=assignments,
        sent=sum(a.review is not None for a in assignments),
        following=_next(assignments),
        phase=queries.find_review_phase(meeting, g.now),
    )


@bp.route("/<language:lang>/<slug:meeting>/review/<code:code>", methods=["GET", "POST"])
@keeps_typed
@guard(may_write_review, load=get_own_assignment)
def review(assignment: Assignment) -> Page:
    abstract = assignment.abstract
    criteria = queries.list_criteria(abstract.call)
    form = review_form(criteria, assignment.review)
    if form.validate_on_submit():
        try:
            service.save_review(
                assignment,
                given_scores(form, criteria),
                form.comment.data or "",
                g.now,
                form_opened_at=form.opened_at,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(
                _following(assignment), _("Your review of %(code)s was saved.", code=abstract.code)
            )
    assignments = queries.list_assignments(abstract.meeting, _me())
    phase = queries.find_review_phase(abstract.meeting, g.now)
    page = render_template(
        "review/review.html",
        form=form,
        assignment=assignment,
        abstract=abstract,
        criteria=criteria,
        answers=queries.list_answers(abstract.response_id),
        assignments=assignments,
        place=[a.id for a in assignments].index(assignment.id) + 1,
        phase=phase,
        # A refused form stays on the page: what was typed is not lost.
        takes_reviews=bool(form.errors)
        or (
            phase is not None
            and is_open(phase, g.now)
            and abstract.state == AbstractState.SUBMITTED
        ),
    )
    return page, form.status


@bp.route("/<language:lang>/<slug:meeting>/review/<code:code>/conflict", methods=["GET", "POST"])
@guard(may_write_review, load=get_own_assignment)
def conflict(assignment: Assignment) -> Page:
    form = Button()
    abstract = assignment.abstract
    if form.validate_on_submit():
        following = _following(assignment)
        service.declare_conflict(abstract, _me(), g.now)
        return saved(
            following,
            _("You will not see %(code)s any more. Thank you for telling us.", code=abstract.code),
        )
    return render_template("review/conflict.html", form=form, abstract=abstract), form.status


def _following(assignment: Assignment) -> str:
    """The next abstract without a review, or the list when there is none."""
    meeting = assignment.meeting
    following = _next(queries.list_assignments(meeting, _me()), assignment)
    if following is None:
        return url_for("review.index", meeting=meeting.slug)
    return url_for("review.review", meeting=meeting.slug, code=following.abstract.code)


def _next(assignments: Sequence[Assignment], after: Assignment | None = None) -> Assignment | None:
    """The first without a review after this one, from the beginning again after the last."""
    ids = [assignment.id for assignment in assignments]
    start = ids.index(after.id) + 1 if after is not None and after.id in ids else 0
    for assignment in [*assignments[start:], *assignments[:start]]:
        waits = assignment.review is None and assignment is not after
        if waits and assignment.abstract.state == AbstractState.SUBMITTED:
            return assignment
    return None
