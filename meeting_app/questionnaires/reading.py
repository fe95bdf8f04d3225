"""An answer as text and as a value: what defaults, files and forms write is what rules compare."""

from typing import Any

from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.rules import CODED_KINDS, NUMBERED_KINDS, QuestionKind, Value


def value_of(item: Item, text: Any) -> Value | None:
    """The value that `definition.value_text` writes as this text. None where it is none."""
    if not isinstance(text, str) or not text.strip():
        return None
    match item.kind:
        case QuestionKind.ONE_CHOICE:
            return text
        case kind if kind in CODED_KINDS:
            return text.split()
        case kind if kind in NUMBERED_KINDS:
            pairs = (part.rpartition(":") for part in text.split())
            return {code: number for code, _, n in pairs if (number := _whole(n)) is not None}
        case QuestionKind.RATING | QuestionKind.WHOLE_NUMBER:
            return _whole(text)
        case QuestionKind.DECIMAL:
            try:
                return float(text)
            except ValueError:
                return None
    return text


def _whole(text: str) -> int | None:
    digits = text.strip().removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16):
        return None
    return int(text)
