"""Erasing a person from every feature, and again after an older database was put back."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from meeting_app.core import jobs
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.feature import Feature
from meeting_app.core.forgetting import SCRUB
from meeting_app.core.privacy import Erasing, Texts
from meeting_app.people import queries
from meeting_app.people.audit import record
from meeting_app.people.models import Action, ErasedPerson, Person


def find_objection(person: Person, features: Iterable[Feature]) -> str | None:
    """A sentence that says why this person cannot be erased yet."""
    asked = (one.privacy.objection(person) for one in features if one.privacy)
    return next(filter(None, asked), None)


def erase(
    person: Person,
    features: Iterable[Feature],
    *,
    texts: Texts,
    actor: Person | None,
    now: datetime,
    scope: str = "",
    must: bool = False,
) -> None:
    """Everywhere and at once; what lies on the disk follows by a job. Harmless the second time.

    features: in reading order. scope: slug of the meeting whose organiser did it. must: even if somebody objects, as after a restore.
    Raises Refused where the person cannot be erased yet.
    """
    if person.erased_at is not None:
        return
    features = list(features)
    if not must and (objection := find_objection(person, features)):
        raise Refused(objection)
    for merged in queries.list_merged_into(person):
        erase(merged, features, texts=texts, actor=actor, now=now, scope=scope, must=True)
    erasing = Erasing(person.id, person.name, queries.list_mailboxes(person), texts, now)
    number, made_at = person.id, person.created_at
    for feature in reversed(features):
        if feature.privacy:
            feature.privacy.erase(person, erasing)
    if db.session.get(ErasedPerson, number) is None:
        db.session.add(ErasedPerson(number=number, made_at=made_at, erased_at=now, texts=texts))
    details: dict[str, str | int | bool] = {k: n for k, n in sorted(erasing.counts.items()) if n}
    record(
        Action.ERASED,
        actor=actor,
        about=person,
        now=now,
        scope=scope,
        details={"texts": texts, **details},
    )
    _order_scrub(erasing)


def _order_scrub(erasing: Erasing) -> None:
    jobs.enqueue(
        SCRUB,
        f"scrub-{erasing.number}-{erasing.now.timestamp():.6f}",
        {"letters": erasing.letters, "contents": sorted(erasing.contents)},
        run_at=erasing.now,
    )


# ---- the list that outlives a restore


@dataclass(frozen=True, slots=True)
class Erasure:
    """One line of the list."""

    number: int
    made_at: datetime
    texts: Texts


COLUMNS = ("number", "made_at", "erased_at", "texts")


def write_erasures() -> str:
    """All erasures as CSV: numbers and instants, nothing personal."""
    file = io.StringIO()
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(COLUMNS)
    for row in db.session.scalars(select(ErasedPerson).order_by(ErasedPerson.number)):
        lines.writerow([row.number, row.made_at.isoformat(), row.erased_at.isoformat(), row.texts])
    return file.getvalue()


def read_erasures(text: str) -> Iterator[Erasure]:
    """Raises Refused with the number of a line that cannot be read."""
    lines = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    for line, row in enumerate(lines, 2):
        try:
            made_at = datetime.fromisoformat(row["made_at"])
            if made_at.tzinfo is None:
                raise ValueError(made_at)
            yield Erasure(int(row["number"]), made_at, Texts(row["texts"]))
        except (KeyError, ValueError, TypeError) as error:
            raise Refused(_("Line %(number)d of the list cannot be read.", number=line)) from error


def apply_erasures(
    erasures: Iterable[Erasure], features: Iterable[Feature], now: datetime
) -> tuple[int, int]:
    """Erase again whom an older copy of the database brought back.

    Returns how many were erased, and how many of the list were erased already or are not there.
    """
    features = list(features)
    erased = left = 0
    for one in erasures:
        person = db.session.get(Person, one.number)
        if person is None or person.created_at != one.made_at or person.erased_at is not None:
            left += 1
            continue
        erase(person, features, texts=one.texts, actor=None, now=now, must=True)
        erased += 1
    return erased, left
