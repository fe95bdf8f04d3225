"""Two questions of one code, where the words beside "other" take a code as well."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Definition, Item


@dataclass(frozen=True, slots=True)
class Overlap:
    """The words beside "other" would stand under the code of another question."""

    code: str
    """Of the question that offers "other"."""
    beside: str
    """The code in question."""
    is_left_out: bool
    """Whether the question with this code is left out; if not, there is no line beside "other"."""


def find_overlaps(
    now: Definition, wanted: Iterable[Item], stay: Iterable[Item], former: Collection[str]
) -> Iterator[Overlap]:
    """Who was there first keeps the code; what overlaps already is left as it is."""
    made = {item.code: item for item in (*stay, *wanted)}
    for item in made.values():
        beside = rules.other_code(item.code)
        before = now.by_code.get(item.code)
        if not item.other:
            continue
        if before is None or not before.other:
            if beside in made or beside in former or beside in now.by_code:
                yield Overlap(item.code, beside, is_left_out=False)
        elif beside in made and beside not in now.by_code:
            yield Overlap(item.code, beside, is_left_out=True)
