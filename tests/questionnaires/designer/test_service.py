"""Making and changing a questionnaire; what becomes of answers given before."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.questionnaires import queries, service
from meeting_app.questionnaires.definition import Choice
from meeting_app.questionnaires.designer import queries as designed
from meeting_app.questionnaires.designer import service as designer
from meeting_app.questionnaires.designer.service import Place
from meeting_app.questionnaires.mapping import Reading, through
from meeting_app.questionnaires.models import Option, Question, Questionnaire, Response
from meeting_app.questionnaires.queries.results import tally
from meeting_app.questionnaires.rules import QuestionKind, Values
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, a_questionnaire, options
from tests.support.factories import a_meeting, a_text


def answered(asked: Questionnaire, values: Values) -> Response:
    return service.store_response(asked, values, language="en", person=None, now=NOW)


def outline(asked: Questionnaire) -> str:
    """Codes in their order; a section with what is in it in brackets."""

    def inside(parent: int | None) -> str:
        return " ".join(
            f"{one.code}({inside(one.id)})" if one.kind == "section" else one.code
            for one in asked.questions
            if one.parent_id == parent
        )

    assert [one.position for one in asked.questions] == list(range(1, len(asked.questions) + 1))
    return inside(None)


def sections() -> Questionnaire:
    """a s(b t(c)) d"""
    return a_questionnaire(
        a_meeting(),
        [
            a_question("a", "short_text"),
            a_question("s", "section"),
            a_question("b", "short_text", parent="s"),
            a_question("t", "section", parent="s"),
            a_question("c", "short_text", parent="t", relevant="${b} = 'x' and ${a} != ''"),
            a_question("d", "short_text"),
        ],
    )


def find(asked: Questionnaire, code: str) -> Question:
    return db.session.scalars(
        select(Question).where(Question.questionnaire_id == asked.id, Question.code == code)
    ).one()


@pytest.mark.parametrize(
    ("move", "code", "found"),
    [
        (designer.move_up, "a", "a s(b t(c)) d"),
        (designer.move_up, "s", "s(b t(c)) a d"),
        (designer.move_up, "d", "a d s(b t(c))"),
        (designer.move_up, "b", "a s(b t(c)) d"),
        (designer.move_up, "t", "a s(t(c) b) d"),
        (designer.move_down, "a", "s(b t(c)) a d"),
        (designer.move_down, "d", "a s(b t(c)) d"),
        (designer.move_down, "b", "a s(t(c) b) d"),
        (designer.move_into, "d", "a s(b t(c) d)"),
        (designer.move_into, "s", "a s(b t(c)) d"),
        (designer.move_into, "a", "a s(b t(c)) d"),
        (designer.move_out, "b", "a s(t(c)) b d"),
        (designer.move_out, "c", "a s(b t() c) d"),
        (designer.move_out, "t", "a s(b) t(c) d"),
        (designer.move_out, "a", "a s(b t(c)) d"),
    ],
)
def test_move_takes_a_section_along_and_stays_in_order(app: Flask, move, code: str, found: str):
    asked = sections()

    move(find(asked, code), NOW)

    assert outline(asked) == found


@pytest.mark.parametrize(
    ("behind", "section", "found"),
    [
        (None, None, "a s(b t(c)) d new"),
        ("a", None, "a new s(b t(c)) d"),
        ("s", None, "a s(b t(c)) new d"),
        ("b", None, "a s(b new t(c)) d"),
        (None, "s", "a s(new b t(c)) d"),
        (None, "t", "a s(b t(new c)) d"),
    ],
)
def test_add_goes_to_its_place(app: Flask, behind: str | None, section: str | None, found: str):
    asked = sections()
    place = Place(
        find(asked, behind) if behind else None, find(asked, section) if section else None
    )

    designer.add(asked, a_question("new", "date"), place, NOW)

    assert outline(asked) == found


def test_add_without_a_code_makes_one_from_the_label(app: Flask):
    asked = sections()

    made = designer.add(
        asked, {**a_question("", "date"), "label": a_text("What is D?")}, Place(), NOW
    )

    assert made.code == "d_2"


@pytest.mark.parametrize("code", ["a", "A", "gone", "a_other", "two words", "1st", "é", "x" * 61])
def test_add_with_a_code_that_is_taken_or_unusable_is_refused(app: Flask, code: str):
    asked = sections()
    designer.add(asked, a_question("gone", "date"), Place(), NOW)
    answered(asked, {"a": "x"})
    designer.retire(find(asked, "gone"), NOW)

    with pytest.raises(Refused) as refusal:
        designer.add(asked, a_question(code, "date"), Place(), NOW)

    assert refusal.value.field == "code"
    assert outline(asked) == "a s(b t(c)) d"


def test_add_after_an_answer_begins_a_version(app: Flask):
    asked = sections()
    before = queries.definition_of(asked)
    designer.move_down(find(asked, "a"), NOW)
    designer.move_up(find(asked, "a"), NOW)
    assert asked.version == 1
    answered(asked, {"a": "x"})

    designer.add(asked, a_question("new", "date"), Place(), NOW)
    designer.add(asked, a_question("newer", "date"), Place(), NOW)

    assert asked.version == 2
    assert queries.definition_at(asked, 1) == before


def test_copy_of_a_section_asks_about_its_own_questions(app: Flask):
    asked = sections()

    made = designer.copy(find(asked, "s"), NOW)

    assert outline(asked) == "a s(b t(c)) s_2(b_2 t_2(c_2)) d"
    assert made.code == "s_2"
    assert find(asked, "c_2").relevant == "${b_2} = 'x' and ${a} != ''"
    assert find(asked, "c").relevant == "${b} = 'x' and ${a} != ''"


def test_copy_keeps_options_and_facts(app: Flask):
    asked = a_questionnaire(
        a_meeting(),
        [a_question("work", "one_choice", personal=True, options=options("local", "global"))],
    )

    designer.copy(asked.questions[0], NOW)

    first, second = queries.definition_of(asked).items
    assert second.code == "work_2"
    assert (second.options, second.label, second.personal) == (first.options, first.label, True)


def test_retire_without_answers_leaves_nothing(app: Flask):
    asked = sections()

    designer.retire(find(asked, "s"), NOW)

    assert outline(asked) == "a d"
    assert db.session.scalar(select(func.count()).select_from(Question)) == 2


def test_retire_with_answers_keeps_rows_codes_and_answers(app: Flask):
    asked = sections()
    response = answered(asked, {"b": "kept", "a": "x"})

    designer.retire(find(asked, "s"), NOW)

    assert outline(asked) == "a d"
    assert [one.code for one in designed.list_retired(asked)] == ["s", "b", "t", "c"]
    assert service.response_values(response)["b"] == "kept"
    assert [one.question.code for one in tally(asked).questions] == ["a", "d"]


def test_bring_back_asks_a_section_again_with_what_is_in_it(app: Flask):
    asked = sections()
    answered(asked, {"b": "kept"})
    designer.retire(find(asked, "s"), NOW)

    designer.bring_back(find(asked, "s"), NOW)

    assert outline(asked) == "a d s(b t(c))"


def test_bring_back_of_one_question_goes_to_its_section_or_to_the_end(app: Flask):
    asked = sections()
    answered(asked, {"b": "kept"})
    designer.retire(find(asked, "b"), NOW)
    designer.bring_back(find(asked, "b"), NOW)
    assert outline(asked) == "a s(t(c) b) d"

    designer.retire(find(asked, "s"), NOW)
    designer.bring_back(find(asked, "b"), NOW)
    assert outline(asked) == "a d b"


def test_change_of_nothing_begins_no_version(app: Flask):
    asked = sections()
    answered(asked, {"a": "x"})
    question = find(asked, "a")

    designer.change(question, {"label": question.label, "required": False}, NOW, choices=[])

    assert asked.version == 1


def test_change_of_the_wording_keeps_code_and_answers(app: Flask):
    asked = sections()
    response = answered(asked, {"a": "x"})
    question = find(asked, "a")

    designer.change(question, {"label": a_text("Reworded?"), "required": True}, NOW)

    assert (question.code, question.label, question.required) == ("a", a_text("Reworded?"), True)
    assert service.response_values(response) == {"a": "x"}
    assert queries.definition_at(asked, 1).by_code["a"].label == a_text("About a?")


def work() -> tuple[Questionnaire, Question]:
    asked = a_questionnaire(
        a_meeting(),
        [a_question("work", "one_choice", options=options("local", "global", "both"))],
    )
    return asked, asked.questions[0]


def choices(question: Question) -> list[Choice]:
    return list(queries.item_of(question).options)


@pytest.mark.parametrize("beside", ["work_other", "Work_Other"])
@pytest.mark.parametrize("is_asked", [True, False])
def test_change_to_other_whose_words_another_question_has_is_refused(
    app: Flask, beside: str, is_asked: bool
):
    asked, question = work()
    added = service.add_question(asked, a_question(beside, "short_text"), 2)
    added.retired = not is_asked
    db.session.commit()

    with pytest.raises(Refused) as refused:
        designer.change(question, {"other": True}, NOW)

    assert (refused.value.field, str(refused.value)) == (
        "other",
        "What people write beside “Other” would stand under the code “work_other”, and another "
        "question has this code, perhaps one that is no longer asked.",
    )
    assert not question.other


def test_copy_never_takes_a_code_whose_words_beside_other_are_a_question(app: Flask):
    asked, question = work()
    service.add_question(asked, a_question("work_2_other", "short_text"), 2)
    db.session.commit()

    assert designer.copy(question, NOW).code == "work_3"


def test_change_of_options_without_answers_adds_orders_and_forgets(app: Flask):
    _asked, question = work()
    local, _world, both = choices(question)
    new = Choice("new", a_text("New"), {"region": "north"})

    designer.change(question, {}, NOW, choices=[new, both, Choice("local", a_text("Here"))])

    assert choices(question) == [new, both, Choice("local", a_text("Here"))]
    assert local.label != a_text("Here")
    assert db.session.scalar(select(func.count()).select_from(Option)) == 3


def test_change_that_drops_a_chosen_option_needs_to_know_what_it_means(app: Flask):
    asked, question = work()
    answered(asked, {"work": "local"})
    kept = choices(question)[1:]

    with pytest.raises(ValueError, match="local"):
        designer.change(question, {}, NOW, choices=kept)

    assert (asked.version, len(question.options)) == (1, 3)


def test_change_that_drops_a_chosen_option_keeps_answers_and_says_what_they_mean(app: Flask):
    asked, question = work()
    response = answered(asked, {"work": "local"})

    designer.change(
        question, {}, NOW, choices=choices(question)[1:], equivalents={"local": "both", "x": None}
    )

    assert service.response_values(response) == {"work": "local"}
    steps = designed.steps_of(asked)
    assert steps == {1: {"work": Reading("work", {"local": "both"})}}
    # What they mean now must not be dropped in silence either.
    with pytest.raises(ValueError, match="both"):
        designer.change(question, {}, NOW, choices=choices(question)[:1])
    designer.change(question, {}, NOW, choices=choices(question)[:1], equivalents={"both": None})
    assert through(designed.steps_of(asked)) == [
        (1, 1, {"work": Reading("work", {"local": None, "both": None})})
    ]


def test_change_brings_a_retired_option_back_under_its_code(app: Flask):
    asked, question = work()
    answered(asked, {"work": "global"})
    all_three = choices(question)
    designer.change(question, {}, NOW, choices=all_three[1:])
    assert [one.code for one in designed.list_retired_options(question)] == ["local"]

    designer.change(question, {}, NOW, choices=all_three)

    assert choices(question) == all_three
    assert db.session.scalar(select(func.count()).select_from(Option)) == 3


def test_change_kind_without_answers_stays_the_same_question(app: Flask):
    asked, question = work()

    found = designer.change_kind(question, QuestionKind.SHORT_TEXT, None, NOW)

    assert found is question
    assert (question.code, question.kind) == ("work", "short_text")
    assert outline(asked) == "work"


def test_change_kind_to_a_wider_one_keeps_the_answers(app: Flask):
    asked, question = work()
    response = answered(asked, {"work": "global"})

    found = designer.change_kind(question, QuestionKind.SEVERAL_CHOICES, None, NOW)

    assert found is question
    assert asked.version == 2
    assert service.response_values(response) == {"work": ["global"]}


def test_change_kind_with_answers_puts_another_question_in_its_place(app: Flask):
    asked, question = work()
    designer.add(asked, a_question("after", "date"), Place(), NOW)
    response = answered(asked, {"work": "global"})

    found = designer.change_kind(
        question, QuestionKind.RANKING, None, NOW, reading=Reading("", {"both": None})
    )

    assert outline(asked) == "work_2 after"
    assert (question.retired, found.kind, found.label) == (True, "ranking", question.label)
    assert [one.code for one in found.options] == ["local", "global", "both"]
    assert service.response_values(response) == {"work": "global"}
    assert designed.steps_of(asked) == {1: {"work": Reading("work_2", {"both": None})}}


def test_change_of_the_scale_with_answers_never_mixes_them(app: Flask):
    asked = a_questionnaire(a_meeting(), [a_question("heard", "rating", scale_points=5)])
    (question,) = asked.questions
    answered(asked, {"heard": 5})

    found = designer.change_kind(question, QuestionKind.RATING, 7, NOW)

    assert (found.code, found.scale_points, question.scale_points) == ("heard_2", 7, 5)
    assert tally(asked).questions[0].answered == 0
    assert designed.steps_of(asked) == {1: {"heard": Reading(None)}}
    again = designer.change_kind(found, QuestionKind.RATING, 3, NOW)
    assert again is found  # nobody has answered it yet
