"""System checks of how documents are served."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import Storage
from django.urls import path, re_path
from django.views.static import serve
from wagtail.documents import get_document_model

from wagtail_disclosure.checks import check_documents_served_by_view


class Bucket(Storage):
    """A remote storage as django-storages has them: an address, and no path."""

    def __init__(self, **options: Any) -> None:
        vars(self).update(options)

    def url(self, name: str | None) -> str:
        return f"https://bucket.example/{name}"


def ways() -> list[str]:
    found = check_documents_served_by_view(None)
    assert {(message.id, message.level) for message in found} <= {("wagtail_disclosure.W001", 30)}
    return [message.msg.partition(": ")[2] for message in found]


def use_storage(monkeypatch: pytest.MonkeyPatch, storage: Storage) -> None:
    monkeypatch.setattr(get_document_model()._meta.get_field("file"), "storage", storage)


def test_documents__served_by_the_view_are_safe():
    assert ways() == []


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("redirect", "tells readers where the file lies"),
        ("direct", "tells readers where the file lies"),
        (None, "is None"),
        ("serve-view", "is 'serve-view'"),
    ],
)
def test_documents__served_another_way_are_warned_of(settings: Any, method: Any, words: str):
    settings.WAGTAILDOCS_SERVE_METHOD = method
    (way,) = ways()
    assert words in way


def test_documents__of_a_site_that_serves_all_its_media_are_warned_of(settings: Any):
    media = re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})
    settings.ROOT_URLCONF = type("urls", (), {"urlpatterns": [media, path("", serve)]})
    assert ways() == ["the URL configuration hands out all of MEDIA_ROOT."]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"querystring_auth": False}, "querystring_auth = False"),
        ({"default_acl": "public-read"}, 'default_acl = "public-read"'),
        ({"querystring_auth": True, "default_acl": None}, ""),
        ({"querystring_auth": True, "default_acl": "private"}, ""),
        ({}, ""),
    ],
)
def test_documents__in_a_bucket(monkeypatch: pytest.MonkeyPatch, options: Any, words: str):
    use_storage(monkeypatch, Bucket(**options))
    found = ways()
    assert len(found) == bool(words)
    assert all(words in way for way in found)


def test_documentation__names_every_dangerous_option():
    guide = Path(__file__).parent.parent / "docs/how-to/serve-attachments-safely.md"
    text = guide.read_text(encoding="utf-8")
    for word in ("querystring_auth", "default_acl", '"redirect"', '"direct"', "SENDFILE_BACKEND"):
        assert word in text
