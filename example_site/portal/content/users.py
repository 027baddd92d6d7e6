"""The demo users: one who may do everything, one editor of the disclosure column."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.users.models import UserProfile

from example_site.demo_login import USER_NAME, demo_password

from .once import once
from .tree import page_at

EDITOR_NAME = "bianji"
GROUP_NAME = "公开编辑"
_PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page")
_FILE_PERMISSIONS = ("add_image", "change_image", "choose_image",
                     "add_document", "change_document", "choose_document")  # fmt: skip


def load_users() -> Any:
    """Make users and group that were not made before; returns the demo user, if it is there.

    A password is set when the user is made, and again only when DEMO_PASSWORD asks for it.
    """
    once(f"user/{USER_NAME}", lambda: _user(USER_NAME, superuser=True))
    once(f"user/{EDITOR_NAME}", lambda: _user(EDITOR_NAME, superuser=False))
    return get_user_model().objects.filter(username=USER_NAME).first()


def load_group() -> bool:
    """The editors' group; needs the page tree."""
    return once(f"group/{GROUP_NAME}", _group)


def set_password(password: str) -> None:
    """Give both demo users this password."""
    for user in get_user_model().objects.filter(username__in=(USER_NAME, EDITOR_NAME)):
        if not user.check_password(password):
            user.set_password(password)
            user.save(update_fields=["password"])


def _user(name: str, *, superuser: bool) -> None:
    user, created = get_user_model().objects.get_or_create(
        username=name,
        defaults={"is_superuser": superuser, "is_staff": superuser, "email": f"{name}@example.org"},
    )
    if not created:
        return
    user.set_password(demo_password())
    user.save()
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "zh-hans"
    profile.save()


def _group() -> None:
    group, created = Group.objects.get_or_create(name=GROUP_NAME)
    if not created:
        return
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    page = page_at("xxgk") or Page.objects.filter(depth=1).get()
    for codename in _PAGE_PERMISSIONS:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    root = Collection.get_first_root_node()
    files = Permission.objects.filter(codename__in=_FILE_PERMISSIONS)
    for permission in files.filter(content_type__app_label__in=("wagtailimages", "wagtaildocs")):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
    editor = get_user_model().objects.filter(username=EDITOR_NAME).first()
    if editor is not None:
        editor.groups.add(group)
