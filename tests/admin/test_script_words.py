"""Chinese for what Wagtail's scripts say in English."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

pytestmark = pytest.mark.django_db


def words(response) -> dict[str, str] | None:
    found = re.search(
        r'<script id="disclosure-script-words"[^>]*>(.*?)</script>', response.content.decode()
    )
    return json.loads(found[1]) if found else None


def test_admin__has_the_words_in_chinese(admin_client):
    response = admin_client.get(reverse("wagtailadmin_home"))
    found = words(response)
    assert len(found) == 19
    assert found["Changes have been autosaved."] == "更改已自动保存。"
    assert found["%(num)s error"] == "%(num)s 处错误"
    assert "wagtail_disclosure/js/script-words.js" in response.content.decode()


def test_admin__in_english_has_none(admin_client, admin_user):
    UserProfile.objects.create(user=admin_user, preferred_language="en")
    response = admin_client.get(reverse("wagtailadmin_home"))
    assert words(response) is None
    assert "script-words" not in response.content.decode()
