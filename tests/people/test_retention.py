"""What ends with time: there on the day before, gone on the day, also from the disk."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask, g
from sqlalchemy import func, select

from meeting_app import FEATURES
from meeting_app.abstracts.models import Abstract, Presenter
from meeting_app.calendars import service as calendars
from meeting_app.calendars.models import Feed
from meeting_app.core import outbox, worker
from meeting_app.core.db import begin_write, db
from meeting_app.core.errors import Refused
from meeting_app.core.jobs import Job
from meeting_app.core.outbox import OutgoingMail
from meeting_app.core.personal import Kept
from meeting_app.core.requests import SpentKey
from meeting_app.core.secrets import hash_token
from meeting_app.meetings import retention
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import MeetingRole, Role
from meeting_app.people import service
from meeting_app.people.audit import find_break, record
from meeting_app.people.models import (
    Action,
    AuditEntry,
    DataExport,
    Link,
    Method,
    Person,
    RetentionReport,
    SignIn,
)
from meeting_app.registration.models import Registration
from tests.abstracts.factories import a_call, a_draft, an_abstract
from tests.conftest import NOW
from tests.registration.factories import a_desk, a_registration
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Visitor
from tests.support.world import make_app

DAY = timedelta(days=1)


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def run(at) -> dict[str, int]:
    """The day's run; what it ended, by class, those of which nothing ended left out."""
    assert service.run_endings(FEATURES, at)
    db.session.flush()
    rows = db.session.scalars(select(RetentionReport).where(RetentionReport.at == at))
    return {str(row.kept): row.rows for row in rows if row.rows}


def a_letter(cause: str, body: str = "Words") -> None:
    letter = outbox.Letter("test.kind", cause, "a@example.org", "A", "en", "Subject", body)
    outbox.post(letter, NOW)


def test_letters_lose_their_words_after_a_week_and_go_after_ninety_days(app: Flask):
    a_letter("sent")
    outbox.count_as_sent(NOW)
    a_letter("waiting")

    assert run(NOW + 7 * DAY - timedelta(seconds=1)) == {}
    assert run(NOW + 8 * DAY) == {"letter_body": 1}
    bodies = select(OutgoingMail.cause, OutgoingMail.subject, OutgoingMail.body)
    assert [tuple(row) for row in db.session.execute(bodies.order_by(OutgoingMail.id))] == [
        ("sent", "Subject", ""),
        ("waiting", "Subject", "Words"),
    ]
    assert run(NOW + 90 * DAY - timedelta(seconds=1)) == {}
    assert run(NOW + 91 * DAY) == {"outbox": 1}
    assert db.session.scalars(select(OutgoingMail.cause)).all() == ["waiting"]


def test_links_and_sign_ins_go_thirty_days_after_they_ended(app: Flask):
    person = a_person()
    service.make_link("a@example.org", language="en", now=NOW - timedelta(minutes=30))
    token = service.start_sign_in(person, NOW, method=Method.LINK)
    open_one = service.start_sign_in(person, NOW, method=Method.LINK)
    db.session.flush()
    ended = db.session.scalars(select(SignIn).where(SignIn.token_hash == hash_token(token))).one()
    service.end_sign_in(ended, NOW, actor=person)

    assert run(NOW + 30 * DAY - timedelta(seconds=1)) == {}
    assert (count(Link), count(SignIn)) == (1, 2)
    assert run(NOW + 31 * DAY) == {"sign_in": 2}
    assert count(Link) == 0
    assert db.session.scalars(select(SignIn.token_hash)).all() == [hash_token(open_one)]


def test_keys_of_forms_go_after_two_days(app: Flask):
    db.session.add(SpentKey(digest="a", content="b", spent_at=NOW))

    assert run(NOW + 2 * DAY - timedelta(seconds=1)) == {}
    assert run(NOW + 3 * DAY) == {"form_key": 1}


def test_trail_ends_after_two_years_and_the_rest_still_follows(app: Flask):
    record(Action.DECIDED, actor=None, now=NOW)
    record(Action.DECIDED, actor=None, now=NOW + DAY)
    db.session.flush()

    assert run(NOW + 731 * DAY - timedelta(seconds=1)) == {}
    assert run(NOW + 732 * DAY - timedelta(seconds=1)) == {"audit": 1}
    decided = select(AuditEntry.at).where(AuditEntry.action == Action.DECIDED)
    assert db.session.scalars(decided).all() == [NOW + DAY]
    assert find_break() is None


def a_full_meeting():
    """Ends on 4 March 2027 in Amman, with something of every class in it."""
    meeting = a_meeting("2027", ends_on=date(2027, 3, 4))
    organiser = an_organiser(meeting)
    a_desk(meeting)
    person = a_person()
    a_registration(meeting, person)
    calendars.make_feed(meeting, person, "en", NOW)
    meetings.grant(meeting, person, Role.TRANSLATOR, NOW)
    call = a_call(meeting)
    a_draft(call, organiser)
    an_abstract(call, organiser)
    outbox.count_as_sent(NOW)
    db.session.flush()
    return meeting


def kept_of_meeting() -> tuple[int, ...]:
    """(registrations, feeds, roles, addresses of presenters, abstracts)"""
    addresses = select(func.count()).where(Presenter.email != "")
    return (
        count(Registration),
        count(Feed),
        count(MeetingRole),
        db.session.scalar(addresses) or 0,
        count(Abstract),
    )


