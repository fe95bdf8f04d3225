"""How former answers read in the present version."""

from meeting_app.questionnaires.mapping import Reading, carried, joined

MERGED = Reading("work", {"local": "field", "camp": "field", "global": None})


def test_carried_without_steps_stays():
    assert carried({"work": "local"}, []) == {"work": "local"}


def test_carried_reads_options_and_leaves_out_what_has_no_equivalent():
    steps = [{"work": MERGED}]

    assert carried({"work": "local"}, steps) == {"work": "field"}
    assert carried({"work": "global", "town": "Goma"}, steps) == {"town": "Goma"}
    assert carried({"work": "office"}, steps) == {"work": "office"}
    assert carried({"work": ["camp", "global", "local", "office"]}, steps) == {
        "work": ["field", "office"]
    }
    assert carried({"work": ["global"]}, steps) == {}


def test_carried_through_versions_follows_each_step():
    steps = [{"work": MERGED}, {"work": Reading("work_2", {"field": "outside"})}, {"x": MERGED}]

    assert carried({"work": "camp"}, steps) == {"work_2": "outside"}


def test_carried_reads_points_of_ratings_and_grids():
    steps = [{"heard": Reading("heard_2", points={1: 1, 2: 4, 3: None})}]

    assert carried({"heard": 2}, steps) == {"heard_2": 4}
    assert carried({"heard": 3}, steps) == {}
    assert carried({"heard": {"a": 1, "b": 3}}, steps) == {"heard_2": {"a": 1}}


def test_joined_does_what_both_steps_do():
    first = {"work": MERGED, "gone": Reading(None)}
    second = {"work": Reading("work", {"field": "outside", "office": None})}

    one = joined(first, second)

    for values in ({"work": "local"}, {"work": "office"}, {"work": "global"}, {"gone": "x"}):
        assert carried(values, [one]) == carried(values, [first, second])
    assert carried({"work": "field"}, [one]) == {"work": "outside"}


def test_reading_comes_back_from_json():
    reading = Reading("a", {"x": None}, {1: 2, 3: None})

    assert Reading.from_json(reading.as_json()) == reading
