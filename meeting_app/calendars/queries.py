"""Parts of the published agenda, and personal feeds. Each `get_` raises LookupError."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from meeting_app.agenda.publication import PublishedSession
from meeting_app.agenda.queries import (
    find_published,
    list_person_sessions,
    list_starred_codes,
)
from meeting_app.calendars import parts
from meeting_app.calendars.models import Feed
from meeting_app.calendars.parts import Part
from meeting_app.core.db import db
from meeting_app.core.secrets import hash_token
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.models import Person


def get_day(meeting: str, day: str) -> Part:
    found = get_meeting(meeting)
    return parts.one_day(found, find_published(found), day)


def get_session(meeting: str, code: str) -> Part:
    found = get_meeting(meeting)
    return parts.one_session(found, find_published(found), code)


def get_feed(secret: str) -> Feed:
    """With its meeting and person. LookupError also for a revoked one."""
    feed = db.session.scalar(
        select(Feed)
        .join(Feed.person)
        .where(
            Feed.secret_hash == hash_token(secret),
            Feed.revoked_at.is_(None),
            Person.active.is_(True),
        )
        .options(contains_eager(Feed.person), joinedload(Feed.meeting))
    )
    if feed is None:
        raise LookupError
    return feed


def get_feed_numbered(meeting: str, number: int) -> Feed:
    """By the meeting's slug and the feed's number, for its owner."""
    feed = db.session.scalar(
        select(Feed)
        .join(Feed.meeting)
        .where(Meeting.slug == meeting, Feed.id == number, Feed.revoked_at.is_(None))
        .options(contains_eager(Feed.meeting), joinedload(Feed.person))
    )
    if feed is None:
        raise LookupError(number)
    return feed


def list_feeds(meeting: Meeting, person: Person) -> Sequence[Feed]:
    """Those that are not revoked, in the order of their making."""
    return db.session.scalars(
        select(Feed)
        .where(
            Feed.meeting_id == meeting.id,
            Feed.person_id == person.id,
            Feed.revoked_at.is_(None),
        )
        .order_by(Feed.id)
    ).all()


def get_personal_part(feed: Feed) -> Part:
    """What the feed shows: the sessions in which its owner has a role, and those they starred."""
    agenda = find_published(feed.meeting)
    sessions: list[PublishedSession] = []
    if agenda:
        starred = list_starred_codes(feed.meeting, feed.person)
        sessions = list_person_sessions(agenda, feed.person, starred)
    return parts.personal(feed.meeting, agenda, sessions, feed.id)
