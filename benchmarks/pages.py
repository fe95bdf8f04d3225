"""Every page on a large meeting: SQL statements, bytes, CPU; and the service as it runs.

    python -m benchmarks.pages            measures, and writes its part of benchmarks/README.md
    python -m benchmarks.pages --print    measures, and prints

The meeting: 120 sessions, 300 abstracts (and 4 drafts), 900 reviews, 742 registrations, 225 survey
answers, written through the features' own verbs (benchmarks/scale.py) on SQLite.
"""

import gzip
import http.client
import os
import platform
import re
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import g

from benchmarks.figures import write_part
from benchmarks.scale import make_scaled
from meeting_app.agenda.queries import find_published
from meeting_app.demo.service import make_demo
from meeting_app.meetings.queries import get_meeting
from meeting_app.packs import contents, pdf
from meeting_app.packs.queries import list_sections
from tests.support.world import KEY, World, make_world

ROOT = Path(__file__).parent.parent
ROUNDS = 7
SECONDS = 1.0
KIB = 1024


@dataclass
class Row:
    page: str
    role: str
    status: int
    statements: int
    size: int
    gzipped: int
    cpu_ms: float


def role_of(endpoint: str, address: str) -> str:
    if endpoint == "meetings.new":
        return "administrator"
    if "/desk" in address:
        return "organiser"
    if endpoint.startswith("review."):
        return "reviewer"
    if endpoint in ("abstracts.show", "abstracts.edit", "abstracts.withdraw"):
        return "submitter"
    if endpoint.startswith(
        ("my.", "registration.", "people.account", "calendars.my", "calendars.re")
    ):
        return "participant"
    return "visitor" if endpoint != "abstracts.submit" else "submitter"


def measure_pages(world: World) -> list[Row]:
    rows = []
    for endpoint, address in sorted(world.addresses["en"].items()):
        role = role_of(endpoint, address)
        world.get(role, address).close()  # warm
        answer, statements = world.statements(role, address)
        body = answer.get_data()
        times = []
        for _ in range(ROUNDS):
            begun = time.process_time()
            world.get(role, address).close()
            times.append(time.process_time() - begun)
        rows.append(
            Row(
                endpoint,
                role,
                answer.status_code,
                len(statements),
                len(body),
                len(gzip.compress(body, 6)),
                statistics.median(times) * 1000,
            )
        )
    return rows


class Service:
    """The real thing: `flask serve` on a free port, on a copy of the large meeting."""

    def __init__(self, folder: Path, database: Path, cookies: dict[str, str]) -> None:
        self.cookies = cookies
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        data = folder / "service"
        data.mkdir()
        with sqlite3.connect(database) as there, sqlite3.connect(data / "meeting.sqlite3") as here:
            there.backup(here)
        for name in ("files", "letters"):
            if (database.parent / name).exists():
                shutil.copytree(database.parent / name, data / name)
        environment = {
            **os.environ,
            "FLASK_APP": "wsgi",
            "DATA_DIR": str(data),
            "PORT": str(self.port),
            "SECRET_KEY": KEY,
            "MALLOC_ARENA_MAX": "2",  # as in the Makefile
        }
        environment.pop("DATABASE_URL", None)
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flask", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        while True:
            try:
                if self.get("/healthz")[0] == 200:
                    break
            except OSError:
                if self.process.poll() is not None:
                    raise RuntimeError("the service ended at once") from None
                time.sleep(0.02)
        self.start_seconds = time.perf_counter() - begun

    def get(self, address: str, role: str = "visitor") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            return self._ask(connection, address, role)
        finally:
            connection.close()

    def _ask(
        self, connection: http.client.HTTPConnection, address: str, role: str
    ) -> tuple[int, bytes]:
        headers = {"Accept-Encoding": "gzip"}
        if role in self.cookies:
            headers["Cookie"] = f"session={self.cookies[role]}"
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def per_second(self, address: str, role: str, clients: int) -> float:
        """Answers per second over kept-alive connections; the clients share the machine."""
        done = [0] * clients
        end = time.perf_counter() + SECONDS

        def ask(number: int) -> None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            while time.perf_counter() < end:
                status, _body = self._ask(connection, address, role)
                assert status == 200, f"{address}: {status}"
                done[number] += 1
            connection.close()

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sum(done) / SECONDS

    def memory(self) -> dict[str, float]:
        """Resident MiB of the web process and of its child, the worker."""
        web = self.process.pid
        children = Path(f"/proc/{web}/task/{web}/children").read_text().split()
        return {"web": _resident(web), "worker": max(_resident(int(child)) for child in children)}

    def stop(self) -> float:
        begun = time.perf_counter()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(40)
        return time.perf_counter() - begun


