import re
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import event, func, select, update

from meeting_app.abstracts.models import Call
from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.meetings.models import Meeting, Role
from meeting_app.meetings.service import grant
from meeting_app.people.models import Person, SignIn
from meeting_app.questionnaires.models import Answer, Question, Response
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.service import add_question, store_response
from meeting_app.review import service
from meeting_app.review.models import Assignment, CommitteeMember, Decision, Score
from meeting_app.review.rules import Outcome
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, options
from tests.review.factories import (
    a_call,
    a_member,
    a_presenter,
    a_review,
    a_review_phase,
    an_abstract,
    an_assignment,
)
from tests.support.factories import (
    a_meeting,
    a_person,
    a_reviewer,
    a_text,
    an_organisation,
    an_organiser,
)
from tests.support.pages import Page, Visitor, way_back

KEYS = re.compile(
    r'name="(?:csrf_token|form_key)"[^>]*value="[^"]*"|value="[^"]*"[^>]*name="(?:csrf_token|form_key)"'
)


@pytest.fixture
def meeting(app: Flask) -> Meeting:
    meeting = a_meeting("2027")
    a_review_phase(meeting)
    return meeting


@pytest.fixture
def call(meeting: Meeting) -> Call:
    return a_call(meeting, "practice")


def statements(app: Flask, visitor: Visitor, path: str) -> int:
    """How many SQL statements the page takes."""
    counted: list[str] = []

    def count(*args: object) -> None:
        counted.append(str(args[2]))

    event.listen(db.engine, "before_cursor_execute", count)
    visitor.get(path)
    event.remove(db.engine, "before_cursor_execute", count)
    return len(counted)


# ---- reviewers


def test_index_lists_only_ones_own_assignments_with_progress(
    app: Flask, meeting: Meeting, call: Call
) -> None:
    me, other = a_member(call), a_member(call)
    done, waiting = an_abstract(call, "Done already"), an_abstract(call, "Still waiting")
    foreign = an_abstract(call, "For somebody else")
    a_review(done, me)
    an_assignment(waiting, me)
    an_assignment(foreign, other)

    page = Visitor(app, me).get("/en/2027/review/")

    assert page.texts("th")[4:] == ["Done already", "Still waiting"]
    assert "1 of 2 abstracts reviewed" in page.text
    assert f"/en/2027/review/{waiting.code}" in page.links()
    assert "Open until" in page.text


def test_review_sent_after_the_sign_in_has_ended_is_there_again_after_signing_in(
    app: Flask, meeting: Meeting, call: Call
) -> None:
    me = a_member(call)
    abstract = an_abstract(call)
    an_assignment(abstract, me)
    visitor = Visitor(app, me)
    page = visitor.get(f"/en/2027/review/{abstract.code}")
    score = next(name for name in page.form().options if name.startswith("score-"))
    db.session.execute(update(SignIn).values(ended_at=NOW))

    answer = visitor.send(page, {score: "2", "comment": "Short"})
    visitor.sign_in(me)
    again = visitor.get(way_back(answer))

    fields = dict(again.form().fields)
    assert (fields[score], fields["comment"]) == ("2", "Short")
    assert db.session.scalar(select(func.count()).select_from(Score)) == 0


def test_review_shows_the_abstract_blind(app: Flask, meeting: Meeting, call: Call) -> None:
    me = a_member(call, reads=["ar"])
    author = a_person("Secret Submitter", organisation=an_organisation("Secret Agency"))
    abstract = an_abstract(call, "عنوان", submitter=author, language="ar")
    a_presenter(abstract, "Secret Presenter", organisation=an_organisation("Hidden House"))
    abstract.response = a_response(call, me)
    an_assignment(abstract, me)

    page = Visitor(app, me).get(f"/en/2027/review/{abstract.code}")

    assert page.heading == "عنوان"
    text = next(e for e in page.parsed.all("div") if e.attributes.get("class") == "text own")
    assert (text.attributes["lang"], text.attributes["dir"]) == ("ar", "rtl")
    assert page.texts("dd") == ["Three districts"]
    assert [w for w in ("Secret", "Hidden", author.email) if w in page.html] == []


