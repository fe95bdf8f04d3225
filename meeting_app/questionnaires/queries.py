"""Reads about questionnaires and what was answered."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, null, select, union_all
from sqlalchemy.orm import contains_eager, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Choice, Definition, Item
from meeting_app.questionnaires.models import (
    Answer,
    Option,
    Question,
    Questionnaire,
    QuestionnaireVersion,
    Response,
)
from meeting_app.questionnaires.rules import QuestionKind, Value


def with_questions() -> _AbstractLoad:
    """For `.options(joinedload(Call.questionnaire).options(with_questions()))`: two statements for
    any number of questions and options."""
    return selectinload(Questionnaire.questions).selectinload(Question.options)


def list_questionnaires(meeting: Meeting) -> Sequence[Questionnaire]:
    return db.session.scalars(
        select(Questionnaire)
        .where(Questionnaire.meeting_id == meeting.id)
        .order_by(Questionnaire.id)
        .options(with_questions())
    ).all()


def list_questions(meeting: Meeting) -> Sequence[Question]:
    """Of all its questionnaires, with their options, in one statement."""
    return (
        db.session.scalars(
            select(Question)
            .join(Question.questionnaire)
            .outerjoin(Question.options)
            .where(Questionnaire.meeting_id == meeting.id)
            .order_by(Questionnaire.id, Question.position, Option.position)
            .options(contains_eager(Question.options))
        )
        .unique()
        .all()
    )


def get_question(meeting: str, number: int) -> Question:
    """By the meeting's slug and the question's number. LookupError when there is none."""
    found = db.session.scalar(
        select(Question)
        .join(Question.questionnaire)
        .join(Questionnaire.meeting)
        .where(Meeting.slug == meeting, Question.id == number)
        .options(contains_eager(Question.questionnaire).contains_eager(Questionnaire.meeting))
    )
    if found is None:
        raise LookupError(number)
    return found


def definition_of(questionnaire: Questionnaire) -> Definition:
    """What it asks now. No statement where questions and options are loaded (`with_questions`)."""
    codes = {question.id: question.code for question in questionnaire.questions}
    return Definition(
        tuple(
            item_of(question, codes.get(question.parent_id or 0))
            for question in questionnaire.questions
        )
    )


def item_of(question: Question, parent: str | None = None) -> Item:
    said = {name: getattr(question, name) for name in SAME}
    options = tuple(
        Choice(option.code, option.label, option.columns or {}) for option in question.options
    )
    return Item(kind=QuestionKind(question.kind), parent=parent, options=options, **said)


SAME = tuple(one.name for one in fields(Item) if one.name not in ("kind", "parent", "options"))
"""What a question's row calls as an Item does."""


def definition_at(questionnaire: Questionnaire, version: int) -> Definition:
    """What it asked in that version. LookupError when there was none."""
    if version == questionnaire.version:
        return definition_of(questionnaire)
    stored = db.session.scalar(
        select(QuestionnaireVersion.definition).where(
            QuestionnaireVersion.questionnaire_id == questionnaire.id,
            QuestionnaireVersion.version == version,
        )
    )
    if stored is None:
        raise LookupError(version)
    return Definition.from_json(stored)


def values_of(responses: Collection[Response]) -> dict[int, dict[str, Value]]:
    """{response id: {question code: value}} in one statement; a response without answers has {}."""
    found = _values(Answer.response_id.in_([response.id for response in responses]))
    return {response.id: found.get(response.id, {}) for response in responses}


def values_sent(questionnaire: Questionnaire) -> dict[int, dict[str, Value]]:
    """As `values_of`, of all responses that were sent and answer something."""
    return _values(Response.questionnaire_id == questionnaire.id, Response.sent_at.is_not(None))


def _values(*conditions: ColumnElement[bool]) -> dict[int, dict[str, Value]]:
    rows = db.session.execute(
        select(
            Answer.response_id,
            Question.code,
            Question.kind,
            Option.code,
            Answer.number,
            Answer.amount,
            Answer.text,
        )
        .join(Response, Response.id == Answer.response_id)
        .join(Question, Question.id == Answer.question_id)
        .outerjoin(Option, Option.id == Answer.option_id)
        .where(*conditions)
        .order_by(Answer.response_id, Question.position, Answer.number, Option.position)
    )
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for response_id, code, kind, option, number, amount, text in rows:
        values = found[response_id]
        match kind:
            case QuestionKind.SEVERAL_CHOICES | QuestionKind.RANKING:
                values.setdefault(code, []).append(option)
            case QuestionKind.GRID | QuestionKind.POINTS:
                values.setdefault(code, {})[option] = number
            case QuestionKind.ONE_CHOICE:
                values[code] = option
            case QuestionKind.RATING:
                values[code] = number
            case QuestionKind.YES_NO:
                values[code] = "yes" if number else "no"
            case QuestionKind.WHOLE_NUMBER:
                values[code] = int(amount or 0)
            case QuestionKind.DECIMAL:
                values[code] = amount
            case _:
                values[code] = text
        if option is not None and text:
            values[rules.other_code(code)] = text
    return dict(found)


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a ranking gave to one option."""

    option: Option
    points: int
    """By Borda's count (see rules.borda_points)."""
    firsts: int
    """How often it stood first."""
    ranked: int
    """How often it had any rank."""


