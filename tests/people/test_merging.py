"""Merging two people, and undoing it."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from meeting_app.abstracts.models import Abstract
from meeting_app.agenda.models import Star
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.meetings.models import MeetingRole, Role
from meeting_app.meetings.service import grant
from meeting_app.people import queries, service
from meeting_app.people.models import Action, AuditEntry, Method, Person, SignIn
from tests.abstracts.factories import a_call, an_abstract
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, a_reviewer, an_organisation, an_organiser


@pytest.fixture
def two(app: Flask) -> tuple[Person, Person]:
    kept = a_person("Amal Haddad", email="amal@example.org")
    gone = a_person("A. Haddad", email="haddad@example.org", organisation=an_organisation())
    return kept, gone


def test_merge_moves_what_features_keep_of_the_person(two: tuple[Person, Person]):
    kept, gone = two
    meeting = a_meeting()
    grant(meeting, gone, Role.REVIEWER, NOW)
    abstract = an_abstract(a_call(meeting), gone)

    service.merge(kept, gone, by=None, now=NOW)

    assert db.session.scalars(select(MeetingRole.person_id)).all() == [kept.id]
    assert db.session.get_one(Abstract, abstract.id).submitter_id == kept.id
    assert queries.find_person_by_email("haddad@example.org") == kept
    assert [(row.address, row.is_primary) for row in queries.list_addresses(kept)] == [
        ("amal@example.org", True),
        ("haddad@example.org", False),
    ]
    assert (kept.name, kept.organisation_id) == ("Amal Haddad", gone.organisation_id)
    assert (gone.active, queries.list_addresses(gone)) == (False, [])


def test_merge_leaves_what_only_one_can_have_and_says_so(two: tuple[Person, Person]):
    kept, gone = two
    meeting = a_meeting()
    for person in two:
        grant(meeting, person, Role.REVIEWER, NOW)
    grant(meeting, gone, Role.TRANSLATOR, NOW)

    planned = service.plan_merge(kept, gone)
    service.merge(kept, gone, by=None, now=NOW)

    def rows(person: Person) -> list[str]:
        mine = select(MeetingRole.role).where(MeetingRole.person_id == person.id)
        return sorted(db.session.scalars(mine))

    assert [(move.table, move.column) for move in planned.held] == [("meeting_role", "person_id")]
    assert (rows(kept), rows(gone)) == (["reviewer", "translator"], ["reviewer"])


def test_plan_merge_changes_nothing(two: tuple[Person, Person]):
    kept, gone = two
    a_call(a_meeting())
    grant(a_meeting(), gone, Role.REVIEWER, NOW)

    planned = service.plan_merge(kept, gone)

    assert [(move.table, move.column, move.old, move.new) for move in planned.moves] == [
        ("meeting_role", "person_id", gone.id, kept.id)
    ]
    assert db.session.scalars(select(MeetingRole.person_id)).all() == [gone.id]


def test_merge_ends_the_sign_ins_of_the_other_account_and_moves_none(two: tuple[Person, Person]):
    kept, gone = two
    token = service.start_sign_in(gone, NOW, method=Method.LINK)
    assert queries.find_sign_in(token, NOW) is not None

    service.merge(kept, gone, by=None, now=NOW)

    assert queries.find_sign_in(token, NOW) is None
    assert db.session.scalars(select(SignIn.person_id)).all() == [gone.id]


def test_merge_makes_nobody_an_administrator(two: tuple[Person, Person]):
    kept, gone = two
    gone.is_administrator = True

    service.merge(kept, gone, by=None, now=NOW)

    assert kept.is_administrator is False


def test_undo_merge_puts_everything_back(two: tuple[Person, Person]):
    kept, gone = two
    kept.name = kept.folded_name = ""
    meeting = a_meeting()
    grant(meeting, gone, Role.REVIEWER, NOW)
    done = service.merge(kept, gone, by=None, now=NOW)
    assert kept.name == "A. Haddad"

    left = service.undo_merge(done, by=None, now=NOW + timedelta(days=30))

    assert left == 0
    assert db.session.scalars(select(MeetingRole.person_id)).all() == [gone.id]
    assert (kept.name, kept.organisation_id) == ("", None)
    assert (gone.active, gone.email) == (True, "haddad@example.org")
    assert queries.find_person_by_email("haddad@example.org") == gone
    assert [row.is_primary for row in queries.list_addresses(gone)] == [True]


def test_undo_merge_leaves_what_was_changed_since(two: tuple[Person, Person]):
    kept, gone = two
    grant(a_meeting(), gone, Role.REVIEWER, NOW)
    done = service.merge(kept, gone, by=None, now=NOW)
    other = a_person()
    db.session.scalars(select(MeetingRole)).one().person_id = other.id
    kept.organisation = an_organisation()

    assert service.undo_merge(done, by=None, now=NOW) == 2
    assert db.session.scalars(select(MeetingRole.person_id)).all() == [other.id]


@pytest.mark.parametrize("how", ["twice", "late", "primary", "removed"])
def test_undo_merge_that_cannot_be_is_refused(two: tuple[Person, Person], how: str):
    kept, gone = two
    done, at = service.merge(kept, gone, by=None, now=NOW), NOW
    second = queries.list_addresses(kept)[1]
    if how == "twice":
        service.undo_merge(done, by=None, now=NOW)
    elif how == "late":
        at = NOW + timedelta(days=30, seconds=1)
    elif how == "primary":
        service.make_primary(second, NOW)
    else:
        service.remove_address(second, NOW)

    with pytest.raises(Refused):
        service.undo_merge(done, by=None, now=at)


def test_merges_in_a_row_are_undone_last_first(app: Flask):
    first, second, third = a_person(), a_person(), a_person()
    grant(a_meeting(), first, Role.REVIEWER, NOW)
    one = service.merge(second, first, by=None, now=NOW)
    two = service.merge(third, second, by=None, now=NOW)
    assert db.session.scalars(select(MeetingRole.person_id)).all() == [third.id]

    with pytest.raises(Refused):
        service.merge(first, third, by=None, now=NOW)
    assert service.undo_merge(two, by=None, now=NOW) == 0
    assert service.undo_merge(one, by=None, now=NOW) == 0
    assert db.session.scalars(select(MeetingRole.person_id)).all() == [first.id]


@pytest.mark.parametrize("which", ["same", "closed"])
def test_merge_of_one_or_of_a_closed_account_is_refused(two: tuple[Person, Person], which: str):
    kept, gone = two
    if which == "closed":
        gone.active = False

    with pytest.raises(Refused):
        service.merge(kept, kept if which == "same" else gone, by=None, now=NOW)


def test_merge_is_in_the_audit_trail(two: tuple[Person, Person]):
    kept, gone = two
    by = an_organiser(a_meeting())
    done = service.merge(kept, gone, by=by, now=NOW)
    service.undo_merge(done, by=by, now=NOW)

    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(e.action, e.actor_id, e.about_id, e.details["gone"]) for e in entries] == [
        (action, by.id, kept.id, gone.id) for action in (Action.PEOPLE_MERGED, Action.MERGE_UNDONE)
    ]


def test_merge_remembers_no_names_or_addresses(two: tuple[Person, Person]):
    kept, gone = two
    kept.name = kept.folded_name = ""

    done = service.merge(kept, gone, by=None, now=NOW)

    assert "addad" not in f"{done.changes}{done.filled}".lower()


def test_merge_takes_stars_that_both_have_once(two: tuple[Person, Person]):
    from meeting_app.agenda import service as agenda
    from tests.agenda.factories import a_session

    kept, gone = two
    session = a_session(a_meeting())
    for person in two:
        agenda.star(person, session)

    service.merge(kept, gone, by=None, now=NOW)

    assert (
        db.session.scalar(select(func.count()).select_from(Star).where(Star.person_id == kept.id))
        == 1
    )


def test_reviewer_of_a_merge_keeps_the_role(two: tuple[Person, Person]):
    kept, _gone = two
    meeting = a_meeting()
    reviewer = a_reviewer(meeting)

    service.merge(kept, reviewer, by=None, now=NOW)

    assert db.session.scalars(select(MeetingRole.person_id)).all() == [kept.id]
