"""What a package hands to the application, so that low code can run something of every feature."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Blueprint

from meeting_app.core.audience import Detail, Duty, Fact
from meeting_app.core.jobs import Recurring, Run, SlowRun
from meeting_app.core.outbox import Condition, OutgoingMail, Reason
from meeting_app.core.privacy import Privacy


@dataclass(frozen=True, slots=True)
class MenuItem:
    label: str
    url: str
    note: str = ""
    """A count or a state beside the entry."""
    order: int = 0
    current: bool = False
    seen_by: Callable[[Any, Any], bool] | None = None
    """(person, meeting) -> whether it stands in their menu. An entry of the desk's that says
    nothing is for everybody who sees the desk."""


@dataclass(frozen=True, slots=True)
class OrganisersText:
    """One text of a meeting that translators take care of."""

    label: str
    """What it is, for the translator: "Question 3 of the survey"."""
    row: Any
    """The table row that holds it."""
    attribute: str
    """The name of its LocalText column."""
    long: bool = False
    check: Callable[[str], None] | None = None
    """Raises Refused for a translation that cannot be taken."""
    before_change: Callable[[Any, datetime], None] | None = None
    """(person, now), before a translation is written into the row."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What asks a questionnaire: a survey, a call."""

    questionnaire: int
    """Its number."""
    title: Any
    """LocalText"""
    what: str
    """"Survey", translated."""
    url: str
    """Its page on the desk."""


@dataclass(frozen=True, slots=True)
class Feature:
    name: str
    blueprints: tuple[Blueprint, ...] = ()
    jobs: Mapping[str, Run | SlowRun] = field(default_factory=dict)
    recurring: tuple[Recurring, ...] = ()
    letters: Mapping[str, Any] = field(default_factory=dict)
    """{kind of letter: its name, lazily translated}"""
    facts: tuple[Fact, ...] = ()
    """By which letters to groups choose their readers."""
    details: tuple[Detail, ...] = ()
    """What letters to groups can say of each reader."""
    duties: tuple[Duty, ...] = ()
    """What people can be reminded of."""
    """{kind of letter: its name, lazily translated}, of those that nobody may reword."""
    letter_kinds: tuple[Any, ...] = ()
    """Kinds of letter that organisers may reword (`letters.kinds.LetterKind`)."""
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    """{as "review.has_not_reviewed": asked when a letter that names it is about to leave}; where it
    says no, the letter is withdrawn as no longer true."""
    holds_back: Callable[[OutgoingMail, datetime], Reason | None] | None = None
    """(letter, now) -> why no letter of this sort may leave for its recipient any more."""
    stop_url: Callable[[OutgoingMail], str] | None = None
    """(letter) -> where its recipient can stop letters that are not necessary."""
    menu: Callable[[Any, datetime], Iterable[MenuItem]] | None = None
    """(meeting, now) -> entries of the meeting's public navigation. No SQL."""
    desk_menu: Callable[[Any], Iterable[MenuItem]] | None = None
    """(meeting) -> entries of the organisers' side menu. No SQL."""
    role_scopes: Callable[[Any], Mapping[str, Sequence[tuple[str, Any]]]] | None = None
    """(meeting) -> {role: (scope, its name)}: what a role of the meeting can be limited to."""
    rows: Mapping[str, Any] = field(default_factory=dict)
    """{table with a person in it: what its rows are, lazily translated}"""
    roles_of: Callable[[Any], Iterable[str]] | None = None
    """(person) -> their roles in words. One statement at most."""
    takes_part: Callable[[Any, Any], bool] | None = None
    """(meeting, person) -> whether somebody takes part in it, and so may see what others show to
    participants. One statement at most."""
    needs_second_factor: Callable[[Any], bool] | None = None
    """(person) -> do they hold rights over other people's data, so that a mailbox or a password
    alone is not enough? One SQL statement at most."""
    organises: Callable[[Any], bool] | None = None
    """(person) -> whether they organise anything that this feature keeps, wherever it is."""
    counted: Mapping[str, Callable[[int], str]] = field(default_factory=dict)
    """{name of a table: a number of its rows in words}: for merges, which move rows of all."""
    texts: Callable[[Any], Iterable[OrganisersText]] | None = None
    """(meeting) -> the organisers' texts that this feature keeps for it."""
    subjects: Callable[[Any, datetime], Mapping[str, Any]] | None = None
    """(meeting, now) -> {code: its title, a LocalText}: what people can be asked about one by one,
    such as sessions that have begun. Two statements at most."""
    asking: Callable[[Any], Iterable[Asking]] | None = None
    """(meeting) -> what of this feature asks which questionnaire. One statement."""
    privacy: Privacy | None = None
    """What it holds about people; see each package's `privacy.py`."""
