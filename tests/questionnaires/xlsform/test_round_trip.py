"""Out and in again: the same questions, and the same for pyxform, which ODK and KoboToolbox use."""

import json
import re
import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from meeting_app.core.locale import LANGUAGES
from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Choice, Definition, Item
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.xlsform import limits, reading, writing
from meeting_app.questionnaires.xlsform.columns import LANGUAGE_COLUMN
from meeting_app.questionnaires.xlsform.understanding import Read
from tests.questionnaires.xlsform.forms import (
    LIBYA,
    NIGER,
    a_form,
    a_random_definition,
    again,
    places,
    real,
    understood,
)

pytestmark = pytest.mark.usefixtures("app")
STRINGS = Path(__file__).parents[4] / "shared/data/strings/blns.json"
CONTROL = {chr(code) for code in range(32) if code not in (9, 10)} | {"\x7f"}
XF = "{http://www.w3.org/2002/xforms}"
SEEDS = range(40)


def written(definition: Definition) -> bytes:
    return writing.write(definition, form_id="form", title="A form")


def xform(content: bytes, tmp_path: Path) -> ET.Element:
    file = tmp_path / "form.xlsx"
    file.write_bytes(content)
    return ET.fromstring(convert(file).xform)


@pytest.mark.parametrize("batch", range(10))
def test_write_and_read_random_definitions_gives_them_back(batch: int):
    for seed in range(batch * 40, batch * 40 + 40):
        made = a_random_definition(seed)

        read = understood(written(made))

        assert read.definition == made, seed
        assert read.problems == [], seed
        assert read.unsupported == [], seed


def test_write_and_read_twice_writes_the_same_cells():
    for seed in range(20):
        first = written(a_random_definition(seed))
        second = written(understood(first).definition)
        assert cells(second) == cells(first)


def cells(content: bytes) -> dict[str, list[list[object]]]:
    book = load_workbook(BytesIO(content))
    return {sheet.title: [[c.value for c in row] for row in sheet] for sheet in book.worksheets}


def test_every_cell_is_text_whatever_it_begins_with():
    label = LocalText.of({"en": "=1+1", "ar": "+٢"})
    made = Definition(
        (
            Item(
                "q",
                QuestionKind.ONE_CHOICE,
                label,
                options=(Choice("-1", label), Choice("@x", label)),
            ),
        )
    )

    book = load_workbook(BytesIO(written(made)))

    kinds = {cell.data_type for sheet in book for row in sheet for cell in row if cell.value}
    assert kinds == {"s"}
    assert [cell.value for cell in book["survey"][2]][:4] == ["select_one q", "q", "=1+1", "+٢"]


def test_hostile_strings_come_back_unchanged_but_for_control_characters(tmp_path: Path):
    if not STRINGS.is_file():
        pytest.skip(f"{STRINGS} is not here: the hostile strings were not tried")
    lines = dict.fromkeys(reading.clean(line) for line in json.loads(STRINGS.read_text()))
    shown = [line for line in lines if line and not (CONTROL & set(line))]
    assert len(shown) > 400
    made = Definition(
        tuple(
            Item(
                f"q{number}",
                QuestionKind.ONE_CHOICE,
                LocalText.of({"en": line, "ar": line}),
                hint=LocalText("en", line),
                options=(Choice("a", LocalText("en", line)),),
            )
            for number, line in enumerate(shown)
        )
    )

    content = written(made)

    assert understood(content).definition == made
    assert len(list(xform(content, tmp_path).iter(f"{XF}bind"))) > len(shown)


def test_export_names_each_language_and_no_default():
    label = LocalText.of({"ar": "سؤال", "fr": "Question"}, "ar")
    book = load_workbook(BytesIO(written(Definition((Item("q", QuestionKind.DATE, label),)))))

    heads = [cell.value for cell in book["survey"][1]]
    assert heads[:6] == [
        "type", "name", "label::Arabic (ar)", "label::French (fr)", "hint::Arabic (ar)",
        "hint::French (fr)",
    ]  # fmt: skip
    assert [[cell.value for cell in row] for row in book["settings"]] == [
        ["form_title", "form_id", "version", "default_language"],
        ["A form", "form", "meeting-1", "Arabic (ar)"],
    ]


@pytest.mark.parametrize("name", [LIBYA, NIGER])
def test_real_form_comes_back_equal_with_what_is_kept(name: str, tmp_path: Path):
    read = understood(real(name), unnamed="fr")

    back = again(read)

    assert back.definition == read.definition
    assert back.kept == read.kept
    assert back.parts == read.parts
    assert [(one.what, one.reason) for one in back.unsupported] == [
        (one.what, one.reason) for one in read.unsupported
    ]


