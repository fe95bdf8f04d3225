"""Places: taken, waited for, given back, passed on; never more than there are."""

import threading
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from flask import Flask, g
from sqlalchemy import select

from meeting_app.core.db import begin_write, db
from meeting_app.core.errors import Refused
from meeting_app.core.outbox import OutgoingMail
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Organisation, Person
from meeting_app.registration import queries, service
from meeting_app.registration.models import Places, Registration, RegistrationState
from tests.conftest import NOW
from tests.registration.factories import IN_PERSON, ONLINE, a_desk, a_registration
from tests.support.factories import a_meeting, a_person, an_organisation

CONFIRMED, WAITING, CANCELLED = RegistrationState


def letters_to(person: Person) -> list[str]:
    return list(
        db.session.scalars(
            select(OutgoingMail.kind)
            .where(OutgoingMail.address == person.email)
            .order_by(OutgoingMail.id)
        )
    )


def taken(meeting: Meeting) -> dict[str, int]:
    assert queries.find_broken_counts() == []
    return {row.mode: row.taken for row in queries.list_places(meeting)}


def waiting_line(meeting: Meeting) -> list[str]:
    return [row.person.name for row in queries.list_registrations(meeting, IN_PERSON, WAITING)]


def test_register_while_places_are_left_confirms_with_a_calendar_entry(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal", language="fr")
    a_desk(meeting)

    made = a_registration(meeting, person, country="CD", languages=["fr", "ar"])

    assert (made.state, made.mode, made.languages, made.revision) == (
        CONFIRMED,
        IN_PERSON,
        ["fr", "ar"],
        1,
    )
    assert (person.country, taken(meeting)) == ("CD", {"in_person": 1, "online": 0})
    mail = db.session.scalars(select(OutgoingMail)).one()
    assert (mail.kind, mail.language, mail.scope) == ("registration.confirmed", "fr", "2027")
    assert "http://localhost/fr/2027/register" in mail.body
    [(name, content_type, text)] = mail.attachments
    [event] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert (name, content_type) == ("2027.ics", "text/calendar")
    assert (str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt) == (
        "[fr] Annual Meeting",
        meeting.starts_on,
        meeting.ends_on + timedelta(days=1),
    )


def test_register_when_all_is_taken_joins_the_end_of_the_waiting_list(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 1})
    people = [a_person(name) for name in ("First", "Second", "Third")]

    made = [a_registration(meeting, person) for person in people]

    assert [row.state for row in made] == [CONFIRMED, WAITING, WAITING]
    assert waiting_line(meeting) == ["Second", "Third"]
    assert [queries.place_in_line(row) for row in made[1:]] == [1, 2]
    assert letters_to(people[1]) == ["registration.waiting"]
    assert taken(meeting) == {"in_person": 1}


def test_register_again_changes_details_without_a_second_letter(app: Flask):
    meeting, person = a_meeting(), a_person("Amal")
    a_desk(meeting)
    first = a_registration(meeting, person)

    again = a_registration(meeting, person, name="Amal Haddad", organisation_name="New one")

    assert again.id == first.id
    assert (person.name, person.folded_name) == ("Amal Haddad", "amal haddad")
    assert again.organisation is not None
    assert (again.organisation.name, again.organisation.added_by_person) == ("New one", True)
    assert (letters_to(person), taken(meeting)["in_person"]) == (["registration.confirmed"], 1)


def test_register_finds_the_organisation_of_the_directory_by_another_spelling(app: Flask):
    known = an_organisation("Éducation sans murs", aliases=("ESM",))
    meeting = a_meeting()
    a_desk(meeting)

    made = [
        a_registration(meeting, a_person(), organisation_name=name)
        for name in ("education SANS murs", "esm")
    ]

    assert [row.organisation for row in made] == [known, known]
    assert len(db.session.scalars(select(Organisation)).all()) == 1


def test_register_after_cancelling_starts_anew_at_the_end(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 1})
    first, second = a_person("First"), a_person("Second")
    held, _ = a_registration(meeting, first), a_registration(meeting, second)
    service.cancel(held, NOW)

    again = a_registration(meeting, first)

    assert (again.id, again.state) == (held.id, WAITING)
    assert letters_to(first) == [
        "registration.confirmed",
        "registration.cancelled",
        "registration.waiting",
    ]
    assert letters_to(second) == ["registration.waiting", "registration.moved_up"]
    assert taken(meeting) == {"in_person": 1}


