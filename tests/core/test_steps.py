"""Ending the process at a named step: for tests alone."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
from flask import Flask
from meeting_app.core.steps import step
app = Flask("steps")
app.testing = {testing}
with app.app_context():
    for number in range(1, 5):
        print(number, flush=True)
        step()
"""


@pytest.mark.parametrize(
    ("testing", "at", "passed", "code"),
    [
        (True, "3", "1 2 3", -signal.SIGKILL),
        (True, "", "1 2 3 4", 0),
        (True, "9", "1 2 3 4", 0),
        (False, "3", "1 2 3 4", 0),
    ],
)
def test_step_ends_a_process_under_test_at_the_step_that_is_named(
    testing: bool, at: str, passed: str, code: int
):
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(testing=testing)],
        cwd=ROOT,
        env={"KILL_AT_STEP": at},
        capture_output=True,
        text=True,
    )

    assert (" ".join(run.stdout.split()), run.returncode) == (passed, code)
