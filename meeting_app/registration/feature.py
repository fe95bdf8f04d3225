"""What this package hands to the application."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from meeting_app.core.feature import Feature, MenuItem
from meeting_app.meetings.models import Meeting
from meeting_app.registration.audience import NOT_REGISTERED, REGISTERED, REGISTRATION_DUTY
from meeting_app.registration.letters import KINDS
from meeting_app.registration.privacy import PRIVACY
from meeting_app.registration.queries import has_place
from meeting_app.registration.views import bp


def _menu(meeting: Meeting, _now: datetime) -> Iterable[MenuItem]:
    yield MenuItem(_("Register"), url_for("registration.register", meeting=meeting.slug), order=60)


def _desk_menu(meeting: Meeting) -> Iterable[MenuItem]:
    yield MenuItem(_("Registration"), url_for("registration.desk", meeting=meeting.slug), order=60)


FEATURE = Feature(
    "registration",
    rows={"registration": _l("Registrations")},
    facts=(REGISTERED, NOT_REGISTERED),
    duties=(REGISTRATION_DUTY,),
    blueprints=(bp,),
    letter_kinds=KINDS,
    menu=_menu,
    desk_menu=_desk_menu,
    takes_part=has_place,
    privacy=PRIVACY,
)
