"""The page of figures keeps what other measurements wrote."""

from pathlib import Path

from benchmarks.figures import write_part


def test_write_part_replaces_its_own_and_leaves_the_others(tmp_path: Path):
    page = tmp_path / "README.md"

    write_part("one", "## One\n\nold", page)
    write_part("two", "## Two", page)
    write_part("one", r"## One\n" "\n\nnew", page)

    assert page.read_text() == (
        "# Figures\n\n<!-- one -->\n"
        r"## One\n"
        "\n\nnew\n<!-- end of one -->\n\n<!-- two -->\n## Two\n<!-- end of two -->\n"
    )
