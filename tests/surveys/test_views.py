"""Answering a survey as a visitor; who sees which results."""

import csv
import json
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from sqlalchemy import event, func, select

from meeting_app.core.csv_cells import unguarded
from meeting_app.core.db import db
from meeting_app.meetings.queries import list_themes
from meeting_app.meetings.service import add_theme
from meeting_app.questionnaires import service as questionnaires
from meeting_app.questionnaires.models import Answer, Response
from meeting_app.surveys.models import Survey
from meeting_app.surveys.service.results import publish_results, set_fewest
from tests.conftest import NOW
from tests.questionnaires.factories import a_question
from tests.support.factories import a_meeting, a_person, a_text, an_organiser
from tests.support.pages import Page, Parsed, Visitor
from tests.surveys.factories import VALUES, a_survey, an_answer

STRINGS = Path(__file__).parents[3] / "shared/data/strings/blns.json"
FILLED = {
    "q-topics-climate": "1",
    "q-topics-care": "2",
    "q-work": "local",
    "q-crises": ["flood", "war"],
    "q-heard": "4",
    "q-town": "Goma",
    "q-why": "Floods each year",
}


def only_response() -> Response:
    return db.session.scalars(select(Response)).one()


def count_statements(visitor: Visitor, path: str) -> int:
    statements: list[str] = []

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    db.session.commit()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        visitor.get(path)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len([one for one in statements if not one.startswith(("BEGIN", "PRAGMA"))])


def test_answer_as_visitor_stores_it_without_a_name_and_gives_a_receipt(
    app: Flask, visitor: Visitor
):
    a_survey(a_meeting("2027"))

    page = visitor.get("/ar/2027/surveys/themes")
    thanks = visitor.follow(visitor.send(page, FILLED))

    response = only_response()
    assert questionnaires.response_values(response) == VALUES
    assert (response.language, response.person_id, response.late) == ("ar", None, False)
    assert response.sent_at == datetime(2026, 11, 20, tzinfo=UTC)  # the day alone
    assert response.code in thanks.text
    assert "[ar] Thanks for your time." in thanks.text


def test_answer_as_signed_in_person_names_nobody(app: Flask):
    a_survey(a_meeting("2027"))
    visitor = Visitor(app, a_person())

    visitor.send(visitor.get("/en/2027/surveys/themes"), FILLED)

    assert only_response().person_id is None


def test_answer_sent_twice_is_stored_once(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))
    page = visitor.get("/en/2027/surveys/themes")

    first, second = visitor.send(page, FILLED), visitor.send(page, FILLED)

    assert first.headers["Location"] == second.headers["Location"]
    assert db.session.scalar(select(func.count()).select_from(Response)) == 1


def test_answer_without_required_ones_keeps_everything_typed(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))
    page = visitor.get("/en/2027/surveys/themes")

    again = Page(visitor.send(page, FILLED | {"q-work": None, "q-topics-care": "1"}, status=422))

    sent = dict(again.form().fields)
    assert (sent["q-town"], sent["q-why"], sent["q-heard"]) == ("Goma", "Floods each year", "4")
    assert (sent["q-topics-climate"], sent["q-topics-care"]) == ("1", "1")
    assert [value for name, value in again.form().fields if name == "q-crises"] == ["war", "flood"]
    assert "Choose one of the answers." in again.text
    assert "Give each rank to one option only." in again.text
    assert db.session.scalar(select(func.count()).select_from(Response)) == 0


def test_answer_opened_in_time_is_taken_within_the_grace_and_marked_late(
    app: Flask, visitor: Visitor
):
    survey = a_survey(a_meeting("2027"))
    closes_at = survey.phase.closes_at
    page = visitor.get("/en/2027/surveys/themes")

    app.config["NOW"] = closes_at + timedelta(minutes=15)
    visitor.send(page, FILLED)

    assert only_response().late is True


def test_answer_after_the_end_keeps_the_text_and_says_whom_to_ask(app: Flask, visitor: Visitor):
    survey = a_survey(a_meeting("2027"))
    closes_at = survey.phase.closes_at
    page = visitor.get("/en/2027/surveys/themes")

    app.config["NOW"] = closes_at + timedelta(minutes=15, seconds=1)
    again = Page(visitor.send(page, FILLED, status=422))

    assert (
        "This survey was open until Monday 30 November 2026, 12:00, Amman (\u2066UTC+3\u2069). "
        "Your answer was not saved: copy what you wrote, and write to meeting@example.org if you "
        "still want to send it." in again.text
    )
    assert dict(again.form().fields)["q-why"] == "Floods each year"
    assert db.session.scalar(select(func.count()).select_from(Response)) == 0


