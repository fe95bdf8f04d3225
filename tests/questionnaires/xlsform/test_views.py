"""The pages: hand out, take in with a preview."""

from contextvars import Context
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from meeting_app.core.db import db
from meeting_app.core.localtext import LocalText, State
from meeting_app.questionnaires import service
from meeting_app.questionnaires.designer import service as designer
from meeting_app.questionnaires.models import Questionnaire
from meeting_app.questionnaires.queries import definition_of, item_of
from meeting_app.surveys.models import Survey
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, a_questionnaire, options
from tests.questionnaires.xlsform.forms import LIBYA, a_workbook, real
from tests.support.factories import a_meeting, an_organiser
from tests.support.pages import Page, Visitor
from tests.surveys.factories import a_survey, an_answer

HEAD = ("type", "name", "label::English (en)", "label::French (fr)")
HEAD_OF_LISTS = ("list_name", "name", "label::English (en)")
FILE = a_workbook(
    survey=[
        HEAD,
        ("start", "start"),
        ("text", "town", "Which town?", "Quelle ville ?"),
        ("text", "more", "More?"),
        ("text", "more", "Again?"),
    ]
)


@pytest.fixture
def questionnaire(app: Flask) -> Questionnaire:
    return a_questionnaire(
        a_meeting("2027"), [a_question("town", "short_text"), a_question("why", "long_text")]
    )


@pytest.fixture
def organiser(app: Flask, questionnaire: Questionnaire) -> Visitor:
    return Visitor(app, an_organiser(questionnaire.meeting))


def page_of(questionnaire: Questionnaire, lang: str = "en") -> str:
    return f"/{lang}/2027/desk/questionnaires/{questionnaire.id}/xlsform"


def sent(
    organiser: Visitor,
    path: str,
    *contents: bytes,
    name: str = "form.xlsx",
    status: int = 200,
    **values: str,
) -> Page:
    fields = {**dict(organiser.get(path).form().fields), **values}
    fields.pop("files", None)
    db.session.commit()
    answer = Context().run(
        organiser.client.post,
        path,
        data={**fields, "files": [(BytesIO(one), name) for one in contents]},
        content_type="multipart/form-data",
    )
    answer.request.environ["wsgi.input"].close()  # the client keeps long bodies in a file
    db.session.expire_all()
    assert answer.status_code == status
    return Page(answer)


def codes(questionnaire: Questionnaire) -> list[str]:
    return [question.code for question in questionnaire.questions]


def test_preview_shows_places_and_changes_nothing(organiser: Visitor, questionnaire: Questionnaire):
    page = sent(organiser, page_of(questionnaire), FILE, mode="replace")

    assert [one.text for one in page.parsed.all("strong")] == ["1", "1", "1", "1"]
    assert page.texts("td") == [
        "5",
        "name",
        "The code “more” stands in row 4 already; this row is left out.",
        "2",
        "start",
        "The row is kept, and not asked here.",
    ]
    assert codes(questionnaire) == ["town", "why"]


def test_preview_speaks_the_language_of_the_organiser(
    organiser: Visitor, questionnaire: Questionnaire
):
    page = sent(organiser, page_of(questionnaire, "fr"), FILE)

    assert page.heading != "What the file would change"
    assert not any("stands in row" in text for text in page.texts("td"))


def test_confirmation_does_what_was_shown(organiser: Visitor, questionnaire: Questionnaire):
    page = sent(organiser, page_of(questionnaire), FILE, mode="replace")

    done = organiser.follow(organiser.send(page))

    assert "The file was taken: 1 added, 1 changed, 1 not asked any more." in done.text
    assert codes(questionnaire) == ["town", "more"]
    town = questionnaire.questions[0].label
    assert (town.own("en"), town.own("fr"), town.state("fr")) == (
        "Which town?",
        "Quelle ville ?",
        State.CHECKED,
    )


def test_confirmation_of_an_addition_keeps_the_others(
    organiser: Visitor, questionnaire: Questionnaire
):
    page = sent(organiser, page_of(questionnaire), FILE)

    organiser.send(page)

    assert codes(questionnaire) == ["town", "why", "more"]


def test_download_taken_in_again_changes_nothing(organiser: Visitor, questionnaire: Questionnaire):
    path = f"/en/2027/desk/questionnaires/{questionnaire.id}.xlsx"
    answer = organiser.fetch(path)
    assert answer.headers["Content-Disposition"] == (
        f"attachment; filename=2027-{questionnaire.id}.xlsx"
    )

    page = sent(organiser, page_of(questionnaire), answer.data)

    assert "Nothing would change. Choose another file, or correct this one." in page.texts("p")


