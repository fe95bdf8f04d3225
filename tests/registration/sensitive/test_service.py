"""Asking, giving, taking back, looking, handing out, ending."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from meeting_app.core import secrets
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.outbox import OutgoingMail
from meeting_app.core.privacy import Erasing, Texts
from meeting_app.people.models import Action, AuditEntry
from meeting_app.registration import service as registrations
from meeting_app.registration.feature import FEATURE
from meeting_app.registration.privacy import PRIVACY
from meeting_app.registration.sensitive import looking, queries, service
from meeting_app.registration.sensitive.fields import Given, Purpose, SensitiveField
from meeting_app.registration.sensitive.models import SensitiveValue
from tests.conftest import NOW
from tests.registration.factories import ONLINE, a_desk, a_registration
from tests.registration.sensitive.factories import (
    ACCESS,
    DIET,
    EMERGENCY,
    LETTER,
    PASSPORT,
    PHONE,
    VISA,
    a_field,
    all_fields,
    some_given,
)
from tests.support.factories import a_meeting, a_person, a_text, an_organiser

VEGAN = Given(("vegan",), "no onions")


def values() -> int:
    return db.session.scalar(select(func.count()).select_from(SensitiveValue)) or 0


def trail(*actions: Action) -> list[AuditEntry]:
    return list(
        db.session.scalars(
            select(AuditEntry).where(AuditEntry.action.in_(actions)).order_by(AuditEntry.id)
        )
    )


def test_new_meeting_asks_for_nothing_sensitive(app: Flask):
    meeting = a_meeting()
    a_desk(meeting)
    registration = a_registration(meeting, a_person())

    service.give(registration, {DIET: VEGAN, PASSPORT: Given((), "X1")}, consents=True, now=NOW)

    assert (queries.list_asked(meeting), values()) == ([], 0)


def test_give_keeps_what_is_asked_for_and_reads_it_back(app: Flask):
    meeting = a_meeting()
    a_desk(meeting)
    all_fields(meeting)
    registration = a_registration(meeting, a_person())
    given = {
        VISA: LETTER,
        PASSPORT: Given((), "P1234567"),
        DIET: VEGAN,
        ACCESS: Given(("step_free",), ""),
        PHONE: Given((), "+962 6 555 0100"),
        EMERGENCY: Given((), "ليلى، 0100"),
    }

    some_given(registration, given)

    assert queries.read_own(meeting, registration.person) == given
    stored = db.session.scalars(select(SensitiveValue.sealed)).all()
    assert [one for one in stored if "vegan" in one or "P123" in one] == []
    consented = {
        row.field for row in db.session.scalars(select(SensitiveValue)) if row.consented_at
    }
    assert consented == {DIET, ACCESS}


def test_give_changes_only_what_changed_and_deletes_what_was_emptied(app: Flask):
    meeting = a_meeting()
    a_desk(meeting)
    all_fields(meeting)
    registration = a_registration(meeting, a_person())
    some_given(registration, {DIET: VEGAN, PHONE: Given((), "1")})
    before = {row.field: row.sealed for row in db.session.scalars(select(SensitiveValue))}

    service.give(
        registration, {DIET: VEGAN, PHONE: Given()}, consents=True, now=NOW + timedelta(hours=1)
    )

    after = {row.field: row.sealed for row in db.session.scalars(select(SensitiveValue))}
    assert after == {DIET: before[DIET]}


def test_give_of_health_or_belief_without_consent_is_refused(app: Flask):
    meeting = a_meeting()
    a_desk(meeting)
    all_fields(meeting)
    registration = a_registration(meeting, a_person())

    with pytest.raises(Refused) as refusal:
        service.give(registration, {DIET: VEGAN}, consents=False, now=NOW)

    assert refusal.value.field == "consent"
    service.give(registration, {PHONE: Given((), "1")}, consents=False, now=NOW)
    assert values() == 1


def test_give_a_passport_number_without_the_letter_is_refused(app: Flask):
    meeting = a_meeting()
    a_desk(meeting)
    all_fields(meeting)
    registration = a_registration(meeting, a_person())

    with pytest.raises(Refused) as refusal:
        some_given(registration, {PASSPORT: Given((), "P1"), VISA: Given()})

    assert refusal.value.field == "passport_text"


def test_give_is_kept_of_those_alone_who_attend_so(app: Flask):
    meeting = a_meeting()
    a_desk(meeting)
    all_fields(meeting)
    registration = a_registration(meeting, a_person())
    some_given(registration, {DIET: VEGAN, ACCESS: Given(("captions",), "")})

    registration.mode = ONLINE
    some_given(registration, {DIET: VEGAN, ACCESS: Given(("captions",), "")})

    assert list(queries.read_own(meeting, registration.person)) == [ACCESS]


def test_cancel_deletes_everything_at_once(app: Flask):
    meeting = a_meeting()
    a_desk(meeting)
    all_fields(meeting)
    mine, other = a_registration(meeting, a_person()), a_registration(meeting, a_person())
    some_given(mine, {DIET: VEGAN, VISA: LETTER})
    some_given(other, {DIET: VEGAN})

    registrations.cancel(mine, NOW)

    assert db.session.scalars(select(SensitiveValue.person_id)).all() == [other.person_id]


def test_take_back_deletes_the_field_and_a_passport_with_its_letter(app: Flask):
    meeting = a_meeting()
    a_desk(meeting)
    all_fields(meeting)
    registration = a_registration(meeting, a_person())
    some_given(registration, {VISA: LETTER, PASSPORT: Given((), "P1"), DIET: VEGAN})

    service.take_back(meeting, registration.person, VISA, NOW)

    assert list(queries.read_own(meeting, registration.person)) == [DIET]
    (entry,) = trail(Action.SENSITIVE_ENDED)
    assert (entry.about_id, entry.thing, entry.details) == (
        registration.person_id,
        "field visa",
        {"deleted": 2},
    )


def test_two_values_swapped_in_the_database_refuse_to_open(app: Flask):
    meeting = a_meeting()
    a_desk(meeting)
    all_fields(meeting)
    one, two = a_registration(meeting, a_person()), a_registration(meeting, a_person())
    some_given(one, {DIET: VEGAN, PHONE: Given((), "1")})
    some_given(two, {DIET: Given(("halal",), "")})
    first, second = db.session.scalars(
        select(SensitiveValue).where(SensitiveValue.field == DIET).order_by(SensitiveValue.id)
    )
    first.sealed, second.sealed = second.sealed, first.sealed
    db.session.flush()

    assert queries.read_own(meeting, one.person) == {DIET: None, PHONE: Given((), "1")}
    assert queries.read_own(meeting, two.person) == {DIET: None}


@pytest.mark.parametrize("field", list(SensitiveField))
def test_ask_keeps_no_field_longer_than_its_longest(app: Flask, field: SensitiveField):
    meeting = a_meeting()
    if field == PASSPORT:
        a_field(meeting, VISA)
    longest = {VISA: 30, PASSPORT: 30}.get(field, 14)

    with pytest.raises(Refused):
        a_field(meeting, field, days_kept=longest + 1)

    assert a_field(meeting, field, days_kept=longest).days_kept == longest


def test_ask_again_may_shorten_but_not_lengthen_once_somebody_gave(app: Flask):
    meeting = a_meeting()
    a_desk(meeting)
    a_field(meeting, DIET, days_kept=7)
    a_field(meeting, DIET, days_kept=10)
    some_given(a_registration(meeting, a_person()), {DIET: VEGAN})

    with pytest.raises(Refused) as refusal:
        a_field(meeting, DIET, days_kept=11)

    assert refusal.value.field == "days_kept"
    assert a_field(meeting, DIET, days_kept=3).days_kept == 3


def test_ask_for_passports_without_visa_letters_is_refused(app: Flask):
    with pytest.raises(Refused):
        a_field(a_meeting(), PASSPORT)


@pytest.mark.parametrize("field", [DIET, ACCESS])
def test_ask_for_health_or_belief_is_never_compulsory(app: Flask, field: SensitiveField):
    assert a_field(a_meeting(), field, needed=True).needed is False


def test_stop_asking_deletes_what_was_given_and_passports_with_visa_letters(app: Flask):
    meeting, other = a_meeting(), a_meeting()
    for one in (meeting, other):
        a_desk(one)
        all_fields(one)
        given = {VISA: LETTER, PASSPORT: Given((), "P1"), DIET: VEGAN}
        some_given(a_registration(one, a_person()), given)
    asked = queries.find_asked(meeting, VISA)
    assert asked is not None

    assert service.stop_asking(asked, None, NOW) == 1

    assert [row.field for row in queries.list_asked(meeting)] == [DIET, ACCESS, PHONE, EMERGENCY]
    assert queries.count_given(meeting) == {DIET: 1}
    assert queries.count_given(other) == {VISA: 1, PASSPORT: 1, DIET: 1}


def test_look_is_in_the_trail_with_the_fields_and_whose(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    organiser, registration = an_organiser(meeting), a_registration(meeting, a_person())
    some_given(registration, {DIET: VEGAN, PHONE: Given((), "1")})

    found = looking.look(registration, organiser, NOW)

    assert found == {DIET: VEGAN, PHONE: Given((), "1")}
    (entry,) = trail(Action.SENSITIVE_VIEWED)
    assert (entry.actor_id, entry.about_id, entry.scope, entry.details) == (
        organiser.id,
        registration.person_id,
        "2027",
        {"fields": "diet, phone"},
    )


def test_look_at_very_many_is_stopped_and_the_organisers_are_told_once(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    organiser, other = an_organiser(meeting), an_organiser(meeting, language="ar")
    registration = a_registration(meeting, a_person())
    some_given(registration, {DIET: VEGAN})

    for second in range(looking.LOOKS_AT_MOST):
        assert looking.look(registration, organiser, NOW + timedelta(seconds=second)) is not None
    for _ in range(3):
        assert looking.look(registration, organiser, NOW + timedelta(minutes=2)) is None

    (entry,) = trail(Action.READING_STOPPED)
    assert (entry.actor_id, entry.details) == (organiser.id, {"looks": looking.LOOKS_AT_MOST})
    told = db.session.scalars(
        select(OutgoingMail.address).where(OutgoingMail.kind == "registration.reading_stopped")
    ).all()
    assert sorted(told) == sorted([organiser.email, other.email])
    assert looking.look(registration, other, NOW + timedelta(minutes=2)) is not None
    assert looking.look(registration, organiser, NOW + timedelta(minutes=7)) is not None


def test_hand_out_has_an_entry_for_the_file_and_for_each_person_in_it(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting, {"in_person": 2, "online": None})  # type: ignore[dict-item]
    all_fields(meeting)
    organiser = an_organiser(meeting)
    inside = [a_registration(meeting, a_person(name)) for name in ("B", "A")]
    waiting = a_registration(meeting, a_person("C"))
    for one in (*inside, waiting):
        some_given(one, {DIET: VEGAN, PHONE: Given((), "1")})

    rows = looking.hand_out(meeting, Purpose.COOK, names=False, by=organiser, now=NOW)

    assert [(row.name, row.given) for row in rows] == [("A", {DIET: VEGAN}), ("B", {DIET: VEGAN})]
    file, *each = trail(Action.EXPORTED, Action.SENSITIVE_EXPORTED)
    assert file.details == {"fields": "diet", "names": False, "rows": 2}
    assert {(one.action, one.about_id) for one in each} == {
        (Action.SENSITIVE_EXPORTED, one.person_id) for one in inside
    }


@pytest.mark.parametrize(
    ("field", "days", "day"),
    [(DIET, 14, date(2027, 3, 18)), (VISA, 30, date(2027, 4, 3)), (PHONE, 2, date(2027, 3, 6))],
)
def test_end_due_deletes_on_the_day_that_people_were_told_and_not_before(
    app: Flask, field: SensitiveField, days: int, day: date
):
    meeting = a_meeting("2027")  # ends on 4 March 2027, in Amman
    a_desk(meeting)
    a_field(meeting, field, days_kept=days)
    some_given(a_registration(meeting, a_person()), {field: Given(("letter",), "x")})
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=3)

    assert (service.end_due(midnight - timedelta(seconds=1)), values()) == (0, 1)
    assert (service.end_due(midnight), values()) == (1, 0)
    assert service.end_due(midnight) == 0
    (entry,) = trail(Action.RETENTION_RAN)
    assert (entry.thing, entry.details) == (f"field {field}", {"deleted": 1})


def test_read_after_a_change_of_keys_loses_nothing_and_without_the_old_key_only_the_old(app: Flask):
    old, new = "an-old-key-of-more-than-thirty-two-characters", "a-new-key-of-more-than-thirty-two"
    meeting = a_meeting()
    a_desk(meeting)
    all_fields(meeting)
    one, two = a_registration(meeting, a_person()), a_registration(meeting, a_person())
    try:
        secrets.use_keys([old])
        some_given(one, {DIET: VEGAN})
        secrets.use_keys([new])
        some_given(two, {DIET: VEGAN})
        assert queries.read_own(meeting, one.person) == {DIET: None}
        assert queries.read_own(meeting, two.person) == {DIET: VEGAN}

        secrets.use_keys([new, old])
        db.session.commit()
        answer = app.test_cli_runner().invoke(args=["keys", "change"])
        assert "sensitive_value.sealed: 1 sealed anew, 0 unreadable" in answer.output
        secrets.use_keys([new])
        assert queries.read_own(meeting, one.person) == {DIET: VEGAN}
    finally:
        secrets.use_keys([], older=app.config["SECRET_KEYS"])


def test_give_an_empty_field_keeps_what_only_lacks_its_key(app: Flask):
    """The key may come back; deleting is the person's own button."""
    meeting = a_meeting()
    a_desk(meeting)
    all_fields(meeting)
    registration = a_registration(meeting, a_person())
    some_given(registration, {PHONE: Given((), "1")})
    db.session.execute(update(SensitiveValue).values(sealed="v1.00000000.AAAA" + "A" * 40))

    some_given(registration, {PHONE: Given()})
    assert values() == 1
    service.take_back(meeting, registration.person, PHONE, NOW)
    assert values() == 0


