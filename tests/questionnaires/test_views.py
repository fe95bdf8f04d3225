"""What questions say about the person who answers, set by organisers and read by people."""

from flask import Flask

from meeting_app.core.localtext import LocalText
from meeting_app.core.personal import Kept, Seen
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires.models import Question
from meeting_app.surveys import service as surveys
from tests.questionnaires.factories import a_question
from tests.support.factories import a_meeting, a_phase, a_text, an_organiser
from tests.support.pages import Visitor


def a_survey(meeting: Meeting) -> Question:
    made = surveys.make_survey(
        meeting,
        "themes",
        a_text("Survey"),
        None,
        None,
        [a_question("town", "short_text"), a_question("why", "long_text")],
        a_phase(meeting),
    )
    return made.questionnaire.questions[0]


def test_facts_are_set_by_organisers_and_read_below_the_form(app: Flask, visitor: Visitor):
    meeting = a_meeting("2027")
    question = a_survey(meeting)
    organiser = Visitor(app, an_organiser(meeting))
    assert visitor.get("/en/2027/surveys/themes").texts("summary") == []

    page = organiser.get(f"/en/2027/desk/questions/{question.id}")
    organiser.send(
        page, {"personal": "y", "why-en": "To plan the trains.", "why-fr": "Pour les trains."}
    )

    assert (question.personal, question.seen_by, question.kept) == (
        True,
        Seen.ORGANISERS,
        Kept.MEETING,
    )
    assert question.why == LocalText.of({"en": "To plan the trains.", "fr": "Pour les trains."})
    assert visitor.get("/en/2027/surveys/themes").texts("dd") == [
        "To plan the trains. Seen by the organisers. Nothing links it to you."
    ]
    assert "Pour les trains." in visitor.get("/fr/2027/surveys/themes").text
    rows = organiser.get("/en/2027/desk/questions").texts("td")
    assert rows == ["yes", "Organisers", "To plan the trains.", "no", "Organisers", "–"]


def test_facts_of_a_personal_question_need_a_reason(app: Flask):
    meeting = a_meeting("2027")
    question = a_survey(meeting)
    organiser = Visitor(app, an_organiser(meeting))
    page = organiser.get(f"/en/2027/desk/questions/{question.id}")

    refused = organiser.send(page, {"personal": "y", "seen_by": "everybody"}, status=422)

    assert "Say why you ask it: nobody has to tell you without a reason." in refused.text
    assert '<option selected value="everybody">' in refused.text
    assert question.personal is False


def test_facts_of_another_meeting_are_not_there(app: Flask):
    question = a_survey(a_meeting("2027"))
    other = a_meeting("2028")
    organiser = Visitor(app, an_organiser(other))

    assert organiser.fetch(f"/en/2028/desk/questions/{question.id}").status_code == 404
