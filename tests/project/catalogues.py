"""The catalogue gate of `make check`: complete, current, equal placeholders, right plural counts.

`--update` collects the strings of code and templates into messages.pot and the three catalogues.
"""

import io
import re
import sys
from pathlib import Path

import polib
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = {"ar": 6, "es": 2, "fr": 2}
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 && n%100<=99 ? 4 : 5);",
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
}
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "_n": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "_lp": ((1, "c"), 2),
    "_p": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(\{\w+\})")
"""Those of gettext, and those of letters that organisers may reword."""
POT = ROOT / "translations" / "messages.pot"


def path(language: str) -> Path:
    return ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"


def extract() -> Catalog:
    """All marked strings of code and templates."""
    catalogue = Catalog(project="meeting-app", charset="utf-8", fuzzy=False)
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    for folder in ("meeting_app", "templates"):
        found = extract_from_dir(
            ROOT / folder,
            [
                (_below(pattern, folder), method)
                for pattern, method in methods
                if pattern.startswith(folder)
            ],
            {_below(pattern, folder): values for pattern, values in options.items()},
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        for name, _line, message, comments, context in sorted(
            found, key=lambda row: (row[0], row[1])
        ):
            catalogue.add(
                message,
                locations=[(f"{folder}/{name}", None)],
                auto_comments=comments,
                context=context,
            )
    return catalogue


def _below(pattern: str, folder: str) -> str:
    return pattern.removeprefix(f"{folder}/")


def update() -> None:
    catalogue = extract()
    POT.parent.mkdir(exist_ok=True)
    with POT.open("wb") as file:
        write_po(file, catalogue, omit_header=False, sort_output=True, width=100)
    for language in LANGUAGES:
        po = path(language)
        po.parent.mkdir(parents=True, exist_ok=True)
        old = (
            read_po(io.BytesIO(po.read_bytes()), locale=language)
            if po.exists()
            else Catalog(locale=language)
        )
        old.update(catalogue, no_fuzzy_matching=True)
        old.obsolete.clear()
        with po.open("wb") as file:
            write_po(file, old, sort_output=True, width=100)
        # Babel's own formula for Arabic differs from CLDR's order: say it ourselves.
        entries = polib.pofile(str(po), wrapwidth=100)
        entries.metadata = {
            "Project-Id-Version": "meeting-app",
            "Language": language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": PLURALS[language],
        }
        entries.metadata_is_fuzzy = False
        entries.header = f"Interface text in {language}."
        entries.save(str(po))


def faults(language: str) -> list[str]:
    """What is wrong with this catalogue, one sentence each."""
    current = {(m.context, _first(m.id)) for m in extract() if m.id}
    entries = polib.pofile(str(path(language)))
    known = {(entry.msgctxt, entry.msgid) for entry in entries}
    found = [f"missing: {msgid!r}" for _context, msgid in sorted(current - known, key=str)]
    found += [f"no longer used: {msgid!r}" for _context, msgid in sorted(known - current, key=str)]
    for entry in entries:
        if entry.fuzzy:
            found.append(f"fuzzy: {entry.msgid!r}")
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if entry.msgid_plural and len(texts) != LANGUAGES[language]:
            found.append(f"{len(texts)} plural forms: {entry.msgid!r}")
        wanted = _placeholders(entry.msgid + entry.msgid_plural)
        for number, text in enumerate(texts):
            if not text.strip():
                found.append(f"untranslated: {entry.msgid!r}")
            elif not _placeholders_fit(
                text, wanted, language, number, plural=bool(entry.msgid_plural)
            ):
                found.append(f"other placeholders: {entry.msgid!r} -> {text!r}")
    return found


def _first(msgid: str | tuple[str, ...] | list[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def _placeholders(text: str) -> set[str]:
    return {found[1] or found[2] for found in PLACEHOLDER.finditer(text)}


def _placeholders_fit(
    text: str, wanted: set[str], language: str, number: int, *, plural: bool
) -> bool:
    """Equal, but that Arabic's forms for none, one and two say the number in words."""
    has = _placeholders(text)
    if plural and language == "ar" and number in (0, 1, 2):
        return has <= wanted and wanted - has <= {"num", "count"}
    if plural and number == 0:
        return has <= wanted and wanted - has <= {"num", "count"}
    return has == wanted


def main() -> int:
    if "--update" in sys.argv:
        update()
    bad = {language: faults(language) for language in LANGUAGES}
    for language, found in bad.items():
        for sentence in found[:400]:
            print(f"{language}: {sentence}")
    if not any(bad.values()):
        print("The catalogues are complete and current.")
    return 1 if any(bad.values()) and "--update" not in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
