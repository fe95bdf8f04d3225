"""Reading a pasted list of people: one a line, or parted by semicolons as mail programs do."""

import re
from dataclasses import dataclass
from enum import StrEnum

from email_validator import EmailNotValidError, validate_email

MOST_LINES = 300
LONGEST_NAME = 200
_WITH_NAME = re.compile(r"^(?P<name>.*?)[\s,:]*<(?P<address>[^<>]*)>$")
_ADDRESS = re.compile(r"\S+@\S+")
_QUOTES = "\"'“”«»„‹› \t\u00a0\u202f"


class Unreadable(StrEnum):
    NO_ADDRESS = "no_address"
    BAD_ADDRESS = "bad_address"
    LONG_NAME = "long_name"
    TWICE = "twice"
    """The address stands further up already."""


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    """From 1, as it stands in the text; empty ones count."""
    text: str
    name: str = ""
    address: str = ""
    """In lower case; empty when the line cannot be read."""
    fault: Unreadable | None = None


def read_lines(text: str) -> list[Line]:
    """`name <address>`, `name, address` or `address` alone; the order is kept.

    Semicolons part people too, but within quotes.
    """
    found: list[Line] = []
    known: set[str] = set()
    for number, row in enumerate(text.splitlines(), 1):
        for part in re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', row):
            if not part.strip(" \t,;"):
                continue
            line = _read(number, part.strip().strip(",").strip())
            if line.address in known:
                line = Line(number, line.text, fault=Unreadable.TWICE)
            known |= {line.address} - {""}
            found.append(line)
    return found


def _read(number: int, text: str) -> Line:
    matched = _WITH_NAME.match(text)
    if matched:
        name, address = matched["name"], matched["address"]
    elif addresses := _ADDRESS.findall(text):
        address = addresses[-1]
        name = text.replace(address, " ", 1)
    else:
        return Line(number, text, fault=Unreadable.NO_ADDRESS)
    name = " ".join(name.strip(" \t,:").strip(_QUOTES).split())
    address = address.strip().strip(_QUOTES + ",()").lower()
    if any(ord(char) < 32 for char in name):
        return Line(number, text, fault=Unreadable.BAD_ADDRESS)
    if len(name) > LONGEST_NAME:
        return Line(number, text, fault=Unreadable.LONG_NAME)
    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        return Line(number, text, fault=Unreadable.BAD_ADDRESS)
    return Line(number, text, name, address)
