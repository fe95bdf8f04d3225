"""Counting tries."""

from collections.abc import Iterator

import pytest
import redis
from flask import Flask

from meeting_app.core import limits
from meeting_app.core.limits import Limit

TWICE = Limit("twice", 2, 600)


def test_count_beyond_the_amount_says_no_for_this_one_alone(app: Flask):
    assert [limits.count(TWICE, "a", 1) for _ in range(3)] == [True, True, False]
    assert limits.is_over(TWICE, "a", 1) is True
    assert limits.is_over(TWICE, "a", 2) is False
    assert limits.is_over(Limit("other", 2, 600), "a", 1) is False


def test_is_over_counts_nothing(app: Flask):
    assert [limits.is_over(TWICE, "b") for _ in range(5)] == [False] * 5


def test_count_is_forgotten_after_its_time(app: Flask):
    import time

    short = Limit("short", 1, 1)
    assert (limits.count(short, "a"), limits.count(short, "a")) == (True, False)
    time.sleep(1.1)
    assert limits.count(short, "a") is True


@pytest.fixture
def redis_url() -> Iterator[str]:
    """A database of the Redis on this machine that nothing else uses, emptied before and after."""
    url = "redis://127.0.0.1:6379/15"
    client = redis.Redis.from_url(url, socket_connect_timeout=1)
    try:
        client.ping()
    except redis.RedisError as error:
        pytest.skip(f"no Redis answers on 127.0.0.1:6379: {type(error).__name__}")
    client.flushdb()
    yield url
    client.flushdb()
    client.close()


def test_two_processes_with_one_redis_count_together_and_keep_no_words(tmp_path, redis_url: str):
    from tests.support.world import make_app

    one = make_app(tmp_path / "one", REDIS_URL=redis_url)
    other = make_app(tmp_path / "other", REDIS_URL=redis_url)
    counted = []
    for app in (one, other, one):
        with app.app_context():
            counted.append(limits.count(TWICE, "somebody@example.org"))
    with other.app_context():
        assert limits.is_over(TWICE, "somebody@example.org") is True
    assert counted == [True, True, False]
    client = redis.Redis.from_url(redis_url)
    kept = list(client.scan_iter())
    client.close()
    assert len(kept) == 1
    assert b"somebody" not in kept[0]


def test_a_redis_that_does_not_answer_is_told_and_counted_without(tmp_path, caplog):
    from tests.support.world import make_app

    app = make_app(tmp_path, REDIS_URL="redis://127.0.0.1:1/0")
    with app.app_context():
        assert [limits.count(TWICE, "a") for _ in range(3)] == [True, True, False]
    assert [record.getMessage() for record in caplog.records] == [
        "Redis does not count tries: ConnectionError"
    ] * 3


def test_keys_hold_no_words(app: Flask):
    limits.count(TWICE, "somebody@example.org")
    assert "somebody" not in str([vars(limiter.storage) for limiter in app.extensions["limits"]])


@pytest.mark.parametrize(
    ("proxies", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.9"), (2, "198.51.100.1")]
)
def test_trusted_proxies_say_who_asks_and_never_the_host(tmp_path, proxies: int, seen: str):
    from flask import request

    from tests.support.world import make_app

    app = make_app(tmp_path, TRUSTED_PROXIES=proxies)
    found = []
    app.before_request(lambda: found.append((request.remote_addr, request.host)))
    headers = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9", "X-Forwarded-Host": "evil.tld"}
    app.test_client().get("/healthz", headers=headers)

    assert found == [(seen, "localhost")]
