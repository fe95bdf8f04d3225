"""What a file would make of the answers that were given."""

from collections.abc import Mapping
from dataclasses import dataclass

from meeting_app.questionnaires.definition import Choice, Definition, Item


@dataclass(frozen=True, slots=True)
class Concern:
    """Answers whose meaning a file changes; nobody says what they mean from then on."""

    item: Item
    """As it is now."""
    option: Choice | None
    """That is no longer offered; None where the whole question is no longer asked."""
    count: int
    """Of responses."""


def find_concerns(
    now: Definition,
    planned: Definition,
    to_each: Mapping[str, int],
    naming: Mapping[tuple[str, str], int],
) -> list[Concern]:
    """to_each: {question: responses that answer it}. naming: {(question, option): those that name it}.
    In the order of the questions."""
    found: list[Concern] = []
    for item in now.items:
        made = planned.by_code.get(item.code)
        if made is None:
            found.append(Concern(item, None, to_each.get(item.code, 0)))
            continue
        offered = {option.code for option in made.options}
        found += [
            Concern(item, option, naming.get((item.code, option.code), 0))
            for option in item.options
            if option.code not in offered
        ]
    return [one for one in found if one.count]
