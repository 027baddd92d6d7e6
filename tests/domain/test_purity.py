"""The domain stands on the standard library alone."""

import ast
import subprocess
import sys
from pathlib import Path

import wagtail_disclosure.domain
from wagtail_disclosure.domain import __all__ as public_names

FOLDER = Path(wagtail_disclosure.domain.__file__).parent


def test_domain__loads_nothing_but_the_standard_library():
    code = (
        "import sys; before = set(sys.modules); import wagtail_disclosure.domain; "
        "names = {name.partition('.')[0] for name in set(sys.modules) - before}; "
        "print(*sorted(names - sys.stdlib_module_names))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=FOLDER.parent.parent, capture_output=True, text=True,
        check=True,
    )  # fmt: skip

    assert done.stdout.split() == ["wagtail_disclosure"]


def test_domain__imports_nothing_else_anywhere():
    found = set()
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add(node.module.partition(".")[0])

    assert found - sys.stdlib_module_names == set()


def test_domain__public_names_exist():
    assert [name for name in public_names if not hasattr(wagtail_disclosure.domain, name)] == []
