"""The theme survey with 225 and with 10,000 answers to 12 questions: results page, export, form, and
answers a second over HTTP.

python -m benchmarks.surveys            measures, and writes its part of benchmarks/README.md
python -m benchmarks.surveys --print    measures, and prints
"""

import http.client
import os
import platform
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from contextvars import Context
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from flask import Flask, g
from sqlalchemy import event, func, insert, select
from werkzeug.datastructures import MultiDict

from benchmarks.figures import write_part
from benchmarks.pages import Service
from meeting_app.core.db import begin_write, db
from meeting_app.core.localtext import LocalText
from meeting_app.core.requests import new_form_key
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires.definition import Choice
from meeting_app.questionnaires.designer import service as designer
from meeting_app.questionnaires.models import Answer, Response, new_mark
from meeting_app.questionnaires.queries import results as counting
from meeting_app.questionnaires.queries.routing import find_routes
from meeting_app.questionnaires.service import NewQuestion, store_response
from meeting_app.surveys import exports
from meeting_app.surveys import service as surveys
from meeting_app.surveys.models import Survey
from meeting_app.surveys.queries import exporting, get_survey
from meeting_app.surveys.service.results import publish_results
from tests.support.world import KEY, make_app

SIZES = (225, 10_000)
LANGUAGES = ("en", "fr", "es", "ar")
WORDS = {
    "en": "We work with families after floods and need teachers who stay.",
    "fr": "Nous travaillons avec les familles après les inondations.",
    "es": "Trabajamos con familias después de las inundaciones.",
    "ar": "نعمل مع العائلات بعد الفيضانات ونحتاج إلى معلمين.",
}
RUNS = 5
POSTS_SECONDS = 60
POSTS_A_SECOND = 100
CLIENTS = 8
MIB = 1 << 20


def text(words: str) -> LocalText:
    return LocalText.of({code: f"{words} ({code})" for code in LANGUAGES})


def _options(number: int) -> list[tuple[str, LocalText]]:
    return [(f"o{place}", text(f"Answer number {place}")) for place in range(1, number + 1)]


def questions() -> list[NewQuestion]:
    """Twelve, as the theme survey of 2025 asked, of most kinds."""
    asked: list[tuple[str, str, dict[str, Any]]] = [
        ("topics", "ranking", {"options": _options(8), "choices_max": 5}),
        ("why", "long_text", {}),
        ("kind", "one_choice", {"options": _options(6), "other": False}),
        ("region", "one_choice", {"options": _options(7)}),
        ("crises", "several_choices", {"options": _options(6)}),
        ("formats", "several_choices", {"options": _options(9), "choices_max": 3}),
        ("heard", "rating", {"scale_points": 5}),
        ("last", "grid", {"options": _options(5), "scale_points": 5}),
        ("money", "points", {"options": _options(4)}),
        ("years", "whole_number", {}),
        ("country", "country", {}),
        ("again", "yes_no", {}),
    ]
    return [
        {"code": code, "kind": kind, "label": text(f"Question about {code}?"), **more}  # type: ignore[typeddict-item]
        for code, kind, more in asked
    ]


def values(chance: Random, language: str) -> dict[str, Any]:
    def some(number: int, least: int, most: int) -> list[str]:
        places = chance.sample(range(1, number + 1), chance.randint(least, most))
        return [f"o{place}" for place in places]

    weights = [chance.randint(0, 30) for _ in range(3)]
    return {
        "topics": some(8, 3, 5),
        "why": WORDS[language] if chance.random() < 0.6 else None,
        "kind": f"o{min(6, 1 + int(chance.expovariate(0.6)))}",
        "region": f"o{min(7, 1 + int(chance.expovariate(0.4)))}",
        "crises": some(6, 1, 4),
        "formats": some(9, 1, 3),
        "heard": chance.choices(range(1, 6), (1, 3, 6, 8, 4))[0],
        "last": {f"o{place}": chance.randint(1, 5) for place in range(1, 6)},
        "money": {
            **{f"o{place}": weight for place, weight in enumerate(weights, 1)},
            "o4": 100 - sum(weights),
        },
        "years": int(chance.expovariate(0.1)),
        "country": chance.choice(("JO", "KE", "CO", "ML", "FR", "UA", "BD", "HT")),
        "again": chance.choice(("yes", "yes", "no")),
    }


