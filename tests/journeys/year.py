"""The year of a meeting, one function per phase, in order. Each leaves the meeting as the next
one needs it and asserts what must hold after it; where people act, it goes through their pages.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest
from flask import Flask, g
from openpyxl import load_workbook
from sqlalchemy import func, select

from meeting_app.abstracts import service as abstracts
from meeting_app.abstracts.models import Abstract, AbstractState, Call, Format, Presenter
from meeting_app.agenda import queries as agenda_queries
from meeting_app.agenda import service as agenda
from meeting_app.agenda import versions
from meeting_app.agenda.models import Session, SessionKind
from meeting_app.agenda.publication import PublishedAgenda
from meeting_app.agenda.versions import ChangeKind
from meeting_app.core import worker
from meeting_app.core.db import begin_write, db
from meeting_app.core.locale import fold, local_instant
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, PhaseKind, Role
from meeting_app.meetings.queries import list_rooms, list_themes
from meeting_app.packs import service as packs
from meeting_app.packs.models import PackFile
from meeting_app.people import service as people
from meeting_app.people.models import Organisation, Person
from meeting_app.questionnaires.models import Response
from meeting_app.registration import service as registration
from meeting_app.registration.models import AttendanceMode, Registration, RegistrationState
from meeting_app.review import queries as review_queries
from meeting_app.review import service as reviews
from meeting_app.review.models import Assignment, Review, Score
from meeting_app.review.rules import Outcome
from meeting_app.surveys import service as surveys
from meeting_app.surveys.models import Survey
from tests.journeys import witness
from tests.journeys.given import LANGUAGES, Author, Given, Manuscript
from tests.journeys.given import people as invented
from tests.questionnaires.factories import a_question, all_kinds, options
from tests.support import ical_reader
from tests.support.assignment_checker import faults
from tests.support.factories import a_meeting, a_text, an_organiser
from tests.support.pages import Page, Visitor

SLUG, CALL = "2027", "practice"
REVIEWS_EACH = 3
ROWS_PER_PAGE = 50
STARTS = ("10:15", "12:00", "14:00", "15:30")
"""Of the parallel sessions of a day, an hour each."""
KINDS = {
    Outcome.ACCEPT: "review.accepted",
    Outcome.WAITLIST: "review.waitlisted",
    Outcome.DECLINE: "review.declined",
}


def on(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=UTC)


@dataclass
class Year:
    """The journey so far. Rows are looked up again where they are needed: pages end transactions."""

    app: Flask
    given: Given
    folder: Path
    letters: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(kind, language) of all letters that must have been sent until now."""
    calendars: dict[str, bytes] = field(default_factory=dict)
    """By language: the feed of the whole meeting as it was read last."""

    def go_to(self, instant: datetime) -> None:
        self.app.config["NOW"] = g.now = instant

    @property
    def now(self) -> datetime:
        return g.now  # type: ignore[no-any-return]

    @contextmanager
    def writing(self) -> Iterator[None]:
        db.session.commit()
        begin_write()
        yield
        db.session.commit()

    @property
    def meeting(self) -> Meeting:
        return db.session.scalars(select(Meeting).where(Meeting.slug == SLUG)).one()

    @property
    def call(self) -> Call:
        return db.session.scalars(select(Call).where(Call.slug == CALL)).one()

    def organiser(self) -> Visitor:
        return Visitor(self.app, people.get_person("organiser@example.org"))

    def visitor(self, author: Author) -> Visitor:
        return Visitor(self.app, people.get_person(author.email))

    @property
    def authors(self) -> list[Author]:
        """Who sent an abstract through the page: one per language."""
        return [manuscript.authors[0] for manuscript in self.given.by_page]

    def published(self) -> PublishedAgenda:
        found = agenda_queries.find_published(self.meeting)
        assert found
        return found

    def run(self, *arguments: str | Path) -> str:
        """What a command of the operator's prints last."""
        db.session.commit()
        result = self.app.test_cli_runner().invoke(args=[str(one) for one in arguments])
        assert result.exit_code == 0, result.output
        db.session.rollback()
        return result.output.splitlines()[-1]


# --- the meeting


