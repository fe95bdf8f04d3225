"""The worker's part: files with one's own data, the daily endings, and the disk afterwards."""

from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app

from meeting_app.core.forgetting import SCRUB, scrub, sweep_letters
from meeting_app.core.jobs import Recurring, SlowRun
from meeting_app.people import service
from meeting_app.people.service.exporting import MAKE_EXPORT, Gathered, gather, keep, pack

HOUR = 3600


def _folder() -> Path:
    folder: Path = current_app.config["DATA_DIR"]
    return folder


def _gather(arguments: dict[str, Any]) -> Gathered | None:
    return gather(arguments["export"], current_app.extensions["features"], _folder())


def _pack(gathered: Gathered | None) -> tuple[Gathered, bytes] | None:
    return (gathered, pack(gathered)) if gathered else None


def _keep(made: tuple[Gathered, bytes] | None, now: datetime) -> None:
    if made:
        keep(*made, _folder(), now)


def _scrub(arguments: dict[str, Any]) -> None:
    scrub(_folder(), arguments["letters"], arguments["contents"])


def _run_endings(now: datetime) -> None:
    service.run_endings(current_app.extensions["features"], now)


def _end_files(now: datetime) -> None:
    service.end_exports(now)
    sweep_letters(_folder(), now)


JOBS = {
    MAKE_EXPORT: SlowRun(_gather, _pack, _keep),
    SCRUB: SlowRun(lambda arguments: arguments, _scrub, lambda _nothing, _now: None),
}
RECURRING = (
    Recurring("people.run_endings", HOUR, _run_endings),
    Recurring("people.end_files", HOUR // 6, _end_files),
)
