"""The background worker: letters, jobs and what recurs, one after another, until it is told to stop."""

import logging
import os
import random
import socket
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
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
KEEP_SECONDS = 10
"""How long the connection to the mail server is kept for the next letter."""
OWN = (
    jobs.Recurring("core.forget_spent_keys", 3600, forget_spent_keys),
    jobs.Recurring(
        "core.sweep_files", 3600, lambda now: files.sweep(current_app.config["DATA_DIR"], now)
    ),
)


def transport(app: Flask) -> outbox.Smtp | outbox.Folder:
    """To be closed when the run of letters is over."""
    url = app.config["SMTP_URL"]
    if not url:
        return outbox.Folder(app.config["DATA_DIR"] / "letters")
    return outbox.Smtp(
        url,
        bounces_to=app.config["MAIL_BOUNCES"],
        require_tls=app.config["SMTP_REQUIRE_TLS"],
    )


def run_due(app: Flask) -> int:
    """Do everything that is due now, and return how many letters and jobs that were.

    For tests and commands, without a pace; the worker itself does a few at a time.
    """
    runners = _runners(app.extensions["features"])
    done = 0
    with closing(transport(app)) as send:
        while found := _some(app, send, runners, per_minute=None):
            done += found
    return done


def run_recurring(app: Flask, now: datetime) -> None:
    for recurring in _recurring(app.extensions["features"]):
        _in_transaction(recurring.run, now)


def work(app: Flask, stop: Event) -> None:
    """Until `stop` is set. A job that has begun is finished first."""
    name = f"{socket.gethostname()}-{os.getpid()}"
    last: dict[str, float] = {}
    with app.app_context(), closing(transport(app)) as send:
        g.lang, g.dir = DEFAULT_LANGUAGE, direction(DEFAULT_LANGUAGE)
        used = time.monotonic()
        while not stop.is_set():
            try:
                busy = _round(app, send, name, last)
            except Exception:
                log.exception("the worker stumbled; it goes on")
                db.session.rollback()
                busy = False
            db.session.remove()
            if busy:
                used = time.monotonic()
            elif not stop.wait(IDLE_SECONDS) and time.monotonic() - used > KEEP_SECONDS:
                send.close()


def _round(
    app: Flask, send: outbox.Smtp | outbox.Folder, name: str, last: dict[str, float]
) -> bool:
    now = read_clock()
    if _is_due(last, "sign of life", SIGN_SECONDS):
        _in_transaction(lambda at: jobs.show_sign_of_life(name, at), now)
    for recurring in _recurring(app.extensions["features"]):
        if _is_due(last, recurring.name, recurring.seconds):
            _in_transaction(recurring.run, now)
    # Few at a time, so that `stop` and the sign of life are never far.
    runners = _runners(app.extensions["features"])
    return bool(_some(app, send, runners, per_minute=app.config["MAIL_PER_MINUTE"]))


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


def _some(
    app: Flask,
    send: outbox.Transport,
    runners: Mapping[str, jobs.Run | jobs.SlowRun],
    *,
    per_minute: int | None,
) -> int:
    """At most a letter and a job, so that neither keeps the other waiting; how many."""
    jitter = random.random()  # noqa: S311 - spreads retries, no secret
    sent = outbox.send_next(
        send,
        app.config["MAIL_FROM"],
        read_clock(),
        jitter=jitter,
        rules=_rules(app.extensions["features"]),
        per_minute=per_minute,
    )
    return sent + jobs.run_next(runners, read_clock(), jitter=jitter)


def _rules(features: Iterable[Feature]) -> outbox.Rules:
    listed = list(features)
    return outbox.Rules(
        conditions={name: ask for one in listed for name, ask in one.conditions.items()},
        holds_back=[one.holds_back for one in listed if one.holds_back],
        stop_url=next((one.stop_url for one in listed if one.stop_url), None),
    )


def _runners(features: Iterable[Feature]) -> dict[str, jobs.Run | jobs.SlowRun]:
    return {kind: run for feature in features for kind, run in feature.jobs.items()}


def _recurring(features: Iterable[Feature]) -> list[jobs.Recurring]:
    return [*OWN, *(each for feature in features for each in feature.recurring)]
