"""What the preview calls things."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_pgettext as _lp

from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.xlsform.changes import Part

PARTS: Mapping[Part, Any] = {
    Part.TEXTS: _lp("part of a question", "texts"),
    Part.OPTIONS: _lp("part of a question", "choices"),
    Part.RULES: _lp("part of a question", "rules"),
    Part.KIND: _lp("part of a question", "kind of question"),
    Part.PLACE: _lp("part of a question", "place"),
    Part.OTHER: _lp("part of a question", "other details"),
}

_KINDS: Mapping[QuestionKind, Any] = {
    QuestionKind.ONE_CHOICE: _lp("kind of question", "one choice"),
    QuestionKind.SEVERAL_CHOICES: _lp("kind of question", "several choices"),
    QuestionKind.RANKING: _lp("kind of question", "ranking"),
    QuestionKind.RATING: _lp("kind of question", "rating"),
    QuestionKind.GRID: _lp("kind of question", "grid of ratings"),
    QuestionKind.POINTS: _lp("kind of question", "points to share out"),
    QuestionKind.SHORT_TEXT: _lp("kind of question", "short text"),
    QuestionKind.LONG_TEXT: _lp("kind of question", "long text"),
    QuestionKind.WHOLE_NUMBER: _lp("kind of question", "whole number"),
    QuestionKind.DECIMAL: _lp("kind of question", "decimal number"),
    QuestionKind.DATE: _lp("kind of question", "date"),
    QuestionKind.TIME: _lp("kind of question", "time"),
    QuestionKind.YES_NO: _lp("kind of question", "yes or no"),
    QuestionKind.COUNTRY: _lp("kind of question", "country"),
    QuestionKind.LANGUAGE: _lp("kind of question", "language"),
    QuestionKind.ORGANISATION: _lp("kind of question", "organisation"),
    QuestionKind.EMAIL: _lp("kind of question", "e-mail address"),
    QuestionKind.LINK: _lp("kind of question", "link"),
    QuestionKind.FILE: _lp("kind of question", "file"),
    QuestionKind.CALCULATION: _lp("kind of question", "calculation"),
    QuestionKind.NOTE: _lp("kind of question", "note"),
    QuestionKind.SECTION: _lp("kind of question", "section"),
}


def kind_name(kind: str) -> Any:
    return _KINDS[QuestionKind(kind)]
