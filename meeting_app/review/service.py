"""Verbs of reviewing: form a committee, assign, declare a conflict, review, decide, announce."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import count

from flask_babel import gettext as _
from sqlalchemy import delete, select

from meeting_app.abstracts import service as abstracts
from meeting_app.abstracts.models import Abstract, AbstractState, Call
from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.localtext import LocalText
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, Phase, PhaseKind, Role
from meeting_app.people import audit
from meeting_app.people.models import Action, Person
from meeting_app.review import letters, matching, queries, rules
from meeting_app.review.matching import Plan
from meeting_app.review.models import (
    Assignment,
    CommitteeMember,
    Conflict,
    Criterion,
    Decision,
    Review,
    Score,
)
from meeting_app.review.rules import Outcome

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


# ---- committee


def add_member(call: Call, person: Person, now: datetime) -> CommitteeMember:
    """Put somebody on the call's committee; this makes them a reviewer of the meeting."""
    if queries.find_member(call, person):
        raise Refused(_("%(name)s is on this committee already.", name=person.name), "reviewer")
    meetings.grant(call.meeting, person, Role.REVIEWER, now)
    member = CommitteeMember(call=call, person=person)
    db.session.add(member)
    db.session.flush()
    return member


def remove_member(call: Call, person: Person) -> None:
    """Take somebody off the committee. Reviews that they sent stay; the rest is free again."""
    member = queries.find_member(call, person)
    if member is None:
        raise Refused(_("%(name)s is not on this committee.", name=person.name))
    db.session.delete(member)
    of_call = select(Abstract.id).where(Abstract.call_id == call.id)
    sent = select(Review.assignment_id)
    db.session.execute(
        delete(Assignment).where(
            Assignment.person_id == person.id,
            Assignment.abstract_id.in_(of_call),
            Assignment.id.not_in(sent),
        )
    )
    db.session.flush()


def declare_conflict(abstract: Abstract, person: Person, now: datetime) -> None:
    """They do not see the abstract any more, and a review of theirs does not count."""
    known = db.session.scalar(
        select(Conflict.id).where(
            Conflict.abstract_id == abstract.id, Conflict.person_id == person.id
        )
    )
    if known is None:
        db.session.add(Conflict(abstract_id=abstract.id, person_id=person.id, declared_at=now))
    _drop([(abstract.id, person.id)])


def _drop(pairs: Sequence[tuple[int, int]]) -> None:
    for abstract_id, person_id in pairs:
        db.session.execute(
            delete(Assignment).where(
                Assignment.abstract_id == abstract_id, Assignment.person_id == person_id
            )
        )
    db.session.flush()


# ---- assignment


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan with what it was made from, for the preview."""

    plan: Plan
    texts: Sequence[rules.Text]
    readers: Sequence[rules.Reader]
    abstracts: Mapping[int, Abstract]
    kept: frozenset[tuple[int, int]]
    """Pairs that exist now."""

    @property
    def new(self) -> list[tuple[int, int]]:
        return [pair for pair in self.plan.pairs if pair not in self.kept]

    @property
    def digest(self) -> str:
        """Tells one plan from another, so that what is stored is what was looked at."""
        return sha256(repr((self.plan.pairs, self.plan.dropped)).encode()).hexdigest()[:16]


def propose_assignment(call: Call, k: int) -> Proposal:
    """Who would review what, if each abstract of the call got `k` reviewers. Changes nothing."""
    abstracts = queries.list_to_assign(call)
    assigned = queries.list_assigned(call)
    texts = queries.texts_to_assign(abstracts, assigned, call)
    readers = queries.readers_of(call, assigned)
    text_of, reader_of = {t.id: t for t in texts}, {r.id: r for r in readers}
    kept = frozenset((a.abstract_id, a.person_id) for a in assigned)
    plan = matching.assign(
        text_of,
        reader_of,
        lambda text, reader: rules.obstacle(text_of[text], reader_of[reader]) is None,
        k=k,
        kept=kept,
        seed=call.id,
    )
    return Proposal(plan, texts, readers, {a.id: a for a in abstracts}, kept)


def assign_reviews(call: Call, k: int, now: datetime, *, seen: str | None = None) -> Plan:
    """Give each submitted abstract of the call `k` reviewers, keeping the assignments there are.

    seen: the digest of the proposal that was previewed; another plan is not stored.
    """
    proposal = propose_assignment(call, k)
    if seen is not None and seen != proposal.digest:
        raise Refused(
            _("Something changed since this plan was made. Look at the new plan, then confirm it.")
        )
    if rules.breaks(proposal.plan, proposal.texts, proposal.readers):
        raise Refused(_("The plan breaks a rule, so it was not stored. Please report this."))
    _drop(proposal.plan.dropped)
    db.session.add_all(
        Assignment(abstract_id=abstract, person_id=person, assigned_at=now)
        for abstract, person in proposal.new
    )
    db.session.flush()
    return proposal.plan


# ---- reviewing


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


# ---- decisions


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
