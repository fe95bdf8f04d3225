"""Which names mean the same organisation."""

import pytest

from meeting_app.people.matching import Comparison, Known, Reason, Verdict, compare, compare_names

SAME, MAYBE, DIFFERENT = Verdict.SAME, Verdict.MAYBE, Verdict.DIFFERENT


def said(a: str, b: str) -> tuple[Verdict, Reason]:
    found = compare_names(a, b)
    return found.verdict, found.reason


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Médecins Sans Frontières", "MEDECINS SANS FRONTIERES", Reason.EQUAL),
        ("The Harbour Trust", "Harbour Trust", Reason.EQUAL),
        ("Harbour & Light Centre", "Harbour and Light Center", Reason.EQUAL),
        ("Kenya Red Cross", "Red Cross of Kenya", Reason.EQUAL),
        ("Relief of Lake Families", "Lake Families Relief", Reason.ORDER),
        ("LakeHaven Trust", "Lake Haven Trust", Reason.PARTED),
        ("Norwegian Refugee Rights Council", "Norwegian Refugee Rihgts Council", Reason.SPELLING),
        ("Univ. of Nairobi", "University of Nairobi", Reason.EQUAL),
        ("Lake Fund to End VaC", "Lake Fund to End Violence against Children", Reason.SHORTENED),
        ("Straßenkinder e.V.", "Strassenkinder", Reason.LEGAL_FORM),
        ("Harbour Line Inc.", "Harbour Line", Reason.LEGAL_FORM),
        ("Harbour Line Foundation", "Harbour Line", Reason.WEAK_WORD),
        ("Harbour Line International", "Harbour Line", Reason.SCOPE_WORD),
        ("ICRC", "International Committee of the Red Cross", Reason.ACRONYM_FITS),
        ("UKZN", "University of KwaZulu Natal", Reason.ACRONYM_FITS),
        ("DFID", "Department for International Development", Reason.ACRONYM_FITS),
        ("HLX", "Harbour Line (HLX)", Reason.ACRONYM_GIVEN),
        ("Sunrise Trust", "Aurora Fund (Sunrise Trust)", Reason.EQUAL),
        ("HLT – Harbour Light Team", "HLT", Reason.ACRONYM_GIVEN),
        ("الهلال الأحمر", "الهِلال الأحْمَر", Reason.EQUAL),
        ("جمعية الهلال الأحمر", "الهلال الأحمر", Reason.WEAK_WORD),
        ("\u202bHarbour\u202c Line", "Harbour Line", Reason.EQUAL),
        ("Aid &amp; Care Line", "Aid and Care Line", Reason.EQUAL),
    ],
)
def test_compare_names_that_differ_in_writing_is_same(a: str, b: str, reason: Reason):
    assert (said(a, b), said(b, a)) == ((SAME, reason), (SAME, reason))


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("War Child", "War Child Holland", Reason.PLACE_ADDED),
        ("Harbour Line Norway", "Harbour Line International", Reason.SECTION),
        ("National Harbour Line", "International Harbour Line", Reason.SECTION),
        ("Oxfam", "Oxfam Novib", Reason.WORD_ADDED),
        ("International Medical Corps", "Medical Corps", Reason.SCOPE_WORD),
        ("Hope", "Hope Foundation", Reason.WEAK_WORD),
        ("Harbour Labour Office", "Harbour Labour Organisation", Reason.WEAK_WORD),
        ("York University", "University of York", Reason.ORDER),
        ("AI", "Amnesty International", Reason.ACRONYM_FITS),
        ("HLRDX", "Harbour Line (HLRDC)", Reason.ACRONYM_NEARLY),
        ("School of Law, Nairobi College", "Nairobi College", Reason.PART_OF),
        ("Refugee Council", "Refuge Council", Reason.SPELLING),
    ],
)
def test_compare_names_worth_a_look_is_maybe(a: str, b: str, reason: Reason):
    assert (said(a, b), said(b, a)) == ((MAYBE, reason), (MAYBE, reason))


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Norwegian Refugee Council", "Danish Refugee Council", Reason.PLACES_DIFFER),
        ("Harbour Line UK", "Harbour Line (Netherlands)", Reason.PLACES_DIFFER),
        ("Niger Youth Network", "Nigeria Youth Network", Reason.PLACES_DIFFER),
        ("Ministère de la Santé, Mali", "Ministry of Health, Malawi", Reason.WORDS_DIFFER),
        ("ICRC", "IFRC", Reason.ACRONYMS_DIFFER),
        ("Bureau for Rights (IBX)", "Institute for Rights (IIX)", Reason.ACRONYMS_DIFFER),
        ("School 12", "School 21", Reason.NUMBERS_DIFFER),
        ("University of Oslo", "University of Bergen", Reason.WORDS_DIFFER),
        ("Northampton Trust", "Southampton Trust", Reason.WORDS_DIFFER),
        ("Mercy Corps", "Mercy Ships", Reason.WORDS_DIFFER),
        ("", "Harbour", Reason.NO_NAME),
        ("???", "!!!", Reason.NO_NAME),
    ],
)
def test_compare_look_alikes_is_different(a: str, b: str, reason: Reason):
    assert (said(a, b), said(b, a)) == ((DIFFERENT, reason), (DIFFERENT, reason))


def test_compare_by_another_name_says_which():
    red_cross = Known("Comité international de la Croix-Rouge", ("ICRC", "CICR"))

    found = compare(red_cross, Known("International Committee of the Red Cross"))

    assert found == Comparison(SAME, Reason.ALIAS, ("ICRC",), 0.9)


def test_compare_another_name_does_not_outweigh_the_countries():
    found = compare(
        Known("War Child UK", ("War Child",)), Known("War Child Canada", ("War Child",))
    )

    assert (found.verdict, found.reason, found.words) == (
        DIFFERENT,
        Reason.PLACES_DIFFER,
        ("CA", "GB"),
    )


def test_compare_one_name_in_two_countries_is_maybe():
    found = compare(Known("Tumaini", country="KE"), Known("Tumaini", country="TZ"))

    assert (found.verdict, found.reason, found.words) == (
        MAYBE,
        Reason.OTHER_COUNTRY,
        ("KE", "TZ"),
    )


@pytest.mark.parametrize("name", ["x" * 200, "a " * 100, "(" * 200, "–/|" * 60, "ﷺ" * 200])
def test_compare_long_and_odd_names_ends(name: str):
    assert compare_names(name, name + "y").verdict in list(Verdict)
