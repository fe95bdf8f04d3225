"""The pack as a page, its PDF, and its desk."""

import io
from datetime import timedelta

import pypdf
import pytest
from flask import Flask
from sqlalchemy import event

from meeting_app.core import jobs, worker
from meeting_app.core.db import begin_write, db
from meeting_app.core.localtext import State
from meeting_app.core.pdf import PdfFailed
from meeting_app.meetings.models import Meeting
from meeting_app.packs import making, queries
from tests.packs.factories import a_break, a_published_session, a_section, publish
from tests.support.factories import a_meeting, a_text, an_organiser
from tests.support.pages import Visitor

LANGUAGES = ("en", "fr", "es", "ar")


def take(visitor: Visitor, path: str) -> tuple[int, str, bytes]:
    """Status, file name and content of a file."""
    answer = visitor.fetch(path, buffered=True)
    name = answer.headers.get("Content-Disposition", "").partition("filename=")[2]
    return answer.status_code, name, answer.get_data()


def make_due(app: Flask) -> None:
    db.session.commit()
    worker.run_recurring(app, app.config["NOW"])
    worker.run_due(app)


@pytest.fixture
def meeting(app: Flask) -> Meeting:
    made = a_meeting("2027")
    a_section(made, a_text("Welcome"), a_text("Come in.\n\n- rest\n- ask"))
    publish(made, a_published_session("AAAAAA", a_text("Prevention first")), a_break())
    return made


@pytest.mark.parametrize("lang", LANGUAGES)
def test_show_lists_sections_agenda_and_summaries(meeting: Meeting, visitor: Visitor, lang: str):
    page = visitor.get(f"/{lang}/2027/pack?zone=America/Bogota")

    mark = "" if lang == "en" else f"[{lang}] "
    for words in ("Welcome", "Prevention first", "Coffee", "Summary of AAAAAA"):
        assert mark + words in page.text
    assert "09:00–10:30" in page.text
    assert "01:00–02:30" in page.text
    assert {"#section-1", "#agenda", "#sessions", "#s-AAAAAA"} <= set(page.links())


def test_show_with_nothing_written_says_so(app: Flask, visitor: Visitor):
    a_meeting("2027")

    page = visitor.get("/en/2027/pack")

    assert "The pack is not written yet." in page.text
    visitor.get("/en/2027/documents/pack.pdf", status=404)


def test_show_takes_few_statements_whatever_the_size(meeting: Meeting, visitor: Visitor):
    for number in range(30):
        a_section(meeting, a_text(f"Section {number}"))
    db.session.commit()
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    visitor.get("/en/2027/pack")

    assert len([one for one in statements if one.startswith("SELECT")]) == 4


def test_pdf_before_it_is_made_leads_to_it_by_itself(meeting: Meeting, visitor: Visitor):
    page = visitor.get("/fr/2027/documents/pack.pdf", status=503)

    assert page.response.headers["Retry-After"] == page.response.headers["Refresh"] == "4"
    assert "/fr/2027/pack" in page.links()


def test_pdf_once_made_holds_sections_and_sessions_in_each_language(
    app: Flask, meeting: Meeting, visitor: Visitor
):
    make_due(app)

    for lang in LANGUAGES:
        status, name, content = take(visitor, f"/{lang}/2027/documents/pack.pdf")
        assert (status, name) == (200, f"pack-2027-{lang}.pdf")
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        text = "".join(page.extract_text() for page in pages)
        assert "Prevention first" in " ".join(text.split())
    assert all(file.accessible for file in queries.list_files(meeting).values())
    assert "Download the pack (PDF, " in visitor.get("/en/2027/pack").text


def test_pdf_after_a_change_is_made_again_and_the_one_before_can_be_taken(
    app: Flask, meeting: Meeting, visitor: Visitor, now
):
    make_due(app)
    begin_write()
    queries.list_sections(meeting)[0].title = a_text("Hello")
    db.session.commit()

    page = visitor.get("/en/2027/documents/pack.pdf", status=503)
    before = take(visitor, "/en/2027/documents/pack.pdf?kept=1")
    app.config["NOW"] = now + timedelta(minutes=1)
    make_due(app)

    assert "/en/2027/documents/pack.pdf?kept=1" in page.links()
    assert before[0] == 200
    assert take(visitor, "/en/2027/documents/pack.pdf")[0] == 200


