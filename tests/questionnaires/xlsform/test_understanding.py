"""What rows mean, and what is wrong with them, place by place."""

import pytest

from meeting_app.core.errors import Refused
from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.definition import Choice, Item
from meeting_app.questionnaires.rules import QuestionKind
from tests.questionnaires.xlsform.forms import (
    LIBYA,
    NIGER,
    a_form,
    a_workbook,
    again,
    places,
    random_rows,
    real,
    reasons,
    understood,
)

pytestmark = pytest.mark.usefixtures("app")
HEAD = ("type", "name", "label::English (en)")
LIST = (
    ("list_name", "name", "label::English (en)"),
    ("yn", "yes", "Yes"),
    ("yn", "no", "No"),
)


def text(words: str) -> LocalText:
    return LocalText("en", words)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("integer", QuestionKind.WHOLE_NUMBER),
        ("decimal", QuestionKind.DECIMAL),
        ("text", QuestionKind.SHORT_TEXT),
        ("date", QuestionKind.DATE),
        ("time", QuestionKind.TIME),
        ("note", QuestionKind.NOTE),
        ("acknowledge", QuestionKind.YES_NO),
        ("image", QuestionKind.FILE),
        ("Select_One yn", QuestionKind.ONE_CHOICE),
        ("select one  yn", QuestionKind.ONE_CHOICE),
        ("select_multiple yn", QuestionKind.SEVERAL_CHOICES),
        ("select all that apply from yn", QuestionKind.SEVERAL_CHOICES),
        ("rank yn", QuestionKind.RANKING),
        ("range", QuestionKind.RATING),
    ],
)
def test_type_becomes_the_kind(written: str, kind: QuestionKind):
    read = a_form(HEAD, (written, "q", "Q?"), choices=LIST)

    assert [(item.code, item.kind) for item in read.definition.items] == [("q", kind)]
    assert read.problems == []


def test_cells_become_the_rules_of_the_question():
    read = a_form(
        (*HEAD, "hint::English (en)", "required", "relevant", "constraint",
         "constraint_message::English (en)", "required_message::English (en)", "default", "appearance"),
        ("integer", "age", "Age?", "In years", "yes", "1 = 1", ". > 3", "Too few", "Say it", "7", "w2"),
        ("text", "why", "Why?", None, "${age} > 9", None, None, None, None, None, "w3 multiline"),
    )  # fmt: skip

    assert read.definition.items == (
        Item(
            "age", QuestionKind.WHOLE_NUMBER, text("Age?"), text("In years"), required=True,
            relevant="1 = 1", constraint=". > 3", constraint_message=text("Too few"),
            required_message=text("Say it"), default="7", appearance="w2",
        ),
        Item(
            "why", QuestionKind.LONG_TEXT, text("Why?"), required_if="${age} > 9", appearance="w3"
        ),
    )  # fmt: skip
    assert read.problems == []


def test_range_that_is_no_scale_becomes_a_number_with_limits():
    read = a_form(
        (*HEAD, "parameters"),
        ("range", "a", "A?", "start=0 end=20 step = 5"),
        ("range", "b", "B?", "start=0.5 end=2 step=0.5"),
        ("range", "c", "C?", "start=1 end=7 step=1"),
    )

    assert [
        (item.kind, item.number_min, item.number_max, item.scale_points)
        for item in read.definition.items
    ] == [
        (QuestionKind.WHOLE_NUMBER, 0.0, 20.0, None),
        (QuestionKind.DECIMAL, 0.5, 2.0, None),
        (QuestionKind.RATING, None, None, 7),
    ]


def test_groups_become_nested_sections_however_they_are_spelt():
    read = a_form(
        HEAD,
        ("begin group", "one", "One"),
        ("begin_group", "two", "Two"),
        ("text", "a", "A?"),
        ("end group", "two"),
        ("end_group",),
        ("text", "b", "B?"),
    )

    assert [(item.code, item.kind, item.parent) for item in read.definition.items] == [
        ("one", "section", None),
        ("two", "section", "one"),
        ("a", "short_text", "two"),
        ("b", "short_text", None),
    ]
    assert read.problems == []


def test_or_other_offers_other_with_words_beside_it():
    read = a_form(HEAD, ("select_one yn or_other", "q", "Q?"), choices=LIST)

    [item] = read.definition.items
    assert item.other
    assert item.options == (
        Choice("yes", text("Yes")),
        Choice("no", text("No")),
        Choice("other", text("Other, please say")),
    )