def make_survey(now: datetime, slug: str, answers: int) -> Survey:
    """The first answers through the verb, copies of their rows for the rest."""
    meeting = db.session.scalars(select(Meeting)).first()
    if meeting is None:
        meeting = meetings.make_meeting(
            "2027",
            title=text("Annual meeting"),
            zone="Asia/Amman",
            starts_on=now.date(),
            ends_on=now.date(),
            languages=list(LANGUAGES),
            contact_email="meeting@example.org",
            now=now,
        )
    survey = surveys.open_survey(
        meeting,
        slug,
        text("Theme survey"),
        text("What should we talk about?"),
        None,
        questions(),
        opens_at=now - timedelta(days=20),
        closes_at=now + timedelta(days=20),
    )
    chance = Random(2027)
    first = []
    for number in range(min(answers, 225)):
        language = LANGUAGES[number % 4]
        at = now - timedelta(minutes=answers - number)
        given = values(chance, language)
        first.append(
            store_response(survey.questionnaire, given, language=language, person=None, now=at)
        )
    db.session.flush()
    _copy(first, answers - len(first), now)
    publish_results(survey, now)
    db.session.commit()
    return survey


def change_meanings(slug: str, now: datetime) -> None:
    """A ranking and a choice lose an option each, which means another one to those who took it."""
    survey = get_survey("2027", slug)
    for code in ("topics", "kind"):
        question = next(one for one in survey.questionnaire.questions if one.code == code)
        left = [Choice(one.code, one.label) for one in question.options[1:]]
        designer.change(question, {}, now, choices=left, equivalents={"o1": "o2"})
    db.session.commit()


def _copy(first: list[Response], number: int, now: datetime) -> None:
    if number <= 0:
        return
    highest = db.session.scalar(select(func.max(Response.id))) or 0
    responses, answers = [], []
    for place in range(number):
        model = first[place % len(first)]
        responses.append(
            {
                "id": highest + 1 + place,
                "questionnaire_id": model.questionnaire_id,
                "code": f"{place:06}",
                "version": 1,
                "language": model.language,
                "sent_at": now - timedelta(seconds=number - place),
                "late": False,
                "mark": new_mark(),
            }
        )
        answers += [
            {
                "response_id": highest + 1 + place,
                "question_id": one.question_id,
                "option_id": one.option_id,
                "number": one.number,
                "amount": one.amount,
                "text": one.text,
            }
            for one in model.answers
        ]
    db.session.execute(insert(Response), responses)
    db.session.execute(insert(Answer), answers)


def fetch(app: Flask, path: str) -> tuple[float, float, int]:
    """(first answer in ms of CPU, median of the others, SQL statements of the first). The time of the
    process: SQLite works in it, and the machine may have other work."""
    client = app.test_client()
    Context().run(client.get, path)  # compiles the templates
    counting._memory.clear()
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    times = []
    for place in range(RUNS + 1):
        if place == 0:
            event.listen(engine, "before_cursor_execute", note)
        began = time.process_time()
        answer = Context().run(client.get, path)
        times.append((time.process_time() - began) * 1000)
        assert answer.status_code == 200, (path, answer.status_code)
        if place == 0:
            event.remove(engine, "before_cursor_execute", note)
    statements = len([one for one in seen if not one.startswith(("BEGIN", "PRAGMA"))])
    return times[0], statistics.median(times[1:]), statements


def cpu_of_form(app: Flask, path: str) -> tuple[float, float]:
    """(GET, POST) in ms of CPU: median of twenty."""
    client = app.test_client()
    gets, posts = [], []
    for number in range(21):
        began = time.process_time()
        page = Context().run(client.get, path).text
        gets.append((time.process_time() - began) * 1000)
        fields = form_fields(page, number)
        began = time.process_time()
        answer = Context().run(client.post, path, data=MultiDict(fields))
        posts.append((time.process_time() - began) * 1000)
        assert answer.status_code == 303, answer.text[:3000]
    return statistics.median(gets[1:]), statistics.median(posts[1:])


