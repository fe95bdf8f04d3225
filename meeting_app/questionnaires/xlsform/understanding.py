"""What a workbook asks: a definition, what is kept beside it, and what is wrong with it."""

from collections.abc import Collection
from dataclasses import dataclass, field

from flask_babel import gettext as _

from meeting_app.core.locale import DEFAULT_LANGUAGE, LANGUAGES
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Definition
from meeting_app.questionnaires.logic import Trouble, compile_logic
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.xlsform import choices, references
from meeting_app.questionnaires.xlsform.columns import (
    LANGUAGE_COLUMN,
    Columns,
    language_code,
    read_columns,
)
from meeting_app.questionnaires.xlsform.items import EXPRESSIONS
from meeting_app.questionnaires.xlsform.kept import Kept, Parts
from meeting_app.questionnaires.xlsform.reading import Book, Problem, Sheet
from meeting_app.questionnaires.xlsform.survey import Survey
from meeting_app.questionnaires.xlsform.taken import Unsupported
from meeting_app.questionnaires.xlsform.texts import Texts

LONGEST_FORM_ID = 80
_RULE_COLUMNS = {
    "relevant": "relevant",
    "required_if": "required",
    "constraint": "constraint",
    "calculation": "calculation",
}
"""{attribute: column} of the rules that name no columns of choices."""
OUR_VERSION = "meeting-"
"""How the version begins that our own export writes."""


@dataclass(slots=True)
class Read:
    definition: Definition
    kept: Kept
    parts: Parts
    languages: list[str]
    """Codes that the columns name, in their order; others than those of our pages too."""
    source: str
    """Language from which the others are made."""
    form_id: str = ""
    title: str = ""
    choices: int = 0
    problems: list[Problem] = field(default_factory=list)
    unsupported: list[Unsupported] = field(default_factory=list)

    @property
    def questions(self) -> int:
        """What is asked of people; calculations are not."""
        return sum(
            item.is_answered and item.kind != QuestionKind.CALCULATION
            for item in self.definition.items
        )

    @property
    def notes(self) -> int:
        return sum(
            item.kind == QuestionKind.NOTE and "repeat" not in self.parts.get(item.code, {})
            for item in self.definition.items
        )


def understand(book: Book, *, unnamed: str = DEFAULT_LANGUAGE, known: Collection[str] = ()) -> Read:
    """Raises Refused for what would take too long.

    unnamed: the language of texts whose columns name none. known: codes of questions that are in
    the questionnaire already and stay, so that rules may refer to them."""
    problems = list(book.problems)
    settings = _settings(book, problems)
    default = language_code(settings.get("default_language", ""))
    unnamed = default if default in LANGUAGES else unnamed
    columns = read_columns(book.sheets["survey"], unnamed)
    choice_columns = read_columns(book.sheets.get("choices") or Sheet("choices"), unnamed)
    languages = list(dict.fromkeys([*columns.languages, *choice_columns.languages]))
    spoken = [code for code in languages if code in LANGUAGES]
    source = default if default in LANGUAGES else (spoken[0] if spoken else unnamed)
    _check_sheets(book, columns, problems)
    texts = Texts(source, spoken or [source], problems)
    lists = choices.read_lists(choice_columns, texts, problems)
    survey = Survey(columns, texts, lists, problems)
    survey.read()
    problems += columns.problems + choice_columns.problems
    for code in languages:
        if code not in LANGUAGES:
            survey.unsupported.append(
                Unsupported(
                    book.sheets["survey"].title,
                    1,
                    code,
                    _("The texts in this language are kept; these pages do not speak it."),
                )
            )
    read = Read(
        Definition(tuple(survey.items)),
        survey.kept,
        survey.parts,
        languages,
        source,
        form_id=settings.get("form_id", "")[:LONGEST_FORM_ID],
        title=settings.get("form_title", ""),
        choices=lists.count,
        problems=problems,
        unsupported=survey.unsupported,
    )
    _keep(read, book, settings, choice_columns, survey, lists)
    _check_references(read, survey, known)
    _check_rules(read, survey)
    _in_order(read)
    return read


