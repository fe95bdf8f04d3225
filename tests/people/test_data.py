"""What is held about somebody: in words, as a file, erased by themselves or on their behalf."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from meeting_app import FEATURES
from meeting_app.abstracts.models import Abstract, AbstractState
from meeting_app.abstracts.service import NamedPresenter
from meeting_app.core import worker
from meeting_app.core.db import begin_write, db
from meeting_app.core.errors import Refused
from meeting_app.core.outbox import OutgoingMail
from meeting_app.core.privacy import Texts
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import MeetingRole, Role
from meeting_app.people import service
from meeting_app.people.models import AuditEntry, DataExport, ErasedPerson, Person
from meeting_app.registration.models import Registration, RegistrationState
from meeting_app.review.models import Assignment, Review
from tests.abstracts.factories import a_call, a_draft, an_abstract
from tests.conftest import NOW
from tests.registration.factories import IN_PERSON, a_desk, a_registration
from tests.support.factories import a_meeting, a_person, a_reviewer, an_organiser
from tests.support.pages import Visitor

DATA = "/en/account/data"
HOUR = timedelta(hours=1)


def fetched(app: Flask, somebody: Visitor) -> dict[str, bytes]:
    """Their file, asked for and fetched as a person would: {name: content}."""
    somebody.send(somebody.get(DATA))
    db.session.commit()
    worker.run_due(app)
    page = somebody.get(DATA)
    (link,) = [link for link in page.links() if link.endswith(".zip")]
    answer = somebody.fetch(link)
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == "attachment; filename=data-2026-11-20.zip"
    assert answer.headers["Cache-Control"].startswith("no-")
    content = answer.data
    answer.close()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lists(files: dict[str, bytes], name: str) -> dict[str, Any]:
    return json.loads(files[f"{name}.json"])


def test_data_says_in_words_what_there_is(app: Flask):
    meeting, person = a_meeting(), a_person()
    a_desk(meeting)
    a_registration(meeting, person)

    page = Visitor(app, person).get(DATA)

    assert page.texts("dt") == [
        "Your profile",
        "Your sign-ins",
        "Letters that we sent you",
        "Notes of what was done with your data, and by you",
        "Your registrations",
    ]


def test_data_is_the_persons_own_and_nobody_elses(app: Flask):
    meeting = a_meeting("2027")
    call = a_call(meeting)
    one, other = a_person("Amal Haddad"), a_person("Bruno Costa")
    both = [
        NamedPresenter(one.name, one.email, "Harbour"),
        NamedPresenter(other.name, other.email, "Harbour"),
    ]
    abstract = an_abstract(call, one, presenters=both, title="Clubs")
    reviewer = a_reviewer(meeting, name="Rita Review")
    assignment = Assignment(abstract=abstract, person=reviewer, assigned_at=NOW)
    assignment.review = Review(comment="A secret remark", sent_at=NOW)
    db.session.add(assignment)
    db.session.commit()

    ones, others = (fetched(app, Visitor(app, person)) for person in (one, other))

    (written,) = lists(ones, "abstracts")["abstracts"]
    assert (written["code"], written["presenters"]) == (abstract.code, 2)
    assert lists(others, "abstracts") == {
        "presenter_of": [
            {
                "meeting": "2027",
                "abstract": abstract.code,
                "name": "Bruno Costa",
                "email": other.email,
            }
        ]
    }
    everything = {
        name: b"\n".join(files.values()).decode()
        for name, files in (("one", ones), ("other", others))
    }
    assert other.email not in everything["one"]
    assert "Bruno" not in everything["one"]
    assert one.email not in everything["other"]
    assert "Amal" not in everything["other"]
    for text in everything.values():
        assert "Rita" not in text
        assert "secret remark" not in text


def test_data_of_a_reviewer_holds_their_reviews_and_no_author(app: Flask):
    meeting = a_meeting("2027")
    abstract = an_abstract(a_call(meeting), a_person("Amal Haddad"), title="Clubs by Amal")
    reviewer = a_reviewer(meeting)
    assignment = Assignment(abstract=abstract, person=reviewer, assigned_at=NOW)
    assignment.review = Review(comment="Well told", sent_at=NOW)
    db.session.add(assignment)
    db.session.commit()

    files = fetched(app, Visitor(app, reviewer))

    assert lists(files, "review") == {
        "reviews": [
            {
                "meeting": "2027",
                "abstract": abstract.code,
                "assigned_at": "2026-11-20T09:00:00Z",
                "comment": "Well told",
                "sent_at": "2026-11-20T09:00:00Z",
                "scores": {},
            }
        ]
    }
    assert b"Amal" not in b"\n".join(files.values())


def test_data_holds_no_link_that_lets_in(app: Flask):
    person = a_person()
    service.ask_for_link(person.email, language="en", next_url="", now=NOW)
    db.session.commit()

    files = fetched(app, Visitor(app, person))

    kinds = {mail["kind"]: set(mail) for mail in lists(files, "people")["letters"]}
    assert "body" not in kinds["people.sign_in_link"]
    assert b"/link/" not in b"\n".join(files.values())


def test_data_file_is_for_its_owner_alone(app: Flask):
    somebody = Visitor(app, a_person())
    fetched(app, somebody)
    number = db.session.scalars(select(DataExport.id)).one()
    other = Visitor(app, a_person())

    never_was = other.fetch(f"{DATA}/999.zip")
    theirs = other.fetch(f"{DATA}/{number}.zip")

    assert (theirs.status_code, never_was.status_code) == (404, 404)
    assert Visitor(app).fetch(f"{DATA}/{number}.zip").status_code == 303


def test_data_file_is_gone_after_a_day(app: Flask):
    somebody = Visitor(app, a_person())
    fetched(app, somebody)
    number = db.session.scalars(select(DataExport.id)).one()

    app.config["NOW"] = NOW + timedelta(hours=24)

    assert somebody.get(f"{DATA}/{number}.zip", status=410).heading == "This file was deleted"


def test_data_letter_says_that_it_is_ready_once(app: Flask):
    person = a_person(language="fr")
    somebody = Visitor(app, person)
    page = somebody.get(DATA)
    somebody.send(page)
    somebody.send(page)
    db.session.commit()
    worker.run_due(app)

    letters = db.session.scalars(
        select(OutgoingMail).where(OutgoingMail.kind == "people.data_ready")
    ).all()
    assert [(letter.person_id, letter.language) for letter in letters] == [(person.id, "fr")]
    handed = select(AuditEntry.about_id).where(AuditEntry.action == "data_handed_out")
    assert db.session.scalars(handed).all() == [person.id]


def test_erase_without_the_tick_changes_nothing(app: Flask):
    person = a_person()
    somebody = Visitor(app, person)
    page = somebody.get("/en/account/erase")

    answer = somebody.send(page, {"texts": "removed"}, status=422)

    assert "Tick the box if you are sure." in answer.text
    assert 'value="removed" checked' in answer.text
    assert person.erased_at is None


def test_erase_of_the_only_organiser_is_refused_with_a_sentence(app: Flask):
    meeting = a_meeting()
    organiser = an_organiser(meeting)
    somebody = Visitor(app, organiser)

    assert "“Annual Meeting” has no other organiser." in somebody.get("/en/account/erase").text
    with pytest.raises(Refused, match="no other organiser"):
        service.erase(organiser, FEATURES, texts=Texts.NAMELESS, actor=organiser, now=NOW)
    meetings.grant(meeting, a_person(), Role.ORGANISER, NOW)
    service.erase(organiser, FEATURES, texts=Texts.NAMELESS, actor=organiser, now=NOW)
    assert organiser.erased_at == NOW


def test_erase_of_the_only_administrator_is_refused(app: Flask):
    person = a_person()
    person.is_administrator = True
    db.session.flush()

    with pytest.raises(Refused, match="no other administrator"):
        service.erase(person, FEATURES, texts=Texts.NAMELESS, actor=person, now=NOW)


def test_erase_moves_the_waiting_list_up(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 1})
    first, second = a_person(), a_person()
    a_registration(meeting, first)
    waiting = a_registration(meeting, second)

    service.erase(first, FEATURES, texts=Texts.NAMELESS, actor=None, now=NOW)

    db.session.refresh(waiting)
    assert waiting.state == RegistrationState.CONFIRMED


def test_erase_after_the_meeting_keeps_the_number_of_those_who_came(app: Flask):
    meeting, person = a_meeting(), a_person()
    a_desk(meeting)
    registration = a_registration(meeting, person)
    later = NOW.replace(year=2027, month=4)

    service.erase(person, FEATURES, texts=Texts.NAMELESS, actor=None, now=later)

    assert registration.state == RegistrationState.CONFIRMED


def test_erase_takes_drafts_and_leaves_no_address_with_presenters(app: Flask):
    call = a_call(a_meeting())
    person = a_person("Amal Haddad")
    a_draft(call, person)
    theirs = an_abstract(call, presenters=[NamedPresenter("Amal Haddad", person.email)])

    service.erase(person, FEATURES, texts=Texts.NAMELESS, actor=None, now=NOW)

    states = select(Abstract.state, Abstract.id)
    assert db.session.execute(states).all() == [(AbstractState.SUBMITTED, theirs.id)]
    (row,) = theirs.presenters
    assert (row.name, row.email, row.person_id, row.organisation_id) == ("—", "", None, None)


def test_erase_twice_is_harmless(app: Flask):
    person = a_person()
    service.erase(person, FEATURES, texts=Texts.NAMELESS, actor=None, now=NOW)
    service.erase(person, FEATURES, texts=Texts.REMOVED, actor=None, now=NOW + HOUR)

    row = db.session.scalars(select(ErasedPerson)).one()
    assert (row.number, row.erased_at, row.texts) == (person.id, NOW, Texts.NAMELESS)


def test_erase_on_behalf_is_noted_with_who_did_it(app: Flask):
    administrator, person = a_person(), a_person("Amal Haddad")
    administrator.is_administrator = True
    db.session.commit()
    visitor = Visitor(app, administrator)

    lost = visitor.send(
        visitor.get("/en/account/erasures"), {"email": "nobody@example.org"}, status=422
    )
    assert "Nobody has this address." in lost.text
    found = visitor.send(visitor.get("/en/account/erasures"), {"email": person.email})
    page = visitor.follow(found)
    assert "Amal Haddad" in page.text
    visitor.send(page, {"texts": "removed", "sure": "y"})

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "erased")).one()
    assert (entry.actor_id, entry.about_id) == (administrator.id, person.id)
    assert visitor.fetch(f"/en/account/erasures/{person.id}").status_code == 404


# ---- the command line, and a restore


def test_command_erases_and_says_the_number_only(app: Flask):
    person = a_person("Amal Haddad", email="amal@example.org")
    db.session.commit()

    run = app.test_cli_runner().invoke(args=["people", "erase", "AMAL@example.org"])

    assert run.output == f"Person {person.id} was erased. The worker cleans the disk.\n"
    again = app.test_cli_runner().invoke(args=["people", "erase", "amal@example.org"])
    assert (again.exit_code, again.output) == (1, "Error: Nobody has this address.\n")


def test_erasures_are_applied_to_an_older_copy(app: Flask):
    """The copy: the same people as before the erasure, and one whose number was given anew."""
    erased, reused, other = a_person("Amal Haddad"), a_person("Bruno Costa"), a_person("Chen Li")
    for person in (erased, reused):
        service.erase(person, FEATURES, texts=Texts.NAMELESS, actor=None, now=NOW)
    db.session.commit()
    runner = app.test_cli_runner()
    listed = runner.invoke(args=["people", "erasures"]).output
    db.session.rollback()
    begin_write()
    db.session.execute(ErasedPerson.__table__.delete())
    for person in (erased, reused):
        person.erased_at, person.name, person.active = None, "Back again", True
    reused.created_at = NOW + HOUR
    db.session.commit()

    again = runner.invoke(args=["people", "apply-erasures", "-"], input=listed)

    assert again.output == "1 erased again; 1 of the list were erased already or are not here.\n"
    db.session.expire_all()
    names = db.session.scalars(select(Person.name).order_by(Person.id)).all()
    assert names == ["—", "Back again", "Chen Li"]
    assert other.erased_at is None
    assert "Haddad" not in listed
    assert "example.org" not in listed


@pytest.mark.parametrize(
    "line", ["x,2026-11-20T09:00:00+00:00,,nameless", "1,2026-11-20,,nameless", "1", "1,,,gone"]
)
def test_apply_erasures_names_a_line_that_it_cannot_read(app: Flask, line: str):
    runner = app.test_cli_runner()

    run = runner.invoke(
        args=["people", "apply-erasures", "-"],
        input=f"number,made_at,erased_at,texts\n{line}\n",
    )

    assert (run.exit_code, run.output) == (1, "Error: Line 2 of the list cannot be read.\n")


def test_nobody_is_counted_twice_in_roles(app: Flask):
    meeting, person = a_meeting(), a_person()
    meetings.grant(meeting, person, Role.REVIEWER, NOW)
    a_desk(meeting)
    a_registration(meeting, person)

    service.erase(person, FEATURES, texts=Texts.NAMELESS, actor=None, now=NOW)

    left = [
        db.session.scalar(
            select(func.count()).select_from(model).where(model.person_id == person.id)
        )
        for model in (MeetingRole, Registration)
    ]
    assert left == [0, 1]