def test_answer_opened_after_the_end_is_not_taken_within_the_grace(app: Flask, visitor: Visitor):
    survey = a_survey(a_meeting("2027"))
    closes_at = survey.phase.closes_at
    app.config["NOW"] = closes_at + timedelta(minutes=5)

    page = visitor.get("/en/2027/surveys/themes")

    assert "Closed since Monday 30 November 2026, 12:00" in page.text
    assert "This survey takes no more answers." in page.text
    assert [form for form in page.parsed.forms if form.method == "post"] == []


def test_answer_before_the_beginning_says_when(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"), opens_at=NOW + timedelta(days=1))

    page = visitor.get("/en/2027/surveys/themes?zone=America/Bogota")

    assert "Opens on Saturday 21 November 2026, 12:00, Amman" in page.text
    assert "(your time: 04:00)" in page.text
    assert [form for form in page.parsed.forms if form.method == "post"] == []


def test_answer_of_a_program_is_refused(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))
    page = visitor.get("/en/2027/surveys/themes")

    again = Page(visitor.send(page, FILLED | {"website": "https://example.com"}, status=422))

    assert dict(again.form().fields)["website"] == ""
    visitor.send(again)
    assert questionnaires.response_values(only_response()) == VALUES


def test_answer_to_unknown_survey_is_404(app: Flask, visitor: Visitor):
    a_meeting("2027")
    a_survey(a_meeting("2028"))

    visitor.get("/en/2027/surveys/themes", status=404)


def test_thanks_shows_no_receipt_that_is_none(app: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))

    page = visitor.get("/en/2027/surveys/themes/thanks?receipt=%3Cb%3EX")

    assert "receipt" not in page.text


def published(meeting_slug: str = "2027", answers: int = 5) -> Survey:
    survey = a_survey(a_meeting(meeting_slug))
    for _ in range(answers):
        an_answer(survey)
    publish_results(survey, NOW)
    return survey


def test_results_before_they_are_published_are_only_for_organisers(app: Flask, visitor: Visitor):
    survey = a_survey(a_meeting("2027"))
    an_answer(survey)

    visitor.get("/en/2027/surveys/themes/results", status=404)
    Visitor(app, a_person()).get("/en/2027/surveys/themes/results", status=404)
    page = Visitor(app, an_organiser(survey.meeting)).get("/en/2027/surveys/themes/results")

    assert "Only organisers see this page: the results are not public." in page.text
    assert "Mean: 4 of 5" in page.text


def test_results_show_figures_and_no_text(app: Flask, visitor: Visitor):
    survey = published()
    for _number in range(5):
        an_answer(survey, "fr", topics=["cash", "climate", "care"], heard=1, crises=[])

    page = visitor.get("/en/2027/surveys/themes/results")

    ranking = page.html[page.html.index("<caption>Ranking") :].split("</table>")[0]
    assert [row.text for row in Parsed(ranking).all("tr")][1:] == [
        "1Climate255", "2Cash155", "3Care150",
    ]  # fmt: skip
    assert "Mean: 2.5 of 5" in page.text
    assert page.texts("figcaption") == [
        "In which language people answered",
        "Points from the answers of 10 people",
        "How often each stood first",
        "Answers of 10 people",
        "Answers of 5 people",
        "Answers of 10 people",
    ]
    assert "English 5 (50%)" in page.text
    assert ("Goma" in page.html, "Floods" in page.html) == (False, False)


def test_results_hide_what_few_said_and_what_would_tell_it(app: Flask, visitor: Visitor):
    survey = published(answers=9)
    an_answer(survey, "fr", work="global", heard=1)

    page = visitor.get("/en/2027/surveys/themes/results")
    everything = Visitor(app, an_organiser(survey.meeting)).get("/en/2027/surveys/themes/results")

    languages = page.html[page.html.index("In which language") :].split("</svg>")[0]
    assert "English: too few to show; French: too few to show" in languages
    work = page.html[page.html.index("About work?") :].split("</svg>")[0]
    assert "Local: too few to show; Global: too few to show" in work
    assert "The mean is left out" in page.text
    assert "Mean: 3.7 of 5" in everything.text
    assert "English 9 (90%)" in everything.text


