"""What this package hands to the application."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from meeting_app.core.feature import Feature, MenuItem
from meeting_app.desk.views import bp
from meeting_app.meetings.access import organises
from meeting_app.meetings.models import Meeting
from meeting_app.people.access import signed_in_person


def menu(meeting: Meeting, _now: datetime) -> Iterable[MenuItem]:
    if organises(signed_in_person(), meeting):
        yield MenuItem(_("Organisers"), url_for("desk.show", meeting=meeting.slug), order=95)


def desk_menu(meeting: Meeting) -> Iterable[MenuItem]:
    return [MenuItem(_("Overview"), url_for("desk.show", meeting=meeting.slug), order=0)]


FEATURE = Feature("desk", blueprints=(bp,), menu=menu, desk_menu=desk_menu)