def test_translators_file_is_said_to_change_only_texts(
    organiser: Visitor, questionnaire: Questionnaire
):
    rows = [
        ("text", "town", "About town?", "La ville ?"),
        ("text", "why", "About why?", "Pourquoi ?"),
    ]
    content = a_workbook(survey=[[*HEAD, "appearance"], [*rows[0], None], [*rows[1], "multiline"]])

    page = sent(organiser, page_of(questionnaire), content)
    assert (
        "Only texts would change: no question, choice or rule. Translations that changed count as "
        "checked."
    ) in page.texts("p")
    organiser.send(page)

    assert [(one.label.own("fr"), one.label.state("fr")) for one in questionnaire.questions] == [
        ("La ville ?", State.CHECKED),
        ("Pourquoi ?", State.CHECKED),
    ]


def test_download_filled_in_by_a_translator_changes_only_texts(app: Flask):
    label = LocalText.of({"en": "Which town?", "fr": "Quelle ville ?"})
    asked = {**a_question("town", "short_text"), "label": label}
    questionnaire = a_questionnaire(a_meeting("2027"), [asked])
    organiser = Visitor(app, an_organiser(questionnaire.meeting))
    path = f"/en/2027/desk/questionnaires/{questionnaire.id}.xlsx"
    book = load_workbook(BytesIO(organiser.fetch(path).data))
    heads = [cell.value for cell in book["survey"][1]]
    for head, words in (("Spanish (es)", "¿Qué ciudad?"), ("Arabic (ar)", "أي مدينة؟")):
        book["survey"].cell(2, heads.index(f"label::{head}") + 1, words)
    handed_back = BytesIO()
    book.save(handed_back)

    page = sent(organiser, page_of(questionnaire), handed_back.getvalue())
    assert [one.text for one in page.parsed.all("strong")] == ["0", "1", "0", "0"]
    assert "Which town? (town): texts" in page.texts("li")
    organiser.send(page)

    [question] = questionnaire.questions
    assert question.label == LocalText.of(
        {"en": "Which town?", "fr": "Quelle ville ?", "es": "¿Qué ciudad?", "ar": "أي مدينة؟"}
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The first line of “form.xlsx” does not name the columns of an XLSForm."),
        (b"PK\x03\x04", "The workbook cannot be read. Save it as XLSX and try again."),
        (
            a_workbook(survey=[("type", "name"), ("telepathy", "x")]),
            "No question of the file can be taken. The type “telepathy” is not known; the row is left "
            "out.",
        ),
    ],
)
def test_bad_file_says_why_at_its_field(
    organiser: Visitor, questionnaire: Questionnaire, content: bytes, sentence: str
):
    page = sent(organiser, page_of(questionnaire), content, status=422)

    assert page.errors() == {"files": f"Error: {sentence}"}


def test_no_file_says_to_choose_one(organiser: Visitor, questionnaire: Questionnaire):
    page = sent(organiser, page_of(questionnaire), status=422)

    assert page.errors() == {"files": "Error: Choose a file."}


def test_two_csv_files_are_taken_together(organiser: Visitor, questionnaire: Questionnaire):
    survey = b"type,name,label::en\nselect_one yn,ok,Fine?\n"
    choices = b"list_name,name,label::en\nyn,yes,Yes\n"

    page = sent(organiser, page_of(questionnaire), survey, choices, name="form.csv", mode="replace")
    organiser.send(page)

    [question] = questionnaire.questions
    assert [option.code for option in question.options] == ["yes"]


@pytest.mark.parametrize("packed", ["", "%%%", "AAAA", "eJwDAAAAAAE=", "eJyLjgUAARUAuQ=="])
def test_confirmation_of_a_broken_file_changes_nothing(
    organiser: Visitor, questionnaire: Questionnaire, packed: str
):
    page = sent(organiser, page_of(questionnaire), FILE)

    refused = organiser.send(page, {"packed": packed}, status=422)

    assert "The file was lost on the way. Choose it again." in Page(refused).text
    assert codes(questionnaire) == ["town", "why"]


def test_confirmation_after_somebody_changed_the_questions_shows_the_preview_again(
    organiser: Visitor, questionnaire: Questionnaire
):
    page = sent(organiser, page_of(questionnaire), FILE)
    service.add_question(questionnaire, a_question("more", "short_text"), 3)

    again = Page(organiser.send(page, status=422))

    assert again.texts("strong") == ["0", "2", "0", "1"]
    assert (
        "Somebody changed the questions meanwhile. This is what the file would change now."
    ) in again.texts("p")
    assert questionnaire.questions[0].label.own("en") == "About town?"
    organiser.send(again)
    assert questionnaire.questions[0].label.own("en") == "Which town?"