def form_fields(page: str, number: int) -> list[tuple[str, str]]:
    """What the form needs, and an answer to each question that it has."""
    hidden = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    pairs = []
    for one in hidden:
        name, value = re.search('name="([^"]*)"', one), re.search('value="([^"]*)"', one)
        if name and value:
            pairs.append((name[1], value[1]))
    chance = Random(number)
    given = values(chance, LANGUAGES[number % 4])
    for code, value in given.items():
        if isinstance(value, list) and code == "topics":
            pairs += [(f"q-{code}-{one}", str(rank)) for rank, one in enumerate(value, 1)]
        elif isinstance(value, list):
            pairs += [(f"q-{code}", one) for one in value]
        elif isinstance(value, dict):
            pairs += [(f"q-{code}-{one}", str(each)) for one, each in value.items()]
        elif value is not None:
            pairs.append((f"q-{code}", str(value)))
    return pairs


def peak_of(work: Any) -> tuple[float, float]:
    """(seconds of CPU, MiB of memory at its height above where it began), of this process."""
    Path("/proc/self/clear_refs").write_text("5")
    before = _status("VmRSS")
    began = time.process_time()
    work()
    return time.process_time() - began, (_status("VmHWM") - before) / 1024


def _status(name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) if found else 0


def send_many(
    ports: list[int], path: str, keys: list[str], seconds: int
) -> tuple[int, list[float]]:
    """POSTs answers at a steady pace of POSTS_A_SECOND, for twice as long at most: (taken, ms of
    each)."""
    began, taken, times = time.perf_counter(), [0] * CLIENTS, []
    lock = threading.Lock()

    def client(number: int) -> None:
        port = ports[number % len(ports)]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        page, cookie = answer.read().decode(), answer.headers["Set-Cookie"].split(";")[0]
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        for place in range(number, seconds * POSTS_A_SECOND, CLIENTS):
            fields = [
                (name, keys[place] if name == "form_key" else value)
                for name, value in form_fields(page, place)
            ]
            time.sleep(max(0.0, began + place / POSTS_A_SECOND - time.perf_counter()))
            sent = time.perf_counter()
            if sent > began + 2 * seconds:
                break
            connection.request("POST", path, urlencode(fields), headers)
            answer = connection.getresponse()
            answer.read()
            with lock:
                times.append((time.perf_counter() - sent) * 1000)
                taken[number] += answer.status == 303

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(taken), times


def measure_results(folder: Path, now: datetime) -> list[str]:
    app = make_app(folder, NOW=now)
    lines = []
    with app.app_context():
        g.lang, g.dir, g.now = "en", "ltr", now
        for size in SIZES:
            begin_write()
            make_survey(now, f"s{size}", size)
        db.session.remove()
    lines += [
        "| Page | Answers | first: ms of CPU | then | SQL at first |",
        "|---|--:|--:|--:|--:|",
    ]
    for size in SIZES:
        for name, path in (
            ("results", f"/en/2027/surveys/s{size}/results"),
            ("results, crossed", f"/en/2027/surveys/s{size}/results?question=kind&by=q-region"),
        ):
            first, then, statements = fetch(app, path)
            lines.append(f"| {name} | {size} | {first:.0f} | {then:.0f} | {statements} |")
    with app.app_context():
        begin_write()
        change_meanings(f"s{SIZES[-1]}", now)
        db.session.remove()
    path = f"/en/2027/surveys/s{SIZES[-1]}/results"
    for name, address in (
        ("results, meaning changed", path),
        ("crossed, meaning changed", f"{path}?question=kind&by=q-region"),
    ):
        first, then, statements = fetch(app, address)
        lines.append(f"| {name} | {SIZES[-1]} | {first:.0f} | {then:.0f} | {statements} |")
    lines += ["", *_exports(app, now)]
    with app.app_context():
        db.engine.dispose()
    return lines


