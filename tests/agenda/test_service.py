"""Making, placing and publishing sessions."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.abstracts.models import AbstractState
from meeting_app.agenda import queries, service
from meeting_app.agenda.clashes import ClashKind
from meeting_app.agenda.models import Session, SessionKind, SessionRole
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from tests.agenda.factories import (
    FIRST,
    a_placed_session,
    a_room,
    a_session,
    an_accepted_abstract,
)
from tests.support.factories import a_meeting, a_person, a_text


def test_sessions_from_accepted_takes_text_people_and_theme_once(app: Flask):
    meeting = a_meeting()
    abstract = an_accepted_abstract(meeting)
    an_accepted_abstract(meeting).state = AbstractState.DECLINED

    assert (service.sessions_from_accepted(meeting), service.sessions_from_accepted(meeting)) == (
        1,
        0,
    )

    session = db.session.scalars(select(Session)).one()
    assert (session.title.source, session.title.text) == ("fr", "Un abri sûr")
    assert session.summary is not None
    assert session.summary.text == "Ce que nous avons appris."
    assert (session.kind, session.floor_language) == (SessionKind.PARALLEL, "fr")
    assert [(p.name, p.organisation, p.role, p.person_id) for p in session.people] == [
        (
            "Aïcha Diallo",
            abstract.submitter.organisation.name,
            SessionRole.PRESENTER,
            abstract.submitter_id,
        ),
        ("Luis Ortega", "", SessionRole.PRESENTER, None),
    ]


def test_place_from_a_stale_form_is_refused_and_moves_nothing(app: Flask):
    meeting = a_meeting()
    hall, cedar = a_room(meeting), a_room(meeting, "cedar")
    session = a_placed_session(meeting, room=hall)

    with pytest.raises(Refused) as refusal:
        service.place(session, cedar, FIRST + timedelta(hours=1), 30, revision=0)

    assert "Somebody else" in str(refusal.value)
    assert (session.room, session.starts_at, session.minutes) == (hall, FIRST, 60)


def test_place_cancelled_session_is_refused(app: Flask, now: datetime):
    session = a_session(a_meeting())
    service.cancel(session, now, session.revision)

    with pytest.raises(Refused):
        service.place(session, None, FIRST, 30, session.revision)


def test_change_keeps_the_accounts_of_people_who_stay(app: Flask):
    person = a_person("Amal Haddad")
    session = a_session(
        a_meeting(), people=[service.Part("Amal Haddad", SessionRole.SPEAKER, "X", person.id)]
    )

    service.change(
        session,
        kind=SessionKind.PLENARY,
        title=a_text("New"),
        summary=None,
        people=[
            service.Part("Luis Ortega", SessionRole.CHAIR),
            service.Part("amal haddad", SessionRole.SPEAKER, "Bridge"),
        ],
        floor_language="ar",
        interpreted_into=["ar", "en"],
        livestream=True,
        revision=session.revision,
    )

    assert [(p.name, p.organisation, p.person_id) for p in session.people] == [
        ("Luis Ortega", "", None),
        ("amal haddad", "Bridge", person.id),
    ]
    assert session.interpreted_into == ["en"]


def test_publish_then_move_and_publish_again_gives_two_versions(app: Flask, now: datetime):
    meeting = a_meeting()
    session = a_placed_session(meeting, room=a_room(meeting))
    first = service.publish(meeting, None, now)
    service.place(session, None, FIRST + timedelta(hours=1), 60, session.revision)
    second = service.publish(meeting, None, now + timedelta(days=1))

    newest = queries.find_published(meeting)
    oldest = queries.find_published(meeting, 1)
    assert newest is not None
    assert oldest is not None
    assert (first.number, second.number, newest.number, oldest.number) == (1, 2, 2, 1)
    assert oldest.sessions[0].starts_at == FIRST
    assert newest.sessions[0].starts_at == FIRST + timedelta(hours=1)
    assert newest.sessions[0].uid == oldest.sessions[0].uid == session.uid
    assert queries.find_published(meeting) is newest
    assert queries.list_published(meeting) == [newest, oldest]


def test_publish_without_change_is_refused(app: Flask, now: datetime):
    meeting = a_meeting()
    a_placed_session(meeting, room=a_room(meeting))
    service.publish(meeting, None, now)

    with pytest.raises(Refused, match="Nothing has changed"):
        service.publish(meeting, None, now + timedelta(hours=1))


def test_publish_nothing_placed_is_refused(app: Flask, now: datetime):
    meeting = a_meeting()
    a_session(meeting)

    with pytest.raises(Refused, match="Place at least one"):
        service.publish(meeting, None, now)


def test_publish_with_serious_clash_needs_to_be_said(app: Flask, now: datetime):
    meeting = a_meeting()
    hall = a_room(meeting)
    a_placed_session(meeting, "One", room=hall)
    a_placed_session(meeting, "Two", room=hall)

    with pytest.raises(Refused) as refusal:
        service.publish(meeting, None, now)

    assert refusal.value.field == "despite_clashes"
    assert service.publish(meeting, None, now, despite_clashes=True).number == 1


def test_unplace_published_session_stays_as_cancelled(app: Flask, now: datetime):
    meeting = a_meeting()
    session = a_placed_session(meeting, room=a_room(meeting))
    service.publish(meeting, None, now)
    service.unplace(session, session.revision)
    service.publish(meeting, None, now + timedelta(days=1))

    agenda = queries.find_published(meeting)
    assert agenda is not None
    assert [(s.code, s.cancelled, s.starts_at) for s in agenda.sessions] == [
        (session.code, True, FIRST)
    ]


def test_list_clashes_of_an_abstract_withdrawn_after_placing(app: Flask):
    meeting = a_meeting()
    abstract = an_accepted_abstract(meeting)
    service.sessions_from_accepted(meeting)
    session = db.session.scalars(select(Session)).one()
    service.place(session, a_room(meeting), FIRST, 60, session.revision)
    abstract.state = AbstractState.WITHDRAWN

    found = service.list_clashes(meeting, queries.list_sessions(meeting))

    assert [clash.kind for clash in found] == [ClashKind.ABSTRACT]


def test_list_person_sessions_has_roles_and_stars(app: Flask, now: datetime):
    meeting = a_meeting()
    person = a_person("Amal Haddad")
    part = service.Part("Amal Haddad", SessionRole.CHAIR, "", person.id)
    own = a_placed_session(meeting, "Own", people=[part])
    starred = a_placed_session(meeting, "Starred", starts_at=FIRST + timedelta(hours=2))
    a_placed_session(meeting, "Other", starts_at=FIRST + timedelta(hours=3))
    service.publish(meeting, None, now)
    service.star(person, starred)
    service.star(person, starred)
    agenda = queries.find_published(meeting)
    assert agenda is not None

    codes = queries.list_starred_codes(meeting, person)
    found = queries.list_person_sessions(agenda, person, codes)

    assert [session.code for session in found] == [own.code, starred.code]
    service.unstar(person, starred)
    assert queries.list_starred_codes(meeting, person) == frozenset()
