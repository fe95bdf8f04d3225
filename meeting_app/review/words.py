"""What outcomes are called, and the badge of each (templates/parts/tables.html)."""

from flask_babel import lazy_pgettext

from meeting_app.review.rules import Outcome

OUTCOMES = {
    Outcome.ACCEPT: lazy_pgettext("decision", "Accept"),
    Outcome.WAITLIST: lazy_pgettext("decision", "Waiting list"),
    Outcome.DECLINE: lazy_pgettext("decision", "Decline"),
}
OUTCOME_KINDS = {Outcome.ACCEPT: "good", Outcome.WAITLIST: "warn", Outcome.DECLINE: "bad"}