def test_line_beside_other_never_takes_the_code_of_a_question():
    read = a_form(
        (*HEAD, "meeting::kind"),
        ("text", "q_other", "Before?"),
        ("select_one yn or_other", "q", "Q?"),
        ("select_one ot", "r", "R?"),
        ("hidden", "s_other"),
        ("select_one ot", "s", "S?"),
        ("text", "s_other", "Which?", "beside"),
        ("text", "r_other", "Which?", "beside"),
        choices=(*LIST, ("ot", "other", "Other")),
    )

    assert [(item.code, item.other) for item in read.definition.items] == [
        ("q_other", False),
        ("q", False),
        ("r", True),
        ("s", False),
    ]
    assert [(one.row, one.column, one.reason) for one in read.problems] == [
        (
            3,
            "type",
            "There is no line to write on beside “Other”: its code would be “q_other”, which stands in "
            "row 2.",
        ),
        (7, "name", "The code “s_other” stands in row 5 already; this row is left out."),
    ]
    back = again(read)
    assert (back.definition, back.kept, back.problems) == (read.definition, read.kept, [])


@pytest.mark.parametrize("column", ["relevant", "required", "constraint", "calculation"])
def test_name_without_brackets_is_said_to_be_empty_outside_a_choice_filter(column: str):
    kind = "calculate" if column == "calculation" else "text"
    read = a_form(
        (*HEAD, column), ("text", "region", "Region?"), (kind, "q", "Q?", "region = 'north'")
    )

    assert [(one.row, one.column, one.reason) for one in read.problems] == [
        (
            3,
            column,
            "“region” is neither a question nor a text, and always empty: write questions as ${code}, "
            "and texts in quotation marks.",
        )
    ]
    assert again(read).definition == read.definition


def test_choices_keep_the_columns_that_filters_compare():
    read = a_form(
        (*HEAD, "choice_filter"),
        ("text", "r", "Region?", None),
        ("select_one town", "q", "Q?", "region = ${r}"),
        choices=(
            ("list_name", "name", "label::English (en)", "region", "media::image:: English (en)"),
            ("town", 1.0, "One", "east", "one.png"),
        ),
    )

    assert read.definition.by_code["q"].options == (Choice("1", text("One"), {"region": "east"}),)
    assert read.parts["q"] == {
        "list": "town",
        "choices": {"1": {"media::image::English (en)": "one.png"}},
    }
    assert read.problems == []


def test_bad_codes_and_types_are_left_out_at_their_places():
    read = a_form(
        HEAD,
        ("text", "a", "A?"),
        ("text", "a", "Again?"),
        ("text", None, "No code"),
        ("text", "two words", "Bad"),
        ("text", "1st", "Bad"),
        ("telepathy", "t", "T?"),
        (None, "n", "No type"),
        ("select_one nothing", "s", "S?"),
        ("select_one", "u", "U?"),
    )

    assert [item.code for item in read.definition.items] == ["a"]
    assert [(one.row, one.column, one.reason) for one in read.problems] == [
        (3, "name", "The code “a” stands in row 2 already; this row is left out."),
        (4, "name", "The row has no code; it is left out."),
        (
            5,
            "name",
            "“two words” cannot be a code: begin with a letter, go on with letters, digits, _, - and "
            "., at most 80 in all. The row is left out.",
        ),
        (
            6,
            "name",
            "“1st” cannot be a code: begin with a letter, go on with letters, digits, _, - and ., at "
            "most 80 in all. The row is left out.",
        ),
        (7, "type", "The type “telepathy” is not known; the row is left out."),
        (8, "type", "The row has no type; it is left out."),
        (9, "type", "There is no list “nothing” of choices; the row is left out."),
        (10, "type", "The type “select_one” is not known; the row is left out."),
    ]


def test_bad_choices_are_left_out_at_their_places():
    read = a_form(
        HEAD,
        ("select_one l", "q", "Q?"),
        choices=(
            LIST[0],
            ("l", "a", "A"),
            ("l", "a", "A again"),
            ("l", "b c", "Blank"),
            ("l", None, "No code"),
            (None, "d", "No list"),
            ("l", "e", None),
        ),
    )

    assert read.definition.by_code["q"].options == (Choice("a", text("A")), Choice("e", text("e")))
    assert places(read) == [
        ("choices", 3, "name"),
        ("choices", 4, "name"),
        ("choices", 5, "name"),
        ("choices", 6, "list_name"),
        ("choices", 7, "label::English (en)"),
    ]


