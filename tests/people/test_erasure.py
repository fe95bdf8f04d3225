"""Nothing is left of somebody who was erased, wherever one looks."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextvars import Context
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask import g
from pypdf import PdfReader
from sqlalchemy import func, select

from meeting_app.abstracts.models import Abstract, AbstractState
from meeting_app.agenda.queries import find_published
from meeting_app.core import worker
from meeting_app.core.db import begin_write, db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.core.privacy import Texts
from meeting_app.demo.content.people import PEOPLE
from meeting_app.demo.service import make_demo
from meeting_app.meetings.models import Meeting
from meeting_app.people import service as people
from meeting_app.people.models import AuditEntry, Person
from meeting_app.registration.models import Places, Registration, RegistrationState
from meeting_app.review.models import Score
from tests.conftest import NOW
from tests.people.everywhere import EMAIL, NAME, REMARK, TEXT, Somebody, put_everywhere
from tests.support.pages import Page
from tests.support.world import World, _sign_in, make_world

LATER = NOW + timedelta(hours=1)
ROLES = ("visitor", "organiser", "administrator", "participant", "reviewer", "submitter")


@dataclass
class Erased:
    world: World
    number: int
    session: str
    uid: str
    abstract: str
    feed: str
    link: str
    scores: int
    before: str
    """The public calendar as it was."""


@pytest.fixture(scope="module", params=list(Texts))
def erased(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Erased:
    """She erases herself on the page for it, then the worker does what it has to."""
    world = make_world(tmp_path_factory.mktemp("erased"), NOW, _with_somebody)
    with world.app.app_context():
        found, seen = _look_up(world), _look(world, "visitor")
    assert {needle for needle, _where in seen} == {NAME, EMAIL, TEXT, REMARK}, "nothing to erase"
    before = world.get("visitor", world.addresses["en"]["calendars.whole"]).text
    client = world.app.test_client()
    _sign_in(client, f"/en/account/link/{found.link}")
    page = Page(Context().run(client.get, "/en/account/erase"))
    values = {**dict(page.form().fields), "texts": request.param, "sure": "y"}
    world.app.config["NOW"] = LATER
    answer = Context().run(client.post, "/en/account/erase", data=values)
    assert answer.headers["Location"] == "/en/account/erased"
    assert "Sign in" in Page(Context().run(client.get, "/en/account/erased")).text
    with world.app.app_context():
        g.lang, g.dir, g.now = "en", "ltr", LATER
        worker.run_recurring(world.app, LATER)
        worker.run_due(world.app)
        scores = db.session.scalar(select(func.count()).select_from(Score)) or 0
        db.session.remove()
    return Erased(world, scores=scores, before=before, **vars(found))


SOMEBODY: list[Somebody] = []


def _with_somebody(now):
    meeting = make_demo(now)
    other = people.get_person(next(p["email"] for p in PEOPLE if p["key"] == "participant"))
    SOMEBODY[:] = [put_everywhere(meeting, other, now)]
    return meeting


@dataclass
class _Found:
    number: int
    session: str
    uid: str
    abstract: str
    feed: str
    link: str


def _look_up(world: World) -> _Found:
    (one,) = SOMEBODY
    person = people.get_person(EMAIL)
    own = db.session.scalars(
        select(Abstract).where(
            Abstract.submitter_id == person.id, Abstract.state == AbstractState.ACCEPTED
        )
    ).one()
    session = find_published(own.meeting).sessions
    found = next(s for s in session if s.title.in_("en") == own.title)
    begin = people.make_link
    db.session.rollback()
    begin_write()
    link = begin(EMAIL, language="en", now=NOW)
    db.session.commit()
    return _Found(person.id, found.code, found.uid, own.code, one.feed, link)


def _open(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """The text of a file, also where it is packed."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inside in archive.namelist():
                yield from _open(f"{name}/{inside}", archive.read(inside))
    elif content.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(content)).pages
        yield name, " ".join(" ".join(page.extract_text() for page in pages).split())
    else:
        yield name, content.decode(errors="replace")


