"""How former answers read in the present version."""

from meeting_app.questionnaires.mapping import Reading, joined, through

MERGED = Reading("work", {"local": "field", "camp": "field", "global": None})


def test_joined_does_what_both_steps_do():
    first = {"work": MERGED, "gone": Reading(None)}
    second = {"work": Reading("work_2", {"field": "outside", "office": None}), "town": MERGED}

    assert joined(first, second) == {
        "work": Reading(
            "work_2",
            {
                "local": "outside", "camp": "outside", "global": None,
                "field": "outside", "office": None,
            },
        ),
        "gone": Reading(None),
        "town": MERGED,
    }  # fmt: skip


def test_joined_follows_the_points_of_a_scale():
    first = {"heard": Reading("heard_2", points={1: 1, 2: 4, 3: None})}
    second = {"heard_2": Reading("heard_3", points={4: 2, 1: None})}

    assert joined(first, second)["heard"] == Reading(
        "heard_3", points={1: None, 2: 2, 3: None, 4: 2}
    )


def test_joined_leads_nowhere_where_either_does():
    assert joined({"a": Reading("b")}, {"b": Reading(None)})["a"] == Reading(None)
    assert joined({"a": Reading(None)}, {"a": Reading("b")})["a"] == Reading(None)


def test_through_reads_each_version_up_to_the_present_one():
    last = {"work": Reading("work_2", {"field": "outside"})}

    assert through({}) == []
    assert through({2: {"work": MERGED}, 5: last}) == [
        (1, 2, joined({"work": MERGED}, last)),
        (3, 5, last),
    ]


def test_reading_comes_back_from_json():
    reading = Reading("a", {"x": None}, {1: 2, 3: None})

    assert Reading.from_json(reading.as_json()) == reading
