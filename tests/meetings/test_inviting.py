"""Reading a pasted list of people."""

import pytest

from meeting_app.meetings.inviting import Unreadable, read_lines


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("amal@example.org", "", "amal@example.org"),
        ("  Amal Haddad <Amal@Example.org>  ", "Amal Haddad", "amal@example.org"),
        ('"Haddad, Amal" <amal@example.org>', "Haddad, Amal", "amal@example.org"),
        ("Amal Haddad, amal@example.org", "Amal Haddad", "amal@example.org"),
        ("Amal\tamal@example.org", "Amal", "amal@example.org"),
        ("<amal@example.org>", "", "amal@example.org"),
        ("« Amal » amal@example.org", "Amal", "amal@example.org"),
        ("إيمان الأحمد <iman@example.org>", "إيمان الأحمد", "iman@example.org"),
        ("Amal <amal@example.org>,", "Amal", "amal@example.org"),
    ],
)
def test_read_line_finds_name_and_address(text: str, name: str, address: str):
    line = read_lines(text)[0]

    assert (line.name, line.address, line.fault) == (name, address, None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Amal Haddad", Unreadable.NO_ADDRESS),
        ("Amal <amal at example.org>", Unreadable.BAD_ADDRESS),
        ("amal@", Unreadable.NO_ADDRESS),
        ("amal@example", Unreadable.BAD_ADDRESS),
        ("Amal <amal@example.org\x00>", Unreadable.BAD_ADDRESS),
        ("a" * 201 + " <amal@example.org>", Unreadable.LONG_NAME),
    ],
)
def test_read_line_that_cannot_be_read_says_why(text: str, fault: Unreadable):
    line = read_lines(text)[0]

    assert (line.address, line.fault, line.text) == ("", fault, text)


def test_read_lines_keeps_order_numbers_and_names_what_stands_twice():
    found = read_lines(
        'b@example.org; "C; and D" <c@example.org>\n\n ; \nB again <B@example.org>\na@example.org'
    )

    assert [(line.number, line.name, line.address, line.fault) for line in found] == [
        (1, "", "b@example.org", None),
        (1, "C; and D", "c@example.org", None),
        (4, "", "", Unreadable.TWICE),
        (5, "", "a@example.org", None),
    ]


def test_read_lines_of_nothing_but_brackets_takes_no_time():
    assert len(read_lines("<" * 20_000 + '"' * 20_001 + ";" * 19_000)) < 20_000
