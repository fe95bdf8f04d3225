from datetime import datetime, timedelta
from random import Random

import pytest
from flask import Flask
from sqlalchemy import func, select

from meeting_app.abstracts.models import Abstract, AbstractState
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.outbox import OutgoingMail
from meeting_app.meetings.models import Role
from meeting_app.meetings.queries import roles_in
from meeting_app.review import queries, service
from meeting_app.review.models import Assignment, Decision, Review
from meeting_app.review.rules import Outcome
from tests.review.factories import (
    a_call,
    a_member,
    a_presenter,
    a_review,
    a_review_phase,
    an_abstract,
    an_assignment,
)
from tests.support.assignment_checker import faults
from tests.support.factories import a_meeting, a_person, an_organisation, an_organiser


def pairs() -> set[tuple[int, int]]:
    rows = db.session.execute(select(Assignment.abstract_id, Assignment.person_id))
    return {(abstract, person) for abstract, person in rows}


def state_of(abstract: Abstract) -> str:
    return db.session.scalars(select(Abstract.state).where(Abstract.id == abstract.id)).one()


def letters() -> list[tuple[str, str, str]]:
    rows = db.session.execute(
        select(OutgoingMail.kind, OutgoingMail.address, OutgoingMail.language).order_by(
            OutgoingMail.kind, OutgoingMail.address
        )
    )
    return [(kind, address, language) for kind, address, language in rows]


def test_add_member_makes_them_a_reviewer_once(app: Flask, now: datetime) -> None:
    call = a_call(a_meeting())
    person = a_member(call)

    assert roles_in(call.meeting, person) == {Role.REVIEWER}
    with pytest.raises(Refused):
        service.add_member(call, person, now)


def test_assign_a_mixed_committee_passes_the_independent_checker(app: Flask, now: datetime) -> None:
    """The rules are told again here, from the rows, in other words than the service's."""
    random = Random(3)
    meeting = a_meeting()
    call = a_call(meeting)
    houses = [an_organisation() for _ in range(8)]
    tongues = ["en", "fr", "es", "ar"]
    members = [
        a_member(
            call,
            organisation=random.choice(houses),
            reads=random.sample(tongues, random.randint(1, 3)),
        )
        for _ in range(14)
    ]
    abstracts = []
    for _ in range(40):
        author = a_person(organisation=random.choice(houses))
        abstract = an_abstract(call, submitter=author, language=random.choice(tongues))
        a_presenter(abstract, person=random.choice(members))
        a_presenter(abstract, organisation=random.choice(houses))
        abstracts.append(abstract)
    declared = [(random.choice(abstracts), random.choice(members)) for _ in range(10)]
    for abstract, person in declared:
        service.declare_conflict(abstract, person, now)
    an_abstract(call, state=AbstractState.DRAFT)
    an_abstract(call, state=AbstractState.WITHDRAWN)

    first = service.assign_reviews(call, 2, now)
    before = frozenset(pairs())
    plan = service.assign_reviews(call, 3, now)

    text_of, member_of = {a.id: a for a in abstracts}, {m.id: m for m in members}

    def may(abstract_id: int, person_id: int) -> bool:
        abstract, person = text_of[abstract_id], member_of[person_id]
        people = [abstract.submitter, *(p.person for p in abstract.presenters if p.person)]
        linked = {p.organisation_id for p in people}
        linked |= {p.organisation_id for p in abstract.presenters} - {None}
        return (
            person not in people
            and person.organisation_id not in linked
            and (abstract, person) not in declared
            and abstract.language in person.reads
        )

    proof = plan.bottleneck
    assert set(first.pairs) == before
    assert pairs() == set(plan.pairs)
    assert (
        faults(
            plan.pairs,
            text_of,
            member_of,
            may,
            k=3,
            kept=before,
            crowded=proof.crowded.reviewers if proof else (),
            spare=proof.spare.reviewers if proof else (),
        )
        == []
    )


def test_assign_twice_changes_nothing(app: Flask, now: datetime) -> None:
    call = a_call(a_meeting())
    for _ in range(4):
        an_abstract(call)
        a_member(call)
    service.assign_reviews(call, 2, now)
    before = pairs()
    service.assign_reviews(call, 2, now)

    assert pairs() == before


def test_assign_a_plan_that_was_not_seen_is_refused(app: Flask, now: datetime) -> None:
    call = a_call(a_meeting())
    an_abstract(call)
    a_member(call)
    seen = service.propose_assignment(call, 1).digest
    an_abstract(call)

    with pytest.raises(Refused):
        service.assign_reviews(call, 1, now, seen=seen)
    assert pairs() == set()


