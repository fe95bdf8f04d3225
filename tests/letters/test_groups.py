"""Letters to groups, from the choice of people to what leaves."""

import re
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.abstracts import service as abstracts
from meeting_app.abstracts.models import Abstract
from meeting_app.core import worker
from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.letters.models import GroupLetter, GroupState
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Action, AuditEntry, LettersWanted, Person
from tests.abstracts.factories import a_call, a_draft
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, a_reviewer, an_organiser
from tests.support.pages import Page, Visitor
from tests.support.statements import Statements

DRAFTS = "abstracts.submitter=draft"
WORDS = {
    "subject-en": "Your draft, {name}",
    "body-en": "{greeting}\n\nStill a draft:\n{drafts}\n\n{my_page}",
    "subject-fr": "Votre brouillon, {name}",
    "body-fr": "{greeting}\n\nEncore un brouillon :\n{drafts}\n\n{my_page}",
}


def drafters(meeting: Meeting, *people: Person) -> list[Abstract]:
    call = a_call(meeting)
    return [a_draft(call, person, title=f"Work of {person.name}") for person in people]


def start(organiser: Visitor, meeting: Meeting, query: str = DRAFTS, **words: str) -> str:
    """Choose, write and save; returns the letter's path."""
    page = organiser.get(f"/en/{meeting.slug}/desk/letters/groups/new?{query}")
    answer = organiser.send(page)
    path = answer.headers["Location"].removesuffix("/write")
    organiser.send(organiser.follow(answer), WORDS | words)
    return path


def send(organiser: Visitor, path: str, **values: str) -> None:
    organiser.send(organiser.get(f"{path}/send"), {"when": "now"} | values)


def waiting() -> list[OutgoingMail]:
    wanted = select(OutgoingMail).where(OutgoingMail.kind == "letters.group")
    return list(db.session.scalars(wanted.order_by(OutgoingMail.name)))


def test_send_to_all_with_a_draft_writes_to_each_in_their_language(app: Flask):
    meeting = a_meeting()
    drafters(meeting, a_person("Amal"), a_person("Basile", language="fr"))
    a_reviewer(meeting, name="Reviewer")
    organiser = Visitor(app, an_organiser(meeting))

    path = start(organiser, meeting)
    send(organiser, path)

    one, two = waiting()
    assert (one.name, one.language, one.subject) == ("Amal", "en", "Your draft, Amal")
    assert one.body == (
        f"Dear Amal,\n\nStill a draft:\nWork of Amal\n\nhttp://localhost/en/{meeting.slug}/my\n"
    )
    assert (two.name, two.language, two.subject) == ("Basile", "fr", "Votre brouillon, Basile")
    assert (one.necessary, one.batch, one.person_id) == (False, two.batch, one.person_id)
    group = db.session.scalars(select(GroupLetter)).one()
    assert (group.state, group.recipients) == (GroupState.POSTED, 2)
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == Action.LETTERS_SENT)
    ).one()
    assert (entry.scope, entry.details) == (meeting.slug, {"letters": 2, "necessary": False})


def test_send_of_a_missing_language_uses_the_first_and_warns(app: Flask):
    meeting = a_meeting()
    drafters(meeting, a_person("Ana", language="es"))
    organiser = Visitor(app, an_organiser(meeting))
    path = start(organiser, meeting)

    page = organiser.get(f"{path}/send")
    organiser.send(page, {"when": "now"})

    assert "1 person reads Spanish, which is missing, and gets it in English." in page.text
    assert [(mail.language, mail.subject) for mail in waiting()] == [("en", "Your draft, Ana")]


def test_letter_of_what_is_no_longer_true_does_not_leave(app: Flask, now: datetime):
    meeting = a_meeting()
    done, _left = drafters(meeting, a_person("Does it"), a_person("Does not"))
    organiser = Visitor(app, an_organiser(meeting))
    send(organiser, start(organiser, meeting))
    abstracts.withdraw(db.session.get_one(Abstract, done.id), now)
    db.session.commit()

    worker.run_due(app)

    db.session.expire_all()
    assert [(mail.name, mail.sent_at is None, mail.withdrawn_reason) for mail in waiting()] == [
        ("Does it", True, "no_longer_true"),
        ("Does not", False, ""),
    ]