def test_register_twice_with_the_same_outcome_sends_the_letter_again(app: Flask):
    meeting, person = a_meeting(), a_person()
    a_desk(meeting)
    for _ in range(2):
        service.cancel(a_registration(meeting, person), NOW)

    assert letters_to(person) == ["registration.confirmed", "registration.cancelled"] * 2


def test_register_in_the_other_mode_gives_the_place_to_who_waits(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 1, ONLINE: 1})
    first, second = a_person("First"), a_person("Second")
    a_registration(meeting, first)
    waits = a_registration(meeting, second)

    moved = a_registration(meeting, first, ONLINE)

    assert (moved.state, moved.mode, waits.state) == (CONFIRMED, ONLINE, CONFIRMED)
    assert taken(meeting) == {"in_person": 1, "online": 1}
    assert letters_to(first) == ["registration.confirmed"] * 2


def test_register_in_a_full_mode_keeps_the_place_unless_it_may_be_given_up(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 1, ONLINE: 1})
    a_registration(meeting, a_person("First"))
    second = a_person("Second")
    a_registration(meeting, second, ONLINE)
    db.session.commit()
    begin_write()

    with pytest.raises(Refused) as refused:
        a_registration(meeting, second)
    assert refused.value.field == "may_give_up_place"
    db.session.rollback()
    assert taken(meeting) == {"in_person": 1, "online": 1}

    moved = a_registration(meeting, second, may_give_up_place=True)

    assert (moved.state, moved.mode) == (WAITING, IN_PERSON)
    assert taken(meeting) == {"in_person": 1, "online": 0}


@pytest.mark.parametrize(
    ("opens", "closes", "form_opened", "late"),
    [
        (-10, 10, 0, False),
        (-600, -10, -20, True),  # within the grace, form opened in time
        (-600, -10, -5, None),  # form opened too late
        (-600, -16, -20, None),  # grace over
        (10, 20, 0, None),  # not open yet
    ],
)
def test_register_around_the_deadline(
    app: Flask, opens: int, closes: int, form_opened: int, late: bool | None
):
    meeting, person = a_meeting(), a_person()
    minute = timedelta(minutes=1)
    a_desk(meeting, opens_at=NOW + opens * minute, closes_at=NOW + closes * minute)
    sent = NOW + form_opened * minute

    if late is None:
        with pytest.raises(Refused):
            a_registration(meeting, person, form_opened_at=sent)
        assert queries.find_registration(meeting, person) is None
    else:
        assert a_registration(meeting, person, form_opened_at=sent).late is late


def test_cancel_moves_exactly_one_person_up_with_a_letter_in_their_language(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 1})
    people = [a_person("First"), a_person("Second", language="ar"), a_person("Third")]
    made = [a_registration(meeting, person) for person in people]

    service.cancel(made[0], NOW)

    assert [row.state for row in made] == [CANCELLED, CONFIRMED, WAITING]
    assert letters_to(people[1]) == ["registration.waiting", "registration.moved_up"]
    assert letters_to(people[2]) == ["registration.waiting"]
    moved_up = db.session.scalars(
        select(OutgoingMail).where(OutgoingMail.kind == "registration.moved_up")
    ).one()
    assert (moved_up.language, len(moved_up.attachments)) == ("ar", 1)
    assert taken(meeting) == {"in_person": 1}


def test_cancel_while_waiting_frees_no_place(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 1})
    made = [a_registration(meeting, a_person(name)) for name in ("First", "Second", "Third")]

    service.cancel(made[1], NOW)

    assert waiting_line(meeting) == ["Third"]
    assert taken(meeting) == {"in_person": 1}


def test_cancel_twice_is_refused(app: Flask):
    meeting = a_meeting()
    a_desk(meeting)
    made = a_registration(meeting, a_person())
    service.cancel(made, NOW)

    with pytest.raises(Refused):
        service.cancel(made, NOW)
    assert taken(meeting)["in_person"] == 0


def test_set_capacity_higher_moves_up_those_who_wait_longest(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 1})
    made = [a_registration(meeting, a_person(name)) for name in ("A", "B", "C", "D")]

    assert service.set_capacity(meeting, IN_PERSON, 3, NOW) == 2

    assert [row.state for row in made] == [CONFIRMED, CONFIRMED, CONFIRMED, WAITING]
    assert service.set_capacity(meeting, IN_PERSON, None, NOW) == 1
    assert taken(meeting) == {"in_person": 4}


