"""Run every benchmark, or the named ones, against a database of its own:
``python -m benchmarks [NAME ...]``."""

from __future__ import annotations

import argparse
import os
from tempfile import TemporaryDirectory

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from benchmarks import (  # noqa: E402
    catalogue,
    grid,
    numbering,
    prose,
    search_quality,
    search_speed,
    standards,
)

BENCHMARKS = {
    "standards": standards.lines,
    "grid": grid.lines,
    "prose": prose.lines,
    "numbering": numbering.lines,
    "search_quality": search_quality.lines,
    "search_speed": search_speed.lines,
    "catalogue": catalogue.lines,
}


def main() -> None:
    """Run the named benchmarks, or all. Files go into a directory that is removed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    names = parser.parse_args().names
    unknown = sorted({*names} - {*BENCHMARKS})
    if unknown:
        parser.error(f"There is no {', '.join(unknown)}. Known are: {', '.join(BENCHMARKS)}.")
    with TemporaryDirectory() as media:
        settings.MEDIA_ROOT = media
        run(names)


def run(names: list[str]) -> None:
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        for name in names or BENCHMARKS:
            print(name)
            for line in BENCHMARKS[name]():
                print(f"  {line}")
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