@dataclass(slots=True)
class QuestionTally:
    question: Question
    answered: int = 0
    """Responses that answer this question."""
    votes: dict[tuple[int | None, int | None], int] = field(default_factory=dict)
    """{(option id, number): how often}"""

    @property
    def choices(self) -> list[tuple[Option, int]]:
        """Of choices: how often each option was taken, in the order of the question."""
        return [(option, self.votes.get((option.id, None), 0)) for option in self.question.options]

    @property
    def places(self) -> int:
        """Of a ranking: how many ranks there are to give."""
        return min(
            self.question.choices_max or len(self.question.options), len(self.question.options)
        )

    @property
    def ranking(self) -> list[Ranked]:
        """Of a ranking: most points first, then most first ranks."""
        found = []
        for option in self.question.options:
            votes = {
                number: times
                for (option_id, number), times in self.votes.items()
                if option_id == option.id and number is not None
            }
            points = rules.borda_points(votes, self.places)
            found.append(Ranked(option, points, votes.get(1, 0), sum(votes.values())))
        return sorted(found, key=lambda one: (-one.points, -one.firsts, one.option.position))

    @property
    def ratings(self) -> dict[int, int]:
        """Of a rating: how often each point of the scale was given."""
        points = self.question.scale_points or rules.SCALE_POINTS
        return {point: self.votes.get((None, point), 0) for point in range(1, points + 1)}

    @property
    def mean(self) -> float | None:
        return rules.mean(self.ratings)


@dataclass(frozen=True, slots=True)
class Tally:
    total: int
    """Responses sent."""
    late: int
    languages: dict[str, int]
    """{language of the form: responses}, most first."""
    questions: list[QuestionTally]


def tally(questionnaire: Questionnaire) -> Tally:
    """What all responses that were sent add up to: two statements for any number of them."""
    questions = {question.id: QuestionTally(question) for question in questionnaire.questions}
    sent = (Response.questionnaire_id == questionnaire.id, Response.sent_at.is_not(None))
    lates = func.sum(case((Response.late, 1), else_=0))
    counts: Any = union_all(
        select(literal(None, Answer.question_id.type), Response.language, func.count(), lates)
        .where(*sent)
        .group_by(Response.language),
        select(Answer.question_id, null(), func.count(Answer.response_id.distinct()), literal(0))
        .join(Response, Response.id == Answer.response_id)
        .where(*sent)
        .group_by(Answer.question_id),
    )
    languages: dict[str, int] = {}
    late = 0
    for question_id, language, number, number_late in db.session.execute(counts):
        if question_id is None:
            languages[language] = number
            late += number_late
        elif question_id in questions:  # else it is no longer asked
            questions[question_id].answered = number
    votes: Any = (
        select(Answer.question_id, Answer.option_id, Answer.number, func.count())
        .join(Response, Response.id == Answer.response_id)
        .where(*sent, Answer.text.is_(None))
        .group_by(Answer.question_id, Answer.option_id, Answer.number)
    )
    for question_id, option_id, number, times in db.session.execute(votes):
        if question_id in questions:
            questions[question_id].votes[option_id, number] = times
    return Tally(
        total=sum(languages.values()),
        late=late,
        languages=dict(sorted(languages.items(), key=lambda pair: (-pair[1], pair[0]))),
        questions=list(questions.values()),
    )


@dataclass(frozen=True, slots=True)
class TextPage:
    """Some of the texts that answer a question; for parts/tables.html's pager."""

    items: Sequence[tuple[str, str, str]]
    """(text, language of the form, receipt), newest first."""
    page: int
    pages: int
    total: int


def list_texts(question: QuestionTally, page: int, per_page: int = 50) -> TextPage:
    pages = max(1, -(-question.answered // per_page))
    page = min(max(1, page), pages)
    rows = db.session.execute(
        select(Answer.text, Response.language, Response.code)
        .join(Response, Response.id == Answer.response_id)
        .where(Answer.question_id == question.question.id, Response.sent_at.is_not(None))
        .order_by(Answer.id.desc())
        .limit(per_page)
        .offset((page - 1) * per_page)
    ).all()
    items = [(text or "", language, code) for text, language, code in rows]
    return TextPage(items, page, pages, question.answered)
