"""From template and values to a text with marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting_app.letters.composing import Address, Texts, Values, Written, write

PAGE = Address("http://localhost/en/2027/")


def body(template: str, **values) -> Written:
    return write(Texts("Subject", template), values)


def marked(written: Written) -> list[tuple[str, str]]:
    return [(written.body[start:end], kind) for start, end, kind in written.marks]


def test_write_fills_in_subject_and_body_once():
    written = write(
        Texts("{title} for {name}", "{name}: {title}"), {"name": "{title}", "title": "T"}
    )

    assert (written.subject, written.body) == ("T for {title}", "{title}: T\n")
    assert marked(written) == [("{title}", "said"), ("T", "said")]


def test_write_takes_lines_with_nothing_but_empty_values_away():
    written = body(
        "{greeting}\n\n{late}\n\nSee {place}.\n{late}{place}\nEnd", greeting="Hi", late="", place=""
    )

    assert written.body == "Hi\n\nSee .\nEnd\n"


def test_write_puts_several_lines_where_the_value_has_them():
    written = body("Due:\n{tasks}\nBye", tasks=["- One", PAGE, "- Two"])

    assert written.body == f"Due:\n- One\n{PAGE}\n- Two\nBye\n"
    assert marked(written) == [("- One", "said"), (PAGE, "link"), ("- Two", "said")]


def test_write_makes_one_line_of_a_value_and_of_the_subject():
    written = write(Texts("A {x}", "B {x}"), {"x": "1\r\nBcc: b@x\n\n2\u2028 3"})

    assert (written.subject, written.body) == ("A 1 Bcc: b@x 2 3", "B 1 Bcc: b@x 2 3\n")


@pytest.mark.parametrize(
    ("template", "links"),
    [
        ("See https://example.org/a.", ["https://example.org/a"]),
        (
            "(https://example.org/a), «https://example.org/b».",
            ["https://example.org/a", "https://example.org/b"],
        ),
        ("https://example.org/{name}", []),
        ("{name}https://example.org/", []),
        ("{name} https://example.org/ {name}", ["https://example.org/"]),
        ("http://{name}", []),
        ("javascript:alert(1) data:x //evil.tld ftp://x www.evil.tld HTTP://X", []),
        ("https://", []),
    ],
)
def test_write_links_what_the_organiser_typed_whole(template: str, links: list[str]):
    written = body(template, name="evil.tld")

    assert [text for text, kind in marked(written) if kind == "link"] == links


def test_write_links_nothing_that_a_value_says():
    lure = "Win <a href=//evil.tld> http://evil.tld www.evil.tld mailto:a@evil.tld"
    written = body(
        "Dear {name}, {page} {contact}", name=lure, page=PAGE, contact=Address("m@example.org")
    )

    said, page, contact = marked(written)
    assert said == (
        "Win <a href=//evil. tld> http: //evil. tld www. evil. tld mailto: a@evil. tld",
        "said",
    )
    assert [page, contact] == [(PAGE, "link"), ("m@example.org", "address")]


template_texts = st.lists(
    st.sampled_from(["{a}", "{b}", "{c}", "\n", "\n\n", " ", "word", "https://example.org/x", "- "])
).map("".join)
lines = st.text(max_size=20)


@given(template_texts, lines, lines, st.lists(lines, max_size=3))
def test_write_marks_in_order_within_lines_exactly_what_was_put_in(
    template: str, a: str, b: str, c
):
    values: Values = {"a": a, "b": b, "c": c}
    written = write(Texts("S", template), values)
    at = 0

    for start, end, kind in written.marks:
        assert at <= start < end <= len(written.body)
        assert "\n" not in written.body[start:end]
        assert kind in ("said", "link")
        at = end
    assert "\n\n\n" not in written.body or c