def test_code_that_stands_twice_in_a_list_is_named_and_the_first_comes_back():
    read = a_form(
        HEAD,
        ("select_one l", "q", "Q?"),
        ("select_multiple l", "r", "R?"),
        choices=(
            (*LIST[0], "region"),
            ("l", "a", "A", "north"),
            ("l", "b", "B", "north"),
            ("l", "a", "Another", "south"),
            ("unused", "a", "A", "north"),
            ("unused", "a", "Another", "south"),
        ),
    )

    assert [(one.sheet, one.row, one.column, one.reason) for one in read.problems] == [
        ("choices", 4, "name", "The list “l” has the code “a” already; this row is left out."),
        ("choices", 6, "name", "The list “unused” has the code “a” already; this row is left out."),
    ]
    back = again(read)
    assert (back.definition, back.kept, back.parts) == (read.definition, read.kept, read.parts)
    assert back.problems == []


def test_sections_that_do_not_match_are_named_and_their_questions_stay():
    read = a_form(
        HEAD,
        ("end_group",),
        ("begin_group", "a b", "One"),
        ("text", "q", "Q?"),
    )

    assert [(item.code, item.parent) for item in read.definition.items] == [
        ("a_b", None),
        ("q", "a_b"),
    ]
    assert [(one.row, one.column, one.reason) for one in read.problems] == [
        (2, "type", "There is no section that could end here; the row is left out."),
        (
            3,
            "name",
            "The code of the section is missing, cannot be used or is used already; here it is “a_b”.",
        ),
        (3, "type", "The section “a_b” has no end; it ends with the form."),
    ]


def test_rules_that_cannot_be_read_are_named_and_kept():
    read = a_form(
        (*HEAD, "relevant", "constraint", "choice_filter", "calculation"),
        ("text", "a", "A?", "${b} = ‘yes’"),
        ("text", "b", "B?", None, ". = "),
        ("text", "c", "C?", "position(..) = 1"),
        ("text", "d", "D?", "${nobody} = 'x'"),
        ("calculate", "e", None, None, None, None, "if(1, 2)"),
        ("text", "f", "F?", "regex(., '(a+)+$')"),
        ("select_one yn", "g", "G?", None, None, "region = 'x'"),
        choices=LIST,
    )

    found = [(one.row, one.column, one.reason) for one in read.problems]
    assert found[:5] == [
        (
            2,
            "relevant",
            "The expression has the quotation mark ‘, which no program reads: write straight quotation "
            "marks.",
        ),
        (3, "constraint", "The expression is not finished."),
        (4, "relevant", "The function “position” is not known here."),
        (5, "relevant", "It refers to “nobody”, and no question has this code."),
        (6, "calculation", "The function “if” has too few or too many values."),
    ]
    assert found[-1] == (8, "choice_filter", "The choices have no column “region”.")
    assert read.definition.by_code["a"].relevant == "${b} = ‘yes’"


def test_rules_that_depend_on_themselves_are_named():
    read = a_form(
        (*HEAD, "relevant"), ("text", "a", "A?", "${b} = 1"), ("text", "b", "B?", "${a} = 1")
    )

    assert places(read) == [("survey", 2, "relevant"), ("survey", 3, "relevant")]


def test_references_to_questions_that_stay_are_no_problem():
    rows = ((*HEAD, "relevant"), ("text", "a", "A?", "${old} = 1"))

    assert places(a_form(*rows)) == [("survey", 2, "relevant")]
    assert places(a_form(*rows, known={"old"})) == []


def test_control_characters_are_taken_out_and_named():
    read = a_form(HEAD, ("text", "a", "A_x0007_?"))

    assert read.definition.items[0].label == text("A?")
    assert reasons(read) == [
        "The text has control characters, which cannot be shown: they are taken out."
    ]


@pytest.mark.parametrize(
    ("head", "languages", "label"),
    [
        ("label::English (en)", ["en"], LocalText("en", "A?")),
        ("label::en", ["en"], LocalText("en", "A?")),
        ("label:English", ["en"], LocalText("en", "A?")),
        ("Label::العربية (ar) ", ["ar"], LocalText("ar", "A?")),
        ("label::Arabic (ara)", ["ar"], LocalText("ar", "A?")),
        ("label::Español", ["es"], LocalText("es", "A?")),
        ("label", [], LocalText("fr", "A?")),
    ],
)
def test_columns_name_their_language(head: str, languages: list[str], label: LocalText):
    read = a_form(("type", "name", head), ("text", "a", "A?"), unnamed="fr")

    assert read.languages == languages
    assert read.definition.items[0].label == label
    assert read.problems == []


