"""What letters to groups and reminders can ask about registrations."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, literal, or_, select, union

from meeting_app.abstracts.models import Abstract, AbstractState, Presenter
from meeting_app.core.audience import Duty, Fact
from meeting_app.core.locale import format_instant, zone_name
from meeting_app.core.web import absolute_url
from meeting_app.letters.composing import Address
from meeting_app.meetings.models import Meeting, Phase, PhaseKind
from meeting_app.people.models import Person
from meeting_app.registration.models import AttendanceMode, Registration, RegistrationState
from meeting_app.registration.words import mode_name

MISSING = "missing"


def _choices(_meeting: Meeting) -> Iterable[tuple[str, Any]]:
    for mode in AttendanceMode:
        name = _("has a place: %(mode)s", mode=mode_name(mode))
        yield f"{RegistrationState.CONFIRMED}:{mode}", name
    yield RegistrationState.WAITING.value, _("is on a waiting list")
    yield RegistrationState.CANCELLED.value, _("has cancelled")


def _registered(meeting: Meeting, values: Sequence[str]) -> Select[Any]:
    found = select(Registration.person_id).where(Registration.meeting_id == meeting.id)
    meant: list[ColumnElement[bool]] = []
    for value in values:
        state, _sep, mode = value.partition(":")
        is_state = Registration.state == state
        meant.append(and_(is_state, Registration.mode == mode) if mode else is_state)
    return found.where(or_(*meant)) if values else found


def _holders(meeting_id: int) -> Select[Any]:
    """Whoever has a place or waits for one."""
    return select(Registration.person_id).where(
        Registration.meeting_id == meeting_id, Registration.state != RegistrationState.CANCELLED
    )


def _missing(meeting: Meeting, _values: Sequence[str]) -> Select[Any]:
    return select(Person.id).where(Person.id.not_in(_holders(meeting.id)))


REGISTERED = Fact("registration.state", _l("Registration: the person"), _choices, _registered)
NOT_REGISTERED = Fact(
    "registration.missing",
    _l("Not registered"),
    lambda _meeting: [(MISSING, _("has not registered, or has cancelled"))],
    _missing,
    belongs=False,
)


def _accepted_without_place(phase: Phase) -> Select[Any]:
    """Submitters and presenters of accepted abstracts who are not registered. A row each."""
    accepted = and_(
        Abstract.meeting_id == phase.meeting_id, Abstract.state == AbstractState.ACCEPTED
    )
    both = union(
        select(Abstract.submitter_id.label("person_id")).where(accepted),
        select(Presenter.person_id)
        .join(Presenter.abstract)
        .where(accepted, Presenter.person_id.is_not(None)),
    ).subquery()
    return select(both.c.person_id, literal("")).where(
        both.c.person_id.not_in(_holders(phase.meeting_id))
    )


def _say(phase: Phase, _titles: Sequence[str], language: str) -> Sequence[str]:
    meeting = phase.meeting
    sentence = _(
        "Your abstract was accepted, and you are not registered yet. "
        "Registration is open until %(instant)s, %(zone)s:",
        instant=format_instant(phase.closes_at, language, meeting.zone),
        zone=zone_name(meeting.zone, language, phase.closes_at),
    )
    url = absolute_url("registration.register", lang=language, meeting=meeting.slug)
    return [sentence, Address(url)]


REGISTRATION_DUTY = Duty(
    "registration.missing",
    _l("Whoever presents and has not registered"),
    PhaseKind.REGISTRATION,
    _accepted_without_place,
    _say,
)
