"""Who would get a letter about an abstract, and what it says of when."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.abstracts import service
from meeting_app.abstracts.letters import SUBMITTED, WITHDRAWN
from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
from tests.abstracts.factories import a_call, a_content, a_draft, an_abstract
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person


def test_recipients_are_submitters_by_name_without_drafts_and_other_meetings(app: Flask):
    meeting, other = a_meeting(), a_meeting()
    call = a_call(meeting)
    zoe = an_abstract(call, a_person("Zoé Ámbar"), title="Rain")
    ada = an_abstract(call, a_person("Ada"), title="100% sun")
    a_draft(call, a_person("Bo"))
    an_abstract(a_call(other), a_person("Ada"))

    found = SUBMITTED.recipients(meeting, "", "")
    assert [(one.code, one.name, one.about) for one in found] == [
        (ada.code, "Ada", "100% sun"),
        (zoe.code, "Zoé Ámbar", "Rain"),
    ]
    for words, code in (("zoe amb", ""), ("rAIN", ""), (zoe.code.lower(), ""), ("x", zoe.code)):
        assert [one.code for one in SUBMITTED.recipients(meeting, words, code)] == [zoe.code]
    assert [one.code for one in SUBMITTED.recipients(meeting, "0%", "")] == [ada.code]
    assert [one.code for one in SUBMITTED.recipients(meeting, "%", "")] == [ada.code]
    assert found[1].values("ar")["call"] == "[ar] Knowledge and practice"


def test_recipients_of_a_withdrawal_are_those_who_can_or_did(app: Flask):
    meeting = a_meeting()
    call = a_call(meeting)
    service.withdraw(an_abstract(call, a_person("Ada")), NOW)
    accepted = an_abstract(call, a_person("Bo"))
    service.accept(accepted, NOW)

    assert [one.name for one in WITHDRAWN.recipients(meeting, "", "")] == ["Ada"]


def test_recipients_are_twenty_at_most(app: Flask):
    meeting = a_meeting()
    call = a_call(meeting)
    for number in range(21):
        an_abstract(call, a_person(f"Person {number:02}"))

    assert len(SUBMITTED.recipients(meeting, "", "")) == 20


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(-1, "You can change it until "), (1, "It arrived shortly after the deadline.")],
)
def test_submitted_says_until_when_it_can_be_changed_or_that_it_was_late(
    app: Flask, minutes: int, said: str
):
    call = a_call(a_meeting())
    closes_at = call.phase.closes_at
    now = closes_at + timedelta(minutes=minutes)
    service.submit(call, a_content(), person=a_person("Ada"), form_opened_at=NOW, now=now)

    [paragraph] = [
        part
        for part in db.session.scalars(select(OutgoingMail)).one().body.split("\n\n")
        if part.startswith(said)
    ]
    assert "\n" not in paragraph
