"""Password sign-ins as they come: twenty, spread over ten seconds, at a service of its own.

python -m benchmarks.sign_in            measures, and writes its part of benchmarks/README.md
python -m benchmarks.sign_in --print    measures, and prints
"""

import http.cookiejar
import os
import platform
import statistics
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from flask import g

from benchmarks.figures import write_part
from config import settings
from meeting_app import create_app
from meeting_app.core.db import begin_write, db
from meeting_app.people import service as people
from tests.browser.driving import Service
from tests.support.pages import Parsed

SIGN_INS, SECONDS = 20, 10
GOAL_MS = 400
PASSWORD = "tremble fork violin heron"


def make_people(folder: Path) -> list[str]:
    """Somebody with a password for each sign-in, in the database of the running service."""
    app = create_app(**settings({"DATA_DIR": str(folder)}))
    with app.app_context():
        g.lang, g.dir, g.now = "en", "ltr", datetime.now(UTC)
        begin_write()
        addresses = []
        for number in range(SIGN_INS):
            person = people.make_person(f"p{number}@example.org", "P", language="en", now=g.now)
            people.set_password(person, PASSWORD, g.now, with_rights=False)
            addresses.append(person.email)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return addresses


class Browser:
    """Has the page open; sends its form when told."""

    def __init__(self, url: str, email: str) -> None:
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar, _NoRedirect)
        self.url = f"{url}/en/account/sign-in/password"
        html = self.opener.open(self.url).read().decode()
        form = next(f for f in Parsed(html).forms if f.action.endswith("/sign-in/password"))
        self.fields = dict(form.fields) | {"email": email, "password": PASSWORD}

    def send(self) -> float:
        """Milliseconds from sending to the whole answer. Fails unless it signs in."""
        begun = time.perf_counter()
        status = self._post()
        took = (time.perf_counter() - begun) * 1000
        assert status == 303, status
        return took

    def _post(self) -> int:
        try:
            answer = self.opener.open(self.url, urlencode(self.fields).encode())
        except urllib.error.HTTPError as error:
            return error.code
        return int(answer.status)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_given: object) -> None:
        return None


def measure(browsers: list[Browser], spread: float) -> list[float]:
    """Milliseconds of each, sent evenly over `spread` seconds."""
    took: list[float] = []
    threads = [threading.Thread(target=lambda b=b: took.append(b.send())) for b in browsers]
    for thread in threads:
        thread.start()
        time.sleep(spread / len(browsers))
    for thread in threads:
        thread.join()
    return sorted(took)


def p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[-1]


def report() -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        service = Service(folder)
        try:
            addresses = make_people(folder)
            spread = measure([Browser(service.url, a) for a in addresses], SECONDS)
            burst = measure([Browser(service.url, a) for a in addresses], 0)
        finally:
            service.stop()
    return f"""## Signing in with a password

`python -m benchmarks.sign_in` measures and writes this part. argon2id with 19 MiB, t=2, p=1, two at once. Client and
service share the machine: {os.cpu_count()} cores, Python {platform.python_version()}. Measured {datetime.now(UTC):%Y-%m-%d}, load {os.getloadavg()[0]:.1f}.

| {SIGN_INS} sign-ins | median ms | p95 ms | slowest ms |
|---|--:|--:|--:|
| spread over {SECONDS} s (goal: p95 under {GOAL_MS} ms) | {statistics.median(spread):.0f} | {p95(spread):.0f} | {spread[-1]:.0f} |
| all at once | {statistics.median(burst):.0f} | {p95(burst):.0f} | {burst[-1]:.0f} |
"""


if __name__ == "__main__":
    text = report()
    if "--print" not in sys.argv:
        write_part("sign_in", text)
    print(text)
