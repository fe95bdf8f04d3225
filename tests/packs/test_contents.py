"""What stands in a pack."""

from dataclasses import replace

from flask import Flask

from meeting_app.core.localtext import LocalText
from meeting_app.packs import contents
from tests.packs.factories import a_break, a_published_session, a_section, publish
from tests.support.factories import a_meeting


def test_blocks_parts_paragraphs_from_list_items():
    text = "One\r\nline.\n\nBefore you come:\n- test the link\n- sleep\nAfter.\n\n\n"

    assert contents.blocks(text) == [
        "One\nline.",
        "Before you come:",
        "- test the link",
        "- sleep",
        "After.",
    ]


def test_number_sessions_leaves_out_breaks(app: Flask):
    agenda = publish(
        a_meeting(), a_published_session("AAAAAA"), a_break(), a_published_session("BBBBBB")
    )

    assert contents.number_sessions(agenda) == {"AAAAAA": "S1", "BBBBBB": "S2"}


def test_pack_data_in_arabic_is_worded_and_ordered_for_its_reader(app: Flask):
    meeting = a_meeting("2027")
    section = a_section(meeting, body=LocalText.of({"en": "Only English.\n\n- one"}))
    agenda = publish(meeting, a_published_session("AAAAAA"), a_break())

    data = contents.pack_data(meeting, [section], agenda, "ar")

    assert (data["lang"], data["dir"], data["title"]) == ("ar", "rtl", "[ar] Annual Meeting")
    assert data["address"] == "http://localhost/ar/2027/pack"
    assert data["place"] == "[ar] Conference centre، [ar] Amman"
    assert data["sections"] == [
        {"title": "[ar] Welcome", "lang": "en", "paragraphs": ["Only English.", "- one"]}
    ]
    [day] = data["days"]
    assert [(row["time"], row["number"], row["break"]) for row in day["rows"]] == [
        ("09:00–10:30", "S1", False),
        ("10:30–11:00", "", True),
    ]
    assert day["rows"][0]["people"] == "\u2068Amélie Traoré\u2069"
    [summary] = data["summaries"]
    assert (summary["number"], summary["room"], summary["text"]) == (
        "S1",
        "[ar] Hall A",
        ["[ar] Summary of AAAAAA"],
    )


def test_pack_data_marks_cancelled_sessions_and_leaves_out_their_summary(app: Flask):
    meeting = a_meeting()
    session = a_published_session("AAAAAA")
    publish(meeting, session)
    agenda = publish(meeting, replace(session, cancelled=True))

    data = contents.pack_data(meeting, [], agenda, "en")

    assert [row["cancelled"] for day in data["days"] for row in day["rows"]] == [True]
    assert data["summaries"] == []


def test_pack_data_without_agenda_has_only_sections(app: Flask):
    meeting = a_meeting()

    data = contents.pack_data(meeting, [a_section(meeting)], None, "en")

    assert (len(data["sections"]), data["days"], data["summaries"], data["version"]) == (
        1,
        [],
        [],
        "",
    )


def test_digest_follows_only_what_the_language_shows(app: Flask):
    meeting = a_meeting()
    section = a_section(meeting)

    def digests() -> list[str]:
        return [contents.digest(meeting, [section], "v1", code) for code in ("en", "fr")]

    english, french = digests()
    section.body = section.body.translated("fr", "Entrez.")

    assert digests()[0] == english
    assert digests()[1] != french
    assert contents.digest(meeting, [section], "v2", "en") != english
