"""Writing an abstract: two windows, what the page's script saves, a sign-in that has ended."""

import threading
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask, g
from sqlalchemy import select, text, update

from meeting_app.abstracts import queries, service
from meeting_app.abstracts.models import Abstract, Call
from meeting_app.abstracts.privacy import PRIVACY
from meeting_app.core import unsent
from meeting_app.core.db import begin_write, db
from meeting_app.core.privacy import Erasing, Texts
from meeting_app.core.unsent import UnsentForm
from meeting_app.people.models import Organisation, Person, SignIn
from meeting_app.questionnaires import service as questionnaires
from tests.abstracts.factories import a_call, a_content, a_draft, an_abstract
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, options
from tests.support.factories import a_meeting, a_person
from tests.support.pages import Page, Visitor, way_back

SUBMIT = "/en/2027/calls/practice/submit"
JSON = {"Accept": "application/json"}
FULL = {"title": "Clubs", "text": "We opened clubs.", "q-place": "field"}


def abstracts() -> list[Abstract]:
    return list(db.session.scalars(select(Abstract).order_by(Abstract.id)))


def address_of(abstract: Abstract) -> str:
    return f"/en/2027/abstracts/{abstract.code}/edit"


def written(app: Flask, *, draft: bool = True) -> tuple[Visitor, str]:
    """Somebody with an abstract, and the address at which it is edited."""
    person = a_person("Amal")
    call = a_call(a_meeting("2027"))
    abstract = (a_draft if draft else an_abstract)(call, person)
    return Visitor(app, person), address_of(abstract)


def both_in(page: Page) -> list[tuple[str, str]]:
    """(written here, saved elsewhere) of each part."""
    cells = [
        " ".join(e.text.split())
        for e in page.parsed.all("div")
        if e.attributes.get("class") == "text own"
    ]
    return list(zip(cells[::2], cells[1::2], strict=True))


def quietly(visitor: Visitor, path: str, opened: Page, **typed: str) -> Any:
    """As the page's script saves."""
    data = {n: v for n, v in opened.form().fields if n not in ("form_key", "action")}
    named = {name.replace("q_", "q-"): text for name, text in typed.items()}
    return visitor._open("POST", path, data={**data, **named}, headers=JSON)


def line_of(page: Page) -> str:
    """Where the page's script saves."""
    (line,) = [e for e in page.parsed.elements if "data-autosave" in e.attributes]
    return line.attributes["data-autosave"]


# ---- two windows


def test_second_window_of_a_draft_is_shown_both_texts_and_overwrites_nothing(app: Flask):
    visitor, address = written(app)
    one, two = visitor.get(address), visitor.get(address)
    visitor.send(one, {"title": "From one", "q-needs": "A table"}, button=("action", "draft"))

    both = Page(
        visitor.send(
            two,
            {"title": "From two", "text": "Other words.", "presenter1_name": "Lina"},
            button=("action", "draft"),
            status=409,
        )
    )

    assert [(one.title, one.text) for one in abstracts()] == [("From one", "We opened clubs.")]
    assert both.texts("legend") == ["Title", "Text", "Presenters", "What do you need?"]
    assert both_in(both) == [
        ("From two", "From one"),
        ("Other words.", "We opened clubs."),
        ("Lina · amal@example.org · Safe Harbour", "Amal Haddad · amal@example.org · Safe Harbour"),
        ("A screen", "A table"),
    ]
    chosen = {"choose-own-title": "saved", "choose-own-text": "here", "choose-needs": "saved"}
    end = visitor.follow(visitor.send(both, {**chosen, "choose-own-presenters": "saved"}))
    (abstract,) = abstracts()
    assert "Your draft was saved." in end.text
    assert (abstract.title, abstract.text) == ("From one", "Other words.")
    assert [row.name for row in abstract.presenters] == ["Amal Haddad"]
    assert dict(end.form().fields)["q-needs"] == "A table"


