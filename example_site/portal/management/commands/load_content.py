"""Load the example content: portal, agencies, reports, users. Safe to call again."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from example_site.demo_login import USER_NAME, demo_password
from example_site.portal.content.counted import load_counted
from example_site.portal.content.documents import load_documents
from example_site.portal.content.generated.load import (
    SIZES,
    GenerationRefusedError,
    load_generated,
    refuse_if_wrong,
)
from example_site.portal.content.reference import load_reference
from example_site.portal.content.reports import load_reports
from example_site.portal.content.tree import load_tree
from example_site.portal.content.users import EDITOR_NAME, load_group, load_users, set_password


class Command(BaseCommand):
    help = (
        "Load the example portal of 示例市: pages, agencies, reports, users. Whatever was loaded "
        "once belongs to the editors: a second call changes nothing of it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--size",
            choices=SIZES,
            help="Add a generated catalogue: "
            + ", ".join(f"{name} of {size.documents} documents" for name, size in SIZES.items()),
        )
        parser.add_argument(
            "--among-others",
            action="store_true",
            help="Add it although the site holds pages that are not of the example content.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["size"]:
                refuse_if_wrong(options["size"], options["among_others"])
            self._load(options["size"])
        except GenerationRefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Users: {USER_NAME} (everything), {EDITOR_NAME} (editor)")

    def _load(self, size: str | None) -> None:
        with translation.override("zh-hans"):
            user = load_users()
            made = load_reference() + load_tree() + load_group()
            reports, documents = load_reports(user), load_documents(user)
            made += load_counted(user)
        if os.environ.get("DEMO_PASSWORD"):
            set_password(demo_password())
        if made or reports or documents:
            self.stdout.write(
                f"Example content: {reports} reports, {documents} documents and {made} other "
                "things made."
            )
        else:
            self.stdout.write("The example content is there already; nothing was changed.")
        if size:
            self._generate(size)

    def _generate(self, size: str) -> None:
        def progress(number: int) -> None:
            if number % 10_000 == 0:
                self.stdout.write(f"  {number} documents")

        if load_generated(size, progress):
            documents, agencies = SIZES[size]
            self.stdout.write(f"{documents} generated documents of {agencies} agencies made.")
        else:
            self.stdout.write("The generated catalogue is there already; nothing was changed.")
