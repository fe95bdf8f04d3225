"""Workers that are killed without warning while they send letters.

    python -m tests.support.killed_mailers steps DATABASE_URL FOLDER SMTP_PORT
        One worker ends itself at its n-th step, for n = 1, 2, 3, ... until none is left to end at;
        after each, another one does the rest. Prints the last n.
    python -m tests.support.killed_mailers random DATABASE_URL FOLDER SMTP_PORT
        Two workers at once, killed at random; prints how often.

Each round's letters have the cause "round n": two to be sent, one that is no longer true.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from meeting_app import create_app
from meeting_app.core import outbox
from meeting_app.core.db import begin_write, db
from meeting_app.core.outbox import Letter, OutgoingMail, sending
from tests.support.world import KEY

SENDER = "meeting@example.org"
RULES = outbox.Rules(conditions={"test.no": lambda *_: False})
KILLS = 12
RANDOM_LETTERS = 80
LONGEST_SECONDS = 20.0


def _app(url: str, folder: Path, port: int) -> Flask:
    sending.LEASE = timedelta(seconds=0.4)
    return create_app(
        TESTING=True,
        DATA_DIR=folder,
        SQLALCHEMY_DATABASE_URI=url,
        SECRET_KEY=KEY,
        SECRET_KEYS=[KEY],
        BASE_URL="http://localhost",
        LOOPBACK=True,
        SMTP_URL=f"smtp://127.0.0.1:{port}",
    )


def _post(cause: str, number: int) -> None:
    now = datetime.now(UTC)
    letters = [
        Letter("test.a", cause, f"p{one}@example.org", "Amal", "en", cause, "Body\n")
        for one in range(number)
    ]
    over = Letter(
        "test.b", cause, "over@example.org", "Amal", "en", cause, "Body\n", condition="test.no"
    )
    begin_write()
    outbox.post_many([over, *letters], now)
    db.session.commit()


def _waiting() -> int:
    left = db.session.scalar(
        select(func.count(OutgoingMail.id)).where(
            OutgoingMail.sent_at.is_(None), OutgoingMail.withdrawn_at.is_(None)
        )
    )
    db.session.rollback()
    return left or 0


def _send_all(app: Flask) -> None:
    until = time.monotonic() + LONGEST_SECONDS
    with closing(outbox.Smtp(app.config["SMTP_URL"], timeout=5)) as smtp:
        while time.monotonic() < until:
            if not outbox.send_next(smtp, SENDER, datetime.now(UTC), rules=RULES):
                if not _waiting():
                    return
                time.sleep(0.05)  # until a dead worker's lease has run out
    raise SystemExit("letters were left")


def _start(app: Flask, run: Callable[[], None]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        with app.app_context():
            run()
        code = 0
    finally:
        os._exit(code)


def _wait(pid: int) -> int:
    """The signal that ended it; 0 when it came to its end."""
    _pid, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return os.WTERMSIG(status)
    if os.WEXITSTATUS(status):
        raise SystemExit("a worker failed")
    return 0


def _kill_at_each_step(app: Flask) -> int:
    for number in count(1):

        def begin(number: int = number) -> None:
            _post(f"round {number}", 2)
            os.environ["KILL_AT_STEP"] = str(number)
            _send_all(app)

        if _wait(_start(app, begin)) != signal.SIGKILL:
            return number
        if _wait(_start(app, lambda: _send_all(app))):
            raise SystemExit("the second worker was killed, too")
    raise AssertionError


def _kill_at_random(app: Flask, seed: int = 1) -> int:
    chance, killed = random.Random(seed), 0
    _wait(_start(app, lambda: _post("round 0", RANDOM_LETTERS)))
    workers = [_start(app, lambda: _send_all(app)) for _ in range(2)]
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.02, 0.15))
        one = chance.randrange(2)
        os.kill(workers[one], signal.SIGKILL)
        killed += _wait(workers[one]) == signal.SIGKILL
        workers[one] = _start(app, lambda: _send_all(app))
    for worker in workers:
        _wait(worker)
    return killed


def main(way: str, url: str, folder: Path, port: int) -> None:
    app = _app(url, folder, port)
    print({"steps": _kill_at_each_step, "random": _kill_at_random}[way](app))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
