"""A name taken apart."""

from meeting_app.people.names.parsing import parse
from meeting_app.people.names.places import places, split


def test_parse_takes_a_name_apart():
    whole, other = parse("The Harbour Line Foundation Inc. (HLF), Kenya (Sunrise Fund)")

    assert [word.folded for word in whole.core] == ["harbour", "line", "foundation"]
    assert (whole.places, whole.legal, whole.acronyms) == ({"KE"}, {"inc"}, {"hlf"})
    assert other.folded == "sunrise fund"


def test_parse_a_country_in_brackets_is_a_place_and_no_other_name():
    (only,) = parse("Tumaini (RDC)")

    assert (only.places, only.acronyms) == ({"CD"}, frozenset())


def test_parse_small_words_in_capitals_only_are_countries():
    assert parse("Help for US")[0].places == {"US"}
    assert parse("Help for us")[0].places == frozenset()


def test_parse_a_name_that_is_nothing_but_a_place_keeps_it():
    assert [word.folded for word in parse("Jordan")[0].core] == ["jordan"]


def test_places_know_the_four_languages():
    names = ("Germany", "Allemagne", "Alemania", "ألمانيا", "German")

    assert {places()[split(name)] for name in names} == {"DE"}


def test_split_parts_at_an_apostrophe_after_one_letter_only():
    assert split("Women's Aid d’Urgence, l'Est") == ("womens", "aid", "d", "urgence", "l", "est")