def test_second_window_with_the_same_words_is_told_nothing(app: Flask):
    visitor, address = written(app)
    one, two = visitor.get(address), visitor.get(address)
    visitor.send(one, {"title": "The same"}, button=("action", "draft"))

    shown = visitor.follow(visitor.send(two, {"title": "The same"}, button=("action", "draft")))

    assert "Your draft was saved." in shown.text


def test_second_window_of_what_was_submitted_is_shown_both_texts(app: Flask):
    visitor, address = written(app, draft=False)
    one, two = visitor.get(address), visitor.get(address)
    visitor.send(one, {"title": "From one"})

    both = Page(visitor.send(two, {"title": "From two"}, status=409))
    assert [one.title for one in abstracts()] == ["From one"]
    shown = visitor.follow(visitor.send(both))

    assert "Your changes were saved." in shown.text
    assert [(one.title, one.state) for one in abstracts()] == [("From two", "submitted")]


def test_submitting_from_a_window_that_is_behind_asks_first_and_submits_nothing(app: Flask):
    visitor, address = written(app)
    one, two = visitor.get(address), visitor.get(address)
    visitor.send(one, {"title": "From one"}, button=("action", "draft"))

    both = Page(visitor.send(two, {"title": "From two"}, status=409))
    assert [one.state for one in abstracts()] == ["draft"]
    again = visitor.follow(visitor.send(both))
    visitor.send(again)

    assert [(one.state, one.title) for one in abstracts()] == [("submitted", "From two")]


def test_window_of_a_draft_that_another_has_submitted_takes_nothing_out_of_it(app: Flask):
    visitor, address = written(app)
    one, two = visitor.get(address), visitor.get(address)
    visitor.send(one)

    wrong = visitor.send(two, {"text": ""}, button=("action", "draft"), status=422)
    both = Page(
        visitor.send(Page(wrong), {"text": "Less."}, button=("action", "draft"), status=409)
    )

    assert both_in(both) == [("Less.", "We opened clubs.")]
    assert [(one.state, one.text) for one in abstracts()] == [("submitted", "We opened clubs.")]


def test_choice_between_two_windows_is_asked_again_where_a_third_has_saved(app: Flask):
    visitor, address = written(app)
    one, two, three = (visitor.get(address) for _ in range(3))
    visitor.send(one, {"title": "From one"}, button=("action", "draft"))
    both = Page(visitor.send(two, {"title": "From two"}, button=("action", "draft"), status=409))
    newest = Page(visitor.send(three, {"title": "3"}, button=("action", "draft"), status=409))
    visitor.send(newest)

    again = Page(visitor.send(both, status=409))

    assert both_in(again) == [("From two", "3")]


def test_text_that_was_imported_meanwhile_is_shown_beside_what_is_typed(app: Flask):
    visitor, address = written(app)
    page = visitor.get(address)
    (abstract,) = abstracts()
    content = service.Content(title="Imported", text="", language="en")
    service.renew_imported(abstract, content, NOW)

    both = Page(visitor.send(page, {"title": "Mine"}, button=("action", "draft"), status=409))

    assert both_in(both)[0] == ("Mine", "Imported")


@pytest.mark.parametrize("lang", ["fr", "es", "ar"])
def test_both_texts_are_shown_in_every_language(app: Flask, lang: str):
    visitor, address = written(app)
    address = address.replace("/en/", f"/{lang}/")
    one, two = visitor.get(address), visitor.get(address)
    visitor.send(one, {"title": "1"}, button=("action", "draft"))

    both = Page(visitor.send(two, {"title": "2"}, button=("action", "draft"), status=409))

    assert both_in(both) == [("2", "1")]


# ---- saving by the page's script