def test_review_shows_answers_of_all_kinds_but_hidden_ones(
    app: Flask, meeting: Meeting, call: Call
) -> None:
    me = a_member(call)
    asked = call.questionnaire
    other = [*options("field"), ("other", a_text("Other"))]
    for place, question in enumerate(
        [
            a_question("rooms", "grid", options=options("sound", "light")),
            a_question("came", "yes_no"),
            a_question("day", "date"),
            a_question("cost", "decimal"),
            a_question("place", "one_choice", other=True, options=other),
            a_question("who", "one_choice", other=True, options=other, hidden_from_reviewers=True),
        ]
    ):
        add_question(asked, question, place)
    db.session.flush()
    values = {
        "rooms": {"sound": 4, "light": 2}, "came": "no", "day": "2027-03-02", "cost": 1.5,
        "place": "other", "place_other": "On a boat", "who": "other", "who_other": "Secret",
    }  # fmt: skip
    abstract = an_abstract(call)
    abstract.response = store_response(asked, values, language="en", person=me, now=NOW)
    an_assignment(abstract, me)

    page = Visitor(app, me).get(f"/en/2027/review/{abstract.code}")

    assert page.texts("dd") == [
        "Sound: 4Light: 2", "No", "Tuesday 2 March 2027", "1.5", "Other: On a boat",
    ]  # fmt: skip
    assert "Secret" not in page.html


def a_response(call: Call, person: Person) -> Response:
    """One answer that reviewers see, and one that they do not."""
    response = Response(questionnaire=call.questionnaire, code="ABC234", language="en")
    for number, (text, hidden) in enumerate([("Three districts", False), ("We, Hidden", True)]):
        question = Question(
            questionnaire=call.questionnaire,
            code=f"q{number}",
            position=number,
            kind=QuestionKind.SHORT_TEXT,
            label=a_text(f"Question {number}"),
            hidden_from_reviewers=hidden,
        )
        db.session.add(question)
        db.session.flush()
        response.answers.append(Answer(question_id=question.id, text=text))
    db.session.add(response)
    db.session.flush()
    return response


def test_review_saves_and_leads_to_the_next_until_there_is_none(
    app: Flask, meeting: Meeting, call: Call
) -> None:
    me = a_member(call)
    first, second = an_abstract(call), an_abstract(call)
    an_assignment(first, me)
    an_assignment(second, me)
    visitor = Visitor(app, me)
    scores = {"score-relevance": "4", "score-clarity": "2", "comment": "Good."}

    page = visitor.get(f"/en/2027/review/{second.code}")
    answer = visitor.send(page, scores)
    assert answer.headers["Location"] == f"/en/2027/review/{first.code}"
    answer = visitor.send(visitor.follow(answer), scores)
    assert answer.headers["Location"] == "/en/2027/review/"

    assert "You have reviewed everything" in visitor.follow(answer).text
    assert sorted(db.session.scalars(select(Score.value))) == [2, 2, 4, 4]
    again = visitor.get(f"/en/2027/review/{first.code}").form()
    assert ("score-relevance", "4") in again.fields
    assert ("comment", "Good.") in again.fields


def test_review_without_a_score_is_422_and_keeps_what_was_typed(
    app: Flask, meeting: Meeting, call: Call
) -> None:
    me = a_member(call)
    abstract = an_abstract(call)
    an_assignment(abstract, me)
    visitor = Visitor(app, me)

    page = visitor.get(f"/en/2027/review/{abstract.code}")
    answer = visitor.send(page, {"score-clarity": "2", "comment": "Long thoughts"}, status=422)

    shown = Page(answer)
    assert ("comment", "Long thoughts") in shown.form().fields
    assert ("score-clarity", "2") in shown.form().fields
    assert "#score-relevance-0" in shown.links()


def test_review_of_others_drafts_and_visitors_is_not_there(
    app: Flask, meeting: Meeting, call: Call, visitor: Visitor
) -> None:
    me, other = a_member(call), a_member(call)
    abstract = an_abstract(call)
    an_assignment(abstract, other)
    path = f"/en/2027/review/{abstract.code}"

    Visitor(app, me).get(path, status=404)
    Visitor(app, me).get(f"{path}/conflict", status=404)
    Visitor(app, an_organiser(meeting)).get(path, status=404)
    Visitor(app, a_person()).get("/en/2027/review/", status=404)
    assert visitor.fetch(path).headers["Location"].startswith("/en/account/sign-in")


def test_review_after_the_deadline_shows_ones_own_and_takes_nothing(
    app: Flask, meeting: Meeting, call: Call, now: datetime
) -> None:
    me = a_member(call)
    sent, waiting = an_abstract(call), an_abstract(call)
    a_review(sent, me, comment="My words")
    an_assignment(waiting, me)
    visitor = Visitor(app, me)
    form = visitor.get(f"/en/2027/review/{waiting.code}")
    app.config["NOW"] = now + timedelta(days=11)

    page = visitor.get(f"/en/2027/review/{sent.code}")
    assert "Closed since" in page.text
    assert "My words" in page.text
    late = visitor.send(form, {"score-relevance": "4", "score-clarity": "2"}, status=422)
    assert "Reviews are not taken at the moment" in Page(late).text
    assert db.session.scalar(select(func.count(Score.id))) == 2


