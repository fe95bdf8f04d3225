"""The printed policy: which role gets which page and may send which form. `docs/permissions.md` must
say the same.

To print it anew after a change that is meant: PERMISSIONS=write pytest tests/project/test_permissions.py
"""

import os
from pathlib import Path

from tests.support.matrix import ROLES, Table, looking, sending
from tests.support.world import World

PRINTED = Path(__file__).parent.parent.parent / "docs" / "permissions.md"
HEAD = """# Who gets which page, and who may send which form

Printed from the code by a test, on the demo meeting; a change of any cell fails the build until it is printed anew.
`other_organiser` organises another meeting; `translator_fr` translates into French alone; `chair` leads the committee of one call;
`reading_organiser` sees what organisers see and changes nothing.

## Pages

`page`: the page is shown. `sign in`: the visitor is sent to the sign-in page. `elsewhere`: the reader is sent on. `-`: answers as if the
page did not exist.
"""
SENDING = """
## Forms

What a form gets that is sent with nothing in it but its keys. `may`: it is taken, or refused for what is in it. `sign in`, `-`: as above.
"""


def write(table: Table) -> str:
    lines = ["", f"| | {' | '.join(ROLES)} |", f"|---|{'---|' * len(ROLES)}"]
    for endpoint, cells in sorted(table.items()):
        lines.append(f"| {endpoint} | {' | '.join(cells[role] for role in ROLES)} |")
    return "\n".join(lines) + "\n"


def test_permissions_are_as_printed(demo: World):
    now = HEAD + write(looking(demo)) + SENDING + write(sending(demo))
    if os.environ.get("PERMISSIONS") == "write":
        PRINTED.write_text(now)

    assert PRINTED.read_text() == now


def test_desk_is_for_organisers_and_a_part_of_it_for_others(demo: World):
    """Whatever is printed: no other role gets a page below /desk/, but translators and chairs
    theirs."""
    organisers = {"reading_organiser", "organiser", "administrator"}
    open_to_others = {
        (role, endpoint)
        for endpoint, cells in looking(demo).items()
        if "/desk" in demo.addresses["en"][endpoint]
        for role, cell in cells.items()
        if role not in organisers and cell not in ("-", "sign in")
    }

    assert open_to_others == {
        *(
            (role, page)
            for role in ("translator", "translator_fr")
            for page in (
                "meetings.translations",
                "surveys.text",
                "surveys.texts",
                "surveys.to_translate",
            )
        ),
        *(
            ("chair", f"review.{page}")
            for page in (
                "assign",
                "committee",
                "criteria",
                "criterion",
                "decide",
                "decisions",
                "remove_member",
                "scores",
            )
        ),
    }


def test_read_only_organiser_may_send_no_form_of_the_desk(demo: World):
    """Whatever is printed."""
    table = sending(demo, ["reading_organiser"])

    assert {
        endpoint
        for endpoint, cells in table.items()
        if "/desk" in demo.posts[endpoint] and cells["reading_organiser"] != "-"
    } == set()
