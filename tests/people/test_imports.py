"""The directory from a file."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.imports import Report
from meeting_app.people import queries
from meeting_app.people.imports import (
    apply_organisations,
    preview_organisations,
    read_organisations,
)
from meeting_app.people.models import Organisation, Scope
from tests.support.factories import an_organisation

REAL = Path(__file__).parents[3] / "shared/data/alliance/organisations.csv"


def take(text: str | bytes) -> Report:
    content = text.encode() if isinstance(text, str) else text
    return apply_organisations(read_organisations(content))


def names() -> list[tuple[str, str]]:
    rows = db.session.scalars(select(Organisation).order_by(Organisation.folded))
    return [(row.name, str(row.kind)) for row in rows]


def test_apply_adds_with_kind_and_other_names(app: Flask):
    report = take(
        "name,kind,other_names_as_given\n"
        "Safe Harbour,observer (2019),SH; Harbour\n"
        '"Clubs, and more",something else,\n'
    )

    assert report == Report(added=2)
    assert names() == [("Clubs, and more", "other"), ("Safe Harbour", "observer")]
    found = queries.find_organisation("harbour")
    assert found is not None
    assert found.name == "Safe Harbour"


def test_apply_twice_adds_nothing(app: Flask):
    text = "name,other_names_as_given\nA,B; C\nB and friends,C\n"

    assert (take(text), take(text)) == (Report(added=2), Report(skipped=2))


def test_apply_changed_rows_changes_them(app: Flask):
    an_organisation("Safe Harbour", added_by_person=True)
    take("name,kind\nOther,core\n")

    assert take(
        "name,kind,other_names_as_given\nSAFE HARBOUR,core,\nOther,core,Another\n"
    ) == Report(changed=2)
    assert names() == [("Other", "core"), ("SAFE HARBOUR", "core")]


def test_apply_bad_rows_leaves_them_out(app: Flask):
    an_organisation("Safe Harbour", aliases=("SH",))

    report = take(f"name,kind\nGood,core\n ,core\n{'x' * 201},core\ngood,core\nA,b,c\nSH,core\n")

    assert (report.added, report.skipped) == (1, 0)
    assert report.refused == [
        (3, "The name is missing."),
        (4, "A name has more than 200 characters."),
        (5, "The same name stands in row 2."),
        (6, "The row has more cells than the first line has columns."),
        (7, "This is another name of an organisation that is known already."),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffname;kind\r\nÉlan;core\r\n".encode(),
        "name;kind\r\nÉlan;core\r\n".encode("cp1252"),
        "name\tkind\nÉlan\tcore\n".encode("utf-16"),
        '"Name",kind\n"Élan",core'.encode(),
    ],
    ids=["mark and semicolons", "Windows-1252", "UTF-16", "quotes"],
)
def test_read_what_spreadsheets_write(app: Flask, content: bytes):
    take(content)

    assert names() == [("Élan", "core")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"name,kind\n",
        b"title\nA\n",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        "name\nمنظمة\n".encode("cp1256"),
        b'name\n"A"b"\n',
    ],
    ids=["empty", "no rows", "no name", "picture", "Windows-1256", "quotes"],
)
def test_read_unreadable_file_is_refused(app: Flask, content: bytes):
    with pytest.raises(Refused):
        read_organisations(content)


@pytest.mark.skipif(not REAL.exists(), reason="the data of elsewhere is not here")
def test_apply_the_real_directory_adds_all_of_it_once(app: Flask):
    first, second = take(REAL.read_bytes()), take(REAL.read_bytes())

    assert (first, second) == (Report(added=109), Report(skipped=109))


def test_apply_takes_scope_country_acronym_and_parent(app: Flask):
    report = take(
        "name,scope,country,acronym,parent\n"
        "Pier,local (one town),Kenia,PR,Harbour Line\n"
        "Harbour Line,INTERNATIONAL,no,HL;HLI,\n"
    )

    assert report == Report(added=2)
    pier, line = queries.find_organisation("PR"), queries.find_organisation("hli")
    assert pier is not None
    assert line is not None
    assert (pier.name, pier.scope, pier.country, pier.parent_id) == ("Pier", "local", "KE", line.id)
    assert (line.name, line.scope, line.country) == ("Harbour Line", "international", "NO")


def test_apply_rows_that_name_what_is_not_known_leaves_them_out(app: Flask):
    report = take(
        "name,scope,country,parent\nA,galactic,,\nB,,Atlantis,\nC,,,Nobody\nD,local,KE,\nE,,,d\n"
    )

    assert (report.added, report.refused) == (
        2,
        [
            (2, "“galactic” is no scope. Write local, national or international."),
            (3, "“Atlantis” is no country that is known. Write its two letters, such as KE."),
            (4, "“Nobody”, of which it is a part, is neither in the directory nor in the file."),
        ],
    )


def test_apply_parents_in_a_circle_leaves_the_last_one_out(app: Flask):
    report = take("name,parent\nA,B\nB,A\n")

    assert (report.added, report.refused) == (
        2,
        [(3, "“A” is itself a part of this organisation. Choose another one.")],
    )


def test_apply_empty_cells_change_nothing(app: Flask):
    parent = an_organisation("Harbour Line")
    an_organisation("Pier", country="KE", scope=Scope.LOCAL, parent=parent)

    assert take("name,scope,country,parent\nPier,,,\n") == Report(skipped=1)


def test_preview_tells_the_same_and_changes_nothing(app: Flask):
    an_organisation("Harbour Line", added_by_person=True)
    rows = read_organisations(b"name,acronym\nPier,PR\nHarbour Line,HL\n,x\n")

    outcome = preview_organisations(rows)

    assert (outcome.added, outcome.changed) == (["Pier"], ["Harbour Line"])
    assert outcome.report == Report(added=1, changed=1, refused=[(4, "The name is missing.")])
    assert (names(), queries.find_organisation("HL")) == ([("Harbour Line", "other")], None)
    assert apply_organisations(rows) == outcome.report
