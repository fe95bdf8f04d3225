"""How well names of the same organisation are told from look-alikes, on names of elsewhere.

    python -m benchmarks.organisation_matching            measures, writes its part of the figures
    python -m benchmarks.organisation_matching --print    measures, and prints

The data is not part of this repository; where it is absent (DATA names its folder) this says so.
"""

import csv
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.figures import write_part
from meeting_app.core.locale import fold
from meeting_app.people.matching import Verdict, compare_names

DATA = Path(os.environ.get("DATA", Path(__file__).parents[2] / "shared/data"))
VARIANTS = DATA / "alliance" / "organisation_name_variants_a.csv"
ROR = DATA / "organisations" / "organisation-names-ror.json"
CROSSREF = DATA / "organisations" / "affiliation-strings-crossref-2024.json"
NEAREST = 6

Pair = tuple[str, str, bool]
"""(one name, the other, whether they are the same)"""


@dataclass(frozen=True, slots=True)
class Score:
    found: int
    right: int
    wanted: int

    def __str__(self) -> str:
        precision = f"{self.right / self.found:.3f}" if self.found else "-"
        return f"{precision} | {self.right / self.wanted:.3f}"


def score(pairs: Iterable[Pair], verdicts: set[Verdict]) -> Score:
    said = [(compare_names(a, b).verdict in verdicts, same) for a, b, same in pairs]
    return Score(
        sum(found for found, _same in said),
        sum(found and same for found, same in said),
        sum(same for _found, same in said),
    )


def read_variants() -> list[Pair]:
    with VARIANTS.open(encoding="utf-8-sig") as file:
        return [
            (row["name_a"], row["name_b"], row["same_organisation"] == "yes")
            for row in csv.DictReader(file)
        ]


def read_ror() -> tuple[list[Pair], list[Pair]]:
    """Names of one organisation against each other and against their nearest neighbours of other
    organisations; and strings as authors typed them, against the names of the one they mean."""
    rows = [(row["affiliation"], row["ror-id"]) for row in json.loads(ROR.read_text())]
    names = defaultdict(list)
    for name, number in rows:
        names[number].append(name)
    pairs: set[Pair] = {
        (a, b, True) for same in names.values() for a, b in combinations(sorted(same), 2)
    }
    keys = [fold(name) for name, _number in rows]
    for place, (name, number) in enumerate(rows):
        near = process.extract(keys[place], keys, scorer=fuzz.token_set_ratio, limit=NEAREST)
        for _key, _likeness, other in near:
            if rows[other][1] != number:
                a, b = sorted((name, rows[other][0]))
                pairs.add((a, b, False))
    typed = [
        (row["affiliation"], name, True)
        for row in json.loads(CROSSREF.read_text())
        if len(row["ror_ids"]) == 1
        for name in names.get(row["ror_ids"][0], ())
    ]
    return sorted(pairs), typed


def measure() -> str:
    names, typed = read_ror()
    lines = [
        "## Names of organisations",
        "",
        "`python -m benchmarks.organisation_matching`: precision and recall of the verdicts, by the names alone, without",
        "other names that a directory would know.",
        "",
        "| Data | pairs (same) | `same`: precision | recall | `same` or `maybe`: precision | recall |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for title, pairs in (
        ("labelled variants of a network's members", read_variants()),
        (f"registry names, with the {NEAREST} nearest of others", names),
        ("addresses as authors typed them, against registry names", typed),
    ):
        sure, any_ = score(pairs, {Verdict.SAME}), score(pairs, {Verdict.SAME, Verdict.MAYBE})
        lines.append(f"| {title} | {len(pairs)} ({sure.wanted}) | {sure} | {any_} |")
    alike = [(a, b) for a, b, same in read_variants() if not same]
    wrong = [pair for pair in alike if compare_names(*pair).verdict is Verdict.SAME]
    lines += [
        "",
        f"Of the {len(alike)} labelled look-alikes {len(wrong)} are called `same`. The typed addresses name departments and",
        "towns with the organisation: `maybe` is the right answer for most of them, and all pairs are of one organisation,",
        "so that their precision says nothing. Developed on the registry names; the labelled variants were measured at the end.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    if not all(path.exists() for path in (VARIANTS, ROR, CROSSREF)):
        print(f"The data is not here: {DATA}")
    elif "--print" in sys.argv:
        print(measure())
    else:
        write_part("organisation_matching", measure())
