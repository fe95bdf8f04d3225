"""The words for modes and states."""

from typing import Any

from flask_babel import lazy_pgettext as _p

from meeting_app.registration.models import AttendanceMode, RegistrationState

_MODES = {
    AttendanceMode.IN_PERSON: _p("attendance", "In person"),
    AttendanceMode.ONLINE: _p("attendance", "Online"),
}
_STATES = {
    RegistrationState.CONFIRMED: _p("registration", "Confirmed"),
    RegistrationState.WAITING: _p("registration", "On the waiting list"),
    RegistrationState.CANCELLED: _p("registration", "Cancelled"),
}


def mode_name(mode: str) -> Any:
    return _MODES[AttendanceMode(mode)]


def state_name(state: str) -> Any:
    return _STATES[RegistrationState(state)]
