"""Adding, moving, copying and retiring questions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.questionnaires import codes, rules
from meeting_app.questionnaires.designer import order, queries
from meeting_app.questionnaires.models import (
    Option,
    Question,
    Questionnaire,
)
from meeting_app.questionnaires.queries import SAME
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.service import NewQuestion, add_question, begin_version

RULES = ("relevant", "required_if", "constraint", "calculation", "choice_filter")
FACTS = ("hidden_from_reviewers", "seen_by", "kept", "kept_parts")
"""What a copy takes along besides what an Item says."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question goes: behind another (and everything inside it) in the same section; first
    in a section; first of all; else at the end."""

    behind: Question | None = None
    section: Question | None = None
    first: bool = False


def taken_codes(questionnaire: Questionnaire) -> frozenset[str]:
    """By questions, those retired too, by the words beside their "other"; and those whose words
    beside "other" a question has for its code."""
    known = question_codes(questionnaire)
    beside = rules.other_code("")
    return (
        known
        | {rules.other_code(code) for code in known}
        | {code.removesuffix(beside) for code in known if code.endswith(beside)}
    )


def question_codes(questionnaire: Questionnaire) -> frozenset[str]:
    """Of those retired too."""
    return frozenset(
        db.session.scalars(
            select(Question.code).where(Question.questionnaire_id == questionnaire.id)
        )
    )


def free_code(questionnaire: Questionnaire, text: str, otherwise: str = "question") -> str:
    return codes.proposed(text, taken_codes(questionnaire), otherwise)


def unlike_others(questionnaire: Questionnaire, code: str) -> str:
    """The code, with a number behind it where another question has it."""
    return codes.unlike(code, taken_codes(questionnaire))


def all_inside(question: Question) -> list[Question]:
    """It, and what stands in it."""
    return order.block(question.questionnaire.questions, question)


def add(questionnaire: Questionnaire, asked: NewQuestion, place: Place, now: datetime) -> Question:
    """Refused where the code cannot be used; without one (""), it is made from the label."""
    code = asked["code"] or free_code(questionnaire, asked["label"].text)
    _check_code(questionnaire, code)
    begin_version(questionnaire, now)
    question = add_question(
        questionnaire, {**asked, "code": code}, len(questionnaire.questions) + 1
    )
    db.session.flush()
    _put(questionnaire, question, place)
    return question


def _check_code(questionnaire: Questionnaire, code: str) -> None:
    if not codes.is_question_code(code):
        raise Refused(
            _(
                "Use letters from A to Z, digits and underscores for the code, with a letter first, "
                "such as role_2."
            ),
            "code",
        )
    taken = {one.casefold() for one in taken_codes(questionnaire)}
    if code.casefold() in taken:
        raise Refused(
            _(
                "Another question has this code, perhaps one that is no longer asked. Choose another."
            ),
            "code",
        )


def _put(questionnaire: Questionnaire, question: Question, place: Place) -> None:
    found: Sequence[Question] = questionnaire.questions
    if place.behind is not None:
        question.parent = place.behind.parent
        found = order.behind(found, question, place.behind)
    elif place.section is not None:
        question.parent = place.section
        found = order.first_in(found, question, place.section)
    elif place.first:
        found = order.behind(found, question, None)
    arrange(questionnaire, found)


def arrange(questionnaire: Questionnaire, questions: Sequence[Question]) -> None:
    """Ask them in this order."""
    for position, question in enumerate(questions, 1):
        question.position = position
    db.session.flush()
    db.session.expire(questionnaire, ["questions"])


def move_up(question: Question, now: datetime) -> None:
    """Before the one that stands before it in the same section; the first one stays."""
    asked = question.questionnaire
    if (other := order.before(asked.questions, question)) is not None:
        begin_version(asked, now)
        arrange(asked, order.behind(asked.questions, other, question))


def move_down(question: Question, now: datetime) -> None:
    asked = question.questionnaire
    if (other := order.after(asked.questions, question)) is not None:
        begin_version(asked, now)
        arrange(asked, order.behind(asked.questions, question, other))


def move_into(question: Question, now: datetime) -> None:
    """To the end of the section that stands right before it."""
    asked = question.questionnaire
    section = order.before(asked.questions, question)
    if section is not None and section.kind == QuestionKind.SECTION:
        begin_version(asked, now)
        moved = order.behind(asked.questions, question, section)
        question.parent = section
        arrange(asked, moved)


def move_out(question: Question, now: datetime) -> None:
    """Behind the section that it stands in."""
    asked, section = question.questionnaire, question.parent
    if section is not None:
        begin_version(asked, now)
        moved = order.behind(asked.questions, question, section)
        question.parent = section.parent
        arrange(asked, moved)


def copy(question: Question, now: datetime) -> Question:
    """Behind it, with all that is inside; rules that ask about what was copied too ask about the
    copy."""
    asked = question.questionnaire
    begin_version(asked, now)
    originals = order.block(asked.questions, question)
    taken, renamed = set(taken_codes(asked)), {}
    for one in originals:
        renamed[one.code] = codes.unlike(one.code, taken)
        taken |= {renamed[one.code], rules.other_code(renamed[one.code])}
    made: dict[int, Question] = {}
    for one in originals:
        values: dict[str, Any] = {name: getattr(one, name) for name in (*SAME, *FACTS)}
        values |= {name: _renamed(values[name], renamed) for name in RULES}
        twin = Question(
            **values | {"code": renamed[one.code]},
            kind=one.kind,
            position=len(asked.questions) + 1,
            parent=made.get(one.parent_id or 0, one.parent),
            options=copied(one.options),
        )
        asked.questions.append(twin)
        db.session.flush()
        made[one.id] = twin
    first = made[question.id]
    arrange(asked, order.behind(asked.questions, first, question))
    return first


def _renamed(rule: str, renamed: Mapping[str, str]) -> str:
    """The rule with ${code} put for ${former code}."""
    return re.sub(
        r"\$\{\s*([^{}\s]+)\s*\}",
        lambda found: "${" + renamed.get(found[1], found[1]) + "}",
        rule,
    )


def copied(options: Sequence[Option]) -> list[Option]:
    """For another question."""
    return [
        Option(
            code=option.code, label=option.label, columns=option.columns, position=option.position
        )
        for option in options
    ]


def retire(question: Question, now: datetime) -> None:
    """No longer ask it, nor what is inside it. Where somebody has answered the questionnaire, rows
    and codes stay."""
    asked = question.questionnaire
    begin_version(asked, now)
    gone = order.block(asked.questions, question)
    left = [one for one in asked.questions if one not in gone]
    if queries.has_responses(asked):
        for one in gone:
            one.retired = True
    else:
        for one in reversed(gone):
            for option in (*one.options, *queries.list_retired_options(one)):
                db.session.delete(option)
            db.session.flush()
            db.session.expire(one, ["options"])
            db.session.delete(one)
            db.session.flush()
    arrange(asked, left)


def bring_back(question: Question, now: datetime) -> None:
    """Ask it again, at the end; a section with what was retired inside it."""
    asked = question.questionnaire
    begin_version(asked, now)
    back = order.block(queries.list_retired(asked), question)
    if question.parent is not None and question.parent.retired:
        question.parent = None
    all_asked = [*asked.questions, *back]
    for one in back:
        one.retired = False
    arrange(asked, all_asked)
    if question.parent is not None:
        arrange(asked, order.behind(asked.questions, question, _last_inside(question)))


def _last_inside(question: Question) -> Question | None:
    """Behind which it stands at the end of its section."""
    asked, section = question.questionnaire.questions, question.parent
    near = [one for one in order.siblings(asked, question) if one is not question]
    return near[-1] if near else section