@pytest.mark.parametrize("name", [LIBYA, NIGER])
def test_real_form_is_refused_by_pyxform_at_places_that_our_report_names(name: str, tmp_path: Path):
    file = tmp_path / name
    file.write_bytes(real(name))
    with pytest.raises(PyXFormError) as refused:
        convert(file)
    found = re.findall(
        r"\[row : (\d+)\] On the '(\w+)' sheet, the '(\w+)' value is invalid", str(refused.value)
    )
    assert found

    named = places(understood(file.read_bytes(), unnamed="fr"))

    assert {(sheet, int(row), column) for row, sheet, column in found} - set(named) == set()


@pytest.mark.parametrize("name", [LIBYA, NIGER])
def test_export_of_a_real_form_means_the_same_to_pyxform(name: str, tmp_path: Path):
    read = understood(real(name), unnamed="fr")
    content = writing.write(
        read.definition, kept=read.kept, parts=read.parts, form_id="form", title="Form"
    )

    assert_same(read.definition, xform(content, tmp_path), read)


@pytest.mark.parametrize("seed", SEEDS)
def test_export_of_a_random_form_means_the_same_to_pyxform(seed: int, tmp_path: Path):
    made = a_random_definition(seed)

    assert_same(made, xform(written(made), tmp_path))


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_every_kind_comes_back_from_a_form_that_pyxform_takes(kind: QuestionKind, tmp_path: Path):
    label = LocalText.of({"en": "Q?", "ar": "سؤال؟"})
    is_listed = kind in rules.CODED_KINDS | rules.NUMBERED_KINDS
    asked = Item(
        "q",
        kind,
        label,
        options=(Choice("a", label), Choice("b", label)) if is_listed else (),
        calculation="1 + 1" if kind == QuestionKind.CALCULATION else "",
        personal=kind not in rules.UNANSWERED_KINDS,
    )
    inside = Item("last", QuestionKind.DATE, label, parent="q")
    is_section = kind == QuestionKind.SECTION
    made = Definition((asked, inside) if is_section else (asked,))

    content = written(made)

    read = understood(content)
    assert (read.definition, read.problems, read.unsupported) == (made, [], [])
    assert read.parts == {}
    assert_same(made, xform(content, tmp_path))


def test_asked_and_calculated_question_is_so_to_pyxform_after_a_round_trip(tmp_path: Path):
    read = a_form(
        ("type", "name", "label::English (en)", "calculation"),
        ("integer", "age", "Age?"),
        ("integer", "double", "Twice that?", "${age} * 2"),
        ("select_one l", "old", "Old?", "if(${age} > 60, 'yes', 'no')"),
        choices=(("list_name", "name", "label"), ("l", "yes", "Yes"), ("l", "no", "No")),
    )
    content = writing.write(
        read.definition, kept=read.kept, parts=read.parts, form_id="form", title="Form"
    )

    form = xform(content, tmp_path)

    assert_same(read.definition, form, read)
    rules_by_path = {
        bind.attrib["nodeset"]: as_written(bind.attrib["calculate"])
        for bind in form.iter(f"{XF}bind")
        if "calculate" in bind.attrib
    }
    assert rules_by_path == {
        "/data/double": "${age}*2",
        "/data/old": "if(${age}>60,'yes','no')",
    }
    asked = {one.attrib["ref"] for one in form.iter() if one.tag.endswith(("}input", "}select1"))}
    assert asked == {"/data/age", "/data/double", "/data/old"}


def assert_same(definition: Definition, form: ET.Element, read: Read | None = None) -> None:
    """The XForm has our questions, in their sections, with our rules, choices and texts."""
    binds = {bind.attrib["nodeset"]: bind.attrib for bind in form.iter(f"{XF}bind")}
    texts = itext(form)
    for item in definition.items:
        path = path_of(definition, item)
        if item.kind == QuestionKind.SECTION:
            bind = binds.get(path, {})
        else:
            is_table = item.kind in (QuestionKind.GRID, QuestionKind.POINTS)
            is_repeat = read is not None and "repeat" in read.parts.get(item.code, {})
            bind = binds.get(path, {}) if is_table or is_repeat else binds[path]
        assert as_written(bind.get("relevant", "")) == plain(item.relevant)
        if item.kind in rules.CODED_KINDS:
            assert choices_of(form, path, texts) == {
                option.code: spaced(own(option.label)) for option in item.options
            }
        if item.is_answered and item.kind not in (QuestionKind.GRID, QuestionKind.POINTS):
            assert as_written(bind.get("constraint", "")) == plain(limits.with_limits(item))
            needed = "true()" if item.required else item.required_if
            if item.kind != QuestionKind.CALCULATION:
                assert as_written(bind.get("required", "")) == plain(needed)
        if item.kind == QuestionKind.CALCULATION:
            assert as_written(bind.get("calculate", "")) == plain(item.calculation)
        elif item.label and f"{path}:label" in texts:
            assert texts[f"{path}:label"] == spaced(own(item.label))


def path_of(definition: Definition, item: Item) -> str:
    parents = [item.code]
    while item.parent:
        item = definition.by_code[item.parent]
        parents.append(item.code)
    return "/".join(["", "data", *reversed(parents)])


def own(text: LocalText) -> dict[str, str]:
    return {code: text.own(code) for code in LANGUAGES if text.own(code)}


