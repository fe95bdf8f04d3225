"""Accounts that may be one person's."""

from time import perf_counter

from meeting_app.people.rules.duplicates import Account, Pair, Reason, find_duplicates


def an_account(number: int, name: str = "", organisation: int | None = None, *addresses: str):
    return Account(number, name, organisation, addresses)


def test_same_name_and_organisation_come_first():
    found = find_duplicates(
        [
            an_account(1, "amal haddad", None, "amal@one.example"),
            an_account(2, "amal haddad", 5, "a@two.example"),
            an_account(3, "amal haddad", 5, "b@three.example"),
        ]
    )

    assert found == [
        Pair(2, 3, (Reason.NAME_AND_ORGANISATION,)),
        Pair(1, 2, (Reason.NAME,)),
        Pair(1, 3, (Reason.NAME,)),
    ]


def test_name_in_another_order_is_found():
    found = find_duplicates([an_account(1, "amal haddad"), an_account(2, "haddad amal")])

    assert found == [Pair(1, 2, (Reason.NAME_IN_OTHER_ORDER,))]


def test_address_one_slip_apart_is_found():
    base = "amal.haddad@example.org"
    slips = ["amal.hadad@example.org", "amal.haddaad@example.org", "amal.hadadd@example.org"]
    slips += ["amal.haddat@example.org"]
    for slip in slips:
        found = find_duplicates([an_account(1, "", None, base), an_account(2, "", None, slip)])
        assert found == [Pair(1, 2, (Reason.SIMILAR_ADDRESS,))], slip
    numbered = [
        an_account(1, "", None, "in-1@example.org"),
        an_account(2, "", None, "in-2@example.org"),
    ]
    assert find_duplicates(numbered) == []
    two_apart = an_account(2, "", None, "amal.hatat@example.org")
    assert find_duplicates([an_account(1, "", None, base), two_apart]) == []


def test_same_mailbox_elsewhere_is_found_but_not_an_offices():
    def pair(one: str, other: str):
        return find_duplicates([an_account(1, "", None, one), an_account(2, "", None, other)])

    assert pair("amal.haddad@one.example", "amal.haddad@two.test") == [
        Pair(1, 2, (Reason.SAME_MAILBOX,))
    ]
    assert pair("info@one.example", "info@two.test") == []
    assert pair("amal@one.example", "amal@two.test") == []


def test_all_reasons_of_a_pair_are_named_strongest_first():
    found = find_duplicates(
        [
            an_account(1, "amal haddad", 5, "amal.haddad@example.org"),
            an_account(2, "amal haddad", 5, "amal.haddad@example.com"),
        ]
    )

    assert found == [Pair(1, 2, (Reason.NAME_AND_ORGANISATION, Reason.SAME_MAILBOX))]


def test_accounts_without_name_or_address_are_alike_to_nobody():
    assert find_duplicates([an_account(1), an_account(2)]) == []


def test_five_thousand_accounts_are_compared_in_seconds():
    accounts = [
        an_account(n, f"given{n % 900} family{n}", n % 75, f"person.number{n:05}x{n}@example.org")
        for n in range(5000)
    ]
    started = perf_counter()
    find_duplicates(accounts)

    assert perf_counter() - started < 20  # far less alone
