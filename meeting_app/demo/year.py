"""The demo meeting's year up to now: survey, calls, reviews, decisions, registrations."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import cycle
from random import Random

from sqlalchemy import select

from meeting_app.abstracts import service as abstracts
from meeting_app.abstracts.models import Abstract, Call, Format
from meeting_app.core.db import db
from meeting_app.core.localtext import LocalText
from meeting_app.demo import needs
from meeting_app.demo.content import shapes
from meeting_app.demo.content.abstracts import ABSTRACTS
from meeting_app.demo.content.calls import CALLS
from meeting_app.demo.content.meeting import PLACES
from meeting_app.demo.content.registrations import (
    ANSWERS as REGISTRATION_ANSWERS,
)
from meeting_app.demo.content.registrations import (
    CROWD,
    NAME_POOLS,
    QUESTIONS,
    REGISTRATIONS,
)
from meeting_app.demo.content.reviews import REVIEW_COMMENTS
from meeting_app.demo.content.survey import ANSWERS, SURVEY
from meeting_app.meetings.models import Meeting, Phase
from meeting_app.meetings.queries import list_themes
from meeting_app.people import service as people
from meeting_app.people.models import Organisation, Person
from meeting_app.questionnaires.library import people as about_people
from meeting_app.questionnaires.rules import QuestionKind, Values
from meeting_app.questionnaires.service import NewQuestion
from meeting_app.registration import service as registration
from meeting_app.registration.models import AttendanceMode
from meeting_app.review import service as reviews
from meeting_app.review.models import Assignment, Criterion
from meeting_app.review.queries import list_means
from meeting_app.review.rules import Outcome
from meeting_app.surveys import service as surveys
from meeting_app.surveys.service.results import publish_results

REVIEWS_EACH = 3
# Of the advocacy call: exactly three of them read French, the demo's reviewer among them, so that
# whoever tries the demo with a French abstract finds it on that reviewer's list.
ADVOCACY_COMMITTEE = (
    "reviewer",
    "youssef_benkirane",
    "hala_khoury",
    "dalia_mahjoub",
    "omar_eltayeb",
    "camila_ortega",
    "esther_villasenor",
    "peter_lindqvist",
    "farhana_akter",
)
PRACTICE_COMMITTEE = (*ADVOCACY_COMMITTEE, "oumou_diarra", "solene_kerjean", "diego_huaman")
ACCEPTED, WAITLISTED, DECLINED = 11, 2, 1


def new_question(question: shapes.Question) -> NewQuestion:
    ends = question.get("ends")
    kind = QuestionKind(question["kind"])
    most = question.get("max")
    is_choice = kind in (QuestionKind.SEVERAL_CHOICES, QuestionKind.RANKING)
    is_text = kind in (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)
    return {
        "code": question["code"],
        "kind": kind,
        "label": LocalText.of(question["label"]),
        "hint": LocalText.of(question["hint"]) if question["hint"] else None,
        "required": question["required"],
        "personal": "why" in question,
        "why": LocalText.of(question["why"]) if "why" in question else None,
        "relevant": question.get("relevant", ""),
        "length_limit": most if is_text else None,
        "choices_max": most if is_choice else None,
        "scale_points": most if kind is QuestionKind.RATING else None,
        "scale_low": LocalText.of(ends["low"]) if ends else None,
        "scale_high": LocalText.of(ends["high"]) if ends else None,
        "options": [(o["code"], LocalText.of(o["label"])) for o in question.get("options", [])],
    }


def make_survey(meeting: Meeting, phase: Phase, now: datetime, chance: Random) -> None:
    survey = surveys.make_survey(
        meeting,
        SURVEY["slug"],
        LocalText.of(SURVEY["title"]),
        LocalText.of(SURVEY["intro"]),
        LocalText.of(SURVEY["thanks"]),
        [new_question(question) for question in SURVEY["questions"]],
        phase,
    )
    for answer in ANSWERS:
        at = phase.opens_at + (now - phase.opens_at) * chance.random()
        surveys.answer(
            survey, answer["values"], language=answer["language"], form_opened_at=at, now=at
        )
    publish_results(survey, now)


def make_calls(meeting: Meeting, phases: Mapping[str, Phase]) -> dict[str, Call]:
    calls = {}
    for made in CALLS:
        call = abstracts.make_call(
            meeting,
            made["slug"],
            title=LocalText.of(made["title"]),
            text=LocalText.of(made["text"]),
            format=Format(made["format"]),
            word_limit=made["word_limit"],
            questions=[new_question(question) for question in made["questions"]],
            phase=phases[made["phase"]],
        )
        for criterion in made["criteria"]:
            reviews.add_criterion(
                call,
                criterion["code"],
                LocalText.of(criterion["label"]),
                LocalText.of(criterion["hint"]),
                criterion["weight"],
            )
        calls[call.slug] = call
    return calls


def submit_abstracts(
    meeting: Meeting,
    calls: Mapping[str, Call],
    persons: Mapping[str, Person],
    now: datetime,
    chance: Random,
) -> None:
    themes = {theme.code: theme for theme in list_themes(meeting)}
    for made in ABSTRACTS:
        call = calls[made["call"]]
        at = call.phase.opens_at + (now - call.phase.opens_at) * chance.uniform(0.1, 0.9)
        content = abstracts.Content(
            title=made["title"],
            text=made["text"],
            language=made["language"],
            theme=themes[made["theme"]],
            presenters=[abstracts.NamedPresenter(**named) for named in made["presenters"]],
            answers=made["answers"],
        )
        person = persons[made["submitter"]]
        if made["state"] == "draft":
            abstracts.save_draft(call, content, person=person, now=at)
        else:
            abstracts.submit(call, content, person=person, form_opened_at=at, now=at)


def review(
    calls: Mapping[str, Call], persons: Mapping[str, Person], now: datetime, chance: Random
) -> None:
    """All reviews of the practice call are in; of the advocacy call about half."""
    committees = {"practice": PRACTICE_COMMITTEE, "advocacy": ADVOCACY_COMMITTEE}
    for slug, keys in committees.items():
        call = calls[slug]
        for key in keys:
            reviews.add_member(call, persons[key], now)
        reviews.assign_reviews(call, REVIEWS_EACH, now)
        criteria = db.session.scalars(select(Criterion).where(Criterion.call_id == call.id)).all()
        assignments = db.session.scalars(
            select(Assignment)
            .join(Abstract)
            .where(Abstract.call_id == call.id)
            .order_by(Assignment.id)
        ).all()
        worth = {a.abstract_id: chance.uniform(1.8, 4.8) for a in assignments}
        for number, assignment in enumerate(assignments):
            if slug == "advocacy" and (
                number % 2 or assignment.person_id == persons["reviewer"].id
            ):
                continue
            scores = {
                criterion.code: min(
                    5, max(1, round(chance.gauss(worth[assignment.abstract_id], 0.7)))
                )
                for criterion in criteria
            }
            comment = _comment(assignment.person, sum(scores.values()) / len(scores), chance)
            reviews.save_review(assignment, scores, comment, now)


def _comment(person: Person, score: float, chance: Random) -> str:
    """One of the invented comments, in a language that the reviewer writes, near to the score."""
    fitting = [comment for comment in REVIEW_COMMENTS if comment["lang"] in person.reads]
    return min(fitting, key=lambda comment: abs(comment["score"] - score) + chance.random())["text"]


def decide(call: Call, organiser: Person, now: datetime) -> None:
    """The best are accepted; some stay undecided, so that there is something left to try."""
    means = list_means(call)
    ranked = sorted(
        db.session.scalars(select(Abstract).where(Abstract.id.in_(means))),
        key=lambda abstract: -(means[abstract.id] or 0),
    )
    outcomes = (
        [Outcome.ACCEPT] * ACCEPTED + [Outcome.WAITLIST] * WAITLISTED + [Outcome.DECLINE] * DECLINED
    )
    for abstract, outcome in zip(ranked, outcomes, strict=False):
        reviews.decide(abstract, outcome, organiser, now)
    reviews.announce(call, now, by=organiser)


def register(
    meeting: Meeting,
    phase: Phase,
    persons: Mapping[str, Person],
    organisations: Mapping[str, Organisation],
    now: datetime,
    chance: Random,
) -> None:
    registration.open_desk(
        meeting,
        phase,
        {AttendanceMode(mode): places for mode, places in PLACES.items()},
        [*map(new_question, QUESTIONS), about_people.role("en")],
    )
    answers = cycle(REGISTRATION_ANSWERS)
    for made in REGISTRATIONS:
        _register(meeting, persons[made["person"]], made["mode"], now, next(answers))
    names = sorted(organisations)
    for mode, count in CROWD.items():
        for number in range(count):
            person = _invent(mode, number, organisations[chance.choice(names)], now, chance)
            at = phase.opens_at + (now - phase.opens_at) * chance.random()
            _register(meeting, person, mode, at, next(answers))
    needs.give_needs(meeting, persons, now)


def _register(meeting: Meeting, person: Person, mode: str, at: datetime, answers: Values) -> None:
    registration.register(
        meeting,
        person,
        AttendanceMode(mode),
        organisation_name=person.organisation.name if person.organisation else "",
        name=person.name,
        country=person.country,
        form_opened_at=at,
        now=at,
        languages=person.reads,
        answered=registration.Answered(answers, person.language, version=1),
    )


def _invent(
    mode: str, number: int, organisation: Organisation, now: datetime, chance: Random
) -> Person:
    pool = chance.choice(NAME_POOLS)
    names: Sequence[str] = (chance.choice(pool["first_names"]), chance.choice(pool["family_names"]))
    address = f"{mode.replace('_', '-')}-{number}@example.net"
    return people.make_person(
        address,
        " ".join(names),
        language=pool["language"],
        country=chance.choice(pool["countries"]),
        zone=pool["zone"],
        organisation=organisation,
        now=now,
    )
