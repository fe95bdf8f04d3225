"""The rows of the sheets "survey" and "choices" for a definition."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Choice, Definition, Item
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.xlsform import kinds, limits
from meeting_app.questionnaires.xlsform.columns import text_key
from meeting_app.questionnaires.xlsform.kept import Cells, Kept, Parts
from meeting_app.questionnaires.xlsform.taken import BESIDE, TEXT_COLUMNS
from meeting_app.questionnaires.xlsform.texts import beside_label, yes_no_labels

_YES_NO_LIST = "meeting_yes_no"
_TABLES = (QuestionKind.GRID, QuestionKind.POINTS)
_RANGE = "range"


@dataclass(slots=True)
class Rows:
    spoken: Sequence[str]
    """Languages of the form."""
    kept: Kept
    parts: Parts
    survey: list[Cells] = field(default_factory=list)
    choices: list[Cells] = field(default_factory=list)
    _lists: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    _kept: dict[tuple[str | None, str | None], list[Cells]] = field(default_factory=dict)
    """{(section, what they followed): kept rows that stand nowhere yet}"""
    _codes: frozenset[str] = frozenset()

    def walk(self, definition: Definition) -> None:
        """The whole survey, with kept rows at their places and kept lists after the others."""
        self._codes = frozenset(definition.by_code)
        for row in self.kept.rows:
            if row.cells.get("name") not in self._codes:
                self._kept.setdefault((row.parent, row.after), []).append(row.cells)
        self._inside(definition, None)
        for place in list(self._kept):
            self._put_kept(place)
        for name, rows in self.kept.lists.items():
            if name not in self._lists:
                self.choices += [dict(cells) for cells in rows]

    def _inside(self, definition: Definition, parent: str | None) -> None:
        self._put_kept((parent, None))
        for item in definition.inside(parent):
            self._put(definition, item)
            self._put_kept((parent, item.code))
        for place in [place for place in self._kept if place[0] == parent]:
            self._put_kept(place)

    def _put_kept(self, place: tuple[str | None, str | None]) -> None:
        self.survey += [dict(cells) for cells in self._kept.pop(place, [])]

    def _put(self, definition: Definition, item: Item) -> None:
        part = self.parts.get(item.code, {})
        cells = self._cells(item, part)
        self.survey.append(cells)
        if item.kind == QuestionKind.SECTION:
            self._inside(definition, item.code)
            self.survey.append({"type": "end_group"})
        elif "repeat" in part and item.kind == QuestionKind.NOTE:
            self.survey += [dict(one) for one in part["repeat"]]
        elif item.kind in _TABLES:
            self.survey += self._table(item)
            self.survey.append({"type": "end_group"})
        elif item.other:
            self.survey.append(self._beside(item))

    def _cells(self, item: Item, part: dict[str, Any]) -> Cells:
        written = self._type(item, part)
        is_told = item.kind in kinds.TOLD or (
            item.kind == QuestionKind.CALCULATION and written != kinds.TYPES[item.kind]
        )
        cells: Cells = {
            "type": written,
            "name": item.code,
            "required": "yes" if item.required else item.required_if,
            "relevant": item.relevant,
            "constraint": limits.with_limits(item),
            "calculation": item.calculation,
            "choice_filter": item.choice_filter,
            "default": item.default,
            "appearance": _appearance(item),
            "parameters": _parameters(item, part),
            "meeting::kind": item.kind if is_told else "",
            "meeting::limits": limits.write(item),
            "meeting::personal": "yes" if item.personal else "",
        }
        if written == "acknowledge" and item.kind == QuestionKind.YES_NO:
            cells["meeting::kind"] = ""
        for name, column in TEXT_COLUMNS.items():
            cells |= self._text(getattr(item, name), column)
        kept = {key: text for key, text in part.get("cells", {}).items() if not cells.get(key)}
        return {key: text for key, text in {**cells, **kept}.items() if text}

    def _text(self, text: LocalText | None, column: str) -> Cells:
        if text is None:
            return {}
        return {text_key(column, code): text.own(code) for code in self.spoken if text.own(code)}

    def _type(self, item: Item, part: dict[str, Any]) -> str:
        written: str = part.get("type", "")
        if "repeat" in part and item.kind == QuestionKind.NOTE:
            return "begin_repeat"
        if item.kind == QuestionKind.CALCULATION and item.options:
            return f"{written or 'select_one'} {self._list(item, part)}"
        if item.kind in rules.CODED_KINDS:
            return f"{kinds.TYPES[item.kind]} {self._list(item, part)}"
        if kinds.is_written_as(item.kind, written):
            return written
        if item.kind == QuestionKind.YES_NO:
            return f"select_one {self._yes_no_list()}"
        return kinds.TYPES[item.kind]

    def _list(self, item: Item, part: dict[str, Any]) -> str:
        """The name of a list with these choices: one that is written already, or a new one."""
        wanted: str = part.get("list", item.code)
        name, count = wanted, 2
        while name in self._lists and self._lists[name] != item.options:
            name, count = f"{wanted}_{count}", count + 1
        if name not in self._lists:
            self._lists[name] = item.options
            kept = part.get("choices", {})
            for option in item.options:
                self.choices.append(
                    {
                        "list_name": name,
                        "name": option.code,
                        **self._text(option.label, "label"),
                        **option.columns,
                        **kept.get(option.code, {}),
                    }
                )
        return name

    def _yes_no_list(self) -> str:
        if _YES_NO_LIST not in self._lists:
            self._lists[_YES_NO_LIST] = ()
            for code in ("yes", "no"):
                labels = yes_no_labels(code, self.spoken)
                self.choices.append(
                    {
                        "list_name": _YES_NO_LIST,
                        "name": code,
                        **{text_key("label", language): text for language, text in labels.items()},
                    }
                )
        return _YES_NO_LIST

    def _table(self, item: Item) -> list[Cells]:
        stem = f"{item.code}_"
        while any(f"{stem}{number}" in self._codes for number in range(1, len(item.options) + 1)):
            stem += "_"
        names = [f"{stem}{number}" for number, _option in enumerate(item.options, 1)]
        made = []
        for name, option in zip(names, item.options, strict=True):
            cells: Cells = {
                "type": _RANGE if item.kind == QuestionKind.GRID else "integer",
                "name": name,
                "meeting::code": option.code,
                **self._text(option.label, "label"),
            }
            if item.required or item.required_if:
                cells["required"] = "yes" if item.required else item.required_if
            if item.kind == QuestionKind.GRID:
                cells["parameters"] = _scale(item)
            else:
                cells["constraint"] = ". >= 0"
            made.append(cells)
        if item.kind == QuestionKind.POINTS and made:
            total = " + ".join([".", *(f"${{{name}}}" for name in names[:-1])])
            made[-1]["constraint"] = f". >= 0 and {total} = {item.total or rules.TOTAL}"
        return made

    def _beside(self, item: Item) -> Cells:
        return {
            "type": "text",
            "name": rules.other_code(item.code),
            "relevant": f"selected(${{{item.code}}}, '{rules.OTHER}')",
            "meeting::kind": BESIDE,
            **{text_key("label", code): text for code, text in beside_label(self.spoken).items()},
        }


def _scale(item: Item) -> str:
    return f"start=1 end={item.scale_points or rules.SCALE_POINTS} step=1"


def _appearance(item: Item) -> str:
    if item.kind == QuestionKind.LONG_TEXT:
        return f"multiline {item.appearance}".strip()
    return item.appearance


def _parameters(item: Item, part: dict[str, Any]) -> str:
    if item.kind == QuestionKind.RATING:
        return _scale(item)
    kept: str = part.get("cells", {}).get("parameters", "")
    if item.shuffled and item.kind in rules.CODED_KINDS:
        return f"randomize=true {kept}".strip()
    return kept
