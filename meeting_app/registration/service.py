"""Verbs about places: open the desk, register, cancel, change how many there are.

Each verb first locks the meeting's places, and whoever frees a place passes it on in the same
transaction. So people wait only while all places are taken, and nobody overtakes them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import or_, select, update

from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.locale import fold
from meeting_app.core.localtext import LocalText
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, Phase, PhaseKind
from meeting_app.meetings.rules import When
from meeting_app.people import service as people
from meeting_app.people.models import Person
from meeting_app.questionnaires import drafts
from meeting_app.questionnaires.rules import Values
from meeting_app.questionnaires.service import NewQuestion, make_questionnaire, store_response
from meeting_app.registration import letters, queries
from meeting_app.registration.models import (
    AttendanceMode,
    Places,
    Registration,
    RegistrationDesk,
    RegistrationState,
)
from meeting_app.registration.sensitive import service as sensitive

REGISTRATION_PHASE = LocalText.of(
    {"en": "Registration", "fr": "Inscription", "es": "Inscripción", "ar": "التسجيل"}
)
"""What the phase is called until organisers name it otherwise."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody answered to the organisers' own questions."""

    values: Values
    """What counts, by the code of the question."""
    language: str
    """Of the form."""
    version: int
    """Of the questions that the form asked."""


def open_desk(
    meeting: Meeting,
    phase: Phase,
    capacities: Mapping[AttendanceMode, int | None],
    questions: Sequence[NewQuestion] = (),
) -> RegistrationDesk:
    """Let the meeting take registrations during `phase`, which leads to the page for it from now on.

    capacities: places for each mode that is offered; None is without limit. questions: what the
    form asks besides.
    """
    phase.endpoint, phase.arguments = "registration.register", {}
    desk = RegistrationDesk(
        meeting=meeting, phase=phase, questionnaire=make_questionnaire(meeting, questions)
    )
    db.session.add(desk)
    for mode, capacity in capacities.items():
        db.session.add(Places(meeting_id=meeting.id, mode=mode, capacity=capacity, taken=0))
    db.session.flush()
    return desk


def open_registration(
    meeting: Meeting,
    capacities: Mapping[AttendanceMode, int | None],
    *,
    opens_at: datetime,
    closes_at: datetime,
) -> RegistrationDesk:
    """As `open_desk`, with a phase of its own. Refused when the meeting has a desk already."""
    if queries.find_desk(meeting) is not None:
        raise Refused(_("Registration for this meeting has its dates already."))
    phase = meetings.add_phase(
        meeting,
        "registration",
        PhaseKind.REGISTRATION,
        REGISTRATION_PHASE,
        opens_at=opens_at,
        closes_at=closes_at,
        endpoint="registration.register",
    )
    return open_desk(meeting, phase, capacities)


def register(
    meeting: Meeting,
    person: Person,
    mode: AttendanceMode,
    *,
    organisation_name: str,
    name: str,
    country: str | None,
    form_opened_at: datetime,
    now: datetime,
    languages: Sequence[str] = (),
    may_give_up_place: bool = False,
    answered: Answered | None = None,
) -> Registration:
    """Take a place, or join the waiting list; or change a registration.

    A change of mode gives the place back. Where the other mode has only its waiting list, that
    is done only if `may_give_up_place`. organisation_name: empty for none. answered: None leaves
    what was answered before.
    """
    desk = queries.find_desk(meeting)
    if desk is None:
        raise Refused(_("This meeting takes no registrations yet."))
    arrival = meetings.arrival(desk.phase, form_opened_at=form_opened_at, now=now)
    if not arrival.taken:
        raise Refused(_closed(meeting, desk.phase, now))
    places = _lock_places(meeting)
    if mode not in places:
        raise Refused(_("Choose one of the ways to attend that are offered."), "mode")
    registration = _find_again(meeting, person)
    if registration is None:
        registration = Registration(
            meeting=meeting, person=person, state=RegistrationState.CANCELLED, revision=0
        )
    was, old_mode = registration.state, registration.mode
    enters = was == RegistrationState.CANCELLED or old_mode != mode
    if enters:
        taken = _take(places[mode])
        if was == RegistrationState.CONFIRMED and not taken and not may_give_up_place:
            raise Refused(
                _(
                    "No place is left there, only the waiting list. You keep your present place "
                    "unless you allow us to give it to somebody else."
                ),
                "may_give_up_place",
            )
        _enter(registration, mode, taken=taken, late=arrival.late, now=now)
        if was == RegistrationState.CONFIRMED:
            _pass_on(places[AttendanceMode(old_mode)], now)
    person.name, person.folded_name, person.country = name, fold(name), country
    registration.organisation = (
        people.find_or_add_organisation(organisation_name) if organisation_name else None
    )
    person.organisation = person.organisation or registration.organisation
    registration.languages = list(languages)
    _keep_answers(registration, desk, answered, late=arrival.late, now=now)
    db.session.flush()
    if enters:
        if registration.state == RegistrationState.CONFIRMED:
            outbox.post(letters.confirmed(registration, now), now)
        else:
            outbox.post(letters.waiting(registration), now)
    return registration


