"""Who may answer a survey, how often, under which name; and what is known of them afterwards."""

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, g
from sqlalchemy import func, select

from meeting_app.core import worker
from meeting_app.core.db import begin_write, db
from meeting_app.core.errors import Refused
from meeting_app.core.outbox import OutgoingMail, Reason
from meeting_app.core.privacy import Texts
from meeting_app.letters.service.reminders import set_reminders
from meeting_app.meetings.models import Role
from meeting_app.people import service as people
from meeting_app.people.models import Person
from meeting_app.people.queries import find_person_by_email
from meeting_app.people.service.exporting import gather
from meeting_app.questionnaires.models import Response
from meeting_app.surveys import service
from meeting_app.surveys.audience import UNANSWERED
from meeting_app.surveys.models import About, Once, Survey, SurveyInvitation, SurveyLink
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organiser, somebody_with
from tests.support.pages import Page, Visitor
from tests.surveys.factories import VALUES, a_survey, an_answer
from tests.surveys.test_views import FILLED

PATH = "/en/2027/surveys/themes"


def asked(*, invited: bool = False, signed: bool = False, once: Once = Once.ANY) -> Survey:
    survey = a_survey(a_meeting("2027"))
    service.change_modes(survey, invited=invited, signed=signed, once=once, about=About.NOTHING)
    return survey


def by_invitation(*people: tuple[str, str], signed: bool = False) -> Survey:
    survey = asked(invited=True, signed=signed, once=Once.PERSON)
    service.invite(survey, people, language="en", now=NOW)
    return survey


def letters() -> list[OutgoingMail]:
    kinds = select(OutgoingMail).where(OutgoingMail.kind == "surveys.invitation")
    return list(db.session.scalars(kinds.order_by(OutgoingMail.id)))


def link_of(mail: OutgoingMail) -> str:
    found = re.search(r"http://localhost(/\S+/invited/\S+)", mail.body)
    assert found
    return found[1]


def count_responses() -> int:
    return db.session.scalar(select(func.count()).select_from(Response)) or 0


def test_invite_writes_to_each_in_their_language_and_keeps_only_hashes(app: Flask):
    a_person("Amal", language="ar", email="amal@example.org")

    by_invitation(("Amal", "AMAL@example.org"), ("Béatrice", "bea@example.org"))

    arabic, other = letters()
    assert (arabic.address, arabic.language) == ("amal@example.org", "ar")
    assert (other.address, other.language) == ("bea@example.org", "en")
    assert other.subject == "Your answer is wanted: Theme survey"
    assert "You can answer until Monday 30 November 2026, 12:00" in other.body
    assert "Your answers carry no name." in other.body
    hashes = set(db.session.scalars(select(SurveyLink.token_hash)))
    tokens = {link_of(mail).rpartition("/")[2] for mail in (arabic, other)}
    assert len(hashes) == 2
    assert not hashes & tokens


def test_invite_again_writes_to_nobody_twice(app: Flask):
    survey = by_invitation(("Amal", "amal@example.org"))

    number = service.invite(
        survey, [("Amal", "amal@example.org"), ("Bo", "bo@example.org")], language="fr", now=NOW
    )

    assert number == 1
    assert [mail.address for mail in letters()] == ["amal@example.org", "bo@example.org"]


def test_answer_by_invitation_is_taken_once_and_names_nobody(app: Flask, visitor: Visitor):
    survey = by_invitation(("Amal", "amal@example.org"))
    link = link_of(letters()[0])

    led = visitor.fetch(link)
    page = visitor.follow(led)
    assert "your invitation only tells that you have answered" in page.text
    thanks = visitor.follow(visitor.send(page, FILLED))

    response = db.session.scalars(select(Response)).one()
    invitation = db.session.scalars(select(SurveyInvitation)).one()
    assert led.headers["Location"] == PATH
    assert response.code in thanks.text
    assert (response.person_id, response.sent_at) == (None, datetime(2026, 11, 20, tzinfo=UTC))
    assert (invitation.survey_id, invitation.used) == (survey.id, True)
    assert db.session.scalars(select(SurveyLink)).all() == []
    gone = Visitor(app).get(link, status=410)
    assert "Either it was used already" in gone.text


