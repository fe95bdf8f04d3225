"""Texts in the cells of a CSV file, which spreadsheets would take for formulas.

A cell that begins like a formula gets an apostrophe in front; so does one that begins with
apostrophes and then like a formula, so that the way back is certain.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

_LIKE_FORMULA = re.compile("'*[=+\\-@\t\r]")
_GUARDED = re.compile("'+[=+\\-@\t\r]")
CSV = "text/csv"


def guarded(text: str) -> str:
    return f"'{text}" if _LIKE_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given. For files that come back."""
    return text[1:] if _GUARDED.match(text) else text


def csv_file(rows: Iterable[Sequence[str | int | float | None]]) -> bytes:
    """In UTF-8, with the mark by which spreadsheets know it. Texts are guarded, numbers are ours."""
    made = StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return made.getvalue().encode("utf-8-sig", "replace")
