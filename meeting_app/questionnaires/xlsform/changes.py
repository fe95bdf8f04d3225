"""What taking a form into a questionnaire would change. Nothing is lost: what the file does not hold
is retired, or stays, as the organiser chooses; a translation that the file leaves empty stays."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.definition import Choice, Definition, Item
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.xlsform.overlaps import Overlap, find_overlaps

TEXTS = (
    "label", "hint", "required_message", "constraint_message", "scale_low", "scale_high", "why",
)  # fmt: skip
_PLAIN = tuple(
    one.name for one in fields(Item) if one.name not in (*TEXTS, "code", "kind", "options")
)


class Mode(StrEnum):
    REPLACE = "replace"
    """What the file does not hold is not asked any more."""
    ADD = "add"
    """What the file does not hold stays."""


class Part(StrEnum):
    """Of a question that changes."""

    TEXTS = "texts"
    OPTIONS = "options"
    RULES = "rules"
    KIND = "kind"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Change:
    item: Item
    """As it will be."""
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """The file uses a code for another kind or scale, and somebody has answered: the question stays."""

    code: str
    now: QuestionKind
    wanted: QuestionKind
    """The same as `now` where only the scale is another one."""


@dataclass(slots=True)
class Plan:
    definition: Definition
    """As it will be."""
    added: list[Item] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    removed: list[Item] = field(default_factory=list)
    refused: list[Clash] = field(default_factory=list)
    overlaps: list[Overlap] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.removed)

    @property
    def only_texts(self) -> bool:
        """As when a translator hands a file back."""
        return (
            not (self.added or self.removed)
            and bool(self.changed)
            and all(change.parts == (Part.TEXTS,) for change in self.changed)
        )


def plan(
    now: Definition,
    read: Definition,
    mode: Mode,
    *,
    answered: bool = False,
    retired: Mapping[str, QuestionKind] | None = None,
) -> Plan:
    """answered: whether anybody has answered. retired: kinds of codes that are not asked any more."""
    former = retired or {}
    taken = former if answered else {}
    refused: list[Clash] = []
    wanted: list[Item] = []
    for item in read.items:
        before = now.by_code.get(item.code)
        kind = before.kind if before else taken.get(item.code, item.kind)
        if answered and not (_means_the_same(kind, item.kind) and _has_its_scale(before, item)):
            refused.append(Clash(item.code, kind, item.kind))
            if before:
                wanted.append(replace(before, parent=item.parent))
        else:
            wanted.append(_merged(before, item) if before else item)
    clashing = {clash.code for clash in refused} - set(now.by_code)
    stay = now.items if mode == Mode.ADD else ()
    overlaps = list(find_overlaps(now, wanted, stay, former))
    lineless = {one.code for one in overlaps if not one.is_left_out}
    left_out = {one.beside for one in overlaps if one.is_left_out}
    wanted = [
        replace(
            item,
            parent=None if item.parent in clashing | left_out else item.parent,
            other=item.other and item.code not in lineless,
        )
        for item in wanted
        if item.code not in left_out
    ]
    made = Definition(tuple(wanted))
    if mode == Mode.ADD:
        made = _with_others(made, now)
    found = Plan(made, refused=refused, overlaps=overlaps)
    found.added = [item for item in made.items if item.code not in now.by_code]
    found.removed = [item for item in now.items if item.code not in made.by_code]
    moved = _moved(now, made)
    for item in made.items:
        before = now.by_code.get(item.code)
        parts = _parts(before, item, moved) if before else ()
        if parts:
            found.changed.append(Change(item, parts))
    return found


_WIDER = frozenset(
    (
        (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT),
        (QuestionKind.EMAIL, QuestionKind.SHORT_TEXT),
        (QuestionKind.LINK, QuestionKind.SHORT_TEXT),
        (QuestionKind.ORGANISATION, QuestionKind.SHORT_TEXT),
        (QuestionKind.WHOLE_NUMBER, QuestionKind.DECIMAL),
        (QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES),
    )
)
"""Every answer of the first kind is one of the second and means the same."""


def _means_the_same(before: QuestionKind, kind: QuestionKind) -> bool:
    return before == kind or (before, kind) in _WIDER


def _has_its_scale(before: Item | None, item: Item) -> bool:
    if before is None or item.kind not in (QuestionKind.RATING, QuestionKind.GRID):
        return True
    return before.limits.scale_points == item.limits.scale_points


def _merged(before: Item, item: Item) -> Item:
    """No file makes a question harmless that says something about the person: a page of its own does."""
    options = {option.code: option for option in before.options}
    made = replace(
        item,
        label=merged_text(before.label, item.label),
        options=tuple(
            replace(option, label=merged_text(options[option.code].label, option.label))
            if option.code in options
            else option
            for option in item.options
        ),
        personal=item.personal or before.personal,
    )
    for name in TEXTS:
        had, has = getattr(before, name), getattr(item, name)
        if had is not None and has is not None:
            text: Any = {name: merged_text(had, has)}
            made = replace(made, **text)
    return replace(made, why=made.why or before.why)


def merged_text(before: LocalText, now: LocalText) -> LocalText:
    """The texts of the file; those that did not change keep their state, those that are not there
    stay."""
    if not before:
        return now
    given = {code: now.own(code) for code in (now.source, *now.translations) if now.own(code)}
    return before.edited(given)


def _with_others(made: Definition, now: Definition) -> Definition:
    """What only the questionnaire has, after what it stood after, in the section in which it was."""
    inside: dict[str | None, list[Item]] = {}
    for item in made.items:
        inside.setdefault(item.parent, []).append(item)
    codes = {item.code: item for item in (*now.items, *made.items)}
    for parent in dict.fromkeys(item.parent for item in now.items):
        before: str | None = None
        for item in now.inside(parent):
            if item.code not in made.by_code:
                is_section = parent and codes[parent].kind == QuestionKind.SECTION
                home = parent if is_section else None
                siblings = inside.setdefault(home, [])
                places = [one.code for one in siblings]
                place = places.index(before) + 1 if before in places else len(places)
                place = 0 if before is None else place
                siblings.insert(place, replace(item, parent=home))
            before = item.code
    return Definition(tuple(_flat(inside, None)))


def _flat(inside: Mapping[str | None, list[Item]], parent: str | None) -> list[Item]:
    found = []
    for item in inside.get(parent, []):
        found.append(item)
        found += _flat(inside, item.code)
    return found


def _moved(now: Definition, made: Definition) -> set[str]:
    """Codes that stand in another order or section than before, the fewest that explain it."""
    both = [item.code for item in made.items if item.code in now.by_code]
    places = {item.code: place for place, item in enumerate(now.items)}
    stays = _longest_rise([places[code] for code in both])
    still = {now.items[place].code for place in stays}
    return {
        code
        for code in both
        if code not in still or now.by_code[code].parent != made.by_code[code].parent
    }


def _longest_rise(numbers: list[int]) -> list[int]:
    """A longest rising part of the sequence."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            if ends[middle] < number:
                low = middle + 1
            else:
                high = middle
        before[number] = ends[low - 1] if low else None
        ends[low : low + 1] = [number]
    found = []
    at: int | None = ends[-1] if ends else None
    while at is not None:
        found.append(at)
        at = before[at]
    return found


_RULES = (
    "required", "required_if", "relevant", "constraint", "calculation", "choice_filter", "default",
)  # fmt: skip


def _parts(before: Item, item: Item, moved: set[str]) -> tuple[Part, ...]:
    found = []
    if before.kind != item.kind:
        found.append(Part.KIND)
    if _all_texts(before) != _all_texts(item):
        found.append(Part.TEXTS)
    if _plain_options(before.options) != _plain_options(item.options):
        found.append(Part.OPTIONS)
    if any(getattr(before, name) != getattr(item, name) for name in _RULES):
        found.append(Part.RULES)
    others = (name for name in _PLAIN if name not in (*_RULES, "parent"))
    if any(getattr(before, name) != getattr(item, name) for name in others):
        found.append(Part.OTHER)
    if item.code in moved:
        found.append(Part.PLACE)
    return tuple(found)


def _all_texts(item: Item) -> object:
    return [
        [getattr(item, name) for name in TEXTS],
        {option.code: option.label for option in item.options},
    ]


def _plain_options(options: tuple[Choice, ...]) -> object:
    return [(option.code, dict(option.columns)) for option in options]