def spaced(texts: dict[str, str]) -> dict[str, str]:
    """As pyxform reads cells: straight quotation marks, single blanks, references apart, escapes and
    unseen marks as they stand."""
    return {code: seen(re.sub(r"\$\{[^{}]*\}", "", text)) for code, text in texts.items()}


def seen(text: str) -> str:
    straight = text.translate(str.maketrans("‘’“”", "''\"\""))
    return " ".join(straight.replace("_x005F_", "_").replace("\u2060", "").split())


def itext(form: ET.Element) -> dict[str, dict[str, str]]:
    """{id: {language: text}}; what pyxform fills empty cells with is left out."""
    codes = {name: code for code, name in LANGUAGE_COLUMN.items()}
    found: dict[str, dict[str, str]] = {}
    for translation in form.iter(f"{XF}translation"):
        code = codes.get(translation.attrib["lang"], translation.attrib["lang"])
        for text in translation.iter(f"{XF}text"):
            value = text.find(f"{XF}value")
            if value is None or value.attrib.get("form"):
                continue
            said = seen("".join([value.text or "", *(part.tail or "" for part in value)]))
            if said != "-":
                found.setdefault(text.attrib["id"], {})[code] = said
    return found


def choices_of(
    form: ET.Element, path: str, texts: dict[str, dict[str, str]]
) -> dict[str, dict[str, str]]:
    control = next(
        one for one in form.iter() if one.attrib.get("ref") == path and "label" not in one.tag
    )
    itemset = control.find(f"{XF}itemset")
    assert itemset is not None
    wanted = re.findall(r"instance\('([^']+)'\)", itemset.attrib["nodeset"])[0]
    instance = next(one for one in form.iter(f"{XF}instance") if one.attrib.get("id") == wanted)
    found = {}
    for one in instance.iter(f"{XF}item"):
        label = one.findtext(f"{XF}itextId")
        name = one.findtext(f"{XF}name") or ""
        found[name] = texts.get(label or "", {})
    return found


def plain(rule: str) -> str:
    return re.sub(r"\s+", "", rule)


def as_written(rule: str) -> str:
    """With codes in place of pyxform's paths."""
    named = re.sub(r"\s*(?:/[\w.-]+)+/([\w.-]+)\s*|\s*/data/([\w.-]+)\s*", _code, rule)
    return plain(named)


def _code(found: re.Match[str]) -> str:
    return "${" + (found[1] or found[2]) + "}"


def test_parts_that_are_not_shown_come_back_at_their_places():
    rows = (
        ("type", "name", "label::English (en)", "calculation", "repeat_count", "guidance_hint"),
        ("start", "start"),
        ("begin_group", "home", "Home"),
        ("geopoint", "where", "Where?"),
        ("text", "town", "Town?", None, None, "Ask twice"),
        ("calculate", "region", None, "pulldata('towns', 'region', 'name', ${town})"),
        ("begin_repeat", "child", "Children", None, "3"),
        ("integer", "age", "Age?"),
        ("end_repeat",),
        ("barcode", "card", "Card?"),
        ("end_group",),
        ("end", "end"),
    )
    read = a_form(*rows)
    content = writing.write(
        read.definition, kept=read.kept, parts=read.parts, form_id="form", title="T"
    )

    sheet = load_workbook(BytesIO(content))["survey"]
    found = [[cell.value for cell in row] for row in sheet]
    place = {head: number for number, head in enumerate(found[0])}
    wanted = [[row[n] if n < len(row) else None for n in range(6)] for row in rows]
    assert [[row[place[str(head)]] for head in rows[0]] for row in found] == wanted
    assert again(read).kept == read.kept
    assert [(one.row, one.what) for one in read.unsupported] == [
        (2, "start"), (4, "geopoint"), (6, "pulldata"), (7, "repeat"), (10, "barcode"), (12, "end"),
    ]  # fmt: skip


def test_kept_row_stays_in_its_section_when_what_it_followed_is_gone():
    read = a_form(
        ("type", "name", "label::English (en)"),
        ("begin_group", "home", "Home"),
        ("text", "a", "A?"),
        ("geopoint", "where", "Where?"),
        ("text", "b", "B?"),
        ("end_group",),
    )
    left = Definition(tuple(item for item in read.definition.items if item.code != "a"))

    content = writing.write(left, kept=read.kept, form_id="form", title="T")

    assert [row[1] for row in cells(content)["survey"]][1:] == ["home", "b", "where", None]


def test_rows_of_a_grid_never_take_the_code_of_a_question(tmp_path: Path):
    label = LocalText("en", "L")
    grid = Item("g", QuestionKind.GRID, label, options=(Choice("x", label), Choice("y", label)))
    made = Definition((grid, Item("g_2", QuestionKind.DATE, label)))

    content = written(made)

    assert [row[1] for row in cells(content)["survey"]][1:] == ["g", "g__1", "g__2", None, "g_2"]
    assert understood(content).definition == made
    assert xform(content, tmp_path) is not None