def test_person_who_stopped_letters_gets_the_necessary_ones_alone(app: Flask):
    meeting = a_meeting()
    stopped = a_person("Stopped")
    stopped.letters = LettersWanted.NECESSARY
    drafters(meeting, stopped, a_person("Wants"))
    organiser = Visitor(app, an_organiser(meeting))

    page = organiser.get(start(organiser, meeting) + "/send")
    assert "1 person who wants necessary letters only" in page.text
    organiser.send(page, {"when": "now"})
    necessary = {"is_necessary": "y", "necessary_because": "The place has changed."}
    send(organiser, start(organiser, meeting, **necessary))

    assert [mail.name for mail in waiting()] == ["Stopped", "Wants", "Wants"]


def test_write_without_a_reason_for_necessary_is_refused_and_keeps_the_text(app: Flask):
    meeting = a_meeting()
    drafters(meeting, a_person())
    organiser = Visitor(app, an_organiser(meeting))
    answer = organiser.send(organiser.get(f"/en/{meeting.slug}/desk/letters/groups/new?{DRAFTS}"))

    refused = organiser.send(organiser.follow(answer), WORDS | {"is_necessary": "y"}, status=422)

    assert "Say in a sentence why they must know it." in refused.text
    assert "Encore un brouillon" in refused.text


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("body-fr", "Hello {password}", "no such placeholder"),
        ("subject-en", "{name!r:>99}", "no such placeholder"),
        ("body-en", "{event.__init__}", "no such placeholder"),
        ("subject-en", "x" * 151, "Shorten the subject to 150 characters."),
        ("body-fr", "", "Write both subject and text, or neither, in: Français."),
    ],
)
def test_write_of_what_cannot_be_filled_in_is_refused(
    app: Flask, field: str, text: str, sentence: str
):
    meeting = a_meeting()
    drafters(meeting, a_person())
    organiser = Visitor(app, an_organiser(meeting))
    answer = organiser.send(organiser.get(f"/en/{meeting.slug}/desk/letters/groups/new?{DRAFTS}"))

    refused = organiser.send(organiser.follow(answer), WORDS | {field: text}, status=422)

    errors = Page(refused).errors()
    assert list(errors) == [field]
    assert sentence in errors[field]


def test_write_keeps_what_is_typed_when_people_are_looked_at(app: Flask):
    meeting = a_meeting()
    drafters(meeting, a_person())
    organiser = Visitor(app, an_organiser(meeting))
    answer = organiser.send(organiser.get(f"/en/{meeting.slug}/desk/letters/groups/new?{DRAFTS}"))
    page = organiser.follow(answer)

    people = organiser.send(page, {"body-fr": "Encore un brouillon"}, button=("people", "1"))
    organiser.follow(people)

    assert people.headers["Location"].endswith("/people")
    assert ("body-fr", "Encore un brouillon") in organiser.get(
        answer.headers["Location"]
    ).form().fields


def test_send_at_a_time_waits_for_it(app: Flask, now: datetime):
    meeting = a_meeting()
    drafters(meeting, a_person())
    organiser = Visitor(app, an_organiser(meeting))

    send(organiser, start(organiser, meeting), when="later", send_at="2026-11-21T10:00")

    (mail,) = waiting()
    assert mail.send_at == datetime.fromisoformat("2026-11-21T07:00:00+00:00")  # Amman
    db.session.commit()
    worker.run_due(app)
    db.session.expire_all()
    assert waiting()[0].sent_at is None
    db.session.commit()
    app.config["NOW"] = NOW + timedelta(days=2)
    worker.run_due(app)
    db.session.expire_all()
    assert waiting()[0].sent_at is not None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"when": "later"}, "Choose day and time, or send it now."),
        ({"when": None}, "Choose when it is sent."),
        ({"when": "now", "send_at": "2026-11-21T10:00"}, "You entered a day and time"),
        ({"when": "later", "send_at": "2026-11-19T10:00"}, "Choose a time in the future"),
        ({"when": "now", "expected": "7"}, "Meanwhile it is 1 person."),
        ({"when": "now", "expected": "x"}, "Meanwhile it is 1 person."),
    ],
)
def test_send_with_nonsense_is_refused_and_nothing_is_written(
    app: Flask, values: dict[str, str], sentence: str
):
    meeting = a_meeting()
    drafters(meeting, a_person())
    organiser = Visitor(app, an_organiser(meeting))
    path = start(organiser, meeting)

    refused = organiser.send(organiser.get(f"{path}/send"), values, status=422)

    assert sentence in refused.text
    assert waiting() == []


