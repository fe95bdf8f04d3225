"""What of a letter may be shown."""

import re

# Whoever has one of these addresses can sign in as the recipient, or read their calendar.
_SECRETS = re.compile(r"(/account/link/|/feeds/)[A-Za-z0-9_~-]+")


def without_secrets(text: str, word: str) -> str:
    """The text with `word` in place of each secret in an address."""
    return _SECRETS.sub(lambda found: f"{found[1]}[{word}]", text)