def test_results_of_an_open_survey_grow_by_groups_of_people(app: Flask, visitor: Visitor):
    survey = published(answers=10)
    address = "/en/2027/surveys/themes/results"
    before = visitor.get(address).parsed.all("svg")
    for _number in range(4):
        an_answer(survey, "ar", work="global", topics=["cash"])

    waiting = visitor.get(address)
    assert [one.text for one in waiting.parsed.all("svg")] == [one.text for one in before]
    assert "4 more answers wait until there are enough new ones" in waiting.text

    an_answer(survey, "ar", work="global", topics=["cash"])
    assert "Local 10 (67%) Global 5 (33%)" in visitor.get(address).text


def test_results_published_after_the_end_count_everybody(app: Flask, visitor: Visitor):
    survey = a_survey(a_meeting("2027"))
    for _ in range(7):
        an_answer(survey)
    app.config["NOW"] = survey.phase.closes_at + timedelta(days=1)
    publish_results(survey, app.config["NOW"])

    page = visitor.get("/en/2027/surveys/themes/results")

    assert (survey.counted, "7 answers" in page.text) == (7, True)


def test_results_of_a_survey_that_opens_again_never_count_fewer_and_grow_by_groups(
    app: Flask, visitor: Visitor
):
    survey = a_survey(a_meeting("2027"))
    for _ in range(7):
        an_answer(survey)
    app.config["NOW"] = survey.phase.closes_at + timedelta(days=1)
    publish_results(survey, app.config["NOW"])
    survey.phase.closes_at += timedelta(days=9)
    db.session.commit()
    address = "/en/2027/surveys/themes/results"

    def shown() -> str:
        page = visitor.get(address)
        return re.search(r"(\d+) answers", page.text)[1] + " ".join(  # type: ignore[index]
            one.text for one in page.parsed.all("figure")
        )

    first = shown()
    an_answer(survey)
    # From a file that tells another day, which is before all others.
    questionnaires.store_response(
        survey.questionnaire, VALUES, language="fr", person=None, now=NOW - timedelta(days=99)
    )
    second = shown()
    for _ in range(3):
        an_answer(survey)
    third = shown()
    app.config["NOW"] = survey.phase.closes_at + timedelta(days=1)
    an_answer(survey)
    publish_results(survey, app.config["NOW"])

    assert first.startswith("7")
    assert second == first
    assert third.startswith("12")
    assert shown() == third


def test_results_with_another_threshold_count_as_many_and_grow_from_there(
    app: Flask, visitor: Visitor
):
    survey = published(answers=11)
    address = "/en/2027/surveys/themes/results"
    assert "10 answers" in visitor.get(address).text

    set_fewest(survey, 6)
    db.session.commit()

    assert survey.counted == 10
    assert "10 answers" in visitor.get(address).text
    for _ in range(5):
        an_answer(survey)
    assert "16 answers" in visitor.get(address).text


def test_results_of_too_few_answers_are_hidden(app: Flask, visitor: Visitor):
    published(answers=4)

    page = visitor.get("/en/2027/surveys/themes/results")

    assert "There are too few answers so far." in page.text
    assert page.parsed.all("figure") == []


def test_results_of_a_question_that_few_answered_are_hidden(app: Flask, visitor: Visitor):
    survey = published(answers=4)
    an_answer(survey, heard=None)

    page = visitor.get("/en/2027/surveys/themes/results")

    assert "Too few people answered this question to show what they said." in page.text
    assert "Mean" not in page.text


def test_results_and_desk_take_few_statements_for_any_number_of_answers(
    app: Flask, visitor: Visitor
):
    survey = published(answers=1)
    organiser = Visitor(app, an_organiser(survey.meeting))
    crossed = "?question=work&by=q-crises"
    paths = [
        "/en/2027/surveys/themes/results",
        f"/en/2027/surveys/themes/results{crossed}",
        "/en/2027/desk/surveys/themes",
    ]
    few = [count_statements(organiser, path) for path in paths]
    for _ in range(60):
        an_answer(survey, "ar")

    assert [count_statements(organiser, path) for path in paths] == few
    assert max(few) <= 8
    assert count_statements(visitor, paths[0]) <= 5
    assert count_statements(visitor, "/en/2027/surveys/themes") <= 3