def test_given_packed_tells_little_by_its_length():
    lengths = {len(Given((), "x" * n).packed().encode()) for n in range(100)}

    assert lengths == {128}
    assert Given.unpacked(Given(("vegan",), "é").packed()) == Given(("vegan",), "é")


def test_reason_of_a_field_is_there_for_translators(app: Flask):

    meeting = a_meeting()
    assert FEATURE.texts is not None
    assert list(FEATURE.texts(meeting)) == []
    a_field(meeting, DIET, handed_to=a_text("The kitchen"))

    assert [text.attribute for text in FEATURE.texts(meeting)] == ["reason", "handed_to"]


def test_export_and_erase_of_a_person_hold_their_own_values_alone(app: Flask):

    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    mine, other = a_registration(meeting, a_person()), a_registration(meeting, a_person())
    some_given(mine, {DIET: VEGAN})
    some_given(other, {DIET: Given(("halal",), "theirs")})

    (row,) = PRIVACY.export(mine.person)["sensitive_values"]
    assert (row["meeting"], row["field"], row["choices"], row["text"]) == (
        "2027",
        "diet",
        ["vegan"],
        "no onions",
    )
    erasing = Erasing(mine.person_id, "A", (), Texts.NAMELESS, NOW)
    PRIVACY.erase(mine.person, erasing)

    assert db.session.scalars(select(SensitiveValue.person_id)).all() == [other.person_id]