def test_set_capacity_below_what_is_taken_is_refused(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 3})
    for _ in range(2):
        a_registration(meeting, a_person())

    with pytest.raises(Refused) as refused:
        service.set_capacity(meeting, IN_PERSON, 1, NOW)

    assert refused.value.field == "in_person"
    assert str(refused.value.message).startswith("2 people have a place already")
    assert service.set_capacity(meeting, IN_PERSON, 2, NOW) == 0


def test_find_broken_counts_finds_a_wrong_counter_and_a_place_that_nobody_got(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 1})
    for _ in range(2):
        a_registration(meeting, a_person())
    [places] = queries.list_places(meeting)
    assert queries.find_broken_counts() == []

    places.capacity = 2
    db.session.flush()
    assert queries.find_broken_counts() == [places.id]

    places.taken = 2
    db.session.flush()
    assert queries.find_broken_counts() == [places.id]


def in_threads(app: Flask, *works: object) -> list[BaseException]:
    """Run each in a thread, an application context and a transaction of its own, all at once."""
    barrier, failed = threading.Barrier(len(works)), []

    def run(work: object) -> None:
        try:
            barrier.wait(30)
            with app.app_context():
                g.lang, g.dir, g.now = "en", "ltr", NOW
                begin_write()
                work()  # type: ignore[operator]
                db.session.commit()
                db.session.remove()
        except BaseException as error:  # noqa: BLE001 - told to the test
            failed.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return failed


def test_register_sixty_at_once_for_twenty_places_confirms_exactly_twenty(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 20})
    people = [a_person() for _ in range(60)]
    meeting_id, ids = meeting.id, [person.id for person in people]
    db.session.commit()

    def registers(person_id: int):
        return lambda: a_registration(
            db.session.get_one(Meeting, meeting_id), db.session.get_one(Person, person_id)
        )

    assert in_threads(app, *map(registers, ids)) == []

    db.session.expire_all()
    counts = queries.count_by_state(meeting)
    assert (counts[IN_PERSON, CONFIRMED], counts[IN_PERSON, WAITING]) == (20, 40)
    assert taken(meeting) == {"in_person": 20}
    line = queries.list_registrations(meeting, IN_PERSON, WAITING)
    assert len({row.queued_at for row in line}) == 40
    assert [row.id for row in line] == sorted(row.id for row in line)


def test_cancel_and_register_at_once_leave_no_place_empty_and_pass_none_on_twice(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 10})
    people = [a_person() for _ in range(40)]
    held = [a_registration(meeting, person) for person in people[:20]]
    meeting_id = meeting.id
    leaving, coming = [row.id for row in held[:8]], [person.id for person in people[20:]]
    db.session.commit()

    def leaves(row: int):
        return lambda: service.cancel(db.session.get_one(Registration, row), NOW)

    def comes(person_id: int):
        return lambda: a_registration(
            db.session.get_one(Meeting, meeting_id), db.session.get_one(Person, person_id)
        )

    assert in_threads(app, *map(leaves, leaving), *map(comes, coming)) == []

    db.session.expire_all()
    counts = queries.count_by_state(meeting)
    assert (counts[IN_PERSON, CONFIRMED], counts[IN_PERSON, WAITING]) == (10, 22)
    assert taken(meeting) == {"in_person": 10}
    # Those who waited before anybody left are the ones who moved up.
    assert [db.session.get_one(Registration, row.id).state for row in held[10:18]] == [
        CONFIRMED
    ] * 8
    moved_up = select(OutgoingMail.address).where(OutgoingMail.kind == "registration.moved_up")
    assert len(db.session.scalars(moved_up).all()) == 8


def test_register_one_person_in_many_tabs_at_once_takes_one_place(app: Flask):
    meeting, person = a_meeting(), a_person()
    a_desk(meeting, {IN_PERSON: 3})
    meeting_id, person_id = meeting.id, person.id
    db.session.commit()

    def registers() -> None:
        a_registration(
            db.session.get_one(Meeting, meeting_id), db.session.get_one(Person, person_id)
        )

    assert in_threads(app, *[registers] * 8) == []

    db.session.expire_all()
    assert taken(meeting) == {"in_person": 1}
    assert letters_to(person) == ["registration.confirmed"]


def test_check_of_the_database_refuses_one_place_too_many(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 1})
    [places] = queries.list_places(meeting)
    places.taken = 2

    with pytest.raises(Exception, match="never_oversold"):
        db.session.flush()
    db.session.rollback()
    assert db.session.scalars(select(Places)).all() == []


def test_register_keeps_the_time_of_registering_in_utc(app: Flask):
    meeting = a_meeting()
    a_desk(meeting)

    made = a_registration(meeting, a_person())

    assert made.registered_at == datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
