"""The demo meeting beside a second one, whose organiser must get nothing of the first."""

from dataclasses import replace

import pytest
from flask import g

from meeting_app.core.db import begin_write, db
from meeting_app.demo.service import make_demo
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Role
from meeting_app.people import service as people
from meeting_app.people.models import Purpose
from tests.conftest import NOW
from tests.support.factories import a_meeting
from tests.support.world import World, _sign_in, make_world


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> World:
    """With the further role "other organiser", who organises the meeting "other"."""
    folder = tmp_path_factory.mktemp("attacked")
    world = make_world(
        folder, NOW, make_demo, work=False, MAX_CONTENT_LENGTH=2**21, MAX_FORM_MEMORY_SIZE=2**21
    )
    clients = dict(world.clients)
    with world.app.app_context():
        g.lang, g.dir, g.now = "en", "ltr", NOW
        begin_write()
        stranger = people.make_person("stranger@example.org", "Stranger", language="en", now=NOW)
        meetings.grant(a_meeting("other"), stranger, Role.ORGANISER, NOW)
        link = people.make_link(stranger.email, language="en", now=NOW, purpose=Purpose.DEMO)
        db.session.commit()
        db.session.remove()
    clients["other organiser"] = world.app.test_client()
    _sign_in(clients["other organiser"], f"/en/account/link/{link}")
    return replace(world, clients=clients)
