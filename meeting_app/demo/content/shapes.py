"""The shapes of the demo's content, so that the service that reads it is checked by mypy.

`Text` is an organisers' text: language code -> text, always "en", "fr", "es" and "ar".
`OwnText` is a person's own text, in the one language in which they wrote it.
Times of day are "HH:MM" in the meeting's zone; days of the programme count from 1.
"""

from typing import NotRequired, TypedDict

Text = dict[str, str]
Value = str | int | list[str]
"""An answer: text or option code, rating, option codes (for a ranking: best first)."""


class OwnText(TypedDict):
    lang: str
    text: str


class Meeting(TypedDict):
    """`opens_in` is in days from today; `starts_on` and `ends_on` in days from the opening day."""

    slug: str
    network: Text
    title: Text
    theme: Text
    theme_text: Text
    place: Text
    venue: Text
    zone: str
    opens_in: int
    starts_on: int
    ends_on: int
    languages: list[str]
    contact: str


class Room(TypedDict):
    code: str
    name: Text
    capacity: int


class Theme(TypedDict):
    code: str
    title: Text
    text: Text


class Phase(TypedDict):
    """`opens` and `closes` are in days from today."""

    code: str
    label: Text
    opens: int
    closes: int


class Organisation(TypedDict):
    name: str
    kind: str
    scope: str
    country: str
    aliases: list[str]


class Person(TypedDict):
    key: str
    name: str
    email: str
    organisation: str
    country: str
    zone: str
    language: str
    reads: list[str]
    roles: list[str]
    """As "reviewer", or "chair:advocacy" for one that is limited."""


class Invited(TypedDict):
    name: str
    email: str
    role: str
    """As in Person.roles."""
    language: str
    note: str
    answer: str
    """ "waiting" or "declined"."""


class Option(TypedDict):
    code: str
    label: Text


class Ends(TypedDict):
    low: Text
    high: Text


class Question(TypedDict):
    """`min` and `max` count points (rating), options (choices, ranking) or characters (texts)."""

    code: str
    kind: str
    label: Text
    hint: Text | None
    required: bool
    why: NotRequired[Text]
    """Of a question about the person who answers: why it is asked."""
    relevant: NotRequired[str]
    """When it is asked, if not always."""
    options: NotRequired[list[Option]]
    min: NotRequired[int]
    max: NotRequired[int]
    ends: NotRequired[Ends]


class Survey(TypedDict):
    slug: str
    title: Text
    intro: Text
    thanks: Text
    questions: list[Question]


class SurveyAnswer(TypedDict):
    language: str
    values: dict[str, Value]


class Criterion(TypedDict):
    """`weight` in percent; the weights of one call add up to 100."""

    code: str
    label: Text
    hint: Text
    weight: int


class Call(TypedDict):
    """`phase` is the code of the phase that holds the deadline; `word_limit` is for the text."""

    slug: str
    title: Text
    text: Text
    format: str
    word_limit: int
    phase: str
    questions: list[Question]
    criteria: list[Criterion]


class Presenter(TypedDict):
    name: str
    email: str
    organisation: str


class Abstract(TypedDict):
    """`submitter` is a person's key; `text` and `title` are in `language`."""

    call: str
    submitter: str
    title: str
    text: str
    language: str
    theme: str
    presenters: list[Presenter]
    answers: dict[str, Value]
    state: str


class ReviewComment(OwnText):
    """`score` is a rough mark from 1 to 5 that goes with the words."""

    score: int


class SessionPerson(TypedDict):
    person: str
    role: str


class Session(TypedDict):
    """`floor` is the language spoken; `room` is a room's code, or None where no room is needed."""

    key: str
    kind: str
    title: Text
    summary: Text
    day: int
    starts: str
    minutes: int
    room: str | None
    people: list[SessionPerson]
    floor: str
    interpreted: list[str]
    livestream: bool


class ParallelSlot(TypedDict):
    day: int
    starts: str
    minutes: int
    rooms: list[str]


class Section(TypedDict):
    """`body`: paragraphs with an empty line between them; a line that starts with "- " is an item."""

    code: str
    title: Text
    body: Text


class Registration(TypedDict):
    person: str
    mode: str


class NamePool(TypedDict):
    """First and family names that belong together, with where such a participant may live."""

    language: str
    countries: list[str]
    zone: str
    first_names: list[str]
    family_names: list[str]
