"""How long the rules of a questionnaire take, on the server and in the page.

python -m benchmarks.logic            measures, writes its part of the figures
python -m benchmarks.logic --print    measures, and prints
"""

import gzip
import json
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import write_part
from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.definition import Choice, Definition, Item
from meeting_app.questionnaires.expressions import parse
from meeting_app.questionnaires.logic import Logic, assess, compile_logic
from meeting_app.questionnaires.rules import QuestionKind, Value

STATIC = Path(__file__).parents[1] / "meeting_app/static"
SIZES = (12, 100, 1_000)
OPTIONS = 5_000
TODAY = "2026-11-26"
X = LocalText("en", "x")
REPEATED = 20


def make_definition(number: int) -> Definition:
    """Half of the questions are shown only if; a third have a constraint, a fifth are required only
    if; every tenth is a calculation."""
    items = []
    for place in range(number):
        near = [f"${{q{max(place - back, 0)}}}" for back in (1, 2, 3)]
        kind = QuestionKind.YES_NO if place % 3 else QuestionKind.WHOLE_NUMBER
        shown = f"{near[0]} = 'yes' or selected({near[1]}, 'no') or {near[2]} > 3"
        items.append(
            Item(
                f"q{place}",
                QuestionKind.CALCULATION if place % 10 == 9 else kind,
                X,
                relevant=shown if place > 3 and place % 2 else "",
                required_if=f"{near[0]} != ''" if place % 5 == 4 else "",
                constraint=". >= 0 and . <= 100" if place % 3 == 0 else "",
                calculation=f"{near[0]} + {near[1]} * 2" if place % 10 == 9 else "",
            )
        )
    return Definition(tuple(items))


def make_filter() -> tuple[Logic, dict[str, Value]]:
    """A list of thousands, of which an earlier answer leaves a tenth."""
    options = tuple(Choice(f"c{n}", X, {"region": f"r{n % 10}"}) for n in range(OPTIONS))
    asked = Item(
        "town",
        QuestionKind.ONE_CHOICE,
        X,
        options=options,
        choice_filter="region = ${region} or ${region} = 'all'",
    )
    logic = compile_logic(Definition((Item("region", QuestionKind.SHORT_TEXT, X), asked)))
    return logic, {"region": "r3"}


def milliseconds(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """Of this process, the median."""
    times = []
    for _time in range(REPEATED):
        before()
        begun = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def row(number: int) -> str:
    definition = make_definition(number)
    logic = compile_logic(definition)
    values: dict[str, Value] = {
        item.code: "yes" if item.kind == QuestionKind.YES_NO else 7 for item in definition.items
    }
    first = milliseconds(lambda: compile_logic(definition), parse.cache_clear)
    again = milliseconds(lambda: compile_logic(definition))
    found = milliseconds(lambda: assess(logic, values, TODAY))
    sent = json.dumps(logic.as_json(), separators=(",", ":")).encode()
    sizes = f"{len(sent):,} | {len(gzip.compress(sent)):,}"
    return f"| {number:,} | {first:.2f} | {again:.2f} | {found:.2f} | {sizes} |"


def measure() -> str:
    rows = "\n".join(row(number) for number in SIZES)
    logic, values = make_filter()
    filtered = milliseconds(lambda: assess(logic, values, TODAY))
    scripts = {name: (STATIC / name).read_bytes() for name in ("logic.js",)}
    small = " + ".join(f"{len(gzip.compress(one)):,}" for one in scripts.values())
    return f"""
## Rules of questionnaires

`python -m benchmarks.logic`: half of the questions are shown only if, a third have a constraint, a fifth are required
only if, a tenth are calculations; median of {REPEATED}. 2 cores, Python {platform.python_version()}, {platform.system()}. Measured {datetime.now(UTC):%Y-%m-%d}.

| Questions | Compile, first ms | Compile, parsed before ms | Assess ms | JSON for the page, bytes | gzip |
|--:|--:|--:|--:|--:|--:|
{rows}

- A choice filter over {OPTIONS:,} options: assessed in {filtered:.1f} ms.
- The two scripts of the page: {small} bytes as gzip.
"""


if __name__ == "__main__":
    text = measure()
    if "--print" in sys.argv:
        print(text)
    else:
        write_part("logic", text)