def _resident(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / KIB if found else 0.0


def first_visit(world: World) -> list[tuple[str, int]]:
    """(address, bytes over the wire) of everything that a first visit to the agenda loads."""
    page = world.get("visitor", world.addresses["en"]["agenda.show"]).get_data(as_text=True)
    found = [world.addresses["en"]["agenda.show"]]
    found += re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    client = world.clients["visitor"]
    sizes = []
    for address in dict.fromkeys(found):
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        sizes.append((address.split("?")[0], len(answer.get_data())))
        answer.close()
    return sizes


def measure_pack(world: World) -> dict[str, float]:
    """Seconds from the data to the PDF in the child process, by language."""
    seconds = {}
    with world.app.app_context():
        g.lang, g.dir, g.now = "en", "ltr", world.app.config["NOW"]
        meeting = get_meeting("2027")
        agenda = find_published(meeting)
        for language in ("en", "fr", "es", "ar"):
            data = contents.pack_data(meeting, list_sections(meeting), agenda, language)
            times = []
            for _ in range(3):
                begun = time.perf_counter()
                pdf.make_pdf(data)
                times.append(time.perf_counter() - begun)
            seconds[language] = statistics.median(times)
    return seconds


def measure() -> str:
    now = datetime.now(UTC)
    folder = Path(tempfile.mkdtemp(prefix="benchmark-"))
    try:
        begun = time.perf_counter()
        world = make_world(folder, now, make_scaled, BASE_URL="http://127.0.0.1:8000")
        made = time.perf_counter() - begun
        rows = measure_pages(world)
        visit = first_visit(world)
        pack = measure_pack(world)
        (folder / "demo").mkdir()
        demo_pack = measure_pack(make_world(folder / "demo", now, make_demo))
        cookies = {
            role: cookie.value
            for role, client in world.clients.items()
            if (cookie := client.get_cookie("session"))
        }
        service = Service(folder, folder / "world.sqlite3", cookies)
        try:
            time.sleep(3)
            at_rest = service.memory()
            speed = {
                row.page: tuple(
                    service.per_second(world.addresses["en"][row.page], row.role, clients)
                    for clients in (1, 8)
                )
                for row in rows
                if row.status == 200
            }
            after = service.memory()
        finally:
            stopped = service.stop()
        return report(
            rows,
            visit,
            (demo_pack, pack),
            speed,
            at_rest,
            after,
            service.start_seconds,
            stopped,
            made,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def report(
    rows: list[Row],
    visit: list[tuple[str, int]],
    packs: tuple[dict[str, float], dict[str, float]],
    speed: dict[str, tuple[float, ...]],
    at_rest: dict[str, float],
    after: dict[str, float],
    start: float,
    stop: float,
    made: float,
) -> str:
    html = [row for row in rows if row.status == 200]
    lines = [
        "## Pages",
        "",
        "`python -m benchmarks.pages` measures and writes this part. The meeting has 120 sessions, 300 abstracts and 4",
        "drafts, 900 reviews, 742 registrations and 225 survey answers, on SQLite. Client and server share the machine:",
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}. Measured {datetime.now(UTC):%Y-%m-%d}.",
        "",
        "### In short",
        "",
        f"- First visit to the agenda of 120 sessions: {sum(size for _, size in visit) / KIB:.1f} KB in {len(visit)} requests"
        f" ({', '.join(f'{name} {size / KIB:.1f}' for name, size in visit)}).",
        f"- Most SQL statements on any page: {max(row.statements for row in html)}.",
        f"- Memory at rest: web {at_rest['web']:.0f} MiB, worker {at_rest['worker']:.0f} MiB; after the load below: "
        f"web {after['web']:.0f} MiB, worker {after['worker']:.0f} MiB.",
        f"- Start to first answer, database there: {start:.1f} s. Stop by SIGTERM: {stop:.1f} s. Making this meeting through the verbs: {made:.0f} s.",
        *(
            f"- Pack of {sessions} sessions, data to PDF in the child process: "
            + ", ".join(f"{language} {seconds:.2f} s" for language, seconds in pack.items())
            + "."
            for sessions, pack in zip((30, 120), packs, strict=True)
        ),
        "",
        "For comparison, measured elsewhere on two cores: pretalx 2025.2.2's schedule is 841 KB in 21 requests and its review dashboard takes",
        "555 statements; Indico 3.2.9's timetable is 2.4 MB in 41 requests, at 243 MB per worker.",
        "",
        "### Every page",
        "",
        "The second time it is asked, by the role that uses it; CPU is the median of seven, in the process that answers. The last two",
        "columns are answers per second over HTTP with 1 and with 8 clients on kept-alive connections.",
        "",
        "| Page | As | Status | SQL | Bytes | gzip | CPU ms | 1 client | 8 clients |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|",
        *(
            f"| {r.page} | {r.role} | {r.status} | {r.statements} | {r.size} | {r.gzipped} | {r.cpu_ms:.1f} "
            + "".join(f"| {per_second:.0f} " for per_second in speed.get(r.page, ()))
            + "|"
            for r in rows
        ),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    text = measure()
    if "--print" in sys.argv:
        print(text)
    else:
        write_part("pages", text)


if __name__ == "__main__":
    main()
