"""Reading the report of a mail server that could not deliver a letter (RFC 3464, RFC 6522).

Anybody can send one: it is read as octets from a stranger. What counts in it is the Message-ID of
our letter, which only its recipient and the servers on its way have seen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

LARGEST = 512 * 1024
"""Octets: our letters are texts, and a server may send the whole letter back."""
_MOST_PARTS = 40
_LETTERS = frozenset({"message/rfc822", "message/global", "message/global-headers"})
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,198}>")


class NoReport(ValueError):
    """Not a delivery status notification about one letter."""


@dataclass(frozen=True, slots=True)
class Report:
    message_id: str
    """Of the letter, with its angle brackets."""
    is_final: bool
    """It will not be delivered; else it was, or is still being tried."""
    words: str
    """As "5.1.1 550 5.1.1 No such user"."""


def read_report(octets: bytes) -> Report:
    """Raises NoReport, whatever the octets are."""
    if len(octets) > LARGEST:
        raise NoReport("too large")
    if octets.lower().count(b"boundary") > _MOST_PARTS:  # nested deeper than reading can go
        raise NoReport("too many parts")
    try:
        parts = list(message_from_bytes(octets).walk())
        message_id = next(_message_ids(parts), None)
        recipient = next(_recipients(parts), None)
        if message_id is None or recipient is None:
            raise NoReport("no delivery status, or nothing that names the letter")
        action = _field(recipient, "Action").lower()
        status = _field(recipient, "Status")
        said = _field(recipient, "Diagnostic-Code").partition(";")[2]
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError) as error:
        raise NoReport(str(error)) from error
    is_final = action == "failed" and status.startswith("5")
    return Report(message_id, is_final, " ".join(f"{status} {said}".split())[:500])


def _recipients(parts: list[Message]) -> Iterator[Message]:
    """The groups of fields about one recipient each; ours had one."""
    for part in parts:
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            for group in part.get_payload():
                if isinstance(group, Message) and "Action" in group:
                    yield group


def _message_ids(parts: list[Message]) -> Iterator[str]:
    """From the letter that is sent back, whole or its headers only."""
    for part in parts:
        kind = part.get_content_type()
        if kind in _LETTERS and part.is_multipart():
            inside = part.get_payload()
            letter = inside[0] if isinstance(inside, list) else None
            found = str(letter["Message-ID"] or "") if isinstance(letter, Message) else ""
        elif kind == "text/rfc822-headers":
            octets = part.get_payload(decode=True)
            headers = message_from_bytes(octets) if isinstance(octets, bytes) else Message()
            found = str(headers["Message-ID"] or "")
        else:
            continue
        if match := _MESSAGE_ID.search(found):
            yield match[0]


def _field(group: Message, name: str) -> str:
    """On one line, without what cannot be shown."""
    text = str(make_header(decode_header(str(group[name] or ""))))
    return "".join(char for char in " ".join(text.split()) if char.isprintable())
