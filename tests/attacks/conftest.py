"""The demo meeting beside a second one, whose organiser must get nothing of the first."""

import pytest

from meeting_app.demo.service import make_demo
from tests.conftest import NOW
from tests.support.world import World, make_world


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("attacked")
    return make_world(
        folder, NOW, make_demo, work=False, MAX_CONTENT_LENGTH=2**21, MAX_FORM_MEMORY_SIZE=2**21
    )
