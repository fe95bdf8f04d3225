"""The published agenda: by day, at a glance, the livestream, what changed, one session, stars."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from meeting_app.agenda import queries, service, versions
from meeting_app.agenda.labels import KINDS, ROLES
from meeting_app.agenda.publication import PublishedAgenda
from meeting_app.agenda.queries import AgendaDay, SessionPage
from meeting_app.agenda.timetable import by_day, lay_out
from meeting_app.agenda.views.feedback import feedback_page
from meeting_app.core.forms import Button
from meeting_app.core.locale import local_day
from meeting_app.core.requests import reader_zone, saved
from meeting_app.core.web import Page
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import anyone, guard, signed_in, signed_in_person
from meeting_app.people.models import Audience

bp = Blueprint("agenda", __name__, url_prefix="/<language:lang>/<slug:meeting>")

# One for each working region of the world, west to east; a reader's own zone is always added.
ZONES = [
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Panama",
    "America/Bogota",
    "America/New_York",
    "America/Port-au-Prince",
    "America/Caracas",
    "America/Sao_Paulo",
    "Africa/Dakar",
    "Europe/London",
    "Africa/Lagos",
    "Africa/Kinshasa",
    "Europe/Paris",
    "Europe/Zurich",
    "Africa/Johannesburg",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Jerusalem",
    "Asia/Damascus",
    "Asia/Amman",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Asia/Baghdad",
    "Africa/Addis_Ababa",
    "Africa/Nairobi",
    "Africa/Mogadishu",
    "Asia/Aden",
    "Asia/Dubai",
    "Asia/Kabul",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Manila",
    "Asia/Tokyo",
    "Australia/Sydney",
]
_KEPT = 200
_fragments: dict[tuple[object, ...], Markup] = {}
_rendering = threading.Lock()


@bp.get("/agenda")
@guard(anyone, load=get_meeting)
def show(meeting: Meeting) -> Page:
    return _agenda_page(meeting, None)


@bp.get("/agenda/<string(length=10):day>")
@guard(anyone, load=queries.get_day)
def show_day(wanted: AgendaDay) -> Page:
    return _agenda_page(wanted.meeting, wanted.day)


def _agenda_page(meeting: Meeting, day: date | None) -> Page:
    agenda = queries.find_published(meeting)
    if agenda is None:
        return _unpublished()
    zone = _chosen_zone(agenda)
    days = by_day(agenda.sessions, zone)
    kept = request.args.get("zone")
    tabs = [
        {
            "url": url_for("agenda.show", meeting=meeting.slug, zone=kept),
            "label": _("All days"),
            "current": day is None,
        },
        *(
            {
                "url": url_for(
                    "agenda.show_day", meeting=meeting.slug, day=one.isoformat(), zone=kept
                ),
                "label": one,
                "current": one == day,
            }
            for one in days
        ),
    ]
    wanted = [day] if day else list(days)
    as_list = request.args.get("view") == "list"
    return render_template(
        "agenda/show.html",
        agenda=agenda,
        day=day,
        tabs=tabs,
        as_list=as_list,
        table=_once(
            ("days", agenda.digest, zone, kept, day, as_list),
            lambda: _days(agenda, wanted, zone, as_list=as_list),
        ),
        **_zones(agenda, zone),
        running=[
            s for s in agenda.sessions if s.starts_at <= g.now < s.ends_at and not s.cancelled
        ],
    )


def _days(agenda: PublishedAgenda, wanted: list[date], zone: str, *, as_list: bool) -> str:
    days = by_day(agenda.sessions, zone)
    laid_out = []
    for day in wanted:
        taking_place = [s for s in days.get(day, []) if not s.cancelled]
        cancelled = [s for s in days.get(day, []) if s.cancelled]
        laid_out.append((day, lay_out(taking_place, agenda.rooms), cancelled))
    return render_template(
        "agenda/days.html",
        agenda=agenda,
        days_of_agenda=laid_out,
        zone=zone,
        kinds=KINDS,
        as_list=as_list,
    )


@bp.get("/agenda/overview")
@guard(anyone, load=get_meeting)
def overview(meeting: Meeting) -> Page:
    agenda = queries.find_published(meeting)
    if agenda is None:
        return _unpublished()
    zone = _chosen_zone(agenda)
    days: dict[date, dict[tuple[datetime, datetime], list[object]]] = {}
    for day, sessions in by_day(agenda.sessions, zone).items():
        spans = days.setdefault(day, {})
        for session in sessions:
            if not session.cancelled:
                spans.setdefault((session.starts_at, session.ends_at), []).append(session)
    return render_template(
        "agenda/overview.html", agenda=agenda, overview=days, **_zones(agenda, zone)
    )


@bp.get("/agenda/livestream")
@guard(anyone, load=get_meeting)
def livestream(meeting: Meeting) -> Page:
    agenda = queries.find_published(meeting)
    if agenda is None:
        return _unpublished()
    zone = _chosen_zone(agenda)
    streamed = [session for session in agenda.sessions if session.livestream]
    return render_template(
        "agenda/livestream.html",
        agenda=agenda,
        streamed=by_day(streamed, zone),
        **_zones(agenda, zone),
    )


@bp.get("/agenda/changes")
@guard(anyone, load=get_meeting)
def changes(meeting: Meeting) -> Page:
    published = queries.list_published(meeting)
    if not published:
        return _unpublished()
    agenda = published[0]
    zone = _chosen_zone(agenda)
    steps = list(zip(published, [*published[1:], None], strict=True))

    def render() -> str:
        listed = [(new, versions.changes(old, new) if old else ()) for new, old in steps]
        return render_template("agenda/change_list.html", listed=listed, zone=zone)

    return render_template(
        "agenda/changes.html",
        agenda=agenda,
        change_list=_once(("changes", *(one.digest for one in published), zone), render),
        **_zones(agenda, zone),
    )


@bp.get("/sessions/<code:code>")
@guard(anyone, load=queries.get_published_session)
def session(page: SessionPage) -> Page:
    person = signed_in_person()
    starred = queries.list_starred_codes(page.meeting, person)
    return render_template(
        "agenda/session.html",
        agenda=page.agenda,
        session=page.session,
        day=local_day(page.session.starts_at, _chosen_zone(page.agenda)),
        kinds=KINDS,
        roles=ROLES,
        shown=queries.show_people([page.session], Audience.EVERYBODY),
        is_starred=page.session.code in starred,
        star_form=Button() if person else None,
        feedback=feedback_page(person, page) if person else None,
    )


@bp.post("/sessions/<code:code>/star")
@guard(signed_in, load=queries.get_published_session)
def star(page: SessionPage) -> Page:
    person = signed_in_person()
    assert person is not None
    if Button().validate_on_submit():
        service.star(person, queries.get_session(page.meeting.slug, page.session.code))
        return saved(_session_url(page), _("This session is in your own agenda now."))
    return saved(_session_url(page))


@bp.post("/sessions/<code:code>/unstar")
@guard(signed_in, load=queries.get_published_session)
def unstar(page: SessionPage) -> Page:
    person = signed_in_person()
    assert person is not None
    if Button().validate_on_submit():
        service.unstar(person, queries.get_session(page.meeting.slug, page.session.code))
        return saved(_session_url(page), _("This session is no longer in your own agenda."))
    return saved(_session_url(page))


def _session_url(page: SessionPage) -> str:
    return url_for("agenda.session", meeting=page.meeting.slug, code=page.session.code)


def _unpublished() -> Page:
    return render_template("agenda/unpublished.html")


def _chosen_zone(agenda: PublishedAgenda) -> str:
    """The reader's where it is known, else the meeting's."""
    person = signed_in_person()
    return reader_zone(person.zone if person else None) or agenda.zone


def _zones(agenda: PublishedAgenda, zone: str) -> dict[str, object]:
    """What the form that chooses the zone needs."""
    first = agenda.sessions[0].starts_at if agenda.sessions else agenda.published_at
    day = local_day(first, "UTC")
    return {
        "zone": zone,
        "first_instant": first,
        "zone_choices": [agenda.zone, *(z for z in _others(zone, day) if z != agenda.zone)],
    }


@cache
def _others(zone: str, day: date) -> tuple[str, ...]:
    """All that are offered besides the meeting's, west to east on that day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    offered = {*ZONES, "UTC", zone}
    return tuple(
        sorted(
            offered,
            key=lambda name: (noon.astimezone(ZoneInfo(name)).utcoffset() or timedelta(), name),
        )
    )


def _once(key: tuple[object, ...], render: Callable[[], str]) -> Markup:
    """The fragment under this key, rendered when it is first asked for in this language. The key
    holds the digest of the version, so that what is kept never changes."""
    key = (g.lang, request.script_root, *key)
    found = _fragments.get(key)
    if found is None:
        found = Markup(render())  # noqa: S704  (a template's own output)
        with _rendering:
            _fragments[key] = found
            while len(_fragments) > _KEPT:
                del _fragments[next(iter(_fragments))]
    return found