def _settings(book: Book, problems: list[Problem]) -> dict[str, str]:
    sheet = book.sheets.get("settings")
    if sheet is None or not sheet.rows:
        return {}
    number, cells = sheet.rows[0]
    for more, _cells in sheet.rows[1:]:
        reason = _("The settings stand in one row; this one is left out.")
        problems.append(Problem(sheet.title, more, "", reason))
    found = {
        head.strip().lower(): text for head, text in zip(sheet.heads, cells, strict=False) if text
    }
    default = found.get("default_language", "")
    if default and language_code(default) is None:
        reason = _("“%(language)s” names no language that is known.", language=default)
        problems.append(Problem(sheet.title, number, "default_language", reason))
    if len(found.get("form_id", "")) > LONGEST_FORM_ID:
        reason = _("The text has more than %(most)d characters.", most=LONGEST_FORM_ID)
        problems.append(Problem(sheet.title, number, "form_id", reason))
    return found


def _check_sheets(book: Book, columns: Columns, problems: list[Problem]) -> None:
    title = book.sheets["survey"].title
    for key in ("type", "name"):
        if key not in columns.keys:
            reason = _("The sheet has no column “%(column)s”.", column=key)
            problems.append(Problem(title, 1, key, reason))
    if "choices" not in book.sheets:
        return
    sheet = book.sheets["choices"]
    heads = {head.strip().lower().replace(" ", "_") for head in sheet.heads}
    for key in ("list_name", "name"):
        if key not in heads and sheet.heads:
            reason = _("The sheet has no column “%(column)s”.", column=key)
            problems.append(Problem(sheet.title, 1, key, reason))


def _keep(
    read: Read,
    book: Book,
    settings: dict[str, str],
    choice_columns: Columns,
    survey: Survey,
    lists: choices.Lists,
) -> None:
    kept = read.kept
    kept.survey_columns = survey.columns.kept
    kept.choice_columns = choice_columns.kept
    kept.lists = {name: rows for name, rows in lists.rows.items() if name not in survey.used_lists}
    kept.settings = {key: text for key, text in settings.items() if key != "form_id"}
    kept.settings["default_language"] = LANGUAGE_COLUMN[read.source]
    if kept.settings.get("version", "").startswith(OUR_VERSION):
        del kept.settings["version"]
    kept.sheets = {
        sheet.title: {"heads": sheet.heads, "rows": [cells for _number, cells in sheet.rows]}
        for name, sheet in book.sheets.items()
        if name not in ("survey", "choices", "settings") and sheet.heads
    }


def _check_references(read: Read, survey: Survey, known: Collection[str]) -> None:
    asked = {item.code for item in read.definition.items}
    asked |= {rules.other_code(item.code) for item in read.definition.items if item.other}
    for rows, fine in (
        (survey.taken, asked | set(known)),
        (survey.set_aside, asked | set(known) | survey.kept_names),
    ):
        for number, cells in rows:
            for key, text in cells.items():
                for name in dict.fromkeys(references.names_in([text])):
                    if name not in fine:
                        reason = references.reason_of(name, survey.kept_names)
                        survey.refuse(number, key, reason)
    for number, cells in survey.taken:
        for key in EXPRESSIONS:
            if key in cells:
                survey.check_expression(number, key, cells[key])


def _check_rules(read: Read, survey: Survey) -> None:
    for item in read.definition.items:
        there = {name for option in item.options for name in option.columns}
        for name in sorted(references.columns_of(item.choice_filter) - {"name", "label"} - there):
            reason = _("The choices have no column “%(column)s”.", column=name)
            survey.refuse(survey.row_of[item.code], "choice_filter", reason)
        for name, key in _RULE_COLUMNS.items():
            for column in sorted(references.columns_of(getattr(item, name))):
                reason = _(
                    "“%(name)s” is neither a question nor a text, and always empty: write questions as "
                    "${code}, and texts in quotation marks.",
                    name=column,
                )
                survey.refuse(survey.row_of[item.code], key, reason)
    for problem in compile_logic(read.definition).problems:
        if problem.trouble == Trouble.CIRCLE:
            reason = _("Whether it is shown or what it is depends on itself.")
            survey.refuse(survey.row_of[problem.code], "relevant", reason)


def _in_order(read: Read) -> None:
    """As a person walks through the workbook."""
    sheets = list(dict.fromkeys(problem.sheet for problem in read.problems))
    read.problems.sort(key=lambda one: (sheets.index(one.sheet), one.row))
    read.unsupported.sort(key=lambda one: one.row)
