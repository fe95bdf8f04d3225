"""The list of checks holds what it must, and names tests that exist."""

import ast
from functools import cache
from pathlib import Path

from tests.attacks.checks import CHECKS

ROOT = Path(__file__).parents[2]
WANTED = {*range(1, 7), 11, *range(15, 35), *range(40, 44), *range(50, 64)}


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text())
    return frozenset(
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def exists(test: str) -> bool:
    path, _sep, name = test.partition("::")
    return (ROOT / path).is_file() and name in names_in(path)


def test_every_wanted_attack_is_checked():
    assert WANTED - set(CHECKS) == set()


def test_every_test_of_the_list_exists():
    tests = {test for check in CHECKS.values() for test in (*check.held, *check.noticed)}

    assert {test for test in tests if not exists(test)} == set()


def test_every_check_was_made_with_the_fault_or_says_why_not():
    assert {n for n, check in CHECKS.items() if bool(check.noticed) == bool(check.why)} == set()
    assert {n for n in WANTED if not CHECKS[n].noticed} == set()
