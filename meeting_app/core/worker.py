"""The background worker: letters, jobs and what recurs, one after another, until it is told to stop."""

import logging
import os
import random
import socket
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from threading import Event

from flask import Flask, current_app, g

from meeting_app.core import files, jobs, outbox
from meeting_app.core.db import begin_write, db
from meeting_app.core.feature import Feature
from meeting_app.core.locale import DEFAULT_LANGUAGE, direction
from meeting_app.core.requests import forget_spent_keys, read_clock

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.0
SIGN_SECONDS = 15
OWN = (
    jobs.Recurring("core.forget_spent_keys", 3600, forget_spent_keys),
    jobs.Recurring(
        "core.sweep_files", 3600, lambda now: files.sweep(current_app.config["DATA_DIR"], now)
    ),
)


def transport(app: Flask) -> outbox.Transport:
    url = app.config["SMTP_URL"]
    return (
        outbox.send_by_smtp(url)
        if url
        else outbox.keep_as_files(app.config["DATA_DIR"] / "letters")
    )


def run_due(app: Flask, *, limit: int = 100_000) -> int:
    """Do everything that is due now, and return how many letters and jobs that were.

    For tests and commands; the worker itself does one at a time.
    """
    send = transport(app)
    done = 0
    runners = _runners(app.extensions["features"])
    while done < limit and _one(app, send, runners):
        done += 1
    return done


def run_recurring(app: Flask, now: datetime) -> None:
    for recurring in _recurring(app.extensions["features"]):
        _in_transaction(recurring.run, now)


def work(app: Flask, stop: Event) -> None:
    """Until `stop` is set. A job that has begun is finished first."""
    name = f"{socket.gethostname()}-{os.getpid()}"
    last: dict[str, float] = {}
    with app.app_context():
        g.lang, g.dir = DEFAULT_LANGUAGE, direction(DEFAULT_LANGUAGE)
        while not stop.is_set():
            try:
                busy = _round(app, name, last)
            except Exception:
                log.exception("the worker stumbled; it goes on")
                db.session.rollback()
                busy = False
            db.session.remove()
            if not busy:
                stop.wait(IDLE_SECONDS)


def _round(app: Flask, name: str, last: dict[str, float]) -> bool:
    now = read_clock()
    if _is_due(last, "sign of life", SIGN_SECONDS):
        _in_transaction(lambda at: jobs.show_sign_of_life(name, at), now)
    for recurring in _recurring(app.extensions["features"]):
        if _is_due(last, recurring.name, recurring.seconds):
            _in_transaction(recurring.run, now)
    return bool(run_due(app, limit=1))  # so that `stop` and the sign of life are never far


def _is_due(last: dict[str, float], name: str, seconds: int) -> bool:
    at = time.monotonic()
    if name in last and at - last[name] < seconds:
        return False
    last[name] = at
    return True


def _in_transaction(run: Callable[[datetime], None], now: datetime) -> None:
    begin_write()
    run(now)
    db.session.commit()


def _one(
    app: Flask, send: outbox.Transport, runners: Mapping[str, jobs.Run | jobs.SlowRun]
) -> bool:
    jitter = random.random()  # noqa: S311 - spreads retries, no secret
    return outbox.send_next(send, app.config["MAIL_FROM"], read_clock(), jitter=jitter) or (
        jobs.run_next(runners, read_clock(), jitter=jitter)
    )


def _runners(features: Iterable[Feature]) -> dict[str, jobs.Run | jobs.SlowRun]:
    return {kind: run for feature in features for kind, run in feature.jobs.items()}


def _recurring(features: Iterable[Feature]) -> list[jobs.Recurring]:
    return [*OWN, *(each for feature in features for each in feature.recurring)]
