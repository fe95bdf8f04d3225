"""One plain text with marks, as HTML and as format=flowed text."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting_app.core.letter_text import WIDTH, Mark, as_html, as_text

BASE = "http://localhost/"


def marks_on(body: str, *wanted: tuple[str, str]) -> list[Mark]:
    return [Mark(body.index(text), body.index(text) + len(text), kind) for text, kind in wanted]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("One\nline\n\nTwo\n", "<p>One<br>line</p>\n<p>Two</p>"),
        ("- a\n- b\n", "<ul><li>a</li><li>b</li></ul>"),
        ("Bring:\n- a\n- b\nmore", "<p>Bring:</p><ul><li>a</li><li>b<br>more</li></ul>"),
        ("2. a\n3. b", '<ol start="2"><li>a</li><li>b</li></ol>'),
        ("٢. a", '<ol start="2"><li>a</li></ol>'),
        ("-5 degrees\n1.5 litres\n2027.", "<p>-5 degrees<br>1.5 litres<br>2027.</p>"),
        ("a < b & c\n<script>", "<p>a &lt; b &amp; c<br>&lt;script&gt;</p>"),
        ("\n\n\nOne\n\n\n\nTwo", "<p>One</p>\n<p>Two</p>"),
        ("", "<p></p>"),
    ],
)
def test_as_html_makes_paragraphs_and_lists(body: str, html: str):
    assert as_html(body, [], BASE) == html


def test_as_html_links_a_line_that_is_an_address_of_ours_alone():
    html = as_html(
        "http://localhost/en/\nsee http://localhost/en/\nhttp://localhost.evil.tld/\nhttp://localhost/ x",
        [],
        BASE,
    )

    assert html == (
        '<p><bdi dir="ltr"><a href="http://localhost/en/">http://localhost/en/</a></bdi><br>'
        "see http://localhost/en/<br>http://localhost.evil.tld/<br>http://localhost/ x</p>"
    )


def test_as_html_marks_links_addresses_and_what_people_said():
    body = "Dear Ada <b>, see https://example.org/?a=1&b=2 or ask m@example.org."
    marks = marks_on(
        body,
        ("Ada <b>", "said"),
        ("https://example.org/?a=1&b=2", "link"),
        ("m@example.org", "address"),
    )

    assert as_html(body, marks, BASE) == (
        "<p>Dear <bdi>Ada &lt;b&gt;</bdi>, see "
        '<bdi dir="ltr"><a href="https://example.org/?a=1&amp;b=2">'
        "https://example.org/?a=1&amp;b=2</a></bdi> or ask "
        '<bdi dir="ltr">m@example.org</bdi>.</p>'
    )


@pytest.mark.parametrize("said", ["- item", "1. item", "http://localhost/en/account/"])
def test_as_html_makes_no_list_and_no_link_of_what_people_said(said: str):
    assert as_html(said, [[0, len(said), "said"]], BASE) == f"<p><bdi>{said}</bdi></p>"


def test_as_html_of_a_text_that_was_erased_is_empty():
    assert (
        as_html("", [[5, 9, "link"]], BASE).replace('<bdi dir="ltr"><a href=""></a></bdi>', "")
        == "<p></p>"
    )


@given(st.text(), st.text(alphabet="<>&\"'ab \u202e\n"))
def test_as_html_lets_no_markup_through(before: str, said: str):
    said = " ".join(said.split())
    body = before + said
    html = as_html(body, [Mark(len(before), len(body), "said")] if said else [], BASE)

    assert set(re.findall(r"<[^>]*>", html)) <= {
        "<p>", "</p>", "<br>", "<ul>", "</ul>", "<li>", "</li>", "</ol>", "<bdi>", "</bdi>",
        *re.findall(r'<ol start="\d{1,3}">', html),
    }  # fmt: skip


def unflowed(text: str) -> str:
    """As RFC 3676 has it read, section 4.2, without quotes."""
    lines, running = [], ""
    for line in text.split("\n"):
        line = line.removeprefix(" ")
        running += line
        if not line.endswith(" "):
            lines.append(running)
            running = ""
    return "\n".join([*lines, running] if running else lines)


words = st.text(alphabet="abé>ع.", min_size=1, max_size=30) | st.sampled_from(
    ["From", "http://localhost/" + "a" * 90, "-", ">", "--"]
)


@given(st.lists(st.lists(words, max_size=20).map(" ".join), max_size=6).map("\n".join))
def test_as_text_flows_and_reads_as_the_same_text(body: str):
    text = as_text(body, [], "ltr")

    assert unflowed(text) == body
    for line in text.split("\n"):
        assert len(line) <= WIDTH + 2 or " " not in line.strip()
        assert not line.startswith((">", "From "))


def test_as_text_leaves_addresses_whole():
    link = "http://localhost/en/" + "a/" * 60

    assert link in as_text(f"Here {'and ' * 15}{link} there", [], "ltr").split()


@pytest.mark.parametrize(
    ("said", "direction", "isolated"),
    [
        ("Ada", "ltr", False),
        ("سلمى", "ltr", True),
        ("Ada (2027)", "rtl", True),
        ("سلمى 2027", "rtl", False),
        ("2027", "rtl", False),
        ("سلمى Ada", "rtl", True),
    ],
)
def test_as_text_isolates_words_against_the_direction(said: str, direction: str, isolated: bool):
    text = as_text(f"«{said}».", [[1, 1 + len(said), "said"]], direction)

    assert text == (f"«\u2068{said}\u2069»." if isolated else f"«{said}».")
    assert unicodedata.name("\u2068") == "FIRST STRONG ISOLATE"