def test_save_by_script_begins_a_draft_and_goes_on_with_it(app: Flask):
    a_call(a_meeting("2027"))
    visitor = Visitor(app, a_person("Amal"))
    page = visitor.get(SUBMIT)

    first = quietly(visitor, line_of(page), page, title="Clu", text="We")
    address = first.json["address"]
    again = visitor.get(address)
    second = quietly(visitor, f"{address}/save", again, title="Clubs")

    (abstract,) = abstracts()
    assert first.json | {"revision": ""} == {
        "saved": "12:00", "revision": "", "address": address_of(abstract), "note": "",
    }  # fmt: skip
    assert dict(again.form().fields)["title"] == "Clu"
    assert (second.status_code, abstract.title, abstract.text) == (200, "Clubs", "We")


def test_save_by_script_keeps_also_what_is_not_right_yet(app: Flask):
    a_call(a_meeting("2027"), questions=[a_question("people", "whole_number")])
    visitor = Visitor(app, a_person("Amal"))
    page = visitor.get(SUBMIT)

    typed = {"q_people": "a few", "presenter1_email": "amal@", "text": "word"}
    answer = quietly(visitor, line_of(page), page, **typed)

    (abstract,) = abstracts()
    assert (abstract.title, abstract.text) == ("Without a title so far", "word")
    assert abstract.presenters == []
    fields = dict(visitor.get(answer.json["address"]).form().fields)
    assert (fields["title"], fields["q-people"], fields["presenter1_email"]) == (
        "", "a few", "amal@",
    )  # fmt: skip


def test_save_by_script_leaves_what_was_in_order_where_it_no_longer_is(app: Flask):
    call = a_call(a_meeting("2027"), questions=[a_question("people", "whole_number")])
    person = a_person("Amal")
    draft = a_draft(call, person, answers={"people": 12})
    visitor = Visitor(app, person)
    page = visitor.get(address_of(draft))

    quietly(visitor, line_of(page), page, q_people="1x", title="")

    (abstract,) = abstracts()
    assert abstract.response
    assert questionnaires.response_values(abstract.response) == {"people": 12}
    assert abstract.title == "Clubs after the flood"


def test_save_by_script_adds_no_half_typed_organisation_to_the_directory(app: Flask):
    visitor, address = written(app)
    page = visitor.get(address)

    quietly(visitor, line_of(page), page, presenter1_organisation="Safe Ha")

    assert db.session.scalars(select(Organisation.name)).all() == ["Safe Harbour"]
    again = visitor.get(address)
    assert dict(again.form().fields)["presenter1_organisation"] == "Safe Ha"


def test_save_by_script_begins_nothing_before_a_word_is_written(app: Flask):
    a_call(a_meeting("2027"))
    visitor = Visitor(app, a_person("Amal"))
    page = visitor.get(SUBMIT)

    answer = quietly(visitor, line_of(page), page)

    assert (answer.status_code, answer.json, abstracts()) == (422, {"problem": "later"}, [])


def test_save_by_script_from_a_window_that_is_behind_saves_nothing_and_says_so(app: Flask):
    visitor, address = written(app)
    one, two = visitor.get(address), visitor.get(address)
    quietly(visitor, line_of(one), one, title="From one")

    answer = quietly(visitor, line_of(two), two, title="From two")

    assert (answer.status_code, answer.json) == (409, {"problem": "elsewhere"})
    assert [one.title for one in abstracts()] == ["From one"]


def test_page_that_did_not_hear_that_it_was_saved_goes_on_with_the_same_draft(app: Flask):
    a_call(a_meeting("2027"))
    visitor = Visitor(app, a_person("Amal"))
    page = visitor.get(SUBMIT)

    quietly(visitor, line_of(page), page, title="Clu")
    quietly(visitor, line_of(page), page, title="Clubs")
    visitor.send(page, {**FULL, "title": "Clubs and schools"})

    assert [(one.state, one.title) for one in abstracts()] == [("submitted", "Clubs and schools")]
    late = quietly(visitor, line_of(page), page, title="Clubs a")
    assert (late.status_code, late.json, len(abstracts())) == (410, {"problem": "gone"}, 1)


