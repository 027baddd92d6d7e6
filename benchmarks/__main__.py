"""Run every benchmark, or the named ones, against a database of its own:
``python -m benchmarks [NAME ...]``."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from benchmarks import grid, numbering, prose, search_quality, search_speed, standards  # noqa: E402

BENCHMARKS = {
    "standards": standards.lines,
    "grid": grid.lines,
    "prose": prose.lines,
    "numbering": numbering.lines,
    "search_quality": search_quality.lines,
    "search_speed": search_speed.lines,
}


def main(names: list[str]) -> None:
    """Run the benchmarks of these names, or all."""
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        for name in names or BENCHMARKS:
            print(name)
            for line in BENCHMARKS[name]():
                print(f"  {line}")
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1:])
