"""XLSForms for tests: real ones, small ones, random ones."""

import random
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from meeting_app.core.locale import LANGUAGES
from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Choice, Definition, Item
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.xlsform import reading, understanding, writing
from meeting_app.questionnaires.xlsform.understanding import Read

DATA = Path(__file__).parents[4] / "shared/data/xlsform"
LIBYA = "libya-msna-2019-part-a.xlsx"
NIGER = "niger-protection-2021-referencement.xlsx"
Rows = Sequence[Sequence[Any]]


def real(name: str) -> bytes:
    if not DATA.is_dir():
        pytest.skip(f"{DATA} is not here: the real forms were not read")
    return (DATA / name).read_bytes()


def a_workbook(**sheets: Rows) -> bytes:
    """A sheet per name; the first row names the columns."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def understood(content: bytes, **options: Any) -> Read:
    return understanding.understand(reading.read([("form.xlsx", content)]), **options)


def a_form(*rows: Sequence[Any], choices: Rows = (), **options: Any) -> Read:
    """Of rows with type, name, English label and more columns as the first row says."""
    sheets: dict[str, Rows] = {"survey": rows}
    if choices:
        sheets["choices"] = choices
    return understood(a_workbook(**sheets), **options)


def places(read: Read) -> list[tuple[str, int, str]]:
    return [(one.sheet, one.row, one.column) for one in read.problems]


def reasons(read: Read) -> list[str]:
    return [one.reason for one in read.problems]


def again(read: Read) -> Read:
    """Written and read once more."""
    return understood(
        writing.write(
            read.definition, kept=read.kept, parts=read.parts, form_id="form", title=read.title
        )
    )


_WORDS = (
    "=1+1", "+cmd", "-5", "@home", "مرحبا بكم", "l’été à Paris ?", "two\nlines", "_x0041_",
    'say "yes"', "1.0", "true", "<b>bold</b>", "a & b", "Ñandú", "001", "%(name)s", "#NAME?",
    "=HYPERLINK(\"x\")", "\U0001f600 fine", "'quoted", "TRUE", "2026-01-01", "${", "a\tb",
)  # fmt: skip


def a_random_definition(seed: int) -> Definition:
    return _Made(random.Random(seed)).definition()


class _Made:
    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.languages = dice.sample(list(LANGUAGES), dice.randint(1, 4))
        self.items: list[Item] = []

    def definition(self) -> Definition:
        self._fill(None, self.dice.randint(1, 9), 0)
        return Definition(tuple(self.items))

    def _fill(self, parent: str | None, count: int, depth: int) -> None:
        for _number in range(count):
            code = f"q{len(self.items)}"
            kind = self.dice.choice(list(QuestionKind))
            self.items.append(self._item(code, kind, parent))
            if kind == QuestionKind.SECTION and depth < 3:
                self._fill(code, self.dice.randint(0, 4), depth + 1)

    def _some(self, value: Any, nothing: Any = None, chance: float = 0.4) -> Any:
        return value if self.dice.random() < chance else nothing

    def _text(self) -> LocalText:
        source, *others = self.languages
        texts = {source: self._words()}
        texts |= {code: self._words() for code in others if self.dice.random() < 0.7}
        return LocalText.of(texts, source)

    def _words(self) -> str:
        return " ".join(self.dice.choices(_WORDS, k=self.dice.randint(1, 3))).strip()

    def _rule(self) -> str:
        asked = [item.code for item in self.items if item.is_answered]
        if not asked:
            return self.dice.choice(["today() > '2026-01-01'", "1 = 1", "not(false())"])
        one, other = self.dice.choice(asked), self.dice.choice(asked)
        return self.dice.choice(
            [
                f"${{{one}}} = 'a1'",
                f"selected(${{{one}}}, 'a1') and ${{{other}}} != ''",
                f"if(${{{one}}} > 3, 'x', \"y\") = 'x' or count-selected(${{{other}}}) <= 2",
                f"(string-length(${{{one}}}) >= 2)",
            ]
        )

    def _options(self, code: str, plain: bool) -> tuple[Choice, ...]:
        names = [f"a{number}" for number in range(self.dice.randint(1, 5))]
        if not plain:
            names = self.dice.choice(
                [names, ["1", "02", "3.5"], ["true", "=x", "-y"], ["yes", "no"]]
            )
        return tuple(
            Choice(
                name,
                self._text(),
                {}
                if plain
                else self._some({"region": self.dice.choice(["1.0", "east", "=2"])}, {}),
            )
            for name in names
        )

    def _item(self, code: str, kind: QuestionKind, parent: str | None) -> Item:
        said: dict[str, Any] = {
            "hint": self._some(self._text()),
            "relevant": self._some(self._rule(), ""),
            "appearance": self._some(self.dice.choice(["w4", "quick w2"]), "", 0.2),
        }
        if kind not in rules.UNANSWERED_KINDS:
            said |= self._of_question(kind)
        said |= self._of_kind(code, kind)
        return Item(code, kind, self._text(), parent=parent, **said)

    def _of_question(self, kind: QuestionKind) -> dict[str, Any]:
        said: dict[str, Any] = {
            "constraint_message": self._some(self._text()),
            "required_message": self._some(self._text()),
            "personal": self._some(True, False),
            "why": self._some(self._text()),
        }
        if kind == QuestionKind.CALCULATION:
            return said
        needed = self.dice.choice([{}, {"required": True}, {"required_if": self._rule()}])
        return {**said, **needed, "constraint": self._some(". != 'x'", "")}

    def _of_kind(self, code: str, kind: QuestionKind) -> dict[str, Any]:
        dice = self.dice
        match kind:
            case QuestionKind.ONE_CHOICE | QuestionKind.SEVERAL_CHOICES | QuestionKind.RANKING:
                found: dict[str, Any] = {
                    "options": self._options(code, plain=kind == QuestionKind.RANKING),
                    "shuffled": self._some(True, False),
                    "choices_max": self._some(3),
                }
                if kind == QuestionKind.SEVERAL_CHOICES:
                    found["choices_min"] = self._some(1)
                if kind != QuestionKind.RANKING and dice.random() < 0.3:
                    found["options"] += (Choice(rules.OTHER, self._text()),)
                    found["other"] = True
                if any(option.columns for option in found["options"]):
                    found["choice_filter"] = self._some("region != 'none'", "")
                return found
            case QuestionKind.GRID | QuestionKind.POINTS:
                return {
                    "options": self._options(code, plain=True),
                    "scale_points": self._some(7) if kind == QuestionKind.GRID else None,
                    "total": self._some(10) if kind == QuestionKind.POINTS else None,
                    "shuffled": self._some(True, False),
                }
            case QuestionKind.RATING:
                return {
                    "scale_points": self._some(7),
                    "scale_low": self._some(self._text()),
                    "scale_high": self._some(self._text()),
                }
            case QuestionKind.SHORT_TEXT | QuestionKind.LONG_TEXT:
                return {
                    "length_limit": self._some(120),
                    "word_limit": self._some(20),
                    "default": self._some("=none", ""),
                }
            case QuestionKind.WHOLE_NUMBER:
                return {"number_min": self._some(-3.0), "number_max": self._some(12.0)}
            case QuestionKind.DECIMAL:
                return {"number_min": self._some(-0.25), "number_max": self._some(1e6)}
            case QuestionKind.FILE:
                return {
                    "file_kinds": self._some("pdf docx", ""),
                    "file_size": self._some(1_000_000),
                }
            case QuestionKind.CALCULATION:
                return {"calculation": f"concat('x', {self._rule()})"}
        return {}


_HEADS = (
    "label", "label::English (en)", "label::French (fr)", "hint::en", "label::", "::",
    "label::xx (zz)", "required", "relevant", "constraint", "calculation", "choice_filter", "default",
    "appearance", "parameters", "meeting::kind", "meeting::limits", "meeting::code",
    "meeting::why::en", "media::image::English (en)", "", "disabled", "required_message::fr",
    "repeat_count", "bind::relevant", "meeting::scale_low::en",
)  # fmt: skip
_TYPES = (
    "text", "integer", "select_one a", "select_multiple a", "rank a", "select_one b or_other",
    "begin group", "begin_group", "end_group", "end group", "begin_repeat", "end repeat", "note",
    "calculate", "range", "start", "geopoint", "hidden", "", "select_one", "xx", "image",
    "select_one_from_file x.csv", "acknowledge", "audit",
)  # fmt: skip
_NAMES = ("q1", "q2", "q3", "q1_other", "q2_other", "g", "", "a b", "1", "é", "q1_1")
_CELLS = (
    "", "yes", "no", "${q1} = 'x'", "${zz}", "=1", "selected(${q2},'other')",
    "start=1 end=5 step=1", "start=a", "grid", "points", "beside", "missing", "yes_no", "email",
    "choices_max=3", "bad", "scale_points=usual", "multiline", "pulldata('a')", "“x”", "x" * 300,
    "${", "${q 1}", "randomize=true seed=3",
)  # fmt: skip


def random_rows(seed: int) -> tuple[Read, Read]:
    """Rows that make little sense: as they are understood, and written and read again."""
    dice = random.Random(seed)
    heads = ["type", "name", *dice.sample(_HEADS, dice.randint(1, 9))]

    def cell(head: str) -> str:
        if head in ("type", "name"):
            return dice.choice(_TYPES if head == "type" else _NAMES)
        if head.startswith(("label", "hint")):
            return dice.choice(["Label", "", "${q1}"])
        return dice.choice(_CELLS) if dice.random() < 0.6 else ""

    rows = [[cell(head) for head in heads] for _number in range(dice.randint(0, 14))]
    choices = [
        [dice.choice("aab"), dice.choice(["x", "y", "other", "1", ""]), dice.choice(["L", ""]), "1"]
        for _number in range(6)
    ]
    content = a_workbook(
        survey=[heads, *rows],
        choices=[("list_name", "name", "label", "c1"), *choices],
        settings=[("default_language",), (dice.choice(["French (fr)", "zz", "Hausa (ha)"]),)],
    )
    read = understood(content)
    written = writing.write(
        read.definition, kept=read.kept, parts=read.parts, form_id="form", title=read.title
    )
    return read, understood(written)
