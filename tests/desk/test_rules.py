"""What is late and what comes next."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from meeting_app.desk.rules import Counts, Due, Task, list_due, list_late, per_period
from meeting_app.meetings.models import PhaseKind
from meeting_app.meetings.rules import When

CALM = Counts(
    today=date(2026, 11, 20),
    starts_on=date(2027, 3, 2),
    ends_on=date(2027, 3, 4),
    phases=((PhaseKind.CALL, When.OPEN),),
    submitted=0,
    unassigned=0,
    undecided=0,
    assigned=0,
    reviewed=0,
    prepared=0,
    without_session=0,
    placed=0,
    unplaced=0,
    clashes=0,
    version=0,
    sections=0,
    mail_held=False,
    letters_failed=0,
    letters_bounced=0,
    worker_seen=True,
)
CALL_OVER = replace(CALM, phases=((PhaseKind.CALL, When.AFTER),))
REVIEW_OVER = replace(CALM, phases=((PhaseKind.CALL, When.AFTER), (PhaseKind.REVIEW, When.AFTER)))


def test_list_due_while_all_is_well_is_empty():
    assert list_due(CALM) == []


@pytest.mark.parametrize(
    ("counts", "first"),
    [
        (replace(CALM, worker_seen=False, letters_failed=2), Due(Task.WAKE_WORKER)),
        (replace(CALM, mail_held=True, letters_failed=2), Due(Task.MEND_MAIL)),
        (replace(CALM, letters_failed=2, letters_bounced=3), Due(Task.SEND_LETTERS, 2)),
        (replace(CALM, letters_bounced=3), Due(Task.FIND_ADDRESSES, 3)),
        (replace(CALL_OVER, submitted=5, unassigned=5, undecided=5), Due(Task.ASSIGN, 5)),
        (
            replace(CALL_OVER, submitted=5, undecided=5, assigned=15, reviewed=15),
            Due(Task.DECIDE, 5),
        ),
        (
            replace(REVIEW_OVER, submitted=5, undecided=5, assigned=15, reviewed=14),
            Due(Task.CHASE_REVIEWS, 1),
        ),
        (replace(REVIEW_OVER, submitted=5, prepared=5), Due(Task.ANNOUNCE, 5)),
        (replace(REVIEW_OVER, without_session=3, unplaced=4), Due(Task.MAKE_SESSIONS, 3)),
        (replace(REVIEW_OVER, unplaced=4, placed=1), Due(Task.PLACE, 4)),
        (replace(REVIEW_OVER, placed=5, clashes=1), Due(Task.RESOLVE, 1)),
        (replace(REVIEW_OVER, placed=5), Due(Task.PUBLISH, 5)),
        (replace(REVIEW_OVER, placed=5, version=1), Due(Task.WRITE_PACK)),
    ],
)
def test_list_due_names_the_next_thing_first(counts: Counts, first: Due):
    assert list_due(counts)[0] == first


def test_list_due_while_the_call_is_open_assigns_nobody():
    assert list_due(replace(CALM, submitted=5, unassigned=5, undecided=5)) == []


def test_list_due_after_the_meeting_is_only_about_letters():
    over = replace(CALM, today=date(2027, 3, 5), unplaced=3, letters_failed=1)

    assert list_due(over) == [Due(Task.SEND_LETTERS, 1)]


def test_list_late_unplaced_sessions_only_near_the_meeting():
    far = replace(REVIEW_OVER, unplaced=4)

    assert list_late(far) == []
    assert list_late(replace(far, today=date(2027, 2, 20))) == [Due(Task.PLACE, 4)]


def test_list_late_missing_reviews_once_the_phase_is_over():
    assert list_late(replace(CALL_OVER, assigned=9, reviewed=1)) == []
    assert list_late(replace(REVIEW_OVER, assigned=9, reviewed=1)) == [Due(Task.CHASE_REVIEWS, 8)]


def test_per_period_counts_days_without_gaps():
    day = date(2026, 10, 1)

    assert per_period({day: 2, day + timedelta(days=2): 1}) == [
        (day, 2),
        (day + timedelta(days=1), 0),
        (day + timedelta(days=2), 1),
    ]


def test_per_period_of_a_long_time_counts_weeks():
    day = date(2026, 10, 1)
    found = per_period({day: 2, day + timedelta(days=60): 1})

    assert (found[0], found[-1], len(found)) == ((day, 2), (day + timedelta(days=56), 1), 9)
    assert per_period({}) == []
