"""Where people go on to: only ever to a path of ours."""

from urllib.parse import urlsplit

from flask import request


def own_path(address: str | None) -> str:
    """`address` if it is a path of ours, else an empty string: nobody is sent elsewhere."""
    if not address or not address.startswith("/") or address[1:2] in ("/", "\\"):
        return ""
    if any(char in address for char in "\\\r\n\t") or not address.isprintable():
        return ""
    parts = urlsplit(address)
    return "" if parts.scheme or parts.netloc or len(address) > 500 else address


def next_path() -> str:
    """The path of ours that the address's `next` names, else an empty string."""
    return own_path(request.args.get("next"))
