"""The demo's content is complete in four languages, and its modules agree with one another."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from meeting_app.demo.content import (
    abstracts,
    calls,
    meeting,
    organisations,
    pack,
    people,
    programme,
    registrations,
    reviews,
    survey,
)

LANGUAGES = ["en", "fr", "es", "ar"]
MODULES = [
    abstracts.ABSTRACTS,
    calls.CALLS,
    meeting.CANDIDATE_THEMES,
    meeting.MEETING,
    meeting.PHASES,
    meeting.ROOMS,
    pack.SECTIONS,
    programme.SESSIONS,
    registrations.QUESTIONS,
    reviews.REVIEW_COMMENTS,
    survey.SURVEY,
]
PEOPLE = {person["key"]: person for person in people.PEOPLE}
ORGANISATIONS = {organisation["name"] for organisation in organisations.ORGANISATIONS}
THEMES = {theme["code"] for theme in meeting.CANDIDATE_THEMES}
NAMES_AND_ABBREVIATIONS = {"Zoom"}


def walk(value: Any) -> Iterator[dict[str, Any]]:
    """Every dict inside `value`, itself included."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from walk(item)


def texts() -> list[dict[str, str]]:
    return [item for item in walk(MODULES) if "en" in item]


def arabic() -> list[str]:
    written = [item["ar"] for item in texts()]
    written += [item["text"] for item in reviews.REVIEW_COMMENTS if item["lang"] == "ar"]
    for abstract in abstracts.ABSTRACTS:
        if abstract["language"] == "ar":
            written += [abstract["title"], abstract["text"]]
    for answer in survey.ANSWERS:
        if answer["language"] == "ar":
            written += [str(answer["values"].get(code, "")) for code in ("why", "question", "ease")]
    return written


def test_organisers_text_is_present_in_four_languages() -> None:
    assert [item for item in texts() if sorted(item) != sorted(LANGUAGES)] == []
    assert [t for item in texts() for t in item.values() if not t or t != t.strip()] == []


def test_organisers_text_differs_between_languages() -> None:
    assert [item for item in texts() if item["ar"] in (item["en"], item["fr"], item["es"])] == []
    long = [item for item in texts() if len(item["en"]) > 20]
    assert [item for item in long if len(set(item.values())) != 4] == []


