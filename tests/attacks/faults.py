"""Checks that must notice: each is run on the application as it is, and on a faulty one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

Fault = Callable[[pytest.MonkeyPatch], None]
"""Takes a protection away."""


def as_built(_patch: pytest.MonkeyPatch) -> None:
    """Nothing is taken away."""


@contextmanager
def noticed(fault: Fault) -> Iterator[None]:
    """Around the assertions of a check: they must hold as built, and fail with a fault put in."""
    if fault is as_built:
        yield
    else:
        with pytest.raises(AssertionError):
            yield
