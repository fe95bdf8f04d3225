"""Pages on which organisers word letters."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.abstracts.letters import SUBMITTED
from meeting_app.core.db import begin_write, db
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.localtext import State
from meeting_app.core.outbox import OutgoingMail
from meeting_app.letters import service
from meeting_app.letters.composing import Texts
from meeting_app.letters.models import LetterTemplate, LetterTemplateVersion
from meeting_app.letters.queries.templates import find_template
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, Role
from meeting_app.people.models import Person
from meeting_app.registration.letters import CONFIRMED
from tests.abstracts.factories import a_call, a_draft, an_abstract
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, a_translator, an_organiser
from tests.support.pages import Page, Visitor

LIST = "/en/2027/desk/letters/templates"
PAGE = f"{LIST}/abstracts.submitted"
BODY = "{greeting}\n\nOurs: {title}\n\n{abstract_page}\n{what_next}"


@pytest.fixture
def meeting(app: Flask) -> Meeting:
    return a_meeting("2027")


@pytest.fixture
def organiser(app: Flask, meeting: Meeting) -> Visitor:
    return Visitor(app, an_organiser(meeting, name="Mona"))


def form_of(page: Page):
    return next(form for form in page.parsed.forms if "body_en" in dict(form.fields))


def reword(meeting: Meeting, text: str = "Ours", **others: str) -> LetterTemplate:
    db.session.commit()
    begin_write()
    given = {
        code: Texts("S {code}", BODY.replace("Ours", word))
        for code, word in {"en": text, **others}.items()
    }
    full = {code: SUBMITTED.default(code) for code in LANGUAGES} | given
    template = service.save_template(
        SUBMITTED, meeting, full, language="en", person=None, now=NOW - timedelta(days=1)
    )
    assert template is not None
    db.session.commit()
    return template


def own(meeting: Meeting) -> LetterTemplate | None:
    return find_template(meeting, SUBMITTED.code)


def test_templates_lists_every_kind_with_its_state_per_language(
    organiser: Visitor, meeting: Meeting
):
    reword(meeting, fr="Le nôtre")
    reword(meeting, "Changed", fr="Le nôtre")

    page = organiser.get(LIST)

    states = [
        element.text.strip()
        for element in page.parsed.all("span")
        if "state" in element.attributes.get("class", "").split()
    ]
    own = ["Own text", "Outdated", "Missing", "Missing"]
    assert states == [*["Default"] * 8, *own, *["Default"] * 32]


def test_template_shows_the_default_and_saves_an_own_text(organiser: Visitor, meeting: Meeting):
    page = organiser.get(PAGE)
    fields = dict(form_of(page).fields)
    assert fields["subject_fr"] == SUBMITTED.default("fr").subject
    assert fields["body_ar"] == SUBMITTED.default("ar").body

    answer = organiser.send(page, {"body_en": BODY}, form=form_of(page))

    page = organiser.follow(answer)
    assert "The letter was saved." in page.text
    assert "Last changed by Mona" in page.text
    template = own(meeting)
    assert template is not None
    assert template.own("en") == Texts(SUBMITTED.default("en").subject, BODY)
    assert template.languages() == ["en"]
    assert "French: there is no own text; its readers get the default one." in page.text


@pytest.mark.parametrize("placeholder", ["{event.__init__}", "{config}", "{name!r:>9999999}"])
def test_template_refuses_an_unknown_placeholder_at_its_field_and_loses_nothing(
    organiser: Visitor, meeting: Meeting, placeholder: str
):
    page = organiser.get(PAGE)
    typed = {"subject_fr": f"Objet {placeholder}", "body_es": f"{BODY} {placeholder}"}

    answer = organiser.send(page, typed, form=form_of(page), status=422)

    page = Page(answer)
    assert set(page.errors()) == set(typed)
    assert {name: dict(form_of(page).fields)[name] for name in typed} == typed
    for name in typed:
        assert f'href="#{name}"' in page.html
    assert page.text.count("This letter has no such placeholder") >= 4
    assert own(meeting) is None


def test_template_refuses_a_subject_of_two_lines(organiser: Visitor, meeting: Meeting):
    page = organiser.get(PAGE)

    answer = organiser.send(
        page, {"subject_en": "A\nBcc: b@evil.tld"}, form=form_of(page), status=422
    )

    assert "A subject is one line: take out the line breaks." in answer.text
    assert own(meeting) is None


def test_template_with_a_subject_alone_is_refused(organiser: Visitor, meeting: Meeting):
    page = organiser.get(PAGE)

    answer = organiser.send(page, {"body_fr": ""}, form=form_of(page), status=422)

    assert 'id="body_fr-error"' in answer.text
    assert 'id="subject_fr-error"' not in answer.text
    assert own(meeting) is None


def test_template_that_lacks_something_usual_must_be_confirmed(
    organiser: Visitor, meeting: Meeting
):
    page = organiser.get(PAGE)
    answer = organiser.send(page, {"body_en": "{greeting} Thanks."}, form=form_of(page), status=422)
    page = Page(answer)
    assert "the text in English lacks" in page.text
    assert own(meeting) is None

    organiser.send(page, {"despite": "y"}, form=form_of(page))

    template = own(meeting)
    assert template is not None
    assert template.body.own("en") == "{greeting} Thanks."


def test_template_without_what_it_needs_is_refused_whatever_is_ticked(
    organiser: Visitor, meeting: Meeting
):
    page = organiser.get(f"{LIST}/registration.confirmed")

    answer = organiser.send(page, {"body_en": "{opening}"}, form=form_of(page), status=422)

    assert "Without \u2066{registration_page}\u2069 this letter makes no sense." in answer.text
    assert find_template(meeting, CONFIRMED.code) is None


def test_template_ticked_as_still_fitting_is_no_longer_outdated(
    organiser: Visitor, meeting: Meeting
):
    reword(meeting, fr="Le nôtre", es="El nuestro")
    reword(meeting, "Changed", fr="Le nôtre", es="El nuestro")
    page = organiser.get(PAGE)
    assert "French: the source was changed after this text was written." in page.text

    organiser.send(page, {"fits_fr": "y"}, form=form_of(page))

    template = own(meeting)
    assert template is not None
    assert (template.state("fr"), template.state("es")) == ("own", "outdated")


def test_template_sent_twice_makes_one_change(organiser: Visitor, meeting: Meeting):
    page = organiser.get(PAGE)
    for _ in range(2):
        organiser.send(page, {"body_en": BODY}, form=form_of(page))

    assert db.session.scalars(select(LetterTemplateVersion)).all() == []


def test_preview_shows_what_was_typed_and_saves_nothing(organiser: Visitor, meeting: Meeting):
    page = organiser.get(PAGE)
    answer = organiser.send(
        page,
        {
            "body_en": "{greeting}\n\n- Ours <b>: {title}\n\nhttps://example.org/a",
            "subject_fr": "Objet {code}",
        },
        form=form_of(page),
        button=("action", "preview"),
        status=200,
    )

    page = Page(answer)
    articles = page.parsed.all("article")
    assert [(a.attributes["lang"], a.attributes["dir"]) for a in articles] == [
        ("en", "ltr"), ("fr", "ltr"), ("es", "ltr"), ("ar", "rtl"),
    ]  # fmt: skip
    assert "<li>Ours &lt;b&gt;: <bdi>Listening to children in camps</bdi></li>" in page.html
    assert '<a href="https://example.org/a">' in page.html
    assert "Objet <bdi>K7P2QX" not in page.html
    assert "Objet K7P2QX" in page.html
    assert dict(form_of(page).fields)["subject_fr"] == "Objet {code}"
    assert own(meeting) is None


def test_preview_for_somebody_has_their_values_and_their_language_first(
    organiser: Visitor, meeting: Meeting
):
    begin_write()
    call = a_call(meeting)
    for name, language in (("Salma", "ar"), ("Ada", "en")):
        an_abstract(call, a_person(name, language=language), title=f"{name} writes")
    a_draft(call, a_person("Salma Draft"), title="A draft")
    page = organiser.get(PAGE)

    answer = organiser.send(
        page, {"find": "sALMA"}, form=form_of(page), button=("action", "search"), status=200
    )

    page = Page(answer)
    form = form_of(page)
    assert len(form.options["to"]) == 2
    articles = page.parsed.all("article")
    assert [a.attributes["lang"] for a in articles] == ["ar", "en", "fr", "es"]
    assert "Salma writes" in articles[0].text
    assert "Dear Salma," in articles[1].text
    answer = organiser.send(page, {"to": ""}, form=form, button=("action", "preview"), status=200)
    assert "With made-up values." in answer.text


def test_preview_template_answers_with_the_previews_alone(organiser: Visitor, meeting: Meeting):
    page = organiser.get(PAGE)
    data = [(n, v) for n, v in form_of(page).fields if n != "body_en"]

    answer = organiser._open(
        "POST", PAGE + "/preview", data=dict([*data, ("body_en", "{nobody} {title}")])
    )

    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "This letter has no such placeholder" in answer.text
    assert "<p>{nobody} <bdi>Listening to children in camps</bdi></p>" in answer.text
    assert own(meeting) is None
    organiser.send(page, {"body_en": BODY}, form=form_of(page))  # the key was not used up
    assert own(meeting) is not None


def test_preview_template_without_its_token_is_refused(organiser: Visitor):
    answer = organiser._open("POST", PAGE + "/preview", data={"body_en": "x"})

    assert answer.status_code == 400


def test_use_default_asks_first_and_keeps_the_own_text(organiser: Visitor, meeting: Meeting):
    reword(meeting)
    page = organiser.get(PAGE + "/default")

    page = organiser.follow(organiser.send(page))

    assert own(meeting) is None
    assert "The default text is sent again." in page.text
    [former] = db.session.scalars(select(LetterTemplateVersion)).all()
    page = organiser.get(f"{PAGE}/versions/{former.id}")
    assert "Ours: {title}" in page.text
    organiser.follow(organiser.send(page))
    template = own(meeting)
    assert template is not None
    assert template.body.own("en") == BODY


def test_use_default_without_an_own_text_is_not_found(organiser: Visitor):
    organiser.get(PAGE + "/default", status=404)


def test_copy_template_from_a_meeting_that_one_organises(
    app: Flask, organiser: Visitor, meeting: Meeting
):
    begin_write()
    last, foreign = a_meeting("2026"), a_meeting("2025")
    for other in (last, foreign):
        reword(other, f"From {other.slug}")
    begin_write()
    person = db.session.scalars(select(Person).where(Person.name == "Mona")).one()
    meetings.grant(last, person, Role.ORGANISER, NOW)

    page = organiser.get(PAGE)
    [copying] = [form for form in page.parsed.forms if form.action.endswith("/copy/2026")]
    assert [form.action for form in page.parsed.forms if form.action.endswith("/copy/2025")] == []
    organiser.send(page, form=copying)

    template = own(meeting)
    assert template is not None
    assert template.body.own("en") == BODY.replace("Ours", "From 2026")
    copying.action = copying.action.replace("2026", "2025")
    organiser.post(copying.action, copying.fields, status=404)


def test_translators_find_the_texts_and_may_not_break_them(
    app: Flask, organiser: Visitor, meeting: Meeting
):
    reword(meeting)
    begin_write()
    translator = Visitor(app, a_translator(meeting))
    page = translator.get("/en/2027/desk/translations?to=fr&show=all")
    form = next(f for f in page.parsed.forms if any("letter_template" in n for n, _ in f.fields))
    body = next(
        n for n, _ in form.fields if n.startswith("text-letter_template") and n.endswith("body")
    )
    subject = body.replace("body", "subject")

    answer = translator.send(page, {body: "Bonjour {nom}"}, form=form, status=422)
    assert "This letter has no such placeholder" in answer.text
    page = translator.get("/en/2027/desk/translations?to=fr&show=all")
    form = next(f for f in page.parsed.forms if any("letter_template" in n for n, _ in f.fields))
    translator.send(page, {body: "{greeting} {title}", subject: "Objet"}, form=form)

    template = own(meeting)
    assert template is not None
    assert template.own("fr") == Texts("Objet", "{greeting} {title}")
    assert template.body.state("fr") is State.CHECKED
    assert template.changed_at == NOW
    [former] = db.session.scalars(select(LetterTemplateVersion)).all()
    assert (former.body.own("fr"), former.body.own("en")) == ("", BODY)


def test_an_own_text_is_what_the_submitter_gets(organiser: Visitor, meeting: Meeting):
    reword(meeting)
    begin_write()
    abstract = an_abstract(a_call(meeting), a_person("Ada"), title="A title")

    mail = db.session.scalars(select(OutgoingMail)).one()
    assert mail.subject == f"S {abstract.code}"
    assert mail.body.startswith("Dear Ada,\n\nOurs: A title\n\nhttp://localhost/en/2027/abstracts/")


@pytest.mark.parametrize("path", ["", "/abstracts.submitted", "/abstracts.submitted/default"])
def test_templates_for_others_are_not_found(app: Flask, meeting: Meeting, path: str):
    reword(meeting)
    begin_write()
    persons = [an_organiser(a_meeting("2026")), a_translator(meeting)]
    for person in persons:
        Visitor(app, person).get(LIST + path, status=404)


def test_template_of_an_unknown_kind_is_not_found(organiser: Visitor):
    organiser.get(f"{LIST}/people.sign_in_link", status=404)
