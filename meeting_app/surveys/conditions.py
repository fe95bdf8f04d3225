"""Questions that only some people are asked. How many answered them tells how many said before what
leads to them, also where that number is hidden."""

from collections.abc import Mapping

from meeting_app.questionnaires.logic import Logic, compile_logic
from meeting_app.questionnaires.queries import definition_of
from meeting_app.questionnaires.rules import other_code
from meeting_app.questionnaires.tallies import Tally
from meeting_app.surveys.disclosure import is_small
from meeting_app.surveys.shapes import Finding, Shape


def withheld(tally: Tally, found: Mapping[str, Finding], fewest: int) -> frozenset[str]:
    """Codes of questions of which nothing may be shown. found: {code: what would be shown of it}"""
    if not fewest or not tally.questions:
        return frozenset()
    logic = compile_logic(definition_of(tally.questions[0].question.questionnaire))
    guarded: set[str] = set()
    """Codes whose numbers another question must not tell."""
    some: set[str] = set()
    """Codes of what is not shown to everybody."""
    gone: set[str] = set()
    for item in logic.order:
        finding = found.get(item.code)
        needed = _needs(logic, item.code)
        if logic.rule(item, "relevant") or item.parent in some:
            some.add(item.code)
        if needed & guarded or (
            finding and item.code in some and is_small(tally.total - finding.answered, fewest)
        ):
            gone.add(item.code)
        if item.code in gone or (finding and _hides(finding)):
            guarded.add(item.code)
    return frozenset(gone & found.keys())


def _needs(logic: Logic, code: str) -> set[str]:
    """Codes of what decides whether it is shown, and what of it."""
    item = logic.definition.by_code[code]
    needed = {item.parent} if item.parent else set()
    for name in ("relevant", "calculation", "choice_filter"):
        if rule := logic.rule(item, name):
            needed |= rule.questions
            needed |= {one.removesuffix(other_code("")) for one in rule.questions}
    return needed


def _hides(finding: Finding) -> bool:
    if not finding.answered or finding.shape is Shape.WORDS:
        return False
    return not finding.is_shown or any(
        row.value is None or None in row.values for row in finding.rows
    )
