"""Tests that drive Debian's Chromium through Playwright, against a live server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    expect,
    sync_playwright,
)

from tests.conftest import find_chromium

from .gate import Gate

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

#: Milliseconds for what a page is about to do; a busy machine may take most of them.
PATIENCE = 15_000


@dataclass
class Watch:
    """What a page did that a good page does not do; checked when the test ends."""

    origin: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, part: str) -> None:
        """Expect console errors that hold ``part`` (e.g. a 404 that the test provokes)."""
        self.allowed.append(part)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def unexpected(self) -> list[str]:
        return [error for error in self.errors if not any(part in error for part in self.allowed)]

    def filter_request(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in ("http", "https") and address.netloc != self.origin:
            self.outside.append(route.request.url)
            route.abort()
        else:
            route.continue_()


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """One Chromium for the whole run."""
    # Playwright's event loop runs in this thread from here on. Django refuses the ORM beside a
    # loop unless told otherwise, and would open connections of their own there: hand it ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    ours = {alias: connections[alias] for alias in connections}
    with sync_playwright() as playwright:
        for alias, connection in ours.items():
            connections[alias] = connection
        expect.set_options(timeout=PATIENCE)
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def gate(live_server: Any) -> Gate:
    """The gate before the live server."""
    server = live_server.thread.httpd
    gate = Gate(server.get_app())
    server.set_app(gate)
    return gate


@pytest.fixture(autouse=True)
def _served_while_the_test_runs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Open the gate once the database is restored; close it before the database is emptied."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    gate = request.getfixturevalue("gate")
    gate.open()
    yield
    gate.close()


@pytest.fixture
def watch(live_server: Any) -> Watch:
    """The watch over ``page``; use ``watch.allow("404")`` for errors that a test provokes."""
    return Watch(origin=urlsplit(live_server.url).netloc)


@pytest.fixture
def context(browser: Browser, live_server: Any, watch: Watch) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=live_server.url, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    context.set_default_timeout(PATIENCE)
    context.route("**/*", watch.filter_request)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Iterator[Page]:
    """A page that fails its test on a script error or a request to another host."""
    page = context.new_page()
    page.on("console", watch.hear)
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    yield page
    page.close()
    assert watch.unexpected() == []
    assert watch.outside == []


@pytest.fixture
def sign_in(context: BrowserContext, live_server: Any) -> Callable[[Any], None]:
    """``sign_in(user)``: the browser's session is that user's from now on."""

    def sign_in(user: Any) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return sign_in


@pytest.fixture
def admin_page(page: Page, sign_in: Callable[[Any], None], admin_user: Any) -> Page:
    """``page``, signed in as a superuser."""
    sign_in(admin_user)
    return page


@pytest.fixture
def axe_violations() -> Callable[..., list[tuple[str, str]]]:
    """``axe_violations(page, within=None)``: what axe finds, as (rule, selector) pairs."""

    def axe_violations(page: Page, within: str | None = None) -> list[tuple[str, str]]:
        results = Axe().run(page, context=within)
        return [
            (violation["id"], " ".join(str(part) for part in node["target"]))
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]

    return axe_violations
