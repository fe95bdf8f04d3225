"""Where a meeting stands, in nine statements whatever its size."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute

from meeting_app.abstracts.models import Abstract, AbstractState
from meeting_app.abstracts.queries import state_counts
from meeting_app.agenda import service as agenda
from meeting_app.agenda.clashes import Severity
from meeting_app.agenda.models import AgendaVersion, Session
from meeting_app.agenda.queries import list_sessions
from meeting_app.core.db import db
from meeting_app.core.jobs import WORKER_SEEN_WITHIN, WorkerSign
from meeting_app.core.locale import local_day
from meeting_app.core.outbox import MailQueue, OutgoingMail
from meeting_app.desk.rules import Counts
from meeting_app.meetings.models import Meeting, Phase, PhaseKind
from meeting_app.meetings.queries import list_phases
from meeting_app.meetings.rules import When
from meeting_app.meetings.service import when
from meeting_app.packs.models import PackSection
from meeting_app.questionnaires.models import Response
from meeting_app.registration.models import AttendanceMode, RegistrationState
from meeting_app.registration.queries import count_by_state, list_places
from meeting_app.review.models import Assignment, Decision, Review
from meeting_app.surveys.models import Survey

BOUNCES_SHOWN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class PlacesHeld:
    """Of one way to attend."""

    mode: AttendanceMode
    capacity: int | None
    confirmed: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What the overview shows."""

    counts: Counts
    phases: tuple[tuple[Phase, When], ...]
    answers: int
    """To all surveys of the meeting."""
    abstracts: Mapping[AbstractState, int]
    announced: int
    places: tuple[PlacesHeld, ...]
    letters_waiting: int
    submitted_on: dict[date, int]
    """How many abstracts were submitted on each day, in the meeting's zone."""


def standing(meeting: Meeting, now: datetime) -> Standing:
    phases = tuple((phase, when(phase, now)) for phase in list_phases(meeting))
    numbers = _numbers(meeting, now)
    abstracts = state_counts(meeting)
    sessions = [one for one in list_sessions(meeting) if one.cancelled_at is None]
    clashes = agenda.list_clashes(meeting, sessions)
    placed = sum(session.starts_at is not None for session in sessions)
    seen: datetime | None = numbers["worker_seen_at"]
    submitted = abstracts[AbstractState.SUBMITTED]
    counts = Counts(
        today=local_day(now, meeting.zone),
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
        phases=tuple((PhaseKind(phase.kind), moment) for phase, moment in phases),
        submitted=submitted,
        unassigned=submitted - numbers["with_reviewers"],
        undecided=submitted - numbers["submitted_prepared"],
        assigned=numbers["assigned"],
        reviewed=numbers["reviewed"],
        prepared=numbers["prepared"],
        without_session=abstracts[AbstractState.ACCEPTED] - numbers["with_session"],
        placed=placed,
        unplaced=len(sessions) - placed,
        clashes=sum(clash.severity is Severity.SERIOUS for clash in clashes),
        version=numbers["version"] or 0,
        sections=numbers["sections"],
        mail_held=numbers["mail_held_since"] is not None,
        letters_failed=numbers["letters_failed"],
        letters_bounced=numbers["letters_bounced"],
        worker_seen=seen is not None and now - seen < WORKER_SEEN_WITHIN,
    )
    return Standing(
        counts=counts,
        phases=phases,
        answers=numbers["answers"],
        abstracts=abstracts,
        announced=numbers["announced"],
        places=_places(meeting),
        letters_waiting=numbers["letters_waiting"],
        submitted_on=_submitted_on(meeting),
    )


def _count(column: InstrumentedAttribute[int], *where: ColumnElement[bool]) -> Select[int]:
    return select(func.count(column)).where(*where)


def _numbers(meeting: Meeting, now: datetime) -> dict[str, Any]:
    """Single figures, gathered in one statement."""
    here = Abstract.meeting_id == meeting.id
    submitted = Abstract.state == AbstractState.SUBMITTED
    letters = OutgoingMail.scope == meeting.slug
    unsent = and_(OutgoingMail.sent_at.is_(None), OutgoingMail.withdrawn_at.is_(None))
    wanted = {
        "answers": _count(
            Response.id, Survey.meeting_id == meeting.id, Response.sent_at.is_not(None)
        ).join_from(Response, Survey, Survey.questionnaire_id == Response.questionnaire_id),
        "assigned": _count(Assignment.id, here).join_from(Assignment, Abstract),
        "reviewed": _count(Review.id, here)
        .join_from(Review, Assignment)
        .join(Abstract, Abstract.id == Assignment.abstract_id),
        "with_reviewers": _count(
            Abstract.id,
            here,
            submitted,
            select(Assignment.id).where(Assignment.abstract_id == Abstract.id).exists(),
        ),
        "prepared": _count(Decision.id, here, Decision.announced_at.is_(None)).join_from(
            Decision, Abstract
        ),
        "submitted_prepared": _count(
            Decision.id, here, submitted, Decision.announced_at.is_(None)
        ).join_from(Decision, Abstract),
        "announced": _count(Decision.id, here, Decision.announced_at.is_not(None)).join_from(
            Decision, Abstract
        ),
        "with_session": _count(
            Session.id, here, Abstract.state == AbstractState.ACCEPTED
        ).join_from(Session, Abstract, Session.abstract_id == Abstract.id),
        "version": select(func.max(AgendaVersion.number)).where(
            AgendaVersion.meeting_id == meeting.id
        ),
        "sections": _count(PackSection.id, PackSection.meeting_id == meeting.id),
        "letters_waiting": _count(
            OutgoingMail.id, letters, unsent, OutgoingMail.failed_at.is_(None)
        ),
        "letters_failed": _count(
            OutgoingMail.id, letters, unsent, OutgoingMail.failed_at.is_not(None)
        ),
        "letters_bounced": _count(
            OutgoingMail.id, letters, OutgoingMail.bounced_at > now - BOUNCES_SHOWN
        ),
        "mail_held_since": select(func.max(MailQueue.held_since)),
        "worker_seen_at": select(func.max(WorkerSign.seen_at)),
    }
    row = db.session.execute(
        select(*(query.scalar_subquery().label(name) for name, query in wanted.items()))
    ).one()
    return dict(row._mapping)


def _places(meeting: Meeting) -> tuple[PlacesHeld, ...]:
    """Of the ways to attend that are offered. Two statements."""
    counts = count_by_state(meeting)
    return tuple(
        PlacesHeld(
            mode,
            places.capacity,
            counts[mode, RegistrationState.CONFIRMED],
            counts[mode, RegistrationState.WAITING],
        )
        for places in list_places(meeting)
        for mode in [AttendanceMode(places.mode)]
    )


def _submitted_on(meeting: Meeting) -> dict[date, int]:
    instants = db.session.scalars(
        select(Abstract.submitted_at).where(
            Abstract.meeting_id == meeting.id, Abstract.submitted_at.is_not(None)
        )
    )
    return dict(Counter(local_day(at, meeting.zone) for at in instants if at is not None))
