"""Verbs that give reviewers their abstracts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from flask_babel import gettext as _

from meeting_app.abstracts.models import Abstract, Call
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.review import matching, queries, rules
from meeting_app.review.matching import Plan
from meeting_app.review.models import (
    Assignment,
)
from meeting_app.review.service.committee import drop_assignments


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
    drop_assignments(proposal.plan.dropped)
    db.session.add_all(
        Assignment(abstract_id=abstract, person_id=person, assigned_at=now)
        for abstract, person in proposal.new
    )
    db.session.flush()
    return proposal.plan
