"""Verbs: make a questionnaire, store what somebody answers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NotRequired, TypedDict, cast

from sqlalchemy import Table, delete, select

from meeting_app.core.db import db
from meeting_app.core.localtext import LocalText
from meeting_app.core.personal import Kept, Seen
from meeting_app.core.secrets import new_code
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from meeting_app.questionnaires import former, queries, rules
from meeting_app.questionnaires.definition import Choice, Item
from meeting_app.questionnaires.models import (
    Answer,
    Option,
    Question,
    Questionnaire,
    QuestionnaireVersion,
    Response,
    new_mark,
)
from meeting_app.questionnaires.rules import Limits, QuestionKind, Value, Values

ANSWERS = cast(Table, Answer.__table__)


class NewQuestion(TypedDict):
    """As the attributes of Item; options as (code, label) pairs or as choices."""

    code: str
    kind: str
    label: LocalText
    hint: NotRequired[LocalText | None]
    parent: NotRequired[str | None]
    required: NotRequired[bool]
    required_if: NotRequired[str]
    required_message: NotRequired[LocalText | None]
    relevant: NotRequired[str]
    constraint: NotRequired[str]
    constraint_message: NotRequired[LocalText | None]
    calculation: NotRequired[str]
    default: NotRequired[str]
    choice_filter: NotRequired[str]
    hidden_from_reviewers: NotRequired[bool]
    personal: NotRequired[bool]
    seen_by: NotRequired[Seen]
    kept: NotRequired[Kept]
    why: NotRequired[LocalText | None]
    word_limit: NotRequired[int | None]
    length_limit: NotRequired[int | None]
    choices_min: NotRequired[int | None]
    choices_max: NotRequired[int | None]
    other: NotRequired[bool]
    shuffled: NotRequired[bool]
    total: NotRequired[int | None]
    number_min: NotRequired[float | None]
    number_max: NotRequired[float | None]
    file_kinds: NotRequired[str]
    file_size: NotRequired[int | None]
    scale_low: NotRequired[LocalText | None]
    scale_high: NotRequired[LocalText | None]
    scale_points: NotRequired[int | None]
    appearance: NotRequired[str]
    options: NotRequired[Sequence[tuple[str, LocalText] | Choice]]


def make_questionnaire(meeting: Meeting, questions: Iterable[NewQuestion]) -> Questionnaire:
    """In the order given."""
    made = Questionnaire(meeting=meeting)
    db.session.add(made)
    for position, asked in enumerate(questions, 1):
        add_question(made, asked, position)
    db.session.flush()
    return made


def add_question(questionnaire: Questionnaire, asked: NewQuestion, position: int) -> Question:
    """position: its place; nothing else moves."""
    columns: Mapping[str, Any] = {
        name: value for name, value in asked.items() if name not in ("kind", "options", "parent")
    }
    parent = asked.get("parent")
    question = Question(
        **columns,
        kind=QuestionKind(asked["kind"]),
        position=position,
        parent=next(one for one in questionnaire.questions if one.code == parent)
        if parent
        else None,
    )
    choices = [
        found if isinstance(found, Choice) else Choice(*found) for found in asked.get("options", ())
    ]
    question.options = [
        Option(
            code=found.code, label=found.label, columns=dict(found.columns) or None, position=place
        )
        for place, found in enumerate(choices, 1)
    ]
    questionnaire.questions.append(question)
    return question


def begin_version(questionnaire: Questionnaire, now: datetime) -> None:
    """Call before what is asked changes. Where somebody has answered the present version, it is kept
    as it stands, and the change belongs to the next one."""
    answered = select(Response.id).where(
        Response.questionnaire_id == questionnaire.id, Response.version == questionnaire.version
    )
    if db.session.scalar(answered.limit(1)) is None:
        return
    db.session.add(
        QuestionnaireVersion(
            questionnaire_id=questionnaire.id,
            version=questionnaire.version,
            until=now,
            definition=queries.definition_of(questionnaire).as_json(),
        )
    )
    questionnaire.version += 1


def limits(question: Question) -> Limits:
    return queries.item_of(question).limits


def store_response(
    questionnaire: Questionnaire,
    values: Values,
    *,
    language: str,
    person: Person | None,
    now: datetime,
    response: Response | None = None,
    sent: bool = True,
    late: bool = False,
    version: int | None = None,
    subject: str = "",
    source: str = "",
    origin: str | None = None,
) -> Response:
    """Keep these answers, in place of those that `response` held.

    values: what counts (`logic.State.values`). language: of the form. sent: False while they belong
    to a draft. version: what the form had asked; None for what is asked now. subject, source,
    origin: as the columns of Response. ValueError where a value does not answer its question, which
    a form has told the person before.
    """
    version = questionnaire.version if version is None else version
    rows = _answers_of(questionnaire, version, values)
    is_new = response is None
    if response is None:
        response = new_response(questionnaire)
    response.person_id = person.id if person else None
    response.version = version
    response.language = language
    response.sent_at = now if sent else None
    response.late = late
    response.subject, response.source, response.origin_hash = subject, source, origin
    response.mark = new_mark()
    if sent:
        response.draft = response.draft_hash = response.saved_at = None
    db.session.flush()
    if not is_new:
        db.session.execute(delete(Answer).where(Answer.response_id == response.id))
    if rows:  # at one go: somebody else may wait to write
        db.session.execute(ANSWERS.insert(), [{"response_id": response.id, **row} for row in rows])
    db.session.expire(response, ["answers"])
    return response


def new_response(questionnaire: Questionnaire) -> Response:
    response = Response(questionnaire=questionnaire, code=_unused_code())
    db.session.add(response)
    return response


def response_values(response: Response) -> dict[str, Value]:
    """{question code: value}, in the order of the questions; for many, `queries.values_of`."""
    return queries.values_of([response])[response.id]


def _unused_code() -> str:
    code = new_code()
    while db.session.scalar(select(Response.id).where(Response.code == code)):
        code = new_code()
    return code


Row = dict[str, Any]
"""Of the table `answer`, but for its response."""


def _answers_of(questionnaire: Questionnaire, version: int, values: Values) -> list[Row]:
    definition = queries.definition_at(questionnaire, version)
    items = definition.by_code
    beside = {rules.other_code(one.code) for one in definition.items if one.other}
    if unknown := set(values) - set(items) - beside:
        raise ValueError(f"no such questions: {', '.join(sorted(unknown))}")
    questions: Iterable[Question] = questionnaire.questions
    if version != questionnaire.version:  # of what is no longer asked, the rows are still there
        questions = former.list_ever_asked(questionnaire)
    answers = []
    for question in questions:
        value = values.get(question.code)
        item = items.get(question.code)
        if item is None or value is None or not rules.is_answer(value):
            continue
        if item.kind != QuestionKind.CALCULATION and (found := rules.fault(item.limits, value)):
            raise ValueError(f"{item.code}: {found}")
        options = {option.code: option.id for option in question.options}
        if not options.keys() >= {option.code for option in item.options}:
            options = former.options_ever(question)
        answers += _answers(item, question, options, values)
    return answers


def _answers(
    item: Item, question: Question, options: Mapping[str, int], values: Values
) -> list[Row]:
    """options: {code: id}, of those that are no longer offered too."""
    value = values[item.code]
    beside = str(values.get(rules.other_code(item.code), ""))

    def row(**columns: Any) -> Row:
        empty = {"option_id": None, "number": None, "amount": None, "text": None}
        return {"question_id": question.id, **empty, **columns}

    def chosen(code: str, number: int | None = None) -> Row:
        text = beside if item.other and code == rules.OTHER and beside else None
        return row(option_id=options[code], number=number, text=text)

    match item.kind:
        case QuestionKind.ONE_CHOICE:
            return [chosen(str(value))]
        case QuestionKind.RATING:
            return [row(number=value)]
        case QuestionKind.YES_NO:
            return [row(number=int(value == "yes"))]
        case QuestionKind.WHOLE_NUMBER | QuestionKind.DECIMAL:
            return [row(amount=value)]
    if isinstance(value, dict):
        return [chosen(code, number) for code, number in value.items()]
    if isinstance(value, list):
        ranked = item.kind == QuestionKind.RANKING
        return [chosen(code, rank if ranked else None) for rank, code in enumerate(value, 1)]
    return [row(text=str(value))]


def change_facts(
    question: Question, *, personal: bool, seen_by: Seen, kept: Kept, why: LocalText | None
) -> None:
    """What becomes of its answers, from now on also of those given before."""
    question.personal, question.seen_by, question.kept = personal, seen_by, kept
    question.why = why