def test_remove_member_frees_what_is_not_reviewed_and_keeps_what_is(
    app: Flask, now: datetime
) -> None:
    meeting = a_meeting()
    a_review_phase(meeting)
    call = a_call(meeting)
    leaving, staying = a_member(call), a_member(call)
    done, open_ = an_abstract(call), an_abstract(call)
    a_review(done, leaving)
    an_assignment(open_, leaving)

    service.remove_member(call, leaving)
    assert pairs() == {(done.id, leaving.id)}

    service.assign_reviews(call, 1, now)
    assert pairs() == {(done.id, leaving.id), (open_.id, staying.id)}


def test_declare_conflict_takes_the_assignment_and_its_review_away_for_good(
    app: Flask, now: datetime
) -> None:
    meeting = a_meeting()
    a_review_phase(meeting)
    call = a_call(meeting)
    person, other = a_member(call), a_member(call)
    abstract = an_abstract(call)
    a_review(abstract, person)

    service.declare_conflict(abstract, person, now)
    service.declare_conflict(abstract, person, now)
    assert db.session.scalar(select(func.count(Review.id))) == 0

    service.assign_reviews(call, 2, now)
    assert pairs() == {(abstract.id, other.id)}


def test_assign_after_a_reviewer_joined_the_authors_organisation_drops_them(
    app: Flask, now: datetime
) -> None:
    call = a_call(a_meeting())
    house = an_organisation()
    abstract = an_abstract(call, submitter=a_person(organisation=house))
    moving, staying = a_member(call), a_member(call)
    an_assignment(abstract, moving)
    moving.organisation = house
    db.session.flush()

    plan = service.assign_reviews(call, 1, now)

    assert plan.dropped == ((abstract.id, moving.id),)
    assert pairs() == {(abstract.id, staying.id)}


def a_waiting_assignment() -> Assignment:
    call = a_call(a_meeting())
    return an_assignment(an_abstract(call), a_member(call))


def test_save_review_again_replaces_the_scores(app: Flask, now: datetime) -> None:
    assignment = a_waiting_assignment()
    a_review_phase(assignment.meeting)

    service.save_review(assignment, {"relevance": 2, "clarity": 3}, "First", now)
    review = service.save_review(assignment, {"relevance": 5, "clarity": 4}, "Second", now)

    assert sorted(score.value for score in review.scores) == [4, 5]
    assert db.session.scalar(select(func.count(Review.id))) == 1


@pytest.mark.parametrize(
    "scores", [{}, {"relevance": 3}, {"relevance": 0, "clarity": 3}, {"relevance": 3, "clarity": 6}]
)
def test_save_review_with_a_score_missing_or_outside_is_refused(
    app: Flask, now: datetime, scores: dict[str, int]
) -> None:
    assignment = a_waiting_assignment()
    a_review_phase(assignment.meeting)

    with pytest.raises(Refused):
        service.save_review(assignment, scores, "", now)


def test_save_review_outside_the_phase_is_refused_but_for_the_grace(
    app: Flask, now: datetime
) -> None:
    assignment = a_waiting_assignment()
    good = {"relevance": 3, "clarity": 3}
    with pytest.raises(Refused):
        service.save_review(assignment, good, "", now)
    a_review_phase(
        assignment.meeting,
        opens_at=now - timedelta(days=2),
        closes_at=now - timedelta(minutes=5),
    )

    with pytest.raises(Refused):
        service.save_review(assignment, good, "", now)
    opened = now - timedelta(minutes=10)
    assert service.save_review(assignment, good, "", now, form_opened_at=opened).id


def test_list_judged_in_sql_equals_the_rule(app: Flask, now: datetime) -> None:
    meeting = a_meeting()
    a_review_phase(meeting)
    call = a_call(meeting)
    one, two, three = an_abstract(call), an_abstract(call), an_abstract(call)
    reader, other = a_member(call), a_member(call)
    a_review(one, reader, 5, 2)  # (2*4 + 1) / 12 = 0.75
    a_review(one, other, 1, 4)  # 3 / 12 = 0.25
    a_review(two, reader, 5, 5)

    ranks = {two.id: 1, one.id: 2}
    found = queries.list_judged(call, queries.Filters(), points=5, ranks=ranks)

    assert [
        (row.abstract.id, row.mean, row.spread, row.reviews, row.rank) for row in found.items
    ] == [
        (two.id, pytest.approx(5), pytest.approx(0), 1, 1),
        (one.id, pytest.approx(3), pytest.approx(2), 2, 2),
        (three.id, None, None, 0, None),
    ]
    assert queries.list_means(call) == {
        one.id: pytest.approx(0.5),
        two.id: pytest.approx(1),
        three.id: None,
    }


