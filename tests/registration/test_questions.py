"""The organisers' own questions in the registration form, and what becomes of the answers."""

import io
import re
import threading
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask, g
from openpyxl import load_workbook
from sqlalchemy import func, select, update

from meeting_app import FEATURES
from meeting_app.core.db import begin_write, db
from meeting_app.core.personal import Kept
from meeting_app.core.privacy import Texts
from meeting_app.meetings.models import Meeting
from meeting_app.people import service as people
from meeting_app.people.models import Person, SignIn
from meeting_app.questionnaires import privacy
from meeting_app.questionnaires.definition import Choice
from meeting_app.questionnaires.designer import service as designing
from meeting_app.questionnaires.models import Answer, AnswerFile, Response
from meeting_app.questionnaires.queries import values_of
from meeting_app.questionnaires.queries.results import tally
from meeting_app.questionnaires.service import NewQuestion
from meeting_app.registration import queries, service
from meeting_app.registration.models import Registration, RegistrationState
from meeting_app.registration.privacy import end
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, options
from tests.registration.factories import IN_PERSON, ONLINE, a_desk, a_registration
from tests.support.factories import a_meeting, a_person, a_text, an_organiser
from tests.support.pages import Page, Visitor, way_back
from tests.support.statements import Statements

CONFIRMED, WAITING, CANCELLED = RegistrationState
REGISTER = "/en/2027/register"
QUESTIONS: list[NewQuestion] = [
    a_question("dinner", "yes_no", required=True),
    a_question(
        "dish",
        "one_choice",
        required=True,
        relevant="${dinner} = 'yes'",
        options=options("fish", "rice"),
    ),
    a_question("visits", "several_choices", options=options("school", "clinic")),
    a_question("hopes", "long_text", personal=True, why=a_text("To prepare the groups.")),
]
GIVEN: dict[str, Any] = {
    "mode": "in_person",
    "name": "Amal Haddad",
    "country": "JO",
    "q-dinner": "yes",
    "q-dish": "rice",
    "q-visits": ["school", "clinic"],
    "q-hopes": "To meet others.",
    "unseen": None,
}
"""As a browser sends it whose script has shown the question about the dish."""
ANSWERS: dict[str, Any] = {
    "dinner": "yes",
    "dish": "rice",
    "visits": ["school", "clinic"],
    "hopes": "To meet others.",
}


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def answers_of(meeting: Meeting, person: Person) -> dict[str, Any]:
    made = queries.find_registration(meeting, person)
    assert made is not None
    return values_of([made.response])[made.response.id] if made.response else {}


def errors_of(page: Page) -> set[str]:
    """Names of the fields that something is said at."""
    return set(re.findall(r'id="([\w-]+)-error"', page.response.text))


