"""How often something may be tried, and by whom: a moving window per limit.

Counted in this process, or in Redis (REDIS_URL) where several processes answer. Only hashes of who
is counted are kept, and only as long as the window.
"""

from dataclasses import dataclass
from hashlib import sha256

from flask import Flask, current_app
from limits import RateLimitItemPerSecond
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter


@dataclass(frozen=True, slots=True)
class Limit:
    name: str
    amount: int
    """So many times ..."""
    seconds: int
    """... in so many seconds."""


def init_app(app: Flask) -> None:
    storage = storage_from_string(app.config["REDIS_URL"] or "memory://")
    app.extensions["limits"] = MovingWindowRateLimiter(storage)


def is_over(limit: Limit, *who: object) -> bool:
    """Has this one done it as often as possible? Counts nothing."""
    return not _limiter().test(*_key(limit, who))


def count(limit: Limit, *who: object) -> bool:
    """Count once more. False when that is too often: then it is not counted."""
    return _limiter().hit(*_key(limit, who))


def forget_all() -> None:
    _limiter().storage.reset()


def _limiter() -> MovingWindowRateLimiter:
    found = current_app.extensions["limits"]
    assert isinstance(found, MovingWindowRateLimiter)
    return found


def _key(limit: Limit, who: tuple[object, ...]) -> tuple[RateLimitItemPerSecond, str, str]:
    digest = sha256("\n".join(str(part) for part in who).encode()).hexdigest()
    return RateLimitItemPerSecond(limit.amount, limit.seconds), limit.name, digest
