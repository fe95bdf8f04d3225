"""Whether two names mean the same organisation. Pure; never decides alone: a person merges.

`same`: the names differ in writing only. `maybe`: worth a look. `different`: something tells them
apart. Words that tell look-alikes apart (countries, sections) are never outweighed by likeness.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product

from rapidfuzz.distance import OSA

from meeting_app.people.names.parsing import Parsed, Word, is_acronym, parse
from meeting_app.people.names.vocabulary import (
    COMMON_ROOTS,
    FORMS_OF_BODY,
    SMALL,
    WEAK_ROOTS,
    weight,
)


class Verdict(StrEnum):
    SAME = "same"
    MAYBE = "maybe"
    DIFFERENT = "different"


class Reason(StrEnum):
    EQUAL = "equal"
    ORDER = "order"
    PARTED = "parted"
    SPELLING = "spelling"
    SHORTENED = "shortened"
    LEGAL_FORM = "legal_form"
    WEAK_WORD = "weak_word"
    SCOPE_WORD = "scope_word"
    ACRONYM_GIVEN = "acronym_given"
    ACRONYM_FITS = "acronym_fits"
    ACRONYM_NEARLY = "acronym_nearly"
    ALIAS = "alias"
    PLACE_ADDED = "place_added"
    SECTION = "section"
    PART_OF = "part_of"
    WORD_ADDED = "word_added"
    ALIKE = "alike"
    OTHER_COUNTRY = "other_country"
    PLACES_DIFFER = "places_differ"
    ACRONYMS_DIFFER = "acronyms_differ"
    NUMBERS_DIFFER = "numbers_differ"
    WORDS_DIFFER = "words_differ"
    NO_NAME = "no_name"


@dataclass(frozen=True, slots=True)
class Comparison:
    verdict: Verdict
    reason: Reason
    words: tuple[str, ...] = ()
    """What the reason is about: words, acronyms, codes of countries and regions."""
    likeness: float = 0.0
    """0 to 1: which of several is looked at first."""


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation as the directory has it, or a bare name."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None


_RANK = {Verdict.SAME: 2, Verdict.MAYBE: 1, Verdict.DIFFERENT: 0}
_ENOUGH_WORDS = 4
"""In a name of so many words that agree, one small word more or less changes nothing."""


def compare_names(a: str, b: str) -> Comparison:
    return compare(Known(a), Known(b))


def compare(a: Known, b: Known) -> Comparison:
    """The best that can be said of any two of their names, unless something tells them apart."""
    best = _compare_texts(a.name, b.name)
    if best.reason in (Reason.PLACES_DIFFER, Reason.NUMBERS_DIFFER, Reason.NO_NAME):
        return best
    for one, other in product((a.name, *a.aliases), (b.name, *b.aliases)):
        found = _compare_texts(one, other)
        if (_RANK[found.verdict], found.likeness) > (_RANK[best.verdict], best.likeness):
            best = found
            if best.verdict is Verdict.SAME and (one, other) != (a.name, b.name):
                word = one if one != a.name else other
                best = Comparison(Verdict.SAME, Reason.ALIAS, (word,), best.likeness)
    if best.verdict is Verdict.SAME and a.country and b.country and a.country != b.country:
        return Comparison(
            Verdict.MAYBE, Reason.OTHER_COUNTRY, (a.country, b.country), best.likeness * 0.8
        )
    return best


def _compare_texts(a: str, b: str) -> Comparison:
    left, right = parse(a), parse(b)
    if not left or not right:
        return Comparison(Verdict.DIFFERENT, Reason.NO_NAME)
    best = _compare_one(left[0], right[0])
    if best.reason in (Reason.PLACES_DIFFER, Reason.NUMBERS_DIFFER):
        return best
    for one, other in product(left, right):
        found = _compare_one(one, other)
        if (_RANK[found.verdict], found.likeness) > (_RANK[best.verdict], best.likeness):
            best = found
    return best


def _compare_one(a: Parsed, b: Parsed) -> Comparison:
    if a.folded == b.folded:
        return _same(Reason.EQUAL, (), 1.0)
    if a.numbers != b.numbers and a.numbers and b.numbers:
        return _different(Reason.NUMBERS_DIFFER, sorted(a.numbers ^ b.numbers))
    by_acronym = _by_acronym(a, b) or _by_acronym(b, a)
    if by_acronym:
        return by_acronym
    if a.acronym and b.acronym and a.acronym != b.acronym:
        return _different(Reason.ACRONYMS_DIFFER, (a.acronym.upper(), b.acronym.upper()))
    words = _align(a.core, b.core)
    if a.acronyms and b.acronyms and not a.acronyms & b.acronyms and (words.left or words.right):
        return _different(
            Reason.ACRONYMS_DIFFER, [one.upper() for one in sorted(a.acronyms | b.acronyms)]
        )
    return _by_place(a, b, _by_scope(a, b, _by_words(a, b, words)))


# Acronyms


def _by_acronym(a: Parsed, b: Parsed) -> Comparison | None:
    """`a` is an acronym, perhaps with a place beside it; None where it says nothing of `b`."""
    short = a.acronym
    if short is None or len(b.all) < 2 or b.acronym:
        return None
    shown = (short.upper(),)
    if short in b.acronyms:
        return _by_place(a, b, _same(Reason.ACRONYM_GIVEN, shown, 0.95))
    if _spells(short, b.all):  # the places of `b` are letters of it
        found = _fits(short, shown)
        return found if not a.places else _by_place(a, b, found)
    if _spells(short, [word for word in b.all if word in b.core or word.folded in SMALL]):
        return _by_place(a, b, _fits(short, shown))
    if len(short) >= 5 and any(_is_near(short, one, 1) for one in b.acronyms):
        return _maybe(Reason.ACRONYM_NEARLY, (short.upper(), *map(str.upper, b.acronyms)), 0.6)
    if b.acronyms:
        return _different(Reason.ACRONYMS_DIFFER, (*shown, *map(str.upper, sorted(b.acronyms))))
    return None


def _fits(short: str, shown: tuple[str, ...]) -> Comparison:
    if len(short) < 3:
        return _maybe(Reason.ACRONYM_FITS, shown, 0.4)
    return _same(Reason.ACRONYM_FITS, shown, 0.9 if len(short) > 3 else 0.8)


def _spells(short: str, words: Sequence[Word]) -> bool:
    """Whether the first letters of all words make the acronym. Small words may be left out, and a
    word may give its inner capitals too: "University of KwaZulu Natal" is UKZN."""
    places = {0}
    for word in words:
        choices = _letters(word)
        ahead = {
            at + len(choice) for at in places for choice in choices if short.startswith(choice, at)
        }
        places = ahead | places if word.folded in SMALL else ahead
        if not places:
            return False
    return len(short) in places


def _letters(word: Word) -> tuple[str, ...]:
    capitals = "".join(char for char in word.written if char.isupper()).lower()
    if is_acronym(word.written):
        return (word.folded, word.folded[0])
    inner = (capitals,) if 1 < len(capitals) < len(word.folded) else ()
    return (word.folded[0], *inner)


def _is_near(a: str, b: str, distance: int) -> bool:
    return OSA.distance(a, b, score_cutoff=distance) <= distance


# Words


@dataclass(slots=True)
class _Alignment:
    matched: float = 0.0
    """Weight of the words that both have."""
    count: int = 0
    left: list[Word] = field(default_factory=list)
    right: list[Word] = field(default_factory=list)
    parted: bool = False
    spelling: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)


def _align(a: Sequence[Word], b: Sequence[Word]) -> _Alignment:
    found = _Alignment(left=list(a), right=list(b))
    for word in a:
        twin = next((other for other in found.right if other.root == word.root), None)
        if twin is not None:
            _take(found, [word], [twin])
    _take_joined(found)
    _take_acronyms(found, found.left, found.right)
    _take_acronyms(found, found.right, found.left)
    _take_cut(found)
    _take_misspelt(found)
    return found


def _take(found: _Alignment, left: Iterable[Word], right: Iterable[Word]) -> None:
    left, right = list(left), list(right)
    for word in left:
        found.left.remove(word)
    for word in right:
        found.right.remove(word)
    longer = max(left, right, key=len)
    found.matched += sum(weight(word.folded) for word in longer)
    found.count += len(longer)


def _take_joined(found: _Alignment) -> None:
    """ "ChildFund" and "Child Fund"."""
    for words, singles in ((found.left, found.right), (found.right, found.left)):
        for single in list(singles):
            for first, second in zip(list(words), list(words)[1:], strict=False):
                if single in singles and first.folded + second.folded == single.folded:
                    pair, one = [first, second], [single]
                    _take(found, *((pair, one) if words is found.left else (one, pair)))
                    found.parted = True


def _take_acronyms(found: _Alignment, short: list[Word], words: list[Word]) -> None:
    """ "VaC" within a name for "violence against children" within the other."""
    for word in list(short):
        if not is_acronym(word.written) or len(word.folded) < 2:
            continue
        for start, end in product(range(len(words)), range(len(words), 0, -1)):
            run = words[start:end]
            if len(run) > 1 and _spells_loosely(word.folded, run):
                found.shortened.append(word.written)
                _take(found, *(([word], run) if short is found.left else (run, [word])))
                break


def _spells_loosely(short: str, run: Sequence[Word]) -> bool:
    """As `_spells`, of words without the small ones, which may have given letters of their own."""
    initials = "".join(word.folded[0] for word in run)
    return short == initials or any(
        short == initials[:at] + letter + initials[at:]
        for at in range(1, len(initials))
        for letter in _SMALL_LETTERS
    )


_SMALL_LETTERS = "aodfeipy"
"""With which small words begin: "VaC", "AoR"."""


def _take_cut(found: _Alignment) -> None:
    for left, right in product(list(found.left), list(found.right)):
        if left not in found.left or right not in found.right:
            continue
        short, long = sorted((left, right), key=lambda word: len(word.folded))
        if short.is_cut and len(short.folded) >= 3 and long.folded.startswith(short.folded):
            found.shortened.append(short.written)
            _take(found, [left], [right])


def _take_misspelt(found: _Alignment) -> None:
    for left, right in product(list(found.left), list(found.right)):
        if left not in found.left or right not in found.right:
            continue
        shorter = min(len(left.folded), len(right.folded))
        allowed = 1 if shorter < 10 else 2
        # Whoever mistypes a name rarely does so in its first letter.
        is_typo = left.folded[0] == right.folded[0] and _is_near(left.folded, right.folded, allowed)
        if shorter >= 5 and is_typo:
            found.spelling += [left.written, right.written]
            _take(found, [left], [right])


def _by_words(a: Parsed, b: Parsed, words: _Alignment) -> Comparison:
    left, right = words.left, words.right
    lost = sum(weight(word.folded) for word in (*left, *right))
    likeness = 2 * words.matched / (2 * words.matched + lost) if words.matched else 0.0
    shown = tuple(word.written for word in (*left, *right))
    if not words.matched:
        joined = ["".join(word.folded for word in side.core) for side in (a, b)]
        if joined[0] and joined[0] == joined[1]:
            return _same(Reason.PARTED, (), 0.95)
        return _different(Reason.WORDS_DIFFER, shown)
    if not left and not right:
        return _whole(a, b, words)
    if not left or not right:
        return _one_has_more(a, b, words, likeness, shown)
    if all(word.root in WEAK_ROOTS for word in (*left, *right)) and words.matched >= 1:
        return _maybe(Reason.WEAK_WORD, shown, likeness)
    if likeness >= 0.75 and words.count >= 3:
        return _maybe(Reason.ALIKE, shown, likeness * 0.8)
    return _different(Reason.WORDS_DIFFER, shown, likeness)


def _whole(a: Parsed, b: Parsed, words: _Alignment) -> Comparison:
    """Every word of the one has its counterpart in the other."""
    if words.spelling:
        sure = words.count >= 3 or (words.count == 2 and len(words.spelling[0]) >= 9)
        reason = (Reason.SPELLING, tuple(words.spelling))
        return _same(*reason, 0.85) if sure else _maybe(*reason, 0.7)
    if words.shortened:
        return _same(Reason.SHORTENED, tuple(words.shortened), 0.9)
    if words.parted:
        return _same(Reason.PARTED, (), 0.95)
    if a.legal != b.legal:
        return _same(Reason.LEGAL_FORM, tuple(sorted(a.legal ^ b.legal)), 0.95)
    plain = [[word.root for word in side.core] for side in (a, b)]
    if plain[0] == plain[1]:
        return _same(Reason.EQUAL, (), 0.97)
    # Of two words the order may be all that tells them apart: University of York, York University.
    return (_same if words.count > 2 else _maybe)(Reason.ORDER, (), 0.9)


def _one_has_more(
    a: Parsed, b: Parsed, words: _Alignment, likeness: float, shown: tuple[str, ...]
) -> Comparison:
    longer, shorter = (a, b) if words.left else (b, a)
    more = words.left or words.right
    if all(word.root in WEAK_ROOTS for word in more) and len(more) == 1:
        is_form = more[0].root in FORMS_OF_BODY
        sure = is_form and words.count >= 2 and not words.spelling
        found = _same if sure else _maybe
        return found(Reason.WEAK_WORD, shown, likeness * 0.9)
    if len(longer.segments) > 1 and shorter.folded in longer.segments:
        return _maybe(Reason.PART_OF, shown, 0.5 * likeness + 0.3)
    strong = [word for word in shorter.core if word.root not in WEAK_ROOTS | COMMON_ROOTS]
    says_enough = words.matched >= 1.2 or (strong and len(strong[0].folded) >= 5)
    if likeness >= 0.5 and says_enough:
        return _maybe(Reason.WORD_ADDED, shown, likeness * 0.8)
    if strong and words.count >= 2 and _stands_within(shorter, longer):
        return _maybe(Reason.PART_OF, shown, 0.3 + likeness * 0.3)
    return _different(Reason.WORDS_DIFFER, shown, likeness)


def _stands_within(shorter: Parsed, longer: Parsed) -> bool:
    """All words of the one, in their order, in a row of the other."""
    part, whole = ([word.root for word in side.core] for side in (shorter, longer))
    return any(
        whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1)
    )


# What tells look-alikes apart


def _by_scope(a: Parsed, b: Parsed, found: Comparison) -> Comparison:
    if a.scopes == b.scopes or found.verdict is not Verdict.SAME:
        return found
    shown = tuple(sorted(a.scopes ^ b.scopes))
    if a.scopes and b.scopes:
        return _maybe(Reason.SECTION, shown, 0.6)
    with_scope, other = (a, b) if a.scopes else (b, a)
    if other.places - with_scope.places:
        return _maybe(Reason.SECTION, shown, 0.5)
    if found.reason is Reason.ORDER:
        return _maybe(Reason.SCOPE_WORD, shown, 0.6)
    if len(other.core) >= _ENOUGH_WORDS:
        return _same(Reason.SCOPE_WORD, shown, 0.9)
    if not with_scope.ends_with_scope or with_scope.scopes != {"international"}:
        return _maybe(Reason.SCOPE_WORD, shown, 0.7)
    return _same(Reason.SCOPE_WORD, shown, 0.85)


def _by_place(a: Parsed, b: Parsed, found: Comparison) -> Comparison:
    if a.places == b.places or found.verdict is Verdict.DIFFERENT:
        return found
    if a.places and b.places and not (a.places <= b.places or b.places <= a.places):
        return _different(Reason.PLACES_DIFFER, sorted(a.places ^ b.places), found.likeness)
    shorter = a if len(a.core) < len(b.core) else b
    if found.reason is Reason.WORD_ADDED and shorter.places and len(a.core) != len(b.core):
        other = b if shorter is a else a
        if not other.places:  # each has a word that the other lacks
            return _different(Reason.WORDS_DIFFER, found.words, found.likeness)
    if found.verdict is Verdict.SAME:
        reason = found.reason if found.reason is Reason.SECTION else Reason.PLACE_ADDED
        return _maybe(reason, tuple(sorted(a.places ^ b.places)), min(found.likeness, 0.75))
    return found


def _same(reason: Reason, words: tuple[str, ...], likeness: float) -> Comparison:
    return Comparison(Verdict.SAME, reason, words, likeness)


def _maybe(reason: Reason, words: tuple[str, ...], likeness: float) -> Comparison:
    return Comparison(Verdict.MAYBE, reason, words, likeness)


def _different(reason: Reason, words: Sequence[str], likeness: float = 0.0) -> Comparison:
    return Comparison(Verdict.DIFFERENT, reason, tuple(words), likeness)
