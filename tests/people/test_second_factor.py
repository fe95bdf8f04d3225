"""The second factor: who must give one, what it takes, what it opens."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from meeting_app.core.db import db
from meeting_app.meetings.queries import list_rooms
from meeting_app.people import queries
from meeting_app.people import service as people
from meeting_app.people.models import (
    Action,
    AuditEntry,
    Authenticator,
    Person,
    RecoveryCode,
    SignIn,
)
from meeting_app.people.rules import name_device
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Page, Visitor, code_of, set_up_second_factor

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DESK = "/en/m/desk/rooms"


def an_authenticator(person: Person) -> Authenticator:
    row = Authenticator(
        person_id=person.id, name="phone", secret=SECRET, last_counter=0, created_at=NOW
    )
    db.session.add(row)
    db.session.flush()
    return row


def actions() -> list[Action]:
    return [
        Action(a) for a in db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id))
    ]


def test_desk_without_second_factor_leads_to_it_and_back(app: Flask):
    organiser = an_organiser(a_meeting("m"))
    browser = Visitor(app, organiser, second_factor=False)

    answer = browser.fetch(DESK)
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/en/account/second-factor?next={DESK}",
    )
    arrived = set_up_second_factor(browser, browser.follow(answer))

    assert arrived.response.request.path == DESK
    assert db.session.scalars(select(Authenticator.person_id)).all() == [organiser.id]
    assert actions()[-2:] == [Action.SECOND_FACTOR_ADDED, Action.RECOVERY_CODES_MADE]


@pytest.mark.parametrize("path", ["m/desk/rooms", "m/desk/rooms/none", "none/desk/", "m/desk/none"])
def test_desk_without_second_factor_answers_alike_for_what_is_not_there(app: Flask, path: str):
    browser = Visitor(app, an_organiser(a_meeting("m")), second_factor=False)
    answer = browser.fetch(f"/en/{path}")

    expected = (
        (404, None)
        if path == "m/desk/none"
        else (
            303,
            f"/en/account/second-factor?next=/en/{path}",
        )
    )
    assert (answer.status_code, answer.headers.get("Location")) == expected


def test_desk_of_another_meeting_without_second_factor_says_no_more_than_with_it(app: Flask):
    a_meeting("other")
    organiser = an_organiser(a_meeting("m"))
    browser = Visitor(app, organiser)

    assert browser.fetch("/en/other/desk/").status_code == 404
    assert Visitor(app, a_person(), second_factor=False).fetch("/en/m/desk/").status_code == 404


def test_post_to_the_desk_without_second_factor_changes_nothing_and_gives_the_text_back(app: Flask):
    meeting = a_meeting("m")
    organiser = an_organiser(meeting)
    browser = Visitor(app, organiser)
    page = browser.get(DESK)
    db.session.execute(update(SignIn).values(second_factor_at=None))
    answer = browser.send(page, {"name-en": "A room with a long name"}, status=403)

    assert "A room with a long name" in Page(answer).text
    assert browser.send(page, {"name-en": "Short"}, status=303).headers["Location"] == (
        "/en/account/second-factor"
    )
    assert list_rooms(meeting) == []


def test_public_pages_and_own_pages_stay_open_without_second_factor(app: Flask):
    meeting = a_meeting("m")
    browser = Visitor(app, an_organiser(meeting), second_factor=False)

    assert [
        browser.fetch(p).status_code for p in ("/en/", "/en/m/", "/en/m/my", "/en/account/")
    ] == [200] * 4
    assert "/en/m/desk/" in browser.get("/en/m/").links()


def test_give_code_twice_is_refused_in_every_browser(app: Flask):
    person = an_organiser(a_meeting("m"))
    an_authenticator(person)
    first, second = (Visitor(app, person, second_factor=False) for _ in range(2))
    code = {"code": code_of(SECRET, NOW)}

    asked = first.follow(first.fetch("/en/account/second-factor"))
    assert first.send(asked, code).headers["Location"] == "/en/account/second-factor"
    page = second.get("/en/account/second-factor/give")
    answer = second.send(page, code, status=422)

    assert Page(answer).errors() == {"code": "Error: This code does not hold, or was used already."}
    assert [first.fetch(DESK).status_code, second.fetch(DESK).status_code] == [200, 303]
    assert actions()[-2:] == [Action.SECOND_FACTOR_GIVEN, Action.SECOND_FACTOR_FAILED]


@pytest.mark.parametrize(
    ("seconds", "status"), [(-120, 422), (-60, 422), (-30, 303), (0, 303), (30, 303), (60, 422)]
)
def test_give_code_of_another_time_is_refused_beyond_half_a_minute(
    app: Flask, seconds: int, status: int
):
    person = a_person()
    an_authenticator(person)
    browser = Visitor(app, person, second_factor=False)
    page = browser.get("/en/account/second-factor/give")

    browser.send(page, {"code": code_of(SECRET, NOW + timedelta(seconds=seconds))}, status=status)


def test_give_code_in_arabic_digits_is_taken(app: Flask):
    person = a_person(language="ar")
    an_authenticator(person)
    browser = Visitor(app, person, second_factor=False)
    digits = code_of(SECRET, NOW).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    browser.send(browser.get("/ar/account/second-factor/give"), {"code": digits})


@pytest.mark.parametrize(
    "code", ["", "x", "12345", "1234567", "²³⁴⁵⁶⁷", "'; --", "A" * 60, "000000"]
)
def test_give_code_that_is_none_is_refused_and_kept(app: Flask, code: str):
    person = a_person()
    an_authenticator(person)
    browser = Visitor(app, person, second_factor=False)
    page = browser.get("/en/account/second-factor/give")
    answer = browser.send(page, {"code": code}, status=422)

    assert db.session.scalars(select(SignIn.second_factor_at)).all() == [None]
    assert list(Page(answer).errors()) == ["code"]


def test_recovery_code_works_once_however_it_is_typed(app: Flask):
    person = a_person()
    an_authenticator(person)
    codes = people.make_recovery_codes(person, NOW)
    first, second = (Visitor(app, person, second_factor=False) for _ in range(2))

    first.send(
        first.get("/en/account/second-factor/give"), {"code": codes[3].lower().replace("-", " ")}
    )
    second.send(second.get("/en/account/second-factor/give"), {"code": codes[3]}, status=422)

    assert queries.count_recovery_codes(person) == 9
    assert not any(
        code.replace("-", "") in db.session.scalars(select(RecoveryCode.code_hash)).all()
        for code in codes
    )


def test_recovery_codes_are_shown_once_and_new_ones_end_the_older(app: Flask):
    person = a_person()
    an_authenticator(person)
    browser = Visitor(app, person)
    shown = [
        Page(browser.send(browser.get("/en/account/recovery-codes"), status=200)).texts("code")
        for _ in range(2)
    ]

    assert [len(set(codes)) for codes in shown] == [10, 10]
    assert browser.get("/en/account/recovery-codes").texts("code") == []
    weak = Visitor(app, person, second_factor=False)
    page = weak.get("/en/account/second-factor/give")
    weak.send(page, {"code": shown[0][0]}, status=422)
    weak.send(page, {"code": shown[1][0]})


def test_add_authenticator_beside_one_wants_that_one_first(app: Flask):
    """Whoever got into a mailbox must not add a factor of their own."""
    person = a_person()
    an_authenticator(person)
    browser = Visitor(app, person, second_factor=False)

    for path in ("authenticator", ""):
        answer = browser.fetch(f"/en/account/second-factor/{path}".rstrip("/"))
        assert answer.headers["Location"] == "/en/account/second-factor/give"
    assert browser.fetch("/en/account/recovery-codes").status_code == 303


def test_add_authenticator_wrong_code_shows_the_same_key_again(app: Flask):
    browser = Visitor(app, a_person(), second_factor=False)
    page = browser.get("/en/account/second-factor/authenticator")
    again = Page(browser.send(page, {"code": "123456", "name": "my phone"}, status=422))

    assert again.texts("code") == page.texts("code")
    assert 'value="my phone"' in again.html
    secret = "".join(page.texts("code")[0].split())
    browser.send(again, {"code": code_of(secret, NOW)})
    assert db.session.scalars(select(Authenticator.name)).all() == ["my phone"]


def test_add_authenticator_takes_no_key_but_the_one_that_it_showed_this_person(app: Flask):
    mine, theirs = Visitor(app, a_person()), Visitor(app, a_person())
    foreign = dict(theirs.get("/en/account/second-factor/authenticator").form().fields)
    page = mine.get("/en/account/second-factor/authenticator")
    for sealed in (foreign["sealed_secret"], "", "x", SECRET):
        code = {"code": code_of(SECRET, NOW), "sealed_secret": sealed}
        mine.send(page, code, status=422)

    assert db.session.scalars(select(Authenticator.id)).all() == []


def test_secrets_are_unreadable_in_the_database(app: Flask):
    an_authenticator(a_person())
    stored = db.session.scalar(
        select(Authenticator.__table__.c.secret.label("raw")).select_from(Authenticator)
    )
    raw = db.session.connection().exec_driver_sql("SELECT secret FROM authenticator").scalar()

    assert stored == SECRET
    assert SECRET not in str(raw)


@pytest.mark.parametrize(
    ("hours", "minutes", "status"), [(0, 29, 200), (0, 31, 303), (11, 59, 200), (12, 1, 303)]
)
def test_sign_in_of_an_organiser_ends_when_idle_or_after_half_a_day(
    app: Flask, hours: int, minutes: int, status: int
):
    browser = Visitor(app, an_organiser(a_meeting("m")))
    until = NOW + timedelta(hours=hours, minutes=minutes)
    at = NOW
    while at + timedelta(minutes=20) < until and hours:
        at += timedelta(minutes=20)
        app.config["NOW"] = at
        browser.fetch("/en/account/")
    app.config["NOW"] = until

    assert browser.fetch("/en/account/").status_code == status


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 303)])
def test_sign_in_of_a_participant_lasts_thirty_days(app: Flask, days: int, status: int):
    browser = Visitor(app, a_person())
    app.config["NOW"] = NOW + timedelta(days=days)

    assert browser.fetch("/en/account/").status_code == status


def test_sign_in_of_somebody_who_becomes_an_organiser_is_bounded(app: Flask):
    from meeting_app.meetings import service as meetings
    from meeting_app.meetings.models import Role

    person = a_person()
    browser = Visitor(app, person)
    meetings.grant(a_meeting("m"), person, Role.ORGANISER, NOW)
    app.config["NOW"] = NOW + timedelta(minutes=31)

    assert browser.fetch("/en/account/").status_code == 303


def test_seen_is_noted_once_a_minute_and_nobody_waits_for_it(app: Flask):
    browser = Visitor(app, a_person())
    seen = []
    for seconds in (30, 61, 90, 130):
        app.config["NOW"] = NOW + timedelta(seconds=seconds)
        browser.fetch("/en/account/")
        seen.append(db.session.scalars(select(SignIn.seen_at)).one() - NOW)

    assert [int(one.total_seconds()) for one in seen] == [0, 61, 61, 130]


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (
            "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0",
            "Firefox, Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            " Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            " Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0",
            "Edge, Windows",
        ),
        ("curl/8.5.0", ""),
        ("<script>Firefox</script>", "Firefox"),
        ("", ""),
    ],
)
def test_name_device_keeps_two_words_at_most(user_agent: str, device: str):
    assert name_device(user_agent) == device
