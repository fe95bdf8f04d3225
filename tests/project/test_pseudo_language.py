"""A made-up language in which every marked string is bracketed shows the strings nobody marked.

All content is turned into Cyrillic first, so that whatever Latin letters remain outside brackets
come from code or templates.
"""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import polib
import pytest
from babel import Locale
from sqlalchemy import JSON, String, Text

from meeting_app.agenda.models import AgendaVersion
from meeting_app.core.db import db
from meeting_app.core.locale import zone_name
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.demo.service import make_demo
from meeting_app.meetings.models import Theme
from meeting_app.questionnaires.library import groups
from tests.conftest import NOW
from tests.project.catalogues import POT, extract
from tests.support.pages import VOID
from tests.support.world import World, make_world

# Marked by themselves: dates, zones, languages and countries come from CLDR; codes and addresses
# are the same in every language.
SPOKEN_FOR = {"time", "bdi", "code", "script", "style", "datalist", "option", "kbd", "svg"}
WORD = re.compile(r"[A-Za-zÀ-ÿ]{3,}")
SAME_EVERYWHERE = {
    "UTC", "PDF", "XLSX", "Google", "Outlook", "Apple", "Thunderbird", "iPhone", "Android", "webcal",
    "https", "http",
}  # fmt: skip
_FRENCH = Locale.parse("fr")
# Dates, languages and zones come from CLDR, not from the catalogue.
FROM_CLDR = {
    word
    for names in (
        *_FRENCH.months["format"].values(),
        *_FRENCH.days["format"].values(),
        _FRENCH.languages,
        _FRENCH.territories,
        dict(
            enumerate(zone_name(zone, "fr", NOW) for zone in available_timezones() if "/" in zone)
        ),
        {0: "Français", 1: "English", 2: "Español"},
    )
    for name in names.values()
    for word in WORD.findall(name)
}
TWO_THEMES = [Theme(code=code, title=LocalText("fr", "Жжж")) for code in "ab"]
# Standard questions are content that comes with the product, in four languages.
FROM_LIBRARY = {
    word
    for group in groups(("fr",), TWO_THEMES)
    for question in group.questions
    for text in (
        *(question.get(name) for name in ("label", "hint", "scale_low", "scale_high")),
        *(label for _code, label in question.get("options", ())),  # type: ignore[misc]
    )
    if isinstance(text, LocalText)
    for word in WORD.findall(text.text)
}
KNOWN = SAME_EVERYWHERE | FROM_CLDR | FROM_LIBRARY
TEXT_COLUMNS = {
    "name", "title", "text", "note", "comment", "organisation", "subject", "body", "folded_name",
}  # fmt: skip


def write_pseudo_catalogue(folder: Path) -> None:
    """French, with every string in brackets, and of a length that differs."""
    entries = polib.POFile()
    entries.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    for message in extract():
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
        entry = polib.POEntry(msgid=ids[0], msgctxt=message.context)
        if len(ids) > 1:
            entry.msgid_plural = ids[1]
            entry.msgstr_plural = {number: _bracket(text) for number, text in enumerate(ids)}
        else:
            entry.msgstr = _bracket(ids[0])
        entries.append(entry)
    target = folder / "fr" / "LC_MESSAGES"
    target.mkdir(parents=True)
    entries.save_as_mofile(str(target / "messages.mo"))


def _bracket(text: str) -> str:
    return "⟦" + text + "⟧"


def to_cyrillic(value: Any) -> Any:
    """Letters of content as ж; numbers, codes and structure stay."""
    if isinstance(value, LocalText):
        return LocalText("fr", "Жжж")
    if isinstance(value, dict) and set(value) == {"source", "texts"}:
        return {"source": "fr", "texts": {"fr": "Жжж"}}
    if isinstance(value, dict):
        return {
            k: ("Жжж" if k in ("name", "organisation") and isinstance(v, str) else to_cyrillic(v))
            for k, v in value.items()
        }
    if isinstance(value, list):
        return [to_cyrillic(one) for one in value]
    return value


def turn_content() -> None:
    db.session.flush()
    for mapper in db.Model.registry.mappers:
        for row in db.session.query(mapper.class_).all():
            for column in mapper.columns:
                value = getattr(row, mapper.get_property_by_column(column).key)
                if isinstance(column.type, (LocalTextType, JSON)) and value is not None:
                    setattr(row, column.key, to_cyrillic(value))
                elif (
                    column.name in TEXT_COLUMNS
                    and isinstance(column.type, (String, Text))
                    and isinstance(value, str)
                    and row.__tablename__ != "worker_sign"
                ):
                    # A survey has no two tags of the same name.
                    number = f" {row.id}" if row.__tablename__ == "text_tag" else ""
                    setattr(row, column.key, f"Жжж{number}")
    for version in db.session.query(AgendaVersion).all():
        version.digest = f"turned {version.number}"  # what is kept in memory goes by the digest
    db.session.flush()


class Unmarked(HTMLParser):
    """Collects words in Latin letters that stand outside brackets."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        for name in ("aria-label", "placeholder", "title", "alt", "data-label"):
            if attributes.get(name):
                self._look(attributes[name] or "", f"{tag}[{name}]", inside=0)
        if tag not in VOID:
            self._open.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self._open}
        own_language = any("lang" in attributes and tag != "html" for tag, attributes in self._open)
        before = self._depth
        self._depth += data.count("⟦") - data.count("⟧")
        if not tags & SPOKEN_FOR and not own_language:
            self._look(data, self._open[-1][0] if self._open else "", inside=before)

    def _look(self, text: str, where: str, inside: int) -> None:
        depth, outside = inside, ""
        for char in text:
            depth += (char == "⟦") - (char == "⟧")
            if depth <= 0:
                outside += char
        words = [w for w in WORD.findall(outside) if w not in KNOWN]
        if words:
            self.found.append(f"{where}: {' '.join(words)}")


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("pseudo")
    write_pseudo_catalogue(folder / "translations")

    def fill(now):
        meeting = make_demo(now)
        turn_content()
        return meeting

    return make_world(folder, NOW, fill, BABEL_TRANSLATION_DIRECTORIES=str(folder / "translations"))


def test_every_string_is_marked(pseudo: World):
    unmarked = {}
    for role in (
        "visitor",
        "participant",
        "submitter",
        "reviewer",
        "translator",
        "organiser",
        "administrator",
    ):
        for endpoint, address in pseudo.addresses["fr"].items():
            answer = pseudo.get(role, address)
            is_page = answer.mimetype == "text/html" and "Location" not in answer.headers
            page = answer.get_data(as_text=True) if is_page else ""
            answer.close()
            found = Unmarked(page).found
            if found:
                unmarked[f"{endpoint} ({role})"] = found

    assert unmarked == {}, "\n".join(f"{page}: {found}" for page, found in unmarked.items())


def test_unmarked_finds_what_stands_outside_brackets():
    html = '<p>⟦Good <b>one</b>⟧ bad words <time>mars</time></p><input aria-label="worse">'

    assert Unmarked(html).found == ["p: bad words", "input[aria-label]: worse"]


def test_catalogue_template_is_current():
    ids = {(m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in extract() if m.id}
    kept = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(POT))}

    assert kept == ids