def test_language_that_is_not_known_is_named_and_kept():
    read = a_form(
        (*HEAD, "label::Klingon (tlz)", "label::Martian"), ("text", "a", "A?", "nuq?", "zzz?")
    )

    assert places(read) == [("survey", 1, "label::Klingon (tlz)"), ("survey", 1, "label::Martian")]
    assert read.parts["a"]["cells"] == {
        "label::Klingon (tlz)": "nuq?",
        "label::Martian": "zzz?",
    }


def test_language_that_the_pages_do_not_speak_is_kept_and_said():
    read = a_form((*HEAD, "label::Hausa (ha)"), ("text", "a", "A?", "Ina?"))

    assert read.problems == []
    assert read.languages == ["en", "ha"]
    assert [(one.row, one.what) for one in read.unsupported] == [(1, "ha")]
    assert read.parts["a"]["cells"] == {"label::Hausa (ha)": "Ina?"}


def test_unnamed_language_beside_named_ones_is_a_problem():
    read = a_form(
        ("type", "name", "label", "label::French (fr)"), ("text", "a", "A?", "Quoi ?"), unnamed="en"
    )

    assert [(one.row, one.column, one.reason) for one in read.problems] == [
        (
            1,
            "label",
            "Beside columns that name their language this one names none: write “label::English "
            "(en)”, for example.",
        )
    ]
    assert read.definition.items[0].label == LocalText.of({"fr": "Quoi ?", "en": "A?"})


def test_default_language_is_the_source_of_the_texts():
    content = a_workbook(
        survey=[(*HEAD, "label::Arabic (ar)"), ("text", "a", "A?", "ا؟")],
        settings=[("default_language",), ("Arabic (ar)",)],
    )

    assert understood(content).definition.items[0].label == LocalText.of(
        {"ar": "ا؟", "en": "A?"}, "ar"
    )


def test_column_twice_and_column_without_name_are_problems():
    read = a_form((*HEAD, "label::en", None), ("text", "a", "A?", "B?", "lost"))

    assert places(read) == [("survey", 1, "label::en"), ("survey", 2, "E")]


def test_workbook_without_the_columns_that_count_says_so():
    read = understood(a_workbook(survey=[("kind", "label"), ("text", "A?")]))

    assert read.definition.items == ()
    assert ("survey", 1, "type") in places(read)
    assert ("survey", 1, "name") in places(read)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("integer", QuestionKind.WHOLE_NUMBER),
        ("text", QuestionKind.SHORT_TEXT),
        ("range", QuestionKind.RATING),
        ("image", QuestionKind.FILE),
        ("select_one yn", QuestionKind.ONE_CHOICE),
        ("select_multiple yn", QuestionKind.SEVERAL_CHOICES),
    ],
)
def test_question_that_is_also_calculated_stays_asked_and_its_calculation_is_kept(
    written: str, kind: QuestionKind
):
    rule = "if(${town} = 'x', pulldata('towns', 'size'), ${nowhere})"
    read = a_form(
        (*HEAD, "calculation"),
        ("hidden", "town"),
        (written, "q", "Q?", rule),
        choices=LIST,
    )

    [item] = read.definition.items
    assert (item.kind, item.calculation) == (kind, "")
    assert [(one.row, one.what, one.reason) for one in read.unsupported[1:]] == [
        (
            3,
            "calculation",
            "It is both asked and calculated: here it is asked; its calculation is kept for the file, and not carried out.",
        )
    ]
    assert [(one.row, one.column, one.reason) for one in read.problems] == [
        (3, "calculation", "It refers to “nowhere”, and no question has this code.")
    ]
    assert read.questions == 1
    assert read.parts["q"]["cells"] == {"calculation": rule}
    assert (again(read).definition, again(read).parts) == (read.definition, read.parts)


