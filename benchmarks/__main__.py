"""Run every benchmark against a database of its own: ``python -m benchmarks``."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from benchmarks import numbering, prose, standards  # noqa: E402

BENCHMARKS = {"numbering": numbering.lines, "prose": prose.lines, "standards": standards.lines}


def main() -> None:
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        for name, run in BENCHMARKS.items():
            print(name)
            for line in run():
                print(f"  {line}")
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
