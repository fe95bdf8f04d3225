"""The designer's pages, as a browser without a script uses them."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from meeting_app.core.db import db
from meeting_app.core.localtext import LocalText
from meeting_app.core.personal import Kept, Seen
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires import queries, service
from meeting_app.questionnaires.definition import Choice, Item
from meeting_app.questionnaires.designer import queries as designed
from meeting_app.questionnaires.designer.service import change
from meeting_app.questionnaires.mapping import Reading
from meeting_app.questionnaires.models import Questionnaire, Response
from meeting_app.questionnaires.queries.results import tally
from meeting_app.questionnaires.service import NewQuestion
from meeting_app.surveys import service as surveys
from tests.conftest import NOW
from tests.questionnaires.designer.test_service import answered, outline
from tests.questionnaires.factories import a_question, options
from tests.support.factories import a_meeting, a_person, a_phase, a_text, an_organiser
from tests.support.pages import Page, Visitor

DESK = "/en/2027/desk/questionnaires"


def a_survey(*questions: NewQuestion, meeting: Meeting | None = None) -> Questionnaire:
    meeting = meeting or a_meeting("2027")
    made = surveys.make_survey(
        meeting, "themes", a_text("Theme survey"), None, None, questions, a_phase(meeting)
    )
    return made.questionnaire


def organiser(app: Flask, asked: Questionnaire) -> Visitor:
    return Visitor(app, an_organiser(asked.meeting))


def item(asked: Questionnaire, code: str) -> Item:
    return queries.definition_of(asked).by_code[code]


def number(asked: Questionnaire, code: str) -> int:
    return next(one.id for one in asked.questions if one.code == code)


def open_question(visitor: Visitor, asked: Questionnaire, code: str) -> Page:
    return visitor.get(f"{DESK}/questions/{number(asked, code)}")


WORK = a_question("work", "one_choice", options=options("local", "global"))


def test_index_lists_what_asks_each_questionnaire(app: Flask):
    asked = a_survey(WORK, a_question("town", "short_text"))
    answered(asked, {"town": "Goma"})

    page = organiser(app, asked).get(DESK)

    assert page.texts("td") == ["Survey: Theme survey", "2", "1", "Check: Theme survey"]
    assert f"{DESK}/{asked.id}" in page.links()


def test_show_moves_copies_and_keeps_the_pressed_button_in_focus(app: Flask):
    asked = a_survey(
        a_question("a", "short_text"),
        a_question("s", "section"),
        a_question("b", "short_text", parent="s"),
    )
    visitor = organiser(app, asked)
    path = f"{DESK}/{asked.id}"

    def press(code: str, name: str, value: str) -> Page:
        form = visitor.get(path).form(f"/questions/{number(asked, code)}/move")
        data = [*form.fields, (name, value)]
        where = form.action if name == "to" else form.action.replace("/move", "/copy")
        return visitor.follow(visitor.post(where, data))

    page = press("a", "to", "down")
    assert outline(asked) == "s(b) a"
    press("a", "to", "into")
    assert outline(asked) == "s(b a)"
    page = press("a", "to", "up")
    assert outline(asked) == "s(a b)"
    # It is the first now and goes no further up: the question itself has the focus.
    assert re.findall(r"<(\w+)[^>]* autofocus>", page.html) == ["a"]
    page = press("a", "to", "down")
    press("a", "to", "out")
    assert outline(asked) == "s(b) a"
    page = press("s", "copy", "")
    assert outline(asked) == "s(b) s_2(b_2) a"
    assert "The question was copied. The copy stands behind it." in page.text
    page = press("s_2", "to", "up")
    assert outline(asked) == "s_2(b_2) s(b) a"
    page = press("a", "to", "up")
    assert re.findall(r"<(\w+)[^>]* autofocus>", page.html) == ["button"]


def test_add_makes_a_question_in_its_place_and_opens_it(app: Flask):
    asked = a_survey(a_question("a", "short_text"), a_question("b", "short_text"))
    visitor = organiser(app, asked)
    page = visitor.get(f"{DESK}/{asked.id}/add")

    answer = visitor.send(
        page,
        {
            "label-en": "What is your role?",
            "label-ar": "ما دوركم؟",
            "kind": "ranking",
            "place": "after-a",
        },
    )

    assert outline(asked) == "a role b"
    assert item(asked, "role").label == LocalText.of(
        {"en": "What is your role?", "ar": "ما دوركم؟"}
    )
    assert visitor.follow(answer).heading == "What is your role?"


def test_add_in_arabic_alone_gets_a_code_that_can_be_used(app: Flask):
    asked = a_survey(a_question("a", "short_text"))
    visitor = organiser(app, asked)
    page = visitor.get(f"/ar/2027/desk/questionnaires/{asked.id}/add")

    visitor.send(page, {"label-ar": "ما اسم مدينتكم؟"})

    assert [one.code for one in asked.questions] == ["a", "asm_mdyntkm"]


def test_add_with_a_code_that_is_taken_says_so_at_the_field(app: Flask):
    asked = a_survey(a_question("a", "short_text"))
    visitor = organiser(app, asked)
    page = visitor.get(f"{DESK}/{asked.id}/add")

    refused = Page(visitor.send(page, {"label-en": "Again", "code": "A"}, status=422))

    assert refused.errors() == {
        "code": "Error: Another question has this code, perhaps one that is no longer asked. Choose another."
    }
    assert 'value="Again"' in refused.html


def test_question_changes_its_wording_in_all_languages(app: Flask):
    asked = a_survey(a_question("town", "short_text"))
    visitor = organiser(app, asked)
    response = answered(asked, {"town": "Goma"})

    visitor.send(
        open_question(visitor, asked, "town"),
        {
            "label-en": "In which town?",
            "label-fr": "Dans quelle ville ?",
            "hint-en": "The nearest one.",
            "required": "y",
            "word_limit": "٣",
            "personal": "y",
            "why-en": "To plan.",
            "seen_by": "reviewers",
            "default": "Goma",
        },
    )

    found = item(asked, "town")
    assert found.label.text == "In which town?"
    assert found.label.own("fr") == "Dans quelle ville ?"
    assert (str(found.label.state("fr")), str(found.label.state("es"))) == ("checked", "outdated")
    assert (found.required, found.word_limit, found.default) == (True, 3, "Goma")
    assert (found.hint, found.why) == (
        LocalText("en", "The nearest one."),
        LocalText("en", "To plan."),
    )
    (row,) = asked.questions
    assert (row.seen_by, row.kept) == (Seen.REVIEWERS, Kept.MEETING)
    assert (asked.version, response.version) == (2, 1)
    assert service.response_values(response) == {"town": "Goma"}


RULE_FAULTS = [
    ("relevant", "1 +", "This rule ends too early, after 3 characters: something is missing there."),
    ("relevant", "${work} = = 1", "“=” (character 11) cannot stand there."),
    ("required_if", "${gone} = 1", "The rule asks about “gone”, and there is no question with this code. Correct the code."),
    ("relevant", "${town} != ''", "The rule depends on itself, directly or through other questions. Take it out of one of them."),
    ("relevant", "work = 'local'", "The rule names “work”, which is neither a function nor a column of the answers. Put texts in quotation marks, and questions as ${code}."),
    ("required_if", "${work} = local", "The rule names “local”, which is neither a function"),
    ("constraint", ". = name", "The rule names “name”, which is neither a function"),
    ("constraint", "len(.) > 1", "There is no function “len” (character 1). You can use: selected,"),
    ("constraint", "if(1, 2)", "The function “if” (character 1) has too many or too few values in its brackets."),
    ("constraint", "regex(., '(a')", "The pattern of “regex” (character 1) is not complete:"),
    ("constraint", "regex(., '(a*)*')", "The pattern of “regex” (character 1) repeats what is repeated already,"),
    ("constraint", "regex(., .)", "The pattern of “regex” (character 1) must stand there itself, in quotation marks."),
    ("constraint", "(" * 1000, "This rule is too deep:"),
    ("constraint", "1 or " * 2000 + "1", "This rule is too long. Shorten it to at most 5000 characters."),
]  # fmt: skip


@pytest.mark.parametrize(("field", "rule", "sentence"), RULE_FAULTS)
def test_question_with_a_wrong_rule_says_what_and_where(
    app: Flask, field: str, rule: str, sentence: str
):
    asked = a_survey(WORK, a_question("town", "short_text"))
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "town")

    refused = Page(visitor.send(page, {field: rule, "label-es": "Nuevo"}, status=422))

    assert list(refused.errors()) == [field]
    assert refused.errors()[field].startswith(f"Error: {sentence}")
    assert dict(refused.form().fields)[field] == rule
    assert dict(refused.form().fields)["label-es"] == "Nuevo"
    assert getattr(item(asked, "town"), field) == ""


def test_question_with_a_choice_filter_may_name_columns_of_its_answers_alone(app: Flask):
    asked = a_survey(WORK)
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "work")

    values = {"options-0-columns": "zone = a", "choice_filter": "zone = 'a' or region = 'b'"}
    page = Page(visitor.send(page, values, status=422))
    assert page.errors() == {
        "choice_filter": "Error: The rule names “region”, which is neither a function nor a column of "
        "the answers. Put texts in quotation marks, and questions as ${code}."
    }
    visitor.send(page, {"choice_filter": "zone = 'a' or name = 'b'"})

    assert item(asked, "work").choice_filter == "zone = 'a' or name = 'b'"


def test_question_cannot_offer_other_where_another_question_has_its_code(app: Flask):
    asked = a_survey(WORK, a_question("work_other", "short_text"))
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "work")

    refused = Page(visitor.send(page, {"other": "y", "label-en": "Typed"}, status=422))

    assert refused.errors() == {
        "other": "Error: What people write beside “Other” would stand under the code “work_other”, and "
        "another question has this code, perhaps one that is no longer asked."
    }
    assert dict(refused.form().fields)["label-en"] == "Typed"
    assert not item(asked, "work").other


def test_question_options_are_added_moved_and_removed_without_losing_what_was_typed(app: Flask):
    asked = a_survey(WORK)
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "work")

    def press(values: dict[str, str], action: str) -> Page:
        return Page(visitor.send(page, values, button=("action", action), status=200))

    page = press({"label-en": "Reworded?", "options-0-fr": "Chez nous"}, "option-add")
    page = press({"options-2-en": "In the field", "options-2-columns": "area = x"}, "option-up-2")
    page = press({}, "option-remove-2")
    assert len(asked.questions[0].options) == 2
    assert item(asked, "work").label.text == "About work?"
    visitor.send(page, {"other": "y"})

    found = item(asked, "work")
    assert found.label.text == "Reworded?"
    assert [(one.code, one.label.text) for one in found.options] == [
        ("local", "Local"),
        ("field", "In the field"),
        ("other", "Other, please say"),
    ]
    assert found.options[0].label.own("fr") == "Chez nous"
    assert found.options[1].columns == {"area": "x"}
    assert found.other


def test_question_options_that_are_wrong_are_refused_with_a_sentence_each(app: Flask):
    asked = a_survey(WORK)
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "work")
    for _time in range(2):
        page = Page(visitor.send(page, button=("action", "option-add"), status=200))

    refused = Page(
        visitor.send(
            page,
            {
                "options-1-en": "", "options-1-fr": "", "options-1-es": "", "options-1-ar": "",
                "options-2-en": "New", "options-2-code": "Local", "options-2-columns": "north",
                "options-3-en": "Newer", "options-3-code": "two words",
            },
            status=422,
        )
    )  # fmt: skip

    assert refused.errors() == {
        "options-1-en": "Error: Write the answer in one language at least, or remove it.",
        "options-2-code": "Error: The code “Local” is taken.",
        "options-2-columns": "Error: Write columns as region = north; kind = city.",
        "options-3-code": "Error: Use letters from A to Z, digits and underscores for the code.",
    }
    assert [one.code for one in item(asked, "work").options] == ["local", "global"]


def test_question_without_a_chosen_option_asks_what_its_answers_mean(app: Flask):
    asked = a_survey(WORK)
    answered(asked, {"work": "global"})
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "work")
    page = Page(visitor.send(page, button=("action", "option-remove-1"), status=200))
    assert "Whoever answered “Global” means now:" in page.text

    refused = Page(visitor.send(page, status=422))
    assert refused.errors() == {
        "means-0": "Error: People have given these answers. Say of each what it means from now on."
    }
    visitor.send(refused, {"means-global": "local"})

    assert [one.code for one in item(asked, "work").options] == ["local"]
    assert designed.steps_of(asked) == {1: {"work": Reading("work", {"global": "local"})}}
    page = open_question(visitor, asked, "work")
    page = Page(visitor.send(page, button=("action", "option-back-global"), status=200))
    visitor.send(page)
    assert [one.code for one in item(asked, "work").options] == ["local", "global"]


def test_question_has_its_rule_written_from_a_question_and_an_answer(app: Flask):
    asked = a_survey(
        WORK,
        a_question("age", "whole_number"),
        a_question("day", "date"),
        a_question("town", "short_text"),
    )
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "town")

    def press(values: dict[str, str], action: str, status: int = 200) -> None:
        nonlocal page
        page = Page(visitor.send(page, values, button=("action", action), status=status))

    press({"label-en": "Typed", "when-question": "work"}, "when-ask")
    press({"when-is": "is_not", "when-answer": "global"}, "when-write")
    assert dict(page.form().fields)["relevant"] == "${work} != 'global'"
    press({"when-question": "age"}, "when-ask")
    press({"when-is": "more", "when-answer": "a lot"}, "when-write", 422)
    assert page.errors()["when"].startswith("Error: Say with which answer to compare")
    press({"when-is": "at_least", "when-answer": "١٨"}, "when-write")
    rule = "${work} != 'global' and ${age} >= 18"
    assert dict(page.form().fields)["relevant"] == rule
    visitor.send(page)

    assert item(asked, "town").relevant == rule
    assert item(asked, "town").label.text == "Typed"


def test_question_with_a_condition_that_is_only_begun_is_not_saved_without_it(app: Flask):
    asked = a_survey(WORK, a_question("town", "short_text"))
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "town")
    begun = {"when-question": "work", "need-question": ""}

    refused = Page(visitor.send(page, begun, status=422))
    assert refused.errors()["when"].startswith("Error: A condition is begun here")
    values = {"when-is": "is", "when-answer": "local"}
    page = Page(visitor.send(refused, values, button=("action", "when-write"), status=200))
    visitor.send(page)

    assert item(asked, "town").relevant == "${work} = 'local'"


def test_question_shows_its_options_first_in_the_language_of_its_own_text(app: Flask):
    asked = a_survey()
    visitor = organiser(app, asked)
    page = visitor.get(f"/es/2027/desk/questionnaires/{asked.id}/add")
    values = {"label-es": "¿Dónde?", "kind": "one_choice", "code": "where"}
    page = visitor.follow(visitor.send(page, values))
    page = Page(visitor.send(page, button=("action", "option-lines"), status=200))

    visitor.send(page, {"options-lines-es": "Aquí\nAllí"})

    assert [one.label.text for one in item(asked, "where").options] == ["Aquí", "Allí"]


def test_question_has_its_conditions_joined_shown_in_words_and_removed(app: Flask):
    asked = a_survey(
        WORK,
        a_question("age", "whole_number"),
        a_question(
            "town",
            "short_text",
            required=True,
            relevant="${work} = 'local' and string-length(${age}) > 1",
        ),
    )
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "town")

    def press(values: dict[str, str], action: str) -> None:
        nonlocal page
        page = Page(visitor.send(page, values, button=("action", action), status=200))

    def conditions() -> list[str]:
        return [text for text in page.texts("li") if text.endswith("}") or "Remove" in text]

    assert [text.split(" Remove")[0] for text in conditions()] == [
        "The answer to “About work?” is “Local”.",
        "string-length(${age}) > 1",
    ]
    press({"when-join": "or", "when-question": "age"}, "when-ask")
    joined = "${work} = 'local' or string-length(${age}) > 1"
    assert dict(page.form().fields)["relevant"] == joined
    press({"when-is": "unanswered"}, "when-write")
    assert dict(page.form().fields)["relevant"] == f"{joined} or ${{age}} = ''"
    press({}, "when-drop-1")
    press({"need-question": "work"}, "need-ask")
    press({"need-is": "is", "need-answer": "local"}, "need-write")
    fields = dict(page.form().fields)
    assert fields["relevant"] == "${work} = 'local' or ${age} = ''"
    assert fields["required_if"] == "${work} = 'local'"
    assert "required" not in fields
    visitor.send(page, {"when-join": "and"})

    found = item(asked, "town")
    assert (found.relevant, found.required_if, found.required) == (
        "${work} = 'local' and ${age} = ''",
        "${work} = 'local'",
        False,
    )


def test_question_keeps_a_rule_written_by_hand_whatever_the_page_had_shown(app: Flask):
    asked = a_survey(
        WORK, a_question("town", "short_text", relevant="${work} = 'local' and ${work} != ''")
    )
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "town")
    by_hand = "(${work} = 'local')  or ${work} = ''"

    page = Page(
        visitor.send(page, {"relevant": by_hand}, button=("action", "when-ask"), status=200)
    )
    fields = dict(page.form().fields)
    assert (fields["relevant"], fields["when-join"]) == (by_hand, "or")
    visitor.send(page)

    assert item(asked, "town").relevant == by_hand


def test_first_question_and_a_note_have_no_more_to_build_than_they_can_say(app: Flask):
    asked = a_survey(WORK, a_question("thanks", "note"))
    visitor = organiser(app, asked)

    assert "when-question" not in dict(open_question(visitor, asked, "work").form().fields)
    fields = dict(open_question(visitor, asked, "thanks").form().fields)
    assert ("when-question" in fields, "need-question" in fields) == (True, False)


def test_change_kind_with_answers_shows_first_what_it_leads_to(app: Flask):
    asked = a_survey(a_question("heard", "rating", scale_points=3), WORK)
    answered(asked, {"heard": 3})
    visitor = organiser(app, asked)
    page = visitor.get(f"{DESK}/questions/{number(asked, 'heard')}/kind")

    page = Page(visitor.send(page, {"scale_points": "2"}, status=200))
    assert (
        "People have answered this question, and their answers would mean something else."
        in page.text
    )
    assert outline(asked) == "heard work"
    page = Page(visitor.send(page, {"means-1": "1", "means-2": "-"}, status=422))
    assert list(page.errors()) == ["means-2"]
    visitor.send(page, {"means-3": "2"})

    assert outline(asked) == "heard_2 work"
    assert designed.steps_of(asked) == {
        1: {"heard": Reading("heard_2", points={1: 1, 2: None, 3: 2})}
    }


def test_meanings_lists_what_was_said_and_lets_it_be_changed(app: Flask):
    asked = a_survey(
        a_question("heard", "rating", scale_points=2),
        a_question("work", "one_choice", options=options("local", "global", "both")),
    )
    answered(asked, {"heard": 2, "work": "local"})
    visitor = organiser(app, asked)
    assert "No answer means anything else" in visitor.get(f"{DESK}/{asked.id}/meanings").text
    former = number(asked, "heard")
    page = visitor.get(f"{DESK}/questions/{former}/kind")
    page = Page(visitor.send(page, {"scale_points": "3"}, status=200))
    visitor.send(page, {"means-1": "1", "means-2": "-"})
    work = next(one for one in asked.questions if one.code == "work")
    left = [Choice(one.code, one.label) for one in work.options[1:]]
    change(work, {}, NOW, choices=left, equivalents={"local": "both"})
    db.session.commit()

    page = visitor.get(f"{DESK}/{asked.id}/meanings")
    assert page.texts("h2") == ["Answers to version 1, until Friday 20 November 2026, 12:00"]
    assert page.texts("dt") == ["1", "2", "Local"]
    assert page.texts("dd") == ["1", "None of these: it has no equivalent", "Both"]

    page = visitor.get(f"{DESK}/questions/{former}/meanings/1")
    assert dict(page.form().fields)["means-2"] == "-"
    page = Page(visitor.send(page, {"means-2": ""}, status=422))
    assert list(page.errors()) == ["means-1"]
    visitor.send(page, {"means-2": "3"})
    visitor.send(visitor.get(f"{DESK}/questions/{work.id}/meanings/1"), {"means-local": "global"})

    assert designed.steps_of(asked) == {
        1: {
            "heard": Reading("heard_2", points={1: 1, 2: 3}),
            "work": Reading("work", {"local": "global"}),
        }
    }
    assert [one.answered for one in tally(asked).questions] == [1, 1]


def test_meaning_that_nothing_can_have_is_told_and_not_asked(app: Flask):
    asked = a_survey(a_question("heard", "rating"))
    answered(asked, {"heard": 2})
    visitor = organiser(app, asked)
    former = number(asked, "heard")
    page = visitor.get(f"{DESK}/questions/{former}/kind")
    visitor.send(Page(visitor.send(page, {"kind": "long_text"}, status=200)))

    for path in (f"/{asked.id}/meanings", f"/questions/{former}/meanings/1"):
        page = visitor.get(DESK + path)
        assert "None of the answers given so far can be an answer" in page.text
    assert visitor.fetch(f"{DESK}/questions/{former}/meanings/2").status_code == 404


def test_change_kind_to_nothing_alike_can_be_said_otherwise_later(app: Flask):
    asked = a_survey(a_question("heard", "rating", scale_points=2))
    answered(asked, {"heard": 2})
    visitor = organiser(app, asked)
    page = visitor.get(f"{DESK}/questions/{number(asked, 'heard')}/kind")
    page = Page(visitor.send(page, {"scale_points": "3"}, status=200))
    visitor.send(page, {"means-1": "-", "means-2": "-"})

    assert designed.steps_of(asked) == {1: {"heard": Reading("heard_2", points={1: None, 2: None})}}
    found = tally(asked)
    assert (found.questions[0].answered, found.left_out) == (0, {number(asked, "heard_2"): 1})


def test_change_kind_again_asks_what_former_answers_mean(app: Flask):
    asked = a_survey(a_question("heard", "rating", scale_points=2))
    answered(asked, {"heard": 2})
    visitor = organiser(app, asked)
    for scale in ("3", "4"):  # nobody has answered the second one
        code = asked.questions[0].code
        page = visitor.get(f"{DESK}/questions/{number(asked, code)}/kind")
        page = Page(visitor.send(page, {"scale_points": scale}, status=200))
        said = {f"means-{point}": "1" for point in range(1, int(scale))}
        visitor.send(page, said | {f"means-{int(scale) - 1}": scale})

    assert tally(asked).questions[0].ratings == {1: 0, 2: 0, 3: 0, 4: 1}


def test_change_kind_without_answers_asks_nothing(app: Flask):
    asked = a_survey(WORK)
    visitor = organiser(app, asked)
    page = visitor.get(f"{DESK}/questions/{number(asked, 'work')}/kind")

    visitor.send(page, {"kind": "several_choices"})

    assert outline(asked) == "work"
    assert item(asked, "work").kind == "several_choices"


def test_retire_and_bring_back_go_through_a_page_that_says_what_stays(app: Flask):
    asked = a_survey(a_question("s", "section"), a_question("b", "date", parent="s"), WORK)
    answered(asked, {"b": "2027-01-02"})
    visitor = organiser(app, asked)

    page = visitor.get(f"{DESK}/questions/{number(asked, 's')}/retire")
    assert "About b?" in page.text
    assert "Answers given so far are kept" in page.text
    page = visitor.follow(visitor.send(page))
    assert outline(asked) == "work"
    back = next(f for f in page.parsed.forms if f.action.endswith("/bring-back"))
    visitor.send(page, form=back)

    assert outline(asked) == "work s(b)"


def test_library_adds_what_was_chosen_in_four_languages_under_free_codes(app: Flask):
    asked = a_survey(a_question("role", "short_text"), a_question("end", "note"))
    visitor = organiser(app, asked)
    page = visitor.get(f"{DESK}/{asked.id}/library")
    assert "هل توافقون على أن نستخدم إجاباتكم على هذا النحو؟" in page.text

    visitor.send(
        page,
        {"questions": ["accessibility", "role", "consent"], "place": "after-role"},
    )

    assert outline(asked) == "role consent role_2 accessibility end"
    found = item(asked, "accessibility")
    assert (found.other, found.personal, found.options[-1].code) == (True, True, "other")
    assert {str(found.label.state(one)) for one in ("fr", "es", "ar")} == {"checked"}
    refused = Page(visitor.send(visitor.get(f"{DESK}/{asked.id}/library"), status=422))
    assert refused.errors() == {"questions-0": "Error: Choose at least one question."}


def test_library_adds_before_all_others_in_its_own_order(app: Flask):
    asked = a_survey(WORK)
    visitor = organiser(app, asked)

    visitor.send(
        visitor.get(f"{DESK}/{asked.id}/library"),
        {"questions": ["role", "consent"], "place": "first"},
    )

    assert outline(asked) == "consent role work"


def test_try_form_shows_what_would_be_sent_and_stores_nothing(app: Flask):
    asked = a_survey(WORK, a_question("town", "short_text", required=True))
    visitor = organiser(app, asked)
    page = visitor.get(f"{DESK}/{asked.id}/try")
    assert "nothing that you enter here is stored" in page.text

    refused = Page(visitor.send(page, {"q-work": "local"}, status=422))
    assert refused.errors() == {"q-town": "Error: Write an answer."}
    page = Page(visitor.send(refused, {"q-town": "Goma"}, status=200))

    assert page.texts("dd")[:2] == ["Local", "Goma"]
    assert db.session.scalar(select(func.count()).select_from(Response)) == 0
    arabic = visitor.get(f"/ar/2027/desk/questionnaires/{asked.id}/try")
    assert "[ar] About work?" in arabic.text


def test_check_names_findings_with_links_to_the_fields(app: Flask):
    asked = a_survey(
        a_question("work", "one_choice"),
        a_question("town", "short_text", relevant="${gone} = 1", personal=True),
    )
    visitor = organiser(app, asked)

    page = visitor.get(f"{DESK}/{asked.id}/check")

    town, work = number(asked, "town"), number(asked, "work")
    assert [link for link in page.links() if "#at-" in link] == [
        f"{DESK}/questions/{work}#at-options",
        f"{DESK}/questions/{town}#at-why",
        f"{DESK}/questions/{town}#at-relevant",
    ]
    assert "Add the text for consent from the library." in page.text
    for link in (link for link in page.links() if "#at-" in link):
        address, _sign, anchor = link.partition("#")
        assert f'id="{anchor}"' in visitor.get(address).html
    desk = visitor.get("/en/2027/desk/surveys/themes")
    assert "The check finds 3 errors in the questions." in desk.text


def test_check_says_retired_questions_and_nothing_when_all_is_good(app: Flask):
    asked = a_survey(a_question("a", "short_text"), a_question("b", "date", relevant="${a} != ''"))
    visitor = organiser(app, asked)
    good = visitor.get(f"{DESK}/{asked.id}/check")
    assert "Nothing is left to correct." in good.text
    answered(asked, {"a": "x"})
    visitor.send(visitor.get(f"{DESK}/questions/{number(asked, 'a')}/retire"))

    page = visitor.get(f"{DESK}/{asked.id}/check")

    assert "The rule asks about “a”, which is no longer asked." in page.text


@pytest.mark.parametrize(
    "path",
    ["", "/{q}", "/{q}/add", "/{q}/library", "/{q}/try", "/{q}/check", "/{q}/meanings", "/questions/{n}",
     "/questions/{n}/kind", "/questions/{n}/retire"],
)  # fmt: skip
def test_pages_are_for_organisers_of_the_meeting_alone(app: Flask, path: str):
    asked = a_survey(WORK)
    other = a_meeting("2028")
    here = path.format(q=asked.id, n=number(asked, "work"))

    assert Visitor(app, an_organiser(asked.meeting)).fetch(DESK + here).status_code == 200
    assert Visitor(app, a_person()).fetch(DESK + here).status_code == 404
    if path:
        there = Visitor(app, an_organiser(other))
        assert there.fetch(f"/en/2028/desk/questionnaires{here}").status_code == 404


def lines_of(page: Page, language: str = "en") -> list[str]:
    return dict(page.form().fields)[f"options-lines-{language}"].split("\n")


def test_question_with_a_very_long_list_is_left_to_a_file(app: Flask):
    codes = [f"c{number}" for number in range(1001)]
    asked = a_survey(
        a_question("place", "one_choice", default="c7", options=options(*codes)),
    )
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "place")
    assert "This list has 1001 answers." in page.text

    visitor.send(page, {"label-en": "Reworded?"})

    assert item(asked, "place").label.text == "Reworded?"
    assert [one.code for one in item(asked, "place").options] == codes


def test_question_with_a_long_list_is_changed_in_lines(app: Flask):
    codes = [f"c{number}" for number in range(300)]
    asked = a_survey(a_question("place", "one_choice", options=options(*codes)))
    before = item(asked, "place").options
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "place")
    assert lines_of(page) == [f"{code} | {code.upper()}" for code in codes]
    assert not any(name.startswith("options-0") for name, _value in page.form().fields)
    visitor.send(page)
    assert (item(asked, "place").options, asked.version) == (before, 1)

    lines = ["Bukavu", "goma\tGoma | Nord\tregion = north", *lines_of(page)[1:]]
    page = open_question(visitor, asked, "place")
    visitor.send(
        page,
        {
            "options-lines-en": "\r\n".join(lines),
            "options-lines-fr": "c1 | Un\ngoma | Goma (fr)",
        },
    )

    found = item(asked, "place").options
    assert [one.code for one in found] == ["bukavu", "goma", *codes[1:]]
    goma, one = found[1:3]
    assert (goma.label.own("en"), goma.label.own("fr"), goma.columns) == (
        "Goma | Nord",
        "Goma (fr)",
        {"region": "north"},
    )
    assert (one.label.own("en"), one.label.own("fr")) == ("C1", "Un")
    assert found[3:] == before[2:]
    again = open_question(visitor, asked, "place")
    assert lines_of(again)[:2] == ["bukavu | Bukavu", "goma\tGoma | Nord\tregion = north"]


def test_question_options_go_from_rows_to_lines_and_back(app: Flask):
    asked = a_survey(WORK)
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "work")

    def press(values: dict[str, str], action: str) -> None:
        nonlocal page
        page = Page(visitor.send(page, values, button=("action", action), status=200))

    press({"options-0-ar": "محلي", "options-1-columns": "zone = a"}, "option-lines")
    assert lines_of(page) == ["local | Local", "global | Global | zone = a"]
    assert lines_of(page, "ar")[0] == "local | محلي"
    many = "\n".join(f"place {number}" for number in range(201))
    press({"options-lines-en": f"global | World\nboth | Both\n{many}"}, "option-table")
    assert "options-lines-en" in dict(page.form().fields)
    press({"options-lines-en": "global | World\nboth | Both"}, "option-table")
    fields = dict(page.form().fields)
    assert [fields[f"options-{n}-{what}"] for n in (0, 1) for what in ("code", "en", "columns")] == [
        "global", "World", "", "both", "Both", "",
    ]  # fmt: skip
    visitor.send(page)

    assert [(one.code, one.label.text) for one in item(asked, "work").options] == [
        ("global", "World"),
        ("both", "Both"),
    ]


def test_question_options_in_lines_say_what_is_wrong_in_which_line_and_keep_it(app: Flask):
    asked = a_survey(WORK)
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "work")
    page = Page(visitor.send(page, button=("action", "option-lines"), status=200))
    first = "local | Local\n\nlocal | Again\ntwo words | Two\nGLOBAL | World\nx | X | y"

    values = {"options-lines-en": first, "options-lines-fr": "local | Ici\nnew | Neuf\nSeul"}
    page = Page(visitor.send(page, values, status=422))

    assert page.errors()["options-lines-en"] == (
        "Error: Line 3: The code “local” is taken. "
        "Line 4: Use letters from A to Z, digits and underscores for the code. "
        "Line 5: The code “GLOBAL” is taken. "
        "Line 6: Write columns as region = north; kind = city. "
        "Français, line 2: the first list has no answer with the code “new”. "
        "Français, line 3: the first list has no answer with the code “Seul”."
    )
    assert "\n".join(lines_of(page)) == first
    assert "\n".join(lines_of(page, "fr")) == "local | Ici\nnew | Neuf\nSeul"
    page = Page(
        visitor.send(page, {"options-lines-en": "x\n" * 1001, "options-lines-fr": ""}, status=422)
    )
    assert "A list has at most 1000 answers." in page.errors()["options-lines-en"]
    assert [one.code for one in item(asked, "work").options] == ["local", "global"]


def test_question_options_in_lines_ask_what_answers_mean_that_are_taken_away(app: Flask):
    asked = a_survey(WORK)
    answered(asked, {"work": "local"})
    visitor = organiser(app, asked)
    page = open_question(visitor, asked, "work")
    page = Page(visitor.send(page, button=("action", "option-lines"), status=200))

    page = Page(visitor.send(page, {"options-lines-en": "global | Global"}, status=422))
    assert dict(page.form().fields)["means-local"] == ""
    visitor.send(page, {"means-local": "global"})

    assert [one.code for one in item(asked, "work").options] == ["global"]
    assert designed.steps_of(asked) == {1: {"work": Reading("work", {"local": "global"})}}


def test_change_kind_of_a_section_with_questions_is_refused(app: Flask):
    asked = a_survey(a_question("s", "section"), a_question("b", "date", parent="s"))
    visitor = organiser(app, asked)
    page = visitor.get(f"{DESK}/questions/{number(asked, 's')}/kind")

    refused = Page(visitor.send(page, {"kind": "note"}, status=422))

    assert refused.errors() == {"kind": "Error: Move the questions out of this section first."}
    assert outline(asked) == "s(b)"


def test_question_that_is_no_longer_asked_needs_no_translation(app: Flask):
    asked = a_survey(
        {**a_question("a", "short_text"), "label": LocalText("en", "Only in English?")},
        a_question("b", "date"),
    )
    answered(asked, {"a": "x"})
    visitor = organiser(app, asked)
    path = "/en/2027/desk/translations?to=fr"
    assert "Only in English?" in visitor.get(path).text
    visitor.send(visitor.get(f"{DESK}/questions/{number(asked, 'a')}/retire"))

    assert "Only in English?" not in visitor.get(path).text


def test_question_that_is_no_longer_asked_can_be_reworded(app: Flask):
    asked = a_survey(WORK, a_question("b", "date"))
    answered(asked, {"work": "local"})
    visitor = organiser(app, asked)
    gone = number(asked, "work")
    visitor.send(visitor.get(f"{DESK}/questions/{gone}/retire"))
    page = visitor.get(f"{DESK}/questions/{gone}")
    assert "This question is no longer asked." in page.text

    visitor.send(page, {"label-en": "Reworded?"})

    (row,) = designed.list_retired(asked)
    assert row.label.text == "Reworded?"
    assert [one.code for one in row.options] == ["local", "global"]


def test_question_that_somebody_else_changed_meanwhile_is_not_overwritten_unseen(app: Flask):
    asked = a_survey(WORK)
    first, second = organiser(app, asked), organiser(app, asked)
    mine = open_question(first, asked, "work")
    second.send(open_question(second, asked, "work"), {"label-en": "Theirs?"})
    mine = Page(first.send(mine, button=("action", "option-remove-0"), status=200))

    refused = Page(first.send(mine, {"label-en": "Mine?"}, status=422))

    assert "Somebody has changed this question since you opened it." in refused.text
    assert dict(refused.form().fields)["label-en"] == "Mine?"
    assert item(asked, "work").label.text == "Theirs?"
    first.send(refused)
    assert item(asked, "work").label.text == "Mine?"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"choices_min": "3"}, "choices_min"),
        ({"choices_min": "2", "choices_max": "1"}, "choices_max"),
        ({"choices_min": "0"}, "choices_min"),
        ({"choices_max": "many"}, "choices_max"),
        ({"default": "local nowhere"}, "default"),
        ({"personal": "y"}, "why-en"),
        ({"label-en": ""}, "label-en"),
        ({"label-en": "A\x07"}, "label-en"),
        ({"relevant": "1\x07"}, "relevant"),
    ],
)
def test_question_with_limits_that_cannot_hold_is_refused_at_the_field(
    app: Flask, values: dict[str, str], field: str
):
    asked = a_survey(a_question("work", "several_choices", options=options("local", "global")))
    visitor = organiser(app, asked)
    before = item(asked, "work")

    refused = Page(visitor.send(open_question(visitor, asked, "work"), values, status=422))

    invalid = [
        e.attributes["id"]
        for e in refused.parsed.elements
        if e.attributes.get("aria-invalid") == "true"
    ]
    assert invalid == [field]
    assert item(asked, "work") == before


@pytest.mark.parametrize(
    ("kind", "values", "found"),
    [
        ("decimal", {"number_min": "٠٫٥", "number_max": "2,5"}, {"number_min": 0.5, "number_max": 2.5}),
        ("file", {"file_kinds": "pdf docx", "file_megabytes": "5"}, {"file_kinds": "pdf docx", "file_size": 5 * 1024 * 1024}),
        ("points", {"total": "50", "shuffled": "y"}, {"total": 50, "shuffled": True}),
        ("rating", {"scale_low-en": "Never", "default": "3"}, {"scale_low": LocalText("en", "Never"), "default": "3"}),
        ("calculation", {"calculation": "1 + 1"}, {"calculation": "1 + 1"}),
        ("section", {"relevant": "1 = 1", "hint-en": "Read."}, {"relevant": "1 = 1", "hint": LocalText("en", "Read.")}),
        ("short_text", {"length_limit": "40", "constraint": ". != 'x'", "constraint_message-en": "Not x."}, {"length_limit": 40, "constraint": ". != 'x'", "constraint_message": LocalText("en", "Not x.")}),
    ],
)  # fmt: skip
def test_question_of_each_kind_keeps_what_its_kind_knows(
    app: Flask, kind: str, values: dict[str, str], found: dict[str, object]
):
    asked = a_survey(a_question("one", kind))
    visitor = organiser(app, asked)

    visitor.send(open_question(visitor, asked, "one"), values)

    changed = item(asked, "one")
    assert {name: getattr(changed, name) for name in found} == found
    shown = dict(open_question(visitor, asked, "one").form().fields)
    assert shown["label-en"] == "About one?"


@pytest.mark.parametrize(
    ("code", "found"), [("a", "a new s(b)"), ("s", "a s(new b)"), ("b", "a s(b new)")]
)
def test_add_from_beside_a_question_goes_there(app: Flask, code: str, found: str):
    asked = a_survey(
        a_question("a", "short_text"),
        a_question("s", "section"),
        a_question("b", "short_text", parent="s"),
    )
    visitor = organiser(app, asked)
    links = visitor.get(f"{DESK}/{asked.id}").links()
    link = next(one for one in links if one.endswith(f"-{code}") and "/add?place=" in one)

    visitor.send(visitor.get(link), {"label-en": "New"})

    assert outline(asked) == found


def test_question_with_several_faults_says_them_all_at_once(app: Flask):
    asked = a_survey(a_question("work", "several_choices", options=options("local", "global")))
    visitor = organiser(app, asked)

    refused = Page(
        visitor.send(
            open_question(visitor, asked, "work"),
            {"label-en": "", "options-1-columns": "north", "relevant": "1 +", "choices_min": "9"},
            status=422,
        )
    )

    assert sorted(refused.errors()) == ["choices_min", "label-en", "options-1-columns", "relevant"]
    assert "Enter the text in English: the others are made from it." in refused.text


def test_organisers_say_whether_people_answer_in_steps(app: Flask):
    asked = a_survey(
        a_question("s", "section"), a_question("a", "short_text", parent="s"),
        a_question("t", "section"), a_question("b", "short_text", parent="t"),
    )  # fmt: skip
    visitor = organiser(app, asked)
    page = visitor.get(f"{DESK}/{asked.id}/pages")
    assert dict(page.form().fields)["pages"] == "as-it-comes"

    visitor.send(page, {"pages": "one-page"})

    db.session.refresh(asked)
    assert asked.in_steps is False
    page = visitor.get(f"{DESK}/{asked.id}/pages")
    visitor.send(page, {"pages": "as-it-comes"})
    db.session.refresh(asked)
    assert asked.in_steps is None
