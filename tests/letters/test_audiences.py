"""Choosing people by what is true of them."""

from datetime import datetime

from flask import Flask
from sqlalchemy import select

from meeting_app.abstracts import service as abstracts
from meeting_app.abstracts.service import NamedPresenter
from meeting_app.core.db import db
from meeting_app.letters.audiences import Audience, Part, list_facts, offered, people_of, read
from meeting_app.meetings.models import Meeting, PhaseKind
from meeting_app.people.models import OrganisationKind, Person
from meeting_app.registration import service as registration
from tests.abstracts.factories import a_call, a_draft, an_abstract
from tests.registration.factories import ONLINE, a_desk, a_registration
from tests.review import factories as review
from tests.support.factories import (
    a_meeting,
    a_person,
    a_phase,
    a_reviewer,
    a_translator,
    an_organisation,
)


def names(app: Flask, meeting: Meeting, *parts: Part, left_out: tuple[int, ...] = ()) -> list[str]:
    facts = list_facts(app.extensions["features"])
    people = people_of(Audience(parts, frozenset(left_out)), meeting, facts)
    return list(
        db.session.scalars(select(Person.name).where(Person.id.in_(people)).order_by(Person.name))
    )


def test_people_of_a_state_are_the_submitters_in_this_meeting(app: Flask):
    meeting, other = a_meeting(), a_meeting()
    call = a_call(meeting)
    a_draft(call, a_person("Drafts"))
    an_abstract(call, a_person("Sends"))
    a_draft(a_call(other), a_person("Elsewhere"))

    assert names(app, meeting, Part("abstracts.submitter", ("draft",))) == ["Drafts"]
    assert names(app, meeting, Part("abstracts.submitter", ("draft", "submitted"))) == [
        "Drafts",
        "Sends",
    ]


def test_people_of_a_state_in_one_call_are_not_those_of_another(app: Flask):
    meeting = a_meeting()
    a_draft(a_call(meeting, "practice"), a_person("Practice"))
    a_draft(a_call(meeting, "advocacy"), a_person("Advocacy"))

    assert names(app, meeting, Part("abstracts.submitter", ("advocacy:draft",))) == ["Advocacy"]


def test_people_of_several_parts_fit_all_of_them(app: Flask):
    meeting = a_meeting()
    call = a_call(meeting)
    a_draft(call, a_person("Anglophone"))
    a_draft(call, a_person("Francophone", language="fr"))
    french, draft = Part("people.language", ("fr",)), Part("abstracts.submitter", ("draft",))

    assert names(app, meeting, draft, french) == ["Francophone"]
    assert names(app, meeting, draft, Part("people.language", ("fr",), without=True)) == [
        "Anglophone"
    ]


def test_people_of_what_is_true_of_anybody_belong_to_the_meeting(app: Flask):
    meeting = a_meeting()
    a_reviewer(meeting, name="Reviewer", language="es")
    a_person("Stranger", language="es")

    assert names(app, meeting, Part("people.language", ("es",))) == ["Reviewer"]


def test_people_without_something_are_the_meetings_others(app: Flask):
    meeting = a_meeting()
    a_reviewer(meeting, name="Reviewer")
    a_translator(meeting, name="Translator")
    a_person("Stranger")

    without = Part("meetings.role", ("reviewer",), without=True)
    assert names(app, meeting, without) == ["Translator"]


def test_people_taken_out_are_not_there(app: Flask):
    meeting = a_meeting()
    one, _two = a_reviewer(meeting, name="One"), a_reviewer(meeting, name="Two")

    part = Part("meetings.role", ("reviewer",))
    assert names(app, meeting, part, left_out=(one.id,)) == ["Two"]


def test_people_of_an_unknown_fact_or_of_none_are_nobody(app: Flask):
    meeting = a_meeting()
    a_reviewer(meeting)

    assert names(app, meeting) == []
    assert names(app, meeting, Part("gone.fact", ("x",))) == []


