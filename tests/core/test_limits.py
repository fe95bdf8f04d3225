"""Counting tries."""

import pytest
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


def test_keys_hold_no_words(app: Flask):
    limits.count(TWICE, "somebody@example.org")
    assert "somebody" not in str(vars(app.extensions["limits"].storage))


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
