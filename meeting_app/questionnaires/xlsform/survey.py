"""The rows of the sheet "survey", one after the other."""

import re
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Choice
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.xlsform import items, kinds, references, tables
from meeting_app.questionnaires.xlsform.choices import LONGEST_CODE
from meeting_app.questionnaires.xlsform.kept import Cells
from meeting_app.questionnaires.xlsform.taken import BESIDE, CODE, MISSING, Taken

LONGEST_RULES = 1_000_000
"""Characters of all expressions together."""
DEEPEST = 20
"""Of sections in sections."""
_READ_ONLY = frozenset(("read_only", "readonly", "read only", "bind::readonly"))


@dataclass(slots=True)
class Survey(Taken):
    """Reads on from the first row to the last."""

    def read(self) -> None:
        """Raises Refused for rules that would take too long to read."""
        rows = list(self.columns.rows())
        lengths = (len(cells.get(key, "")) for _row, cells in rows for key in items.EXPRESSIONS)
        if sum(lengths) > LONGEST_RULES:
            raise Refused(_("The rules of the form are too long in all."))
        place = 0
        while place < len(rows):
            number, cells = rows[place]
            kind = cells.get("type", "")
            block = kinds.block(kind)
            named = cells.get("meeting::kind", "")
            if block and block[0] == "begin" and (block[1] == "repeat" or kinds.told(named, kind)):
                inside = _to_the_end(rows, place)
                if block[1] == "repeat":
                    self._take_repeat(number, cells, rows[place + 1 : inside])
                else:
                    self._take_table(number, cells, rows[place + 1 : inside])
                place = inside
                continue
            self._take(number, cells, kind, block)
            place += 1
        for code, number in self.sections:
            reason = _("The section “%(code)s” has no end; it ends with the form.", code=code)
            self.refuse(number, "type", reason)

    def _take(self, number: int, cells: Cells, kind: str, block: tuple[str, str] | None) -> None:
        if not kind:
            self.refuse(number, "type", _("The row has no type; it is left out."))
        elif self._is_ours(cells, kind):
            return
        elif block:
            self._take_section(number, cells, block)
        elif cells.get("disabled", "").lower() in ("yes", "true") or kinds.is_kept(kind):
            what = "disabled" if "disabled" in cells else kind.split()[0].lower()
            self.keep(number, cells, what, _("The row is kept, and not asked here."))
        else:
            self._take_question(number, cells, kind)

    def _is_ours(self, cells: Cells, kind: str) -> bool:
        """Written by our own export for other programs alone."""
        named = cells.get("meeting::kind", "")
        if named == MISSING:
            return kind.lower() == "hidden"
        return named == BESIDE and self._is_beside(cells)

    def _is_beside(self, cells: Cells) -> bool:
        name = cells.get("name", "")
        for place in range(len(self.items) - 1, -1, -1):
            item = self.items[place]
            if rules.other_code(item.code) == name:
                row = self.row_of[item.code]
                if self.row_of.get(name, row) != row:
                    return False
                if not any(option.code == rules.OTHER for option in item.options):
                    return False
                self.items[place] = replace(item, other=True)
                self.row_of[name] = row
                return True
        return False

    def _take_section(self, number: int, cells: Cells, block: tuple[str, str]) -> None:
        if block[0] == "end":
            if self.sections and block[1] == "group":
                self.sections.pop()
            else:
                reason = _("There is no section that could end here; the row is left out.")
                self.refuse(number, "type", reason)
            return
        if len(self.sections) >= DEEPEST:
            reason = _(
                "Sections are nested too deeply: what stands in this one is moved out of it."
            )
            self.refuse(number, "type", reason)
            self.sections.append((self.sections[-1][0], number))
            return
        code = self._section_code(number, cells.get("name", ""))
        self.add(number, code, QuestionKind.SECTION, dict(cells), label_needed=False)
        self.sections.append((code, number))

    def _section_code(self, number: int, name: str) -> str:
        """A section goes on under another code where its own cannot be used: its questions stay."""
        code = name
        if self.fault_of_code(name) is not None:
            stem = re.sub(r"[^\w.\-]", "_", name)[: LONGEST_CODE - 6]
            stem = stem if CODE.match(stem) else f"section_{stem}".rstrip("_")
            count = 2
            code = stem
            while code in self.row_of:
                code, count = f"{stem}_{count}", count + 1
            reason = _(
                "The code of the section is missing, cannot be used or is used already; here it is "
                "“%(code)s”.",
                code=code,
            )
            self.refuse(number, "name", reason)
        return code

    def _take_repeat(self, number: int, cells: Cells, inside: list[tuple[int, Cells]]) -> None:
        code = cells.get("name", "")
        if reason := self.fault_of_code(code):
            self.refuse(number, "name", reason)
            return
        self.note_unsupported(
            number, "repeat", _("What is repeated is kept, and shown as a note alone.")
        )
        self.add(number, code, QuestionKind.NOTE, dict(cells), label_needed=False)
        rows = [one for _number, one in inside]
        missing = _missing_ends(rows)
        if missing:
            reason = _("The section “%(code)s” has no end; it ends with the form.", code=code)
            self.refuse(number, "type", reason)
        self.parts.setdefault(code, {})["repeat"] = [*rows, *missing]
        for row, one in inside:
            self.kept_names.add(one.get("name", ""))
            self.set_aside.append((row, one))

    def _take_table(self, number: int, cells: Cells, inside: list[tuple[int, Cells]]) -> None:
        """A grid or points to allocate, which are written as a group with a row for each option."""
        code = cells.get("name", "")
        if reason := self.fault_of_code(code):
            self.refuse(number, "name", reason)
            return
        options = tables.options(self.columns, self.texts, code, inside)
        kind = QuestionKind(cells["meeting::kind"])
        self.add(number, code, kind, dict(cells), options=tuple(options))

    def _take_question(self, number: int, cells: Cells, kind: str) -> None:
        code = cells.get("name", "")
        if reason := self.fault_of_code(code):
            self.refuse(number, "name", reason)
            return
        cells = dict(cells)
        self.check_parameters(number, cells)
        select = kinds.select(kind)
        simple = kinds.simple(kind)
        if select is not None:
            self._take_select(number, code, cells, select)
        elif simple is not None:
            self._take_simple(number, code, cells, simple)
        else:
            reason = _("The type “%(type)s” is not known; the row is left out.", type=kind[:80])
            self.refuse(number, "type", reason)

    def _take_simple(self, number: int, code: str, cells: Cells, kind: QuestionKind) -> None:
        if kind == QuestionKind.CALCULATION and not cells.get("calculation"):
            self.refuse(number, "calculation", _("There is no calculation; the row is left out."))
            return
        if kind == QuestionKind.CALCULATION:
            function = references.unknown_function(cells.get("calculation", ""))
            if function is not None:
                reason = _(
                    "This function is not known here: the calculation is kept, and not made."
                )
                self.keep(number, cells, function, reason)
                return
        else:
            kind = self._beside_calculation(number, cells, kind)
        said: dict[str, Any] = {}
        written = cells["type"].lower()
        told = kinds.told(cells.get("meeting::kind", ""), cells["type"])
        if kind == QuestionKind.RATING:
            kind, said = tables.rating(cells)
        elif told is not None and kind == QuestionKind.SHORT_TEXT:
            kind = told
        part = {} if written == kinds.TYPES[kind] else {"type": written}
        self.add(number, code, kind, cells, part=part, **said)

    def _beside_calculation(self, number: int, cells: Cells, kind: QuestionKind) -> QuestionKind:
        """What people answer stays a question, and its calculation is kept; what they can only read,
        or do not even see, is a calculation."""
        if not cells.get("calculation"):
            return kind
        if cells.get("meeting::kind") == QuestionKind.CALCULATION or not _is_seen(cells):
            return QuestionKind.CALCULATION
        if kind == QuestionKind.NOTE or _is_read_only(cells):
            reason = _("What people read and cannot change is calculated here, and not shown.")
            self.note_unsupported(number, "calculation", reason)
            return QuestionKind.CALCULATION
        reason = _(
            "It is both asked and calculated: here it is asked; its calculation is kept for the file, and not carried out."
        )
        self.note_unsupported(number, "calculation", reason)
        return kind

    def _take_select(
        self, number: int, code: str, cells: Cells, select: tuple[QuestionKind, str, bool]
    ) -> None:
        kind, name, other = select
        if name not in self.lists.lists:
            reason = _("There is no list “%(list)s” of choices; the row is left out.", list=name)
            self.refuse(number, "type", reason)
            return
        told = kinds.told(cells.get("meeting::kind", ""), cells["type"])
        self.used_lists.add(name)
        written, kind = kind, self._beside_calculation(number, cells, kind)
        if told == QuestionKind.YES_NO and kind == written:
            self.add(number, code, told, cells)
            return
        options = list(self.lists.lists[name])
        if other and all(option.code != rules.OTHER for option in options):
            options.append(Choice(rules.OTHER, self.texts.other()))
        beside = rules.other_code(code)
        if other and beside in self.row_of:
            other = False
            reason = _(
                "There is no line to write on beside “Other”: its code would be “%(code)s”, which "
                "stands in row %(number)d.",
                code=beside,
                number=self.row_of[beside],
            )
            self.refuse(number, "type", reason)
        part: dict[str, Any] = {} if name == code else {"list": name}
        if name in self.lists.kept:
            part["choices"] = self.lists.kept[name]
        if kind != written:
            part["type"] = kinds.TYPES[written]
        said = parameters_of_select(cells)
        self.add(number, code, kind, cells, part=part, options=tuple(options), other=other, **said)
        if other:
            self.row_of[beside] = number


