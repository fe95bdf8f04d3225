"""Long forms in steps, and what was typed into a form as names and texts, to be put into it again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Definition, Item
from meeting_app.questionnaires.forms.answering import UNASKED, Answering, field_name
from meeting_app.questionnaires.forms.changing import names_of
from meeting_app.questionnaires.rules import QuestionKind

Pairs = list[tuple[str, str]]
FEWEST = 2
"""Sections that make steps, unless organisers say otherwise."""


@dataclass(frozen=True, slots=True)
class Step:
    """A section, or what stands between two of them."""

    code: str
    """Of its section, or of the first item in it."""
    label: LocalText | None
    items: tuple[Item, ...]
    """On the level of the section; what is in the section is not named."""


def steps_of(definition: Definition, wanted: bool | None) -> list[Step]:
    """Empty where all questions stand on one page. wanted: None where nobody has said."""
    found: list[Step] = []
    loose: list[Item] = []
    for item in definition.inside(None):
        if item.kind == QuestionKind.SECTION:
            found += _loose(loose)
            loose = []
            found.append(Step(item.code, item.label, (item,)))
        elif item.kind != QuestionKind.CALCULATION:
            loose.append(item)
    found += _loose(loose)
    sections = sum(step.label is not None for step in found)
    is_long = sections >= FEWEST if wanted is None else wanted
    return found if is_long and len(found) > 1 else []


def _loose(items: list[Item]) -> list[Step]:
    return [Step(items[0].code, None, tuple(items))] if items else []


def all_items(form: Answering, step: Step) -> Iterator[Item]:
    """What is answered in a step, however deep."""
    waiting = list(step.items)
    while waiting:
        item = waiting.pop(0)
        waiting += form.definition.inside(item.code) if item.kind == QuestionKind.SECTION else ()
        if item.kind not in UNASKED:
            yield item


def is_shown(form: Answering, step: Step) -> bool:
    return any(form.is_shown(item) for item in step.items)


def has_errors(form: Answering, step: Step) -> bool:
    return any(field.errors for item in all_items(form, step) for field in _fields(form, item))


def forget_errors(form: Answering, step: Step) -> None:
    for item in all_items(form, step):
        for field in _fields(form, item):
            field.errors = []


def _fields(form: Answering, item: Item) -> Iterator[Any]:
    yield form.of(item)
    if (beside := form.other_of(item)) is not None:
        yield beside


def typed_into(form: Answering) -> Pairs:
    """Everything, whether it can be read or not."""
    found = [pair for item in form.definition.items for pair in typed_as(form, item)]
    return [*found, ("order", form.order.data)] if form.is_shuffled else found


def typed_as(form: Answering, item: Item) -> Pairs:
    """The answer to one question, as the form's own fields would send it."""
    if item.kind in UNASKED:
        return []
    field, name = form.of(item), field_name(item)
    found: Pairs = []
    match item.kind:
        case QuestionKind.RANKING:
            found = [(f"{name}-{code}", rank) for code, rank in field.ranks.items()]
        case QuestionKind.GRID | QuestionKind.POINTS:
            found = [(f"{name}-{code}", text) for code, text in field.typed.items()]
        case QuestionKind.SEVERAL_CHOICES:
            found = [(name, code) for code in field.data or ()]
        case QuestionKind.FILE:
            found = [(f"{name}-kept", field.token)] if field.kept else []
        case QuestionKind.ORGANISATION:
            found = [(name, field.data or "")]
            if field.choice:
                found += [(f"{name}-choice", field.choice), (f"{name}-for", field.data or "")]
        case QuestionKind.WHOLE_NUMBER | QuestionKind.DECIMAL:
            found = [(name, field._value())]
        case _:
            found = [(name, field.data or "")]
    if (beside := form.other_of(item)) is not None:
        found.append((field_name(rules.other_code(item.code)), beside.data or ""))
    return [pair for pair in found if pair[1]]


def said_in(form: Answering, item: Item) -> Sequence[Any]:
    """What was answered, to be read by people: labels and texts."""
    field = form.of(item)
    if item.kind == QuestionKind.FILE:
        return [field.kept.name] if field.kept else []
    labels = {option.code: option.label for option in item.options}
    said: list[Any] = []
    for name, text in typed_as(form, item):
        row = labels.get(name.removeprefix(f"{field_name(item)}-"))
        if row is not None:
            said.append((row, text))
        elif not name.endswith(("-choice", "-for")):
            choices = {str(c.value): c.label for c in getattr(field, "choices", None) or ()}
            said.append(labels.get(text) or choices.get(text) or text)
    return said


@dataclass(frozen=True, slots=True)
class Difference:
    """One question to which two windows hold different answers."""

    code: str
    label: LocalText | str
    saved: Sequence[Any]
    here: Sequence[Any]


def differences(here: Answering, saved: Answering) -> list[Difference]:
    """Both forms ask the same."""
    return [
        Difference(item.code, item.label, said_in(saved, item), said_in(here, item))
        for item in here.definition.questions
        if typed_as(saved, item) != typed_as(here, item)
    ]


def choose(sent: Pairs, saved: Sequence[Sequence[str]], names: Mapping[str, set[str]]) -> Pairs:
    """After two windows: of each question the text that was chosen. sent: by the page that showed
    both. saved: what it did not send along. names: {code of a question: those of its fields}."""
    fields = sent
    for code, own in names.items():
        if (f"choose-{code}", "saved") in sent:
            fields = [pair for pair in fields if pair[0] not in own]
            fields += [(name, text) for name, text in saved if name in own]
    return fields


def names_in(form: Answering) -> dict[str, set[str]]:
    """{code of a question: names of the fields that answer it}"""
    return {item.code: names_of(item) for item in form.definition.questions}
