"""Makes the demo meeting and its sign-in links."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.demo.content.people import PEOPLE
from meeting_app.meetings.models import Meeting
from meeting_app.people import service as people

LINKS_LAST = timedelta(hours=24)
ROLES = ("organiser", "reviewer", "submitter", "participant", "translator")


class NoDemo(Exception):
    """There are no demo links to give; the message says why."""


def make_links(now: datetime, *, loopback: bool) -> dict[str, str]:
    """A new single-use sign-in token per role: {role: address}."""
    return {}


def make_demo(now: datetime) -> None:
    """Fill the empty database with the demo meeting."""