def test_publish_and_hide_results(app: Flask, visitor: Visitor):
    survey = a_survey(a_meeting("2027"))
    organiser = Visitor(app, an_organiser(survey.meeting))

    page = organiser.follow(
        organiser.send(
            desk := organiser.get("/en/2027/desk/surveys/themes"), form=desk.form("/publish")
        )
    )
    assert "The results are public now." in page.text
    visitor.get("/en/2027/surveys/themes/results")

    organiser.send(page, form=page.form("/hide"))
    visitor.get("/en/2027/surveys/themes/results", status=404)


@pytest.mark.parametrize("path", ["surveys", "surveys/themes", "surveys/themes.xlsx"])
def test_desk_is_for_organisers_only(app: Flask, path: str):
    survey = a_survey(a_meeting("2027"))
    other = an_organiser(a_meeting("2028"))
    stranger = Visitor(app, other)

    assert stranger.fetch(f"/en/2027/desk/{path}").status_code == 404
    assert (
        Visitor(app, an_organiser(survey.meeting)).fetch(f"/en/2027/desk/{path}").status_code == 200
    )


def test_desk_list_counts_answers(app: Flask):
    survey = a_survey(a_meeting("2027"))
    an_answer(survey), an_answer(survey)

    page = Visitor(app, an_organiser(survey.meeting)).get("/en/2027/desk/surveys")

    assert page.texts("tr")[1:] == ["Theme surveyOpen Monday 30 November 2026, 12:00 2 Hidden"]