def test_register_without_questions_of_the_organisers_asks_and_stores_nothing_more(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(meeting)
    visitor = Visitor(app, person)
    page = visitor.get(REGISTER)

    visitor.send(page, {"mode": "online", "country": "JO"})

    assert "Questions of the organisers" not in page.texts("h2")
    assert "data-logic" not in page.response.text
    assert count(Response) == 0


def test_register_asks_after_its_own_fields_and_shows_what_was_answered(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(meeting, questions=QUESTIONS)
    visitor = Visitor(app, person)
    page = visitor.get(REGISTER)

    names = [name for name, _value in page.form().fields] + sorted(page.form().options)
    assert page.response.text.index('name="languages"') < page.response.text.index("q-dinner")
    assert "data-logic=" in page.response.text
    assert {"q-dinner", "q-visits", "q-hopes"} <= set(names)
    assert "To prepare the groups." in page.text
    shown = visitor.follow(visitor.send(page, GIVEN))

    made = queries.find_registration(meeting, person)
    assert made is not None
    assert made.response is not None
    assert answers_of(meeting, person) == ANSWERS
    assert (made.response.person_id, made.response.language, made.response.sent_at) == (
        person.id,
        "en",
        NOW,
    )
    assert [text for text in shown.texts("dd") if text in ("Yes", "Rice", "To meet others.")] == [
        "Yes",
        "Rice",
        "To meet others.",
    ]


def test_register_with_a_gap_says_it_at_the_question_and_keeps_everything(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(meeting, questions=QUESTIONS)
    visitor = Visitor(app, person)

    again = Page(
        visitor.send(visitor.get(REGISTER), GIVEN | {"q-dish": None, "country": ""}, status=422)
    )

    assert errors_of(again) == {"country", "q-dish"}
    assert dict(again.form().fields)["q-hopes"] == "To meet others."
    assert 'value="clinic" checked' in again.response.text
    assert queries.find_registration(meeting, person) is None
    assert count(Response) == 0

    visitor.send(again, {"q-dish": "fish", "country": "JO"})
    assert answers_of(meeting, person) == ANSWERS | {"dish": "fish"}


def test_register_without_a_script_shows_what_answers_lead_to(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(meeting, questions=QUESTIONS)
    visitor = Visitor(app, person)
    given = {name: text for name, text in GIVEN.items() if name not in ("q-dish", "unseen")}

    again = Page(visitor.send(visitor.get(REGISTER), given, status=422))
    visitor.send(again, {"q-dish": "fish"})

    assert answers_of(meeting, person) == ANSWERS | {"dish": "fish"}


def test_register_shows_all_sections_on_the_one_page(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    asked = [
        a_question("travel", "section"),
        a_question("flight", "short_text", parent="travel", required=True),
        a_question("stay", "section"),
        a_question("hotel", "short_text", parent="stay"),
    ]
    a_desk(meeting, questions=asked)
    visitor = Visitor(app, person)
    page = visitor.get(REGISTER)

    assert page.texts("h3")[:2] == ["About travel?", "About stay?"]
    visitor.send(
        page, {"mode": "online", "country": "JO", "q-flight": "RJ 111", "q-hotel": "Jabal"}
    )

    assert answers_of(meeting, person) == {"flight": "RJ 111", "hotel": "Jabal"}


def test_register_neither_wants_nor_keeps_an_answer_to_a_hidden_question(app: Flask):
    meeting, first, second = a_meeting("2027"), a_person("Amal"), a_person("Basma")
    a_desk(meeting, questions=QUESTIONS)

    for person, dish in ((first, None), (second, "fish")):
        visitor = Visitor(app, person)
        visitor.send(visitor.get(REGISTER), GIVEN | {"q-dinner": "no", "q-dish": dish})

    expected = {"dinner": "no", "visits": ["school", "clinic"], "hopes": "To meet others."}
    assert [answers_of(meeting, one) for one in (first, second)] == [expected, expected]


def test_register_with_a_file_keeps_it_while_the_rest_is_refused(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(meeting, questions=[a_question("letter", "file", required=True)])
    visitor = Visitor(app, person)
    page = visitor.get(REGISTER)
    assert 'enctype="multipart/form-data"' in page.response.text
    typed = [pair for pair in page.form().fields if pair[0] not in ("mode", "country")]
    letter = ("q-letter", (io.BytesIO(b"%PDF"), "letter.pdf"))

    again = Page(visitor.post(REGISTER, [*typed, ("country", "JO"), letter], status=422))
    assert errors_of(again) == {"mode"}
    assert "Handed in: letter.pdf" in again.text
    shown = visitor.follow(visitor.send(again, {"mode": "online"}))

    assert "A file was handed in." in shown.text
    assert "Handed in: letter.pdf" in shown.text
    organiser = Visitor(app, an_organiser(meeting))
    made = queries.find_registration(meeting, person)
    assert made is not None
    (link,) = [
        one
        for one in organiser.get(f"/en/2027/desk/registration/{made.id}").links()
        if one.endswith("/file")
    ]
    assert organiser.fetch(link).data == b"%PDF"


def test_register_refused_for_a_full_mode_keeps_file_and_answers_on_the_page(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    asked = [a_question("letter", "file"), a_question("hopes", "short_text")]
    a_desk(meeting, {IN_PERSON: 1, ONLINE: None}, questions=asked)
    a_registration(meeting, a_person())
    a_registration(meeting, person, ONLINE)
    visitor = Visitor(app, person)
    page = visitor.get(REGISTER)
    letter = ("q-letter", (io.BytesIO(b"%PDF"), "letter.pdf"))
    typed = [pair for pair in page.form().fields if pair[0] not in ("mode", "q-hopes")]

    again = Page(
        visitor.post(
            REGISTER, [*typed, ("mode", "in_person"), ("q-hopes", "Peace"), letter], status=422
        )
    )
    assert errors_of(again) == {"may_give_up_place"}
    visitor.send(again, {"may_give_up_place": "y"})

    made = queries.find_registration(meeting, person)
    assert made is not None
    assert (made.mode, made.state) == (IN_PERSON, WAITING)
    assert answers_of(meeting, person)["hopes"] == "Peace"
    assert count(AnswerFile) == 1


def test_register_again_changes_the_answers_in_place(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(meeting, questions=QUESTIONS)
    made = a_registration(meeting, person, answers=ANSWERS)
    kept = made.response_id
    visitor = Visitor(app, person)

    page = visitor.get(REGISTER)
    assert 'value="rice" checked' in page.response.text
    visitor.send(page, {"q-visits": "clinic", "mode": "online"})

    assert answers_of(meeting, person) == ANSWERS | {"visits": ["clinic"]}
    assert (made.mode, made.response_id, count(Response)) == (ONLINE, kept, 1)


def test_register_sent_after_the_sign_in_has_ended_brings_back_answers_over_stored_ones(
    app: Flask,
):
    meeting, person = a_meeting("2027"), a_person("Amal")
    asked = [*QUESTIONS, a_question("nights", "whole_number", default="2")]
    a_desk(meeting, questions=asked)
    a_registration(meeting, person, answers=ANSWERS)
    newcomer = a_person("Basma")

    for one in (person, newcomer):
        visitor = Visitor(app, one)
        page = visitor.get(REGISTER)
        db.session.execute(update(SignIn).values(ended_at=NOW))
        answer = visitor.send(page, {"q-hopes": "Something else", "q-nights": "5"})
        visitor.sign_in(one)
        again = visitor.get(way_back(answer))

        fields = dict(again.form().fields)
        assert (fields["q-hopes"], fields["q-nights"]) == ("Something else", "5")


def test_register_when_all_is_taken_keeps_the_answers_of_who_waits(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(meeting, {IN_PERSON: 1}, questions=QUESTIONS)
    first = a_registration(meeting, a_person(), answers={"dinner": "no"})
    visitor = Visitor(app, person)
    visitor.send(visitor.get(REGISTER), GIVEN)

    service.cancel(first, NOW)

    made = queries.find_registration(meeting, person)
    assert made is not None
    assert (made.state, answers_of(meeting, person)) == (CONFIRMED, ANSWERS)


def test_register_after_the_end_shows_the_answers_and_no_form(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    desk = a_desk(meeting, questions=QUESTIONS)
    a_registration(meeting, person, answers=ANSWERS)
    desk.phase.closes_at = NOW - timedelta(hours=2)

    page = Visitor(app, person).get(REGISTER)

    assert "To meet others." in page.text
    assert "q-hopes" not in page.response.text


@pytest.mark.parametrize("late", [False, True])
def test_register_within_the_grace_marks_the_answers_late_too(app: Flask, late: bool):
    meeting = a_meeting()
    minute = timedelta(minutes=1)
    a_desk(meeting, questions=QUESTIONS, closes_at=NOW + (-5 if late else 5) * minute)

    made = a_registration(
        meeting, a_person(), answers={"dinner": "no"}, form_opened_at=NOW - 10 * minute
    )

    assert made.response is not None
    assert (made.late, made.response.late) == (late, late)


def test_register_with_a_form_that_was_opened_before_a_change_stores_what_it_asked(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    desk = a_desk(meeting, questions=QUESTIONS)
    a_registration(meeting, a_person(), answers={"dinner": "no"})
    visitor = Visitor(app, person)
    page = visitor.get(REGISTER)
    questions = {one.code: one for one in desk.questionnaire.questions}
    designing.retire(questions["hopes"], NOW)
    db.session.commit()

    visitor.send(page, GIVEN)

    made = queries.find_registration(meeting, person)
    assert made is not None
    assert made.response is not None
    assert (made.response.version, answers_of(meeting, person)) == (1, ANSWERS)


def test_register_when_nothing_is_asked_any_more_leaves_former_answers(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    desk = a_desk(meeting, questions=[a_question("hopes", "short_text")])
    a_registration(meeting, person, answers={"hopes": "Peace"})
    designing.retire(desk.questionnaire.questions[0], NOW)
    db.session.commit()
    visitor = Visitor(app, person)

    visitor.send(visitor.get(REGISTER), {"country": "LB"})

    assert answers_of(meeting, person) == {"hopes": "Peace"}


def test_cancel_says_that_answers_go_deletes_them_and_asks_anew(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(meeting, questions=[*QUESTIONS, a_question("letter", "file")])
    visitor = Visitor(app, person)
    page = visitor.get(REGISTER)
    typed = [pair for pair in page.form().fields if pair[0] not in GIVEN]
    given = [("mode", "online"), ("country", "JO"), ("name", "Amal"), ("q-dinner", "no")]
    letter = ("q-letter", (io.BytesIO(b"%PDF"), "letter.pdf"))
    visitor.post(REGISTER, [*typed, *given, letter])
    assert (count(Response), count(AnswerFile)) == (1, 1)

    page = visitor.get(REGISTER + "/cancel")
    assert "Your answers to the questions of the organisers are deleted at once." in page.texts(
        "li"
    )
    page = visitor.follow(visitor.send(page))

    assert (count(Response), count(Answer), count(AnswerFile)) == (0, 0, 0)
    assert 'value="no" checked' not in page.response.text
    visitor.send(page, GIVEN)
    assert answers_of(meeting, person) == ANSWERS


def test_register_sixty_at_once_stores_the_answers_with_the_place(app: Flask):
    meeting = a_meeting()
    a_desk(meeting, {IN_PERSON: 20}, questions=QUESTIONS)
    people_ids = [a_person().id for _ in range(60)]
    meeting_id = meeting.id
    db.session.commit()
    barrier, failed = threading.Barrier(60), []

    def registers(person_id: int) -> None:
        try:
            barrier.wait(30)
            with app.app_context():
                g.lang, g.dir, g.now = "en", "ltr", NOW
                begin_write()
                a_registration(
                    db.session.get_one(Meeting, meeting_id),
                    db.session.get_one(Person, person_id),
                    answers=ANSWERS,
                )
                db.session.commit()
                db.session.remove()
        except BaseException as error:  # noqa: BLE001 - told to the test
            failed.append(error)

    threads = [threading.Thread(target=registers, args=(one,)) for one in people_ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert failed == []
    db.session.expire_all()
    counts = queries.count_by_state(meeting)
    assert (counts[IN_PERSON, CONFIRMED], counts[IN_PERSON, WAITING]) == (20, 40)
    assert queries.find_broken_counts() == []
    made = db.session.scalars(select(Registration)).all()
    assert len({row.response_id for row in made} - {None}) == 60
    assert {row.response.person_id == row.person_id for row in made if row.response} == {True}


# --- what organisers see


def test_designer_lists_that_registration_asks(app: Flask):
    meeting = a_meeting("2027")
    desk = a_desk(meeting)
    visitor = Visitor(app, an_organiser(meeting))
    number = desk.questionnaire_id

    page = visitor.get("/en/2027/desk/questionnaires")
    assert "/en/2027/desk/registration" in page.links()
    page = visitor.get(f"/en/2027/desk/questionnaires/{number}")
    assert "Asked by: Registration" in page.text
    add = visitor.get(f"/en/2027/desk/questionnaires/{number}/add")
    visitor.send(add, {"kind": "short_text", "label-en": "Where do you stay?"})

    assert (
        f"/en/2027/desk/questionnaires/{number}/xlsform"
        in visitor.get("/en/2027/desk/questions").links()
    )
    assert "Where do you stay?" in Visitor(app, a_person()).get(REGISTER).text


def test_desk_leads_to_questions_answers_and_each_persons_answers(app: Flask):
    meeting = a_meeting("2027")
    desk = a_desk(meeting, questions=QUESTIONS)
    with_answers = a_registration(meeting, a_person("Amal"), answers=ANSWERS)
    without = a_registration(meeting, a_person("Basma"))
    visitor = Visitor(app, an_organiser(meeting))

    links = visitor.get("/en/2027/desk/registration").links()

    assert f"/en/2027/desk/questionnaires/{desk.questionnaire_id}" in links
    assert "/en/2027/desk/registration/answers" in links
    assert f"/en/2027/desk/registration/{with_answers.id}" in links
    assert f"/en/2027/desk/registration/{without.id}" not in links
    page = visitor.get(f"/en/2027/desk/registration/{with_answers.id}")
    assert page.heading == "Amal"
    assert "To meet others." in page.texts("dd")
    page = visitor.get(f"/en/2027/desk/registration/{without.id}")
    assert "This person answered none of them." in page.text


def test_show_is_for_organisers_of_this_meeting_and_not_of_who_cancelled(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting, questions=QUESTIONS)
    made = a_registration(meeting, a_person("Amal"), answers=ANSWERS)
    address = f"/en/2027/desk/registration/{made.id}"
    organiser, stranger = Visitor(app, an_organiser(meeting)), Visitor(app, a_person())
    other = Visitor(app, an_organiser(a_meeting("2028")))

    for path in (address, "/en/2027/desk/registration/answers"):
        assert stranger.fetch(path).status_code == 404
        assert other.fetch(path).status_code == 404
    assert organiser.fetch(address.replace("2027", "2028")).status_code == 404
    service.cancel(made, NOW)
    db.session.commit()
    assert organiser.fetch(address).status_code == 404


def test_answers_adds_up_what_those_answered_who_have_not_cancelled(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting, questions=QUESTIONS)
    visitor = Visitor(app, an_organiser(meeting))
    assert "There is no answer yet." in visitor.get("/en/2027/desk/registration/answers").text
    for dinner in ("yes", "no", "no"):
        a_registration(meeting, a_person(), ONLINE, answers=ANSWERS | {"dinner": dinner})
    service.cancel(a_registration(meeting, a_person(), ONLINE, answers=ANSWERS), NOW)
    db.session.commit()

    page = visitor.get("/en/2027/desk/registration/answers")

    assert [text for text in page.texts("h2") if text.startswith("About")] == [
        "About dinner?",
        "About dish?",
        "About visits?",
    ]
    assert "Answers of 3 people" in page.text
    assert "About hopes?" in page.texts("dt")
    assert "To meet others." not in page.text


def test_answers_shows_what_is_no_longer_asked_as_it_was_answered(app: Flask):
    meeting = a_meeting("2027")
    desk = a_desk(meeting, questions=QUESTIONS)
    a_registration(meeting, a_person("Amal"), answers=ANSWERS)
    visits = next(one for one in desk.questionnaire.questions if one.code == "visits")
    designing.retire(visits, NOW)
    db.session.commit()

    page = Visitor(app, an_organiser(meeting)).get("/en/2027/desk/registration/answers")

    assert page.texts("summary").count("No longer asked") == 1
    assert "About visits?" in page.response.text.partition('id="retired"')[2]


def test_export_has_columns_with_codes_and_labels_of_answers(app: Flask):
    meeting = a_meeting("2027")
    desk = a_desk(meeting, questions=QUESTIONS)
    a_registration(meeting, a_person("Amal"), answers=ANSWERS | {"hopes": "=1+1"})
    a_registration(meeting, a_person("Basma"))
    designing.retire(desk.questionnaire.questions[0], NOW)
    db.session.commit()
    visitor = Visitor(app, an_organiser(meeting))

    answer = visitor.fetch("/en/2027/desk/registration.xlsx")

    rows = list(load_workbook(BytesIO(answer.data)).worksheets[0].iter_rows())
    assert [[cell.value for cell in row[9:]] for row in rows] == [
        [
            "About dish? [dish]",
            "About dish? – in words [dish_label]",
            "About visits? [visits]",
            "About visits? – in words [visits_label]",
            "About visits? – School [visits_school]",
            "About visits? – Clinic [visits_clinic]",
            "About hopes? [hopes]",
            "About dinner? [dinner]",
            "About dinner? – in words [dinner_label]",
        ],
        ["rice", "Rice", "school clinic", "School\nClinic", 1, 1, "=1+1", "yes", "Yes"],
        [None] * 9,
    ]
    assert rows[1][15].data_type == "s"


def test_export_has_answers_to_former_versions_where_they_count_and_as_they_were_given(app: Flask):
    meeting = a_meeting("2027")
    dishes = options("fish", "rice", "egg")
    desk = a_desk(meeting, questions=[a_question("dish", "one_choice", options=dishes)])
    for name, code in (("Amal", "egg"), ("Basma", "rice")):
        a_registration(meeting, a_person(name), answers={"dish": code})
    (question,) = desk.questionnaire.questions
    left = [Choice(one.code, one.label) for one in question.options if one.code != "egg"]
    designing.change(question, {}, NOW, choices=left, equivalents={"egg": "rice"})
    db.session.commit()

    answer = Visitor(app, an_organiser(meeting)).fetch("/en/2027/desk/registration.xlsx")

    sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    assert [row[9:] for row in sheet.iter_rows(values_only=True)] == [
        (
            "About dish? [dish]",
            "About dish? – in words [dish_label]",
            "About dish? – as it was given [dish_given]",
        ),
        ("rice", "Rice", "egg"),
        ("rice", "Rice", "rice"),
    ]
    (counted,) = tally(desk.questionnaire).questions
    assert list(counted.votes.values()) == [2]


def test_pages_take_as_many_statements_for_many_answers_as_for_one(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting, {IN_PERSON: 5, ONLINE: None}, questions=QUESTIONS)
    organiser = an_organiser(meeting)
    made = a_registration(meeting, organiser, answers=ANSWERS)
    visitor = Visitor(app, organiser)
    ends = ("desk/registration", f"desk/registration/{made.id}", "desk/registration.xlsx")

    def spend() -> list[int]:
        db.session.commit()
        numbers = []
        for end_of in ("register", "desk/registration/answers", *ends):
            with Statements() as statements:
                visitor.fetch(f"/en/2027/{end_of}")
            numbers.append(statements.number)
        return numbers

    before = spend()
    for _ in range(30):
        a_registration(meeting, a_person(), ONLINE, answers=ANSWERS)

    assert spend() == before
    assert max(before[:-1]) <= 12
    assert before[-1] <= 16  # a download is recorded, too


@pytest.mark.parametrize("lang", ["fr", "es", "ar"])
def test_pages_in_every_language_hold_the_rules_of_the_house(app: Flask, lang: str):
    meeting = a_meeting("2027")
    a_desk(meeting, questions=QUESTIONS)
    organiser = an_organiser(meeting)
    made = a_registration(meeting, organiser, answers=ANSWERS)
    visitor = Visitor(app, organiser)

    for end_of in (
        "register",
        "register/cancel",
        "desk/registration",
        "desk/registration/answers",
        f"desk/registration/{made.id}",
    ):
        visitor.get(f"/{lang}/2027/{end_of}")


# --- personal data


def erase(person: Person, now: datetime, texts: Texts = Texts.NAMELESS) -> None:
    people.erase(person, FEATURES, texts=texts, actor=None, now=now)


def test_erase_before_the_end_of_the_meeting_deletes_the_answers(app: Flask):
    meeting, person = a_meeting(), a_person("Amal")
    a_desk(meeting, questions=QUESTIONS)
    a_registration(meeting, person, answers=ANSWERS)

    erase(person, NOW)

    assert (count(Response), count(Answer)) == (0, 0)


def test_erase_after_the_meeting_leaves_answers_that_lead_to_nobody(app: Flask):
    meeting, person = a_meeting(), a_person("Amal")
    a_desk(meeting, questions=QUESTIONS)
    made = a_registration(meeting, person, answers=ANSWERS)
    response = made.response
    assert response is not None

    erase(person, NOW + timedelta(days=400))

    assert (made.response_id, response.person_id) == (None, None)
    left = {code: value for code, value in ANSWERS.items() if code != "hopes"}
    assert values_of([response])[response.id] == left


def test_export_of_a_person_holds_their_answers(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(meeting, questions=QUESTIONS)
    a_registration(meeting, person, answers=ANSWERS)

    [exported] = privacy.export(person)["answers"]

    assert exported["meeting"] == "2027"
    assert {one["code"]: one["answer"] for one in exported["answers"]} == ANSWERS


def test_end_twelve_months_later_leaves_answers_without_a_name(app: Flask):
    meeting, person = a_meeting(), a_person("Amal")
    a_desk(meeting, questions=QUESTIONS)
    a_registration(meeting, person, answers=ANSWERS)
    later = NOW + timedelta(days=800)

    assert end(later) == 1
    privacy.end(later)

    [response] = db.session.scalars(select(Response)).all()
    db.session.refresh(response)
    assert response.person_id is None
    assert "hopes" not in values_of([response])[response.id]


def test_merge_carries_the_answers_with_the_registration(app: Flask):
    meeting, kept, gone = a_meeting(), a_person("Amal"), a_person("Amal again")
    a_desk(meeting, questions=QUESTIONS)
    made = a_registration(meeting, gone, answers=ANSWERS)

    people.merge(kept, gone, by=None, now=NOW)

    assert made.person_id == kept.id
    assert made.response is not None
    assert made.response.person_id == kept.id
    assert answers_of(meeting, kept) == ANSWERS


def test_merge_of_two_who_registered_loses_no_answers_and_erasing_removes_both(app: Flask):
    meeting, kept, gone = a_meeting(), a_person("Amal"), a_person("Amal again")
    a_desk(meeting, questions=QUESTIONS)
    a_registration(meeting, kept, answers=ANSWERS)
    a_registration(meeting, gone, answers={"dinner": "no"})

    people.merge(kept, gone, by=None, now=NOW)
    assert answers_of(meeting, kept) == ANSWERS
    erase(kept, NOW)

    assert (count(Response), count(Answer)) == (0, 0)


def test_personal_answers_say_how_long_they_are_kept(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(
        meeting,
        questions=[a_question("hopes", "short_text", personal=True, kept=Kept.PROGRAMME)],
    )

    assert (
        "Kept with the programme, until you take it back."
        in Visitor(app, person).get(REGISTER).text
    )