def test_send_twice_writes_once(app: Flask):
    meeting = a_meeting()
    drafters(meeting, a_person())
    organiser = Visitor(app, an_organiser(meeting))
    page = organiser.get(start(organiser, meeting) + "/send")

    now = {"when": "now"}
    first, second = organiser.send(page, now), organiser.send(page, now)

    assert first.headers["Location"] == second.headers["Location"]
    assert len(waiting()) == 1
    organiser.get(first.headers["Location"] + "/send", status=404)


def test_withdraw_keeps_back_what_has_not_left(app: Flask):
    meeting = a_meeting()
    drafters(meeting, a_person("One"), a_person("Two"))
    organiser = Visitor(app, an_organiser(meeting))
    path = start(organiser, meeting)
    send(organiser, path)
    first, _second = waiting()
    first.sent_at = NOW
    db.session.commit()

    page = organiser.get(f"{path}/withdraw")
    organiser.send(page)
    db.session.commit()
    worker.run_due(app)

    db.session.expire_all()
    assert sorted(mail.withdrawn_reason for mail in waiting()) == ["", "by_organiser"]
    assert sum(mail.sent_at is not None for mail in waiting()) == 1
    assert "1 letter waits and will not leave." in page.text


def test_take_out_single_people_and_put_them_back(app: Flask):
    meeting = a_meeting()
    one, two = a_person("One"), a_person("Two")
    drafters(meeting, one, two)
    number = one.id
    organiser = Visitor(app, an_organiser(meeting))
    path = start(organiser, meeting)

    page = organiser.get(f"{path}/people")
    form = page.form()
    form.options["out"] = [str(number)]
    organiser.send(page, {"out": str(number)}, form=form)
    assert "1 person" in organiser.get(f"{path}/send").text
    send(organiser, path)

    assert [mail.name for mail in waiting()] == ["Two"]


def test_test_letter_goes_to_the_organiser_alone(app: Flask):
    meeting = a_meeting()
    drafters(meeting, a_person("Amal"))
    organiser_person = an_organiser(meeting, email="organiser@example.org")
    organiser = Visitor(app, organiser_person)
    page = organiser.get(start(organiser, meeting) + "/preview")

    organiser.send(
        page,
        form=page.form(
            re.findall(r'action="([^"]*test[^"]*)"', page.html)[0].replace("&amp;", "&")
        ),
    )

    mail = db.session.scalars(select(OutgoingMail).where(OutgoingMail.kind == "letters.test")).one()
    assert (mail.address, mail.subject) == (
        "organiser@example.org",
        "[Test] Your draft, Amal",
    )


def test_hostile_names_stay_text(app: Flask):
    meeting = a_meeting()
    name = "{body} <a href=//evil> http://evil.tld"
    drafters(meeting, a_person(name))
    organiser = Visitor(app, an_organiser(meeting))

    path = start(organiser, meeting)
    preview = organiser.get(f"{path}/preview")
    send(organiser, path)

    (mail,) = waiting()
    assert mail.subject == f"Your draft, {name}"
    assert mail.body.startswith("Dear {body} <a href=//evil> http: //evil. tld,")
    assert "<a href=//evil>" not in preview.html


def test_letter_to_many_takes_few_statements(app: Flask):
    meeting = a_meeting()
    drafters(meeting, *(a_person() for _ in range(40)))
    organiser = Visitor(app, an_organiser(meeting))
    page = organiser.get(start(organiser, meeting) + "/send")

    with Statements() as seen:
        organiser.send(page, {"when": "now"})

    assert len(waiting()) == 40
    assert seen.number <= 30


def test_groups_of_another_meeting_are_not_found(app: Flask):
    meeting, other = a_meeting(), a_meeting()
    drafters(meeting, a_person())
    path = start(Visitor(app, an_organiser(meeting)), meeting)
    stranger = Visitor(app, an_organiser(other))

    for page in ("", "/write", "/people", "/preview", "/send", "/withdraw", "/discard"):
        stranger.get(path.replace(meeting.slug, other.slug) + page, status=404)
        stranger.get(path + page, status=404)


def test_discard_takes_the_draft_away(app: Flask):
    meeting = a_meeting()
    drafters(meeting, a_person())
    organiser = Visitor(app, an_organiser(meeting))
    path = start(organiser, meeting)

    organiser.send(organiser.get(f"{path}/discard"))

    organiser.get(path, status=404)