def _is_seen(cells: Cells) -> bool:
    """As other programs say it: without a label and a hint, a calculation is only made."""
    return any(key.startswith(("label::", "hint::")) for key in cells)


def _is_read_only(cells: Cells) -> bool:
    said = (text for key, text in cells.items() if key.lower() in _READ_ONLY)
    return any(text.lower() in items.YES for text in said)


def parameters_of_select(cells: Cells) -> dict[str, Any]:
    """Shuffled or not; what else stands among the parameters is left in the cells."""
    found = items.parameters(cells.get("parameters", ""))
    if found.get("randomize", "").lower() not in ("true", "yes"):
        return {}
    del found["randomize"]
    cells["parameters"] = " ".join(f"{name}={value}" for name, value in found.items())
    if not found:
        del cells["parameters"]
    return {"shuffled": True}


def _missing_ends(inside: list[Cells]) -> list[Cells]:
    """The rows that end what was begun in a repeat, and the repeat, where the form has none."""
    open_blocks = ["repeat"]
    for cells in inside:
        block = kinds.block(cells.get("type", ""))
        if block and block[0] == "begin":
            open_blocks.append(block[1])
        elif block and open_blocks:
            open_blocks.pop()
    return [{"type": f"end_{block}"} for block in reversed(open_blocks)]


def _to_the_end(rows: list[tuple[int, Cells]], start: int) -> int:
    """The place after the row that ends the block which begins at `start`."""
    depth = 0
    for place in range(start, len(rows)):
        block = kinds.block(rows[place][1].get("type", ""))
        if block:
            depth += 1 if block[0] == "begin" else -1
            if depth == 0:
                return place + 1
    return len(rows)
