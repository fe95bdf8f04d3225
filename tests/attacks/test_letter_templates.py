"""What people say stays text in every letter, and templates evaluate nothing.

Each check is also made on a composer with a fault put in, to show that the check notices it.
"""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from sqlalchemy import delete, select

from meeting_app import FEATURES
from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.letter_text import Mark, MarkKind
from meeting_app.core.outbox import OutgoingMail
from meeting_app.letters import composing, service
from meeting_app.letters.composing import Texts, Values, Written
from meeting_app.letters.kinds import LetterKind, list_kinds
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person

LURE = 'Win <a href=//evil.tld> http://evil.tld www.evil.tld "'
KINDS = list_kinds(FEATURES)
OURS = "http://localhost/"
# What a mail program may turn into a link on its own.
LIVE = re.compile(r"https?://\S|www\.\w|\b[\w-]+\.(?:tld|org|com)\b", re.IGNORECASE)


def as_it_is(texts: Texts, values: Values) -> Written:
    return composing.write(texts, values)


def str_format(texts: Texts, values: Values) -> Written:
    """Fault: placeholders are evaluated."""
    flat = {name: v if isinstance(v, str) else "\n".join(v) for name, v in values.items()}
    body = texts.body.format(**flat)
    return Written(texts.subject.format(**flat), body + "\n", ())


def two_passes(texts: Texts, values: Values) -> Written:
    """Fault: values are looked through for placeholders."""
    once = composing.write(texts, values)
    return composing.write(Texts(once.subject, once.body), values)


def no_marks(texts: Texts, values: Values) -> Written:
    """Fault: what people said is told from nothing, and whatever looks like an address is a link."""
    body = texts.body
    for name, value in values.items():
        body = body.replace(f"{{{name}}}", value if isinstance(value, str) else "\n".join(value))
    marks = [
        Mark(found.start(), found.end(), MarkKind.LINK)
        for found in re.finditer(r"https?://[^\s<>]+", body)
    ]
    return Written(texts.subject, body, tuple(marks))


def unescaped(texts: Texts, values: Values) -> Written:
    """Fault: the text counts as HTML already."""
    written = composing.write(texts, values)

    class Raw(str):
        def __getitem__(self, key):  # each piece of it
            return Markup(str.__getitem__(self, key))

    return Written(written.subject, Raw(written.body), written.marks)


def lines_in_subject(texts: Texts, values: Values) -> Written:
    """Fault: a subject is taken as it comes."""
    written = composing.write(texts, values)
    name = values["name"]
    return Written(f"{written.subject} {name}", written.body, written.marks)


def parts_of(written: Written) -> tuple[str, str, str]:
    """Subject, text part and HTML part as they travel."""
    from meeting_app.core.letter_text import as_html, as_text

    return (
        written.subject,
        as_text(written.body, written.marks, "ltr"),
        as_html(written.body, written.marks, OURS),
    )


def letter_of(kind: LetterKind, name: str, *, language: str = "en") -> EmailMessage:
    """Through the outbox, from the default text, to a person of this name."""
    db.session.execute(delete(OutgoingMail))
    meeting = a_meeting()
    values = dict(kind.example(meeting, language))
    if "title" in values:
        values["title"] = name
    person = a_person(name, language=language)
    outbox.post(service.compose(kind, values, meeting=meeting, to=person, cause="x"), NOW)
    mail = db.session.scalars(select(OutgoingMail)).one()
    octets = outbox.message(mail, "meeting@example.org").as_bytes()
    return message_from_bytes(octets, policy=policy.default)


def links(html: str) -> list[str]:
    return re.findall(r'<a\s[^>]*href="?([^">\s]+)', html)


# --- a name that lures


def check_lure(write) -> None:
    texts = Texts("For {name}", "Dear {name},\n\n{name}\n- {name}\nhttps://{name} {page}")
    page = composing.Address(OURS + "en/")
    subject, text, html = parts_of(write(texts, {"name": LURE, "page": page}))

    assert links(html) == [OURS + "en/"]
    assert "<a href=//" not in html
    assert "\n" not in subject
    said = text.replace(OURS + "en/", "").replace("https://Win", "")
    assert LIVE.findall(said) == []


def test_a_name_that_lures_is_no_link_in_text_or_html():
    check_lure(as_it_is)