def test_order_stale_makes_content_that_came_back_again(app: Flask, meeting: Meeting, now):
    digests = []
    for minute, title in enumerate(("Welcome", "Hello", "Welcome", "Hello")):
        app.config["NOW"] = now + timedelta(minutes=minute)
        db.session.commit()
        begin_write()
        queries.list_sections(meeting)[0].title = a_text(title)
        make_due(app)
        digests.append(queries.list_files(meeting)["en"].digest)

    assert digests[0] == digests[2] != digests[1] == digests[3]


def test_order_stale_with_all_current_writes_nothing(app: Flask, meeting: Meeting, now):
    make_due(app)
    begin_write()

    making.order_stale(now)

    assert jobs.claim(now) is None


def test_pdf_given_up_says_so_and_the_desk_can_try_again(
    app: Flask, meeting: Meeting, visitor: Visitor, now
):
    organiser = Visitor(app, an_organiser(meeting))
    begin_write()
    making.order_stale(now)
    db.session.query(jobs.Job).update({"failed_at": now})
    db.session.commit()

    page = visitor.get("/en/2027/documents/pack.pdf", status=503)
    desk = organiser.get("/en/2027/desk/pack")
    organiser.send(desk, form=desk.form("/desk/pack/pdf/en"))
    make_due(app)

    assert "Refresh" not in page.response.headers
    assert page.heading == "The PDF could not be made"
    assert take(visitor, "/en/2027/documents/pack.pdf")[0] == 200


def test_run_next_slow_job_works_outside_any_transaction(app: Flask, now):
    seen: list[bool] = []
    job = jobs.SlowRun(
        read=lambda arguments: arguments["n"],
        work=lambda n: (seen.append(db.session().in_transaction()), n + 1)[1],
        store=lambda made, at: seen.append(made == 2 and at == now),
    )
    begin_write()
    jobs.enqueue("slow", "slow-1", {"n": 1}, run_at=now)
    db.session.commit()

    assert jobs.run_next({"slow": job}, now)
    assert seen == [False, True]
    assert not jobs.run_next({"slow": job}, now)


def test_run_next_slow_job_that_fails_waits_for_its_next_attempt(app: Flask, now):
    def work(_: object) -> None:
        raise PdfFailed("too slow")

    begin_write()
    jobs.enqueue("slow", "slow-1", {}, run_at=now)
    db.session.commit()
    job = jobs.SlowRun(read=dict, work=work, store=lambda *_: None)

    assert jobs.run_next({"slow": job}, now)
    assert not jobs.run_next({"slow": job}, now)
    db.session.rollback()
    assert db.session.query(jobs.Job).one().error == "PdfFailed: too slow"


def test_desk_adds_edits_moves_and_deletes_sections(app: Flask, meeting: Meeting):
    organiser = Visitor(app, an_organiser(meeting))

    texts = {"title-en": "Travel", "title-fr": "Voyage", "body-en": "By plane."}
    desk = organiser.follow(organiser.send(organiser.get("/en/2027/desk/pack/new"), texts))
    organiser.send(desk, form=desk.form("/section-2/up"))
    edit = organiser.get("/en/2027/desk/pack/section-2")
    organiser.send(edit, {"title-en": "Travelling"})

    sections = queries.list_sections(meeting)
    assert [section.code for section in sections] == ["section-2", "section-1"]
    assert sections[0].title.state("fr") is State.OUTDATED
    assert sections[0].body.state("ar") is State.MISSING
    organiser.send(organiser.get("/en/2027/desk/pack/section-1/delete"))
    assert [section.code for section in queries.list_sections(meeting)] == ["section-2"]


def test_add_without_source_text_keeps_what_was_typed(app: Flask, meeting: Meeting):
    organiser = Visitor(app, an_organiser(meeting))

    answer = organiser.send(
        organiser.get("/ar/2027/desk/pack/new"), {"title-ar": "السفر"}, status=422
    )

    assert "السفر" in answer.text
    assert len(queries.list_sections(meeting)) == 1


def test_desk_for_a_participant_is_not_found(app: Flask, meeting: Meeting):
    other = an_organiser(a_meeting("2026"))

    Visitor(app, other).get("/en/2027/desk/pack", status=404)