def _keep_answers(
    registration: Registration,
    desk: RegistrationDesk,
    answered: Answered | None,
    *,
    late: bool,
    now: datetime,
) -> None:
    if answered is None:
        return
    registration.response = store_response(
        desk.questionnaire,
        answered.values,
        language=answered.language,
        person=registration.person,
        now=now,
        response=registration.response,
        late=late,
        version=answered.version,
    )


def cancel(registration: Registration, now: datetime) -> None:
    """Give the place back; it goes to the first of the waiting list at once."""
    cancel_silently(registration, now)
    outbox.post(letters.cancelled(registration), now)


def cancel_silently(registration: Registration, now: datetime) -> None:
    """As `cancel`, for somebody whom no letter can reach any more."""
    places = _lock_places(registration.meeting)
    db.session.refresh(registration)
    was = registration.state
    if was == RegistrationState.CANCELLED:
        raise Refused(_("This registration is cancelled already."))
    registration.state = RegistrationState.CANCELLED
    registration.revision += 1
    sensitive.end_all(registration)
    _end_answers(registration)
    if was == RegistrationState.CONFIRMED:
        _pass_on(places[AttendanceMode(registration.mode)], now)


def _end_answers(registration: Registration) -> None:
    """Nobody needs them any more, and they must not count among those of the people who come."""
    response = registration.response
    if response is None:
        return
    for kept in drafts.list_files([response.id]):
        drafts.remove_file(kept)
    registration.response = None
    db.session.flush()
    db.session.delete(response)
    db.session.flush()


def set_capacity(
    meeting: Meeting, mode: AttendanceMode, capacity: int | None, now: datetime
) -> int:
    """Change how many places there are (None: no limit). Returns how many people moved up."""
    places = _lock_places(meeting)[mode]
    if capacity is not None and capacity < places.taken:
        raise Refused(
            ngettext(
                "%(num)d person has a place already: the number cannot be lower.",
                "%(num)d people have a place already: the number cannot be lower.",
                places.taken,
            ),
            mode.value,
        )
    places.capacity = capacity
    db.session.flush()
    return _move_up(places, now)


def _closed(meeting: Meeting, phase: Phase, now: datetime) -> str:
    if meetings.when(phase, now) is When.BEFORE:
        return _(
            "Registration is not open yet, so nothing was saved. "
            "What you entered is still on this page: send it again when registration opens."
        )
    return _(
        "Registration is closed, so nothing was saved. "
        "If you still need a place, write to %(address)s.",
        address=meeting.contact_email,
    )


def _lock_places(meeting: Meeting) -> dict[AttendanceMode, Places]:
    """The meeting's places as they are now; nobody else changes them before this transaction ends.

    All of them, always in the same order: a change of mode needs two.
    """
    rows = db.session.scalars(
        select(Places)
        .where(Places.meeting_id == meeting.id)
        .order_by(Places.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {AttendanceMode(row.mode): row for row in rows}


def _find_again(meeting: Meeting, person: Person) -> Registration | None:
    """As it is under the lock, whatever was read before it."""
    registration = queries.find_registration(meeting, person)
    if registration is not None:
        db.session.refresh(registration)
    return registration


def _take(places: Places) -> bool:
    """Count one place more, if there is one. The database decides, not what was read before."""
    taken = db.session.scalar(
        update(Places)
        .where(
            Places.id == places.id,
            or_(Places.capacity.is_(None), Places.taken < Places.capacity),
        )
        .values(taken=Places.taken + 1)
        .returning(Places.id)
    )
    return taken is not None


def _enter(
    registration: Registration, mode: AttendanceMode, *, taken: bool, late: bool, now: datetime
) -> None:
    """Put the registration on the place just taken, or at the end of the waiting list."""
    if registration.state == RegistrationState.CANCELLED:
        registration.registered_at, registration.late = now, late
    last = None if taken else queries.last_queued_at(registration.meeting, mode)
    registration.queued_at = max(now, last + timedelta(microseconds=1)) if last else now
    registration.mode = mode
    registration.state = RegistrationState.CONFIRMED if taken else RegistrationState.WAITING
    registration.revision += 1
    db.session.add(registration)
    db.session.flush()


def _pass_on(places: Places, now: datetime) -> None:
    db.session.execute(update(Places).where(Places.id == places.id).values(taken=Places.taken - 1))
    _move_up(places, now)


def _move_up(places: Places, now: datetime) -> int:
    """Give what is free to those who wait longest. Returns how many people moved up."""
    db.session.refresh(places)
    free = None if places.capacity is None else places.capacity - places.taken
    moved = 0
    for registration in queries.list_waiting(places, free):
        if not _take(places):
            break
        registration.state = RegistrationState.CONFIRMED
        registration.revision += 1
        outbox.post(letters.moved_up(registration, now), now)
        moved += 1
    return moved
