"""What this package hands to the application."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext, pgettext

from meeting_app.core.feature import Asking, Feature, MenuItem, OrganisersText
from meeting_app.core.jobs import Recurring
from meeting_app.meetings.models import Meeting
from meeting_app.registration.audience import NOT_REGISTERED, REGISTERED, REGISTRATION_DUTY
from meeting_app.registration.letters import KINDS
from meeting_app.registration.privacy import PRIVACY
from meeting_app.registration.queries import find_desk, has_place
from meeting_app.registration.sensitive.fields import field_name
from meeting_app.registration.sensitive.queries import list_asked
from meeting_app.registration.sensitive.service import end_due
from meeting_app.registration.sensitive.views import bp as sensitive_bp
from meeting_app.registration.views import bp


def _menu(meeting: Meeting, _now: datetime) -> Iterable[MenuItem]:
    yield MenuItem(_("Register"), url_for("registration.register", meeting=meeting.slug), order=60)


def _desk_menu(meeting: Meeting) -> Iterable[MenuItem]:
    yield MenuItem(_("Registration"), url_for("registration.desk", meeting=meeting.slug), order=60)


def count_registrations(number: int) -> str:
    return ngettext("%(num)d registration", "%(num)d registrations", number)


def end_sensitive(now: datetime) -> None:
    end_due(now)


def _texts(meeting: Meeting) -> Iterable[OrganisersText]:
    for asked in list_asked(meeting):
        name = str(field_name(asked.field))
        yield OrganisersText(_("%(field)s: why we ask", field=name), asked, "reason", long=True)
        if asked.handed_to:
            yield OrganisersText(
                _("%(field)s: who gets it from us", field=name), asked, "handed_to", long=True
            )


def _asking(meeting: Meeting) -> Iterable[Asking]:
    if desk := find_desk(meeting):
        url = url_for("registration.desk", meeting=meeting.slug)
        what = pgettext("asked by", "Registration")
        yield Asking(desk.questionnaire_id, desk.phase.label, what, url)


FEATURE = Feature(
    "registration",
    rows={"registration": _l("Registrations")},
    facts=(REGISTERED, NOT_REGISTERED),
    duties=(REGISTRATION_DUTY,),
    blueprints=(bp, sensitive_bp),
    recurring=(Recurring("registration.end_sensitive", 3600, end_sensitive),),
    letters={"registration.reading_stopped": _l("Somebody looks at too much")},
    letter_kinds=KINDS,
    menu=_menu,
    desk_menu=_desk_menu,
    counted={"registration": count_registrations},
    takes_part=has_place,
    privacy=PRIVACY,
    texts=_texts,
    asking=_asking,
)
