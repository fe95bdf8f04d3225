"""Verbs: make a questionnaire, store what somebody answers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NotRequired, TypedDict

from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.localtext import LocalText
from meeting_app.core.personal import Kept, Seen
from meeting_app.core.secrets import new_code
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from meeting_app.questionnaires import queries, rules
from meeting_app.questionnaires.models import Answer, Option, Question, Questionnaire, Response
from meeting_app.questionnaires.rules import Limits, QuestionKind, Value, Values


class NewQuestion(TypedDict):
    """`hint`, limits and scale as the columns of Question."""

    code: str
    kind: str
    label: LocalText
    hint: NotRequired[LocalText | None]
    required: NotRequired[bool]
    hidden_from_reviewers: NotRequired[bool]
    personal: NotRequired[bool]
    seen_by: NotRequired[Seen]
    kept: NotRequired[Kept]
    why: NotRequired[LocalText | None]
    word_limit: NotRequired[int | None]
    length_limit: NotRequired[int | None]
    choices_max: NotRequired[int | None]
    scale_low: NotRequired[LocalText | None]
    scale_high: NotRequired[LocalText | None]
    scale_points: NotRequired[int | None]
    options: NotRequired[Sequence[tuple[str, LocalText]]]


def make_questionnaire(meeting: Meeting, questions: Iterable[NewQuestion]) -> Questionnaire:
    """In the order given."""
    made = Questionnaire(meeting=meeting)
    for position, asked in enumerate(questions, 1):
        columns: Mapping[str, Any] = {
            name: value for name, value in asked.items() if name not in ("kind", "options")
        }
        question = Question(**columns, kind=QuestionKind(asked["kind"]), position=position)
        question.options = [
            Option(code=code, label=label, position=place)
            for place, (code, label) in enumerate(asked.get("options", ()), 1)
        ]
        made.questions.append(question)
    db.session.add(made)
    db.session.flush()
    return made


def limits(question: Question) -> Limits:
    short = question.kind == QuestionKind.SHORT_TEXT
    longest = rules.SHORT_TEXT_LENGTH if short else rules.LONG_TEXT_LENGTH
    return Limits(
        QuestionKind(question.kind),
        frozenset(option.code for option in question.options),
        question.choices_max,
        question.scale_points or rules.SCALE_POINTS,
        question.length_limit or longest,
    )


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
) -> Response:
    """Keep these answers, in place of those that `response` held.

    language: of the form. sent: False while they belong to a draft. ValueError where a value does
    not answer its question, which a form has told the person before.
    """
    if unknown := set(values) - {question.code for question in questionnaire.questions}:
        raise ValueError(f"no such questions: {', '.join(sorted(unknown))}")
    answers = []
    for question in questionnaire.questions:
        value = values.get(question.code)
        if value is None or not rules.is_answer(value):
            continue
        if found := rules.fault(limits(question), value):
            raise ValueError(f"{question.code}: {found}")
        answers += _answers(question, value)
    if response is None:
        response = Response(questionnaire=questionnaire, code=_unused_code())
        db.session.add(response)
    response.person_id = person.id if person else None
    response.language = language
    response.sent_at = now if sent else None
    response.late = late
    response.answers = answers
    db.session.flush()
    return response


def response_values(response: Response) -> dict[str, Value]:
    """{question code: value}, in the order of the questions; for many, `queries.values_of`."""
    return queries.values_of([response])[response.id]


def _unused_code() -> str:
    code = new_code()
    while db.session.scalar(select(Response.id).where(Response.code == code)):
        code = new_code()
    return code


def _answers(question: Question, value: Value) -> list[Answer]:
    options = {option.code: option.id for option in question.options}
    match question.kind:
        case QuestionKind.ONE_CHOICE:
            return [Answer(question_id=question.id, option_id=options[str(value)])]
        case QuestionKind.RATING:
            return [Answer(question_id=question.id, number=value)]
        case QuestionKind.SHORT_TEXT | QuestionKind.LONG_TEXT:
            return [Answer(question_id=question.id, text=value)]
    codes: Sequence[str] = value if isinstance(value, list) else []
    ranked = question.kind == QuestionKind.RANKING
    return [
        Answer(question_id=question.id, option_id=options[code], number=rank if ranked else None)
        for rank, code in enumerate(codes, 1)
    ]


def change_facts(
    question: Question, *, personal: bool, seen_by: Seen, kept: Kept, why: LocalText | None
) -> None:
    """What becomes of its answers, from now on also of those given before."""
    question.personal, question.seen_by, question.kept = personal, seen_by, kept
    question.why = why
