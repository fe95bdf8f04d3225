"""What is held about somebody: in words for a page, and as a file that the worker makes."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func, select

from meeting_app.core import files, jobs, outbox
from meeting_app.core.db import db
from meeting_app.core.feature import Feature
from meeting_app.core.locale import babel_locale
from meeting_app.core.privacy import Holding
from meeting_app.people import letters
from meeting_app.people.audit import record
from meeting_app.people.models import Action, DataExport, ErasedPerson, Person

MAKE_EXPORT = "people.make_export"
KEPT_FOR = timedelta(hours=24)
ZIP = "application/zip"
_SAME_FOR_ALL = (1980, 1, 1, 0, 0, 0)
"""The time of the entries in a ZIP: nothing is told by it."""


def list_holdings(person: Person, features: Iterable[Feature]) -> list[Holding]:
    """What there is of this person, in reading order; kinds of which there is nothing are left out."""
    found = (
        one for feature in features if feature.privacy for one in feature.privacy.holdings(person)
    )
    return [one for one in found if one.number]


def list_holdings_of_other(somebody: Person, features: Iterable[Feature]) -> list[Holding]:
    """As `list_holdings`, in the third person and without links to pages that are theirs alone."""
    return [one.of_other() for one in list_holdings(somebody, features)]


def ask_for_data(person: Person, now: datetime) -> DataExport:
    """Have the worker make the file. Asking again before it is ready changes nothing."""
    asked = DataExport(person_id=person.id, asked_at=now, ends_at=now + KEPT_FOR)
    db.session.add(asked)
    db.session.flush()
    jobs.enqueue(MAKE_EXPORT, f"data-{asked.id}", {"export": asked.id}, run_at=now)
    return asked


def make_again(export: DataExport, now: datetime) -> None:
    """As somebody was erased of whom the file may tell. The caller takes the old file away."""
    export.file, export.made_at = None, None
    key = f"data-{export.id}-{now.timestamp():.6f}"
    jobs.enqueue(MAKE_EXPORT, key, {"export": export.id}, run_at=now)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that goes into one person's file."""

    number: int
    """Of the export."""
    erased: int
    """How many people had been erased by then."""
    language: str
    lists: Mapping[str, Mapping[str, Any]]
    """{feature: {name of a list: rows}}"""
    contents: Mapping[str, bytes]
    """{name within the ZIP: content}"""


def gather(number: int, features: Iterable[Feature], folder: Path) -> Gathered | None:
    """Read what is held. None where export or person are gone."""
    asked = db.session.get(DataExport, number)
    if asked is None or asked.file_id is not None:
        return None
    lists: dict[str, Mapping[str, Any]] = {}
    contents: dict[str, bytes] = {}
    for feature in features:
        if feature.privacy is None:
            continue
        found = {name: rows for name, rows in feature.privacy.export(asked.person).items() if rows}
        if found:
            lists[feature.name] = found
        for own in feature.privacy.files(asked.person):
            place = f"files/{len(contents) + 1:02}-{Path(own.name).name}"
            contents[place] = files.read(folder, own.stored)
    return Gathered(number, _count_erased(), asked.person.language, lists, contents)


def _count_erased() -> int:
    return db.session.scalar(select(func.count()).select_from(ErasedPerson)) or 0


def pack(gathered: Gathered) -> bytes:
    """The ZIP: a page that explains, one JSON file per feature, and the person's own files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, content: str | bytes) -> None:
            entry = zipfile.ZipInfo(name, _SAME_FOR_ALL)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)

        with force_locale(babel_locale(gathered.language)):
            add("README.txt", _readme())
        for feature, lists in gathered.lists.items():
            add(f"{feature}.json", json.dumps(lists, ensure_ascii=False, indent=2) + "\n")
        for name, content in gathered.contents.items():
            add(name, content)
    return made.getvalue()


def _readme() -> str:
    return (
        "\n\n".join(
            [
                _("This is what the service holds about you."),
                _(
                    "Each part of the service has a file of its own in the JSON format, which any text "
                    "editor opens and other services can read. Times are in UTC. Files that you handed "
                    "in are in the folder “files”."
                ),
                _(
                    "What concerns other people is left out: names and addresses of those who present "
                    "with you, and who reviewed your abstracts."
                ),
                _(
                    "Keep this file where nobody else can read it, or delete it when you have read it."
                ),
            ]
        )
        + "\n"
    )


def keep(gathered: Gathered, content: bytes, folder: Path, now: datetime) -> None:
    """Store the file and tell the person. Nothing happens where they were erased meanwhile; where
    somebody else was, the file is made again without them."""
    number = gathered.number
    asked = db.session.get(DataExport, number)
    if asked is None or asked.file_id is not None:
        return
    if gathered.erased != _count_erased():
        make_again(asked, now)
        return
    asked.file = files.store(folder, f"data-{now:%Y-%m-%d}.zip", ZIP, content, now)
    asked.made_at, asked.ends_at = now, now + KEPT_FOR
    db.session.flush()
    record(
        Action.DATA_HANDED_OUT, actor=asked.person, about=asked.person, now=now, thing="data.zip"
    )
    outbox.post(letters.data_ready(asked), now)
