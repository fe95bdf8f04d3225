"""The list of meetings and a meeting's page."""

from datetime import UTC, datetime

from flask import Flask

from tests.support.factories import a_meeting, a_phase
from tests.support.pages import Visitor


def test_root_sends_to_the_browsers_language(visitor: Visitor):
    answer = visitor.fetch("/", headers={"Accept-Language": "es-MX,en;q=0.5"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/es/")


def test_show_says_what_is_open_and_until_when_in_both_zones(app: Flask, visitor: Visitor):
    meeting = a_meeting("2027")
    a_phase(meeting, closes_at=datetime(2026, 12, 1, 21, 0, tzinfo=UTC))

    page = visitor.get("/en/2027/?zone=America/Bogota")

    assert "Open until Wednesday 2 December 2026, 00:00, Amman" in page.text
    assert "(your time: Tuesday 1 December 2026, 16:00)" in page.text
    assert "11 days left" in page.text


def test_show_unknown_meeting_is_404_in_the_readers_language(visitor: Visitor):
    page = visitor.get("/ar/nowhere/", status=404)

    assert page.parsed.all("html")[0].attributes["dir"] == "rtl"


def test_unknown_language_is_404_in_the_browsers_language(visitor: Visitor):
    assert visitor.get("/xx/2027/", status=404, lang="en").status == 404
