"""Codes of questions and options: what one may look like, and one proposed from a text.

They name columns of exports and stand in rules and in XLSForms, so they never change.
"""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 60
PROPOSED = 32
"""Characters of a proposed code at most, before a number."""
_QUESTION = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}")
_OPTION = re.compile(r"[A-Za-z0-9_]{1,60}")
_ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةآأإؤئءپچڤگ"
_LATIN_LETTERS = (
    "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y a a a a i w y _ p ch v g"
)
_WRITTEN = {
    **dict(zip(_ARABIC_LETTERS, _LATIN_LETTERS.split(), strict=True)),
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "ø": "o",
    "ł": "l",
}
_LITTLE_WORDS = (
    "the a an of to in on for and or is are do does did you your we our what which how who when where "
    "le la les un une des du de et ou à vous votre vos est quel quelle quels quelles que qui dans "
    "el los las una unos unas del y o su sus es son cual cuales quien en por para con "
    "ma hl fy mn km ay bay an aly"
)
_FILLERS = frozenset(_LITTLE_WORDS.split())


def is_question_code(code: str) -> bool:
    """Letters, digits and underscores, no digit first: as XLSForm takes them."""
    return _QUESTION.fullmatch(code) is not None


def is_option_code(code: str) -> bool:
    """As a question's; a digit may come first."""
    return _OPTION.fullmatch(code) is not None


def proposed(text: str, taken: Collection[str], otherwise: str) -> str:
    """A code from a text in any of our languages, unlike all that are taken; made from `otherwise`
    where the text has no letters that we can write. Capitals do not tell codes apart."""
    words = [word for word in _plain(text).split("_") if word]
    telling = [word for word in words if word not in _FILLERS] or words
    made = ""
    for word in telling:
        if made and len(made) + len(word) >= PROPOSED:
            break
        made = f"{made}_{word}" if made else word[:PROPOSED]
    if not made or made[0].isdigit():
        made = f"{otherwise}_{made}" if made else otherwise
    return unlike(made, taken)


def unlike(code: str, taken: Collection[str]) -> str:
    """The code, with a number behind it where it is taken."""
    known = {one.casefold() for one in taken}
    number, found = 2, code
    while found.casefold() in known:
        found = f"{code}_{number}"
        number += 1
    return found


def _plain(text: str) -> str:
    """ASCII letters and digits in lower case, everything else an underscore."""
    letters = []
    for letter in unicodedata.normalize("NFC", text.lower()):
        if letter in _WRITTEN:
            letters.append(_WRITTEN[letter])
            continue
        for part in unicodedata.normalize("NFKD", letter):
            if unicodedata.category(part) == "Mn" or part in "'’ʼ\u0640":
                continue
            letters.append(part if part.isascii() and part.isalnum() else "_")
    return "".join(letters)
