"""Searching a directory of 5,000 organisations, and finding those that may be the same.

    python -m benchmarks.organisations            measures, and writes its part of the figures
    python -m benchmarks.organisations --print    measures, and prints

The names are made of invented words, in the proportions of a real directory: one to six words,
acronyms and other names for a third. Queries are names, beginnings, acronyms and typing errors.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask import g

from benchmarks.figures import write_part
from meeting_app.core.db import begin_write, db
from meeting_app.core.locale import fold
from meeting_app.people import queries, service
from meeting_app.people.models import Organisation, OrganisationAlias
from meeting_app.people.names.pairing import find_pairs
from meeting_app.people.names.searching import Index
from tests.support.world import make_app

NUMBER = 5_000
_KINDS = (
    "Foundation Network Association Trust Alliance Centre University Ministry Council Federation"
)
_FIELDS = "Child Family Youth Women Refugee Health Education Rights Peace Relief Development Care"
_PLACES = "Kenya Mali Jordan Norway Peru Nepal Chad Haiti International Lebanon Ghana Colombia"
_SYLLABLES = [
    "ba",
    "ki",
    "lo",
    "mu",
    "ra",
    "te",
    "so",
    "ni",
    "va",
    "del",
    "mar",
    "tan",
    "hou",
    "wen",
    "sil",
    "fra",
    "gor",
    "pel",
    "ash",
    "dun",
    "kit",
    "yor",
]


def make_names(chance: random.Random) -> list[tuple[str, list[str]]]:
    """(name, other names), no name twice."""
    own = ["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3)))) for _ in range(2_500)]
    made: dict[str, list[str]] = {}
    while len(made) < NUMBER:
        words = chance.sample(own, chance.choice((1, 1, 2)))
        words += chance.sample(_FIELDS.split(), chance.choice((0, 1, 1, 2)))
        words += [chance.choice(_KINDS.split())] if chance.random() < 0.7 else []
        words += [chance.choice(_PLACES.split())] if chance.random() < 0.4 else []
        name = " ".join(words).title()
        others = [name.upper().replace(" ", "-") + " Group"] if chance.random() < 0.3 else []
        made.setdefault(name, others)
    return list(made.items())


def make_queries(names: list[str], chance: random.Random) -> list[str]:
    found = []
    for name in chance.sample(names, 200):
        words = name.split()
        found += [name, name[:3], name[:6], words[0], words[-1], f"{words[0]} {words[-1][:3]}"]
        found.append("".join(word[0] for word in words))
        if len(words[0]) > 4:
            found.append(words[0][:2] + words[0][3] + words[0][2] + words[0][4:])
    return found


def timed(work: Callable[[], object]) -> float:
    """Seconds of this process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def measure() -> str:
    chance = random.Random(5)
    names = make_names(chance)
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(Path(folder))
        with app.app_context():
            g.lang, g.dir = "en", "ltr"
            begin_write()
            for number, (name, others) in enumerate(names, 1):
                db.session.add(Organisation(id=number, name=name, folded=fold(name)))
                for other in others:
                    db.session.add(
                        OrganisationAlias(organisation_id=number, name=other, folded=fold(other))
                    )
            service.change_stamp()
            db.session.commit()
            first = timed(lambda: queries.search_organisations("a"))
            times = sorted(
                1000 * timed(lambda query=query: queries.search_organisations(query))  # type: ignore[misc]
                for query in make_queries([name for name, _others in names], chance)
            )
            similar = sorted(
                1000 * timed(lambda name=name: queries.list_similar(name + "x"))  # type: ignore[misc]
                for name, _others in chance.sample(names, 100)
            )
            directory, fresh, settled = queries.read_directory()
            pairs = []
            whole = timed(lambda: pairs.extend(find_pairs(directory, fresh, settled)))
            one = timed(lambda: find_pairs(directory, {1}, settled))
            assert isinstance(queries.directory_index(), Index)
            db.session.remove()
            db.engine.dispose()
    late = int(len(times) * 0.95)
    return f"""
## Organisations

`python -m benchmarks.organisations`: a directory of {NUMBER} invented names on SQLite, {len(times)} queries; time of
the process, with the one SQL statement that asks whether the directory changed.

- Search while typing: median {statistics.median(times):.1f} ms, 95 of 100 within {times[late]:.1f} ms, slowest {times[-1]:.1f} ms.
- Reading the directory into memory, once after each change: {first * 1000:.0f} ms.
- Asking back about similar names when a form is sent: median {statistics.median(similar):.0f} ms, slowest {similar[-1]:.0f} ms.
- Pairs that may be the same, by the worker: {len(pairs)} in the whole directory in {whole:.1f} s; for one new name in {one:.2f} s.
"""


if __name__ == "__main__":
    text = measure()
    if "--print" in sys.argv:
        print(text)
    else:
        write_part("organisations", text)
