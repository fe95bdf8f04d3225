"""Reading what people wrote: searching, tagging by several people, quotes, translations."""

from datetime import UTC, datetime, time, timedelta
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.privacy import Erasing, Texts
from meeting_app.meetings.models import Role
from meeting_app.meetings.service import grant
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Answer
from meeting_app.questionnaires.rules import OTHER
from meeting_app.questionnaires.service import store_response
from meeting_app.surveys import privacy
from meeting_app.surveys.models import PickedQuote, Survey, TaggedText, TextTag, TextTranslation
from meeting_app.surveys.queries.texts import Wanted, list_tags, list_texts
from meeting_app.surveys.service.texts import get_or_add_tag, tag_texts
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, options
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Page, Visitor
from tests.surveys.factories import a_survey, an_answer

ADDRESS = "/en/2027/desk/surveys/themes/texts"


def texts_on(page: Page) -> list[str]:
    return [one.text for one in page.parsed.all("div") if one.attributes.get("class") == "text own"]


def answer_of(text: str) -> int:
    return db.session.scalars(select(Answer.id).where(Answer.text == text)).one()


def a_translator(survey: Survey, language: str, name: str = "Tara") -> Person:
    person = a_person(name)
    grant(survey.meeting, person, Role.TRANSLATOR, NOW, scope=language)
    return person


def test_texts_stand_in_their_language_by_pages(app: Flask):
    survey = a_survey(a_meeting("2027"))
    for number in range(51):
        an_answer(survey, "ar", why=f"Word {number}")
    organiser = Visitor(app, an_organiser(survey.meeting))

    first = organiser.get(f"{ADDRESS}?question=why")
    second = organiser.get(f"{ADDRESS}?question=why&page=2")

    texts = texts_on(first)
    assert (len(texts), texts[0], texts[-1]) == (50, "Word 50", "Word 1")
    own = [e for e in second.parsed.all("div") if e.attributes.get("class") == "text own"]
    assert [(e.text, e.attributes["lang"], e.attributes["dir"]) for e in own] == [
        ("Word 0", "ar", "auto")
    ]


def test_texts_beside_other_are_there_and_names_of_places_are_not(app: Flask):
    survey = a_survey(
        a_meeting("2027"),
        questions=[
            a_question("work", "one_choice", other=True, options=options("local", OTHER)),
            a_question("of", "organisation"),
        ],
    )
    values = {"work": OTHER, "work_other": "At sea", "of": "Red Crescent"}
    store_response(survey.questionnaire, values, language="en", person=None, now=NOW)

    page = Visitor(app, an_organiser(survey.meeting)).get(ADDRESS)

    assert texts_on(page) == ["At sea"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("words=écoles", ["Les ÉCOLES fermées"]),
        ("words=schools+closed", ["Les ÉCOLES fermées"]),  # its translation
        ("words=100%25", ["100% of them"]),
        ("language=fr&question=why", ["Les ÉCOLES fermées"]),
        ("question=town", ["Goma", "Goma"]),
        ("question=why&tag=none", ["Les ÉCOLES fermées"]),
        ("tag=quotes", ["100% of them"]),
        ("question=why&lacking=en", []),
        ("question=why&lacking=es", ["Les ÉCOLES fermées", "100% of them"]),
    ],
)
def test_texts_are_found(app: Flask, query: str, found: list[str]):
    survey = a_survey(a_meeting("2027"))
    person = an_organiser(survey.meeting)
    an_answer(survey, why="100% of them")
    an_answer(survey, "fr", why="Les ÉCOLES fermées")
    number = answer_of("100% of them")
    tag_texts(get_or_add_tag(survey, "Numbers"), [number], person, NOW)
    db.session.add(PickedQuote(answer_id=number, picked_at=NOW))
    translation = {"language": "en", "text": "Schools closed", "translated_at": NOW}
    db.session.add(TextTranslation(answer_id=answer_of("Les ÉCOLES fermées"), **translation))
    db.session.flush()

    page = Visitor(app, person).get(f"{ADDRESS}?{query}")

    assert [text for text in texts_on(page) if text != "Schools closed"] == found