def test_decide_again_replaces_and_undo_takes_away(app: Flask, now: datetime) -> None:
    call = a_call(a_meeting())
    abstract, by = an_abstract(call), a_person()

    service.decide(abstract, Outcome.ACCEPT, by, now)
    service.decide(abstract, Outcome.DECLINE, by, now)
    assert db.session.scalars(select(Decision.outcome)).all() == ["decline"]
    assert state_of(abstract) == "submitted"

    service.undo_decision(abstract, None, now)
    assert db.session.scalars(select(Decision.outcome)).all() == []


def test_decide_a_draft_or_an_accepted_one_is_refused(app: Flask, now: datetime) -> None:
    call = a_call(a_meeting())
    for state in (AbstractState.DRAFT, AbstractState.ACCEPTED, AbstractState.WITHDRAWN):
        with pytest.raises(Refused):
            service.decide(an_abstract(call, state=state), Outcome.ACCEPT, None, now)


def test_announce_writes_to_everybody_in_their_language_and_only_once(
    app: Flask, now: datetime
) -> None:
    meeting = a_meeting("2027")
    call = a_call(meeting)
    by = an_organiser(meeting)
    fatima = a_person("فاطمة", language="ar", email="fatima@example.org")
    louis = a_person("Louis", language="fr", email="louis@example.org")
    accepted = an_abstract(call, "Listening first", submitter=fatima)
    a_presenter(accepted, person=fatima)
    a_presenter(accepted, person=louis)
    a_presenter(accepted, "Without an account")
    declined = an_abstract(call, "Something else", submitter=louis)
    undecided, withdrawn = an_abstract(call), an_abstract(call)
    service.decide(accepted, Outcome.ACCEPT, by, now)
    service.decide(declined, Outcome.DECLINE, by, now)
    service.decide(withdrawn, Outcome.ACCEPT, by, now)
    withdrawn.state = AbstractState.WITHDRAWN
    db.session.flush()

    assert service.announce(call, now) == 2
    assert service.announce(meeting, now + timedelta(hours=1)) == 0

    states = [state_of(a) for a in (accepted, declined, undecided, withdrawn)]
    assert states == ["accepted", "declined", "submitted", "withdrawn"]
    assert letters() == [
        ("review.accepted", "fatima@example.org", "ar"),
        ("review.accepted", "louis@example.org", "fr"),
        ("review.declined", "louis@example.org", "fr"),
    ]
    mail = db.session.scalars(select(OutgoingMail).where(OutgoingMail.language == "ar")).one()
    assert "[ar] Annual Meeting" in mail.body
    assert f"http://localhost/ar/2027/abstracts/{accepted.code}" in mail.body
    assert "4 مارس 2027" in mail.body
    assert (mail.scope, mail.name) == ("2027", "فاطمة")


def test_announce_a_place_that_became_free_tells_the_waiting_one(app: Flask, now: datetime) -> None:
    call = a_call(a_meeting())
    person = a_person(email="waiting@example.org")
    abstract = an_abstract(call, submitter=person)
    service.decide(abstract, Outcome.WAITLIST, None, now)
    service.announce(call, now)

    with pytest.raises(Refused):
        service.decide(abstract, Outcome.WAITLIST, None, now)
    service.decide(abstract, Outcome.ACCEPT, None, now)
    assert state_of(abstract) == "waitlisted"
    assert service.announce(call, now) == 1

    assert state_of(abstract) == "accepted"
    assert letters() == [
        ("review.accepted", "waiting@example.org", "en"),
        ("review.waitlisted", "waiting@example.org", "en"),
    ]


def test_undo_what_was_announced_is_refused(app: Flask, now: datetime) -> None:
    abstract = an_abstract(a_call(a_meeting()))
    service.decide(abstract, Outcome.DECLINE, None, now)
    service.announce(abstract.call, now)

    with pytest.raises(Refused):
        service.undo_decision(abstract, None, now)


def test_announce_letters_are_whole_for_every_outcome_and_reader(app: Flask, now: datetime) -> None:
    meeting = a_meeting("2027")
    call = a_call(meeting)
    presenter = a_person("Bo")
    for outcome in Outcome:
        abstract = an_abstract(call, f"Title {outcome}", submitter=a_person("Ada"))
        a_presenter(abstract, person=presenter)
        service.decide(abstract, outcome, None, now)
    service.announce(meeting, now)

    bodies = db.session.scalars(select(OutgoingMail)).all()
    assert len(bodies) == 6
    for mail in bodies:
        assert mail.body.startswith(f"Dear {mail.name},\n\n")
        assert "\n\n\n" not in mail.body
        assert "http://localhost/en/2027/" in mail.body
        assert ("names you as a presenter" in mail.body or "your part in" in mail.body) == (
            mail.name == "Bo"
        )