def test_presenters_of_drafts_are_not_written_to(app: Flask, now: datetime):
    meeting = a_meeting()
    call = a_call(meeting)
    named = (NamedPresenter("Named", "named@example.org", ""),)
    an_abstract(call, a_person("Sends"), presenters=named)
    a_draft(call, a_person("Drafts"), presenters=(NamedPresenter("Not yet", "n@example.org", ""),))

    assert names(app, meeting, Part("abstracts.presenter", ("submitted",))) == ["Named"]


def test_reviewers_are_told_apart_by_what_they_have_left(app: Flask):
    meeting = a_meeting()
    call = review.a_call(meeting)
    a_phase(meeting, PhaseKind.REVIEW)
    first, second = review.an_abstract(call), review.an_abstract(call)
    done, left, idle = (review.a_member(call, name=name) for name in ("Done", "Left", "Idle"))
    review.a_review(first, done)
    review.an_assignment(first, left)
    review.an_assignment(second, left)
    for person in (done, left, idle):
        assert person.id

    found = {
        value: names(app, meeting, Part("review.reviewer", (value,)))
        for value in ("unfinished", "finished", "unassigned")
    }
    assert found == {"unfinished": ["Left"], "finished": ["Done"], "unassigned": ["Idle"]}


def test_people_by_registration_and_without(app: Flask, now: datetime):
    meeting = a_meeting()
    a_desk(meeting)
    here, online = a_person("Here"), a_person("Online")
    gone = a_person("Gone")
    a_registration(meeting, here)
    a_registration(meeting, online, ONLINE)
    registration.cancel(a_registration(meeting, gone), now)
    a_reviewer(meeting, name="Reviewer")

    assert names(app, meeting, Part("registration.state", ("confirmed:online",))) == ["Online"]
    assert names(app, meeting, Part("registration.state", ("cancelled",))) == ["Gone"]
    assert names(app, meeting, Part("registration.missing", ("missing",))) == ["Gone", "Reviewer"]


def test_people_by_kind_of_organisation(app: Flask):
    meeting = a_meeting()
    donor = an_organisation("A donor", kind=OrganisationKind.DONOR)
    a_reviewer(meeting, name="Of a donor", organisation=donor)
    a_reviewer(meeting, name="Of none")

    assert names(app, meeting, Part("people.organisation_kind", ("donor",))) == ["Of a donor"]


def test_read_takes_what_is_offered_and_nothing_else(app: Flask):
    meeting = a_meeting()
    facts = list_facts(app.extensions["features"])
    choices = offered(facts, meeting)

    audience = read(
        {
            "meetings.role": ["reviewer", "emperor"],
            "people.language": ["xx"],
            "nonsense": ["1"],
            "without": ["meetings.role", "nonsense"],
        },
        choices,
    )

    assert audience == Audience((Part("meetings.role", ("reviewer",), without=True),))
    assert Audience.of_json(audience.as_json()) == audience
    assert read(audience.as_arguments(), choices) == audience


def test_withdrawn_person_is_not_written_to(app: Flask):
    meeting = a_meeting()
    person = a_reviewer(meeting, name="Closed")
    person.active = False
    db.session.flush()

    assert names(app, meeting, Part("meetings.role", ("reviewer",))) == []


def test_details_name_the_readers_own(app: Flask, now: datetime):
    meeting = a_meeting()
    call = a_call(meeting)
    person = a_person("Drafts")
    a_draft(call, person, title="First")
    a_draft(call, person, title="Second")
    abstracts.withdraw(a_draft(call, person, title="Gone"), now)
    details = {d.name: d for f in app.extensions["features"] for d in f.details}

    everybody = select(Person.id)
    assert details["drafts"].lines(meeting, everybody) == {person.id: ["First", "Second"]}
    assert details["abstracts"].lines(meeting, everybody) == {}