@pytest.mark.parametrize(
    ("last_minute", "before", "after"),
    [
        # 183 and 365 days after 4 March, at midnight in Amman (UTC+3).
        ((2027, 9, 2), (1, 1, 2, 2, 2), (1, 1, 2, 1, 1)),
        ((2028, 3, 2), (1, 1, 2, 1, 1), (0, 0, 1, 0, 1)),
    ],
)
def test_what_belongs_to_a_meeting_ends_on_its_day(app: Flask, last_minute, before, after):
    a_full_meeting()
    evening = NOW.replace(
        year=last_minute[0], month=last_minute[1], day=last_minute[2], hour=20, minute=59
    )
    run(evening - 2 * DAY)
    run(evening)

    assert kept_of_meeting() == before
    assert service.run_endings(FEATURES, evening + DAY)
    assert kept_of_meeting() == after


def test_meeting_may_end_its_data_earlier(app: Flask):
    meeting = a_full_meeting()
    retention.shorten(meeting, {Kept.MEETING: 10, Kept.DRAFT: 183})

    run(NOW.replace(year=2027, month=3, day=13))
    assert kept_of_meeting() == (1, 1, 2, 2, 2)
    run(NOW.replace(year=2027, month=3, day=14))
    assert kept_of_meeting() == (0, 0, 1, 0, 2)


@pytest.mark.parametrize("days", [-1, 366])
def test_shorten_to_more_or_less_than_there_is_is_refused(app: Flask, days: int):
    with pytest.raises(Refused, match="from 0 to 365") as refusal:
        retention.shorten(a_meeting(), {Kept.MEETING: days, Kept.DRAFT: 0})

    assert refusal.value.field == "meeting"


def test_protection_page_says_the_days_and_takes_others(app: Flask):
    meeting = a_full_meeting()
    organiser = Visitor(app, an_organiser(meeting))
    page = organiser.get("/en/2027/desk/data-protection")
    assert "It ends on Friday 3 March 2028." in page.text
    assert "It ends on Friday 3 September 2027." in page.text

    refused = organiser.send(page, {"meeting": "400", "draft": "soon"}, status=422)
    assert "Enter a number of days." in refused.text
    assert 'value="400"' in refused.text
    assert 'value="soon"' in refused.text
    organiser.send(page, {"meeting": "٣٠", "draft": "10"})

    assert (
        "It ends on Saturday 3 April 2027." in organiser.get("/en/2027/desk/data-protection").text
    )


def test_account_that_nobody_needs_is_warned_and_then_erased(app: Flask):
    unused, needed, used = a_person("Unused"), a_person("Needed"), a_person("Used")
    an_abstract(a_call(a_meeting()), needed, presenters=())
    service.start_sign_in(used, NOW + 700 * DAY, method=Method.LINK)
    outbox.count_as_sent(NOW)
    db.session.flush()
    warning = select(OutgoingMail).where(OutgoingMail.kind == "people.account_ends")

    run(NOW + 700 * DAY - timedelta(seconds=1))
    assert db.session.scalars(warning).all() == []
    run(NOW + 701 * DAY)
    letters = db.session.scalars(warning).all()
    assert [letter.person_id for letter in letters] == [unused.id]
    run(NOW + 731 * DAY - timedelta(seconds=1))
    assert unused.erased_at is None
    assert run(NOW + 732 * DAY)["account"] == 1
    assert (unused.erased_at, needed.erased_at, used.erased_at) == (NOW + 732 * DAY, None, None)


def test_account_is_kept_when_its_owner_signs_in_after_the_warning(app: Flask):
    person = a_person()
    run(NOW + 701 * DAY)
    assert person.warned_at == NOW + 701 * DAY

    service.start_sign_in(person, NOW + 710 * DAY, method=Method.LINK)
    db.session.flush()
    run(NOW + 740 * DAY)

    assert (person.warned_at, person.erased_at) == (None, None)


def test_run_endings_twice_a_day_runs_once(app: Flask):
    assert service.run_endings(FEATURES, NOW)
    db.session.flush()

    assert not service.run_endings(FEATURES, NOW + timedelta(hours=23))
    assert service.run_endings(FEATURES, NOW + DAY)


def test_run_endings_is_noted_with_numbers(app: Flask):
    db.session.add(SpentKey(digest="a", content="b", spent_at=NOW - 3 * DAY))
    run(NOW)

    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.actor_id, entry.details) == (
        Action.RETENTION_RAN,
        None,
        {"form_key": 1},
    )


def test_end_exports_after_a_day_takes_the_file(app: Flask):
    asked = service.ask_for_data(a_person(), NOW)
    db.session.commit()
    worker.run_due(app)
    begin_write()
    ends_at = db.session.get_one(DataExport, asked.id).ends_at
    assert ends_at == NOW + DAY

    assert service.end_exports(ends_at - timedelta(seconds=1)) == 0
    assert service.end_exports(ends_at) == 1
    assert count(DataExport) == 0


def test_what_ended_is_nowhere_in_the_files_of_the_database(tmp_path: Path):
    """SQLite alone: PostgreSQL writes over its free room in its own time."""
    app = make_app(tmp_path, NOW=NOW)
    word = "Marzipania"
    with app.app_context():
        g.lang, g.dir, g.now = "en", "ltr", NOW
        begin_write()
        person = service.make_person("unused@example.org", word, language="en", now=NOW)
        person.warned_at = NOW + 701 * DAY
        db.session.commit()
        assert word in _on_disk(tmp_path)
        app.config["NOW"] = NOW + 740 * DAY
        worker.run_recurring(app, NOW + 740 * DAY)
        worker.run_due(app)
        done = db.session.scalars(select(Job.done_at).where(Job.kind == "core.scrub")).all()
        assert None not in done
        assert len(done) == 2
        assert db.session.scalars(select(Person.name)).all() == ["—"]
        db.session.remove()
        db.engine.dispose()

    assert word not in _on_disk(tmp_path)


def _on_disk(folder: Path) -> str:
    found = (path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return "".join(content.decode(errors="replace") for content in found)
