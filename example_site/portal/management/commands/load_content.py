"""Load the example content: portal, agencies, reports, users. Safe to call again."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from example_site.demo_login import USER_NAME, demo_password
from example_site.portal.content.documents import load_documents
from example_site.portal.content.reference import load_reference
from example_site.portal.content.reports import load_reports
from example_site.portal.content.tree import load_tree
from example_site.portal.content.users import EDITOR_NAME, load_group, load_users, set_password


class Command(BaseCommand):
    help = (
        "Load the example portal of 示例市: pages, agencies, reports, users. Whatever was loaded "
        "once belongs to the editors: a second call changes nothing of it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("zh-hans"):
            user = load_users()
            made = load_reference() + load_tree() + load_group()
            reports, documents = load_reports(user), load_documents(user)
        if os.environ.get("DEMO_PASSWORD"):
            set_password(demo_password())
        if made or reports or documents:
            self.stdout.write(
                f"Example content: {reports} reports, {documents} documents and {made} other things "
                "made."
            )
        else:
            self.stdout.write("The example content is there already; nothing was changed.")
        self.stdout.write(f"Users: {USER_NAME} (everything), {EDITOR_NAME} (editor)")
