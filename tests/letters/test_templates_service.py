"""Organisers' own wordings: saved per language, sent, made default again, restored, copied."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from meeting_app.abstracts.letters import SUBMITTED
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.letters import service
from meeting_app.letters.composing import Texts
from meeting_app.letters.models import LetterTemplate, LetterTemplateVersion, TemplateState
from meeting_app.letters.queries.templates import find_template, list_elsewhere, list_versions
from meeting_app.letters.service.templates import VERSIONS_KEPT
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import AuditEntry
from meeting_app.registration.letters import CONFIRMED
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.statements import Statements

LANGUAGES = ("en", "fr", "es", "ar")
BODY = "{greeting}\n\nOurs: {title}\n{abstract_page}"


@pytest.fixture
def meeting(app: Flask) -> Meeting:
    return a_meeting("2027")


def own(text: str = "Ours", subject: str = "S {code}") -> Texts:
    return Texts(subject, BODY.replace("Ours", text))


def save(meeting: Meeting, now=NOW, *, kind=SUBMITTED, fits=(), person=None, **given: Texts):
    """As the form does: the languages not given have what is in force."""
    old = find_template(meeting, kind.code)
    full = {code: (old and old.own(code)) or kind.default(code) for code in LANGUAGES} | given
    return service.save_template(
        kind, meeting, full, fits=fits, language="en", person=person, now=now
    )


def states(template: LetterTemplate) -> list[TemplateState]:
    return [template.state(code) for code in LANGUAGES]


def sent(meeting: Meeting, language: str) -> Texts:
    return service.wording(SUBMITTED, meeting, language)


def test_save_template_keeps_only_languages_that_differ_from_the_default(meeting: Meeting):
    template = save(meeting, en=own(), ar=own("عربي"))

    assert template is not None
    assert (template.languages(), template.body.source) == (["en", "ar"], "en")
    assert states(template) == ["own", "missing", "missing", "own"]


def test_wording_falls_back_to_the_default_in_the_readers_own_language(meeting: Meeting):
    save(meeting, en=own())

    assert sent(meeting, "en") == own()
    assert sent(meeting, "fr") == SUBMITTED.default("fr")


def test_wording_of_another_meeting_or_kind_stays(meeting: Meeting):
    save(meeting, en=own())

    assert sent(a_meeting("2028"), "en") == SUBMITTED.default("en")
    assert service.wording(CONFIRMED, meeting, "en") == CONFIRMED.default("en")


def test_wording_of_a_subject_without_a_body_is_the_default(meeting: Meeting):
    template = save(meeting, en=own())
    assert template is not None
    template.subject = template.subject.translated("fr", "Objet")

    assert template.own("fr") is None
    assert sent(meeting, "fr") == SUBMITTED.default("fr")
    assert template.state("fr") is TemplateState.MISSING


def test_save_template_with_a_changed_source_makes_the_others_outdated(meeting: Meeting):
    save(meeting, en=own(), fr=own("Le nôtre"), es=own("El nuestro"), ar=own("عربي"))
    template = save(meeting, en=own("Changed"), fr=own("Changé"), fits=["es"])

    assert template is not None
    assert states(template) == ["own", "own", "own", "outdated"]
    assert sent(meeting, "ar") == own("عربي")


def test_save_template_of_the_default_alone_saves_nothing(meeting: Meeting):
    assert save(meeting) is None
    assert find_template(meeting, SUBMITTED.code) is None


def test_save_template_that_changes_nothing_makes_no_version(meeting: Meeting):
    save(meeting, en=own())
    save(meeting, NOW + timedelta(days=1))

    template = find_template(meeting, SUBMITTED.code)
    assert template is not None
    assert template.changed_at == NOW
    assert list_versions(meeting, SUBMITTED.code) == []


def test_save_template_with_an_emptied_language_sends_its_default(meeting: Meeting):
    save(meeting, en=own(), fr=own("Le nôtre"))
    template = save(meeting, fr=Texts("", ""))

    assert template is not None
    assert template.languages() == ["en"]
    assert sent(meeting, "fr") == SUBMITTED.default("fr")


def test_save_template_without_its_source_is_refused(meeting: Meeting):
    save(meeting, en=own(), fr=own("Le nôtre"))

    with pytest.raises(Refused) as refusal:
        save(meeting, en=Texts("", ""))
    assert refusal.value.field == "body_en"


def test_save_template_with_everything_emptied_sends_the_default(meeting: Meeting):
    save(meeting, en=own())

    assert save(meeting, en=Texts("", "")) is None
    assert find_template(meeting, SUBMITTED.code) is None
    assert [one.body.own("en") for one in list_versions(meeting, SUBMITTED.code)] == [own().body]


def test_save_template_keeps_languages_that_the_form_did_not_ask_for(meeting: Meeting):
    save(meeting, en=own(), ar=own("عربي"))
    template = service.save_template(
        SUBMITTED, meeting, {"en": own("New")}, language="en", person=None, now=NOW
    )

    assert template is not None
    assert template.own("ar") == own("عربي")


def test_restore_brings_a_former_text_back_and_keeps_the_present_one(meeting: Meeting):
    person = a_person("Ada")
    save(meeting, en=own("First"), person=person)
    save(meeting, NOW + timedelta(hours=1), en=own("Slip"))
    [former] = list_versions(meeting, SUBMITTED.code)
    template = service.restore(former, person=person, now=NOW + timedelta(hours=2))

    assert sent(meeting, "en") == own("First")
    assert (template.changed_by, template.changed_at) == (person, NOW + timedelta(hours=2))
    kept = [
        (v.body.own("en"), v.written_at, v.replaced_at)
        for v in list_versions(meeting, SUBMITTED.code)
    ]
    assert kept == [
        (own("Slip").body, NOW + timedelta(hours=1), NOW + timedelta(hours=2)),
        (own("First").body, NOW, NOW + timedelta(hours=1)),
    ]


def test_restore_after_the_default_was_sent_again_makes_it_the_own_text(meeting: Meeting):
    template = save(meeting, en=own())
    assert template is not None
    service.use_default(template, person=None, now=NOW)
    assert sent(meeting, "en") == SUBMITTED.default("en")

    [former] = list_versions(meeting, SUBMITTED.code)
    service.restore(former, person=None, now=NOW)

    assert sent(meeting, "en") == own()


def test_versions_keep_the_last_twenty(meeting: Meeting):
    for number in range(VERSIONS_KEPT + 3):
        save(meeting, NOW + timedelta(minutes=number), en=own(f"Text {number}"))

    kept = [one.body.own("en") for one in list_versions(meeting, SUBMITTED.code)]
    assert len(kept) == VERSIONS_KEPT
    assert (kept[0], kept[-1]) == (
        own(f"Text {VERSIONS_KEPT + 1}").body,
        own("Text 2").body,
    )


def test_copy_template_takes_the_states_of_translations_over(meeting: Meeting):
    save(meeting, en=own(), fr=own("Le nôtre"))
    source = save(meeting, en=own("Changed"))
    assert source is not None
    target = a_meeting("2028")

    service.copy_template(source, target, person=None, now=NOW)

    copied = find_template(target, SUBMITTED.code)
    assert copied is not None
    assert states(copied) == ["own", "outdated", "missing", "missing"]
    assert sent(target, "en") == own("Changed")


def test_list_elsewhere_gives_meetings_that_one_organises(meeting: Meeting):
    organiser = an_organiser(meeting)
    other = a_meeting("2026")
    save(meeting, en=own())
    save(other, en=own())

    assert list_elsewhere(other, SUBMITTED.code, organiser) == [
        find_template(meeting, SUBMITTED.code)
    ]
    assert list_elsewhere(meeting, SUBMITTED.code, organiser) == []


def test_every_change_is_in_the_audit_trail(meeting: Meeting):
    person = a_person()
    template = save(meeting, en=own(), person=person)
    assert template is not None
    service.use_default(template, person=person, now=NOW)

    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(e.action, e.actor_id, e.scope, e.thing, e.details) for e in entries] == [
        ("letter_reworded", person.id, "2027", "letter abstracts.submitted", {"how": how})
        for how in ("changed", "default")
    ]


@pytest.mark.parametrize("text", ["A\nB", "A\u2028B", "A\r\nBcc: b@x"])
def test_check_subject_refuses_more_than_a_line(app: Flask, text: str):
    with pytest.raises(Refused, match="A subject is one line"):
        service.check_subject(SUBMITTED, text)


def test_check_body_refuses_unknown_placeholders_and_says_what_is_possible(app: Flask):
    with pytest.raises(Refused) as refusal:
        service.check_body(SUBMITTED, "{greeting} {event.__init__} {{config}}")

    said = str(refusal.value.message).replace("\u2066", "").replace("\u2069", "")
    assert said == (
        "This letter has no such placeholder: {event.__init__}, {{config}}. Possible are: {code}, "
        "{title}, {call}, {abstract_page}, {what_next}, {greeting}, {name}, {meeting}, {days}, "
        "{place}, {contact}, {meeting_page}."
    )


def test_check_body_refuses_a_letter_without_what_it_needs(app: Flask):
    with pytest.raises(Refused, match="makes no sense"):
        service.check_body(CONFIRMED, "{opening}")
    service.check_body(CONFIRMED, "{registration_page}")

    assert service.missing_wanted(CONFIRMED, "{registration_page}") == ["opening"]


def test_check_body_and_subject_refuse_what_is_too_long(app: Flask):
    with pytest.raises(Refused, match="10000"):
        service.check_body(SUBMITTED, "a" * 10_001)
    with pytest.raises(Refused, match="150"):
        service.check_subject(SUBMITTED, "a" * 151)


def test_compose_many_letters_reads_the_wordings_once(meeting: Meeting):
    save(meeting, en=own())
    person = a_person("Ada")
    db.session.flush()
    values = {"code": "C", "title": "T", "abstract_page": "P"}
    assert (meeting.slug, person.name) == ("2027", "Ada")

    with Statements() as statements:
        letters = [
            service.compose(SUBMITTED, values, meeting=meeting, to=person, cause=str(number))
            for number in range(50)
        ]

    assert statements.number == 1
    assert {(one.subject, one.body) for one in letters} == {("S C", "Dear Ada,\n\nOurs: T\nP\n")}
    assert {
        (one.kind, one.person_id, one.scope, one.reply_to, one.necessary) for one in letters
    } == {("abstracts.submitted", person.id, "2027", "meeting@example.org", True)}


def test_a_meeting_that_ends_takes_its_wordings_along(meeting: Meeting):
    save(meeting, en=own())
    save(meeting, en=own("Changed"))
    db.session.delete(meeting)
    db.session.flush()

    for table in (LetterTemplate, LetterTemplateVersion):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
