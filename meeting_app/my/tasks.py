"""What a person still has to do in a meeting, with the deadline of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup, escape

from meeting_app.abstracts.models import Abstract, AbstractState
from meeting_app.meetings.models import Meeting, Phase, PhaseKind
from meeting_app.meetings.service import is_open
from meeting_app.registration.models import Registration, RegistrationState


@dataclass(frozen=True, slots=True)
class Task:
    text: str
    url: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """What this person has in the meeting."""

    abstracts: Sequence[Abstract]
    reviews_left: int
    registration: Registration | None


def list_tasks(
    meeting: Meeting, phases: Sequence[Phase], held: Held, person_id: int, now: datetime
) -> list[Task]:
    """The most urgent first; only what can be done now."""
    open_phases = [phase for phase in phases if is_open(phase, now)]
    tasks = [
        *_drafts(meeting, held, person_id, now),
        *_reviews(meeting, open_phases, held),
        *_registration(meeting, open_phases, held),
    ]
    return sorted(tasks, key=lambda task: task.until)


def _drafts(meeting: Meeting, held: Held, person_id: int, now: datetime) -> Iterator[Task]:
    for abstract in held.abstracts:
        is_draft = abstract.state == AbstractState.DRAFT and abstract.submitter_id == person_id
        phase = abstract.call.phase
        if is_draft and is_open(phase, now):
            title = Markup('<bdi lang="{}">{}</bdi>').format(
                abstract.language, abstract.title or _("Without a title yet")
            )
            yield Task(
                escape(_("Submit your draft: %(title)s")) % {"title": title},
                url_for("abstracts.edit", meeting=meeting.slug, code=abstract.code),
                phase.closes_at,
            )


def _reviews(meeting: Meeting, open_phases: Sequence[Phase], held: Held) -> Iterator[Task]:
    phase = next((phase for phase in open_phases if phase.kind == PhaseKind.REVIEW), None)
    if phase and held.reviews_left:
        yield Task(
            ngettext(
                "Write your review: %(num)d is left",
                "Write your reviews: %(num)d are left",
                held.reviews_left,
            ),
            url_for("review.index", meeting=meeting.slug),
            phase.closes_at,
        )


def _registration(meeting: Meeting, open_phases: Sequence[Phase], held: Held) -> Iterator[Task]:
    phase = next((phase for phase in open_phases if phase.kind == PhaseKind.REGISTRATION), None)
    registration = held.registration
    if phase and (registration is None or registration.state == RegistrationState.CANCELLED):
        yield Task(
            _("Register for the meeting"),
            url_for("registration.register", meeting=meeting.slug),
            phase.closes_at,
        )
