"""What all answers add up to: counted by the database, and kept in memory until the next answer."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    Engine,
    Float,
    Integer,
    Text,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from meeting_app.core.db import db
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.former import Former, read_former
from meeting_app.questionnaires.models import Answer, Option, Question, Questionnaire, Response
from meeting_app.questionnaires.queries.carrying import (
    SEVERAL_ROWS,
    answers_as_read,
    people_as_read,
    people_left_out,
)
from meeting_app.questionnaires.queries.routing import routes_of, steps_of
from meeting_app.questionnaires.queries.summing import DATED_KINDS, Sums
from meeting_app.questionnaires.routes import Routes
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.tallies import Counts, QuestionTally, Sent, Tally

Made = TypeVar("Made")

VOTED_KINDS = rules.CODED_KINDS | rules.NUMBERED_KINDS | {QuestionKind.RATING, QuestionKind.YES_NO}
AMOUNT_KINDS = frozenset({QuestionKind.WHOLE_NUMBER, QuestionKind.DECIMAL})
NAMED_KINDS = frozenset({QuestionKind.COUNTRY, QuestionKind.LANGUAGE, QuestionKind.ORGANISATION})
TOP = 20
"""Of countries, languages and organisations, this many are told one by one."""
_KEPT = 64
"""So many results of a database are kept in memory."""


def sent(questionnaire: Questionnaire) -> Sent:
    """One statement, answered by an index alone."""
    number, mark = db.session.execute(
        select(func.count(), func.coalesce(func.sum(Response.mark), 0)).where(
            Response.questionnaire_id == questionnaire.id, Response.sent_at.is_not(None)
        )
    ).one()
    return Sent(number, int(mark))


def tally(
    questionnaire: Questionnaire, *, counted: int = 0, step: int = 1, with_retired: bool = False
) -> Tally:
    """What the responses add up to that were sent, those to former versions as they read now: two
    statements for any number of them, one as long as no answer came, changed or went; one more where
    there are former versions, and another one where meanings have changed.

    counted, step: the first `counted` that came in, and of those after them as many as `step`
    divides; the newest wait until there are enough of them. with_retired: also what is no longer
    asked, as it was answered.
    """
    state = sent(questionnaire)
    newest = max(0, state.number - counted) % step
    steps = steps_of(questionnaire)
    is_changed = bool(steps) or (with_retired and questionnaire.version > 1)
    former = read_former(questionnaire) if is_changed else Former()
    routes = routes_of(questionnaire, steps, former)
    gone = former.questions if with_retired else ()
    counts = kept(
        ("counts", questionnaire.id, newest, routes, with_retired),
        state,
        lambda: _count(questionnaire, gone, routes, newest),
    )
    retired = _retired(questionnaire, counts, former if is_changed else None)

    def of(questions: Iterable[Question]) -> list[QuestionTally]:
        return [
            QuestionTally(
                question,
                [*question.options, *retired.get(question.id, ())],
                counts.answered.get(question.id, 0),
                counts.votes.get(question.id, {}),
                counts.amounts.get(question.id, ()),
                counts.texts.get(question.id, ()),
            )
            for question in questions
            if question.kind not in rules.UNANSWERED_KINDS
        ]

    return Tally(
        counts.total,
        newest,
        counts.late,
        counts.languages,
        of(questionnaire.questions),
        [one for one in of(gone) if one.answered],
        counts.left_out,
        state,
        routes,
    )


def counted(questionnaire: Questionnaire, newest: int) -> ColumnElement[bool]:
    """Condition on Response: sent, and none of the `newest`."""
    mine = (Response.questionnaire_id == questionnaire.id, Response.sent_at.is_not(None))
    found = (mine[0]) & (mine[1])
    if not newest:
        return found
    waiting = (
        select(Response.id)
        .where(*mine)
        .order_by(Response.id.desc())  # as they came in, whatever day a file says
        .limit(newest)
    )
    return found & Response.id.not_in(waiting.subquery().select())


def _count(
    questionnaire: Questionnaire, gone: Sequence[Question], routes: Routes, newest: int
) -> Counts:
    """gone: questions no longer asked that are counted as well, each by itself."""
    touched = [one for one in questionnaire.questions if one.id in routes.touched]
    by_kind: dict[QuestionKind, list[int]] = defaultdict(list)
    for one in (*questionnaire.questions, *gone):
        if one not in touched:
            by_kind[QuestionKind(one.kind)].append(one.id)

    def ids(kinds: frozenset[QuestionKind]) -> list[int]:
        return [number for kind, found in by_kind.items() if kind in kinds for number in found]

    kinds = {one.id: QuestionKind(one.kind) for one in (*questionnaire.questions, *gone)}
    sums = Sums(kinds)
    among = counted(questionnaire, newest)
    for row in db.session.execute(
        union_all(*_parts(among, ids), *_parts_as_read(among, touched, routes))
    ):
        sums.add(*row)
    return sums.counts()


def _parts(
    among: ColumnElement[bool],
    ids: Callable[[frozenset[QuestionKind]], list[int]],
) -> list[Any]:
    """The parts of the one statement: (what, question, option, number, amount, text, times)."""
    number, amount, text = cast(null(), Integer), cast(null(), Float), cast(null(), Text)
    times = func.count()
    asked, option = Answer.question_id, Answer.option_id
    lates = func.sum(case((Response.late, 1), else_=0))

    def answers(what: str, kinds: list[int], *columns: Any) -> Any:
        return (
            select(literal(what), asked, *columns)
            .join(Response, Response.id == Answer.response_id)
            .where(among, asked.in_(kinds))
        )

    parts: list[Any] = [
        select(literal("language"), number, number, lates, amount, Response.language, times)
        .where(among)
        .group_by(Response.language)
    ]
    if voted := ids(VOTED_KINDS | AMOUNT_KINDS):
        found = answers("vote", voted, option, Answer.number, Answer.amount, text, times)
        parts.append(found.group_by(asked, option, Answer.number, Answer.amount))
    if several := ids(SEVERAL_ROWS):
        people = func.count(Answer.response_id.distinct())
        found = answers("answered", several, number, number, amount, text, people)
        parts.append(found.group_by(asked))
    if worded := ids(frozenset(QuestionKind) - VOTED_KINDS - AMOUNT_KINDS):
        found = answers("answered", worded, number, number, amount, text, times)
        parts.append(found.group_by(asked))
    if dated := ids(DATED_KINDS):
        found = answers("text", dated, number, number, amount, Answer.text, times)
        parts.append(found.group_by(asked, Answer.text))
    if named := ids(NAMED_KINDS):
        place = func.row_number().over(
            partition_by=asked, order_by=(times.desc(), func.min(Answer.text))
        )
        found = answers(
            "text", named, Answer.text.label("text"), times.label("times"), place.label("place")
        ).group_by(asked, Answer.text)
        most = found.subquery()
        parts.append(
            select(
                literal("text"),
                most.c.question_id,
                number,
                number,
                amount,
                most.c.text,
                most.c.times,
            ).where(most.c.place <= TOP)
        )
    return parts


def _parts_as_read(
    among: ColumnElement[bool], questions: Iterable[Question], routes: Routes
) -> Iterable[Any]:
    """The same, of questions in which answers to former versions count. ("asked", …) is for those who
    answered what counts there, ("left", …) for those whose answer counts nowhere."""
    number, amount, text = cast(null(), Integer), cast(null(), Float), cast(null(), Text)
    for question in questions:
        asked, found = literal(question.id), answers_as_read(question, routes, among).c
        yield select(
            literal("vote"), asked, found.option_id, found.number, amount, text, func.count()
        ).group_by(found.option_id, found.number)
        for what, people in people_as_read(question, routes, among):
            yield select(
                literal(what), asked, number, number, amount, text, people.scalar_subquery()
            )
    for former, people in people_left_out(routes, among):
        yield select(
            literal("left"), literal(former), number, number, amount, text, people.scalar_subquery()
        )


def _retired(
    questionnaire: Questionnaire, counts: Counts, former: Former | None
) -> Mapping[int, Sequence[Option]]:
    """{question id: options that are no longer offered and were taken}; a statement only if any, and
    if they were not read."""
    offered = {option.id for question in questionnaire.questions for option in question.options}
    if former is not None:
        offered |= {option.id for question in former.questions for option in question.options}
    taken = {option for found in counts.votes.values() for option, _ in found if option}
    if not (gone := taken - offered):
        return {}
    former = former or read_former(questionnaire)
    return {
        question: [option for option in options if option.id in gone]
        for question, options in former.options.items()
    }


_memory: WeakKeyDictionary[Engine, dict[tuple[Any, ...], tuple[Sent, Any]]] = WeakKeyDictionary()


def kept(key: tuple[Any, ...], state: Sent, make: Callable[[], Made]) -> Made:
    """What `make` gives, made once for each state of the answers. Several processes agree: the state
    is asked of the database each time, before anything is counted."""
    memory = _memory.setdefault(db.engine, {})
    found = memory.get(key)
    if found is not None and found[0] == state:
        made: Made = found[1]
        return made
    made = make()
    while len(memory) >= _KEPT:
        memory.pop(next(iter(memory)), None)
    memory[key] = (state, made)
    return made
