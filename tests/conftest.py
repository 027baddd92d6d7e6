"""What every test may use: a database with Wagtail's root, and which tests were left out."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache

# A Django project of its own: run by tests/test_custom_base_page.py.
collect_ignore = (
    []
    if os.environ.get("DJANGO_SETTINGS_MODULE") == "tests.custombase.settings"
    else ["custombase"]
)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET = {
    "browser": "no Chromium: apt install chromium, or CHROMIUM=/path/to/chromium make test",
}
# With REQUIRE_ALL=1 a test that is left out counts as a failure.
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"


def find_chromium() -> str | None:
    """The program that the browser tests drive: CHROMIUM, else the system's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    browser_tests = Path(__file__).parent / "browser"
    for item in items:
        if browser_tests in item.path.parents:
            item.add_marker(pytest.mark.browser)
        # A test with real commits empties the database; the next one needs Wagtail's root
        # page, locale and site again.
        names = item.fixturenames  # one list for all cases of a parametrised test
        marker = item.get_closest_marker("django_db")
        real_commits = marker is not None and marker.kwargs.get("transaction")
        real_commits = real_commits or "transactional_db" in names or "live_server" in names
        if real_commits and "django_db_serialized_rollback" not in names:
            names.insert(0, "django_db_serialized_rollback")
    if find_chromium() is None:
        left_out = pytest.mark.skip(reason=HOW_TO_GET["browser"])
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line per reason for which tests were left out."""
    left_out: dict[str, list[str]] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        left_out.setdefault(reason.removeprefix("Skipped: "), []).append(report.nodeid)
    for reason, tests in left_out.items():
        files = ", ".join(sorted({test.split("::")[0] for test in tests}))
        terminalreporter.write_line(f"Left out: {len(tests)} tests of {files} ({reason})")
    if REQUIRE_ALL and left_out:
        terminalreporter.write_line("REQUIRE_ALL=1: no test may be left out, so this run fails")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and reporter and reporter.stats.get("skipped") and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder that ``tests.settings`` made for this run's files."""
    if hasattr(config, "workerinput"):
        return  # one of several processes: the folder is everyone's
    folder = os.environ.get("EXAMPLE_SITE_VAR", "")
    if Path(folder).name.startswith("disclosure-tests-"):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    """Wagtail caches the paths of sites, Django content types; neither may outlive a test."""
    yield
    cache.clear()
    ContentType.objects.clear_cache()


@pytest.fixture
def media_root(settings: object) -> Iterator[Path]:
    """A folder of this test's own for uploaded and generated files."""
    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = folder
        yield Path(folder)
