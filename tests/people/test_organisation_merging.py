"""Organisations that may be the same: the pages, the worker's search, merging and undoing."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.abstracts.models import Presenter
from meeting_app.abstracts.service import NamedPresenter
from meeting_app.core import worker
from meeting_app.core.db import begin_write, db
from meeting_app.core.errors import Refused
from meeting_app.people import queries, service
from meeting_app.people.matching import Reason, Verdict
from meeting_app.people.models import (
    Action,
    AuditEntry,
    Organisation,
    OrganisationKind,
    OrganisationMerge,
    OrganisationPair,
    Person,
)
from meeting_app.registration.models import Registration
from tests.abstracts.factories import a_call, an_abstract
from tests.conftest import NOW
from tests.registration.factories import a_desk, a_registration
from tests.support.factories import a_meeting, a_person, an_organisation, an_organiser
from tests.support.pages import Visitor

PAIRS = "/en/account/organisations/pairs"


def look_for_pairs(app: Flask) -> None:
    db.session.commit()
    worker.run_recurring(app, NOW)
    worker.run_due(app)
    db.session.expire_all()


def open_pairs() -> list[tuple[str, str, str]]:
    return [
        (pair.one.name, pair.other.name, str(pair.verdict))
        for pair in queries.paginate_pairs(1).items
    ]


def merge(kept: Organisation, gone: Organisation, **values: Any) -> OrganisationMerge:
    given: dict[str, Any] = {"keep_name_of": kept, "by": None, "now": NOW}
    return service.merge_organisations(kept, gone, **(given | values))


def everything() -> dict[str, Any]:
    """What a merge may touch, to be compared before and after it was undone."""
    db.session.flush()
    db.session.expire_all()
    return {
        "organisations": [
            (one.id, one.name, one.folded, one.kind, one.country, one.parent_id, one.merged_into_id)
            for one in db.session.scalars(select(Organisation).order_by(Organisation.id))
        ],
        "aliases": queries.aliases_of(db.session.scalars(select(Organisation)).all()),
        "people": db.session.execute(
            select(Person.id, Person.organisation_id).order_by(Person.id)
        ).all(),
        "presenters": db.session.execute(
            select(Presenter.id, Presenter.organisation_id).order_by(Presenter.id)
        ).all(),
        "registrations": db.session.execute(
            select(Registration.id, Registration.organisation_id).order_by(Registration.id)
        ).all(),
    }


@pytest.fixture
def two(app: Flask) -> tuple[Organisation, Organisation]:
    """(kept, gone), used by people, a presenter, a registration and a part of it."""
    kept = an_organisation("Harbour Line", aliases=("HL",))
    gone = an_organisation(
        "Harbour Line e.V.", kind=OrganisationKind.DONOR, country="DE", aliases=("Hafenlinie",)
    )
    meeting = a_meeting("2027")
    a_desk(meeting)
    a_person("Amal", organisation=kept)
    writer = a_person("Berit", organisation=gone, email="berit@example.org")
    call = a_call(meeting, "practice")
    an_abstract(call, writer, presenters=[NamedPresenter("Berit", "berit@example.org", gone.name)])
    registration = a_registration(meeting, writer)
    registration.organisation_id = gone.id
    an_organisation("Pier", parent=gone)
    db.session.flush()
    return kept, gone


def test_worker_finds_pairs_once_and_again_when_a_name_changes(app: Flask):
    line = an_organisation("Harbour Line")
    an_organisation("Harbour Line e.V.")
    an_organisation("Zebra")

    look_for_pairs(app)
    assert open_pairs() == [("Harbour Line", "Harbour Line e.V.", "same")]
    assert queries.has_unpaired() is False

    db.session.rollback()
    begin_write()
    service.change_organisation(
        line,
        name="Zebra Trust",
        kind=OrganisationKind.OTHER,
        scope=None,
        country=None,
        parent=None,
        aliases=[],
    )
    db.session.commit()
    worker.run_recurring(app, NOW + timedelta(minutes=2))
    app.config["NOW"] = NOW + timedelta(minutes=2)
    worker.run_due(app)
    assert open_pairs() == [("Zebra Trust", "Zebra", "maybe")]


def test_pairs_tell_why_and_are_not_suggested_again_once_kept_apart(app: Flask):
    an_organisation("Harbour Line")
    an_organisation("Harbour Line Kenya", added_by_person=True)
    look_for_pairs(app)
    organiser = an_organiser(a_meeting("2027"))
    visitor = Visitor(app, organiser)

    page = visitor.get(PAIRS)
    assert page.texts("h2") == [
        "a similar name Only one names a country or region: \u2068Kenya\u2069."
    ]
    page = visitor.follow(visitor.send(page, form=page.form("/apart")))

    assert "No two organisations have names that are alike." in page.text
    pair = db.session.scalars(select(OrganisationPair)).one()
    assert (pair.not_the_same_by_id, pair.not_the_same_at) == (organiser.id, NOW)
    db.session.rollback()
    begin_write()
    for organisation in db.session.scalars(select(Organisation)):
        organisation.is_paired = False
    app.config["NOW"] = NOW + timedelta(minutes=2)
    db.session.commit()
    worker.run_recurring(app, NOW + timedelta(minutes=2))
    worker.run_due(app)
    assert (open_pairs(), queries.has_unpaired()) == ([], False)


def test_merge_shows_what_moves_and_moves_it(app: Flask, two: tuple[Organisation, Organisation]):
    kept, gone = two
    organiser = an_organiser(a_meeting("2028"))
    visitor = Visitor(app, organiser)

    page = visitor.get(f"/en/account/organisations/{kept.id}/merge/{gone.id}")
    assert (
        "These move to the one organisation: 1 organisation · 1 other name · 1 person · "
        "1 presenter · 1 registration." in page.text
    )
    before = everything()
    visitor.send(page, {"keep": "gone"})

    after = everything()
    assert [row[1:4] for row in after["organisations"]][:2] == [
        ("Harbour Line e.V.", "harbour line e.v.", "donor"),
        ("Harbour Line e.V.", "harbour line e.v.", "donor"),
    ]
    assert after["aliases"][kept.id] == ["Hafenlinie", "Harbour Line", "HL"]
    for rows in ("people", "presenters", "registrations"):
        assert [row[1] for row in after[rows]] == [
            kept.id if row[1] == gone.id else row[1] for row in before[rows]
        ]
    assert queries.find_organisation("Harbour Line") == kept
    assert [hit.entry.id for hit in queries.search_organisations("harbour")] == [kept.id]
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == Action.ORGANISATIONS_MERGED)
    ).one()
    assert (entry.actor_id, entry.thing, entry.details["gone"]) == (
        organiser.id,
        f"organisation {kept.id}",
        gone.id,
    )
    assert visitor.fetch(f"/en/account/organisations/{gone.id}").status_code == 404


@pytest.mark.parametrize("name", ["kept", "gone"])
def test_undo_puts_everything_back(app: Flask, two: tuple[Organisation, Organisation], name: str):
    kept, gone = two
    before = everything()
    merge(kept, gone, keep_name_of=kept if name == "kept" else gone)
    visitor = Visitor(app, an_organiser(a_meeting("2028")))
    page = visitor.get("/en/account/organisations/merges")

    page = visitor.follow(visitor.send(page, form=page.form("/undo")))

    assert "They are two again, as before." in page.text
    after = everything()
    added = {one.id for one in db.session.scalars(select(Person))} - {
        row[0] for row in before["people"]
    }
    after["people"] = [row for row in after["people"] if row[0] not in added]
    assert after == before


def test_undo_leaves_what_was_changed_since_and_says_how_much(
    app: Flask, two: tuple[Organisation, Organisation]
):
    kept, gone = two
    other = an_organisation("Zebra")
    merge(kept, gone)
    berit = db.session.scalars(select(Person).where(Person.name == "Berit")).one()
    berit.organisation_id = other.id
    visitor = Visitor(app, an_organiser(a_meeting("2028")))
    page = visitor.get("/en/account/organisations/merges")

    page = visitor.follow(visitor.send(page, form=page.form("/undo")))

    assert "They are two again. 1 row was changed since and stays where it is." in page.text
    db.session.expire_all()
    assert (berit.organisation_id, gone.merged_into_id) == (other.id, None)


def test_undo_after_thirty_days_is_refused(app: Flask, two: tuple[Organisation, Organisation]):
    done = merge(*two)

    with pytest.raises(Refused, match="can no longer be undone"):
        service.undo_organisation_merge(done, by=None, now=NOW + timedelta(days=30, seconds=1))


def test_what_moved_is_forgotten_when_it_can_no_longer_be_undone(
    app: Flask, two: tuple[Organisation, Organisation]
):
    done = merge(*two)

    service.forget_old_merges(NOW + timedelta(days=30))
    assert (done.moves != [], done.can_be_undone) == (True, True)
    service.forget_old_merges(NOW + timedelta(days=30, seconds=1))
    assert (done.moves, done.can_be_undone) == ([], False)


def test_undo_of_the_first_of_two_merges_asks_for_the_second_first(
    app: Flask, two: tuple[Organisation, Organisation]
):
    kept, gone = two
    top = an_organisation("Zebra")
    before = everything()
    first = merge(kept, gone)
    second = merge(top, kept)

    with pytest.raises(Refused, match="Undo that first"):
        service.undo_organisation_merge(first, by=None, now=NOW)
    assert service.undo_organisation_merge(second, by=None, now=NOW) == 0
    assert service.undo_organisation_merge(first, by=None, now=NOW) == 0
    assert everything() == before


def test_undo_where_the_name_was_taken_meanwhile_is_refused(
    app: Flask, two: tuple[Organisation, Organisation]
):
    kept, gone = two
    done = merge(kept, gone)
    service.change_organisation(
        kept,
        name="Harbour Line",
        kind=OrganisationKind.OTHER,
        scope=None,
        country=None,
        parent=None,
        aliases=[],
    )
    an_organisation("Harbour Line e.V.")

    with pytest.raises(Refused, match="belongs to another organisation by now"):
        service.undo_organisation_merge(done, by=None, now=NOW)


def test_merge_of_what_was_merged_is_refused(app: Flask, two: tuple[Organisation, Organisation]):
    kept, gone = two
    merge(kept, gone)

    with pytest.raises(Refused, match="made one with another meanwhile"):
        merge(an_organisation("Zebra"), gone)
    with pytest.raises(Refused, match="two different organisations"):
        merge(kept, kept)


def test_merge_with_its_own_parent_leaves_no_circle(app: Flask):
    top = an_organisation("Top")
    middle = an_organisation("Middle", parent=top)
    bottom = an_organisation("Bottom", parent=middle)
    before = everything()

    done = merge(bottom, top)

    db.session.expire_all()
    assert (bottom.parent_id, middle.parent_id) == (None, bottom.id)
    assert service.undo_organisation_merge(done, by=None, now=NOW) == 0
    assert everything() == before


def test_merge_remembers_who_is_not_the_same(app: Flask, two: tuple[Organisation, Organisation]):
    kept, gone = two
    other = an_organisation("Hafenlinie Bremen")
    pair = OrganisationPair(
        one_id=min(gone.id, other.id),
        other_id=max(gone.id, other.id),
        verdict=Verdict.MAYBE,
        reason=Reason.WORD_ADDED,
        words=["Bremen"],
        likeness=0.6,
    )
    db.session.add(pair)
    service.keep_apart(pair, by=None, now=NOW)

    merge(kept, gone)

    settled = queries.read_directory()[2]
    assert (min(kept.id, other.id), max(kept.id, other.id)) in settled


def test_same_as_leads_from_a_typed_name_to_the_preview(app: Flask):
    line = an_organisation("Harbour Line")
    typed = an_organisation("Hrbr Lne", added_by_person=True)
    visitor = Visitor(app, an_organiser(a_meeting("2027")))
    page = visitor.get(f"/en/account/organisations/{typed.id}/same-as")

    answer = visitor.send(page, {"other": "harbour line"})

    assert answer.headers["Location"] == (f"/en/account/organisations/{line.id}/merge/{typed.id}")
    assert "Nothing refers to" in visitor.follow(answer).text