def begin(app: Flask, given: Given, folder: Path) -> Year:
    """The meeting, its phases, rooms, themes and directory of organisations."""
    year = Year(app, given, folder)
    year.go_to(on(2, 2))
    with year.writing():
        meeting = a_meeting(SLUG, now=year.now)
        an_organiser(meeting, name="Olga Organiser", email="organiser@example.org")
        for number in range(given.rooms):
            meetings.add_room(
                meeting, f"room-{number + 1}", a_text(f"Room {number + 1}"), 300 - 20 * number
            )
        for number, code in enumerate(("care", "climate"), 1):
            meetings.add_theme(meeting, code, a_text(code.capitalize()), None, number)
        _make_survey(meeting)
        _make_call(meeting)
        _phase(meeting, "review", PhaseKind.REVIEW, on(7, 1), on(8, 15))
        registration.open_desk(
            meeting,
            _phase(meeting, "registration", PhaseKind.REGISTRATION, on(11, 2), on(2, 15, 2027)),
            {
                AttendanceMode.IN_PERSON: given.places.capacity,
                AttendanceMode.ONLINE: None,
            },
        )
    known = len(given.organisations.read_text("utf-8").splitlines()) - 1
    again = f"0 added, 0 changed, {known} skipped, 0 refused"
    first = f"{known} added, 0 changed, 0 skipped, 0 refused"
    command = ("import", "organisations", given.organisations)
    assert [year.run(*command), year.run(*command)] == [first, again]
    return year


def _phase(meeting: Meeting, code: str, kind: PhaseKind, opens: datetime, closes: datetime):
    endpoint = "registration.register" if kind is PhaseKind.REGISTRATION else None
    return meetings.add_phase(
        meeting, code, kind, a_text(code), opens_at=opens, closes_at=closes, endpoint=endpoint
    )


def _make_survey(meeting: Meeting) -> None:
    surveys.make_survey(
        meeting,
        "themes",
        a_text("Theme survey"),
        a_text("Tell us what matters."),
        a_text("Thanks for your time."),
        all_kinds(),
        _phase(meeting, "survey", PhaseKind.SURVEY, on(3, 2), on(3, 31)),
    )


def _make_call(meeting: Meeting) -> None:
    call = abstracts.make_call(
        meeting,
        CALL,
        title=a_text("Call for practice"),
        text=a_text("Send us your practice."),
        format=Format.KNOWLEDGE_PRACTICE,
        word_limit=3000,
        questions=[
            a_question("place", "one_choice", required=True, options=options("camp", "town"))
        ],
        phase=_phase(meeting, "call", PhaseKind.CALL, on(5, 4), on(6, 30)),
    )
    reviews.add_criterion(call, "worth", a_text("Worth"), a_text("To the theme"), 2, 6)
    reviews.add_criterion(call, "clarity", a_text("Clarity"), None, 1, 5)


# --- the survey


def answer_survey(year: Year) -> None:
    """One visitor per language on the page, many more beside; then results for everybody."""
    year.go_to(on(3, 10))
    filled = {
        "q-topics-climate": "1",
        "q-topics-care": "2",
        "q-work": "local",
        "q-crises": ["flood", "war"],
        "q-heard": "4",
        "q-town": "Goma",
        "q-why": "الفيضانات كل عام",
    }
    for language in LANGUAGES:
        visitor = Visitor(year.app)
        page = visitor.get(f"/{language}/{SLUG}/surveys/themes")
        visitor.follow(visitor.send(page, filled))
    with year.writing():
        survey = db.session.scalars(select(Survey)).one()
        for number in range(year.given.answers):
            surveys.answer(
                survey,
                {
                    "topics": [("care", "climate", "cash")[number % 3]],
                    "work": ("local", "global")[number % 2],
                    "heard": number % 5 + 1,
                },
                language=LANGUAGES[number % 4],
                form_opened_at=year.now,
                now=year.now,
            )
    organiser = year.organiser()
    desk = organiser.get(f"/en/{SLUG}/desk/surveys/themes")
    organiser.send(desk, form=desk.form("/publish"))
    for language in LANGUAGES:
        Visitor(year.app).get(f"/{language}/{SLUG}/surveys/themes/results")
    rows = _rows(organiser, f"/en/{SLUG}/desk/surveys/themes.xlsx")
    assert rows == 1 + len(LANGUAGES) + year.given.answers
    witness.letters_arrive(year.app, year.letters)


def _rows(visitor: Visitor, path: str) -> int:
    """Of the first sheet of a workbook, its heading among them."""
    return load_workbook(BytesIO(visitor.fetch(path).data)).worksheets[0].max_row


# --- the call


def hand_in(year: Year) -> None:
    """Abstracts from files, through the page in each language, and from many more people."""
    year.go_to(on(5, 20))
    _import_abstracts(year)
    with year.writing():
        for manuscript in (*year.given.by_page, *year.given.by_verb):
            _make_person(manuscript.authors[0], year.now)
    for manuscript in year.given.by_page:
        _submit_by_page(year, manuscript)
    with year.writing():
        theme = list_themes(year.meeting)[1]
        for manuscript in year.given.by_verb:
            content = abstracts.Content(
                title=manuscript.title,
                text=manuscript.text,
                language=manuscript.language,
                theme=theme,
                presenters=[
                    abstracts.NamedPresenter(one.name, one.email, one.organisation)
                    for one in manuscript.authors
                ],
                answers={"place": "town"},
            )
            submitter = people.get_person(manuscript.authors[0].email)
            abstracts.submit(
                year.call, content, person=submitter, form_opened_at=year.now, now=year.now
            )
            year.letters["abstracts.submitted", submitter.language] += 1
    witness.letters_arrive(year.app, year.letters)