def test_conflict_is_confirmed_and_hides_the_abstract(
    app: Flask, meeting: Meeting, call: Call
) -> None:
    me = a_member(call)
    abstract = an_abstract(call)
    an_assignment(abstract, me)
    visitor = Visitor(app, me)
    path = f"/en/2027/review/{abstract.code}"

    answer = visitor.send(visitor.get(f"{path}/conflict"))

    assert answer.headers["Location"] == "/en/2027/review/"
    visitor.get(path, status=404)
    assert db.session.scalar(select(func.count(Assignment.id))) == 0


# ---- committee


def test_committee_adds_and_removes_a_member(app: Flask, meeting: Meeting, call: Call) -> None:
    reviewer = a_reviewer(meeting, name="Ada", email="ada@example.org")
    visitor = Visitor(app, an_organiser(meeting))

    page = visitor.get("/en/2027/desk/review")
    page = visitor.follow(visitor.send(page, {"reviewer": str(reviewer.id)}))
    assert "Ada is on the committee now." in page.text
    assert db.session.scalars(select(CommitteeMember.person_id)).all() == [reviewer.id]

    remove = next(link for link in page.links() if link.endswith("/remove"))
    page = visitor.follow(visitor.send(visitor.get(remove)))
    assert "Ada is no longer on the committee." in page.text
    assert db.session.scalars(select(CommitteeMember.person_id)).all() == []


def test_assign_previews_the_loads_and_stores_what_was_confirmed(
    app: Flask, meeting: Meeting, call: Call
) -> None:
    a_member(call, name="Ada", reads=["en"])
    a_member(call, name="Bo", reads=["en", "fr"])
    for language in ("en", "en", "fr"):
        an_abstract(call, language=language)
    visitor = Visitor(app, an_organiser(meeting))

    page = visitor.get("/en/2027/desk/review/assign?call=practice&k=2")
    assert db.session.scalar(select(func.count(Assignment.id))) == 0
    assert "The loads are even" in page.text
    assert "The committee has 2 members. 1 does not read French." in page.text

    answer = visitor.send(page)
    assert answer.headers["Location"] == "/en/2027/desk/review?call=practice"
    assert db.session.scalar(select(func.count(Assignment.id))) == 5


def test_assign_says_in_words_why_loads_must_differ(
    app: Flask, meeting: Meeting, call: Call
) -> None:
    a_member(call, name="Ada", reads=["ar"])
    a_member(call, name="Bo", reads=["en"])
    for language in ("ar", "ar", "ar", "en"):
        an_abstract(call, language=language)

    page = Visitor(app, an_organiser(meeting)).get("/en/2027/desk/review/assign?k=1")

    text = page.text.replace("\u2068", "").replace("\u2069", "")
    assert "The loads go from 1 to 3." in text
    assert (
        "Ada: they must write 3 reviews together, because too few others may review "
        "3 abstracts (Arabic)." in text
    )
    assert "To share the work better, add members who read: Arabic." in text


def test_assign_after_a_change_shows_the_new_plan_and_stores_nothing(
    app: Flask, meeting: Meeting, call: Call
) -> None:
    a_member(call)
    an_abstract(call)
    visitor = Visitor(app, an_organiser(meeting))
    page = visitor.get("/en/2027/desk/review/assign?k=1")
    an_abstract(call)

    answer = visitor.send(page, status=422)

    assert "Something changed since this plan was made." in Page(answer).text
    assert db.session.scalar(select(func.count(Assignment.id))) == 0
    visitor.send(Page(answer))
    assert db.session.scalar(select(func.count(Assignment.id))) == 2


def test_assign_without_a_sensible_number_asks_for_one(
    app: Flask, meeting: Meeting, call: Call
) -> None:
    visitor = Visitor(app, an_organiser(meeting))

    for k in ("", "0", "11", "x", "٠"):
        visitor.get(f"/en/2027/desk/review/assign?k={k}", status=422)
    visitor.get("/en/2027/desk/review/assign?k=٣")


# ---- decisions


