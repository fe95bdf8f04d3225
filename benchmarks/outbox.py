"""The outbox: writing a letter to 1,600 people, and sending 2,000 after the mail server was down.

    python -m benchmarks.outbox             measures (about ten minutes), and writes its figures
    python -m benchmarks.outbox --print     measures, and prints

The letters leave through `flask worker` as it is, at the rate of the settings, to a mail server on
loopback that takes everything.
"""

import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, g

from benchmarks.figures import write_part
from meeting_app.core import outbox
from meeting_app.core.db import begin_write, db
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.outbox import Letter
from tests.support.mail_servers import Server, a_free_port, a_server
from tests.support.statements import Statements
from tests.support.world import KEY, make_app

ROOT = Path(__file__).parent.parent
GROUP = 1600
BACKLOG = 2000
DOWN_SECONDS = 45
LONGEST_SECONDS = 900


def _compose(number: int) -> list[Letter]:
    languages = list(LANGUAGES)
    return [
        outbox.write(
            "people/sign_in_link",
            cause=f"benchmark {one}",
            address=f"person{one}@example.org",
            name=f"Person {one}",
            language=languages[one % len(languages)],
            scope="2027",
            person_id=one,
            url=f"http://localhost/en/account/link/{one}",
            minutes=30,
        )
        for one in range(number)
    ]


def write_to_a_group() -> list[str]:
    now = datetime.now(UTC)
    began = time.perf_counter()
    letters = _compose(GROUP)
    composed = time.perf_counter()
    begin_write()
    with Statements() as statements:
        outbox.post_many(letters, now)
        db.session.commit()
    posted = time.perf_counter()
    return [
        f"- {GROUP} letters in four languages: composed in {composed - began:.2f} s, written into the "
        f"outbox (sealed) in {posted - composed:.2f} s with {statements.number} SQL statements."
    ]


def send_after_an_outage(app: Flask, folder: Path) -> list[str]:
    port, now = a_free_port(), datetime.now(UTC)
    begin_write()
    db.session.query(outbox.MailAttempt).delete()
    db.session.query(outbox.OutgoingMail).delete()
    outbox.post_many(_compose(BACKLOG), now)
    db.session.commit()
    db.session.remove()
    environment = {
        **os.environ,
        "FLASK_APP": "wsgi",
        "DATA_DIR": str(folder),
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "SECRET_KEY": KEY,
        "SMTP_URL": f"smtp://127.0.0.1:{port}",
    }
    flask = Path(sys.executable).with_name("flask")
    worker = subprocess.Popen(
        [flask, "worker"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        time.sleep(DOWN_SECONDS)
        failed = db.session.query(outbox.OutgoingMail).where(
            outbox.OutgoingMail.refusals > 0
        ).count()  # fmt: skip
        db.session.remove()
        with a_server(port=port) as server:
            return _watch(server, failed)
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(30)


def _watch(server: Server, failed: int) -> list[str]:
    began = time.monotonic()
    first = link = linked = 0.0
    counted: list[int] = []
    while len(server.taken) < BACKLOG + bool(link) and time.monotonic() - began < LONGEST_SECONDS:
        time.sleep(0.05)
        passed = time.monotonic() - began
        first = first or (passed if server.taken else 0.0)
        if passed > 60 * (len(counted) + 1):
            counted.append(len(server.taken))
        if passed > 60 and not link:
            link = passed
            begin_write()
            outbox.post(
                Letter("people.sign_in_link", "l", "l@example.org", "", "en", "Link", "Link\n"),
                datetime.now(UTC),
            )
            db.session.commit()
            db.session.remove()
        if link and not linked and any(made["Subject"] == "Link" for made in server.taken[-12:]):
            linked = passed
    took = time.monotonic() - began
    ids = Counter(str(made["Message-ID"]) for made in server.taken)
    minutes = [b - a for a, b in zip([0, *counted], counted, strict=False)]
    return [
        f"- {BACKLOG} letters wait while the mail server is down for {DOWN_SECONDS} s: {failed} of them "
        f"counted a failure. The first leaves {first:.1f} s after the server is back, the last after "
        f"{took / 60:.1f} minutes ({took:.0f} s), at the default rate of 240 a minute; "
        f"most in any minute: {max(minutes)}.",
        f"- Copies: {len(server.taken)} taken, {len(ids)} Message-IDs, over {len(server.peers)} "
        "connections.",
        f"- A sign-in link asked for in the middle of it left after {linked - link:.1f} s.",
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = make_app(folder, TESTING=False)
        with app.app_context():
            g.lang, g.dir = "en", "ltr"
            lines = write_to_a_group()
            lines += send_after_an_outage(app, folder)
            db.session.remove()
            db.engine.dispose()
    text = "\n".join(
        [
            "## The outbox",
            "",
            f"`python -m benchmarks.outbox`, SQLite, {os.cpu_count()} cores shared by worker and mail "
            f"server, Python {platform.python_version()}. Measured {datetime.now(UTC).date()}.",
            "",
            *lines,
        ]
    )
    if "--print" in sys.argv:
        print(text)
    else:
        write_part("outbox", text)


if __name__ == "__main__":
    main()
