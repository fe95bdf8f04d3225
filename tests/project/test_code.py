"""Rules of the house that the code itself must keep."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "meeting_app"
# Views save through core.requests.saved; the worker, its queue and commands commit themselves.
MAY_COMMIT = {
    "core/requests.py",
    "core/worker.py",
    "core/jobs.py",
    "core/outbox/sending.py",
    "cli.py",
}
UNGUARDED = {"static", "healthz", "readyz"}


def python_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def calls_of(path: Path, name: str) -> list[int]:
    """Lines on which a method of this name is called."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
    ]


def test_commit_is_called_only_at_the_edge():
    found = {
        str(path.relative_to(PACKAGE))
        for path in python_files()
        if calls_of(path, "commit") and path.name != "commands.py"
    }

    assert found - MAY_COMMIT == set()


@pytest.mark.parametrize("name", ["now", "utcnow", "today"])
def test_clock_is_read_in_one_place(name: str):
    found = {str(path.relative_to(PACKAGE)) for path in python_files() if calls_of(path, name)}

    assert found <= {"core/requests.py"}


def test_every_route_is_guarded(app: Flask):
    bare = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "permission")
    }

    assert bare == UNGUARDED


def test_stylesheet_knows_no_left_and_right():
    css = (PACKAGE / "static" / "app.css").read_text()
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)

    assert re.findall(r"(?<![\w-])(?:left|right)(?![\w-])", css) == []
    assert re.findall(r"(?:margin|padding|border|inset)-(?:left|right)", css) == []


def test_pages_carry_no_inline_style_or_script():
    found = [
        str(path)
        for path in (ROOT / "templates").rglob("*.html")
        if path.parts[-1] != "letter.html"
        and re.search(r"\sstyle=|\son\w+=\"|<style|<script(?![^>]*src=)", path.read_text())
    ]

    assert found == []


def test_templates_name_no_other_host():
    found = [
        str(path)
        for path in [*(ROOT / "templates").rglob("*.*"), *(PACKAGE / "static").rglob("*.*")]
        if re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?https?://", path.read_text())
    ]

    assert found == []


def test_settings_are_all_named_in_the_readme():
    source = (ROOT / "config.py").read_text()
    names = set(re.findall(r"env\.get\(\s*\"(\w+)\"", source))
    readme = (ROOT / "README.md").read_text()

    assert names == {
        "HOST", "PORT", "BASE_URL", "DATA_DIR", "SECRET_KEY", "SEALING_KEYS", "SEALING_KEYS_FILE", "SECURITY_CONTACT", "DATABASE_URL", "SMTP_URL", "MAIL_FROM", "DEMO",
        "REDIS_URL", "TRUSTED_PROXIES",
        "SMTP_REQUIRE_TLS", "MAIL_BOUNCES", "MAIL_PER_MINUTE",
        "SURVEY_LEAST_SECONDS", "SURVEY_ANSWERS_PER_MINUTE",
    }  # fmt: skip
    assert [name for name in sorted(names) if f"`{name}`" not in readme] == []


def test_packages_begin_with_a_paragraph():
    empty = [
        str(path.parent.relative_to(ROOT))
        for path in PACKAGE.rglob("__init__.py")
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert empty == []