def test_arabic_holds_latin_only_in_names_and_addresses() -> None:
    words = {
        word
        for text in arabic()
        for word in re.findall(r"[^\W\d_؀-ۿ]+", re.sub(r"\S+@\S+", "", text))
    }
    assert words - NAMES_AND_ABBREVIATIONS == set()
    assert [text for text in arabic() if re.search(r"[٠-٩]", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_bodies_have_the_same_paragraphs_and_items_in_every_language(language: str) -> None:
    for item in texts():
        shape = [line.startswith("- ") for line in item[language].split("\n")]
        assert shape == [line.startswith("- ") for line in item["en"].split("\n")]


def test_codes_are_unique() -> None:
    for codes in (
        [person["key"] for person in people.PEOPLE],
        [person["email"] for person in people.PEOPLE],
        [
            name.casefold()
            for organisation in organisations.ORGANISATIONS
            for name in [organisation["name"], *organisation["aliases"]]
        ],
        [room["code"] for room in meeting.ROOMS],
        [session["key"] for session in programme.SESSIONS],
        [question["code"] for question in survey.SURVEY["questions"]],
        [abstract["title"] for abstract in abstracts.ABSTRACTS],
        *([q["code"] for q in call["questions"]] for call in calls.CALLS),
    ):
        assert len(codes) == len(set(codes))


def test_people_belong_to_listed_organisations_and_cannot_be_written_to() -> None:
    for person in people.PEOPLE:
        assert person["organisation"] in ORGANISATIONS
        assert person["email"].endswith(("@example.org", "@example.net"))
        assert person["language"] in person["reads"]
    assert {"organiser", "reviewer", "submitter", "participant", "translator"} <= PEOPLE.keys()


def test_reviewers_cover_the_languages_from_many_organisations() -> None:
    reviewers = [person for person in people.PEOPLE if "reviewer" in person["roles"]]
    reading = Counter(language for person in reviewers for language in person["reads"])
    assert len(reviewers) == 12
    assert len({person["organisation"] for person in reviewers}) >= 8
    assert reading["en"] == 12
    assert (reading["fr"] >= 6, reading["es"] >= 5, reading["ar"] >= 4) == (True, True, True)


def check_answers(questions: list[Any], values: dict[str, Any], complete: bool) -> None:
    """Each value answers a question, with the options that it has and within its limits."""
    by_code = {question["code"]: question for question in questions}
    assert set(values) <= set(by_code)
    if complete:
        assert {code for code, q in by_code.items() if q["required"]} <= set(values)
    for code, value in values.items():
        question = by_code[code]
        options = [option["code"] for option in question.get("options", [])]
        low, high = question.get("min", 0), question.get("max", 10_000)
        match question["kind"]:
            case "one_choice":
                assert value in options
            case "several_choices":
                assert set(value) <= set(options)
                assert low <= len(value) <= high
            case "ranking":
                assert sorted(value) == sorted(options)
            case "rating":
                assert low <= value <= high
            case "short_text" | "long_text":
                assert 0 < len(value) <= high
            case kind:
                pytest.fail(f"unknown kind {kind}")


def test_survey_answers_fit_its_questions() -> None:
    assert len(survey.ANSWERS) >= 60
    assert {answer["language"] for answer in survey.ANSWERS} == set(LANGUAGES)
    for answer in survey.ANSWERS:
        check_answers(survey.SURVEY["questions"], answer["values"], complete=True)


def test_calls_point_to_phases_and_weights_add_up() -> None:
    phases = {phase["code"]: phase for phase in meeting.PHASES}
    assert all(phase["opens"] < 0 < phase["closes"] for phase in phases.values())
    assert [call["slug"] for call in calls.CALLS] == ["practice", "advocacy"]
    for call in calls.CALLS:
        assert call["phase"] in phases
        assert sum(criterion["weight"] for criterion in call["criteria"]) == 100


def test_abstracts_fit_their_calls() -> None:
    by_slug = {call["slug"]: call for call in calls.CALLS}
    counted = Counter(abstract["language"] for abstract in abstracts.ABSTRACTS)
    assert counted == {"en": 10, "fr": 6, "es": 5, "ar": 5}
    assert Counter(a["state"] for a in abstracts.ABSTRACTS) == {"submitted": 22, "draft": 4}
    for abstract in abstracts.ABSTRACTS:
        call, submitter = by_slug[abstract["call"]], PEOPLE[abstract["submitter"]]
        assert abstract["theme"] in THEMES
        assert 120 <= len(abstract["text"].split()) <= call["word_limit"]
        assert submitter["email"] in [one["email"] for one in abstract["presenters"]]
        assert {one["organisation"] for one in abstract["presenters"]} <= ORGANISATIONS
        check_answers(call["questions"], abstract["answers"], abstract["state"] == "submitted")


def minutes(clock: str) -> int:
    hours, rest = clock.split(":")
    return int(hours) * 60 + int(rest)


def test_programme_has_no_clash() -> None:
    rooms = {room["code"] for room in meeting.ROOMS}
    taken: list[tuple[int, int, int, str]] = []
    for session in programme.SESSIONS:
        start = minutes(session["starts"])
        where = [session["room"]] if session["room"] else []
        assert set(where) <= rooms
        people_there = [one["person"] for one in session["people"]]
        assert set(people_there) <= PEOPLE.keys()
        what = [*where, *people_there]
        taken += [(session["day"], start, start + session["minutes"], one) for one in what]
    for slot in programme.PARALLEL_SLOTS:
        start = minutes(slot["starts"])
        assert set(slot["rooms"]) <= rooms
        taken += [(slot["day"], start, start + slot["minutes"], room) for room in slot["rooms"]]
    taken.sort(key=lambda span: (span[3], span[0], span[1]))
    clashes = [
        (before, after)
        for before, after in pairwise(taken)
        if before[3] == after[3] and before[0] == after[0] and before[2] > after[1]
    ]
    assert clashes == []


def test_plenaries_and_breaks_leave_the_slots_alone() -> None:
    for session in programme.SESSIONS:
        if session["kind"] == "parallel":
            continue
        start = minutes(session["starts"])
        for slot in programme.PARALLEL_SLOTS:
            begins = minutes(slot["starts"])
            apart = start + session["minutes"] <= begins or begins + slot["minutes"] <= start
            assert session["day"] != slot["day"] or apart


def test_registrations_name_people_and_leave_places_free() -> None:
    keys = [registration["person"] for registration in registrations.REGISTRATIONS]
    assert set(keys) <= PEOPLE.keys()
    assert len(keys) == len(set(keys))
    for mode, places in meeting.PLACES.items():
        named = [one for one in registrations.REGISTRATIONS if one["mode"] == mode]
        assert len(named) + registrations.CROWD[mode] < places
    composed = sum(
        len(pool["first_names"]) * len(pool["family_names"]) for pool in registrations.NAME_POOLS
    )
    assert composed >= sum(registrations.CROWD.values())
