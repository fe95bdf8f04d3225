"""Making and ending personal feeds."""

from datetime import datetime

from flask_babel import gettext as _

from meeting_app.calendars import queries
from meeting_app.calendars.models import Feed
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.secrets import hash_token, new_token
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person


def make_feed(meeting: Meeting, person: Person, language: str, now: datetime) -> Feed:
    """Raises Refused where the person has one in this language already."""
    if any(feed.language == language for feed in queries.list_feeds(meeting, person)):
        raise Refused(_("You have a calendar in this language already."), "language")
    secret = new_token()
    feed = Feed(
        meeting=meeting,
        person=person,
        secret_hash=hash_token(secret),
        secret=secret,
        language=language,
        created_at=now,
    )
    db.session.add(feed)
    db.session.flush()
    return feed


def revoke(feed: Feed, now: datetime) -> None:
    """From now on the address answers as one that never was."""
    feed.revoked_at = now
    db.session.flush()


def renew(feed: Feed, now: datetime) -> Feed:
    """The same calendar under a new address; the old one is revoked."""
    revoke(feed, now)
    return make_feed(feed.meeting, feed.person, feed.language, now)
