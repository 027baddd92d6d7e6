"""A portal of 100 000 documents and 2 000 agencies beside one of 1 000: queries and times.

Claims: no page of the catalogue that is measured here asks more queries at the large size (a
search with too many matches to be ranked may ask fewer), and on PostgreSQL its warm median time
there is at most twice that at the small one. Both catalogues are generated (``make content
SIZE=…``) into databases of their own in the same run, and asked by turns, so that a busy machine
slows both. Ends with an error where a claim does not hold. ``python -m benchmarks catalogue``;
``CATALOGUE_SIZES=tiny,medium`` for other sizes, ``CATALOGUE_KEEP=1`` to keep the databases.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

SIZES = tuple(os.environ.get("CATALOGUE_SIZES", "medium,large").split(","))
ROUNDS = int(os.environ.get("CATALOGUE_ROUNDS", "15"))
#: Keep the two databases, and take those that are there: for work on the pages.
KEEP = os.environ.get("CATALOGUE_KEEP") == "1"
#: How many times as long as the small one the large one may take.
FACTOR = 2.0
CATALOGUE = "xxgk/neirong/mulu"


@dataclass
class Portal:
    """One database with its catalogue, and what was measured there."""

    size: str
    wrapper: Any
    seconds: float = 0
    client: Client = field(default_factory=Client)
    addresses: dict[str, str] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)
    times: dict[str, list[float]] = field(default_factory=dict)


@contextmanager
def inside(portal: Portal) -> Iterator[None]:
    """Let everything use the database of this portal, and a cache of its own."""
    before, connections["default"] = connections["default"], portal.wrapper
    caches["default"].key_prefix = portal.size
    try:
        yield
    finally:
        connections["default"] = before
        caches["default"].key_prefix = ""


@contextmanager
def portals(sizes: tuple[str, ...]) -> Iterator[list[Portal]]:
    """A new database for each size, dropped afterwards unless ``KEEP``."""
    made: list[tuple[Portal, str]] = []
    types: list[Any] = []
    plain = {**connections["default"].settings_dict}
    try:
        for size in sizes:
            portal = Portal(size, connections.create_connection("default"))
            name = f"{str(plain['NAME']).removesuffix('.sqlite3')}_{size}"
            portal.wrapper.settings_dict = {**plain, "TEST": {**plain["TEST"], "NAME": name}}
            ContentType.objects.clear_cache()
            with inside(portal):
                connection.creation.create_test_db(
                    verbosity=0, autoclobber=True, serialize=False, keepdb=KEEP
                )
                made.append((portal, plain["NAME"]))
                _fill(portal)
                types.append(list(ContentType.objects.order_by("pk").values_list("pk", "model")))
        if types[1:] != types[:-1]:
            raise SystemExit("Content types, of which a process keeps one list, differ.")
        yield [portal for portal, _name in made]
    finally:
        for portal, name in made:
            with inside(portal):
                connection.creation.destroy_test_db(name, verbosity=0, keepdb=KEEP)
        settings.DATABASES["default"]["NAME"] = plain["NAME"]
        connections["default"].settings_dict["NAME"] = plain["NAME"]


def _fill(portal: Portal) -> None:
    from wagtail_disclosure.pages.models import DocumentPage

    if not DocumentPage.objects.exists():
        _generate(portal)
    portal.client.force_login(get_user_model().objects.get(username="demo"))
    portal.addresses = addresses()


def _generate(portal: Portal) -> None:
    with open(os.devnull, "w") as nowhere:
        call_command("load_content", stdout=nowhere)
        start = time.perf_counter()
        call_command("load_content", "--size", portal.size, stdout=nowhere)
    portal.seconds = time.perf_counter() - start
    if connection.vendor == "postgresql":
        # What a server does by itself some minutes after so many rows.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def addresses() -> dict[str, str]:
    """What is asked, by what it is called: the same kinds of pages in both databases."""
    from example_site.portal.content.tree import page_at
    from wagtail_disclosure.models import Agency, Category
    from wagtail_disclosure.pages.models import DocumentPage

    index = page_at(CATALOGUE)
    document = DocumentPage.objects.filter(url_path__contains="/sl100").order_by("pk").first()
    if index is None or document is None:
        raise SystemExit("The catalogue was not generated.")
    category = Category.objects.get(scheme__key="disclosure-2008", code="04")
    listing = reverse("disclosure_wagtail_disclosure_pages_documentpage:index")

    def public(**asked: Any) -> str:
        return f"{index.url}?{urlencode(asked)}"

    found = {
        "catalogue index, first page": public(),
        "by agency": public(agency=Agency.objects.get(code="SL10001").pk),
        "by category": public(category=category.pk),
        "by year": public(year=2019),
        "by state (expired)": public(state="expired"),
        "page 40": public(page=40),
        "an agency's own index": document.get_parent().url,
        "search, a rare word (福州市)": public(q="福州市"),
        "search, a common word (抽查)": public(q="抽查"),
        "search, a universal word (公开)": public(q="公开"),
        "search, across words (急管)": public(q="急管"),
        "search, a phrase (年度报告)": public(q="年度报告"),
        "search, an index number": public(q="FZ00503-3000-2019-00004"),
        "a document": document.url,
        "an index number's address": _index_number(document.index_number),
        "admin, list of documents": listing,
        "admin, search for documents": f"{listing}?{urlencode({'q': '抽查'})}",
        "admin, an editor's form": reverse("wagtailadmin_pages:edit", args=[document.pk]),
    }
    return found | _feed(index)


def _index_number(number: str) -> str:
    return reverse("wagtail_disclosure:index_number", args=[number])


def _feed(index: Any) -> dict[str, str]:
    """The feed of the catalogue, where the page has one."""
    try:
        return {"feed of the catalogue": index.url + index.reverse_subpage("feed")}
    except (AttributeError, NoReverseMatch):
        return {}


def ask(portal: Portal, name: str) -> float:
    """The milliseconds of one request."""
    start = time.perf_counter()
    response = portal.client.get(portal.addresses[name])
    milliseconds = (time.perf_counter() - start) * 1000
    if response.status_code not in (200, 301, 302):
        raise SystemExit(f"{name}: answered with {response.status_code}")
    return milliseconds


def compare(found: list[Portal], rounds: int = ROUNDS) -> None:
    """Measure queries of a warm request and times of every page in every portal, by turns."""
    for name in found[0].addresses:
        for portal in found:
            with inside(portal):
                caches["default"].clear()  # nothing of it is to grow old while queries are counted
                ask(portal, name)
                ask(portal, name)
                with CaptureQueriesContext(connection) as queries:
                    ask(portal, name)
                portal.queries[name] = len(queries)
        for _ in range(rounds):
            for portal in found:
                with inside(portal):
                    portal.times.setdefault(name, []).append(ask(portal, name))


def broken(small: Portal, large: Portal, name: str, *, timed: bool) -> list[str]:
    """The claims that do not hold for a page, in words; ``timed``: that about times is made."""
    found = []
    # A database is asked how frequent a word is before its matches are put in order, or not.
    allowed = 1 if name.startswith("admin, search") else 0
    if small.queries[name] + allowed < large.queries[name]:
        found.append("more queries")
    if timed and median(large.times[name]) > FACTOR * median(small.times[name]):
        found.append("too slow")
    return found


def lines() -> Iterator[str]:
    """The measurement in words; ends the process where a claim does not hold."""
    with portals(SIZES) as both:
        compare(both)
    small, large = both
    timed = connection.vendor == "postgresql"
    if not timed:
        yield f"on {connection.vendor}: times are shown, and claimed for PostgreSQL only"
    for portal in (small, large):
        yield f"{portal.size}: generated in {portal.seconds:.0f} s"
    yield f"{'':32} queries        {small.size:>9} {large.size:>9} ratio"
    claims = {name: broken(small, large, name, timed=timed) for name in small.addresses}
    wrong = {name: words for name, words in claims.items() if words}
    for name in small.addresses:
        one, two = median(small.times[name]), median(large.times[name])
        words = ", ".join(wrong.get(name, []))
        counts = f"{small.queries[name]} / {large.queries[name]}"
        yield f"{name:32} {counts:12} {one:6.1f} ms {two:6.1f} ms {two / one:5.2f} {words}".rstrip()
    if wrong:
        raise SystemExit(f"{len(wrong)} of {len(small.addresses)} pages do not keep the claims.")
