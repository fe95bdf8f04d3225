"""What this package hands to the application."""

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from meeting_app.core.feature import Feature, MenuItem
from meeting_app.desk.views import bp
from meeting_app.meetings.models import Meeting


def desk_menu(meeting: Meeting) -> Iterable[MenuItem]:
    return [MenuItem(_("Overview"), url_for("desk.show", meeting=meeting.slug), order=0)]


FEATURE = Feature("desk", blueprints=(bp,), desk_menu=desk_menu)