def test_page_that_saves_by_script_and_by_button_at_once_begins_one_draft(app: Flask):
    call, person = a_call(a_meeting("2027")), a_person("Amal")
    page = Visitor(app, person).get(SUBMIT)
    origin = dict(page.form().fields)["page"]
    call_id, person_id = call.id, person.id
    db.session.commit()
    barrier = threading.Barrier(8)

    def saves() -> None:
        barrier.wait(30)
        with app.app_context():
            g.lang, g.dir, g.now = "en", "ltr", NOW
            begin_write()
            call, person = db.session.get_one(Call, call_id), db.session.get_one(Person, person_id)
            if queries.find_begun(call, person, origin) is None:
                service.save_draft(call, a_content(), person=person, now=NOW, origin=origin)
            db.session.commit()
            db.session.remove()

    threads = [threading.Thread(target=saves) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(abstracts()) == 1


def test_page_does_not_go_on_with_the_draft_of_somebody_else(app: Flask):
    a_call(a_meeting("2027"))
    visitor, other = Visitor(app, a_person("Amal")), Visitor(app, a_person("Lina"))
    page, theirs = visitor.get(SUBMIT), other.get(SUBMIT)
    quietly(visitor, line_of(page), page, title="Mine")

    number = dict(page.form().fields)["page"]
    quietly(other, line_of(theirs), theirs, title="Theirs", page=number)

    assert [one.title for one in abstracts()] == ["Mine", "Theirs"]


def test_save_by_script_changes_nothing_in_what_was_submitted(app: Flask):
    visitor, address = written(app, draft=False)
    page = visitor.get(address)

    answer = quietly(visitor, f"{address}/save", page, title="Other")

    assert [e for e in page.parsed.elements if "data-autosave" in e.attributes] == []
    assert (answer.status_code, answer.json) == (410, {"problem": "gone"})
    assert [one.title for one in abstracts()] == ["Clubs after the flood"]


def test_save_by_script_after_the_deadline_says_that_it_stays_a_draft(app: Flask):
    visitor, address = written(app)
    page = visitor.get(address)
    (call,) = db.session.scalars(select(Call))
    call.phase.closes_at = NOW - timedelta(hours=1)

    answer = quietly(visitor, line_of(page), page, title="Later")

    assert answer.json["note"] == (
        "The call was open until Friday 20 November 2026, 11:00. What you write is kept as a draft."
    )
    assert [(one.state, one.title) for one in abstracts()] == [("draft", "Later")]


def test_submit_takes_the_typed_form_out_of_the_draft(app: Flask):
    visitor, address = written(app)
    page = visitor.get(address)
    quietly(visitor, line_of(page), page, title="Clubs")

    visitor.send(visitor.get(address))

    assert [(one.state, one.title, one.typed) for one in abstracts()] == [
        ("submitted", "Clubs", None)
    ]


def test_submit_of_a_form_whose_questions_were_changed_meanwhile_keeps_its_answers(app: Flask):
    call = a_call(
        a_meeting("2027"),
        questions=[
            a_question("gone", "short_text"),
            a_question("place", "one_choice", options=options("field", "office")),
        ],
    )
    an_abstract(call, answers={"place": "field"})
    visitor = Visitor(app, a_person("Amal"))
    page = visitor.get(SUBMIT)
    questionnaires.begin_version(call.questionnaire, NOW)
    call.questionnaire.questions[0].retired = True

    visitor.send(page, {**FULL, "q-gone": "Written"})

    response = abstracts()[-1].response
    assert response
    assert questionnaires.response_values(response) == {"gone": "Written", "place": "field"}


def test_export_holds_what_was_typed_and_nothing_about_presenters(app: Flask):
    person = a_person("Amal")
    a_call(a_meeting("2027"))
    visitor = Visitor(app, person)
    page = visitor.get(SUBMIT)

    quietly(visitor, line_of(page), page, title="Clubs", q_needs="A screen", presenter1_name="Lina")

    (draft,) = PRIVACY.export(person)["abstracts"]
    assert draft["as_typed"] == [("title", "Clubs"), ("language", "en"), ("q-needs", "A screen")]


def test_erase_takes_a_presenter_out_of_the_typed_form_of_somebody_elses_draft(app: Flask):
    visitor, address = written(app)
    page = visitor.get(address)
    shown = {
        "presenter1_name": "Lina Karam",
        "presenter1_email": "Lina@example.org",
        "presenter1_organisation": "Unicef",
        "presenter2_name": "Omar",
        "presenter2_email": "omar@example.org",
    }
    page = Page(visitor.send(page, button=("action", "add"), status=200))
    quietly(visitor, line_of(page), page, **shown)
    lina = a_person("Lina Karam", email="lina@example.org")

    PRIVACY.erase(lina, Erasing(lina.id, lina.name, [lina.email], Texts.NAMELESS, NOW))
    db.session.commit()

    (draft,) = abstracts()
    stored = str(draft.typed)
    assert ("Lina" in stored, "Unicef" in stored, "Karam" in stored) == (False, False, False)
    fields = dict(visitor.get(address).form().fields)
    assert [fields[f"presenter1_{part}"] for part in ("name", "email", "organisation")] == [
        "—",
        "",
        "",
    ]
    assert (fields["presenter2_name"], fields["presenter2_email"]) == ("Omar", "omar@example.org")


# ---- a sign-in that has ended


def end_sign_ins() -> None:
    db.session.execute(update(SignIn).values(ended_at=NOW))


def test_form_sent_after_the_sign_in_has_ended_is_there_again_after_signing_in(app: Flask):
    visitor, address = written(app)
    page = visitor.get(address)
    end_sign_ins()

    answer = visitor.send(
        page, {"title": "Short", "q-needs": "A table"}, button=("action", "draft")
    )
    to_sign_in = visitor.follow(answer)
    person = abstracts()[0].submitter
    back = way_back(answer)
    elsewhere = Visitor(app, person)
    again = elsewhere.get(back)

    assert "What you wrote is kept: once you are signed in, it is in the form" in to_sign_in.text
    assert [one.title for one in abstracts()] == ["Clubs after the flood"]
    fields = dict(again.form().fields)
    assert (fields["title"], fields["q-needs"]) == ("Short", "A table")
    assert "Nothing was lost: check it and send it again." in again.text
    elsewhere.send(again, button=("action", "draft"))
    assert [one.title for one in abstracts()] == ["Short"]


def test_new_abstract_sent_after_the_sign_in_has_ended_goes_on_with_its_draft(app: Flask):
    a_call(a_meeting("2027"))
    person = a_person("Amal")
    visitor = Visitor(app, person)
    page = visitor.get(SUBMIT)
    quietly(visitor, line_of(page), page, title="Clu")
    end_sign_ins()

    answer = visitor.send(page, {**FULL, "title": "Clubs"})
    visitor.sign_in(person)
    again = visitor.get(way_back(answer))
    visitor.send(again)

    assert [(one.state, one.title) for one in abstracts()] == [("submitted", "Clubs")]


def test_choice_made_after_the_sign_in_has_ended_is_asked_again(app: Flask):
    visitor, address = written(app)
    one, two = visitor.get(address), visitor.get(address)
    visitor.send(one, {"title": "From one"}, button=("action", "draft"))
    both = Page(visitor.send(two, {"title": "From two"}, button=("action", "draft"), status=409))
    end_sign_ins()

    answer = visitor.send(both, {"choose-own-title": "saved"})
    visitor.sign_in(abstracts()[0].submitter)
    again = visitor.get(way_back(answer))
    asked = Page(visitor.send(again, button=("action", "draft"), status=409))

    assert both_in(asked) == [("From two", "From one")]


def test_form_opened_before_signing_in_anew_is_shown_again_and_not_taken(app: Flask):
    visitor, address = written(app)
    page = visitor.get(address)
    visitor.sign_in(abstracts()[0].submitter)

    expired = Page(visitor.send(page, {"title": "Short"}, status=400))
    again = Page(visitor.send(expired, status=422))

    assert expired.heading == "This form has expired"
    assert [one.title for one in abstracts()] == ["Clubs after the flood"]
    assert dict(again.form().fields)["title"] == "Short"
    visitor.send(again)
    assert [one.title for one in abstracts()] == ["Short"]


def test_save_by_script_after_the_sign_in_has_ended_says_so(app: Flask):
    visitor, address = written(app)
    page = visitor.get(address)
    end_sign_ins()

    ended = quietly(visitor, line_of(page), page, title="Short")
    visitor.sign_in(abstracts()[0].submitter)
    anew = quietly(visitor, line_of(page), page, title="Short")

    assert (ended.status_code, ended.json) == (401, {"problem": "out"})
    assert (anew.status_code, anew.json) == (400, {"problem": "out"})
    assert db.session.scalars(select(UnsentForm)).all() == []


def test_typed_form_is_brought_back_on_its_own_page_alone_and_for_thirty_days(app: Flask):
    visitor, address = written(app)
    page = visitor.get(address)
    end_sign_ins()
    answer = visitor.send(page, {"title": "Short"})
    back = way_back(answer)
    (row,) = db.session.scalars(select(UnsentForm))
    sealed = db.session.execute(text("SELECT typed FROM unsent_form")).scalar_one()
    (abstract,) = abstracts()
    stranger = Visitor(app, a_person("Lina"))

    assert "Short" in row.typed
    assert "Short" not in sealed
    stranger.get(back, status=404)
    visitor.sign_in(abstract.submitter)
    elsewhere = visitor.get(f"{SUBMIT}?{urlsplit(back).query}")
    assert dict(elsewhere.form().fields)["title"] == ""
    assert dict(visitor.get(back).form().fields)["title"] == "Short"
    begin_write()
    unsent.forget(NOW + timedelta(days=29))
    assert len(db.session.scalars(select(UnsentForm)).all()) == 1
    unsent.forget(NOW + timedelta(days=30))
    assert db.session.scalars(select(UnsentForm)).all() == []


def test_erasing_somebody_takes_typed_forms_that_name_them_along(app: Flask):
    visitor, address = written(app)
    page = visitor.get(address)
    end_sign_ins()
    visitor.send(page, {"text": "Ask Lina@Example.org"})
    person = a_person("Lina", email="lina@example.org")
    other = a_person("Li", email="omar@example.org")

    for one, left in ((other, 1), (person, 0)):
        unsent.erase(Erasing(one.id, one.name, [one.email], Texts.NAMELESS, NOW))
        db.session.flush()
        assert len(db.session.scalars(select(UnsentForm)).all()) == left


def test_file_that_was_handed_in_after_the_sign_in_has_ended_is_asked_for_again(app: Flask):
    call = a_call(a_meeting("2027"), questions=[a_question("plan", "file")])
    person = a_person("Amal")
    visitor = Visitor(app, person)
    page = visitor.get(SUBMIT)
    end_sign_ins()

    filled = [pair for pair in page.form().fields if pair[0] != "title"]
    plan = ("q-plan", (BytesIO(b"%PDF"), "plan.pdf"))
    answer = visitor.post(SUBMIT, [*filled, ("title", "Clubs"), plan])
    visitor.sign_in(person)
    again = visitor.get(way_back(answer))

    assert call.slug in again.response.request.path
    assert "Choose this file again: plan.pdf" in again.text
    assert dict(again.form().fields)["title"] == "Clubs"