def test_answer_of_hostile_text_comes_back_exactly(app: Flask, visitor: Visitor):
    if not STRINGS.exists():
        pytest.skip(f"{STRINGS.name} is not here: hostile texts were not tried")
    strings = [text for text in json.loads(STRINGS.read_text()) if text.strip()]
    refused = [text for text in strings if any(ord(c) < 32 and c not in "\t\n\r" for c in text)]
    survey = a_survey(
        a_meeting("2027"),
        questions=[
            a_question("short", "short_text", length_limit=5000),
            a_question("long", "long_text"),
        ],
    )
    organiser = Visitor(app, an_organiser(survey.meeting))
    address = "/en/2027/surveys/themes"
    for text in strings:
        sent = dict(visitor.get(address).form().fields) | {"q-short": text, "q-long": text}
        if text in refused:
            again = Page(visitor.post(address, list(sent.items()), status=422))
            sentence = "Error: Take out the control characters: they cannot be shown."
            assert list(again.errors().values()) == [sentence, sentence]
        else:
            visitor.post(address, list(sent.items()))
    kept = [text for text in strings if text not in refused]

    assert len(refused) == 3
    stored = db.session.scalars(select(Answer.text).order_by(Answer.id)).all()
    assert stored == [text for text in kept for _ in range(2)]

    shown: list[str] = []
    for number in range(1, 2 + len(kept) // 50):
        address = f"/en/2027/desk/surveys/themes/texts?question=long&page={number}"
        desk = Page(organiser.fetch(address))
        shown += [
            element.text
            for element in desk.parsed.all("div")
            if element.attributes.get("class") == "text own"
        ]
    assert [text.split() for text in reversed(shown)] == [text.split() for text in kept]

    book = load_workbook(BytesIO(organiser.fetch("/en/2027/desk/surveys/themes.xlsx").data))
    rows = book.worksheets[0].iter_rows(min_row=2, min_col=6, values_only=True)
    wanted = sorted((text, text) for text in kept)
    assert sorted(tuple(unescape(str(row[place])) for place in (0, 2)) for row in rows) == wanted
    sheet = organiser.fetch("/en/2027/desk/surveys/themes.csv").data.decode("utf-8-sig")
    lines = list(csv.reader(StringIO(sheet, newline="")))[1:]
    assert sorted((unguarded(line[5]), unguarded(line[7])) for line in lines) == wanted


# ---- making one

NEW = {
    "slug": "wishes",
    "title-en": "What do you need?",
    "title-ar": "ما الذي تحتاجون إليه؟",
    "opens_at": "2026-11-20T00:00",
    "closes_at": "2026-12-01T18:00",
}


def test_new_makes_a_survey_whose_phase_leads_to_it(app: Flask):
    meeting = a_meeting("2027")
    organiser = Visitor(app, an_organiser(meeting))

    organiser.send(organiser.get("/en/2027/desk/surveys/new"), {**NEW, "questions": ["achieve"]})

    survey = db.session.scalars(select(Survey)).one()
    assert [question.code for question in survey.questionnaire.questions] == ["achieve"]
    assert survey.phase.closes_at == datetime(2026, 12, 1, 15, tzinfo=UTC)
    assert "/ar/2027/surveys/wishes" in Visitor(app).get("/ar/2027/").links()
    assert Visitor(app).get("/ar/2027/surveys/wishes").heading == NEW["title-ar"]


def test_new_offers_the_ranking_only_if_there_are_themes_to_rank(app: Flask):
    meeting = a_meeting("2027")
    organiser = Visitor(app, an_organiser(meeting))
    add_theme(meeting, "one", a_text("One"), None)
    without = organiser.get("/en/2027/desk/surveys/new").form().options["questions"]
    add_theme(meeting, "two", a_text("Two"), None)
    offered = organiser.get("/en/2027/desk/surveys/new").form().options["questions"]

    assert offered == ["themes", *without]


def test_new_with_all_questions_can_be_answered_in_four_languages(app: Flask):
    meeting = a_meeting("2027")
    for code in ("one", "two"):
        add_theme(meeting, code, a_text(code), None)
    organiser = Visitor(app, an_organiser(meeting))
    organiser.send(organiser.get("/en/2027/desk/surveys/new"), NEW)

    seen = {lang: visible_labels(app, lang) for lang in ("en", "fr", "es", "ar")}

    assert {len(labels) for labels in seen.values()} == {7}
    assert len({label for labels in seen.values() for label in labels}) == 28
    given = {"q-themes-one": "1", "q-role": "policy", "q-languages": ["fr", "sw"]}
    visitor = Visitor(app)
    visitor.send(visitor.get("/ar/2027/surveys/wishes"), given)
    assert questionnaires.response_values(only_response()) == {
        "themes": ["one"],
        "role": "policy",
        "languages": ["fr", "sw"],
    }


def visible_labels(app: Flask, lang: str) -> list[str]:
    survey = db.session.scalars(select(Survey)).one()
    return [question.label.own(lang) for question in survey.questionnaire.questions]


def test_new_with_a_slug_that_is_taken_is_refused_at_its_field(app: Flask):
    meeting = a_meeting("2027")
    a_survey(meeting, "wishes")
    organiser = Visitor(app, an_organiser(meeting))

    answer = organiser.send(organiser.get("/en/2027/desk/surveys/new"), NEW, status=422)

    again = Page(answer)
    assert list(again.errors()) == ["slug"]
    assert ("title-ar", NEW["title-ar"]) in again.form().fields
    assert db.session.scalar(select(func.count(Survey.id))) == 1


@pytest.mark.parametrize("slug", ["new", "Wishes", "two words", ""])
def test_new_with_a_slug_that_is_no_address_is_refused(app: Flask, slug: str):
    organiser = Visitor(app, an_organiser(a_meeting("2027")))

    answer = organiser.send(
        organiser.get("/en/2027/desk/surveys/new"), {**NEW, "slug": slug}, status=422
    )

    assert list(Page(answer).errors()) == ["slug"]


def test_new_that_closes_before_it_opens_is_refused_at_its_field(app: Flask):
    organiser = Visitor(app, an_organiser(a_meeting("2027")))

    answer = organiser.send(
        organiser.get("/en/2027/desk/surveys/new"),
        {**NEW, "closes_at": NEW["opens_at"]},
        status=422,
    )

    assert list(Page(answer).errors()) == ["closes_at"]


def test_edit_changes_texts_and_dates_and_the_name_of_the_phase(app: Flask):
    organiser = Visitor(app, an_organiser(a_meeting("2027")))
    organiser.send(organiser.get("/en/2027/desk/surveys/new"), NEW)

    page = organiser.get("/en/2027/desk/surveys/wishes/edit")
    organiser.send(page, {"title-en": "Your wishes", "closes_at": "2026-12-02T18:00"})

    survey = db.session.scalars(select(Survey)).one()
    assert (survey.title.text, survey.phase.label.text) == ("Your wishes", "Your wishes")
    assert survey.phase.closes_at == datetime(2026, 12, 2, 15, tzinfo=UTC)
    assert (survey.slug, survey.intro) == ("wishes", None)


# ---- themes out of results, small numbers, crossing


def test_adopt_theme_takes_its_text_in_all_languages(app: Flask):
    meeting = a_meeting("2027")
    survey = a_survey(meeting)
    add_theme(meeting, "care", a_text("Care"), a_text("Why care matters"))
    an_answer(survey)
    organiser = Visitor(app, an_organiser(meeting))
    address = "/en/2027/desk/surveys/themes"

    page = organiser.get(address)
    assert "Care · It is a candidate theme." in page.text
    page = organiser.follow(organiser.send(page, form=page.form("/topics/care/adopt")))
    organiser.send(page, form=page.form("/topics/cash/candidate"))
    page = organiser.get(address)
    organiser.send(page, form=page.form("/topics/climate/adopt"))

    assert [theme.code for theme in list_themes(meeting)] == ["care", "cash", "climate"]
    assert meeting.theme is not None
    assert {code: meeting.theme.own(code) for code in ("en", "fr", "es", "ar")} == {
        "en": "Climate", "fr": "[fr] Climate", "es": "[es] Climate", "ar": "[ar] Climate",
    }  # fmt: skip
    assert meeting.theme_text is None
    page = organiser.get(address)
    organiser.send(page, form=page.form("/topics/care/adopt"))
    assert meeting.theme_text == a_text("Why care matters")


def test_adopt_theme_that_was_not_ranked_is_404(app: Flask):
    survey = a_survey(a_meeting("2027"))
    an_answer(survey)
    organiser = Visitor(app, an_organiser(survey.meeting))
    fields = dict(organiser.get("/en/2027/desk/surveys/themes").form("/publish").fields)

    for path in ("topics/none", "crises/war", "nothing/care"):
        address = f"/en/2027/desk/surveys/themes/{path}/adopt"
        organiser.post(address, list(fields.items()), status=404)


def test_fewest_hides_larger_numbers(app: Flask, visitor: Visitor):
    survey = published(answers=8)
    organiser = Visitor(app, an_organiser(survey.meeting))
    page = organiser.get("/en/2027/desk/surveys/themes/small-numbers")

    again = Page(organiser.send(page, {"fewest": "2"}, status=422))
    assert list(again.errors().values()) == ["Error: Enter a number from 3 to 50."]
    organiser.send(again, {"fewest": "10"})

    assert survey.fewest_shown == 10
    assert (
        "There are too few answers so far." in visitor.get("/en/2027/surveys/themes/results").text
    )


def test_crossing_shows_one_question_by_another(app: Flask, visitor: Visitor):
    survey = published(answers=6)
    for _ in range(9):
        an_answer(survey, "ar", work="global", crises=["drought"])
    address = "/en/2027/surveys/themes/results?question=work&by="

    by_language = visitor.get(f"{address}language#crossing")
    by_crises = visitor.get(f"{address}q-crises")

    def rows(page: Page) -> list[str]:
        table = page.html[page.html.index('id="crossing"') :].split("<tbody>")[-1]
        return [
            " ".join(row.text.split()) for row in Parsed(table.replace("</t", " </t")).all("tr")
        ]

    assert rows(by_language) == [
        "Local 0 (0%) 6 (100%)",
        "Global 9 (100%) 0 (0%)",
        "All of them 9 6",
    ]
    assert rows(by_crises) == [
        "Local 6 (100%) 6 (100%) 0 (0%)", "Global 0 (0%) 0 (0%) 9 (100%)", "All of them 6 6 9",
    ]  # fmt: skip
    assert "Choose two different questions." in visitor.get(f"{address}q-work").text
    assert "Choose two different questions." in visitor.get(f"{address}q-why").text


def test_crossing_hides_small_groups_from_everybody_but_organisers(app: Flask, visitor: Visitor):
    survey = published(answers=6)
    for _ in range(3):
        an_answer(survey, "ar", work="global")
    an_answer(survey, "ar")
    address = "/en/2027/surveys/themes/results?question=work&by=language"

    page = visitor.get(address)
    full = Visitor(app, an_organiser(survey.meeting)).get(address)

    def figures(shown: Page) -> list[str]:
        table = shown.html[shown.html.index('id="crossing"') :].split("<tbody>")[-1]
        return [cell.text for cell in Parsed(table).all("td")]

    few = "too few to show"
    assert figures(page) == [few, few, "0", few, few, few]
    assert figures(full) == ["6 (100%)", "1 (25%)", "0 (0%)", "3 (75%)", "6", "4"]
