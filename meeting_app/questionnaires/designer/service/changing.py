"""Changing a question, and what answers given before mean then."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.questionnaires import codes, rules
from meeting_app.questionnaires.definition import Choice
from meeting_app.questionnaires.designer import order, queries
from meeting_app.questionnaires.designer.service.placing import (
    FACTS,
    arrange,
    copied,
    question_codes,
    taken_codes,
)
from meeting_app.questionnaires.mapping import Reading, Readings, joined, readings_of
from meeting_app.questionnaires.models import (
    Option,
    Question,
    Questionnaire,
    QuestionnaireVersion,
)
from meeting_app.questionnaires.queries import SAME
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.service import begin_version

WIDER = frozenset(
    {
        (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT),
        (QuestionKind.EMAIL, QuestionKind.SHORT_TEXT),
        (QuestionKind.LINK, QuestionKind.SHORT_TEXT),
        (QuestionKind.ORGANISATION, QuestionKind.SHORT_TEXT),
        (QuestionKind.WHOLE_NUMBER, QuestionKind.DECIMAL),
        (QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES),
    }
)
"""Every answer of the first kind is one of the second and means the same."""


def change(
    question: Question,
    changes: Mapping[str, Any],
    now: datetime,
    *,
    choices: Sequence[Choice] | None = None,
    equivalents: Mapping[str, str | None] | None = None,
) -> None:
    """changes: attributes of the row, its code excepted. choices: all options in their order; those
    left out are no longer offered. equivalents: {code of an option no longer offered: which one its
    answers mean now, or None}; ValueError where one that somebody chose is not among them. Refused
    where the words beside "other" would stand under the code of another question."""
    changed = {name: new for name, new in changes.items() if getattr(question, name) != new}
    present = [Choice(one.code, one.label, one.columns or {}) for one in question.options]
    if not changed and choices in (None, present):
        return
    if changed.get("other"):
        _check_beside(question)
    offered = {one.code for one in choices or present}
    gone = {one.code for one in present} - offered
    said = equivalents or {}
    if unsaid := (gone & queries.list_answered(question)) - set(said):
        raise ValueError(f"what do their answers mean now: {', '.join(sorted(unsaid))}")
    begin_version(question.questionnaire, now)
    for name, new in changed.items():
        setattr(question, name, new)
    if choices is not None:
        _offer(question, choices)
    if options := {code: new for code, new in said.items() if code in gone}:
        _say(question.questionnaire, {question.code: Reading(question.code, options)})


def _check_beside(question: Question) -> None:
    beside = rules.other_code(question.code)
    if beside.casefold() in {one.casefold() for one in question_codes(question.questionnaire)}:
        raise Refused(
            _(
                "What people write beside “Other” would stand under the code “%(code)s”, and another "
                "question has this code, perhaps one that is no longer asked.",
                code=beside,
            ),
            "other",
        )


def _offer(question: Question, choices: Sequence[Choice]) -> None:
    known = {one.code: one for one in (*queries.list_retired_options(question), *question.options)}
    offered = {one.code for one in choices}
    forgotten = not queries.has_responses(question.questionnaire)
    for code, option in known.items():
        if code not in offered:
            if forgotten:
                db.session.delete(option)
            else:
                option.retired = True
    for place, choice in enumerate(choices, 1):
        found = known.get(choice.code)
        if found is None:
            found = Option(question_id=question.id, code=choice.code)
            db.session.add(found)
        found.label, found.columns, found.position = (
            choice.label,
            dict(choice.columns) or None,
            place,
        )
        found.retired = False
    db.session.flush()
    db.session.expire(question, ["options"])


def keeps_meaning(question: Question, kind: QuestionKind, scale_points: int | None) -> bool:
    """Whether answers given so far are answers to the question changed in this way, and mean the
    same."""
    if kind != question.kind:
        return (QuestionKind(question.kind), kind) in WIDER
    return kind not in (QuestionKind.RATING, QuestionKind.GRID) or (
        (scale_points or rules.SCALE_POINTS) == (question.scale_points or rules.SCALE_POINTS)
    )


def change_kind(
    question: Question,
    kind: QuestionKind,
    scale_points: int | None,
    now: datetime,
    *,
    reading: Reading | None = None,
) -> Question:
    """How it is answered from now on. Where that changes what answers mean and somebody has
    answered, another question with a code of its own takes its place, and the former one keeps its
    code and its answers. reading: of those answers, as answers to the new question; its `to` says
    only whether there is any. Returns the question that is asked now."""
    inside = [one for one in question.questionnaire.questions if one.parent_id == question.id]
    if inside and kind != QuestionKind.SECTION:
        raise Refused(_("Move the questions out of this section first."), "kind")
    begin_version(question.questionnaire, now)
    if keeps_meaning(question, kind, scale_points) or not queries.has_answers(question):
        if kind != question.kind:
            _forget_rules(question)
        question.kind, question.scale_points = kind, scale_points
        return question
    asked = question.questionnaire
    values: dict[str, Any] = {name: getattr(question, name) for name in (*SAME, *FACTS)}
    code = codes.unlike(re.sub(r"_\d+$", "", question.code), taken_codes(asked))
    new = Question(
        **values | {"code": code, "scale_points": scale_points},
        kind=kind,
        position=len(asked.questions) + 1,
        parent=question.parent,
        options=copied(question.options),
    )
    if kind != question.kind:
        _forget_rules(new)
    asked.questions.append(new)
    db.session.flush()
    placed = order.behind(asked.questions, new, question)
    question.retired = True
    arrange(asked, [one for one in placed if one is not question])
    said = reading or Reading(None)
    _say(asked, {question.code: replace(said, to=code if said.to is not None else None)})
    return new


def _forget_rules(question: Question) -> None:
    """Those about an answer of the former kind."""
    question.constraint, question.constraint_message, question.default = "", None, ""
    if question.kind != QuestionKind.CALCULATION:
        question.calculation = ""


def _say(questionnaire: Questionnaire, readings: Readings) -> None:
    """What answers to the version before mean in this one, besides what was said of it already."""
    version = db.session.scalar(
        select(QuestionnaireVersion)
        .where(QuestionnaireVersion.questionnaire_id == questionnaire.id)
        .order_by(QuestionnaireVersion.version.desc())
        .limit(1)
    )
    if version is not None:
        all_said = joined(readings_of(version.mapping), readings)
        version.mapping = {code: one.as_json() for code, one in all_said.items()}


def remap(questionnaire: Questionnaire, version: int, code: str, reading: Reading) -> None:
    """What answers to this question of that version mean in the one after it, in place of what was
    said before. LookupError where nothing was."""
    found = db.session.scalar(
        select(QuestionnaireVersion).where(
            QuestionnaireVersion.questionnaire_id == questionnaire.id,
            QuestionnaireVersion.version == version,
        )
    )
    if found is None or code not in (found.mapping or {}):
        raise LookupError(version, code)
    found.mapping = {**found.mapping, code: reading.as_json()}
    db.session.flush()
