"""How exactly an instant is kept; what a puzzle asks."""

from datetime import datetime
from hashlib import sha256

PUZZLE_BITS = 15
"""Some 33,000 tries: a second or so on a cheap phone, per answer."""


def day_of(instant: datetime) -> datetime:
    """Its day in UTC alone, at midnight."""
    return instant.replace(hour=0, minute=0, second=0, microsecond=0)


def solves(challenge: str, nonce: str, bits: int = PUZZLE_BITS) -> bool:
    """Does the SHA-256 of "challenge:nonce" begin with so many zeros?"""
    if not nonce or len(nonce) > 20:
        return False
    made = sha256(f"{challenge}:{nonce}".encode()).digest()
    return int.from_bytes(made, "big") >> (256 - bits) == 0
