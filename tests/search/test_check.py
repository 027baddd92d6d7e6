"""The system check of the search backend."""

from __future__ import annotations

import pytest

from wagtail_disclosure.checks import check_search_backend

OURS = {"default": {"BACKEND": "wagtail_disclosure.search.backend"}}


@pytest.mark.parametrize(
    ("language", "backends", "ids"),
    [
        ("zh-hans", None, ["wagtail_disclosure.W004"]),
        ("zh-Hant", {}, ["wagtail_disclosure.W004"]),
        (
            "zh-hans",
            {"default": {"BACKEND": "wagtail.search.backends.database"}},
            ["wagtail_disclosure.W004"],
        ),
        ("zh-hans", OURS, []),
        ("zh-hans", {"default": {"BACKEND": "wagtail.search.backends.opensearch3"}}, []),
        ("en", None, []),
    ],
)
def test_check__of_the_search_backend(settings, language, backends, ids):
    settings.LANGUAGE_CODE = language
    del settings.WAGTAILSEARCH_BACKENDS
    if backends is not None:
        settings.WAGTAILSEARCH_BACKENDS = backends
    assert [problem.id for problem in check_search_backend(None)] == ids


def test_check__says_the_line_to_write(settings):
    del settings.WAGTAILSEARCH_BACKENDS
    (problem,) = check_search_backend(None)
    assert f"WAGTAILSEARCH_BACKENDS = {OURS}".replace("'", '"') in problem.hint
