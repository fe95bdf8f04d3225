"""Two workers over one database, killed without warning again and again, until all jobs are done.

    python -m tests.support.killed_workers DATABASE_URL FOLDER SEED

Each run of a job leaves a line in FOLDER/runs, each result a row in the table `result`.
"""

import os
import random
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

from flask import Flask
from sqlalchemy import create_engine, text

from meeting_app.core import jobs, worker
from meeting_app.core.db import db
from meeting_app.core.feature import Feature

KILLS = 6
GIVE_UP_SECONDS = 20


def _note(folder: Path, number: int) -> None:
    with (folder / "runs").open("a") as file:
        file.write(f"{number}\n")
    (folder / f"busy-{os.getpid()}").touch()
    time.sleep(0.02)


def _store(number: int, *_: Any) -> None:
    db.session.execute(text("INSERT INTO result VALUES (:number)"), {"number": number})


def _work(url: str, folder: Path) -> None:
    """The worker as it is, with a short lease."""
    jobs.LEASE = timedelta(seconds=0.3)
    worker.IDLE_SECONDS = 0.02

    def plain(arguments: dict[str, Any], _now: Any) -> None:
        _store(arguments["number"])
        _note(folder, arguments["number"])

    def slow(number: int) -> int:
        _note(folder, number)
        return number

    app = Flask("killed")
    app.config.update(
        SQLALCHEMY_DATABASE_URI=url,
        DATA_DIR=folder,
        SMTP_URL="",
        SMTP_REQUIRE_TLS=False,
        MAIL_FROM="a@example.org",
        MAIL_BOUNCES="",
        MAIL_PER_MINUTE=240,
    )
    db.init_app(app)
    kinds = {
        "plain": plain,
        "slow": jobs.SlowRun(read=lambda a: a["number"], work=slow, store=_store),
    }
    app.extensions["features"] = (Feature("test", jobs=kinds),)
    worker.work(app, Event())


def _start(url: str, folder: Path) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            _work(url, folder)
        finally:
            os._exit(1)
    return pid


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _left(url: str) -> int:
    engine = create_engine(url)
    with engine.connect() as connection:
        left = connection.scalar(text("SELECT count(*) FROM job WHERE done_at IS NULL"))
    engine.dispose()
    return left or 0


def _busy(pids: list[int], folder: Path) -> int | None:
    """Which of the two is in the middle of a job, once one is: a busy machine starts them late."""
    until = time.monotonic() + GIVE_UP_SECONDS
    while time.monotonic() < until:
        for place, pid in enumerate(pids):
            if (folder / f"busy-{pid}").exists():
                return place
        time.sleep(0.001)
    return None


def main(url: str, folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    pids = [_start(url, folder), _start(url, folder)]
    try:
        for number in range(KILLS):
            if number % 2:
                time.sleep(chance.uniform(0.05, 0.2))  # wherever it is
                victim = chance.randrange(2)
            else:
                victim = _busy(pids, folder) or 0
            _kill(pids[victim])
            pids[victim] = _start(url, folder)
        until = time.monotonic() + GIVE_UP_SECONDS
        while _left(url) and time.monotonic() < until:
            time.sleep(0.1)
    finally:
        for pid in pids:
            _kill(pid)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
