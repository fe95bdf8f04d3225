"""A pack as PDF: the data a pack is printed from, and the child process that prints it."""

import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple, TypedDict

COMPILE = Path(__file__).with_name("compile.py")
TIMEOUT = 20.0  # seconds; a pack of 120 sessions takes about one

log = logging.getLogger(__name__)


class Labels(TypedDict):
    """The words of the template, in the reader's language."""

    contents: str
    agenda: str
    sessions: str
    time: str
    number: str  # heading of the column "S12"
    session: str
    room: str
    cancelled: str


class PackSection(TypedDict):
    title: str
    lang: str | None  # of title and paragraphs; None: the document's own
    paragraphs: list[str]  # one that starts with "- " is an item of a list


# `break` is a word of Python, hence the form with a call.
AgendaRow = TypedDict(
    "AgendaRow",
    {
        "time": str,
        "number": str,
        "title": str,
        "lang": str | None,
        "kind": str,
        "room": str,
        "people": str,  # each name between U+2068 and U+2069 keeps its own direction
        "cancelled": bool,
        "break": bool,
    },
)


class AgendaDay(TypedDict):
    title: str
    rows: list[AgendaRow]


class SessionPerson(TypedDict):
    name: str
    role: str
    organisation: str


class SessionSummary(TypedDict):
    number: str
    title: str
    lang: str | None  # of title and text
    when: str
    room: str
    kind: str
    people: list[SessionPerson]
    text: list[str]
    languages: str


class PackData(TypedDict):
    """Everything a pack shows, already worded and formatted in the reader's language.

    Any text may be empty; an empty list leaves its part out.
    """

    lang: str
    dir: Literal["ltr", "rtl"]
    title: str
    theme: str
    place: str
    dates: str
    zone: str
    version: str
    address: str
    labels: Labels
    sections: list[PackSection]
    days: list[AgendaDay]
    summaries: list[SessionSummary]


class Pdf(NamedTuple):
    content: bytes
    accessible: bool  # made to PDF/UA-1


class PdfFailed(RuntimeError):
    """The child process did not deliver a PDF; the message says why."""


def make_pdf(data: PackData, *, timeout: float = TIMEOUT) -> Pdf:
    """Prints a pack in a child process.

    Raises `PdfFailed` when the child takes longer than `timeout` seconds or fails. A document that
    PDF/UA-1 refuses is delivered all the same, with `accessible` false.
    """
    return run_compile("pack", data, timeout=timeout)


def run_compile(template: str, data: object, *, timeout: float) -> Pdf:
    """Prints `templates/packs/<template>.typ`; raises `PdfFailed`."""
    with tempfile.TemporaryDirectory(prefix="pack-") as folder:
        output = Path(folder) / "out.pdf"
        job = json.dumps({"template": template, "data": data, "output": str(output)})
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and file
                # -I: neither variables nor folders of the caller change what the child imports.
                [sys.executable, "-I", str(COMPILE)],
                input=job.encode(),
                capture_output=True,
                timeout=timeout,
                cwd=folder,
                env={"LANG": "C.UTF-8"},
            )
        except subprocess.TimeoutExpired as error:
            raise PdfFailed(f"the PDF took longer than {timeout:g} seconds") from error
        if done.returncode != 0:
            reason = done.stderr.decode(errors="replace").strip()[-2000:]
            raise PdfFailed(f"the PDF could not be made ({done.returncode}): {reason}")
        refused = json.loads(done.stdout)["refused"]
        if refused:
            log.warning("PDF is not PDF/UA-1: %s", refused)
        return Pdf(output.read_bytes(), accessible=not refused)