def _everything(world: World, roles: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(where, text): all pages of these roles, what was written to people, all files."""
    for role in roles:
        for endpoint, address in world.addresses["en"].items():
            answer = world.get(role, address)
            yield from _open(f"{role}: {endpoint}", answer.data)
            answer.close()
    for mail in db.session.scalars(select(OutgoingMail)):
        words = [mail.address, mail.name, mail.subject, mail.body, json.dumps(mail.attachments)]
        yield f"letter {mail.id}", "\n".join(words)
    db.session.rollback()
    folder: Path = world.app.config["DATA_DIR"]
    for path in folder.rglob("*"):
        if path.is_file():
            yield from _open(path.name, path.read_bytes())


def _look(world: World, *roles: str) -> set[tuple[str, str]]:
    """{(needle, where)}; a letter kept as a file folds its lines, a page escapes."""
    found = set()
    for where, text in _everything(world, roles):
        folded = " ".join(text.replace("=\n", "").replace("=\r\n", "").split())
        for needle in (NAME, EMAIL, TEXT, REMARK):
            if needle in folded or needle in text:
                found.add((needle, where))
    return found


def test_erase_leaves_neither_name_nor_address_anywhere(erased: Erased):
    with erased.world.app.app_context():
        seen = _look(erased.world, *ROLES)
        texts = db.session.get_one(Person, erased.number) and db.session.scalar(
            select(AuditEntry.details).where(AuditEntry.about_id == erased.number).limit(1)
        )
    left = {needle for needle, _where in seen}

    assert {(needle, where) for needle, where in seen if needle in (NAME, EMAIL)} == set()
    assert texts is not None
    if _choice(erased) is Texts.REMOVED:
        assert {(needle, where) for needle, where in seen if needle in (TEXT, REMARK)} == set()
    else:
        assert left == {TEXT, REMARK}


def _choice(erased: Erased) -> Texts:
    with erased.world.app.app_context():
        details = db.session.scalars(
            select(AuditEntry.details).where(
                AuditEntry.about_id == erased.number, AuditEntry.action == "erased"
            )
        ).one()
        return Texts(details["texts"])


def test_erase_is_noted_with_numbers_only(erased: Erased):
    with erased.world.app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "erased")).one()
        said = (entry.actor_id, entry.about_id, entry.thing, entry.scope)
        kinds = {type(value) for name, value in entry.details.items() if name != "texts"}

    assert said == (erased.number, erased.number, "", "")
    assert kinds == {int}


def test_erase_empties_the_row_and_keeps_it(erased: Erased):
    with erased.world.app.app_context():
        person = db.session.get_one(Person, erased.number)
        row = (person.name, person.folded_name, person.country, person.zone, person.active)

        assert row == ("—", "", None, None, False)
        assert person.email == f"erased-{erased.number}@erased.invalid"
        assert person.erased_at == LATER


def test_erase_keeps_the_calendar_entry_without_the_name(erased: Erased):
    now = erased.world.get("visitor", erased.world.addresses["en"]["calendars.whole"]).text

    def entry(text: str) -> str:
        entries = text.split("BEGIN:VEVENT")
        return next(each for each in entries if erased.uid in each)

    assert "SEQUENCE:0" in entry(erased.before)
    assert "SEQUENCE:1" in entry(now)
    assert now.count("BEGIN:VEVENT") == erased.before.count("BEGIN:VEVENT")


def test_erase_ends_her_own_calendar_and_link(erased: Erased):
    assert erased.world.get("visitor", f"/feeds/{erased.feed}.ics").status_code == 404
    assert erased.world.get("visitor", f"/en/account/link/{erased.link}").status_code == 410


def test_erase_gives_the_place_back_and_the_counts_fit(erased: Erased):
    with erased.world.app.app_context():
        hers = db.session.scalars(
            select(Registration).where(Registration.person_id == erased.number)
        ).one()
        counts = dict(
            db.session.execute(
                select(Registration.mode, func.count())
                .where(Registration.state == RegistrationState.CONFIRMED)
                .group_by(Registration.mode)
            ).all()
        )
        taken = dict(db.session.execute(select(Places.mode, Places.taken)).all())

        assert (hers.state, hers.languages) == (RegistrationState.CANCELLED, [])
        assert counts == taken


def test_erase_keeps_scores_that_were_sent(erased: Erased):
    with erased.world.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Score)) == erased.scores


def test_erase_treats_texts_as_chosen(erased: Erased):
    with erased.world.app.app_context():
        abstract = db.session.scalars(
            select(Abstract).where(Abstract.code == erased.abstract)
        ).one()
        agenda = find_published(
            db.session.scalars(select(Meeting).where(Meeting.slug == "2027")).one()
        )
        assert agenda
        session = agenda.find(erased.session)
        assert session
        shown = (abstract.state, abstract.title, session.title.in_("en"), session.people)

    if _choice(erased) is Texts.REMOVED:
        title = "Contribution taken back by its author"
        assert shown == (AbstractState.WITHDRAWN, "—", title, ())
    else:
        title = f"{TEXT}, by —"
        assert shown == (AbstractState.ACCEPTED, title, title, ())


def test_erase_drops_waiting_letters_and_cleans_those_to_others(erased: Erased):
    with erased.world.app.app_context():
        rows = db.session.scalars(
            select(OutgoingMail).where(OutgoingMail.kind == "test.about").order_by(OutgoingMail.id)
        ).all()
        seen = [
            (mail.cause, mail.sent_at is not None, mail.withdrawn_reason, mail.subject, mail.body)
            for mail in rows
        ]

    assert seen == [
        ("today", True, "", "", ""),
        ("today", True, "", "About —", ""),
        ("tomorrow", False, "erased", "", ""),
        ("tomorrow", False, "", "About —", "— (—) speaks."),
    ]


def test_erase_of_somebody_who_comes_back_makes_a_new_person(erased: Erased):
    app = erased.world.app
    with app.app_context():
        begin_write()
        link = people.make_link(EMAIL, language="en", now=LATER)
        db.session.commit()
    client = app.test_client()
    _sign_in(client, f"/en/account/link/{link}")
    with app.app_context():
        back = people.get_person(EMAIL)
        begin_roles = Context().run(client.get, "/en/account/data").text

        assert back.id != erased.number
        assert "Your registrations" not in begin_roles