@pytest.mark.parametrize("fault", [str_format, no_marks, unescaped])
def test_the_check_of_a_name_that_lures_notices(fault):
    with pytest.raises(AssertionError):
        check_lure(fault)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_name_that_lures_in_every_letter_links_to_our_pages_alone(
    app: Flask, kind: LetterKind, language: str
):
    letter = letter_of(kind, LURE, language=language)
    html = letter.get_body(("html",)).get_content()
    text = letter.get_body(("plain",)).get_content()

    assert {link[: len(OURS)] for link in links(html)} == {OURS}
    assert "<a href=//" not in html
    assert "&lt;a href=//evil" in html
    ours = re.sub(rf"{OURS}\S*|meeting@example\.org", "", text)
    assert LIVE.findall(ours) == []
    assert "Win <a href=//evil. tld> http: //evil. tld" in " ".join(text.split())
    assert len(letter["Subject"].splitlines()) == 1


# --- braces


def check_braces(write) -> None:
    texts = Texts("{name}", "{name} {name.__class__} {name!r:>99} {{name}} {other} {title}")
    written = write(texts, {"name": "{title}", "title": "{name}{email}"})

    assert (written.subject, written.body) == (
        "{title}",
        "{title} {name.__class__} {name!r:>99} {{title}} {other} {name}{email}\n",
    )


def test_placeholders_are_replaced_once_and_never_evaluated():
    check_braces(as_it_is)


@pytest.mark.parametrize("fault", [str_format, two_passes])
def test_the_check_of_placeholders_notices(fault):
    with pytest.raises((AssertionError, AttributeError, KeyError)):
        check_braces(fault)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_participant_called_like_a_placeholder_keeps_the_name(app: Flask, kind: LetterKind):
    letter = letter_of(kind, "{contact}")

    text = letter.get_body(("plain",)).get_content()
    assert text.startswith("Dear {contact},")
    assert str(letter["To"]) == next(iter(letter["To"].addresses)).__str__()
    assert letter["To"].addresses[0].display_name == "{contact}"


def test_jinja_in_a_template_or_a_name_is_text():
    written = composing.write(
        Texts("{{7*7}}", "{% if 1 %}{{7*7}}{% endif %} {name}"), {"name": "{{7*7}}"}
    )

    assert (written.subject, written.body) == (
        "{{7*7}}",
        "{% if 1 %}{{7*7}}{% endif %} {{7*7}}\n",
    )


# --- a subject is one line


def check_subject(write) -> None:
    hostile = "A\r\nBcc: b@evil.tld\u2028C"
    subject = write(Texts("S {name}", "B {name}"), {"name": hostile}).subject
    assert len(subject.splitlines()) == 1


def test_a_name_adds_no_line_to_the_subject():
    check_subject(as_it_is)


def test_the_check_of_subjects_notices():
    with pytest.raises(AssertionError):
        check_subject(lines_in_subject)


# --- mixed directions


@pytest.mark.parametrize(
    ("name", "language"), [("Ada (UNICEF)", "ar"), ("سلمى (٢٠٢٧)", "fr"), ("A\u202eB", "en")]
)
def test_names_against_the_letters_direction_are_isolated_in_both_parts(
    app: Flask, name: str, language: str
):
    letter = letter_of(KINDS[0], name, language=language)
    html = letter.get_body(("html",)).get_content()
    text = letter.get_body(("plain",)).get_content()

    assert f"<bdi>{name}</bdi>" in html or f"{name}" in html
    assert re.search(rf"<bdi>[^<]*{re.escape(name)}[^<]*</bdi>", html)
    if name.isprintable():
        assert re.search(rf"\u2068[^\u2069]*{re.escape(name)}[^\u2069]*\u2069", text)
    assert f'lang="{language}"' in html


# --- whatever is written


anything = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            "http://",
            "evil.tld",
            "<",
            ">",
            "&",
            '"',
            "{name}",
            "{",
            "}",
            "\n",
            "- ",
            "@",
            "\u202e",
            "www.",
        ]
    ),
    max_size=12,
).map("".join)


@given(anything, anything)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_people_say_makes_no_tag_and_no_link(name: str, title: str):
    page = composing.Address(OURS + "en/")
    texts = Texts("{title}", "{name}\n\n- {title}: {page}\n{name}{title}")
    _subject, _text, html = parts_of(
        composing.write(texts, {"name": name, "title": title, "page": page})
    )

    assert re.findall(r"<a [^>]*>", html) == [f'<a href="{OURS}en/">']
    assert set(re.findall(r"<(\w+)", html)) <= {"p", "ul", "li", "br", "bdi", "a"}