@pytest.mark.parametrize(
    ("head", "row", "reported"),
    [
        ("calculation", ("integer", "q", None, "1 + 1"), []),
        ("calculation", ("note", "q", "Q?", "1 + 1"), ["calculation"]),
        ("Read_Only", ("integer", "q", "Q?", "1 + 1", "yes"), ["calculation"]),
        ("readonly", ("select_one yn", "q", "Q?", "1 + 1", "TRUE"), ["calculation"]),
        ("readonly", ("acknowledge", "q", "Q?", "1 + 1", "true()"), ["calculation"]),
        ("meeting::kind", ("select_one yn", "q", "Q?", "1 + 1", "calculation"), []),
    ],
)
def test_what_nobody_can_change_is_calculated(head: str, row: tuple[str, ...], reported: list[str]):
    heads = dict.fromkeys([*HEAD, "calculation", head])
    read = a_form(tuple(heads), row, choices=LIST)

    [item] = read.definition.items
    assert (item.kind, item.calculation) == (QuestionKind.CALCULATION, "1 + 1")
    assert [one.what for one in read.unsupported] == reported
    assert read.questions == 0
    assert (again(read).definition, again(read).parts) == (read.definition, read.parts)


def test_libya_report_counts_and_names_every_dangling_reference():
    read = understood(real(LIBYA))

    assert (read.questions, read.notes, read.choices) == (248, 18, 265)
    assert (read.languages, read.source) == (["en", "ar"], "ar")
    assert [
        (one.row, one.column, one.reason.split("”")[0].split("“")[-1]) for one in read.problems
    ] == [
        (6, "calculation", "enumerator_id"),
        (7, "calculation", "mantika"),
        (8, "calculation", "baladiya"),
        (9, "label::English (en)", "enumerator_name"),
        (9, "label::English (en)", "organisation_name"),
        (9, "label::Arabic (ar)", "enumerator_name"),
        (9, "label::Arabic (ar)", "organisation_name"),
    ]
    assert [(one.row, one.what) for one in read.unsupported] == [
        (2, "start"), (3, "end"), (4, "today"), (5, "deviceid"), (6, "pulldata"), (7, "pulldata"),
        (8, "pulldata"), (22, "calculation"),
    ]  # fmt: skip


def test_niger_report_counts_and_names_every_duplicate():
    read = understood(real(NIGER), unnamed="fr")

    assert (read.questions, read.notes, read.choices) == (85, 11, 865)
    assert (read.languages, read.source) == ([], "fr")
    assert places(read) == [
        ("choices", 280, "list_name"),
        *(("choices", row, "name") for row in range(951, 969)),
    ]
    assert [(one.row, one.what) for one in read.unsupported] == [
        (2, "audit"), (3, "start"), (4, "end"), (5, "today"), (13, "geopoint"),
    ]  # fmt: skip


def test_repeat_without_an_end_is_named_and_ends_with_the_form():
    read = a_form(HEAD, ("begin_repeat", "child", "Child"), ("text", "name", "Name?"))

    assert [(item.code, item.kind) for item in read.definition.items] == [("child", "note")]
    assert [(one.row, one.column, one.reason) for one in read.problems] == [
        (2, "type", "The section “child” has no end; it ends with the form.")
    ]
    assert [row["type"] for row in read.parts["child"]["repeat"]] == ["text", "end_repeat"]


def test_question_without_label_or_calculation_is_named():
    read = a_form(
        (*HEAD, "parameters"), ("text", "a"), ("calculate", "b"), ("range", "c", "C?", "x")
    )

    assert [(one.row, one.column, one.reason) for one in read.problems] == [
        (2, "label::English (en)", "The question has no label; its code is shown instead."),
        (3, "calculation", "There is no calculation; the row is left out."),
        (4, "parameters", "The parameters cannot be read; they are left out."),
    ]
    assert [item.label for item in read.definition.items] == [text("a"), text("C?")]


def test_rows_of_any_kind_never_break_the_reading():
    for seed in range(150):
        read, back = random_rows(seed)
        assert (back.definition, back.kept, back.parts) == (read.definition, read.kept, read.parts)


def test_sections_in_sections_without_end_are_moved_out():
    begins = [("begin_group", f"g{number}", "G") for number in range(1_500)]
    ends = [("end_group",)] * 1_500

    read = a_form(HEAD, *begins, ("text", "q", "Q?"), *ends)

    assert len(read.definition.items) == 21
    assert read.definition.by_code["q"].parent == "g19"
    assert len(read.problems) == 1_480
    assert again(read).definition == read.definition


def test_rules_that_would_take_too_long_are_refused():
    rows = [("text", f"q{number}", "Q?", "(" * 4_000) for number in range(251)]

    with pytest.raises(Refused, match="The rules of the form are too long in all"):
        a_form((*HEAD, "relevant"), *rows)
