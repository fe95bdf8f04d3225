"""The addresses of a calendar, as different programs want them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from meeting_app.calendars.models import Feed
from meeting_app.core.secrets import Lost
from meeting_app.core.web import absolute_url
from meeting_app.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Address:
    url: str

    @property
    def webcal(self) -> str:
        """Opens the calendar program of a phone or computer, which then subscribes."""
        return "webcal" + self.url.removeprefix("https").removeprefix("http")

    @property
    def google(self) -> str:
        """Google's page that subscribes; it wants the webcal address."""
        return f"https://calendar.google.com/calendar/r?cid={quote(self.webcal, safe='')}"

    @property
    def utc(self) -> str:
        return f"{self.url}?utc=1"


def public(endpoint: str, meeting: Meeting, language: str, **values: Any) -> Address:
    return Address(absolute_url(endpoint, lang=language, meeting=meeting.slug, **values))


def personal(feed: Feed) -> Address | None:
    """None where it cannot be read any more; the calendar itself goes on."""
    if isinstance(feed.secret, Lost):
        return None
    return Address(absolute_url("calendars.personal", secret=feed.secret))
