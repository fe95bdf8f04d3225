"""Hostile text in every free field of every form, then every page, file and letter walked."""

import io
import re
import time
from contextvars import Context
from email import message_from_bytes, policy
from itertools import cycle
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
from tests.support.pages import Page
from tests.support.world import World

TEXTS = (
    '<script>alert(1)</script>"><img src=x onerror=alert(1)>',
    "javascript:alert(1)//' onclick='alert(1)",
    "{{7*'quokka'}}${7*7}{0.__class__}%(x)s%s\\input{/etc/passwd}#read(\"/etc/passwd\")",
    '=HYPERLINK("http://evil.tld")',
    "\u202e]]><!--</textarea></title>\ufeff\U0001f600\u0301\u200d\ufffe\uffff",
    "\r\nBEGIN:VEVENT\r\nSUMMARY:evil\r\n",
    "NaN",
    "()" * 40,
)
LONG = ("a@" * 50_000, "(" * 100_000, "\u0301" * 100_000, "9" * 100_000, "\0\x01\ud800"[:2])
ROLES = ("visitor", "participant", "submitter", "reviewer", "translator", "organiser")
KEYS = ("csrf_token", "form_key", "website", "action", "more")


def fill_all(world: World, role: str, texts: tuple[str, ...]) -> list[tuple[str, int, float]]:
    """Send every form of every page with these texts in its free fields. (address, status, seconds)"""
    text, found = cycle(texts), []
    for address in world.addresses["en"].values():
        answer = world.get(role, address)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            answer.close()
            continue
        page = Page(answer)
        free = {
            e.attributes.get("name")
            for e in page.parsed.elements
            if e.tag == "textarea"
            or (
                e.tag == "input" and e.attributes.get("type", "text") in ("text", "email", "number")
            )
        } - {None, *KEYS}
        for form in page.parsed.forms:
            if form.method != "post" or not free & {name for name, _ in form.fields}:
                continue
            values = [
                (n, next(text) if n in free and "email" not in n and "slug" not in n else v)
                for n, v in form.fields
            ]
            given = {n for n, _ in values}
            values += [(n, o[0]) for n, o in form.options.items() if n not in given and o]
            if texts is LONG:
                values = [(n, next(text) if n not in KEYS else v) for n, v in values]
            data: dict[str, list[str]] = {}
            for n, v in values:
                data.setdefault(n, []).append(v)
            start = time.perf_counter()
            answer = Context().run(world.clients[role].post, form.action or address, data=data)
            found.append((address, answer.status_code, time.perf_counter() - start))
            answer.close()
    return found


@pytest.fixture(scope="module")
def hostile(attacked: World) -> World:
    for role in ROLES:
        for address, status, _ in fill_all(attacked, role, TEXTS):
            taken = (
                (200, 422) if address.endswith("/desk/data-protection/erase") else (303, 404, 422)
            )
            assert status in taken, (role, address, status)
    _publish(attacked)
    return attacked


def _publish(world: World) -> None:
    address = world.addresses["en"]["agenda.publish"]
    fields = dict(Page(world.get("organiser", address)).form().fields) | {"despite_clashes": "y"}
    answer = Context().run(world.clients["organiser"].post, address, data=fields)
    assert answer.status_code == 303


def test_send_every_form_with_hostile_text_is_taken_or_refused(hostile: World):
    taken = [s for role in ROLES for _, s, _ in fill_all(hostile, role, TEXTS[::-1]) if s == 303]

    assert len(taken) > 10


def test_every_page_shows_hostile_text_as_text(hostile: World):
    seen = 0
    for role in ROLES:
        for lang in ("en", "ar"):
            for address in hostile.addresses[lang].values():
                if (role, lang) in (("visitor", "ar"), ("translator", "ar")):
                    continue
                answer = hostile.get(role, address)
                if answer.mimetype == "text/html" and answer.status_code == 200:
                    seen += check(Page(answer), address)
                answer.close()
    assert seen > 20


def check(page: Page, address: str) -> bool:
    for element in page.parsed.elements:
        assert not [name for name in element.attributes if name.startswith("on")], address
        target = element.attributes.get("href") or element.attributes.get("src") or ""
        assert not target.strip().lower().startswith("javascript"), address
        if element.tag in ("script", "img", "iframe", "link"):
            assert re.match(r"/[^/]|data:image/", target), (address, element)
    assert "quokkaquokka" not in page.html, address
    return "alert(1)" in page.html


def check_all(world: World) -> None:
    for address in world.addresses["en"].values():
        answer = world.get("organiser", address)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            check(Page(answer), address)
        answer.close()


def test_hostile_text_that_is_not_escaped_would_be_noticed(
    hostile: World, monkeypatch: pytest.MonkeyPatch
):
    templates = hostile.app.jinja_env
    monkeypatch.setattr(templates, "autoescape", False)
    templates.cache.clear()
    try:
        with pytest.raises(AssertionError):
            check_all(hostile)
    finally:
        templates.cache.clear()


def test_every_file_holds_hostile_text_as_text(hostile: World):
    for endpoint, address in hostile.addresses["en"].items():
        if not address.endswith((".xlsx", ".ics")):
            continue
        role = "organiser" if "/desk" in address else "visitor"
        role = "administrator" if "/account" in address else role
        answer = hostile.get(role, address)
        assert answer.status_code == 200, endpoint
        if address.endswith(".ics"):
            begun = answer.data.count(b"\r\nBEGIN:VEVENT\r\n")
            assert begun == answer.data.count(b"\r\nEND:VEVENT\r\n") > 0
            assert b"\nSUMMARY:evil" not in answer.data
        else:
            with ZipFile(io.BytesIO(answer.data)) as book:
                sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
                assert not any(re.search(rb"<f[ >]", book.read(name)) for name in sheets), endpoint
        answer.close()


def test_every_letter_goes_to_one_address_and_links_to_ours_alone(hostile: World):
    with hostile.app.app_context():
        mails = db.session.scalars(select(OutgoingMail)).all()
        made = [outbox.message(mail, "meeting@example.org").as_bytes() for mail in mails]
        wanted = [mail.address for mail in mails]
        db.session.remove()
    letters = [message_from_bytes(octets, policy=policy.default) for octets in made]
    html = "".join(letter.get_body(("html",)).get_content() for letter in letters)

    assert [[one.addr_spec for one in letter["To"].addresses] for letter in letters] == [
        [address] for address in wanted
    ]
    written = html + "".join(str(letter["Subject"]) for letter in letters)
    assert [one for one in ("alert(1)", "quokka", "HYPERLINK", "()()()") if one in written]
    assert "<script" not in html
    assert {link[:17] for link in re.findall(r'href="([^"]+)', html)} == {"http://localhost/"}


def test_send_every_form_with_huge_input_is_refused_quickly(hostile: World):
    for role in ("visitor", "submitter", "reviewer", "organiser"):
        for address, status, seconds in fill_all(hostile, role, LONG):
            assert status in (303, 404, 413, 422), (role, address, status)
            assert seconds < 5, (role, address, seconds)
