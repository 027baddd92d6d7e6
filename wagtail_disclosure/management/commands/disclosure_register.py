"""``disclosure_register check|import|continue``: the register of index numbers as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now
from django.utils.translation import gettext as _

from wagtail_disclosure.importers.errors import ImportRefused
from wagtail_disclosure.importers.register_rows import RowMistake, read_register
from wagtail_disclosure.importers.table_files import MAX_BYTES
from wagtail_disclosure.models import NumberingScheme
from wagtail_disclosure.services.number_parts import NumberRefusedError
from wagtail_disclosure.services.register_check import register_findings
from wagtail_disclosure.services.register_import import write_register
from wagtail_disclosure.services.register_import_texts import (
    mistake_text,
    place_text,
    table_refusal_text,
)
from wagtail_disclosure.services.register_plan import RegisterPlan, plan_register
from wagtail_disclosure.services.serial_scopes import go_on_after


class Command(BaseCommand):
    help = (
        "Check the register of index numbers, import one that was kept elsewhere, or let a serial "
        "go on after a number. Exit code 1: something is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        check = actions.add_parser("check", help="Everything that is wrong in the register.")
        check.add_argument("--scheme", metavar="NAME", help="Numbers of this scheme only.")
        imported = actions.add_parser("import", help="Take over numbers from a CSV or XLSX file.")
        imported.add_argument("file", metavar="FILE", help="CSV or XLSX, one number a row.")
        imported.add_argument(
            "--dry-run", action="store_true", help="Say what would happen and change nothing."
        )
        imported.add_argument(
            "--skip-wrong", action="store_true", help="Import the right rows, leave out the others."
        )
        imported.add_argument(
            "--scheme", metavar="NAME", help="The scheme of rows that name none themselves."
        )
        for action in (check, imported):
            action.add_argument("--format", choices=["text", "json"], default="text")
        onward = actions.add_parser("continue", help="Let a serial go on after this number.")
        onward.add_argument("number", metavar="NUMBER")
        onward.add_argument("--scheme", metavar="NAME", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        scheme = _scheme(options["scheme"]) if options["scheme"] else None
        if options["action"] == "check":
            self._check(scheme, as_json=options["format"] == "json")
        elif options["action"] == "import":
            self._import(options)
        else:
            assert scheme is not None
            self._continue(scheme, options["number"])

    def _check(self, scheme: NumberingScheme | None, *, as_json: bool) -> None:
        """One line for each finding, written as it is found."""
        count = 0
        for found in register_findings(scheme):
            count += 1
            if as_json:
                self.stdout.write(json.dumps(found.as_data(), ensure_ascii=False))
            else:
                about = " ".join(filter(None, (found.number, f"[{found.kind}]")))
                self.stdout.write(f"{about} {found.reason}")
        if not as_json:
            text = _("The register: %(count)s findings.")
            self.stdout.write(text % {"count": count})
        if count:
            raise SystemExit(1)

    def _import(self, options: dict[str, Any]) -> None:
        try:
            imported = read_register(_read(Path(options["file"])))
        except ImportRefused as refusal:
            raise CommandError(f"{options['file']}: {table_refusal_text(refusal)}") from refusal
        plan = plan_register(imported, options["scheme"] or "")
        writes = not options["dry_run"] and (options["skip_wrong"] or not plan.mistakes)
        try:
            written = write_register(plan, now()) if writes else 0
        except NumberRefusedError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_data(options, plan, written), ensure_ascii=False))
        else:
            self._report(options, plan, written)
        if plan.mistakes and not (writes and options["skip_wrong"]):
            raise SystemExit(1)

    def _report(self, options: dict[str, Any], plan: RegisterPlan, written: int) -> None:
        if plan.imported.unknown:
            text = _("Columns that are not read: %(columns)s.")
            self.stdout.write(text % {"columns": "、".join(plan.imported.unknown)})
        head = _("Mistakes; these rows are not imported:")
        self._list(options["file"], head, plan.mistakes, self.style.ERROR)
        head = _("Remarks; these rows are imported all the same:")
        self._list(options["file"], head, plan.remarks, self.style.WARNING)
        text = _(
            "New: %(new)s, in the register already: %(there)s, mistakes: %(mistakes)s, remarks: "
            "%(remarks)s. Written: %(written)s."
        )
        counts = {"new": len(plan.new), "there": plan.there, "written": written}
        counts |= {"mistakes": len(plan.mistakes), "remarks": len(plan.remarks)}
        self.stdout.write(text % counts)
        if plan.mistakes and not (options["dry_run"] or options["skip_wrong"]):
            self.stdout.write(
                _("Nothing was written: correct the file, or leave such rows out (--skip-wrong).")
            )

    def _list(
        self, file: str, head: str, found: list[RowMistake], style: Callable[[str], str]
    ) -> None:
        if found:
            self.stdout.write(head)
        for mistake in found:
            values = {"place": place_text(mistake), "mistake": mistake_text(mistake)}
            line = _("%(file)s, %(place)s: %(mistake)s") % {"file": file, **values}
            self.stdout.write(style(line))

    def _continue(self, scheme: NumberingScheme, number: str) -> None:
        try:
            found = go_on_after(scheme, number)
        except NumberRefusedError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        text = _("%(scope)s: the serial goes on after %(after)s (before: %(before)s).")
        values = {"scope": found.scope, "after": found.after, "before": found.before}
        self.stdout.write(self.style.SUCCESS(text % values))


def _as_data(options: dict[str, Any], plan: RegisterPlan, written: int) -> dict[str, Any]:
    return {
        "file": options["file"],
        "new": len(plan.new),
        "there": plan.there,
        "written": written,
        "columns": plan.imported.heads,
        "unknown_columns": list(plan.imported.unknown),
        "mistakes": [_place_as_data(mistake) for mistake in plan.mistakes],
        "remarks": [_place_as_data(remark) for remark in plan.remarks],
    }


def _place_as_data(mistake: RowMistake) -> dict[str, Any]:
    return {
        "row": mistake.row,
        "column": mistake.column,
        "code": mistake.code,
        "message": mistake_text(mistake),
    }


def _scheme(name: str) -> NumberingScheme:
    found = NumberingScheme.objects.filter(name=name).first() if "\x00" not in name else None
    if found is None:
        text = _("There is no numbering scheme “%(name)s”. Known are: %(known)s.")
        known = "、".join(NumberingScheme.objects.values_list("name", flat=True))
        raise CommandError(text % {"name": name, "known": known})
    return found


def _read(path: Path) -> bytes:
    """The file, up to one byte more than is allowed."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        text = _("%(file)s cannot be read: %(reason)s.")
        reason = getattr(error, "strerror", "") or error
        raise CommandError(text % {"file": path, "reason": reason}) from error
