"""Read the text of a published report page and make a draft report of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_disclosure.importers.errors import ImportRefused
from wagtail_disclosure.importers.text_files import MAX_BYTES
from wagtail_disclosure.models.base_page import base_page_model
from wagtail_disclosure.services.import_plan import ImportPlan, existing_text
from wagtail_disclosure.services.import_summary import summary_lines
from wagtail_disclosure.services.import_texts import refusal_text
from wagtail_disclosure.services.importing import apply_import, plan_import, read_report
from wagtail_disclosure.services.publishing import PublicationRefusedError


class Command(BaseCommand):
    help = (
        "Read a report page, saved as text the way a browser copies it, and make a draft report "
        "of it: metadata, sections and every figure. --dry-run only shows what was understood."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="text file of one report page")
        parser.add_argument(
            "--under",
            metavar="PAGE",
            required=True,
            help="the report index to put it under: its page id or its path, e.g. /xxgk/nianbao/",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="show what was understood and change nothing"
        )
        parser.add_argument(
            "--create-agency",
            metavar="CODE",
            help="add the agency under this code if the site does not know it",
        )
        parser.add_argument(
            "--publish", action="store_true", help="publish the new report, if the rules allow it"
        )
        parser.add_argument(
            "--user", metavar="NAME", help="user name under which the page is made; default: none"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"] and options["publish"]:
            raise CommandError(_("--dry-run and --publish exclude each other."))
        user = _user(options["user"])
        parent = _page(options["under"])
        try:
            imported = read_report(_read(Path(options["file"])))
        except ImportRefused as refusal:
            raise CommandError(f"{options['file']}: {refusal_text(refusal)}") from refusal
        plan = plan_import(imported, parent, create_agency=options["create_agency"])
        if options["dry_run"]:
            for line in summary_lines(plan):
                self.stdout.write(line)
        if plan.refusals:
            raise CommandError(" ".join(plan.refusals))
        if options["dry_run"]:
            return
        if plan.existing is not None:
            self.stdout.write(existing_text(plan))
        else:
            self._import(plan, user, publish=options["publish"])

    def _import(self, plan: ImportPlan, user: Any, *, publish: bool) -> None:
        page = apply_import(plan, user)
        values = {"title": page.title, "page": page.pk}
        text = _("Made the draft “%(title)s” (page %(page)s). Compare it with the source.")
        self.stdout.write(self.style.SUCCESS(text % values))
        notes = [note for note in plan.imported.notes if note.level != "information"]
        if notes:
            text = _("%(count)s remarks on what was read: see them with --dry-run.")
            self.stdout.write(self.style.WARNING(text % {"count": len(notes)}))
        if publish:
            self._publish(page, user)

    def _publish(self, page: Any, user: Any) -> None:
        try:
            page.get_latest_revision().publish(user=user)
        except PublicationRefusedError as refusal:
            reasons = "\n".join(f"- {problem.message}" for problem in refusal.problems)
            text = _("The draft was made, but it cannot be published yet:\n%(reasons)s")
            raise CommandError(text % {"reasons": reasons}) from refusal
        page.refresh_from_db()
        text = _("Published under the index number %(number)s: %(url)s")
        values = {"number": page.index_number, "url": page.full_url or page.url}
        self.stdout.write(self.style.SUCCESS(text % values))


def _read(path: Path) -> bytes:
    """The file, up to one byte more than is allowed."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        text = _("%(file)s cannot be read: %(reason)s.")
        raise CommandError(text % {"file": path, "reason": error.strerror}) from error


def _user(name: str | None) -> Any:
    if not name:
        return None
    users = get_user_model()
    try:
        return users.objects.get(**{users.USERNAME_FIELD: name})
    except users.DoesNotExist as error:
        text = _("There is no user “%(name)s”.")
        raise CommandError(text % {"name": name}) from error


def _page(under: str) -> Any:
    """A page by its id or by its path on a site."""
    pages = base_page_model().objects
    if under.isascii() and under.isdigit():
        found = pages.filter(pk=int(under)).first()
    else:
        path = under.strip("/")
        roots = [site.root_page.url_path for site in Site.objects.select_related("root_page")]
        wanted = [f"{root}{path}/" if path else root for root in roots]
        found = pages.filter(url_path__in=wanted).first()
    if found is None:
        text = _("There is no page “%(page)s”. Give the report index's id or path.")
        raise CommandError(text % {"page": under})
    return found.specific
