"""Feeds as served, in front of many independent readers."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from meeting_app.agenda import service as agenda
from tests.calendars.factories import a_feed, a_programme, publish_changes
from tests.conftest import NOW
from tests.support.ical_reader import check, needs_checker
from tests.support.pages import Visitor

pytestmark = needs_checker

LOCAL = ("--allow-http", "--now", "20261201T000000Z")


@pytest.mark.parametrize("lang", ["en", "fr", "es", "ar"])
def test_read_feeds_before_and_after_a_new_version(
    lang: str, app: Flask, visitor: Visitor, tmp_path: Path
):
    programme = a_programme()
    feed = a_feed(programme, lang)
    agenda.star(programme.chair, programme.opening)
    forbidden = (programme.chair.email, programme.meeting.contact_email, "amal@example.org")
    options = (*LOCAL, *(part for each in forbidden for part in ("--forbid", each)))
    cancelled = ("--cancelled", programme.circle.uid)
    paths = {
        f"/{lang}/2027/agenda.ics": cancelled,
        f"/{lang}/2027/agenda/2027-03-02.ics": cancelled,
        f"/{lang}/2027/agenda/livestream.ics": (),
        f"/{lang}/2027/sessions/{programme.circle.code}.ics": (*cancelled, "--profile", "file"),
        f"/feeds/{feed.secret}.ics": cancelled,
    }
    before = {path: visitor.fetch(path).data for path in paths}
    publish_changes(programme, NOW - timedelta(hours=1))

    for path, more in paths.items():
        after = visitor.fetch(path).data
        assert (path, check(tmp_path, before[path], after, options=(*options, *more))) == (path, "")


def test_read_feeds_in_utc_and_over_caldav(app: Flask, visitor: Visitor, tmp_path: Path):
    a_programme()
    for query in ("", "?utc=1"):
        octets = visitor.fetch(f"/ar/2027/agenda.ics{query}").data
        assert check(tmp_path, octets, options=(*LOCAL, "--caldav")) == ""


def test_read_feed_before_publication(app: Flask, visitor: Visitor, tmp_path: Path):
    a_programme(published_at=None)
    octets = visitor.fetch("/fr/2027/agenda.ics").data

    assert check(tmp_path, octets, options=(*LOCAL, "--empty")) == ""