def test_decisions_are_prepared_in_bulk_and_filtered_by_address(
    app: Flask, meeting: Meeting, call: Call
) -> None:
    member = a_member(call)
    best, worst = an_abstract(call, "Best"), an_abstract(call, "Worst", language="fr")
    an_abstract(call, "Unread")
    a_review(best, member, 5, 5)
    a_review(worst, member, 1, 1)
    visitor = Visitor(app, an_organiser(meeting))
    path = "/en/2027/desk/decisions?call=practice"

    page = visitor.get(path)
    assert titles(page) == ["Best", "Worst", "Unread"]
    assert titles(visitor.get(f"{path}&sort=mean")) == ["Worst", "Best", "Unread"]
    assert titles(visitor.get(f"{path}&language=fr")) == ["Worst"]

    answer = visitor.send(page, {"chosen": [best.code], "outcome": "accept"})
    assert answer.headers["Location"] == path
    assert titles(visitor.get(f"{path}&decision=accept")) == ["Best"]
    assert titles(visitor.get(f"{path}&decision=none")) == ["Worst", "Unread"]

    visitor.send(visitor.get(path), {"chosen": [best.code, worst.code], "outcome": "undo"})
    assert db.session.scalars(select(Decision)).all() == []


def titles(page: Page) -> list[str]:
    return [
        " ".join(e.text.split())
        for e in page.parsed.all("a")
        if "/desk/decisions/" in e.attributes.get("href", "") and "dir" in e.attributes
    ]


def test_decisions_without_a_tick_is_422_and_says_what_to_do(
    app: Flask, meeting: Meeting, call: Call
) -> None:
    an_abstract(call)
    visitor = Visitor(app, an_organiser(meeting))

    answer = visitor.send(visitor.get("/en/2027/desk/decisions"), {"outcome": "accept"}, status=422)

    assert "Tick at least one abstract in the list." in Page(answer).text


def test_decide_one_shows_every_review(app: Flask, meeting: Meeting, call: Call) -> None:
    reviewer = a_member(call, name="Ada")
    abstract = an_abstract(call, submitter=a_person("Grace"))
    a_review(abstract, reviewer, 5, 3, "Take it")
    visitor = Visitor(app, an_organiser(meeting))
    path = f"/en/2027/desk/decisions/{abstract.code}"

    page = visitor.get(path)
    assert page.texts("td") == ["5 of 5", "3 of 5", "Take it"]
    assert "Grace" in page.text

    visitor.send(page, {"outcome": "waitlist"})
    assert db.session.scalars(select(Decision.outcome)).all() == ["waitlist"]
    visitor.send(visitor.get(path), {"outcome": "undo"})
    assert db.session.scalars(select(Decision.outcome)).all() == []


def test_announce_previews_every_letter_then_sends_with_one_press(
    app: Flask, meeting: Meeting, call: Call, now: datetime
) -> None:
    author = a_person("ليلى", language="ar")
    abstract = an_abstract(call, "A title", submitter=author)
    service.decide(abstract, Outcome.ACCEPT, None, now)
    visitor = Visitor(app, an_organiser(meeting))

    page = visitor.get("/en/2027/desk/decisions/announce?call=practice")
    bodies = [e for e in page.parsed.all("div") if e.attributes.get("class") == "text own"]
    assert [(e.attributes["lang"], e.attributes["dir"]) for e in bodies] == [("ar", "rtl")]
    assert f"http://localhost/ar/2027/abstracts/{abstract.code}" in bodies[0].text
    assert db.session.scalar(select(func.count(OutgoingMail.id)).where(sent_by_review())) == 0

    answer = visitor.send(page)
    assert answer.headers["Location"] == "/en/2027/desk/decisions?call=practice"
    assert db.session.scalar(select(func.count(OutgoingMail.id)).where(sent_by_review())) == 1
    assert db.session.get_one(type(abstract), abstract.id).state == "accepted"
    assert "Nothing is prepared." in visitor.get("/en/2027/desk/decisions/announce").text


def sent_by_review() -> object:
    return OutgoingMail.kind.startswith("review.")


@pytest.mark.parametrize("outcome", list(Outcome))
def test_decide_shows_the_submitter_nothing_before_the_announcement(
    app: Flask, meeting: Meeting, call: Call, now: datetime, outcome: Outcome
) -> None:
    author, presenter = a_person(), a_person()
    abstract = an_abstract(call, submitter=author)
    a_presenter(abstract, person=presenter)
    people = [Visitor(app, author), Visitor(app, presenter)]
    paths = [f"/en/2027/abstracts/{abstract.code}", "/en/2027/", "/en/"]

    def seen() -> list[str]:
        return [KEYS.sub("", one.get(path).html) for one in people for path in paths]

    before = seen()
    service.decide(abstract, outcome, an_organiser(meeting), now)
    db.session.commit()

    assert seen() == before
    service.announce(call, now)
    db.session.commit()
    assert seen() != before


