"""What people answered in words: searched, with tags, quotes and translations."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager

from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires.models import Answer, Question, Response
from meeting_app.questionnaires.rules import TEXT_KINDS
from meeting_app.surveys.models import (
    PickedQuote,
    Survey,
    TaggedText,
    TextTag,
    TextTranslation,
)
from meeting_app.surveys.queries import get_survey

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which texts; everything that is left out is no condition."""

    question: str = ""
    """Its code."""
    language: str = ""
    """Of the form in which they were written."""
    tag: int | None = None
    untagged: bool = False
    picked: bool = False
    lacking: str = ""
    """A language into which they are not translated, and in which they were not written."""
    words: str = ""
    """That stand in the text or in a translation."""


@dataclass(slots=True)
class SurveyText:
    survey: Survey
    answer: int
    text: str
    language: str
    """Of the form."""
    receipt: str
    question: Question
    sent_at: datetime
    is_beside: bool
    """Written beside "other"."""
    tags: list[TextTag] = field(default_factory=list)
    picked_at: datetime | None = None
    translations: list[TextTranslation] = field(default_factory=list)

    @property
    def meeting(self) -> Meeting:
        return self.survey.meeting

    def translated(self, language: str) -> TextTranslation | None:
        return next((one for one in self.translations if one.language == language), None)


@dataclass(frozen=True, slots=True)
class TextPage:
    """Some of the texts, for parts/tables.html's pager."""

    items: Sequence[SurveyText]
    page: int
    pages: int
    total: int


