"""Verbs of decisions: prepare, take back, announce."""

from datetime import datetime

from flask_babel import gettext as _

from meeting_app.abstracts import service as abstracts
from meeting_app.abstracts.models import Abstract, Call
from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.meetings.models import Meeting
from meeting_app.people import audit
from meeting_app.people.models import Action, Person
from meeting_app.review import letters, queries, rules
from meeting_app.review.models import (
    Decision,
)
from meeting_app.review.rules import Outcome


def decide(abstract: Abstract, outcome: Outcome, by: Person | None, now: datetime) -> Decision:
    """Prepare a decision in private; deciding again replaces it."""
    if not rules.can_decide(abstract.state, outcome):
        raise Refused(
            _("Abstract %(code)s cannot be decided so: look at its state.", code=abstract.code)
        )
    decision = queries.find_decision(abstract) or Decision(abstract=abstract)
    decision.outcome, decision.announced_at = outcome, None
    decision.decided_by, decision.decided_at = by, now
    db.session.add(decision)
    db.session.flush()
    _record(Action.DECIDED, abstract, by, now, outcome=str(outcome))
    return decision


def _record(
    action: Action, abstract: Abstract, by: Person | None, now: datetime, **details: str
) -> None:
    audit.record(
        action,
        actor=by,
        now=now,
        scope=abstract.call.meeting.slug,
        thing=f"abstract {abstract.code}",
        details=details,
    )


def undo_decision(abstract: Abstract, by: Person | None, now: datetime) -> None:
    """Take back what was prepared. What was announced stays."""
    decision = queries.find_decision(abstract)
    if decision is None:
        return
    if not decision.is_prepared:
        raise Refused(_("The decision on %(code)s was announced and stays.", code=abstract.code))
    db.session.delete(decision)
    db.session.flush()
    _record(Action.DECISION_UNDONE, abstract, by, now)


def announce(scope: Meeting | Call, now: datetime, *, by: Person | None = None) -> int:
    """Announce all prepared decisions of a meeting or a call together; returns how many.

    Submitter and presenters get a letter each, in their own language. What was announced is not
    prepared any more, so that announcing twice sends nothing twice.
    """
    decisions = queries.list_prepared(scope, lock=True)
    verbs = {
        Outcome.ACCEPT: abstracts.accept,
        Outcome.WAITLIST: abstracts.waitlist,
        Outcome.DECLINE: abstracts.decline,
    }
    for decision in decisions:
        verbs[Outcome(decision.outcome)](decision.abstract, now)
        decision.announced_at = now
        for person in letters.recipients(decision.abstract):
            outbox.post(letters.announcement(decision, person), now)
    db.session.flush()
    if decisions:
        is_call = isinstance(scope, Call)
        audit.record(
            Action.ANNOUNCED,
            actor=by,
            now=now,
            scope=scope.meeting.slug if isinstance(scope, Call) else scope.slug,
            thing=f"decisions of {scope.slug}" if is_call else "decisions",
            details={"decisions": len(decisions)},
        )
    return len(decisions)
