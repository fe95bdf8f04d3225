"""What a survey found out, question by question, ready for pages and papers: with every number for
organisers, without those about few people for everybody else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from meeting_app.core.locale import country_name, format_month, format_number, language_name
from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.queries.results import AMOUNT_KINDS, NAMED_KINDS
from meeting_app.questionnaires.rules import QuestionKind, mean
from meeting_app.questionnaires.tallies import QuestionTally, Tally
from meeting_app.surveys import statistics
from meeting_app.surveys.conditions import withheld
from meeting_app.surveys.disclosure import hide_each, hide_in_line, is_small
from meeting_app.surveys.shapes import Finding, Findings, Label, Row, Shape
from meeting_app.surveys.statistics import Bin, Numbers

EVERYTHING = 0
"""As `fewest`: nothing is hidden."""


def find(tally: Tally, language: str, fewest: int = EVERYTHING) -> Findings:
    """language: the reader's. fewest: numbers of people under it are hidden, and questions that would
    tell such a number by how many they were put to."""
    codes = list(tally.languages)
    found = {one.question.code: find_one(one, language, fewest) for one in tally.questions}
    for code in withheld(tally, found, fewest):
        found[code] = replace(
            found[code], is_shown=False, rows=(), mean=None, numbers=None, others=0
        )
    return Findings(
        tally.total,
        tally.late,
        tally.held_back,
        tuple(
            Row(language_name(code, language), value)
            for code, value in zip(
                codes, line([tally.languages[code] for code in codes], fewest), strict=True
            )
        ),
        tuple(found.values()),
        tuple(find_one(one, language, fewest) for one in tally.retired),
        _left_out(list(tally.left_out.values()), fewest),
        fewest,
    )


def _left_out(numbers: Sequence[int], fewest: int) -> str:
    """numbers: of people, by question; one of them that is small hides their sum."""
    if any(is_small(number, fewest) for number in numbers):
        return _(
            "Some answers to former versions of the questions are left out: they have no equivalent in "
            "the present ones."
        )
    if not numbers:
        return ""
    return ngettext(
        "%(num)d answer to a former version of the questions is left out: it has no equivalent in the "
        "present ones.",
        "%(num)d answers to former versions of the questions are left out: they have no equivalent in "
        "the present ones.",
        sum(numbers),
    )


def find_one(tally: QuestionTally, language: str, fewest: int = EVERYTHING) -> Finding:
    kind = QuestionKind(tally.question.kind)
    shape = _SHAPES.get(kind, Shape.WORDS)
    if tally.answered < max(1, fewest) or shape is Shape.WORDS:
        return Finding(tally.question, shape, tally.answered, tally.answered >= max(1, fewest))
    return _MAKERS[shape](tally, language, fewest)


def line(numbers: Sequence[int], fewest: int) -> list[int | None]:
    """Numbers whose sum is known; None for what is hidden."""
    return _without(numbers, hide_in_line(numbers, fewest))


def hidden_options(tally: QuestionTally, fewest: int) -> list[bool]:
    """Of a question with options, by its options; of a rating and of yes or no, by their values."""
    numbers = options_taken(tally)
    if tally.question.kind == QuestionKind.SEVERAL_CHOICES:
        return hide_each(numbers, tally.answered, fewest)
    return hide_in_line(numbers, fewest)


def options_taken(tally: QuestionTally) -> list[int]:
    match tally.question.kind:
        case QuestionKind.RATING:
            return list(tally.ratings.values())
        case QuestionKind.YES_NO:
            return [tally.votes.get((None, number), 0) for number in (1, 0)]
        case QuestionKind.RANKING:
            return [tally.votes.get((option.id, 1), 0) for option in tally.options]
    return [times for _option, times in tally.choices]


def option_labels(tally: QuestionTally) -> list[Label]:
    match tally.question.kind:
        case QuestionKind.RATING:
            return list(_scale(tally))
        case QuestionKind.YES_NO:
            return [pgettext("answer", "Yes"), pgettext("answer", "No")]
    return [option.label for option in tally.options]


def _without(numbers: Sequence[int], hidden: Iterable[bool]) -> list[int | None]:
    return [None if gone else number for number, gone in zip(numbers, hidden, strict=True)]


def _choices(tally: QuestionTally, _language: str, fewest: int) -> Finding:
    shown = _without(options_taken(tally), hidden_options(tally, fewest))
    codes = [option.code for option in tally.options] or [""] * len(shown)
    rows = tuple(
        Row(label, value, code=code)
        for label, value, code in zip(option_labels(tally), shown, codes, strict=True)
    )
    return Finding(tally.question, Shape.BARS, tally.answered, rows=rows)


def _rating(tally: QuestionTally, _language: str, fewest: int) -> Finding:
    """With hidden numbers goes the mean, from which they could be told."""
    shown = line(list(tally.ratings.values()), fewest)
    return Finding(
        tally.question,
        Shape.SCALE,
        tally.answered,
        rows=tuple(Row(label, value) for label, value in zip(_scale(tally), shown, strict=True)),
        mean=None if None in shown else tally.mean,
    )


def _scale(tally: QuestionTally) -> tuple[Label, ...]:
    ends = {tally.scale[0]: tally.question.scale_low, tally.scale[-1]: tally.question.scale_high}
    return tuple(
        _named(point, found) if (found := ends.get(point)) else str(point) for point in tally.scale
    )


def _named(point: int, end: LocalText) -> LocalText:
    texts = {end.source: f"{point} – {end.text}"}
    texts |= {code: f"{point} – {found.text}" for code, found in end.translations.items()}
    return LocalText.of(texts, end.source)


def _ranking(tally: QuestionTally, _language: str, fewest: int) -> Finding:
    """How often an option had any rank would, beside points and first ranks, tell hidden ones."""
    ranking = tally.ranking
    firsts = line([one.firsts for one in ranking], fewest)
    few = [0 < one.ranked < fewest for one in ranking]
    if tally.places <= 2:  # the points alone would tell how often it stood first
        few = [gone or first is None for gone, first in zip(few, firsts, strict=True)]
    if sum(few) == 1 and len(few) > 1:
        few[max(place for place, gone in enumerate(few) if not gone)] = True
    rows = tuple(
        Row(
            one.option.label,
            None if gone else one.points,
            firsts=None if gone else first,
            ranked=None if fewest else one.ranked,
            code=one.option.code,
        )
        for one, first, gone in zip(ranking, firsts, few, strict=True)
    )
    # Hidden ones come last: between two others, they would tell about how many points they have.
    rows = tuple(sorted(rows, key=lambda row: row.value is None))
    return Finding(tally.question, Shape.RANKING, tally.answered, rows=rows, places=tally.places)


def _grid(tally: QuestionTally, _language: str, fewest: int) -> Finding:
    rows = []
    for option in tally.options:
        given = tally.numbers_of(option)
        numbers = [given.get(point, 0) for point in tally.scale]
        people: int | None = sum(numbers)
        shown = line(numbers, fewest)
        if 0 < sum(numbers) < fewest:
            people, shown = None, [None] * len(numbers)
        average = None if None in shown else mean(given)
        rows.append(Row(option.label, people, values=tuple(shown), mean=average, code=option.code))
    return Finding(
        tally.question, Shape.GRID, tally.answered, rows=tuple(rows), scale=_scale(tally)
    )


def _points(tally: QuestionTally, _language: str, fewest: int) -> Finding:
    """The mean share of each option, in hundredths of all points; what few people gave something to
    is hidden, and never alone, as all shares make up the whole."""
    shares, few = [], []
    for option in tally.options:
        given = tally.numbers_of(option)
        points = sum(number * times for number, times in given.items())
        shares.append(points / (tally.answered * _whole(tally)))
        few.append(0 < sum(times for number, times in given.items() if number) < fewest)
    # So are those of points that went to what has no equivalent any more, whose share is not shown.
    lost = fewest and sum(shares) < 1 - 1e-9
    if sum(few) + bool(lost) == 1 and not all(few):
        few[min((place for place, gone in enumerate(few) if not gone), key=shares.__getitem__)] = (
            True
        )
    rows = tuple(
        Row(option.label, None if gone else share, code=option.code)
        for option, share, gone in zip(tally.options, shares, few, strict=True)
    )
    return Finding(tally.question, Shape.POINTS, tally.answered, rows=rows)


def _whole(tally: QuestionTally) -> int:
    return tally.question.total or 100


def _numbers(tally: QuestionTally, language: str, fewest: int) -> Finding:
    found = statistics.bins(tally.amounts)
    whole = all(value == int(value) for value, _times in tally.amounts)
    shown = line([one.number for one in found], fewest)
    return Finding(
        tally.question,
        Shape.NUMBERS,
        tally.answered,
        rows=tuple(
            Row(_span(one, whole, language), value) for one, value in zip(found, shown, strict=True)
        ),
        numbers=_summary(tally, found, None in shown) if tally.answered >= 4 * fewest else None,
        all_numbers=not fewest,
    )


def _summary(tally: QuestionTally, found: Sequence[Bin], hides: bool) -> Numbers | None:
    """Hidden numbers could be told from the mean; from quartiles too, where each step is one value."""
    made = statistics.summary(tally.amounts)
    if made is None or not hides:
        return made
    steps = sum(1 for one in found if one.number)
    return None if steps == len(tally.amounts) else replace(made, mean=None)


def _span(one: Bin, whole: bool, language: str) -> str:
    high = one.high - 1 if whole else one.high
    if high <= one.low:
        return format_number(one.low, language)
    low, high_text = format_number(one.low, language), format_number(high, language)
    if whole:
        return f"{low}–{high_text}"
    return _("%(low)s to under %(high)s", low=low, high=high_text)


def _columns(tally: QuestionTally, language: str, fewest: int) -> Finding:
    if tally.question.kind == QuestionKind.DATE:
        names = [
            (format_month(day, language), times) for day, times in statistics.by_day(tally.texts)
        ]
    else:
        names = list(statistics.by_hour(tally.texts))
    shown = line([times for _name, times in names], fewest)
    rows = tuple(Row(name, value) for (name, _times), value in zip(names, shown, strict=True))
    return Finding(tally.question, Shape.COLUMNS, tally.answered, rows=rows)


def _named_things(tally: QuestionTally, language: str, fewest: int) -> Finding:
    """The most named, and all others as one number, with those that few people name."""
    name: Callable[[str], str] = {
        QuestionKind.COUNTRY: lambda code: country_name(code, language),
        QuestionKind.LANGUAGE: lambda code: language_name(code, language),
    }.get(QuestionKind(tally.question.kind), str)
    told = [(text, times) for text, times in tally.texts if times >= fewest]
    others = tally.answered - sum(times for _text, times in told)
    while told and 0 < others < fewest:
        others += told.pop()[1]
    rows = tuple(Row(name(text), times) for text, times in told)
    return Finding(tally.question, Shape.BARS, tally.answered, rows=rows, others=others)


_SHAPES = {
    QuestionKind.ONE_CHOICE: Shape.BARS,
    QuestionKind.SEVERAL_CHOICES: Shape.BARS,
    QuestionKind.YES_NO: Shape.BARS,
    QuestionKind.RATING: Shape.SCALE,
    QuestionKind.RANKING: Shape.RANKING,
    QuestionKind.GRID: Shape.GRID,
    QuestionKind.POINTS: Shape.POINTS,
    QuestionKind.DATE: Shape.COLUMNS,
    QuestionKind.TIME: Shape.COLUMNS,
    **dict.fromkeys(AMOUNT_KINDS, Shape.NUMBERS),
    **dict.fromkeys(NAMED_KINDS, Shape.BARS),
}


def _bars(tally: QuestionTally, language: str, fewest: int) -> Finding:
    make = _named_things if tally.question.kind in NAMED_KINDS else _choices
    return make(tally, language, fewest)


_MAKERS: dict[Shape, Callable[[QuestionTally, str, int], Finding]] = {
    Shape.BARS: _bars,
    Shape.SCALE: _rating,
    Shape.RANKING: _ranking,
    Shape.GRID: _grid,
    Shape.POINTS: _points,
    Shape.NUMBERS: _numbers,
    Shape.COLUMNS: _columns,
}