def test_answer_by_invitation_leaves_nothing_that_leads_from_person_to_answer(
    app: Flask, visitor: Visitor
):
    by_invitation(("Amal", "amal@example.org"))
    link = link_of(letters()[0])
    app.config["NOW"] = NOW + timedelta(hours=3, minutes=7)
    visitor.send(visitor.follow(visitor.fetch(link)), FILLED)

    response = db.session.scalars(select(Response)).one()
    token, person = link.rpartition("/")[2], find_person_by_email("amal@example.org")
    assert person
    columns = {c.name: getattr(response, c.name) for c in Response.__table__.columns}
    told = " ".join(str(value) for value in columns.values())
    assert (token in told, "amal" in told.lower(), columns["person_id"]) == (False, False, None)
    assert [v for v in columns.values() if isinstance(v, datetime)] == [
        datetime(2026, 11, 20, tzinfo=UTC)
    ]
    invitation = db.session.scalars(select(SurveyInvitation)).one()
    assert {c.name for c in SurveyInvitation.__table__.columns} == {
        "id", "survey_id", "person_id", "used", "letters", "invited_at",
    }  # fmt: skip
    assert invitation.invited_at == NOW


def test_answer_without_invitation_is_stopped_and_loses_nothing(app: Flask, visitor: Visitor):
    survey = asked()
    page = visitor.get(PATH)
    service.change_modes(survey, invited=True, signed=False, once=Once.PERSON, about=About.NOTHING)

    again = Page(visitor.send(page, FILLED, status=422))
    assert "This survey is by invitation. Open the link in your letter" in again.text
    assert dict(again.form().fields)["q-why"] == "Floods each year"
    shut = Visitor(app).get(PATH)
    assert [form for form in shut.parsed.forms if form.method == "post"] == []
    assert "Have the letter sent again" in shut.text
    assert count_responses() == 0


def test_answer_by_invitation_under_a_name_names_who_was_invited(app: Flask, visitor: Visitor):
    by_invitation(("Amal", "amal@example.org"), signed=True)

    page = visitor.follow(visitor.fetch(link_of(letters()[0])))
    assert "Your answers carry your name" in page.text
    visitor.send(page, FILLED)

    response = db.session.scalars(select(Response)).one()
    person = find_person_by_email("amal@example.org")
    assert person
    assert (response.person_id, response.sent_at) == (person.id, NOW)


def test_remind_writes_to_who_has_not_answered_and_both_links_open(app: Flask, visitor: Visitor):
    survey = by_invitation(("Amal", "amal@example.org"), ("Bo", "bo@example.org"))
    first = link_of(letters()[1])
    visitor.send(visitor.follow(visitor.fetch(link_of(letters()[0]))), FILLED)
    organiser = Visitor(app, an_organiser(survey.meeting))

    page = organiser.get("/en/2027/desk/surveys/themes/invitations")
    said = organiser.follow(organiser.send(page, form=page.form("/remind")))

    assert "1 letter is on its way." in said.text
    assert [mail.address for mail in letters()] == [
        "amal@example.org", "bo@example.org", "bo@example.org",
    ]  # fmt: skip
    assert Visitor(app).fetch(first).status_code == 303
    assert Visitor(app).fetch(link_of(letters()[2])).status_code == 303


def test_letter_to_who_has_answered_meanwhile_is_withdrawn(app: Flask):
    survey = by_invitation(("Amal", "amal@example.org"))
    invitation = db.session.scalars(select(SurveyInvitation)).one()
    service.use_invitation(invitation)
    db.session.commit()

    worker.run_due(app)

    db.session.expire_all()
    (mail,) = letters()
    assert (mail.sent_at, mail.withdrawn_reason) == (None, Reason.NO_LONGER_TRUE)
    assert survey.invited


