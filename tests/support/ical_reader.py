"""Calendars in front of many independent readers, by the checker kept outside the project.

ICAL_CHECK is the checker, ICAL_CHECK_HOME the folder with the readers that its set-up script filled.
"""

import os
import subprocess
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECKER = Path(os.environ.get("ICAL_CHECK", ROOT.parent / "shared/tools/ical_check/ical_check.py"))
HOME = Path(os.environ.get("ICAL_CHECK_HOME", Path(tempfile.gettempdir()) / "ical-check"))
PYTHON = HOME / "venv/bin/python"

needs_checker = pytest.mark.skipif(
    not (CHECKER.is_file() and PYTHON.is_file()),
    reason=f"The outside checker ({CHECKER}) or its readers ({HOME}) are not installed.",
)


def check(folder: Path, *files: bytes, options: tuple[str, ...] = ()) -> str:
    """What the checker says about one file, or about one and its successor; empty when right."""
    paths = []
    for number, octets in enumerate(files):
        paths.append(folder / f"{number}.ics")
        paths[-1].write_bytes(octets)
    run = subprocess.run(
        [PYTHON, CHECKER, *options, *paths],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "ICAL_CHECK_HOME": str(HOME)},
    )
    return run.stdout + run.stderr if run.returncode else ""
