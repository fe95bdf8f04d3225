"""A pack as PDF: the data a pack is printed from."""

from typing import Literal, TypedDict

from meeting_app.core.pdf import TIMEOUT, Pdf, run_compile


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


def make_pdf(data: PackData, *, timeout: float = TIMEOUT) -> Pdf:
    """Prints a pack in a child process.

    Raises `PdfFailed` when the child takes longer than `timeout` seconds or fails. A document that
    PDF/UA-1 refuses is delivered all the same, with `accessible` false.
    """
    return run_compile("pack", data, timeout=timeout)
