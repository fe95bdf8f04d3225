"""Surveys that promise to name nobody, against whoever sends and reads what nobody should."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from flask import Flask
from openpyxl import Workbook
from sqlalchemy import func, select, text

from meeting_app.core import db as database
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.files import StoredFile
from meeting_app.questionnaires.models import AnswerFile, Response
from meeting_app.questionnaires.sheet import FILES
from meeting_app.questionnaires.xlsform import reading
from meeting_app.surveys import imports, service
from meeting_app.surveys.models import About, Once, SurveyInvitation
from meeting_app.surveys.queries.inviting import search_invitations
from meeting_app.surveys.rules import day_of
from tests.conftest import NOW
from tests.questionnaires.factories import a_question
from tests.support.factories import a_meeting, an_organiser
from tests.support.pages import Page, Visitor
from tests.surveys.factories import a_survey, an_answer
from tests.surveys.test_modes import by_invitation, letters, link_of
from tests.surveys.test_views import FILLED

PATH = "/en/2027/surveys/themes"


def count(table: Any) -> int | None:
    return db.session.scalar(select(func.count()).select_from(table))


def with_file(page: Page, **typed: str) -> list[tuple[str, Any]]:
    named = {f"q-{code}": value for code, value in typed.items()}
    others = [pair for pair in page.form().fields if pair[0] not in named]
    return [*others, *named.items(), ("q-paper", (BytesIO(b"%PDF"), "a.pdf"))]


def asking_for_a_paper() -> Any:
    return a_survey(
        a_meeting("2027"),
        questions=[a_question("paper", "file"), a_question("town", "short_text", required=True)],
    )


def test_secret_of_a_draft_and_receipts_stand_nowhere_in_the_database(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))
    page = visitor.get(PATH)
    kept = visitor.send(page, FILLED, button=("go", "save")).headers["Location"]
    receipt = visitor.send(visitor.get(PATH), FILLED).headers["Location"]

    stored = db.session.scalars(text("select location from spent_key")).all()

    secret = kept.partition("?")[0].rpartition("/")[2]
    assert len(stored) == 2
    assert [one for one in stored if secret in one or receipt.rpartition("=")[2] in one] == []
    again = visitor.send(page, FILLED, button=("go", "save"))
    assert again.headers["Location"] == kept


def test_answer_by_invitation_from_a_draft_tells_neither_when_it_was_begun_nor_when_it_was_sent(
    app: Flask, visitor: Visitor
):
    survey = asking_for_a_paper()
    service.change_modes(survey, invited=True, signed=False, once=Once.PERSON, about=About.NOTHING)
    people = [(name, f"{name}@example.org") for name in ("amal", "bo")]
    service.invite(survey, people, language="en", now=NOW)
    db.session.commit()
    page = visitor.follow(visitor.fetch(link_of(letters()[0])))
    path = visitor.post(PATH, [*with_file(page), ("go", "save")]).headers["Location"]
    begun = db.session.scalars(select(Response.id)).one()
    other = Visitor(app)
    other.send(other.follow(other.fetch(link_of(letters()[1]))), {"q-town": "Goma"})

    visitor.send(visitor.get(path.partition("?")[0]), {"q-town": "Maradi"})

    sent = db.session.scalars(select(Response).order_by(Response.id)).all()
    assert [[one.text for one in answer.answers][-1] for answer in sent] == ["Goma", "Maradi"]
    assert begun not in [one.id for one in sent]
    assert [(one.revision, one.sent_at) for one in sent] == [(0, day_of(NOW))] * 2
    assert db.session.scalars(select(AnswerFile.kept_at)).all() == [day_of(NOW)]
    assert db.session.scalars(select(StoredFile.stored_at)).all() == [day_of(NOW)]


def test_number_of_a_sending_at_another_survey_is_another_sending(app: Flask, visitor: Visitor):
    meeting = a_meeting("2027")
    for slug in ("themes", "feedback"):
        a_survey(meeting, slug)
    for slug in ("themes", "feedback", "themes"):
        page = visitor.get(f"/en/2027/surveys/{slug}")
        answer = visitor.send(page, {**FILLED, "sending": "a" * 32})
        assert answer.status_code == 303

    assert count(Response) == 2


def test_files_are_stored_so_often_only(app: Flask, visitor: Visitor):
    """Nobody has to be known, and nothing else of the form has to be right."""
    asking_for_a_paper()
    page = visitor.get(PATH)

    for _ in range(FILES.amount + 3):
        visitor.post(PATH, with_file(page), status=422)

    assert count(StoredFile) == FILES.amount


def test_files_of_one_draft_are_stored_so_often_only(app: Flask, visitor: Visitor):
    asking_for_a_paper()
    page = visitor.get(PATH)
    kept = visitor.post(PATH, [*with_file(page), ("go", "save")]).headers["Location"]
    path = kept.partition("?")[0]
    page = visitor.get(path)
    for number in range(1, FILES.amount):
        fields = [pair for pair in with_file(page) if pair[0] != "revision"]
        fields.append(("revision", str(number)))
        visitor.post(f"{path}/save", fields, status=200)

    answer = visitor.post(f"{path}/save", with_file(page), status=429)

    assert answer.json == {"problem": "later"}
    assert count(StoredFile) == FILES.amount


def test_complete_answer_with_one_file_too_many_keeps_the_text(app: Flask, visitor: Visitor):
    asking_for_a_paper()
    page = visitor.get(PATH)
    for _ in range(FILES.amount):
        visitor.post(PATH, with_file(page), status=422)

    again = Page(visitor.post(PATH, with_file(page, town="Goma"), status=422))

    assert "Send the form again in a few minutes." in again.text
    assert dict(again.form().fields)["q-town"] == "Goma"
    assert count(Response) == 0


def test_texts_with_numbers_that_no_database_holds_are_none(app: Flask):
    survey = a_survey(a_meeting("2027"))
    an_answer(survey)
    organiser = Visitor(app, an_organiser(survey.meeting))
    page = organiser.get("/en/2027/desk/surveys/themes/texts")
    path = "/en/2027/desk/surveys/themes/texts"
    fields = next(one for one in page.parsed.forms if one.method == "post").fields
    key = [pair for pair in fields if pair[0] in ("form_key", "csrf_token")]

    answer = organiser.post(path, [*key, ("answer", "9" * 30), ("what", "pick")], status=422)

    assert "Tick at least one text." in Page(answer).text


def test_search_for_invitations_tells_not_who_has_answered(app: Flask):
    survey = by_invitation(("Amal", "amal@example.org"))
    invitation = db.session.scalars(select(SurveyInvitation)).one()
    before = search_invitations(survey.meeting, "amal", "")
    service.use_invitation(invitation)

    assert search_invitations(survey.meeting, "amal", "") == before == [invitation]
    for code in ("²", "9" * 30, "-1"):
        assert search_invitations(survey.meeting, "", code) == []


def with_many_styles() -> bytes:
    """100 kB that take a minute to be read."""
    made, again = BytesIO(), BytesIO()
    Workbook().save(made)
    with ZipFile(made) as source, ZipFile(again, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("xl/styles.xml", "<fonts>" + "<font/>" * 400_000 + "</fonts>")
    return again.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_workbook_with_styles_without_end_is_refused(app: Flask):
    content = with_many_styles()

    for read in (imports.read_table, lambda found: reading.read([("a.xlsx", found)])):
        with app.test_request_context("/en/"), pytest.raises(Refused) as refused:
            read(content)
        assert "too large" in str(refused.value.message)


def damaged(content: bytes, *, encrypted: bool) -> bytes:
    """With noise in the middle of its first sheet, or as one with a password says of itself."""
    with ZipFile(BytesIO(content)) as packed:
        part = packed.getinfo("xl/worksheets/sheet1.xml")
    begins = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    if not encrypted:
        return content[:begins] + b"\xff" * 30 + content[begins + 30 :]
    entry = content.index(b"PK\x01\x02")
    flags = content.index(b"xl/worksheets/sheet1.xml", entry) - 46 + 8
    return content[:flags] + bytes([content[flags] | 1]) + content[flags + 1 :]


@pytest.mark.parametrize("encrypted", [False, True])
def test_workbook_that_is_damaged_is_refused(app: Flask, encrypted: bool):
    made, book = BytesIO(), Workbook()
    for number in range(200):
        book.worksheets[0].append([f"{number} of many", number, "words"])
    book.save(made)
    content = damaged(made.getvalue(), encrypted=encrypted)

    for read in (imports.read_table, lambda found: reading.read([("a.xlsx", found)])):
        with app.test_request_context("/en/"), pytest.raises(Refused):
            read(content)


def test_others_write_while_a_file_is_read(app: Flask, monkeypatch: pytest.MonkeyPatch):
    survey = a_survey(a_meeting("2027"))
    organiser = Visitor(app, an_organiser(survey.meeting))
    held: list[bool] = []

    def read(*_given: Any) -> Any:
        held.append(database._writing.locked())
        raise Refused("unreadable")

    monkeypatch.setattr(imports, "read_table", read)
    monkeypatch.setattr(reading, "read", read)
    number = survey.questionnaire_id
    for path, name, more in (
        ("surveys/themes/import", "file", [("source", "paper")]),
        (f"questionnaires/{number}/xlsform", "files", []),
    ):
        page = organiser.get(f"/en/2027/desk/{path}")
        form = next(
            one for one in page.parsed.forms if one.method == "post" and "desk" in one.action
        )
        fields = [pair for pair in form.fields if pair[0] not in dict(more)]
        sent = [*fields, *more, (name, (BytesIO(b"q,w"), "a.csv"))]
        organiser.post(f"/en/2027/desk/{path}", sent, status=422)

    assert held == [False, False]
