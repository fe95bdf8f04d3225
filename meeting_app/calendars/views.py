"""The feeds, which need no account, and the pages that tell people their addresses."""

from datetime import datetime, timedelta

from flask import Blueprint, Response, g, render_template, request, url_for
from flask_babel import gettext as _
from wtforms import SelectChoice

from meeting_app.agenda.queries import find_published
from meeting_app.calendars import addresses, parts, queries, service
from meeting_app.calendars.access import may_manage
from meeting_app.calendars.exports import Written, write
from meeting_app.calendars.forms import NewFeedForm
from meeting_app.calendars.models import Feed
from meeting_app.calendars.parts import Part
from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import anyone, guard, signed_in, signed_in_person

bp = Blueprint("calendars", __name__)

MEETING = "/<language:lang>/<slug:meeting>"
_DAY_SECONDS = 24 * 3600


@bp.get(f"{MEETING}/agenda.ics")
@guard(anyone, load=get_meeting)
def whole(meeting: Meeting) -> Page:
    return _public(parts.whole(meeting, find_published(meeting)))


@bp.get(f"{MEETING}/agenda/livestream.ics")
@guard(anyone, load=get_meeting)
def livestream(meeting: Meeting) -> Page:
    return _public(parts.livestream(meeting, find_published(meeting)))


@bp.get(f"{MEETING}/agenda/<day>.ics")
@guard(anyone, load=queries.get_day)
def day(part: Part) -> Page:
    return _public(part)


@bp.get(f"{MEETING}/sessions/<code:code>.ics")
@guard(anyone, load=queries.get_session)
def session(part: Part) -> Page:
    answer = _public(part)
    answer.headers.set(
        "Content-Disposition", "attachment", filename=f"{part.meeting.slug}-{part.name}.ics"
    )
    return answer


@bp.get("/feeds/<secret>.ics")
@guard(anyone, load=queries.get_feed)
def personal(feed: Feed) -> Page:
    part = queries.get_personal_part(feed)
    written = write(part, feed.language, utc=_in_utc())
    answer = _file(written, "private, no-cache")
    answer.headers["Referrer-Policy"] = "no-referrer"
    # A star that is taken away leaves no instant, so the date is made to follow the content: some
    # calendar programs ask by the date alone. It may be up to a day early, and only the very same
    # one means "not modified".
    changed_at = max(_changed_at(part), feed.created_at)
    answer.last_modified = changed_at - timedelta(
        seconds=int(written.digest[:12], 16) % _DAY_SECONDS
    )
    if request.if_modified_since != answer.last_modified.replace(microsecond=0):
        request.environ.pop("HTTP_IF_MODIFIED_SINCE", None)
    answer.make_conditional(request)
    return answer


def _public(part: Part) -> Response:
    answer = _file(write(part, g.lang, utc=_in_utc()), "public, max-age=300")
    answer.last_modified = _changed_at(part)
    answer.make_conditional(request)
    return answer


def _in_utc() -> bool:
    return request.args.get("utc") == "1"


def _changed_at(part: Part) -> datetime:
    return part.agenda.changed_at if part.agenda else part.meeting.created_at


def _file(written: Written, cache_control: str) -> Response:
    """Not chosen by Accept: Google sends none. The tag is weak, as it stands for the compressed
    answer too."""
    answer = Response(written.octets, content_type="text/calendar; charset=utf-8")
    answer.set_etag(written.digest, weak=True)
    answer.headers["Cache-Control"] = cache_control
    return answer


@bp.get(f"{MEETING}/agenda/calendar")
@guard(anyone, load=get_meeting)
def subscribe(meeting: Meeting) -> Page:
    agenda = find_published(meeting)
    return render_template(
        "calendars/subscribe.html",
        published=agenda is not None,
        whole=addresses.public("calendars.whole", meeting, g.lang),
        by_language=[
            (language, addresses.public("calendars.whole", meeting, language.code))
            for language in LANGUAGES.values()
        ],
        by_day=[
            (day, addresses.public("calendars.day", meeting, g.lang, day=day.isoformat()))
            for day in parts.list_days(meeting, agenda)
        ],
        livestream=addresses.public("calendars.livestream", meeting, g.lang),
    )


@bp.route(f"{MEETING}/my/feeds", methods=["GET", "POST"])
@guard(signed_in, load=get_meeting)
def my_feeds(meeting: Meeting) -> Page:
    person = signed_in_person()
    assert person is not None
    feeds = queries.list_feeds(meeting, person)
    held = {feed.language for feed in feeds}
    free = [language for language in (g.lang, *LANGUAGES) if language not in held]
    form = NewFeedForm(language=next(iter(free), g.lang))
    form.language.choices = [
        SelectChoice(language.code, language.name) for language in LANGUAGES.values()
    ]
    if form.validate_on_submit():
        try:
            service.make_feed(meeting, person, form.language.data, g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(_my_feeds(meeting), _("Your calendar is ready. Copy its address."))
    page = render_template(
        "calendars/my_feeds.html",
        form=form,
        feeds=[(feed, addresses.personal(feed)) for feed in feeds],
    )
    return page, form.status


@bp.route(f"{MEETING}/my/feeds/<int:number>/revoke", methods=["GET", "POST"])
@guard(may_manage, load=queries.get_feed_numbered)
def revoke(feed: Feed) -> Page:
    form = Button()
    if form.validate_on_submit():
        service.revoke(feed, g.now)
        return saved(
            _my_feeds(feed.meeting), _("The address was ended. It shows nothing any more.")
        )
    return render_template("calendars/revoke.html", form=form, feed=feed), form.status


@bp.route(f"{MEETING}/my/feeds/<int:number>/renew", methods=["GET", "POST"])
@guard(may_manage, load=queries.get_feed_numbered)
def renew(feed: Feed) -> Page:
    form = Button()
    if form.validate_on_submit():
        service.renew(feed, g.now)
        return saved(
            _my_feeds(feed.meeting),
            _("Your calendar has a new address. Subscribe to it again."),
        )
    return render_template("calendars/renew.html", form=form, feed=feed), form.status


def _my_feeds(meeting: Meeting) -> str:
    return url_for("calendars.my_feeds", meeting=meeting.slug)
