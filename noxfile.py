"""`make test-matrix`: the tests on every supported combination whose Python is installed."""

import os
from pathlib import Path

import nox

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "venv"
nox.options.sessions = ["tests", "custom_base_page"]
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"

# Interpreters of pyenv, next to those on the PATH.
PYENV = sorted(Path.home().glob(".pyenv/versions/3.1[1-9].*/bin"))
os.environ["PATH"] = os.pathsep.join([os.environ["PATH"], *map(str, PYENV)])

COMBINATIONS = [
    ("3.11", "5.2", "7.4"),
    ("3.11", "5.2", "8.0"),
    ("3.12", "6.0", "7.4"),
    ("3.12", "6.0", "8.0"),
    ("3.13", "6.1", "8.0"),
]

# A new Django deprecates what Wagtail and others still use: shown here, errors in `make test`.
DEPRECATIONS = ["-W", "default::DeprecationWarning", "-W", "default::PendingDeprecationWarning"]


def install(session: nox.Session, django: str, wagtail: str) -> None:
    """The package with the newest patch release of these series, and what its tests need."""
    session.run("python", "-m", "pip", "install", "--quiet", "--upgrade", "pip>=25.1")
    series = [f"django~={django}.0", f"wagtail~={wagtail}.0"]
    session.install("--editable", ".", *series, "--group", "test")


@nox.session
@nox.parametrize(
    ("python", "django", "wagtail"),
    COMBINATIONS,
    ids=[f"py{python}-dj{django}-wt{wagtail}" for python, django, wagtail in COMBINATIONS],
)
def tests(session: nox.Session, django: str, wagtail: str) -> None:
    """All tests but those of the wheel, which install a Wagtail of their own."""
    install(session, django, wagtail)
    arguments = session.posargs or ["-n", "auto", "-m", "not wheel"]
    session.run("python", "-m", "pytest", *DEPRECATIONS, *arguments)


@nox.session(python="3.13")
def custom_base_page(session: nox.Session) -> None:
    """A site with a base page of its own (WAGTAIL_PAGE_MODEL), without our concrete pages."""
    install(session, "6.1", "8.0")
    environment = {"DJANGO_SETTINGS_MODULE": "tests.custombase.settings", "DATABASE_URL": None}
    session.run("python", "-m", "django", "check", "--fail-level", "WARNING", env=environment)
    session.run("python", "-m", "pytest", *DEPRECATIONS, "tests/custombase", env=environment)
