"""How often something may be tried, and by whom: a moving window per limit.

Counted in this process, or in Redis (REDIS_URL) where several processes answer. Only hashes of who
is counted are kept, and only as long as the window.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from flask import Flask, current_app
from limits import RateLimitItemPerSecond
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limit:
    name: str
    amount: int
    """So many times ..."""
    seconds: int
    """... in so many seconds."""


def init_app(app: Flask) -> None:
    url = app.config["REDIS_URL"]
    stores = [storage_from_string(url, wrap_exceptions=True, socket_timeout=1)] if url else []
    app.extensions["limits"] = [MovingWindowRateLimiter(one) for one in (*stores, MemoryStorage())]


def is_over(limit: Limit, *who: object) -> bool:
    """Has this one done it as often as possible? Counts nothing."""
    return not _ask(lambda limiter: limiter.test(*_key(limit, who)))


def count(limit: Limit, *who: object) -> bool:
    """Count once more. False when that is too often: then it is not counted."""
    return _ask(lambda limiter: limiter.hit(*_key(limit, who)))


def forget_all() -> None:
    for limiter in _limiters():
        limiter.storage.reset()


def _ask(question: Callable[[MovingWindowRateLimiter], bool]) -> bool:
    """While Redis does not answer, each process counts for itself: people can still sign in, and
    nobody can try without end."""
    for limiter in _limiters():
        try:
            return question(limiter)
        except StorageError as error:
            log.error("Redis does not count tries: %s", type(error.storage_error).__name__)
    raise AssertionError("memory always answers")


def _limiters() -> list[MovingWindowRateLimiter]:
    found: list[MovingWindowRateLimiter] = current_app.extensions["limits"]
    return found


def _key(limit: Limit, who: tuple[object, ...]) -> tuple[RateLimitItemPerSecond, str, str]:
    digest = sha256("\n".join(str(part) for part in who).encode()).hexdigest()
    return RateLimitItemPerSecond(limit.amount, limit.seconds), limit.name, digest