def list_texts(survey: Survey, wanted: Wanted, page: int) -> TextPage:
    """Newest first, in five statements for any number."""
    total = db.session.scalar(_texts(survey, wanted, func.count())) or 0
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(1, page), pages)
    found = (
        _texts(survey, wanted, *_COLUMNS)
        .order_by(Answer.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    return TextPage(_read(survey, found), page, pages, total)


def list_all_texts(survey: Survey, wanted: Wanted) -> list[SurveyText]:
    """By question, oldest first."""
    found = _texts(survey, wanted, *_COLUMNS)
    return _read(survey, found.order_by(Question.position, Answer.id))


def get_text(meeting: str, slug: str, number: int) -> SurveyText:
    """By the survey's address and the answer's number. LookupError when there is none."""
    survey = get_survey(meeting, slug)
    found = _read(survey, _texts(survey, Wanted(), *_COLUMNS).where(Answer.id == number))
    if not found:
        raise LookupError(number)
    return found[0]


def get_tag(meeting: str, slug: str, number: int) -> TextTag:
    """LookupError when there is none."""
    found = db.session.scalar(
        select(TextTag)
        .join(TextTag.survey)
        .join(Survey.meeting)
        .where(Meeting.slug == meeting, Survey.slug == slug, TextTag.id == number)
        .options(contains_eager(TextTag.survey).contains_eager(Survey.meeting))
    )
    if found is None:
        raise LookupError(number)
    return found


def list_tags(survey: Survey) -> list[tuple[TextTag, int]]:
    """With how many texts each has, by name."""
    rows = db.session.execute(
        select(TextTag, func.count(TaggedText.id))
        .outerjoin(TaggedText, TaggedText.tag_id == TextTag.id)
        .where(TextTag.survey_id == survey.id)
        .group_by(TextTag.id)
        .order_by(func.lower(TextTag.name), TextTag.id)
    )
    return [(row[0], row[1]) for row in rows]


def known_texts(survey: Survey, answers: Collection[int]) -> set[int]:
    """Those of these answers that are texts of the survey."""
    if not answers:
        return set()
    possible = [number for number in answers if 0 < number < 10**9]  # a database holds no others
    found = _texts(survey, Wanted(), Answer.id).where(Answer.id.in_(possible))
    return set(db.session.scalars(found))


def count_quotes(survey: Survey) -> int:
    return db.session.scalar(_texts(survey, Wanted(picked=True), func.count())) or 0


_COLUMNS = (Answer.id, Answer.text, Answer.option_id, Answer.question_id, Response)


def _texts(survey: Survey, wanted: Wanted, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Answer)
        .join(Response, Response.id == Answer.response_id)
        .join(Question, Question.id == Answer.question_id)
        .where(
            Question.questionnaire_id == survey.questionnaire_id,
            Response.sent_at.is_not(None),
            Answer.text.is_not(None),
            or_(Question.kind.in_(TEXT_KINDS), Answer.option_id.is_not(None)),
            *_conditions(wanted),
        )
    )


def _conditions(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    if wanted.question:
        yield Question.code == wanted.question
    if wanted.language:
        yield Response.language == wanted.language
    tagged = select(TaggedText.answer_id)
    if wanted.tag is not None:
        yield Answer.id.in_(tagged.where(TaggedText.tag_id == wanted.tag))
    if wanted.untagged:
        yield Answer.id.not_in(tagged)
    if wanted.picked:
        yield Answer.id.in_(select(PickedQuote.answer_id))
    translated = select(TextTranslation.answer_id)
    if wanted.lacking:
        yield Response.language != wanted.lacking
        yield Answer.id.not_in(translated.where(TextTranslation.language == wanted.lacking))
    for word in wanted.words.split():
        yield or_(
            _holds(Answer.text, word),
            Answer.id.in_(translated.where(_holds(TextTranslation.text, word))),
        )


def _holds(column: Any, word: str) -> ColumnElement[bool]:
    """SQLite tells É from é: capitals are asked for one by one."""
    forms = {word, word.lower(), word.upper(), word.capitalize()}
    return or_(*(column.icontains(form, autoescape=True) for form in sorted(forms)))


def _read(survey: Survey, found: Select[Any]) -> list[SurveyText]:
    rows = db.session.execute(found).all()
    questions: Mapping[int, Question] = {one.id: one for one in survey.questionnaire.questions}
    missing = {row.question_id for row in rows} - set(questions)
    if missing:  # no longer asked
        retired = db.session.scalars(select(Question).where(Question.id.in_(missing)))
        questions = {**questions, **{one.id: one for one in retired}}
    texts = {
        row.id: SurveyText(
            survey,
            row.id,
            row.text,
            row.Response.language,
            row.Response.code,
            questions[row.question_id],
            row.Response.sent_at,
            row.option_id is not None,
        )
        for row in rows
    }
    for number, more in _more(list(texts)).items():
        texts[number].tags, texts[number].translations, texts[number].picked_at = more
    return list(texts.values())


def _more(answers: list[int]) -> dict[int, tuple[list[TextTag], list[TextTranslation], Any]]:
    if not answers:
        return {}
    tags: dict[int, list[TextTag]] = defaultdict(list)
    for number, tag in db.session.execute(
        select(TaggedText.answer_id, TextTag)
        .join(TextTag, TextTag.id == TaggedText.tag_id)
        .where(_among(TaggedText.answer_id, answers))
        .order_by(func.lower(TextTag.name))
    ):
        tags[number].append(tag)
    translations: dict[int, list[TextTranslation]] = defaultdict(list)
    for one in db.session.scalars(
        select(TextTranslation)
        .outerjoin(TextTranslation.person)
        .where(_among(TextTranslation.answer_id, answers))
        .order_by(TextTranslation.language)
        .options(contains_eager(TextTranslation.person))
    ):
        translations[one.answer_id].append(one)
    picked = dict(
        db.session.execute(
            select(PickedQuote.answer_id, PickedQuote.picked_at).where(
                _among(PickedQuote.answer_id, answers)
            )
        ).all()
    )
    return {number: (tags[number], translations[number], picked.get(number)) for number in answers}


def _among(column: Any, answers: list[int]) -> ColumnElement[bool]:
    """Whole ranges of them: a database takes only so many values at once."""
    if len(answers) <= PER_PAGE:
        return column.in_(answers)
    return and_(column >= min(answers), column <= max(answers))
