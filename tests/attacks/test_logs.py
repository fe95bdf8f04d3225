"""Check 58: logs hold numbers, never what people wrote, nor what opens their accounts."""

import logging
import re

import pytest
from flask import Flask

from meeting_app import FEATURES
from meeting_app.core import jobs, outbox, worker
from meeting_app.core.db import begin_write, db
from meeting_app.core.privacy import Texts
from meeting_app.people import service
from tests.conftest import NOW
from tests.support.factories import a_person
from tests.support.pages import Visitor

NAME = "Zephyrine Quillfeather"
EMAIL = "zephyrine.quillfeather@example.org"
WORDS = "heliotrope-lanterns"
AGENT = f"Browser\r\nFORGED line of {WORDS}"


@pytest.fixture
def careless(request: pytest.FixtureRequest) -> bool:
    """The fault: somebody logs what came in."""
    return bool(request.param)


@pytest.mark.parametrize("careless", [False, True], indirect=True, ids=["as built", "fault"])
def test_logs_of_a_whole_life_say_nothing_of_the_person(
    app: Flask, caplog: pytest.LogCaptureFixture, careless: bool
):
    caplog.set_level(logging.DEBUG)
    token = _live(app)
    if careless:
        logging.getLogger("meeting_app").info("form %s of %s", WORDS, EMAIL)
    found = {
        word for word in (NAME, EMAIL, WORDS, token) for line in caplog.messages if word in line
    }
    forged = [line for line in caplog.text.splitlines() if line.startswith("FORGED")]

    assert found == ({WORDS, EMAIL} if careless else set())
    assert forged == []
    assert any("not sent" in line for line in caplog.messages), "the letter's failure is logged"
    assert any(re.search(r"job \d+ failed", line) for line in caplog.messages)


def _live(app: Flask) -> str:
    """She signs in, writes, gets letters that fail, asks for her data in vain, and is erased."""
    person = a_person(NAME, email=EMAIL)
    token = service.make_link(EMAIL, language="en", now=NOW)
    outbox.post(outbox.Letter("test.kind", WORDS, EMAIL, NAME, "en", WORDS, WORDS), NOW)
    db.session.commit()
    visitor = Visitor(app)
    agent = {"environ_overrides": {"HTTP_USER_AGENT": AGENT}}
    visitor.fetch(f"/en/account/link/{token}?words={WORDS}&next=//{WORDS}", **agent)
    visitor.fetch(f"/en/{WORDS}/register?token={token}", **agent)
    visitor.send(visitor.get(f"/en/account/link/{token}"))
    begin_write()
    jobs.enqueue("no.such_job", WORDS, {"words": WORDS, "name": NAME}, run_at=NOW)
    db.session.commit()
    before, app.config["SMTP_URL"] = app.config["SMTP_URL"], "smtp://127.0.0.1:9"
    try:
        worker.run_due(app)
    finally:
        app.config["SMTP_URL"] = before
    begin_write()
    service.erase(service.get_person(EMAIL), FEATURES, texts=Texts.REMOVED, actor=person, now=NOW)
    db.session.commit()
    return token