def test_scores_workbook_holds_text_as_text(app: Flask, meeting: Meeting, call: Call) -> None:
    reviewer = a_member(call, name="Ada")
    abstract = an_abstract(call, "=1+1")
    a_review(abstract, reviewer, 5, 2, "+danger")

    answer = Visitor(app, an_organiser(meeting)).fetch("/en/2027/desk/decisions/scores.xlsx")

    book = load_workbook(BytesIO(answer.data))
    assert [[c.value for c in row] for row in book["Abstracts"].iter_rows(min_row=2)] == [
        [1, abstract.code, "=1+1", "English", None, 4, 0, 1, "Submitted", None]
    ]
    assert book["Abstracts"]["C2"].data_type == "s"
    assert [[c.value for c in row] for row in book["Reviews"].iter_rows()] == [
        ["Code", "Reviewer", "Relevance", "Clarity", "Mean", "Comment"],
        [abstract.code, "Ada", 5, 2, 4, "+danger"],
    ]


def test_desk_pages_are_not_there_for_reviewers(app: Flask, meeting: Meeting, call: Call) -> None:
    visitor = Visitor(app, a_member(call))
    abstract = an_abstract(call)

    for path in (
        "review",
        "review/assign?k=3",
        "decisions",
        "decisions/announce",
        "decisions/scores.xlsx",
        f"decisions/{abstract.code}",
    ):
        visitor.get(f"/en/2027/desk/{path}", status=404)


def test_desk_pages_without_a_call_say_what_to_do(app: Flask, meeting: Meeting) -> None:
    visitor = Visitor(app, an_organiser(meeting))

    for path in ("review", "decisions"):
        assert "There is no call yet." in visitor.get(f"/en/2027/desk/{path}").text
    visitor.get("/en/2027/desk/review?call=nothing", status=404)


def test_pages_take_few_statements_whatever_the_number_of_rows(
    app: Flask, meeting: Meeting, call: Call, now: datetime
) -> None:
    me = a_member(call)
    grant(meeting, me, Role.ORGANISER, now)
    visitor = Visitor(app, me)

    def add() -> str:
        abstract = an_abstract(call, submitter=a_person(organisation=an_organisation()))
        a_presenter(abstract, person=a_person(), organisation=an_organisation())
        a_review(abstract, me)
        a_review(abstract, a_member(call, organisation=an_organisation()))
        service.decide(abstract, Outcome.ACCEPT, me, now)
        return abstract.code

    code = add()
    paths = (
        "review/",
        f"review/{code}",
        f"review/{code}/conflict",
        "desk/review",
        "desk/review/assign?k=3",
        "desk/decisions",
        f"desk/decisions/{code}",
        "desk/decisions/announce",
    )
    first = {path: statements(app, visitor, f"/en/2027/{path}") for path in paths}
    for _ in range(30):
        add()
    then = {path: statements(app, visitor, f"/en/2027/{path}") for path in paths}

    assert then == first
    assert {path: number for path, number in first.items() if number > 12} == {}


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_pages_are_whole_in_every_language(
    app: Flask, meeting: Meeting, call: Call, now: datetime, language: str
) -> None:
    me = a_member(call)
    grant(meeting, me, Role.ORGANISER, now)
    abstract = an_abstract(call)
    a_review(abstract, me)
    service.decide(abstract, Outcome.ACCEPT, me, now)
    visitor = Visitor(app, me)

    for path in (
        "review/",
        f"review/{abstract.code}",
        "desk/review",
        "desk/review/assign?k=2",
        "desk/decisions",
        f"desk/decisions/{abstract.code}",
        "desk/decisions/announce",
    ):
        visitor.get(f"/{language}/2027/{path}")


def test_pages_escape_what_people_wrote(
    app: Flask, meeting: Meeting, call: Call, now: datetime
) -> None:
    evil = "<i>evil</i>"
    me = a_member(call, name=evil)
    grant(meeting, me, Role.ORGANISER, now)
    abstract = an_abstract(call, evil, submitter=a_person(evil))
    a_presenter(abstract, evil)
    a_review(abstract, me, comment=evil)
    service.decide(abstract, Outcome.ACCEPT, me, now)
    visitor = Visitor(app, me)
    member = db.session.scalars(select(CommitteeMember.id)).one()

    for path in (
        "review/",
        f"review/{abstract.code}",
        f"review/{abstract.code}/conflict",
        "desk/review",
        f"desk/review/members/{member}/remove",
        "desk/review/assign?k=2",
        "desk/decisions",
        f"desk/decisions/{abstract.code}",
        "desk/decisions/announce",
    ):
        page = visitor.get(f"/en/2027/{path}")
        assert "&lt;i&gt;evil" in page.html
        assert "<i>" not in page.html