def test_ask_for_invitation_says_the_same_to_everybody(app: Flask):
    by_invitation(("Amal", "amal@example.org"))
    said = []
    for address in ("amal@example.org", "nobody@example.org"):
        visitor = Visitor(app)
        page = visitor.get("/fr/2027/surveys/themes/invitation")
        said.append(visitor.follow(visitor.send(page, {"email": address})).texts("p"))

    assert said[0] == said[1]
    assert [mail.address for mail in letters()] == ["amal@example.org"] * 2


def test_invitations_page_does_not_show_who_answered_without_a_name(app: Flask, visitor: Visitor):
    survey = by_invitation(("Amal", "amal@example.org"), ("Bo", "bo@example.org"))
    organiser = Visitor(app, an_organiser(survey.meeting))
    path = "/en/2027/desk/surveys/themes/invitations"
    before = organiser.get(path).texts("td")
    visitor.send(visitor.follow(visitor.fetch(link_of(letters()[0]))), FILLED)

    page = organiser.get(path)

    assert page.texts("td") == before
    assert "1 has answered" in page.text


def test_invitations_page_invites_and_names_lines_that_cannot_be_read(app: Flask):
    survey = asked(invited=True, once=Once.PERSON)
    organiser = Visitor(app, an_organiser(survey.meeting))
    page = organiser.get("/en/2027/desk/surveys/themes/invitations")

    lines = "Amal Haddad, amal@example.org\nnobody"
    again = Page(organiser.send(page, {"people": lines}, status=422))
    assert again.errors()["people"] == (
        "Error: Line 2, “nobody”: There is no e-mail address in this line."
    )
    said = organiser.follow(organiser.send(again, {"people": lines.partition("\n")[0]}))

    assert "1 letter is on its way." in said.text
    assert [mail.name for mail in letters()] == ["Amal Haddad"]


def test_group_is_invited_once_each_and_by_what_is_true_of_them(app: Flask):
    survey = asked(invited=True, once=Once.PERSON)
    organiser = an_organiser(survey.meeting)
    for name in ("Amal", "Bo"):
        somebody_with(survey.meeting, Role.REVIEWER, name=name, email=f"{name.lower()}@example.org")
    service.invite(survey, [("Bo", "bo@example.org")], language="en", now=NOW)
    browser = Visitor(app, organiser)
    path = "/en/2027/desk/surveys/themes/invitations/group"
    assert "Nobody is chosen yet." in browser.get(path).text

    page = browser.get(f"{path}?meetings.role=reviewer")
    said = browser.follow(browser.send(page, {}))
    again = browser.get(f"{path}?meetings.role=reviewer")

    assert page.texts("th")[3:] == ["Amal", "Bo invited already"]
    assert "Invite 1 person" in page.text
    assert "1 letter is on its way." in said.text
    assert [mail.address for mail in letters()] == ["bo@example.org", "amal@example.org"]
    assert "All of these people were invited already." in again.text


def test_unanswered_fact_and_reminder_know_who_has_not_answered(app: Flask):
    survey = by_invitation(("Amal", "amal@example.org"), ("Bo", "bo@example.org"))
    first = db.session.scalars(select(SurveyInvitation).order_by(SurveyInvitation.id)).first()
    assert first
    service.use_invitation(first)
    set_reminders(survey.meeting, {"surveys.invitation": [9]}, hour=12)

    found = db.session.scalars(UNANSWERED.people(survey.meeting, ["themes"])).all()
    db.session.commit()
    app.config["NOW"] = NOW + timedelta(days=1)
    worker.run_recurring(app, NOW + timedelta(days=1))
    db.session.expire_all()

    bo = find_person_by_email("bo@example.org")
    assert bo
    assert found == [bo.id]
    mails = db.session.scalars(
        select(OutgoingMail).where(OutgoingMail.kind == "letters.reminder")
    ).all()
    assert [mail.address for mail in mails] == ["bo@example.org"]
    assert "http://localhost/en/2027/surveys/themes/invitation" in mails[0].body


