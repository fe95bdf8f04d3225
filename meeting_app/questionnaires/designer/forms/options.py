"""A question's options, as a table whose buttons work without a script or as lines to paste into."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from markupsafe import escape
from wtforms import Field
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from meeting_app.core.forms import PlainText, strip
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires import codes, rules
from meeting_app.questionnaires.definition import Choice
from meeting_app.questionnaires.designer.words import said

MOST = 200
"""Options that the table shows; larger lists stand in lines."""
MOST_LINES = 1000
"""Larger lists come as a file."""
SHOWN_FAULTS = 10
_COLUMN = re.compile(r"[^\W\d][\w-]{0,59}")


@dataclass(slots=True)
class Row:
    code: str
    texts: dict[str, str]
    columns: str = ""
    """As "region = north; kind = city"."""
    is_new: bool = False
    line: int = 0
    """Where it stands in the list of the first language, from 1; 0 in the table."""
    faults: dict[str, str] = field(default_factory=dict)
    """{"code", "text" or "columns": what is wrong with it}"""

    @property
    def is_other(self) -> bool:
        return self.code == rules.OTHER


class OptionsField(Field):
    """`data` is the rows. Posted as `<name>-<n>-code`, `<name>-<n>-<language>`, `<name>-<n>-columns`,
    where n counts from 0; in lines as `<name>-lines-<language>`."""

    widget = TextInput()
    posted: Any
    data: list[Row]

    def prepare(
        self,
        present: Sequence[Choice],
        retired: Sequence[Choice],
        languages: Sequence[str],
        source: str,
    ) -> None:
        """Called once the form is made. languages: of the meeting. source: of the question, which
        comes first here as it does in the question's own texts."""
        self.known = {choice.code: choice for choice in (*retired, *present)}
        used = {code for one in present for code in (one.label.source, *one.label.translations)}
        asked = [code for code in LANGUAGES if code in {*languages, *used}]
        self.languages = sorted(asked, key=lambda code: code != source)
        self.in_lines = len(present) > MOST
        self.was_in_lines = False
        self.unread: list[str] = []
        if self.posted is None:
            self.data = [self._row(choice) for choice in present]
            return
        self.in_lines = self.was_in_lines = f"{self.name}-lines-{self.languages[0]}" in self.posted
        self.data = self._read_lines(self.posted) if self.in_lines else self._read(self.posted)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        self.data = []
        shown = formdata is not None and f"{self.name}-shown" in formdata
        self.posted = formdata if shown else None

    def _row(self, choice: Choice) -> Row:
        columns = "; ".join(f"{name} = {value}" for name, value in choice.columns.items())
        return Row(choice.code, {one: choice.label.own(one) for one in self.languages}, columns)

    def _read(self, posted: Any) -> list[Row]:
        rows: list[Row] = []
        while len(rows) < 2 * MOST and (start := f"{self.name}-{len(rows)}-") + "code" in posted:
            code = strip(posted.get(f"{start}code")) or ""
            texts = {one: strip(posted.get(start + one, "")) or "" for one in self.languages}
            columns = strip(posted.get(f"{start}columns", "")) or ""
            rows.append(Row(code, texts, columns, code not in self.known))
        return rows

    def _read_lines(self, posted: Any) -> list[Row]:
        """The list in the first language says which options there are, in their order; a line is
        "code | text | columns", "code | text", or a text alone. The others only name them; what they
        do not mention keeps its name."""
        first, *others = self.languages
        rows = []
        for number, cells in self._lines(posted, first):
            code, text, columns = cells if len(cells) == 3 else (*cells, "")
            texts = self._texts_of(code, others)
            texts[first] = self._unfolded(code, first, text)
            rows.append(Row(code, texts, columns, code not in self.known, number))
        by_code = {row.code: row for row in rows if row.code}
        for language in others:
            for number, (code, text, *_more) in self._lines(posted, language):
                if code in by_code:
                    by_code[code].texts[language] = self._unfolded(code, language, text)
                elif code not in self.known:
                    self.unread.append(
                        said(
                            _(
                                "%(language)s, line %(line)s: the first list has no answer with the code “%(word)s”."
                            ),
                            language=LANGUAGES[language].name,
                            line=number,
                            word=code or text,
                        )
                    )
        return rows

    def _lines(self, posted: Any, language: str) -> Iterator[tuple[int, list[str]]]:
        """(number of the line, [code, text] or [code, text, columns]) of what is not empty."""
        text: str = posted.get(f"{self.name}-lines-{language}", "")
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
            # From spreadsheets, and where a text has a stroke itself.
            cells = [cell.strip() for cell in line.split("\t" if "\t" in line else "|", 2)]
            if any(cells):
                yield number, cells if len(cells) > 1 else ["", *cells]

    def _texts_of(self, code: str, languages: Sequence[str]) -> dict[str, str]:
        known = self.known.get(code)
        return {one: known.label.own(one) if known else "" for one in languages}

    def _unfolded(self, code: str, language: str, text: str) -> str:
        """As it was before it was put on one line, where it was not changed."""
        was = self._texts_of(code, [language])[language]
        return was if _folded(was) == text else text

    @property
    def lines(self) -> list[tuple[str, str]]:
        """[(language, its list)]: as it was sent, or made from the table."""
        if self.was_in_lines:
            return [
                (one, self.posted.get(f"{self.name}-lines-{one}", "")) for one in self.languages
            ]
        first = self.languages[0]
        return [
            (
                language,
                "\n".join(
                    _line(row.code, row.texts[language], row.columns if language == first else "")
                    for row in self.data
                ),
            )
            for language in self.languages
        ]

    @property
    def fits_table(self) -> bool:
        return len(self.data) <= MOST

    @property
    def retired(self) -> list[Choice]:
        """What can be offered again."""
        offered = {row.code for row in self.data}
        return [choice for code, choice in self.known.items() if code not in offered]

    def act(self, action: str) -> bool:
        """Do what a button of the table says; whether it was one."""
        what, _sign, where = action.removeprefix("option-").partition("-")
        if not action.startswith("option-"):
            return False
        if what in ("lines", "table"):
            self.in_lines = what == "lines" or not self.fits_table
        elif what == "add":
            place = next((n for n, row in enumerate(self.data) if row.is_other), len(self.data))
            self.data.insert(place, Row("", dict.fromkeys(self.languages, ""), is_new=True))
        elif what == "back" and where in self.known:
            self.data.append(self._row(self.known[where]))
        elif where.isascii() and where.isdigit() and int(where[:4]) < len(self.data):
            place = int(where[:4])
            if what == "remove":
                del self.data[place]
            elif what == "up" and place:
                self.data[place - 1 : place + 1] = self.data[place - 1 : place + 1][::-1]
            elif what == "down":
                self.data[place : place + 2] = self.data[place : place + 2][::-1]
        return True

    def pre_validate(self, form: Any) -> None:
        seen: set[str] = set()
        known = {code.casefold() for code in self.known}
        for row in self.data:
            row.faults = dict(self._faults(row, seen, known))
            seen |= {row.code, row.code.casefold()} - {""}
        faults = [
            escape(_("Line %(line)s: %(fault)s")) % {"line": row.line, "fault": fault}
            if row.line
            else fault
            for row in self.data
            for fault in row.faults.values()
        ]
        if len(self.data) > MOST_LINES:
            faults.insert(0, said(_("A list has at most %(most)s answers."), most=MOST_LINES))
        if found := list(dict.fromkeys([*faults, *self.unread])):
            self.errors = found[:SHOWN_FAULTS]
            raise StopValidation

    def _faults(self, row: Row, seen: set[str], known: set[str]) -> list[tuple[str, str]]:
        """seen: codes before it, folded too. known: folded codes of those that are stored."""
        found: list[tuple[str, str]] = []
        if not any(row.texts.values()):
            found.append(("text", _("Write the answer in one language at least, or remove it.")))
        if row.is_new and row.code and not codes.is_option_code(row.code):
            found.append(
                ("code", _("Use letters from A to Z, digits and underscores for the code."))
            )
        elif row.code in seen or (
            row.is_new and (row.code.casefold() in seen or row.code.casefold() in known)
        ):
            found.append(("code", said(_("The code “%(word)s” is taken."), word=row.code)))
        try:
            PlainText()(None, _Texts([*row.texts.values(), row.columns]))
        except ValueError as fault:
            found.append(("text", str(fault)))
        if _columns(row.columns) is None:
            found.append(
                (
                    "columns",
                    said(_("Write columns as %(example)s."), example="region = north; kind = city"),
                )
            )
        return found

    def value(self, source: str) -> list[Choice]:
        """The options as edited, once they are valid. source: language of the question."""
        taken = {*self.known, rules.OTHER, *(row.code for row in self.data)}
        found = []
        for row in self.data:
            code = row.code
            if not code:
                text = row.texts.get(source) or next(filter(None, row.texts.values()), "")
                code = codes.proposed(text, taken, "option")
                taken.add(code)
            old = self.known.get(code)
            label = old.label.edited(row.texts) if old else _text(row.texts, source)
            found.append(Choice(code, label, _columns(row.columns) or {}))
        return found


def _folded(text: str) -> str:
    return " ".join(text.split())


def _line(code: str, text: str, columns: str) -> str:
    cells = [code, _folded(text), *([columns] if columns else [])]
    return ("\t" if any("|" in cell for cell in cells) else " | ").join(cells)


def _text(texts: Mapping[str, str], source: str) -> LocalText:
    given = {language: text for language, text in texts.items() if text}
    return LocalText.of(given or {source: ""}, source if source in given else None)


def _columns(text: str) -> dict[str, str] | None:
    """None where it cannot be read."""
    found = {}
    for part in filter(str.strip, text.split(";")):
        name, sign, value = (one.strip() for one in part.partition("="))
        if not sign or not value or not _COLUMN.fullmatch(name):
            return None
        found[name] = value
    return found


class _Texts:
    def __init__(self, data: list[str]) -> None:
        self.data = data
