"""What this package hands to the application."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from meeting_app.core.feature import Feature, MenuItem, OrganisersText
from meeting_app.meetings.access import may_review
from meeting_app.meetings.models import Meeting
from meeting_app.people.access import signed_in_person
from meeting_app.review import queries
from meeting_app.review.access import chairs, may_see_reviews
from meeting_app.review.audience import REVIEW_DUTY, REVIEWER, REVIEWS_LEFT
from meeting_app.review.letters import KINDS
from meeting_app.review.privacy import PRIVACY
from meeting_app.review.views import bp


def menu(meeting: Meeting, _now: datetime) -> Iterable[MenuItem]:
    if may_review(signed_in_person(), meeting):
        yield MenuItem(_("Review"), url_for("review.index", meeting=meeting.slug), order=90)
    if chairs(signed_in_person(), meeting):
        yield MenuItem(_("Committee"), url_for("review.committee", meeting=meeting.slug), order=94)


def desk_menu(meeting: Meeting) -> Iterable[MenuItem]:
    slug = meeting.slug
    return (
        MenuItem(
            _("Review"),
            url_for("review.committee", meeting=slug),
            order=40,
            seen_by=may_see_reviews,
        ),
        MenuItem(
            _("Decisions"),
            url_for("review.decisions", meeting=slug),
            order=45,
            seen_by=may_see_reviews,
        ),
    )


def texts(meeting: Meeting) -> Iterable[OrganisersText]:
    for criterion in queries.list_criteria_of(meeting):
        number = criterion.position
        yield OrganisersText(
            _("Review criterion %(number)d: name", number=number), criterion, "label"
        )
        if criterion.hint:
            yield OrganisersText(
                _("Review criterion %(number)d: hint", number=number), criterion, "hint", long=True
            )


FEATURE = Feature(
    "review",
    rows={
        "committee_member": _l("Committees"),
        "assignment": _l("Reviews"),
        "conflict": _l("Conflicts of interest"),
        "decision": _l("Decisions prepared"),
    },
    facts=(REVIEWER,),
    details=(REVIEWS_LEFT,),
    duties=(REVIEW_DUTY,),
    blueprints=(bp,),
    letter_kinds=KINDS,
    menu=menu,
    desk_menu=desk_menu,
    texts=texts,
    privacy=PRIVACY,
)