def _import_abstracts(year: Year) -> None:
    for path in year.given.abstracts:
        lines = len(path.read_text("utf-8").splitlines())
        command = ("import", "abstracts", path, "--call", CALL)
        assert [year.run(*command), year.run(*command)] == [
            f"{lines} added, 0 changed, 0 skipped, 0 refused",
            f"0 added, 0 changed, {lines} skipped, 0 refused",
        ]


def _make_person(author: Author, now: datetime, **values: object) -> Person:
    return people.make_person(
        author.email,
        author.name,
        language=author.language,
        organisation=people.find_or_add_organisation(author.organisation),
        country={"en": "KE", "fr": "CD", "es": "CO", "ar": "JO"}[author.language],
        now=now,
        **values,  # type: ignore[arg-type]
    )


def _submit_by_page(year: Year, manuscript: Manuscript) -> None:
    """A draft first; then the other presenters, each by the button that adds a row."""
    visitor = year.visitor(manuscript.authors[0])
    address = f"/{manuscript.authors[0].language}/{SLUG}/calls/{CALL}/submit"
    visitor.send(visitor.get(address), {"title": manuscript.title}, button=("action", "draft"))
    code = db.session.scalars(select(Abstract.code).where(Abstract.title == manuscript.title)).one()
    address = f"/{manuscript.authors[0].language}/{SLUG}/abstracts/{code}/edit"
    page = visitor.get(address)
    for _author in manuscript.authors[1:]:
        page = Page(visitor.send(page, button=("action", "add"), status=200))
    values = {
        "language": manuscript.language,
        "text": manuscript.text,
        "theme": "care",
        "q-place": "camp",
    }
    for row, author in enumerate(manuscript.authors, 1):
        values |= {
            f"presenter{row}_name": author.name,
            f"presenter{row}_email": author.email,
            f"presenter{row}_organisation": author.organisation,
        }
    form = page.form()
    form.action = form.action or address
    answer = visitor.send(page, values, form=form, button=("action", "submit"))
    assert manuscript.title in visitor.follow(answer).text
    assert db.session.scalars(select(Abstract.state).where(Abstract.code == code)).one() == (
        AbstractState.SUBMITTED
    )
    year.letters["abstracts.submitted", manuscript.authors[0].language] += 1


# --- review


def review(year: Year) -> None:
    """The committee, who reviews what, and every review."""
    year.go_to(on(7, 6))
    _form_committee(year)
    _assign(year)
    _send_reviews(year)
    witness.letters_arrive(year.app, year.letters)


def _form_committee(year: Year) -> None:
    names = tuple(db.session.scalars(select(Organisation.name).order_by(Organisation.id)))
    with year.writing():
        crowd = list(islice(invented("reviewer", names), year.given.reviewers))
        numbers: list[int] = []
        for number, author in enumerate(crowd):
            reads = list(year.given.reads[number % len(year.given.reads)])
            person = _make_person(author, year.now, reads=reads)
            meetings.grant(year.meeting, person, Role.REVIEWER, year.now)
            numbers.append(person.id)
    organiser = year.organiser()
    here = f"/en/{SLUG}/desk/review?call={CALL}"
    organiser.send(organiser.get(here), {"reviewer": str(numbers[0])})
    with year.writing():
        for author in crowd[1:]:
            reviews.add_member(year.call, people.get_person(author.email), year.now)


def _assign(year: Year) -> None:
    """Through the page that shows the plan first; then counted again by an independent checker."""
    proof = reviews.propose_assignment(year.call, REVIEWS_EACH).plan.bottleneck
    organiser = year.organiser()
    organiser.send(organiser.get(f"/en/{SLUG}/desk/review/assign?call={CALL}&k={REVIEWS_EACH}"))
    submitted = _under_review(year)
    members = db.session.scalars(select(Person).where(Person.email.startswith("reviewer"))).all()
    of_person = {person.id: person for person in members}
    of_abstract = {abstract.id: abstract for abstract in submitted}

    def may(abstract_id: int, person_id: int) -> bool:
        abstract, person = of_abstract[abstract_id], of_person[person_id]
        involved = [abstract.submitter, *(p.person for p in abstract.presenters)]
        organisations = {one.organisation_id for one in involved if one}
        organisations |= {p.organisation_id for p in abstract.presenters}
        return (
            person not in involved
            and person.organisation_id not in organisations
            and abstract.language in person.reads
        )

    rows = db.session.execute(select(Assignment.abstract_id, Assignment.person_id)).all()
    pairs = [(abstract, person) for abstract, person in rows]
    assert Counter(abstract for abstract, _ in pairs) == dict.fromkeys(of_abstract, REVIEWS_EACH)
    assert len(members) == year.given.reviewers
    assert not all(may(a, p) for a in of_abstract for p in of_person)
    found = faults(
        pairs,
        of_abstract,
        of_person,
        may,
        k=REVIEWS_EACH,
        crowded=proof.crowded.reviewers if proof else (),
        spare=proof.spare.reviewers if proof else (),
    )
    assert found == []


