"""Erasing somebody who has 200 rows, among the data of a large meeting.

python -m benchmarks.erasure            measures, and writes its part of benchmarks/README.md
python -m benchmarks.erasure --print    measures, and prints
"""

import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, g
from sqlalchemy import func, select

from benchmarks.figures import write_part
from benchmarks.scale import make_scaled
from meeting_app.abstracts import service as abstracts
from meeting_app.abstracts.models import Abstract, Call, Presenter
from meeting_app.agenda.models import Session, Star
from meeting_app.core import outbox
from meeting_app.core.db import Base, begin_write, db
from meeting_app.core.privacy import Texts
from meeting_app.people import service as people
from meeting_app.people.models import Person
from meeting_app.review.models import Assignment, Review
from tests.support.world import make_app

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ROUNDS = 5
LIMIT_SECONDS = 1.0


def a_person(number: int) -> Person:
    """With at least 200 rows that name them, spread as in real life and then some."""
    person = people.make_person(
        f"much{number}@example.org", f"Much Written {number}", language="en", now=NOW
    )
    call = db.session.scalars(select(Call).order_by(Call.id)).first()
    assert call is not None
    at = call.phase.opens_at
    for index in range(20):
        content = abstracts.Content(
            f"Text {index} by {person.name}",
            f"Words of {person.name}.",
            "en",
            presenters=[abstracts.NamedPresenter(person.name, person.email)],
        )
        abstracts.submit(call, content, person=person, form_opened_at=at, now=at)
    others = db.session.scalars(
        select(Abstract).where(Abstract.submitter_id != person.id).limit(40)
    ).all()
    for abstract in others:
        assignment = Assignment(abstract=abstract, person=person, assigned_at=NOW)
        assignment.review = Review(comment=f"{person.name} likes it.", sent_at=NOW)
        db.session.add(assignment)
        position = len(abstract.presenters) + 1
        abstract.presenters.append(
            Presenter(position=position, name=person.name, email=person.email, person=person)
        )
    for session in db.session.scalars(select(Session.id).limit(60)):
        db.session.add(Star(person_id=person.id, session_id=session))
    for index in range(20):
        letter = outbox.Letter(
            "benchmark", str(index), person.email, person.name, "en", "Subject", "Words"
        )
        outbox.post(letter, NOW)
    db.session.flush()
    return person


def count_rows(person: Person) -> int:
    """Rows of all tables with a key to the person."""
    return sum(
        db.session.scalar(select(func.count()).where(column == person.id)) or 0
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
    )


def measure(app: Flask) -> tuple[list[float], int]:
    """(seconds of each erasure, the fewest rows that one of the persons had)"""
    seconds, rows = [], []
    for number in range(ROUNDS):
        begin_write()
        person = a_person(number)
        rows.append(count_rows(person))
        db.session.commit()
        begin_write()
        person = people.get_person(f"much{number}@example.org")
        start = time.perf_counter()
        people.erase(person, app.extensions["features"], texts=Texts.NAMELESS, actor=None, now=NOW)
        db.session.commit()
        seconds.append(time.perf_counter() - start)
    return seconds, min(rows)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(Path(folder), NOW=NOW)
        with app.app_context():
            g.lang, g.dir, g.now = "en", "ltr", NOW
            begin_write()
            make_scaled(NOW)
            db.session.commit()
            seconds, rows = measure(app)
            letters = db.session.scalar(select(func.count()).select_from(outbox.OutgoingMail))
            db.session.remove()
    text = f"""## Erasing a person

Somebody with {rows} rows of their own (abstracts, reviews, parts, marked sessions) and 20 letters, in the large meeting with {letters:,} letters in the outbox, on SQLite;
with the commit to the disk, without the job that cleans it afterwards. Limit: {LIMIT_SECONDS:g} s.

| | |
|---|---|
| median of {ROUNDS} | {statistics.median(seconds):.2f} s |
| slowest | {max(seconds):.2f} s |
"""
    if "--print" in sys.argv:
        print(text)
    else:
        write_part("erasure", text)
    if statistics.median(seconds) > LIMIT_SECONDS:
        sys.exit("too slow")


if __name__ == "__main__":
    main()
