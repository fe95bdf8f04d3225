"""Where people go on to: only ever to a path of ours."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import current_app, request


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


def passkey_host() -> str:
    """The name that passkeys are bound to (WebAuthn's RP ID): that of BASE_URL. Empty where the
    service has but a number, which browsers refuse."""
    host = urlsplit(current_app.config["BASE_URL"]).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return host
    return ""
