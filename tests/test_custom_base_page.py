"""A site with WAGTAIL_PAGE_MODEL is another Django project, so its tests run in a process."""

import os
import subprocess
import sys

import pytest
from wagtail import VERSION


@pytest.mark.skipif(VERSION < (8, 0), reason="WAGTAIL_PAGE_MODEL came with Wagtail 8.0")
def test_site__with_its_own_base_page(pytestconfig: pytest.Config) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "--ds=tests.custombase.settings"]
    # On SQLite, in a folder of its own: this is about models, not about databases.
    ours = ("DATABASE_URL", "EXAMPLE_SITE_VAR", "DJANGO_SETTINGS_MODULE")
    run = subprocess.run(
        [*command, "tests/custombase"],
        cwd=pytestconfig.rootpath,
        env={name: value for name, value in os.environ.items() if name not in ours},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
