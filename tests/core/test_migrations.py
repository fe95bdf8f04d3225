"""The migrations make exactly the tables of the models, and go up and down on a filled database."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask, g
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, create_engine, func, inspect, select, text

from meeting_app import create_app
from meeting_app.core.db import begin_write, db
from meeting_app.core.health import migrations_are_current
from meeting_app.demo.service import make_demo
from meeting_app.people.models import Person
from meeting_app.questionnaires.service import store_response
from meeting_app.registration.models import Registration, RegistrationDesk
from meeting_app.surveys.models import Survey
from tests.conftest import NOW
from tests.questionnaires.factories import a_question
from tests.registration.factories import a_desk, a_registration
from tests.support.factories import a_meeting, a_person
from tests.support.world import KEY
from tests.surveys.factories import a_survey


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """An application on a database without any table: SQLite, or a schema of its own."""
    url = f"sqlite:///{tmp_path}/new.sqlite3"
    if given := os.environ.get("TEST_DATABASE_URL"):
        schema = f"migrations_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        engine = create_engine(given)
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
            connection.execute(text(f"CREATE SCHEMA {schema}"))
        engine.dispose()
        url = f"{given}?options=-csearch_path%3D{schema}"
    app = create_app(
        TESTING=True,
        DATA_DIR=tmp_path,
        SQLALCHEMY_DATABASE_URI=url,
        SECRET_KEY=KEY,
        SECRET_KEYS=[KEY],
        BASE_URL="http://localhost",
        LOOPBACK=True,
        NOW=NOW,
    )
    with app.app_context():
        g.lang, g.dir, g.now = "en", "ltr", NOW
        yield app
        db.session.remove()
        db.engine.dispose()


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names())


def test_upgrade_makes_what_the_models_say(empty: Flask):
    upgrade()

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []
    assert migrations_are_current()


def test_downgrade_and_upgrade_on_a_filled_database(empty: Flask):
    upgrade()
    begin_write()
    make_demo(NOW)
    db.session.commit()
    assert (db.session.scalar(select(func.count()).select_from(Person)) or 0) > 100
    db.session.remove()

    downgrade(revision="base")

    assert tables() == {"alembic_version"}
    assert not migrations_are_current()
    db.session.remove()

    upgrade()

    assert tables() == {"alembic_version", *db.metadata.tables}
    assert db.session.scalar(select(func.count()).select_from(Person)) == 0


def rows(columns: dict[str, list[str]]) -> dict[str, list[str]]:
    """{table: its rows, of these columns of it}"""
    db.session.remove()
    with db.engine.connect() as connection:
        now = MetaData()
        now.reflect(connection)
        found = {
            name: sorted(
                repr(tuple(row))
                for row in connection.execute(select(*(now.tables[name].c[one] for one in names)))
            )
            for name, names in columns.items()
        }
    db.engine.dispose()
    return found


def columns() -> dict[str, list[str]]:
    """{table: names of its columns}, apart from Alembic's own table."""
    now = MetaData()
    now.reflect(db.engine)
    return {
        name: table.columns.keys()
        for name, table in now.tables.items()
        if name != "alembic_version"
    }


def test_down_to_the_first_release_and_up_again_keeps_its_rows(empty: Flask):
    upgrade()
    last = columns()
    begin_write()
    make_demo(NOW)
    db.session.commit()
    linked = db.session.scalar(select(func.count(Person.organisation_id)))
    db.session.remove()
    downgrade(revision="0001")
    kept = {
        name: [one for one in names if one in last[name]]
        for name, names in columns().items()
        if name in last
    }
    before = rows(kept)

    upgrade()
    after = rows(kept)
    downgrade(revision="0001")

    organisations = rows({"person": ["id", "organisation_id"]})["person"]
    assert linked
    assert len([one for one in organisations if "None" not in one]) == linked
    assert {name: len(found) for name, found in after.items()} == {
        name: len(found) for name, found in before.items()
    }
    assert (after["person"], after["organisation"]) == (before["person"], before["organisation"])
    assert rows(kept) == before


def test_upgrade_gives_the_registration_of_each_meeting_an_empty_questionnaire(empty: Flask):
    upgrade()
    begin_write()
    asks, is_silent = a_meeting("2027"), a_meeting("2028")
    a_desk(asks, questions=[a_question("hopes", "short_text")])
    made = a_registration(asks, a_person("Amal"), answers={"hopes": "Peace"})
    number, response = made.id, made.response_id
    silent = a_desk(is_silent).meeting_id
    db.session.commit()
    downgrade(revision="0020")
    with db.engine.begin() as connection:  # as it is where registration never asked anything
        connection.execute(text(f"DELETE FROM questionnaire WHERE meeting_id = {silent}"))

    upgrade()

    desks = db.session.scalars(select(RegistrationDesk).order_by(RegistrationDesk.meeting_id)).all()
    assert [[one.code for one in desk.questionnaire.questions] for desk in desks] == [["hopes"], []]
    assert db.session.get_one(Registration, number).response_id == response


def test_down_and_up_again_counts_no_answer_in_public_that_waited_before(empty: Flask):
    upgrade()
    begin_write()
    meeting = a_meeting("2027")
    asked = [a_question("why", "short_text")]
    for slug, counted in (("hidden", None), ("grows", 0), ("over", 2), ("waits", 1)):
        survey = a_survey(meeting, slug, questions=asked)
        survey.counted = counted
        survey.results_published_at = NOW if slug != "hidden" else None
        for text_given in ("One", "Two"):
            store_response(
                survey.questionnaire, {"why": text_given}, language="en", person=None, now=NOW
            )
    db.session.commit()
    db.session.remove()

    downgrade(revision="0022")
    upgrade()

    surveys = db.session.scalars(select(Survey).order_by(Survey.id))
    assert [one.counted for one in surveys] == [None, 0, 2, 0]
