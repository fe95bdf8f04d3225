"""What is published, what calendars may rely on, and how two versions differ."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from meeting_app.agenda.publication import from_content, to_content
from meeting_app.agenda.versions import ChangeKind, changes, is_same
from tests.agenda.factories import (
    CEDAR,
    FIRST,
    HALL,
    a_published_person,
    a_published_session,
    an_agenda,
)
from tests.support.factories import a_text

LATER = FIRST - timedelta(days=30)
LANGUAGES = ("en", "fr", "es", "ar")


def test_compose_orders_sessions_by_start_then_room():
    agenda = an_agenda(
        a_published_session("CCCCCC", starts_at=FIRST + timedelta(hours=1)),
        a_published_session("BBBBBB", room=CEDAR),
        a_published_session("AAAAAA", room=HALL),
        a_published_session("DDDDDD", room=None),
    )

    assert [session.code for session in agenda.sessions] == ["DDDDDD", "AAAAAA", "BBBBBB", "CCCCCC"]


def test_content_through_json_gives_the_same_agenda():
    agenda = an_agenda(a_published_session(theme=a_text("Care")), a_published_session("BBBBBB"))

    read = from_content(
        json.loads(json.dumps(to_content(agenda))),
        meeting_id=1,
        number=1,
        published_at=agenda.published_at,
        digest=agenda.digest,
    )

    assert read == agenda


def test_compose_first_version_counts_from_zero_in_each_language():
    session = an_agenda(a_published_session()).sessions[0]

    assert dict(session.sequence) == dict.fromkeys(LANGUAGES, 0)


def test_compose_unchanged_session_keeps_sequence_and_instant():
    first = an_agenda(a_published_session())

    second = an_agenda(a_published_session(), before=first, now=LATER)

    assert second.number == 2
    assert second.sessions == first.sessions
    assert is_same(first, second)
    assert changes(first, second) == ()
    assert second.digest != first.digest


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"starts_at": FIRST + timedelta(hours=2)}, ChangeKind.MOVED),
        ({"minutes": 90}, ChangeKind.MOVED),
        ({"room": CEDAR}, ChangeKind.ROOM),
        ({"title": a_text("Another title")}, ChangeKind.TITLE),
        ({"people": (a_published_person("Luis Ortega"),)}, ChangeKind.PEOPLE),
        ({"summary": a_text("Another summary")}, ChangeKind.DETAILS),
        ({"cancelled": True}, ChangeKind.CANCELLED),
    ],
)
def test_compose_changed_entry_raises_all_languages_and_is_listed(
    changed: dict[str, Any], kind: ChangeKind
):
    first = an_agenda(a_published_session())

    second = an_agenda(a_published_session(**changed), before=first, now=LATER)

    session = second.sessions[0]
    assert dict(session.sequence) == dict.fromkeys(LANGUAGES, 1)
    assert dict(session.modified_at) == dict.fromkeys(LANGUAGES, LATER)
    assert [(change.kind, change.before) for change in changes(first, second)] == [
        (kind, first.sessions[0])
    ]


def test_compose_one_translation_changed_raises_that_language_only():
    first = an_agenda(a_published_session())
    french = a_text("Session AAAAAA", fr="Séance")

    second = an_agenda(a_published_session(title=french), before=first, now=LATER)

    assert dict(second.sessions[0].sequence) == {"en": 0, "fr": 1, "es": 0, "ar": 0}
    assert [change.kind for change in changes(first, second)] == [ChangeKind.TITLE]


def test_compose_room_renamed_raises_its_sessions():
    first = an_agenda(a_published_session())
    renamed = replace(HALL, name=a_text("Great hall"))

    second = an_agenda(before=first, now=LATER, rooms=[renamed, CEDAR])
    third = an_agenda(
        a_published_session(room=renamed), before=first, now=LATER, rooms=[renamed, CEDAR]
    )

    assert second.sessions[0].room == renamed
    assert third.sessions[0].sequence["en"] == 1
    assert [change.kind for change in changes(first, third)] == [ChangeKind.ROOM]


def test_compose_livestream_changed_is_listed_but_raises_nothing():
    first = an_agenda(a_published_session())

    second = an_agenda(a_published_session(livestream=True), before=first, now=LATER)

    assert second.sessions[0].sequence == first.sessions[0].sequence
    assert [change.kind for change in changes(first, second)] == [ChangeKind.DETAILS]


def test_compose_session_taken_out_stays_as_cancelled():
    first = an_agenda(a_published_session("AAAAAA"), a_published_session("BBBBBB", room=CEDAR))

    second = an_agenda(a_published_session("AAAAAA"), before=first, now=LATER)
    third = an_agenda(a_published_session("AAAAAA"), before=second, now=LATER + timedelta(days=1))

    gone = second.find("BBBBBB")
    assert gone is not None
    assert (gone.cancelled, gone.starts_at, gone.sequence["ar"]) == (True, FIRST, 1)
    assert third.sessions == second.sessions


def test_compose_cancelled_before_it_was_published_is_left_out():
    assert an_agenda(a_published_session(cancelled=True)).sessions == ()


def test_changes_restored_session_says_so():
    first = an_agenda(a_published_session())
    second = an_agenda(before=first, now=LATER)

    third = an_agenda(a_published_session(room=CEDAR), before=second, now=LATER + timedelta(days=1))

    assert [c.kind for c in changes(second, third)] == [ChangeKind.RESTORED, ChangeKind.ROOM]
    assert third.sessions[0].sequence["en"] == 2


def test_compose_published_twice_in_one_second_still_raises_the_instant():
    first = an_agenda(a_published_session(), now=LATER)

    second = an_agenda(a_published_session(minutes=30), before=first, now=LATER)

    assert second.sessions[0].modified_at["en"] == LATER + timedelta(seconds=1)


def test_changes_of_a_first_version_are_all_added():
    agenda = an_agenda(a_published_session("AAAAAA"), a_published_session("BBBBBB"))

    assert [c.kind for c in changes(None, agenda)] == [ChangeKind.ADDED] * 2
