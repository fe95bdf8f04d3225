"""`flask serve`: web server and worker, one command, two processes, stopped together."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

import waitress
from flask import Flask

from meeting_app.core.requests import largest_request

WEB_THREADS = 8
WORKER_ENDS_WITHIN_SECONDS = 30
CHANNEL_TIMEOUT_SECONDS = 60


def serve(app: Flask, on_ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or Ctrl-C. on_ready is called once the port is taken."""
    try:
        server = waitress.create_server(
            app,
            host=app.config["HOST"],
            port=app.config["PORT"],
            threads=WEB_THREADS,
            channel_timeout=CHANNEL_TIMEOUT_SECONDS,
            max_request_body_size=largest_request(app),
            ident=None,
        )
    except OSError as reason:
        where = f"{app.config['HOST']}:{app.config['PORT']}"
        raise SystemExit(f"The service cannot listen on {where}: {reason.strerror}.") from None
    stopping = threading.Event()
    worker = _WorkerProcess(stopping)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        worker.start()
        on_ready()
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        stopping.set()
        server.close()
        worker.stop()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


class _WorkerProcess:
    """The worker as a child, started again when it dies."""

    def __init__(self, stopping: threading.Event) -> None:
        self._stopping = stopping
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._run()
        threading.Thread(target=self._watch, daemon=True).start()

    def _run(self) -> None:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
        environment = {**os.environ, "WORKER_OF": str(os.getpid())}
        # A group of its own: Ctrl-C reaches the parent alone, which then stops the worker.
        self._process = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - our own command

    def _watch(self) -> None:
        while not self._stopping.is_set():
            assert self._process is not None
            self._process.wait()
            if not self._stopping.wait(1):
                self._run()

    def stop(self) -> None:
        assert self._process is not None
        self._process.terminate()
        try:
            self._process.wait(WORKER_ENDS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()


def end_with_parent(stop: threading.Event) -> None:
    """Set `stop` when the process that started this worker is gone (it was killed)."""
    parent = os.environ.get("WORKER_OF")
    if not parent:
        return

    def watch() -> None:
        while os.getppid() == int(parent):
            time.sleep(1)
        stop.set()

    threading.Thread(target=watch, daemon=True).start()