def _exports(app: Flask, now: datetime) -> list[str]:
    lines = []
    for end in ("xlsx", "csv"):
        made: list[bytes] = []

        def work(end: str = end, made: list[bytes] = made) -> None:
            with app.test_request_context("/en/"):
                g.lang, g.dir, g.now = "en", "ltr", now
                survey = get_survey("2027", f"s{SIZES[-1]}")
                questions, options = exporting.list_all_questions(survey.questionnaire_id)
                translations = exporting.translations_into(survey, "en")
                routes = find_routes(survey.questionnaire)
                answers = exports.Answers(questions, options, "en", translations, (), routes)
                rows = exporting.read_answers(survey.questionnaire)
                carried = exporting.read_carried(survey.questionnaire, routes)
                made.append(getattr(answers, end)(exporting.list_sent(survey), rows, carried))
                db.session.remove()

        seconds, peak = peak_of(work)
        lines.append(
            f"- All {SIZES[-1]} answers as {end.upper()}: {seconds:.2f} s of CPU, {peak:.0f} MiB of memory "
            f"at its height, a file of {len(made[0]) / MIB:.1f} MiB."
        )
    return lines


def measure_form(folder: Path, now: datetime) -> list[str]:
    app = make_app(folder)
    with app.app_context():
        g.lang, g.dir, g.now = "en", "ltr", now
        begin_write()
        make_survey(now, "form", 0)
        db.session.remove()
    path = "/en/2027/surveys/form"
    get, post = cpu_of_form(app, path)
    wanted = POSTS_SECONDS * POSTS_A_SECOND
    os.environ.update(SURVEY_ANSWERS_PER_MINUTE="0", SURVEY_LEAST_SECONDS="0")
    with app.test_request_context("/en/"):
        keys = [new_form_key(now) for _ in range(wanted)]
        before = db.session.scalar(select(func.count()).select_from(Response)) or 0
        db.session.remove()
    service = Service(folder, folder / "world.sqlite3", {})
    second, port = _second_server(folder / "service")
    try:
        began = time.perf_counter()
        taken, times = send_many([service.port, port], path, keys, POSTS_SECONDS)
        took = time.perf_counter() - began
    finally:
        second.terminate()
        second.wait(20)
        service.stop()
    with closing(sqlite3.connect(folder / "service" / "meeting.sqlite3")) as kept:
        stored = kept.execute("SELECT count(*) FROM response").fetchone()[0] - before
    ordered = sorted(times)
    return [
        f"- The form: GET {get:.1f} ms of CPU, POST {post:.1f} ms (median of 20).",
        f"- {wanted} answers to be sent over HTTP at {POSTS_A_SECOND} a second to two server processes on one SQLite file, without the puzzle against programs, {CLIENTS} clients on the same machine: "
        f"{taken} taken in {took:.0f} s ({taken / took:.0f} a second), {stored} stored, {taken - stored} lost; "
        f"median {statistics.median(ordered):.0f} ms, 99 of 100 within {ordered[int(len(ordered) * 0.99)]:.0f} ms.",
    ]


def _second_server(data: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Another web process on the same database, without a worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = (
        "import waitress; from meeting_app import create_app; "
        f"waitress.serve(create_app(), host='127.0.0.1', port={port}, threads=8)"
    )
    environment = {**os.environ, "DATA_DIR": str(data), "SECRET_KEY": KEY}
    environment.pop("DATABASE_URL", None)
    process = subprocess.Popen(
        [sys.executable, "-c", command], env=environment, stderr=subprocess.DEVNULL
    )
    for _ in range(400):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as asked:
            try:
                asked.request("GET", "/healthz")
                if asked.getresponse().status == 200:
                    return process, port
            except OSError:
                time.sleep(0.05)
    raise RuntimeError("the second server does not answer")


def measure(*, form: bool = True) -> str:
    now = datetime.now(UTC).replace(microsecond=0)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        lines = measure_results(Path(one), now)
        if form:
            lines += measure_form(Path(two), now)
    return "\n".join(
        [
            "## Surveys",
            "",
            "`python -m benchmarks.surveys`: 12 questions (ranking, choices, rating, grid, points, number, country, texts) on SQLite; "
            "meaning changed: all answered a former version, in which a ranking and a choice had another option; "
            "the first page after a new answer, and those after it. "
            f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}, load {os.getloadavg()[0]:.1f}. "
            f"Measured {now:%Y-%m-%d}.",
            "",
            *lines,
        ]
    )


def main() -> None:
    text = measure(form="--results" not in sys.argv)
    if "--print" in sys.argv:
        print(text)
    else:
        write_part("surveys", text)


if __name__ == "__main__":
    main()
