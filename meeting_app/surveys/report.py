"""What the report of a survey's results is printed from: words and numbers in one language."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from meeting_app.core.locale import (
    LANGUAGES,
    format_days,
    format_instant,
    format_number,
    format_share,
    language_name,
    zone_name,
)
from meeting_app.core.localtext import LocalText
from meeting_app.surveys.models import Survey
from meeting_app.surveys.queries.texts import SurveyText
from meeting_app.surveys.shapes import Finding, Findings, Label, Row, Shape

Data = dict[str, Any]
"""For templates/packs/survey.typ."""


def make_data(
    survey: Survey,
    findings: Findings,
    quotes: Sequence[SurveyText],
    language: str,
    now: datetime,
) -> Data:
    return _Report(survey, findings, quotes, language, now).data()


class _Report:
    def __init__(
        self,
        survey: Survey,
        findings: Findings,
        quotes: Sequence[SurveyText],
        language: str,
        now: datetime,
    ) -> None:
        self.survey, self.findings, self.quotes = survey, findings, quotes
        self.language, self.now = language, now

    def data(self) -> Data:
        meeting, findings = self.survey.meeting, self.findings
        return {
            "lang": self.language,
            "dir": LANGUAGES[self.language].direction,
            "title": self.told(self.survey.title)["text"],
            "title_lang": self.told(self.survey.title)["lang"],
            "meeting": self.told(meeting.title),
            "dates": format_days(meeting.starts_on, meeting.ends_on, self.language),
            "version": _(
                "Results of %(instant)s, %(zone)s",
                instant=format_instant(self.now, self.language, meeting.zone),
                zone=zone_name(meeting.zone, self.language, self.now),
            ),
            "notes": self.notes(),
            "languages": self.bars(findings.languages, findings.total)
            if findings.is_shown
            else None,
            "results_title": pgettext("column", "Results"),
            "languages_title": _("In which language people answered"),
            "findings": [self.finding(one) for one in findings.questions]
            if findings.is_shown
            else [],
            "quotes_title": pgettext("heading", "Quotes"),
            "quotes": [self.quote(one) for one in self.quotes],
        }

    def notes(self) -> list[str]:
        findings = self.findings
        if not findings.is_shown:
            return [_("There are too few answers to show what people said.")]
        told = [
            ngettext(
                "%(num)d person answered.",
                "%(num)d people answered.",
                findings.total,
            )
        ]
        if findings.fewest:
            told.append(
                ngettext(
                    "Numbers of fewer than %(num)d person are left out, and others with them from "
                    "which they could be told.",
                    "Numbers of fewer than %(num)d people are left out, and others with them from "
                    "which they could be told.",
                    findings.fewest,
                )
            )
        if findings.left_out:
            told.append(findings.left_out)
        return told

    def told(self, text: Label) -> Data:
        """The words, and their language where it is another one than the report's."""
        if not isinstance(text, LocalText):
            return {"text": text, "lang": None}
        shown = text.shown_in(self.language)
        own = None if shown.language == self.language else shown.language
        return {"text": shown.text, "lang": own}

    def number(self, value: float | None) -> str:
        return "–" if value is None else format_number(round(value, 2), self.language)

    def finding(self, one: Finding) -> Data:
        told = self.told(one.question.label)
        data: Data = {**told, "notes": [], "bars": None, "stacked": None, "table": None}
        if not one.answered or not one.is_shown:
            data["notes"] = [
                _("Too few people answered this question to show what they said.")
                if one.answered
                else _("Nobody answered this question.")
            ]
            return data
        data["notes"] = [
            ngettext("Answers of %(num)d person", "Answers of %(num)d people", one.answered)
        ]
        match one.shape:
            case Shape.RANKING:
                self.ranking(one, data)
            case Shape.GRID:
                data["stacked"] = {
                    "series": [self.told(label) for label in one.scale],
                    "rows": [
                        {
                            **self.told(row.label),
                            "values": list(row.values),
                            "mean": self.number(row.mean),
                        }
                        for row in one.rows
                    ],
                    "mean": _("Mean"),
                }
            case Shape.POINTS:
                data["bars"] = [
                    {
                        **self.told(row.label),
                        "share": row.value,
                        "figure": self.share(row.value),
                    }
                    for row in one.rows
                ]
                data["notes"].append(_("Mean share of the points"))
            case Shape.WORDS:
                pass
            case _:
                data["bars"] = self.bars(self.rows(one), one.answered)
        if one.mean is not None:
            data["notes"].append(
                _(
                    "Mean: %(mean)s of %(most)s",
                    mean=self.number(one.mean),
                    most=self.number(len(one.rows)),
                )
            )
        if one.numbers:
            data["notes"].append(self.numbers(one))
        return data

    def rows(self, one: Finding) -> list[Row]:
        others = [Row(_("All others"), one.others)] if one.others else []
        return [*one.rows, *others]

    def bars(self, rows: Sequence[Row], whole: int) -> list[Data]:
        return [
            {
                **self.told(row.label),
                "share": None if row.value is None else row.value / whole,
                "figure": _("too few to show")
                if row.value is None
                else f"{self.number(row.value)} ({self.share(row.value / whole)})",
            }
            for row in rows
        ]

    def share(self, value: float | None) -> str:
        return _("too few to show") if value is None else format_share(value, self.language)

    def ranking(self, one: Finding, data: Data) -> None:
        most = max((row.value or 0 for row in one.rows), default=0) or 1
        data["table"] = {
            "heads": [pgettext("column", "Option"), pgettext("column", "Points"), _("First ranks")],
            "rows": [
                {
                    **self.told(row.label),
                    "share": (row.value or 0) / most,
                    "points": self.number(row.value),
                    "firsts": self.number(row.firsts),
                }
                for row in one.rows
            ],
        }
        data["notes"].append(
            ngettext(
                "A first rank gives %(num)d point, no rank gives none.",
                "A first rank gives %(num)d points, each rank after it one less, no rank gives none.",
                one.places,
            )
        )

    def numbers(self, one: Finding) -> str:
        found = one.numbers
        assert found
        return _(
            "Mean %(mean)s, median %(median)s; half of the answers lie from %(lower)s to %(upper)s.",
            mean=self.number(found.mean),
            median=self.number(found.median),
            lower=self.number(found.lower),
            upper=self.number(found.upper),
        )

    def quote(self, one: SurveyText) -> Data:
        translation = one.translated(self.language)
        return {
            "text": one.text,
            "lang": one.language,
            "language": language_name(one.language, self.language),
            "question": self.told(one.question.label),
            "translation": translation.text if translation else "",
            "tags": [tag.name for tag in one.tags],
        }
