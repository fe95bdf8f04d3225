"""What this package hands to the application."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from meeting_app.core.feature import Feature, MenuItem
from meeting_app.meetings.models import Meeting
from meeting_app.my.views import bp


def _menu(meeting: Meeting, _now: datetime) -> Iterable[MenuItem]:
    yield MenuItem(_("My page"), url_for("my.show", meeting=meeting.slug), order=90)


FEATURE = Feature("my", blueprints=(bp,), menu=_menu)
