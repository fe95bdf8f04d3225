"""Drafting, submitting, changing and withdrawing an abstract."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from meeting_app.abstracts import queries, service
from meeting_app.abstracts.models import Abstract, AbstractState
from meeting_app.abstracts.service import NamedPresenter
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.outbox import OutgoingMail
from meeting_app.people.models import Organisation, Person
from meeting_app.questionnaires.service import response_values
from tests.abstracts.factories import a_call, a_content, a_draft, an_abstract
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organisation


def letters() -> list[tuple[str, str, str]]:
    rows = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id))
    return [(mail.kind, mail.address, mail.language) for mail in rows]


def test_make_call_gives_its_phase_the_calls_page(app: Flask):
    call = a_call(a_meeting("2027"))

    assert (call.phase.endpoint, call.phase.arguments) == ("abstracts.call", {"slug": "practice"})
    assert [question.code for question in call.questionnaire.questions] == ["place", "needs"]


def test_make_call_twice_is_refused(app: Flask):
    meeting = a_meeting()
    a_call(meeting)

    with pytest.raises(Refused):
        a_call(meeting)


def test_save_draft_makes_no_person_and_posts_no_letter(app: Flask):
    person = a_person()
    draft = a_draft(a_call(a_meeting()), person)

    assert (draft.state, draft.presenters[0].person) == (AbstractState.DRAFT, None)
    assert (draft.response and draft.response.sent_at) is None
    assert db.session.scalar(select(func.count()).select_from(Person)) == 1
    assert letters() == []


def test_submit_links_presenters_and_writes_to_the_submitter_in_their_language(app: Flask):
    person = a_person("Josué", language="fr")
    harbour = an_organisation("Safe Harbour")
    call = a_call(a_meeting())

    abstract = service.submit(
        call,
        a_content(
            presenters=[
                NamedPresenter("Josué M.", person.email.upper()),
                NamedPresenter("Amal", "amal@example.org", "safe  HARBOUR"),
                NamedPresenter("Lina", "lina@example.org", "New Hope"),
            ]
        ),
        person=person,
        form_opened_at=NOW,
        now=NOW,
    )

    assert (abstract.state, abstract.late, abstract.submitted_at) == ("submitted", False, NOW)
    first, second, third = abstract.presenters
    assert first.person is person
    assert second.person is not None
    assert (second.person.email, second.person.language) == ("amal@example.org", "fr")
    assert second.organisation is harbour
    assert third.organisation is not None
    assert (third.organisation.name, third.organisation.added_by_person) == ("New Hope", True)
    assert abstract.response is not None
    assert response_values(abstract.response) == {"place": "field", "needs": "A screen"}
    assert abstract.response.sent_at == NOW
    assert letters() == [("abstracts.submitted", person.email, "fr")]
    assert [one.id for one in queries.list_own(call.meeting, second.person)] == [abstract.id]


def test_submit_within_the_grace_is_marked_late(app: Flask):
    closes_at = NOW - timedelta(minutes=5)
    call = a_call(a_meeting(), closes_at=closes_at)

    abstract = service.submit(
        call,
        a_content(),
        person=a_person(),
        form_opened_at=closes_at - timedelta(minutes=1),
        now=NOW,
    )

    assert (abstract.state, abstract.late) == ("submitted", True)


@pytest.mark.parametrize(
    ("opens", "closes"), [(-2, -1), (1, 2)], ids=["after the deadline", "before the opening"]
)
def test_submit_while_closed_keeps_a_draft(app: Flask, opens: int, closes: int):
    call = a_call(
        a_meeting(), opens_at=NOW + timedelta(days=opens), closes_at=NOW + timedelta(days=closes)
    )

    abstract = service.submit(call, a_content(), person=a_person(), form_opened_at=NOW, now=NOW)

    assert (abstract.state, abstract.text) == ("draft", "We opened clubs.")
    assert letters() == []


def test_submit_a_draft_keeps_its_code(app: Flask):
    call, person = a_call(a_meeting()), a_person()
    draft = a_draft(call, person)

    sent = service.submit(
        call, a_content("Better"), person=person, form_opened_at=NOW, now=NOW, abstract=draft
    )

    assert sent is draft
    assert db.session.scalars(select(Abstract.title)).all() == ["Better"]


def test_change_after_submitting_replaces_presenters_in_their_rows(app: Flask):
    abstract = an_abstract(
        a_call(a_meeting()),
        presenters=[NamedPresenter("A", "a@example.org"), NamedPresenter("B", "b@example.org")],
    )
    b = abstract.presenters[1].person

    service.change(
        abstract,
        a_content("New title", presenters=[NamedPresenter("B", "b@example.org")]),
        form_opened_at=NOW,
        now=NOW,
    )
    db.session.expire_all()

    assert abstract.title == "New title"
    assert [(one.position, one.name, one.person) for one in abstract.presenters] == [(1, "B", b)]
    assert len(letters()) == 1


def test_change_after_the_deadline_is_refused(app: Flask):
    abstract = an_abstract(a_call(a_meeting(), closes_at=NOW - timedelta(hours=1)))

    with pytest.raises(Refused, match=r"The deadline has passed.*meeting@example\.org"):
        service.change(abstract, a_content("New"), form_opened_at=NOW, now=NOW)


def test_withdraw_writes_to_the_submitter_once(app: Flask):
    abstract = an_abstract(a_call(a_meeting()))
    service.withdraw(abstract, NOW)

    with pytest.raises(Refused):
        service.withdraw(abstract, NOW)

    assert abstract.state == AbstractState.WITHDRAWN
    assert [kind for kind, _, _ in letters()] == ["abstracts.submitted", "abstracts.withdrawn"]


def test_withdraw_a_draft_writes_no_letter(app: Flask):
    draft = a_draft(a_call(a_meeting()))

    service.withdraw(draft, NOW)

    assert (draft.state, letters()) == ("withdrawn", [])


def test_accept_after_waiting_moves_the_state_only(app: Flask):
    abstract = an_abstract(a_call(a_meeting()))
    posted = letters()

    service.waitlist(abstract, NOW)
    service.accept(abstract, NOW)

    assert queries.accepted(abstract.meeting) == [abstract]
    assert queries.state_counts(abstract.meeting) == {
        "draft": 0,
        "submitted": 0,
        "accepted": 1,
        "waitlisted": 0,
        "declined": 0,
        "withdrawn": 0,
    }
    assert letters() == posted


def test_accept_a_draft_is_refused(app: Flask):
    draft = a_draft(a_call(a_meeting()))

    with pytest.raises(Refused):
        service.accept(draft, NOW)


def test_submit_with_an_unknown_organisation_adds_it_once(app: Flask):
    call = a_call(a_meeting())
    for name in ("Fundación Niñez", "fundacion  ninez"):
        an_abstract(call, presenters=[NamedPresenter("A", "a@example.org", name)])

    assert db.session.scalars(select(Organisation.name)).all() == ["Fundación Niñez"]
