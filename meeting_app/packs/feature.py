"""What this package hands to the application."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from meeting_app.core.feature import Feature, MenuItem, OrganisersText
from meeting_app.meetings.models import Meeting
from meeting_app.packs import making, queries
from meeting_app.packs.privacy import PRIVACY
from meeting_app.packs.views import bp


def menu(meeting: Meeting, _now: datetime) -> Iterable[MenuItem]:
    return [MenuItem(_("Participant pack"), url_for("packs.show", meeting=meeting.slug), order=70)]


def desk_menu(meeting: Meeting) -> Iterable[MenuItem]:
    return [MenuItem(_("Participant pack"), url_for("packs.desk", meeting=meeting.slug), order=70)]


def texts(meeting: Meeting) -> Iterable[OrganisersText]:
    for number, section in enumerate(queries.list_sections(meeting), 1):
        title = _("Participant pack, section %(number)d: title", number=number)
        body = _("Participant pack, section %(number)d: text", number=number)
        yield OrganisersText(title, section, "title")
        yield OrganisersText(body, section, "body", long=True)


FEATURE = Feature(
    "packs",
    blueprints=(bp,),
    jobs=making.JOBS,
    recurring=making.RECURRING,
    menu=menu,
    desk_menu=desk_menu,
    texts=texts,
    privacy=PRIVACY,
)