def _under_review(year: Year) -> list[Abstract]:
    """What was sent through the page first: it gets the best papers' scores."""
    by_page = {manuscript.title for manuscript in year.given.by_page}
    found = db.session.scalars(
        select(Abstract).where(Abstract.state == AbstractState.SUBMITTED).order_by(Abstract.id)
    )
    return sorted(found, key=lambda abstract: abstract.title not in by_page)


def _send_reviews(year: Year) -> None:
    """One through the reviewer's page, blind; then all others."""
    due = [
        (assignment.id, scores)
        for abstract, paper in zip(_under_review(year), _papers(year), strict=False)
        for assignment, scores in zip(_assigned(abstract), paper, strict=True)
    ]
    first, (worth, clarity) = due[0]
    assignment = db.session.get_one(Assignment, first)
    abstract, author = assignment.abstract, assignment.abstract.submitter.name
    reviewer = assignment.person
    language, code = reviewer.language, abstract.code
    visitor = Visitor(year.app, reviewer)
    assert code in visitor.get(f"/{language}/{SLUG}/review/").html
    page = visitor.get(f"/{language}/{SLUG}/review/{code}")
    assert author not in page.html
    scores = {"score-worth": str(worth), "score-clarity": str(clarity), "comment": "Très utile"}
    visitor.follow(visitor.send(page, scores))
    with year.writing():
        for number, (worth, clarity) in due[1:]:
            reviews.save_review(
                db.session.get_one(Assignment, number),
                {"worth": worth, "clarity": clarity},
                "A clear text, close to practice.",
                year.now,
            )
    assert db.session.scalar(select(func.count()).select_from(Review)) == len(due)
    assert db.session.scalar(select(func.count()).select_from(Score)) == 2 * len(due)


def _papers(year: Year) -> list[tuple[tuple[int, int], ...]]:
    """As given, but the best of them first."""
    papers = list(year.given.papers)
    for place in range(len(year.given.by_page)):
        best = max(papers[place:], key=_mean)
        papers.remove(best)
        papers.insert(place, best)
    return papers


def _mean(paper: tuple[tuple[int, int], ...]) -> float:
    """As a share: two parts of worth (1 to 6), one of clarity (1 to 5)."""
    shares = [(2 * (worth - 1) / 5 + (clarity - 1) / 4) / 3 for worth, clarity in paper]
    return sum(shares) / len(shares)


def _assigned(abstract: Abstract) -> list[Assignment]:
    found = db.session.scalars(
        select(Assignment)
        .where(Assignment.abstract_id == abstract.id)
        .order_by(Assignment.person_id)
    )
    return list(found)


# --- decisions


def decide(year: Year) -> None:
    """Prepared on the page where nobody outside sees them, then announced together."""
    year.go_to(on(9, 1))
    means = {
        abstract.id: _mean(paper)
        for abstract, paper in zip(_under_review(year), _papers(year), strict=False)
    }
    assert review_queries.list_means(year.call) == pytest.approx(means)
    outcomes = _outcomes(year, means)
    before = _authors_pages(year)
    organiser = year.organiser()
    _prepare(organiser, outcomes)
    assert review_queries.count_decisions(year.meeting)[year.call.id] == Counter(outcomes.values())
    assert _authors_pages(year) == before
    witness.letters_arrive(year.app, year.letters)

    expected = _expected_letters(outcomes)
    page = organiser.get(f"/en/{SLUG}/desk/decisions/announce")
    assert f"Announce {len(outcomes)} decisions" in page.text
    organiser.follow(organiser.send(page))
    assert witness.announced_letters(year.meeting) == expected
    languages = dict(db.session.execute(select(Person.email, Person.language)).all())
    year.letters += Counter((kind, languages[address]) for kind, _, address in expected)
    witness.letters_arrive(year.app, year.letters)
    states = {"accept": "accepted", "waitlist": "waitlisted", "decline": "declined"}
    codes = db.session.execute(
        select(Abstract.code, Abstract.state).where(Abstract.state != AbstractState.DRAFT)
    )
    assert dict(codes.all()) == {code: states[of] for code, of in outcomes.items()}
    assert all(old != new for old, new in zip(before, _authors_pages(year), strict=True))
    page = organiser.get(f"/en/{SLUG}/desk/decisions/announce")
    assert "Nothing is prepared." in page.text