def test_answer_sent_from_several_windows_at_once_comes_in_once(app: Flask):
    survey, person = asked(signed=True, once=Once.PERSON), a_person("Amal")
    survey_id, person_id = survey.id, person.id
    db.session.commit()
    barrier, refused = threading.Barrier(8), []

    def sends() -> None:
        barrier.wait(30)
        with app.app_context():
            g.lang, g.dir, g.now = "en", "ltr", NOW
            begin_write()
            here = db.session.get_one(Survey, survey_id)
            who = db.session.get_one(Person, person_id)
            try:
                service.answer(here, VALUES, language="en", form_opened_at=NOW, now=NOW, person=who)
                db.session.commit()
            except Refused as refusal:
                refused.append(refusal.message)
            db.session.remove()

    threads = [threading.Thread(target=sends) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert (count_responses(), len(refused)) == (1, 7)


def test_answer_under_a_name_asks_to_sign_in_and_is_taken_once(app: Flask, visitor: Visitor):
    asked(signed=True, once=Once.PERSON)
    amal = a_person("Amal")

    assert "/account/sign-in" in visitor.fetch(PATH).headers["Location"]
    browser = Visitor(app, amal)
    browser.send(page := browser.get(PATH), FILLED)

    assert db.session.scalars(select(Response.person_id)).all() == [amal.id]
    assert "You have answered already." in browser.get(PATH).text
    other = [("form_key", ""), *((n, v) for n, v in page.form().fields if n != "form_key")]
    again = Page(browser.post(PATH, [*other, *FILLED.items()], status=422))
    assert again.status == 422
    assert count_responses() == 1


def test_answer_once_from_each_browser_is_told_by_a_cookie_that_names_nobody(app: Flask):
    asked(once=Once.BROWSER)
    marks = set()
    for _ in range(2):
        browser = Visitor(app)
        answer = browser.send(browser.get(PATH), FILLED)
        marks.add(next(c for c in answer.headers.getlist("Set-Cookie") if "survey-answered" in c))
        assert "This browser has answered already." in browser.get(PATH).text

    assert count_responses() == 2
    assert len({mark.partition(";")[0] for mark in marks}) == 1


def test_answer_of_a_second_window_of_a_browser_that_has_answered_is_refused(
    app: Flask, visitor: Visitor
):
    asked(once=Once.BROWSER)
    one, two = visitor.get(PATH), visitor.get(PATH)
    visitor.send(one, FILLED)

    again = Page(visitor.send(two, FILLED, status=422))

    assert "You have answered already. One answer is taken from each." in again.text
    assert count_responses() == 1


@pytest.mark.parametrize("signed", [True, False])
def test_change_of_names_after_answers_is_refused(app: Flask, signed: bool):
    survey = asked(signed=not signed)
    an_answer(survey)

    with pytest.raises(Refused) as refused:
        service.change_modes(
            survey, invited=False, signed=signed, once=Once.ANY, about=About.NOTHING
        )

    assert refused.value.field == "signed"
    assert "People have answered already" in str(refused.value)
    assert survey.signed is not signed


def test_modes_page_says_what_cannot_go_together_and_saves_the_rest(app: Flask):
    survey = asked()
    organiser = Visitor(app, an_organiser(survey.meeting))
    page = organiser.get("/en/2027/desk/surveys/themes/answering")

    again = Page(organiser.send(page, {"once": "person"}, status=422))
    assert "Without names and without invitations nobody knows who has answered." in again.text
    organiser.send(again, {"once": "person", "invited": "invited"})

    db.session.refresh(survey)
    assert (survey.invited, survey.signed, survey.once) == (True, False, Once.PERSON)


def test_erased_person_is_no_longer_invited_and_their_data_name_the_invitation(app: Flask):
    by_invitation(("Amal", "amal@example.org"))
    person = find_person_by_email("amal@example.org")
    assert isinstance(person, Person)
    export = people.ask_for_data(person, NOW)
    made = gather(export.id, app.extensions["features"], app.config["DATA_DIR"])

    assert made
    assert made.lists["surveys"]["survey_invitations"] == [
        {
            "meeting": "2027",
            "survey": "themes",
            "invited_at": "2026-11-20T09:00:00Z",
            "answered": False,
        }
    ]
    people.erase(person, app.extensions["features"], texts=Texts.NAMELESS, actor=None, now=NOW)
    assert db.session.scalars(select(SurveyInvitation)).all() == []
