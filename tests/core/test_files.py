"""Stored files that no row names any more."""

import os
from datetime import timedelta

import pytest
from flask import Flask

from meeting_app.core import files
from meeting_app.core.db import begin_write, db


def test_sweep_takes_away_old_contents_without_a_row(app: Flask, now):
    folder = app.config["DATA_DIR"]
    db.session.rollback()
    begin_write()
    kept = files.store(folder, "a.txt", "text/plain", b"kept", now)
    gone = files.store(folder, "b.txt", "text/plain", b"gone", now)
    paths = {row: folder / "files" / row.sha256[:2] / row.sha256 for row in (kept, gone)}
    for path in paths.values():
        os.utime(path, (now.timestamp(), now.timestamp()))
    db.session.delete(gone)
    db.session.flush()

    files.sweep(folder, now + timedelta(minutes=59))
    early = paths[gone].exists()
    files.sweep(folder, now + timedelta(minutes=61))

    assert (early, paths[gone].exists(), files.read(folder, kept)) == (True, False, b"kept")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Report.pdf", "Report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.pdf", "x.pdf"),
        ('a"\r\nX: y.pdf', 'a"X: y.pdf'),
        ("\u202egnp.exe\x00", "gnp.exe"),
        ("ملف.pdf", "ملف.pdf"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("x" * 300, "x" * 150),
        ("a." + "b" * 300, ("a." + "b" * 300)[:150]),
    ],
)
def test_clean_name_is_one_that_any_machine_can_keep(given: str, kept: str):
    assert files.clean_name(given) == kept