def test_real_form_is_taken_in_through_the_page(organiser: Visitor, questionnaire: Questionnaire):
    page = sent(organiser, page_of(questionnaire), real(LIBYA), mode="replace")
    organiser.send(page)

    assert len(definition_of(questionnaire).items) == 311
    assert organiser.fetch(f"/en/2027/desk/questionnaires/{questionnaire.id}.xlsx").data.startswith(
        b"PK"
    )


def test_kind_of_an_answered_question_stays_and_the_preview_says_so(app: Flask):
    survey = a_survey(a_meeting("2027"))
    an_answer(survey)
    organiser = Visitor(app, an_organiser(survey.meeting))
    content = a_workbook(survey=[HEAD, ("date", "town", "When?")])

    page = sent(organiser, page_of(survey.questionnaire), content)

    assert "town: date instead of short text" in page.texts("li")


def test_preview_warns_of_answers_whose_meaning_changes_and_counts_them(app: Flask):
    asked = a_questionnaire(
        a_meeting("2027"),
        [
            a_question("work", "one_choice", options=options("local", "global", "both")),
            a_question("crises", "several_choices", options=options("war", "flood")),
            a_question("town", "short_text"),
            a_question("when", "date"),
        ],
    )
    for values in (
        {"work": "local", "crises": ["war", "flood"], "town": "Goma"},
        {"work": "local", "crises": ["flood"]},
        {"work": "both"},
    ):
        service.store_response(asked, values, language="en", person=None, now=NOW)
    work = next(one for one in asked.questions if one.code == "work")
    left = [one for one in item_of(work).options if one.code != "both"]
    designer.change(work, {}, NOW, choices=left, equivalents={"both": "local"})
    service.store_response(asked, {"work": "local"}, language="en", person=None, now=NOW)
    db.session.commit()
    content = a_workbook(
        survey=[HEAD, ("select_one work", "work", "Work?"), ("select_multiple c", "crises", "C?")],
        choices=[HEAD_OF_LISTS, ("work", "global", "Global"), ("c", "flood", "Flood")],
    )
    organiser = Visitor(app, an_organiser(asked.meeting))

    page = sent(organiser, page_of(asked), content, mode="replace")

    assert "Answers that would mean something else" in page.texts("h2")
    assert [text for text in page.texts("li") if "longer" in text] == [
        "About work? (work): “Local” would no longer be offered; 4 people chose it",
        "About crises? (crises): “War” would no longer be offered; 1 person chose it",
        "About town? (town): would no longer be asked; 1 person answered it",
    ]
    added = sent(organiser, page_of(asked), FILE)
    assert "Answers that would mean something else" not in added.texts("h2")


def test_preview_names_a_line_beside_other_that_has_no_code(app: Flask):
    asked = a_questionnaire(
        a_meeting("2027"),
        [
            a_question("a", "one_choice", other=True, options=options("x", "other")),
            a_question("b_other", "short_text"),
        ],
    )
    content = a_workbook(
        survey=[HEAD, ("text", "a_other", "A?"), ("select_one l or_other", "b", "B?")],
        choices=[HEAD_OF_LISTS, ("l", "x", "X")],
    )
    organiser = Visitor(app, an_organiser(asked.meeting))

    page = sent(organiser, page_of(asked), content)

    found = [text for text in page.texts("li") if "beside" in text]
    assert found == [
        "a_other: the question is left out, as the line beside “Other” of a stands under this code",
        "b: without a line beside “Other”, as a question has the code b_other",
    ]
    organiser.send(page)
    assert sorted((one.code, one.other) for one in asked.questions) == [
        ("a", True),
        ("b", False),
        ("b_other", False),
    ]


def test_new_survey_from_an_xlsform_leads_to_its_file(app: Flask):
    meeting = a_meeting("2027")
    organiser = Visitor(app, an_organiser(meeting))
    page = organiser.get("/en/2027/desk/surveys/new/xlsform")

    done = organiser.follow(
        organiser.send(
            page,
            {
                "slug": "field",
                "title-en": "Field survey",
                "opens_at": "2026-12-01T09:00",
                "closes_at": "2026-12-20T09:00",
            },
        )
    )

    survey = db.session.query(Survey).one()
    assert (survey.slug, survey.questionnaire.questions) == ("field", [])
    assert "The survey was made. Now choose the file with its questions." in done.text
    taken = sent(organiser, page_of(survey.questionnaire), FILE)
    organiser.send(taken)
    assert codes(survey.questionnaire) == ["town", "more"]
    assert survey.phase.opens_at > NOW


def test_questionnaire_of_another_meeting_is_not_there(app: Flask, questionnaire: Questionnaire):
    other = Visitor(app, an_organiser(a_meeting("2028")))

    other.get(f"/en/2028/desk/questionnaires/{questionnaire.id}/xlsform", status=404)
    assert other.fetch(f"/en/2028/desk/questionnaires/{questionnaire.id}.xlsx").status_code == 404
