"""What this package hands to the application."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from sqlalchemy import select

from meeting_app.agenda.models import Session
from meeting_app.agenda.privacy import PRIVACY
from meeting_app.agenda.publication import asks_for_feedback
from meeting_app.agenda.queries import find_published, has_part
from meeting_app.agenda.views import bp
from meeting_app.core.db import db
from meeting_app.core.feature import Feature, MenuItem, OrganisersText
from meeting_app.core.localtext import LocalText
from meeting_app.meetings.access import STAFF
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import roles_in
from meeting_app.people.access import signed_in_person


def _menu(meeting: Meeting, _now: datetime) -> list[MenuItem]:
    label = pgettext("menu", "Agenda")
    items = [MenuItem(label, url_for("agenda.show", meeting=meeting.slug), order=50)]
    if STAFF & roles_in(meeting, signed_in_person()):
        items.append(_on_the_day(meeting))
    return items


def _desk_menu(meeting: Meeting) -> list[MenuItem]:
    label = pgettext("menu", "Agenda")
    return [
        MenuItem(label, url_for("agenda.desk", meeting=meeting.slug), order=50),
        _on_the_day(meeting),
    ]


def _on_the_day(meeting: Meeting) -> MenuItem:
    return MenuItem(_("On the day"), url_for("agenda.staff", meeting=meeting.slug), order=93)


def _texts(meeting: Meeting) -> Iterator[OrganisersText]:
    """Titles and summaries of organisers' own sessions; those of abstracts are their authors'."""
    sessions = db.session.scalars(
        select(Session)
        .where(Session.meeting_id == meeting.id, Session.abstract_id.is_(None))
        .order_by(Session.starts_at.is_(None), Session.starts_at, Session.id)
    )
    for session in sessions:
        yield OrganisersText(_("Title of session %(code)s", code=session.code), session, "title")
        if session.summary:
            label = _("Summary of session %(code)s", code=session.code)
            yield OrganisersText(label, session, "summary", long=True)


def _subjects(meeting: Meeting, now: datetime) -> dict[str, LocalText]:
    """Sessions that have begun and were not cancelled, in their order."""
    agenda = find_published(meeting)
    return {
        one.code: one.title
        for one in (agenda.sessions if agenda else ())
        if asks_for_feedback(one, now)
    }


FEATURE = Feature(
    "agenda",
    rows={
        "session_person": _l("Parts in sessions"),
        "star": _l("Sessions in one's own agenda"),
        "agenda_version": _l("Agendas published"),
    },
    blueprints=(bp,),
    menu=_menu,
    desk_menu=_desk_menu,
    takes_part=has_part,
    texts=_texts,
    subjects=_subjects,
    privacy=PRIVACY,
)
