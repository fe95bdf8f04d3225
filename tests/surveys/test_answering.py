"""Answering without a script: rules page by page, steps, drafts, two windows, files."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

from flask import Flask, g
from sqlalchemy import func, select

from meeting_app.core.db import begin_write, db
from meeting_app.core.files import StoredFile
from meeting_app.core.outbox import OutgoingMail
from meeting_app.core.privacy import Erasing, Texts
from meeting_app.core.secrets import hash_token
from meeting_app.questionnaires import drafts
from meeting_app.questionnaires import service as questionnaires
from meeting_app.questionnaires.flow import Flow
from meeting_app.questionnaires.models import AnswerFile, Response
from meeting_app.questionnaires.privacy import PRIVACY
from meeting_app.questionnaires.queries.results import tally
from meeting_app.surveys.forms import SurveyForm
from meeting_app.surveys.models import Survey
from meeting_app.surveys.rules import day_of
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, options
from tests.support.factories import a_meeting, a_person, a_text, an_organiser
from tests.support.pages import Page, Visitor
from tests.surveys.factories import a_survey

HERE = "/en/2027/surveys/themes"
LEADS = "Error: Your other answers lead to this question: answer it too."


def values() -> dict[str, Any]:
    return questionnaires.response_values(db.session.scalars(select(Response)).one())


def count(table: Any) -> int | None:
    return db.session.scalar(select(func.count()).select_from(table))


def travelling() -> Survey:
    return a_survey(
        a_meeting("2027"),
        questions=[
            a_question("comes", "yes_no", required=True),
            a_question("welcome", "note", relevant="${comes} = 'yes'"),
            a_question("from", "short_text", relevant="${comes} = 'yes'", required=True),
        ],
    )


def in_steps(**said: Any) -> Survey:
    return a_survey(
        a_meeting("2027"),
        questions=[
            a_question("you", "section", label=a_text("About you")),
            a_question("name", "short_text", parent="you", required=True),
            a_question("came", "yes_no", parent="you"),
            a_question("there", "section", label=a_text("There"), relevant="${came} = 'yes'"),
            a_question("age", "whole_number", parent="there", constraint=". > 17"),
            a_question("end", "section", label=a_text("To end")),
            a_question("why", "long_text", parent="end", **said),
            a_question("topics", "ranking", parent="end", options=options("care", "cash")),
        ],
    )


def hidden(page: Page) -> set[str]:
    return {
        e.attributes["data-question"]
        for e in page.parsed.elements
        if "data-question" in e.attributes and "hidden" in e.attributes
    }


# ---- rules without a script


def test_answer_that_leads_to_a_question_brings_the_page_back_with_it(app: Flask, visitor: Visitor):
    travelling()
    page = visitor.get(HERE)
    assert hidden(page) == {"welcome", "from"}

    again = Page(visitor.send(page, {"q-comes": "yes"}, status=422))

    assert (hidden(again), again.errors()) == (set(), {"q-from": LEADS})
    assert count(Response) == 0
    visitor.send(again, {"q-from": "Goma"})
    assert values() == {"comes": "yes", "from": "Goma"}


def test_answer_that_is_hidden_is_kept_in_the_page_and_not_stored(app: Flask, visitor: Visitor):
    travelling()
    first = Page(visitor.send(visitor.get(HERE), {"q-comes": "yes"}, status=422))
    wrong = first.form().fields
    again = Page(
        visitor.post(HERE, [(n, v) for n, v in wrong if n not in ("q-comes", "q-from")]
        + [("q-from", "Goma")], status=422)
    )  # fmt: skip
    assert hidden(again) == {"welcome", "from"}
    assert dict(again.form().fields)["q-from"] == "Goma"

    visitor.send(again, {"q-comes": "no"})

    assert values() == {"comes": "no"}


def test_answer_page_carries_the_rules_for_its_script(app: Flask, visitor: Visitor):
    travelling()

    (form,) = [e for e in visitor.get(HERE).parsed.all("form") if "data-logic" in e.attributes]

    assert form.attributes["data-today"] == "2026-11-20"
    assert re.findall(r'"code":\s*"(\w+)"', form.attributes["data-logic"]) == [
        "comes", "welcome", "from",
    ]  # fmt: skip


def test_answer_to_a_form_that_organisers_changed_meanwhile_is_kept_as_it_was_asked(
    app: Flask, visitor: Visitor
):
    survey = a_survey(
        a_meeting("2027"),
        questions=[
            a_question("town", "short_text", required=True),
            a_question("role", "one_choice", options=options("host", "guest")),
        ],
    )
    asked = survey.questionnaire
    questionnaires.store_response(asked, {"town": "Lyon"}, language="en", person=None, now=NOW)
    page = visitor.get(HERE)
    questionnaires.begin_version(asked, NOW)
    asked.questions[0].retired = True
    asked.questions[1].required = True

    again = Page(visitor.send(page, {"q-town": "", "q-role": "guest"}, status=422))
    assert list(again.errors()) == ["q-town"]
    visitor.send(again, {"q-town": "Goma"})

    newest = db.session.scalars(select(Response).order_by(Response.id.desc())).first()
    assert newest
    assert questionnaires.response_values(newest) == {"town": "Goma", "role": "guest"}
    assert (newest.version, "q-town" in visitor.get(HERE).html) == (1, False)


def test_answer_to_questions_that_were_changed_before_anybody_answered_loses_nothing(
    app: Flask, visitor: Visitor
):
    survey = a_survey(
        a_meeting("2027"),
        questions=[a_question("gone", "long_text"), a_question("town", "short_text")],
    )
    page = visitor.get(HERE)
    survey.questionnaire.questions[0].retired = True

    again = Page(visitor.send(page, {"q-gone": "Written", "q-town": "Goma"}, status=422))
    assert (
        "The questions were changed while you were answering. Look at them, and send the form again. "
        "Nobody asks any more for this answer of yours: Written" in again.text
    )
    visitor.send(again)

    assert values() == {"town": "Goma"}


# ---- steps


def test_answer_in_steps_is_saved_at_each_and_sent_at_the_end(app: Flask, visitor: Visitor):
    in_steps()
    page = visitor.get(HERE)
    assert "About age?" not in page.text

    two = visitor.follow(visitor.send(page, {"q-name": "Amal", "q-came": "yes"}))
    draft = db.session.scalars(select(Response)).one()
    assert (draft.sent_at, draft.revision, draft.answers) == (None, 1, [])
    assert dict(draft.draft[:-1]) == {"q-name": "Amal", "q-came": "yes"}
    code = draft.code
    db.session.expunge_all()
    assert "About age?" in two.text
    wrong = Page(visitor.send(two, {"q-age": "17"}, status=422))
    assert list(wrong.errors()) == ["q-age"]
    three = visitor.follow(visitor.send(wrong, {"q-age": "18"}))
    thanks = visitor.follow(visitor.send(three, {"q-why": "Floods", "q-topics-cash": "1"}))

    assert values() == {
        "name": "Amal", "came": "yes", "age": 18, "why": "Floods", "topics": ["cash"],
    }  # fmt: skip
    sent = db.session.scalars(select(Response)).one()  # the draft is gone
    assert (sent.draft, sent.draft_hash, sent.saved_at) == (None, None, None)
    assert sent.sent_at == day_of(NOW)
    assert sent.code in thanks.text
    assert code not in thanks.text


def test_survey_in_steps_can_be_had_and_sent_as_one_page(app: Flask, visitor: Visitor):
    in_steps()

    page = visitor.get(f"{HERE}?whole=1")
    wrong = Page(visitor.send(page, {"q-came": "yes", "q-age": "17"}, status=422))
    thanks = visitor.follow(
        visitor.send(wrong, {"q-name": "Amal", "q-age": "18", "q-topics-cash": "1"})
    )

    assert all(f"About {code}?" in page.text for code in ("name", "age", "why"))
    assert set(wrong.errors()) >= {"q-name", "q-age"}
    assert values() == {"name": "Amal", "came": "yes", "age": 18, "topics": ["cash"]}
    assert db.session.scalars(select(Response)).one().code in thanks.text


def test_step_that_is_not_relevant_is_left_out(app: Flask, visitor: Visitor):
    in_steps()

    last = visitor.follow(visitor.send(visitor.get(HERE), {"q-name": "Amal", "q-came": "no"}))

    assert "About why?" in last.text
    assert re.findall(r'value="to:(\w+)"', last.html) == ["you"]


def test_sending_the_last_step_goes_on_to_one_that_its_answer_opens(app: Flask, visitor: Visitor):
    a_survey(
        a_meeting("2027"),
        questions=[
            a_question("you", "section"),
            a_question("came", "yes_no", parent="you"),
            a_question("there", "section", relevant="${came} = 'yes'"),
            a_question("how", "short_text", parent="there"),
        ],
    )
    page = visitor.get(HERE)

    more = visitor.follow(visitor.send(page, {"q-came": "yes"}))
    assert "About how?" in more.text
    assert values() == {}
    visitor.send(more, {"q-how": "By boat"})

    assert values() == {"came": "yes", "how": "By boat"}


def test_step_lacking_what_is_needed_is_shown_again(app: Flask, visitor: Visitor):
    in_steps()

    again = Page(visitor.send(visitor.get(HERE), {"q-came": "yes"}, status=422))

    assert list(again.errors()) == ["q-name"]
    assert (dict(again.form().fields)["q-came"], count(Response)) == ("yes", 0)


def test_back_and_forth_loses_nothing(app: Flask, visitor: Visitor):
    in_steps()
    two = visitor.follow(visitor.send(visitor.get(HERE), {"q-name": "Amal", "q-came": "yes"}))

    one = visitor.follow(visitor.send(two, {"q-age": "a few"}, button=("go", "back")))
    assert dict(one.form().fields)["q-name"] == "Amal"
    end = visitor.follow(visitor.send(one, button=("go", "to:end")))
    assert "About why?" in end.text
    wrong = Page(visitor.send(end, {"q-why": "So"}, status=422))

    assert wrong.errors() == {"q-age": "Error: Enter a whole number, such as 12."}
    fields = dict(wrong.form().fields)
    assert (fields["q-age"], fields["q-why"]) == ("a few", "So")


def test_questionnaire_in_one_page_when_organisers_say_so(app: Flask, visitor: Visitor):
    survey = in_steps()
    survey.questionnaire.in_steps = False

    page = visitor.get(HERE)

    assert ("About name?" in page.text, "About why?" in page.text) == (True, True)
    visitor.send(page, {"q-name": "Amal"})
    assert values() == {"name": "Amal"}


# ---- drafts


def saved(visitor: Visitor, page: Page, **typed: Any) -> tuple[Page, str]:
    """After "Save and continue later": the page, and its path."""
    named = {f"q-{code}": value for code, value in typed.items()}
    answer = visitor.send(page, named, button=("go", "save"))
    path, _mark, _left = answer.headers["Location"].partition("?")
    return visitor.follow(answer), path


def test_save_gives_a_link_that_another_device_continues_from(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))

    page, path = saved(visitor, visitor.get(HERE), town="Goma", why="one\ntwo")
    token = path.rsplit("/", 1)[1]
    elsewhere = Visitor(app)
    other = elsewhere.get(path)

    assert "Saved 12:00" in page.text
    assert "until Sunday 20 December 2026" in page.text
    assert f"http://localhost{path}" in page.text
    fields = dict(other.form().fields)
    assert (fields["q-town"], fields["q-why"]) == ("Goma", "one\ntwo")
    draft = db.session.scalars(select(Response)).one()
    assert (draft.draft_hash, draft.person_id) == (hash_token(token), None)
    assert token not in str(draft.draft)
    elsewhere.send(other, {"q-topics-care": "1", "q-work": "local"})
    assert values() == {"topics": ["care"], "work": "local", "town": "Goma", "why": "one\ntwo"}
    assert visitor.fetch(path).status_code == 410


def test_saved_answers_of_thirty_days_ago_are_gone(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"), closes_at=NOW + timedelta(days=90))
    _page, path = saved(visitor, visitor.get(HERE), town="Goma")

    app.config["NOW"] = NOW + timedelta(days=29)
    visitor.get(path)
    begin_write()
    assert drafts.end_drafts(NOW + timedelta(days=29)) == 0
    assert drafts.end_drafts(NOW + timedelta(days=30)) == 1
    db.session.commit()

    app.config["NOW"] = NOW + timedelta(days=30)
    assert visitor.fetch(path).status_code == 410
    assert count(Response) == 0


def test_saved_answers_can_be_read_after_the_survey_has_closed(app: Flask, visitor: Visitor):
    survey = a_survey(a_meeting("2027"))
    _page, path = saved(visitor, visitor.get(HERE), why="what I think")
    app.config["NOW"] = survey.phase.closes_at + timedelta(hours=1)

    page = visitor.get(path)
    again = Page(visitor.send(page, {"q-topics-care": "1", "q-work": "local"}, status=422))

    assert "Closed since Monday 30 November 2026, 12:00" in page.text
    assert dict(page.form().fields)["q-why"] == "what I think"
    assert "write to meeting@example.org if you still want to send it." in again.text


def test_drafts_are_in_no_result(app: Flask, visitor: Visitor):
    survey = a_survey(a_meeting("2027"))
    saved(visitor, visitor.get(HERE), town="Goma")

    assert tally(survey.questionnaire).total == 0


def test_link_is_mailed_to_whoever_asks_and_not_too_often(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))
    page, path = saved(visitor, visitor.get(HERE), town="Goma")

    for _ in range(5):
        form = page.form("/mail")
        page = visitor.follow(visitor.send(page, {"email": "amal@example.org"}, form=form))

    letters = db.session.scalars(select(OutgoingMail)).all()
    assert [(one.address, one.kind) for one in letters] == [
        ("amal@example.org", "questionnaires.draft_link")
    ]
    assert f"http://localhost{path}" in letters[0].body
    assert "The link was sent several times already." in page.text
    wrong = visitor.follow(visitor.send(page, {"email": "amal"}, form=page.form("/mail")))
    assert "Enter an e-mail address, such as name@example.org." in wrong.text


# ---- two windows


def test_second_window_is_shown_both_texts_and_overwrites_nothing(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))
    _page, path = saved(visitor, visitor.get(HERE), town="Goma", why="first")
    one, two = visitor.get(path), visitor.get(path)
    saved(visitor, one, why="from one", work="local")

    both = Page(
        visitor.send(
            two, {"q-why": "from two", "q-town": "Uvira"}, button=("go", "save"), status=409
        )
    )

    assert dict(db.session.scalars(select(Response)).one().draft)["q-why"] == "from one"
    assert both.texts("legend") == ["About work?", "About town?", "About why?"]
    own = [
        e.text.split() for e in both.parsed.all("div") if e.attributes.get("class") == "text own"
    ]
    assert own == [
        ["No", "answer"],
        ["Local"],
        ["Uvira"],
        ["Goma"],
        ["from", "two"],
        ["from", "one"],
    ]
    end = visitor.follow(
        visitor.send(both, {"choose-work": "saved", "choose-town": "here", "choose-why": "saved"})
    )
    fields = dict(end.form().fields)
    assert (fields["q-town"], fields["q-why"], fields["q-work"]) == ("Uvira", "from one", "local")


def test_second_window_with_the_same_answers_is_told_nothing(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))
    _page, path = saved(visitor, visitor.get(HERE), town="Goma")
    one, two = visitor.get(path), visitor.get(path)
    saved(visitor, one, town="Uvira")

    page, _path = saved(visitor, two, town="Uvira")

    assert "Saved 12:00" in page.text


def test_sending_from_a_window_that_is_behind_asks_first(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))
    _page, path = saved(visitor, visitor.get(HERE), why="first")
    one, two = visitor.get(path), visitor.get(path)
    saved(visitor, one, why="from one")

    visitor.send(two, {"q-topics-care": "1", "q-work": "local"}, status=409)

    assert db.session.scalars(select(Response)).one().sent_at is None


def test_sending_what_was_sent_from_another_window_keeps_the_text(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))
    good = {"q-topics-care": "1", "q-work": "local"}
    _page, path = saved(visitor, visitor.get(HERE), why="first")
    one, two = visitor.get(path), visitor.get(path)
    visitor.send(one, good)

    again = Page(visitor.send(two, {**good, "q-why": "more"}, status=422))

    assert "These answers were sent already, or the link to them has ended." in again.text
    assert dict(again.form().fields)["q-why"] == "more"
    visitor.send(again)
    assert count(Response) == 2


# ---- saving by the page's script


def quietly(visitor: Visitor, path: str, page: Page, **typed: str) -> Any:
    data = {n: v for n, v in page.form().fields if n not in ("form_key", "go")}
    named = {f"q-{code}": value for code, value in typed.items()}
    return visitor._open("POST", path, data={**data, **named})


def test_save_by_script_keeps_what_is_typed_and_says_when(app: Flask, visitor: Visitor):
    in_steps()
    page = visitor.get(HERE)
    (line,) = [e for e in page.parsed.elements if "data-autosave" in e.attributes]

    first = quietly(visitor, line.attributes["data-autosave"], page, name="Am")
    address = first.json["address"]
    one, other = visitor.get(address), visitor.get(address)
    second = quietly(visitor, f"{address}/save", one, name="Amal")
    # Its answer was lost on the way: the page still knows of the first saving alone.
    third = quietly(visitor, f"{address}/save", one, name="Amal H")
    refused = quietly(visitor, f"{address}/save", other, name="Bo")

    assert first.json == {"saved": "12:00", "revision": 1, "address": address}
    assert dict(one.form().fields)["q-name"] == "Am"
    assert second.json == {"saved": "12:00", "revision": 2, "address": address}
    assert third.json == {"saved": "12:00", "revision": 3, "address": address}
    assert (refused.status_code, refused.json) == (409, {"problem": "elsewhere"})
    assert dict(visitor.get(address).form().fields)["q-name"] == "Amal H"
    assert count(Response) == 1


def test_save_by_script_does_not_use_up_the_form(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))
    page = visitor.get(HERE)

    quietly(visitor, f"{HERE}/save", page, town="Goma")
    visitor.send(page, {"q-topics-care": "1", "q-work": "local"})

    assert count(Response) == 2


def test_save_by_script_of_what_was_sent_says_so(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))
    page = visitor.get(HERE)

    answer = quietly(visitor, f"{HERE}/continue/none/save", page, town="Goma")

    assert (answer.status_code, answer.json) == (410, {"problem": "gone"})


# ---- files


def with_file(page: Page, name: str, content: bytes, **typed: str) -> list[tuple[str, Any]]:
    named = {f"q-{code}": value for code, value in typed.items()}
    fields = [(n, v) for n, v in page.form().fields if n not in named]
    return [*fields, *named.items(), ("q-cv", (BytesIO(content), name))]


def asking_for_a_file() -> Survey:
    return a_survey(
        a_meeting("2027"),
        questions=[
            a_question("cv", "file", required=True),
            a_question("town", "short_text", required=True),
        ],
    )


def test_file_stays_with_the_form_while_the_rest_is_refused(app: Flask, visitor: Visitor):
    asking_for_a_file()
    page = visitor.get(HERE)

    again = Page(visitor.post(HERE, with_file(page, "my cv.pdf", b"%PDF"), status=422))
    assert "Handed in: my cv.pdf" in again.text
    assert list(again.errors()) == ["q-town"]
    visitor.send(again, {"q-town": "Goma"})

    stored = db.session.scalars(select(StoredFile)).one()
    assert values() == {"cv": str(stored.id), "town": "Goma"}
    assert (stored.name, stored.content_type, stored.size) == ("my cv.pdf", "application/pdf", 4)


def test_file_of_a_survey_that_has_closed_stays_with_the_form(app: Flask, visitor: Visitor):
    survey = asking_for_a_file()
    page = visitor.get(HERE)
    app.config["NOW"] = survey.phase.closes_at + timedelta(hours=1)

    again = Page(visitor.post(HERE, with_file(page, "a.pdf", b"%PDF", town="Goma"), status=422))

    assert "This survey was open until" in again.text
    assert ("Handed in: a.pdf" in again.text, count(Response), count(StoredFile)) == (True, 0, 1)


def test_file_is_kept_with_a_draft_and_goes_with_it(app: Flask, visitor: Visitor):
    asking_for_a_file()
    page = visitor.get(HERE)
    answer = visitor.post(HERE, [*with_file(page, "a.pdf", b"%PDF"), ("go", "save")])
    path = answer.headers["Location"].removesuffix("?left=1")
    assert "Handed in: a.pdf" in visitor.get(path).text

    begin_write()
    assert drafts.end_files(NOW + timedelta(days=29)) == 0
    assert drafts.end_files(NOW + timedelta(days=30)) == 1
    db.session.commit()

    assert (count(AnswerFile), count(StoredFile)) == (0, 0)


def test_file_that_is_an_answer_stays(app: Flask, visitor: Visitor):
    asking_for_a_file()
    page = visitor.get(HERE)
    visitor.post(HERE, with_file(page, "a.pdf", b"%PDF", town="Goma"))

    begin_write()
    assert drafts.end_files(NOW + timedelta(days=400)) == 0
    db.session.commit()


def test_file_that_is_an_answer_is_for_organisers(app: Flask, visitor: Visitor):
    survey = asking_for_a_file()
    page = visitor.get(HERE)
    held = Page(visitor.post(HERE, with_file(page, "a.html.pdf", b"<script>"), status=422))
    (number,) = db.session.scalars(select(AnswerFile.file_id)).all()
    path = f"/en/2027/desk/answers/{number}/file"
    organiser = Visitor(app, an_organiser(survey.meeting))
    assert organiser.fetch(path).status_code == 404
    visitor.send(held, {"q-town": "Goma"})

    answer = organiser.fetch(path)

    assert (answer.data, answer.mimetype) == (b"<script>", "application/pdf")
    assert answer.headers["Content-Disposition"] == "attachment; filename=a.html.pdf"
    assert Visitor(app, a_person()).fetch(path).status_code == 404
    other = Visitor(app, an_organiser(a_meeting("2028")))
    assert other.fetch(path.replace("2027", "2028")).status_code == 404


def test_file_of_a_draft_in_two_windows_is_not_lost(app: Flask, visitor: Visitor):
    asking_for_a_file()
    _page, path = saved(visitor, visitor.get(HERE), town="Goma")
    one, two = visitor.get(path), visitor.get(path)
    saved(visitor, one, town="Uvira")

    both = Page(visitor.post(path, [*with_file(two, "a.pdf", b"%PDF"), ("go", "save")], status=409))
    end = visitor.follow(visitor.send(both, {"choose-town": "saved"}))

    assert "Handed in: a.pdf" in end.text
    assert dict(end.form().fields)["q-town"] == "Uvira"


def test_file_that_is_taken_out_is_asked_for_again(app: Flask, visitor: Visitor):
    asking_for_a_file()
    page = visitor.get(HERE)
    again = Page(visitor.post(HERE, with_file(page, "a.pdf", b"%PDF"), status=422))

    out = Page(visitor.send(again, {"q-cv-drop": "1", "q-town": "Goma"}, status=422))

    assert out.errors() == {"q-cv": "Error: Choose a file."}
    assert count(Response) == 0


# ---- by account


def test_draft_of_somebody_signed_in_is_found_on_another_device(app: Flask):
    survey = in_steps()
    asked, person = survey.questionnaire, a_person()
    stranger = a_person()
    now = NOW + timedelta(days=3)
    typed = [("q-name", "Amal"), ("q-came", "yes")]
    draft, token = drafts.start_draft(
        asked, typed, version=1, language="en", now=NOW, person=person
    )

    assert drafts.find_own_draft(asked, person, now) is draft
    assert drafts.find_own_draft(asked, stranger, now) is None
    assert drafts.find_draft(asked, token, now) is draft
    with app.test_request_context(HERE + "?at=there"):
        g.lang, g.now, g.form_was_sent = "en", now, False
        flow = Flow(SurveyForm, asked, None, lambda token, **query: "/here", person=person)

    assert (flow.draft, flow.at and flow.at.code, flow.form["q-name"].data) == (
        draft, "there", "Amal",
    )  # fmt: skip


def test_erasing_somebody_takes_drafts_and_files_with_them(app: Flask):
    survey = asking_for_a_file()
    person = a_person("Amal")
    drafts.start_draft(
        survey.questionnaire, [("q-town", "Goma")], version=1, language="en", now=NOW, person=person
    )
    stored = drafts.keep_file(survey.questionnaire, "a.pdf", b"%PDF", app.config["DATA_DIR"], NOW)
    questionnaires.store_response(
        survey.questionnaire,
        {"cv": str(stored.id), "town": str(stored.id)},
        language="en",
        person=person,
        now=NOW,
    )
    assert [one.stored for one in PRIVACY.files(person)] == [stored]
    erasing = Erasing(person.id, "Amal", [person.email], Texts.NAMELESS, NOW)

    PRIVACY.erase(person, erasing)

    assert values() == {"town": str(stored.id)}
    assert erasing.contents == {stored.sha256}
    assert (count(AnswerFile), count(StoredFile)) == (0, 0)
