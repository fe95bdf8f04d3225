"""The demo meeting, as it is and grown large, for tests that walk every page."""

import pytest
from flask import g

from benchmarks.scale import Size, make_scaled
from meeting_app.demo.service import make_demo
from tests.conftest import NOW
from tests.support.world import World, make_world


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make_world(tmp_path_factory.mktemp("demo"), NOW, make_demo)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Several times the demo in every list, as far as the number of statements could depend on it."""
    size = Size(sessions=70, abstracts=130, reviewers=30, in_person=148, online=350, answers=120)

    def fill(now):
        assert g.now == now
        return make_scaled(now, size)

    return make_world(tmp_path_factory.mktemp("large"), NOW, fill)
