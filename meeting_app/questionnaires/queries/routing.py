"""Where answers to former versions count, out of what organisers said of each version."""

from collections import Counter
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.questionnaires.former import Former, read_former
from meeting_app.questionnaires.mapping import Reading, Readings, readings_of, through
from meeting_app.questionnaires.models import Question, Questionnaire, QuestionnaireVersion
from meeting_app.questionnaires.routes import NO_ROUTES, Route, Routes
from meeting_app.questionnaires.rules import QuestionKind


def steps_of(questionnaire: Questionnaire) -> dict[int, Readings]:
    """{version: how its answers read in the one after it}, in order, of those of which somebody said
    so. No statement as long as there is one version."""
    if questionnaire.version == 1:
        return {}
    rows = db.session.execute(
        select(QuestionnaireVersion.version, QuestionnaireVersion.mapping)
        .where(
            QuestionnaireVersion.questionnaire_id == questionnaire.id,
            QuestionnaireVersion.mapping.is_not(None),
        )
        .order_by(QuestionnaireVersion.version)
    )
    return {version: readings_of(stored) for version, stored in rows if stored}


def find_routes(questionnaire: Questionnaire) -> Routes:
    """In one statement, and another one where meanings have changed."""
    steps = steps_of(questionnaire)
    return routes_of(questionnaire, steps, read_former(questionnaire)) if steps else NO_ROUTES


def routes_of(
    questionnaire: Questionnaire, steps: Mapping[int, Readings], former: Former
) -> Routes:
    asked = {question.code: question for question in questionnaire.questions}
    known = {question.code: question for question in former.questions} | asked
    return Routes(
        tuple(
            route
            for first, last, readings in through(steps)
            for code, reading in readings.items()
            if code in known
            for route in _route(first, last, known[code], reading, asked, former)
        )
    )


def _route(
    first: int,
    last: int,
    source: Question,
    reading: Reading,
    asked: dict[str, Question],
    former: Former,
) -> Iterator[Route]:
    """None where the answers count as they are, or where what they read as is no longer asked. What
    is asked or offered again takes its own answers back if they have no equivalent elsewhere."""
    kind, target = QuestionKind(source.kind), asked.get(reading.to or "")
    if target is None:
        if reading.to is None and source.retired:
            yield Route(first, last, source.id, kind, None)
        return
    there = {option.code: option.id for option in former.all_options(target)}
    counts_as: dict[int, int | None] = {}
    for option in former.all_options(source):
        code = reading.options.get(option.code, option.code)
        new = None if code is None else there.get(code)
        if new is None and target is source and not option.retired:
            new = option.id
        counts_as[option.id] = new
    options = tuple((old, new) for old, new in counts_as.items() if old != new)
    points = tuple((old, new) for old, new in reading.points.items() if old != new)
    if target is not source or options or points:
        often = Counter(new for new in counts_as.values() if new is not None)
        merging = tuple(old for old, new in counts_as.items() if new and often[new] > 1)
        yield Route(first, last, source.id, kind, target.id, options, points, merging)
