"""A letter to a group of 1,600 people: choosing them, composing, and putting it into the outbox.

python -m benchmarks.letters            measures, and writes its part of benchmarks/README.md
python -m benchmarks.letters --print    measures, and prints
"""

import platform
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from flask import g
from sqlalchemy import func, select

from benchmarks.figures import write_part
from meeting_app.abstracts.models import Abstract, AbstractState, Call
from meeting_app.core.db import begin_write, db
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.localtext import LocalText
from meeting_app.core.outbox import OutgoingMail
from meeting_app.demo.content.group_letter import BODY, DRAFTS, SUBJECT
from meeting_app.demo.service import make_demo
from meeting_app.letters import audiences
from meeting_app.letters.audiences import Audience, Part
from meeting_app.letters.queries.groups import list_details
from meeting_app.letters.service.groups import post_group, start_group, write_group
from meeting_app.meetings.models import Meeting
from meeting_app.people import service as people
from tests.support.statements import Statements
from tests.support.world import make_app

READERS = 1600
RUNS = 3


def _make_drafts(meeting: Meeting, now: datetime) -> None:
    """As many people with a draft as there shall be readers."""
    call = db.session.scalars(select(Call).where(Call.meeting_id == meeting.id)).first()
    assert call
    there = db.session.scalar(
        select(func.count(func.distinct(Abstract.submitter_id))).where(
            Abstract.meeting_id == meeting.id, Abstract.state == AbstractState.DRAFT
        )
    )
    codes = list(LANGUAGES)
    for number in range(READERS - (there or 0)):
        person = people.make_person(
            f"reader{number}@example.org",
            f"Reader {number}",
            language=codes[number % len(codes)],
            now=now,
        )
        db.session.add(
            Abstract(
                meeting_id=meeting.id,
                call_id=call.id,
                code=f"B{number:05}",
                submitter_id=person.id,
                title=f"Work {number}",
                text="",
                language=person.language,
                state=AbstractState.DRAFT,
                late=False,
                created_at=now,
                changed_at=now,
            )
        )
    db.session.commit()


def measure() -> str:
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(Path(folder), NOW=now)
        with app.app_context():
            g.lang, g.dir, g.now = "en", "ltr", now
            begin_write()
            meeting = make_demo(now)
            organiser = people.get_person("miriam.achterberg@example.net")
            _make_drafts(meeting, now)
            runs = [_run(app.extensions["features"], meeting, organiser, now) for _ in range(RUNS)]
            db.session.remove()
            db.engine.dispose()
    seconds = ", ".join(f"{seconds:.2f}" for seconds, _cpu, _statements in runs)
    cpu = max(seconds for _seconds, seconds, _statements in runs)
    statements = max(number for _seconds, _cpu, number in runs)
    return "\n".join(
        [
            "## Letters to groups",
            "",
            "`python -m benchmarks.letters`, on SQLite. "
            f"Python {platform.python_version()}, {platform.system()}. Measured {now:%Y-%m-%d}.",
            "",
            f"- A letter in four languages to {READERS} people who have a draft, each with the titles of their own: "
            f"chosen, composed, sealed and in the outbox in {seconds} s ({RUNS} runs; {cpu:.2f} s of CPU at most), {statements} SQL statements.",
            "- For comparison, measured elsewhere: pretalx takes 11,917 statements for as many, then an error.",
        ]
    )


def _run(features, meeting, organiser, now):  # type: ignore[no-untyped-def]
    begin_write()
    group = start_group(meeting, Audience((Part(DRAFTS, ("draft",)),)), author=organiser, now=now)
    write_group(
        group,
        subject=LocalText.of(SUBJECT),
        body=LocalText.of(BODY),
        necessary_because="",
        now=now,
    )
    db.session.commit()
    began, cpu = time.perf_counter(), time.process_time()
    begin_write()
    with Statements() as statements:
        readers = audiences.people_of(group.audience, meeting, audiences.list_facts(features))
        number = post_group(
            group,
            readers,
            list_details(features),
            expected=READERS,
            send_at=None,
            person=organiser,
            now=now,
        )
        db.session.commit()
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    posted = db.session.scalar(select(func.count()).where(OutgoingMail.batch == group.batch))
    assert (number, posted) == (READERS, READERS)
    return took, cpu, statements.number


def main() -> None:
    text = measure()
    if "--print" in sys.argv:
        print(text)
    else:
        write_part("letters", text)


if __name__ == "__main__":
    main()