def test_tagging_by_several_people_at_once_keeps_the_work_of_all(app: Flask):
    survey = a_survey(a_meeting("2027"))
    an_answer(survey, why="One"), an_answer(survey, why="Two")
    one, two = answer_of("One"), answer_of("Two")
    first = Visitor(app, an_organiser(survey.meeting))
    other = a_person()
    grant(survey.meeting, other, Role.ORGANISER, NOW)
    second = Visitor(app, other)
    pages = first.get(f"{ADDRESS}?question=why"), second.get(f"{ADDRESS}?question=why")

    saved = first.send(pages[0], {"answer": [str(one), str(two)], "new_tag": " Safe  schools "})
    second.send(pages[1], {"answer": [str(one)], "new_tag": "Safe schools"})
    again = second.get(f"{ADDRESS}?question=why")
    second.send(again, {"answer": [str(two)], "new_tag": "Cash"})

    assert saved.headers["Location"].endswith("/texts?question=why")
    assert [(tag.name, number) for tag, number in list_tags(survey)] == [
        ("Cash", 1), ("Safe schools", 2),
    ]  # fmt: skip
    found = {one.text: [tag.name for tag in one.tags] for one in list_texts(
        survey, Wanted(question="why"), 1
    ).items}  # fmt: skip
    assert found == {"One": ["Safe schools"], "Two": ["Cash", "Safe schools"]}
    owners = db.session.scalars(select(TaggedText.person_id).order_by(TaggedText.id)).all()
    assert len(set(owners)) == 2

    tag = next(tag for tag, _number in list_tags(survey) if tag.name == "Safe schools")
    page = first.get(f"{ADDRESS}?question=why")
    first.send(page, {"answer": [str(two)], "tag": str(tag.id)}, button=("what", "untag"))
    assert [number for _tag, number in list_tags(survey)] == [1, 1]


def test_tagging_without_a_text_or_a_tag_says_what_to_do(app: Flask):
    survey = a_survey(a_meeting("2027"))
    an_answer(survey, why="One")
    organiser = Visitor(app, an_organiser(survey.meeting))

    page = organiser.get(ADDRESS)
    again = Page(organiser.send(page, {"new_tag": "Cash"}, status=422))
    third = Page(
        organiser.send(again, {"answer": [str(answer_of("One"))], "new_tag": " "}, status=422)
    )

    assert "Tick at least one text." in again.text
    assert dict(again.form().fields)["new_tag"] == "Cash"
    assert "Choose a tag, or write a new one." in third.text
    assert dict(third.form().fields)["answer"] == str(answer_of("One"))


def test_tagging_takes_no_answers_of_other_surveys(app: Flask):
    survey, other = a_survey(a_meeting("2027")), a_survey(a_meeting("2028"))
    an_answer(survey, why="Mine"), an_answer(other, why="Theirs")
    organiser = Visitor(app, an_organiser(survey.meeting))

    page = organiser.get(ADDRESS)
    organiser.send(page, {"answer": [str(answer_of("Theirs"))], "new_tag": "Cash"}, status=422)

    assert db.session.scalars(select(TaggedText)).all() == []


def test_quotes_leave_with_translations_and_tags(app: Flask):
    survey = a_survey(a_meeting("2027"))
    an_answer(survey, "fr", why="=Merci"), an_answer(survey, why="Not this")
    person = an_organiser(survey.meeting)
    number = answer_of("=Merci")
    tag_texts(get_or_add_tag(survey, "Thanks"), [number], person, NOW)
    db.session.add(
        TextTranslation(answer_id=number, language="en", text="Thanks!", translated_at=NOW)
    )
    organiser = Visitor(app, person)

    page = organiser.get(ADDRESS)
    organiser.send(page, {"answer": [str(number)]}, button=("what", "pick"))
    book = load_workbook(BytesIO(organiser.fetch(ADDRESS[:-5] + "quotes.xlsx").data))

    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [row[:-1] for row in rows] == [
        ("About why?", "French", "=Merci", "Thanks!", None, None, None, "Thanks")
    ]


def test_translation_stands_beside_the_original_with_who_made_it(app: Flask):
    survey = a_survey(a_meeting("2027"))
    an_answer(survey, "fr", why="Merci")
    translator = a_translator(survey, "en")
    number = answer_of("Merci")

    visitor = Visitor(app, translator)
    page = visitor.get(f"{ADDRESS}/{number}")
    assert [name for name, _value in page.form().fields if name.startswith("text-")] == ["text-en"]
    visitor.send(page, {"text-en": "Thanks"})

    listed = visitor.get(f"{ADDRESS}?question=why")
    assert texts_on(listed) == ["Merci", "Thanks"]
    assert "Translation: English · Tara" in listed.text
    row = db.session.scalars(select(TextTranslation)).one()
    assert (row.language, row.text, row.person_id) == ("en", "Thanks", translator.id)


def test_translation_that_another_person_changed_meanwhile_is_not_overwritten(app: Flask):
    survey = a_survey(a_meeting("2027"))
    an_answer(survey, "fr", why="Merci")
    number = answer_of("Merci")
    first = Visitor(app, a_translator(survey, "en"))
    second = Visitor(app, a_translator(survey, "en", "Tomas"))
    pages = [one.get(f"{ADDRESS}/{number}") for one in (first, second)]
    first.send(pages[0], {"text-en": "Thanks"})

    again = Page(second.send(pages[1], {"text-en": "Thank you"}, status=422))

    assert "Somebody else saved a translation meanwhile" in again.text
    assert texts_on(again) == ["Merci", "Thanks"]
    assert dict(again.form().fields)["text-en"] == "Thank you"
    second.send(again)
    assert db.session.scalars(select(TextTranslation.text)).all() == ["Thank you"]


