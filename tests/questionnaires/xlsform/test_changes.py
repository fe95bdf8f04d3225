"""What taking a form in would change, before and after it is done."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.localtext import LocalText, State
from meeting_app.questionnaires import service
from meeting_app.questionnaires.definition import Choice, Definition, Item
from meeting_app.questionnaires.models import Option, Question, QuestionnaireVersion, Response
from meeting_app.questionnaires.queries import definition_at, definition_of, values_of
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.xlsform import applying, changes
from meeting_app.questionnaires.xlsform.changes import Change, Clash, Mode, Part
from meeting_app.questionnaires.xlsform.overlaps import Overlap
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, a_questionnaire, options
from tests.questionnaires.xlsform.forms import (
    LIBYA,
    a_form,
    a_random_definition,
    real,
    understood,
)
from tests.support.factories import a_meeting

pytestmark = pytest.mark.usefixtures("app")


def an_item(code: str, label: str = "A?", **said: object) -> Item:
    return Item(code, QuestionKind.SHORT_TEXT, LocalText("en", label), **said)  # type: ignore[arg-type]


def codes(items: list[Item]) -> list[str]:
    return [item.code for item in items]


def test_plan_of_the_same_form_is_empty():
    for seed in range(30):
        made = a_random_definition(seed)
        for mode in Mode:
            plan = changes.plan(made, made, mode, answered=True)
            assert plan.is_empty
            assert plan.definition == made


def test_plan_tells_added_changed_and_removed():
    now = Definition((an_item("a"), an_item("b"), an_item("c")))
    read = Definition((an_item("b", "New?"), an_item("a", relevant="1 = 1"), an_item("d")))

    plan = changes.plan(now, read, Mode.REPLACE)

    assert codes(plan.added) == ["d"]
    assert codes(plan.removed) == ["c"]
    assert [(change.item.code, change.parts) for change in plan.changed] == [
        ("b", (Part.TEXTS, Part.PLACE)),
        ("a", (Part.RULES,)),
    ]
    assert not plan.only_texts


def test_plan_that_adds_keeps_what_only_the_questionnaire_has_at_its_place():
    section = replace(an_item("s"), kind=QuestionKind.SECTION)
    now = Definition((an_item("a"), section, an_item("x", parent="s"), an_item("b"), an_item("c")))
    read = Definition((an_item("n"), section, an_item("y", parent="s"), an_item("c")))

    plan = changes.plan(now, read, Mode.ADD)

    assert [(item.code, item.parent) for item in plan.definition.items] == [
        ("a", None),
        ("n", None),
        ("s", None),
        ("x", "s"),
        ("y", "s"),
        ("b", None),
        ("c", None),
    ]
    assert plan.removed == []


def test_plan_keeps_the_kind_of_an_answered_question():
    now = Definition((an_item("a"), an_item("b")))
    read = Definition((replace(an_item("a", "New?"), kind=QuestionKind.DATE), an_item("b")))

    answered = changes.plan(now, read, Mode.REPLACE, answered=True)
    free = changes.plan(now, read, Mode.REPLACE)

    assert answered.refused == [Clash("a", QuestionKind.SHORT_TEXT, QuestionKind.DATE)]
    assert answered.definition == now
    assert [change.parts for change in free.changed] == [(Part.KIND, Part.TEXTS)]


def test_plan_keeps_the_scale_of_an_answered_question_and_takes_wider_kinds():
    scale = replace(an_item("a"), kind=QuestionKind.RATING)
    now = Definition((scale, an_item("b")))
    longer = replace(an_item("b"), kind=QuestionKind.LONG_TEXT)
    read = Definition((replace(scale, scale_points=7), longer))

    plan = changes.plan(now, read, Mode.REPLACE, answered=True)

    assert plan.refused == [Clash("a", QuestionKind.RATING, QuestionKind.RATING)]
    assert plan.definition.items == (scale, longer)
    same = Definition((replace(scale, scale_points=5), longer))
    assert changes.plan(now, same, Mode.REPLACE, answered=True).refused == []


def test_plan_does_not_bring_back_a_code_that_stood_for_another_kind():
    read = Definition((an_item("a"), an_item("b")))

    plan = changes.plan(
        Definition(), read, Mode.ADD, answered=True, retired={"a": QuestionKind.DATE}
    )

    assert plan.refused == [Clash("a", QuestionKind.DATE, QuestionKind.SHORT_TEXT)]
    assert codes(plan.added) == ["b"]


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("retired", [(), ("q_other",)])
def test_plan_gives_no_line_beside_other_where_a_question_has_its_code(
    mode: Mode, retired: tuple[str, ...]
):
    now = Definition((an_item("q"), *(() if retired else (an_item("q_other"),))))
    read = Definition((an_item("q", other=True),))

    plan = changes.plan(now, read, mode, retired=dict.fromkeys(retired, QuestionKind.DATE))

    assert plan.overlaps == [Overlap("q", "q_other", is_left_out=False)]
    assert plan.definition.by_code["q"] == now.by_code["q"]


@pytest.mark.parametrize("mode", list(Mode))
def test_plan_leaves_out_a_question_whose_code_has_the_words_beside_other(mode: Mode):
    now = Definition((an_item("q", other=True),))
    section = replace(an_item("q_other"), kind=QuestionKind.SECTION)
    read = Definition((now.items[0], section, an_item("a", parent="q_other")))

    plan = changes.plan(now, read, mode)

    assert plan.overlaps == [Overlap("q", "q_other", is_left_out=True)]
    assert plan.definition.items == (now.items[0], an_item("a"))


def test_plan_leaves_what_overlaps_already():
    now = Definition((an_item("q", other=True), an_item("q_other")))

    plan = changes.plan(now, now, Mode.REPLACE)

    assert (plan.overlaps, plan.is_empty) == ([], True)


def test_translation_filled_in_by_a_translator_changes_only_texts_and_is_checked():
    label = LocalText.of({"en": "Town?", "fr": "Ville ?"}).translated("ar", "م؟", checked=False)
    now = Definition((replace(an_item("a"), label=label, hint=LocalText("en", "In full")),))
    handed_back = LocalText.of({"en": "Town?", "fr": "Ville ?", "es": "¿Ciudad?", "ar": "مدينة؟"})
    hint = LocalText.of({"en": "In full", "es": "Completo"})
    read = Definition((replace(an_item("a"), label=handed_back, hint=hint),))

    plan = changes.plan(now, read, Mode.REPLACE, answered=True)

    assert plan.only_texts
    [item] = plan.definition.items
    assert {code: item.label.state(code) for code in ("en", "fr", "es", "ar")} == {
        "en": State.SOURCE,
        "fr": State.CHECKED,
        "es": State.CHECKED,
        "ar": State.CHECKED,
    }
    assert item.label.own("ar") == "مدينة؟"


def test_translation_that_the_file_leaves_empty_stays():
    label = LocalText.of({"en": "Town?", "fr": "Ville ?"})
    now = Definition((replace(an_item("a"), label=label),))

    plan = changes.plan(now, Definition((an_item("a", "Town?"),)), Mode.REPLACE)

    assert plan.is_empty
    assert plan.definition == now


def test_file_makes_no_question_harmless_that_says_something_about_the_person():
    now = Definition((an_item("a", personal=True, why=LocalText("en", "To plan.")),))

    plan = changes.plan(now, Definition((an_item("a"),)), Mode.REPLACE)

    assert plan.is_empty


HEAD = ("type", "name", "label::English (en)")


def test_apply_retires_what_is_gone_and_keeps_answers_and_codes(app: Flask):
    questionnaire = a_questionnaire(
        a_meeting("2027"),
        [
            a_question("work", "one_choice", options=options("local", "global")),
            a_question("town", "short_text"),
        ],
    )
    service.store_response(
        questionnaire, {"work": "local", "town": "Goma"}, language="en", person=None, now=NOW
    )
    before = definition_of(questionnaire)
    read = a_form(
        HEAD,
        ("begin_group", "part", "Part"),
        ("select_one work", "work", "About work?"),
        ("text", "more", "More?"),
        ("end_group",),
        choices=(
            ("list_name", "name", "label::English (en)"),
            ("work", "national", "National"),
            ("work", "local", "Local"),
        ),
    )

    plan = applying.apply(questionnaire, read, Mode.REPLACE, NOW)
    db.session.commit()

    assert (codes(plan.added), codes(plan.removed)) == (["part", "more"], ["town"])
    assert definition_of(questionnaire) == plan.definition
    assert questionnaire.version == 2
    assert definition_at(questionnaire, 1) == before
    town = db.session.scalars(select(Question).where(Question.code == "town")).one()
    assert town.retired
    former = db.session.scalars(select(Option).where(Option.code == "global")).one()
    assert former.retired
    assert list(values_of(db.session.scalars(select(Response)).all()).values()) == [
        {"work": "local", "town": "Goma"}
    ]


def test_apply_brings_back_a_retired_question_with_its_answers(app: Flask):
    questionnaire = a_questionnaire(a_meeting("2027"), [a_question("town", "short_text")])
    number = questionnaire.questions[0].id
    other = a_form(HEAD, ("text", "more", "More?"))
    back = a_form(HEAD, ("text", "town", "Which town?"))

    applying.apply(questionnaire, other, Mode.REPLACE, NOW)
    applying.apply(questionnaire, back, Mode.REPLACE, NOW)
    db.session.commit()

    assert [(one.id, one.code) for one in questionnaire.questions] == [(number, "town")]
    assert questionnaire.version == 1
    assert db.session.scalars(select(QuestionnaireVersion)).all() == []


def test_apply_of_random_forms_one_after_the_other_gives_each(app: Flask):
    questionnaire = a_questionnaire(a_meeting("2027"), [])
    for seed in range(12):
        made = a_random_definition(seed)
        # Other codes for each: texts of former translations would stay.
        named = {item.code: f"s{seed % 3}{item.code}" for item in made.items}
        items = tuple(
            replace(
                item,
                code=named[item.code],
                parent=named.get(item.parent or ""),
                relevant="",
                required_if="",
                calculation="1" if item.calculation else "",
            )
            for item in made.items
        )
        read = understood(written(Definition(items)))
        plan = applying.apply(questionnaire, read, Mode.REPLACE, NOW)
        db.session.commit()
        assert definition_of(questionnaire) == plan.definition
        assert codes(list(plan.definition.items)) == codes(list(items))


def written(definition: Definition) -> bytes:
    from meeting_app.questionnaires.xlsform import writing

    return writing.write(definition, form_id="form", title="A form")


def test_export_of_an_applied_real_form_comes_back_without_any_change(app: Flask):
    questionnaire = a_questionnaire(a_meeting("2027"), [])
    read = understood(real(LIBYA))

    applying.apply(questionnaire, read, Mode.REPLACE, NOW)
    db.session.commit()
    back = understood(applying.export(questionnaire, "2027-1"))

    assert definition_of(questionnaire) == read.definition
    assert (back.definition, back.kept, back.parts) == (read.definition, read.kept, read.parts)
    assert (questionnaire.form_id, back.form_id) == (read.form_id, read.form_id)
    assert applying.preview(questionnaire, back, Mode.REPLACE).is_empty


def test_addition_keeps_what_was_kept_of_a_former_file(app: Flask):
    questionnaire = a_questionnaire(a_meeting("2027"), [])
    applying.apply(
        questionnaire, a_form(HEAD, ("start", "start"), ("text", "a", "A?")), Mode.REPLACE, NOW
    )

    more = a_form(HEAD, ("text", "b", "B?"), ("geopoint", "where", "Where?"), ("start", "start"))
    applying.apply(questionnaire, more, Mode.ADD, NOW)
    db.session.commit()

    read = understood(applying.export(questionnaire, "form"))
    assert codes(list(read.definition.items)) == ["a", "b"]
    assert [one.what for one in read.unsupported] == ["geopoint", "start"]


def test_export_has_a_column_for_each_language_of_the_meeting(app: Flask):
    questionnaire = a_questionnaire(a_meeting("2027"), [a_question("town", "short_text")])

    read = understood(applying.export(questionnaire, "form"))

    assert sorted(read.languages) == sorted(questionnaire.meeting.languages)


def test_change_names_the_item_as_it_will_be():
    now = Definition((replace(an_item("a"), options=(Choice("x", LocalText("en", "X")),)),))
    wanted = replace(an_item("a"), options=(Choice("y", LocalText("en", "X")),))

    plan = changes.plan(now, Definition((wanted,)), Mode.REPLACE)

    assert plan.changed == [Change(wanted, (Part.TEXTS, Part.OPTIONS))]