def _outcomes(year: Year, means: dict[int, float]) -> dict[str, Outcome]:
    """By code: the best are accepted, the next wait, the rest are declined."""
    ranked = sorted(_under_review(year), key=lambda abstract: (-means[abstract.id], abstract.id))
    given = year.given
    last = given.accepted + given.waitlisted
    return {
        abstract.code: Outcome.ACCEPT
        if place < given.accepted
        else (Outcome.WAITLIST if place < last else Outcome.DECLINE)
        for place, abstract in enumerate(ranked)
    }


def _prepare(organiser: Visitor, outcomes: dict[str, Outcome]) -> None:
    """Page by page of the list, ticking boxes."""
    for number in range(1, -(-len(outcomes) // ROWS_PER_PAGE) + 1):
        address = f"/en/{SLUG}/desk/decisions?call={CALL}&sort=title&page={number}"
        offered = organiser.get(address).form().options["chosen"]
        for outcome in Outcome:
            if chosen := [code for code in offered if outcomes[code] is outcome]:
                page = organiser.get(address)
                organiser.send(page, {"chosen": chosen, "outcome": outcome.value})


def _authors_pages(year: Year) -> list[str]:
    found = []
    for author, manuscript in zip(year.authors, year.given.by_page, strict=True):
        code = db.session.scalars(
            select(Abstract.code).where(Abstract.title == manuscript.title)
        ).one()
        visitor = year.visitor(author)
        found.append(visitor.get(f"/{author.language}/{SLUG}/abstracts/{code}").text)
    return found


def _expected_letters(outcomes: dict[str, Outcome]) -> set[tuple[str, str, str]]:
    """(kind, abstract's code, address): to the submitter and to presenters with an account."""
    submitters = select(Abstract.code, Person.email).join(Abstract.submitter)
    presenters = (
        select(Abstract.code, Person.email)
        .join(Presenter, Presenter.abstract_id == Abstract.id)
        .join(Person, Person.id == Presenter.person_id)
    )
    rows = [*db.session.execute(submitters), *db.session.execute(presenters)]
    return {(KINDS[outcomes[code]], code, email) for code, email in rows if code in outcomes}


# --- the agenda


def draw_up(year: Year) -> None:
    """Sessions from the accepted abstracts, plenaries and breaks; rooms and times without a serious
    clash."""
    year.go_to(on(10, 5))
    organiser = year.organiser()
    desk = organiser.get(f"/en/{SLUG}/desk/agenda")
    organiser.send(desk, form=desk.form("/from-accepted"))
    witness.every_accepted_has_one_session(year.meeting)
    assert "from-accepted" not in organiser.get(f"/en/{SLUG}/desk/agenda").html
    _add_opening(year, organiser)
    _place_all(year)
    _clash_and_solve(year, organiser)
    witness.nothing_clashes_seriously(year.meeting)
    witness.every_accepted_has_one_session(year.meeting)
    for language in LANGUAGES:
        assert Visitor(year.app).get(f"/{language}/{SLUG}/agenda").status == 200
    assert Visitor(year.app).fetch(f"/en/{SLUG}/agenda.ics").data.count(b"BEGIN:VEVENT") == 0


def _add_opening(year: Year, organiser: Visitor) -> None:
    """A plenary with a title in each language, made and placed on the pages; breaks beside it."""
    titles = {
        "title-en": "Opening: children first",
        "title-fr": "Ouverture : les enfants d’abord",
        "title-es": "Inauguración: la niñez primero",
        "title-ar": "الافتتاح: الأطفال أولاً",
    }
    chair = year.authors[-1]
    values = {
        "kind": "plenary",
        "people-0-name": chair.name,
        "people-0-organisation": chair.organisation,
        "people-0-role": "chair",
        "floor_language": "en",
        "interpreted_into": ["fr", "es", "ar"],
        "livestream": "y",
        **titles,
    }
    page = organiser.follow(organiser.send(organiser.get(f"/en/{SLUG}/desk/agenda/new"), values))
    day = year.meeting.starts_on.isoformat()
    where = {"day": day, "starts": "09:00", "minutes": "60", "room": "room-1"}
    organiser.send(page, where, form=page.form("/place") if _has(page, "/place") else None)
    with year.writing():
        for number in range(3):
            meal = agenda.make_session(
                year.meeting, SessionKind.BREAK, a_text(f"Coffee {number + 1}"), minutes=30
            )
            at = _at(year, number, "11:20")
            agenda.place(meal, None, at, 30, meal.revision)


def _has(page: Page, action_ends: str) -> bool:
    return any(form.action.endswith(action_ends) for form in page.parsed.forms)


def _at(year: Year, day: int, starts: str) -> datetime:
    on_day = year.meeting.starts_on + timedelta(days=day)
    return local_instant(on_day, time.fromisoformat(starts), year.meeting.zone)


def _slots(year: Year) -> list[tuple[int, str]]:
    return [(day, starts) for day in range(3) for starts in STARTS]


def _place_all(year: Year) -> None:
    """Room by room through the slots, so that nobody stands in two rooms at once."""
    with year.writing():
        rooms = list_rooms(year.meeting)
        busy: dict[tuple[int, str], set[str]] = {slot: set() for slot in _slots(year)}
        free = [(slot, room) for slot in _slots(year) for room in rooms]
        for session in agenda_queries.list_sessions(year.meeting):
            if session.starts_at is not None:
                continue
            names = {fold(person.name) for person in session.people}
            slot, room = next(one for one in free if not busy[one[0]] & names)
            free.remove((slot, room))
            busy[slot] |= names
            agenda.place(session, room, _at(year, *slot), 60, session.revision)


def _clash_and_solve(year: Year, organiser: Visitor) -> None:
    """Two sessions in one room: the page of publication refuses, until one of them is moved back."""
    one, other = [s for s in agenda_queries.list_sessions(year.meeting) if s.abstract_id][:2]
    code, where = one.code, _where(year, one)
    address = f"/en/{SLUG}/desk/agenda/{code}/place"
    _place(organiser, address, _where(year, other))
    publish = f"/en/{SLUG}/desk/agenda/publish"
    refused = Page(organiser.send(organiser.get(publish), status=422))
    assert "There are serious clashes." in refused.text
    _place(organiser, address, where)


def _place(organiser: Visitor, address: str, where: dict[str, str]) -> None:
    page = organiser.get(address)
    form = next(form for form in page.parsed.forms if "room" in form.options)
    form.action = form.action or address
    organiser.send(page, where, form=form)


def _where(year: Year, session: Session) -> dict[str, str]:
    """As the form about room and time takes it."""
    assert session.starts_at
    assert session.room
    for day, starts in _slots(year):
        if _at(year, day, starts) == session.starts_at:
            on_day = (year.meeting.starts_on + timedelta(days=day)).isoformat()
            return {
                "day": on_day,
                "starts": starts,
                "minutes": str(session.minutes),
                "room": session.room.code,
            }
    raise AssertionError(session.starts_at)


def publish_first(year: Year) -> None:
    """Everybody sees the same in pages and calendars, in each language."""
    year.go_to(on(11, 2))
    _publish(year, 1)
    published = year.published()
    placed = agenda_queries.list_sessions(year.meeting)
    assert {s.code for s in published.sessions} == {s.code for s in placed}
    assert {sequence for s in published.sessions for sequence in s.sequence.values()} == {0}
    _look_at_pages(year, published)
    for language in LANGUAGES:
        octets = Visitor(year.app).fetch(f"/{language}/{SLUG}/agenda.ics").data
        witness.calendar_shows_agenda(octets, published, language)
        year.calendars[language] = octets
    witness.letters_arrive(year.app, year.letters)


def _publish(year: Year, number: int) -> None:
    organiser = year.organiser()
    answer = organiser.send(organiser.get(f"/en/{SLUG}/desk/agenda/publish"))
    assert f"Version {number} of the agenda is published." in organiser.follow(answer).text
    assert year.published().number == number


def _look_at_pages(year: Year, published: PublishedAgenda) -> None:
    visitor = Visitor(year.app)
    for language in LANGUAGES:
        page = visitor.get(f"/{language}/{SLUG}/agenda")
        titles = {_spaced(s.title.in_(language)) for s in published.sessions}
        assert {title for title in titles if title not in page.text} == set()
        day = year.meeting.starts_on.isoformat()
        for part in (f"agenda/{day}", "agenda/overview", "agenda/livestream", "agenda/calendar"):
            visitor.get(f"/{language}/{SLUG}/{part}")
    for session in published.sessions:
        page = visitor.get(f"/{session.floor_language}/{SLUG}/sessions/{session.code}")
        words = [session.title.in_(session.floor_language)]
        words += [words for who in session.people for words in (who.name, who.organisation)]
        assert [one for one in words if _spaced(one) not in page.text] == []


def _spaced(text: str) -> str:
    return " ".join(text.split())


# --- places


def register(year: Year) -> None:
    """More people than places: some wait, some give their place back, the organisers find more."""
    year.go_to(on(11, 10))
    given, places = year.given, year.given.places
    names = tuple(db.session.scalars(select(Organisation.name).order_by(Organisation.id)))
    in_person = [*year.authors, *islice(invented("guest", names), places.asked - 4)]
    online = list(islice(invented("viewer", names), given.online))
    for author in year.authors:
        visitor = year.visitor(author)
        page = visitor.get(f"/{author.language}/{SLUG}/register")
        values = {"mode": "in_person", "country": "JO", "languages": [author.language, "en"]}
        visitor.follow(visitor.send(page, values))
    with year.writing():
        for author in in_person[len(year.authors) :]:
            _register(year, author, AttendanceMode.IN_PERSON)
        for author in online:
            _register(year, author, AttendanceMode.ONLINE)
    for author in (*in_person[: places.capacity], *online):
        year.letters["registration.confirmed", author.language] += 1
    waiting = in_person[places.capacity :]
    for author in waiting:
        year.letters["registration.waiting", author.language] += 1
    assert _standing(RegistrationState.WAITING) == [author.email for author in waiting]
    witness.places_are_counted(year.meeting)
    witness.letters_arrive(year.app, year.letters)

    leaving = in_person[len(year.authors) : len(year.authors) + places.given_back]
    for author in leaving:
        visitor = year.visitor(author)
        visitor.send(visitor.get(f"/{author.language}/{SLUG}/register/cancel"))
        year.letters["registration.cancelled", author.language] += 1
    _have_moved_up(year, waiting[: places.given_back])
    waiting = waiting[places.given_back :]
    assert _standing(RegistrationState.WAITING) == [author.email for author in waiting]
    witness.places_are_counted(year.meeting)

    organiser = year.organiser()
    desk = organiser.get(f"/en/{SLUG}/desk/registration")
    organiser.send(desk, {"in_person": str(places.later)})
    more = places.later - places.capacity
    _have_moved_up(year, waiting[:more])
    assert _standing(RegistrationState.WAITING) == [author.email for author in waiting[more:]]
    assert _standing(RegistrationState.CANCELLED) == [author.email for author in leaving]
    witness.places_are_counted(year.meeting)
    witness.letters_arrive(year.app, year.letters)
    rows = _rows(organiser, f"/en/{SLUG}/desk/registration.xlsx")
    assert rows == 1 + places.asked + given.online


def _register(year: Year, author: Author, mode: AttendanceMode) -> None:
    person = _make_person(author, year.now)
    registration.register(
        year.meeting,
        person,
        mode,
        organisation_name=author.organisation,
        name=author.name,
        country=person.country,
        languages=[author.language],
        form_opened_at=year.now,
        now=year.now,
    )


def _have_moved_up(year: Year, authors: list[Author]) -> None:
    for author in authors:
        year.letters["registration.moved_up", author.language] += 1
        held = db.session.scalars(
            select(Registration.state).join(Person).where(Person.email == author.email)
        ).one()
        assert (author.email, held) == (author.email, RegistrationState.CONFIRMED)


def _standing(state: RegistrationState) -> list[str]:
    """Addresses of those whose registration is in this state, in the order of the queue."""
    return list(
        db.session.scalars(
            select(Person.email)
            .join(Registration, Registration.person_id == Person.id)
            .where(Registration.state == state)
            .order_by(Registration.queued_at, Registration.id)
        )
    )


# --- calendars of one's own


def subscribe(year: Year) -> None:
    """Each author has the sessions in which they have a part, and one that they starred."""
    year.go_to(on(12, 1))
    published = year.published()
    opening = next(s for s in published.sessions if s.kind is SessionKind.PLENARY)
    for author, manuscript in zip(year.authors, year.given.by_page, strict=True):
        visitor, here = year.visitor(author), f"/{author.language}/{SLUG}"
        page = visitor.get(f"{here}/sessions/{opening.code}")
        visitor.send(page, form=page.form("/star"))
        page = visitor.get(f"{here}/my/feeds")
        page = visitor.follow(visitor.send(page, {"language": author.language}))
        addresses = {link for link in page.links() if "/feeds/" in link and "utc=1" in link}
        feed = "/feeds/" + addresses.pop().split("/feeds/")[1].split("?")[0]
        entries = witness.read_calendar(Visitor(year.app).fetch(feed).data)
        own = next(s for s in published.sessions if s.title.text == manuscript.title)
        assert set(entries) == {opening.uid, own.uid}
        assert opening.title.in_(author.language) in {e.summary for e in entries.values()}
        assert manuscript.title in visitor.get(f"{here}/my").text
    witness.letters_arrive(year.app, year.letters)


# --- the second version


def publish_second(year: Year) -> None:
    """One session moved, one cancelled, one with another title in French: exactly that is told."""
    year.go_to(on(1, 18, 2027))
    before, organiser = year.published(), year.organiser()
    by_abstract = [s for s in agenda_queries.list_sessions(year.meeting) if s.abstract_id]
    moved, cancelled = by_abstract[-1].code, by_abstract[-2].code
    opening = next(s for s in before.sessions if s.kind is SessionKind.PLENARY).code
    desk = f"/en/{SLUG}/desk/agenda"
    where = _where(year, by_abstract[-1])
    _place(organiser, f"{desk}/{moved}/place", {**where, "starts": "17:00"})
    page = organiser.get(f"{desk}/{cancelled}/cancel")
    organiser.send(page)
    page = organiser.get(f"{desk}/{opening}")
    form = next(form for form in page.parsed.forms if "title-fr" in dict(form.fields))
    form.action = form.action or f"{desk}/{opening}"
    organiser.send(page, {"title-fr": "Ouverture : à l’écoute"}, form=form)
    witness.nothing_clashes_seriously(year.meeting)
    _publish(year, 2)

    after = year.published()
    told = [(change.kind, change.session.code) for change in versions.changes(before, after)]
    assert sorted(told) == sorted(
        [
            (ChangeKind.MOVED, moved),
            (ChangeKind.CANCELLED, cancelled),
            (ChangeKind.TITLE, opening),
        ]
    )
    _look_at_pages(year, after)
    for language in LANGUAGES:
        page = Visitor(year.app).get(f"/{language}/{SLUG}/agenda/changes")
        codes = {link.rsplit("/", 1)[1] for link in page.links() if "/sessions/" in link}
        assert {moved, cancelled, opening} <= codes
        changed = {moved, cancelled} | ({opening} if language == "fr" else set())
        _read_second_calendar(year, after, language, changed, cancelled)
    witness.letters_arrive(year.app, year.letters)


def _read_second_calendar(
    year: Year, after: PublishedAgenda, language: str, changed: set[str], cancelled: str
) -> None:
    octets = Visitor(year.app).fetch(f"/{language}/{SLUG}/agenda.ics").data
    witness.calendar_shows_agenda(octets, after, language)
    old, new = witness.read_calendar(year.calendars[language]), witness.read_calendar(octets)
    codes = {session.uid: session.code for session in after.sessions}
    assert set(old) == set(new)
    assert {codes[uid]: entry.sequence for uid, entry in new.items()} == {
        code: int(code in changed) for code in codes.values()
    }
    assert [codes[uid] for uid, entry in new.items() if entry.cancelled] == [cancelled]
    installed = ical_reader.CHECKER.is_file() and ical_reader.PYTHON.is_file()
    if installed and language in year.given.outside:
        uid = next(uid for uid, code in codes.items() if code == cancelled)
        options = ("--allow-http", "--now", "20270118T090500Z", "--cancelled", uid)
        files = (year.calendars[language], octets)
        assert ical_reader.check(year.folder, *files, options=options) == ""
    year.calendars[language] = octets


# --- packs


def make_packs(year: Year) -> None:
    """The worker notices that they are wanted, and prints them; once is enough."""
    year.go_to(on(1, 25, 2027))
    with year.writing():
        packs.add_section(year.meeting, a_text("Welcome"), a_text("Come in.\n\n- Be safe"))
    visitor = Visitor(year.app)
    visitor.get(f"/ar/{SLUG}/documents/pack.pdf", status=503)
    db.session.commit()
    worker.run_recurring(year.app, year.now)
    worker.run_due(year.app)  # the daily work on people and organisations, too
    worker.run_recurring(year.app, year.now)
    assert worker.run_due(year.app) == 0
    made = db.session.execute(select(PackFile.language, PackFile.version)).all()
    assert dict(made) == dict.fromkeys(LANGUAGES, 2)
    for language in LANGUAGES:
        visitor.get(f"/{language}/{SLUG}/pack")
        answer = visitor.fetch(f"/{language}/{SLUG}/documents/pack.pdf")
        assert (answer.status_code, answer.content_type) == (200, "application/pdf")
        witness.pack_shows_agenda(answer.data, year.published(), language)
        answer.close()


# --- what it came to


def figures(year: Year) -> dict[str, int]:
    """Counted from the rows at the end of the year."""
    return {
        "organisations": _count(select(Organisation.id)),
        "answers": _count(
            select(Response.id)
            .join(Survey, Survey.questionnaire_id == Response.questionnaire_id)
            .where(Response.sent_at.is_not(None))
        ),
        **{
            f"abstracts {state}": _count(select(Abstract.id).where(Abstract.state == state))
            for state in AbstractState
            if _count(select(Abstract.id).where(Abstract.state == state))
        },
        **{
            f"abstracts in {language}": _count(
                select(Abstract.id).where(Abstract.language == language)
            )
            for language in LANGUAGES
        },
        "reviews": _count(select(Review.id)),
        "sessions": _count(select(Session.id)),
        "versions": year.published().number,
        **{
            f"{mode} {state}": _count(
                select(Registration.id).where(
                    Registration.mode == mode, Registration.state == state
                )
            )
            for mode in AttendanceMode
            for state in RegistrationState
        },
        "letters": sum(year.letters.values()),
    }


def _count(chosen) -> int:
    return db.session.scalar(select(func.count()).select_from(chosen.subquery())) or 0


def walk(app: Flask, given: Given, folder: Path) -> Year:
    """The whole year."""
    year = begin(app, given, folder)
    for phase in (
        answer_survey,
        hand_in,
        review,
        decide,
        draw_up,
        publish_first,
        register,
        subscribe,
        publish_second,
        make_packs,
    ):
        phase(year)
    return year
