"""The printed policy: which role gets which page. `docs/permissions.md` must say the same.

To print it anew after a change that is meant: PERMISSIONS=write pytest tests/project/test_permissions.py
"""

import os
from pathlib import Path

from tests.support.world import World

PRINTED = Path(__file__).parent.parent.parent / "docs" / "permissions.md"
ROLES = (
    "visitor",
    "participant",
    "submitter",
    "reviewer",
    "chair",
    "translator_fr",
    "translator",
    "host",
    "interpreter",
    "desk_staff",
    "reading_organiser",
    "organiser",
    "other_organiser",
    "administrator",
)
HEAD = """# Who gets which page

Printed from the code by a test, on the demo meeting; a change of any cell fails the build until it is printed anew.
`page`: the page is shown. `sign in`: the visitor is sent to the sign-in page. `-`: answers as if the page did not exist.
Pages that only take a form (POST) show the name of their guard.

"""


def cell(world: World, role: str, endpoint: str) -> str:
    answer = world.get(role, world.addresses["en"][endpoint])
    status, location = answer.status_code, answer.headers.get("Location", "")
    answer.close()
    if status in (301, 302, 303):
        return "sign in" if "/account/sign-in" in location else "elsewhere"
    return {200: "page", 404: "-", 410: "page", 503: "page"}.get(status, str(status))


def table(world: World) -> str:
    lines = [f"| Page | {' | '.join(ROLES)} |", f"|---|{'---|' * len(ROLES)}"]
    for endpoint in sorted(world.addresses["en"]):
        cells = [cell(world, role, endpoint) for role in ROLES]
        lines.append(f"| {endpoint} | {' | '.join(cells)} |")
    for rule in sorted(world.app.url_map.iter_rules(), key=lambda rule: rule.endpoint):
        if "GET" not in (rule.methods or ()):
            guard = world.app.view_functions[rule.endpoint].permission.__name__  # type: ignore[attr-defined]
            lines.append(f"| {rule.endpoint} | {' | '.join([f'`{guard}`'] * len(ROLES))} |")
    return "\n".join(lines) + "\n"


def test_permissions_are_as_printed(demo: World):
    now = HEAD + table(demo)
    if os.environ.get("PERMISSIONS") == "write":
        PRINTED.write_text(now)

    assert PRINTED.read_text() == now


def test_desk_is_for_organisers_and_a_part_of_it_for_others(demo: World):
    """Whatever is printed: no other role gets a page below /desk/, but translators and chairs
    theirs."""
    organisers = {"reading_organiser", "organiser", "administrator"}
    open_to_others = {
        (role, endpoint)
        for endpoint, address in demo.addresses["en"].items()
        if "/desk" in address
        for role in ROLES
        if role not in organisers and cell(demo, role, endpoint) not in ("-", "sign in")
    }

    assert open_to_others == {
        ("translator", "meetings.translations"),
        ("translator_fr", "meetings.translations"),
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