def test_translator_reads_and_translates_but_does_not_tag(app: Flask):
    survey = a_survey(a_meeting("2027"))
    an_answer(survey, "fr", why="Merci")
    visitor = Visitor(app, a_translator(survey, "en"))

    page = visitor.get(ADDRESS)

    assert ADDRESS in visitor.get("/en/2027/desk/surveys/texts").links()
    assert [form for form in page.parsed.forms if "answer" in form.options] == []
    visitor.get("/en/2027/desk/surveys/themes", status=404)
    visitor.get(f"{ADDRESS[:-5]}quotes.xlsx", status=404)


def test_delete_tag_leaves_the_texts(app: Flask):
    survey = a_survey(a_meeting("2027"))
    an_answer(survey, why="One")
    person = an_organiser(survey.meeting)
    tag = get_or_add_tag(survey, "Cash")
    tag_texts(tag, [answer_of("One")], person, NOW)
    organiser = Visitor(app, person)

    page = organiser.get(f"/en/2027/desk/surveys/themes/tags/{tag.id}/delete")
    assert "The tag “Cash” is taken off 1 text" in page.text
    organiser.send(page)

    assert db.session.scalars(select(TextTag)).all() == []
    assert answer_of("One")


def worked_on_by(survey: Survey, person: Person) -> None:
    """A text that the person has translated, tagged and picked."""
    an_answer(survey, why="Cash helps")
    number = answer_of("Cash helps")
    tag_texts(get_or_add_tag(survey, "Cash"), [number], person, NOW)
    db.session.add(PickedQuote(answer_id=number, person_id=person.id, picked_at=NOW))
    db.session.add(
        TextTranslation(
            answer_id=number, language="fr", text="L'argent aide", translated_at=NOW,
            person_id=person.id,
        )
    )  # fmt: skip
    db.session.flush()


def test_data_names_what_the_person_did_with_answers(app: Flask):
    person = a_person("Tara")
    worked_on_by(a_survey(a_meeting("2027")), person)

    page = Visitor(app, person).get("/en/account/data")

    assert "Your translations of answers to surveys" in page.texts("dt")
    assert "Tags that you gave to answers to surveys, and quotes that you picked (2)" in page.texts(
        "dt"
    )
    assert privacy.export(person)["quotes picked"] == [{"picked_at": "2026-11-20T09:00:00Z"}]
    assert "Your translations of answers to surveys" not in Visitor(app, a_person()).get(
        "/en/account/data"
    ).texts("dt")


def test_end_takes_names_off_what_was_done_with_answers(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Tara")
    worked_on_by(a_survey(meeting), person)
    a_year = datetime.combine(meeting.ends_on, time(), UTC) + timedelta(days=365)

    assert privacy.end(a_year - timedelta(days=2)) == 0
    assert privacy.end(a_year + timedelta(days=2)) == 3

    for table in (TextTranslation, TaggedText, PickedQuote):
        assert db.session.scalars(select(table.person_id)).all() == [None]
    assert privacy.end(a_year + timedelta(days=2)) == 0


def test_erase_takes_the_person_out_of_translations_and_off_their_work(app: Flask):
    survey = a_survey(a_meeting("2027"))
    person = a_person("Nadia Haddad")
    values = {"town": "Goma", "why": "I am Nadia Haddad"}
    store_response(survey.questionnaire, values, language="en", person=person, now=NOW)
    number = answer_of("I am Nadia Haddad")
    tag_texts(get_or_add_tag(survey, "Cash"), [number], person, NOW)
    db.session.add(
        TextTranslation(
            answer_id=number, language="fr", text="Je suis Nadia Haddad", translated_at=NOW,
            person_id=person.id,
        )
    )  # fmt: skip
    db.session.flush()
    assert privacy.export(person) == {
        "translations of survey texts": [
            {
                "language": "fr",
                "text": "Je suis Nadia Haddad",
                "translated_at": "2026-11-20T09:00:00Z",
            }
        ],
        "tags given to survey texts": [{"tag": "Cash", "tagged_at": "2026-11-20T09:00:00Z"}],
        "quotes picked": [],
        "survey_invitations": [],
    }

    privacy.erase(person, Erasing(person.id, person.name, [], Texts.NAMELESS, NOW))

    row = db.session.scalars(select(TextTranslation)).one()
    db.session.refresh(row)
    assert (row.text, row.person_id) == ("Je suis —", None)
    assert db.session.scalars(select(TaggedText.person_id)).all() == [None]


def test_erase_with_all_texts_removes_translations_of_theirs(app: Flask):
    survey = a_survey(a_meeting("2027"))
    person = a_person("Nadia Haddad")
    store_response(survey.questionnaire, {"why": "Mine"}, language="en", person=person, now=NOW)
    an_answer(survey, why="Another's")
    for text in ("Mine", "Another's"):
        db.session.add(
            TextTranslation(answer_id=answer_of(text), language="fr", text=text, translated_at=NOW)
        )
    db.session.flush()

    privacy.erase(person, Erasing(person.id, person.name, [], Texts.REMOVED, NOW))

    assert db.session.scalars(select(TextTranslation.text)).all() == ["Another's"]
