"""``disclosure_check FILE…``: check exchange files on their own; no database is needed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from wagtail_disclosure.conf import get_setting
from wagtail_disclosure.domain.catalogue import UnknownStandard, load_standard
from wagtail_disclosure.domain.errors import DefinitionError
from wagtail_disclosure.domain.exchange import ExchangeError, read_exchange
from wagtail_disclosure.domain.findings import Finding, Severity
from wagtail_disclosure.domain.report_texts import ReportTexts
from wagtail_disclosure.domain.rules import check, skipped_rules
from wagtail_disclosure.domain.sheet import Sheet
from wagtail_disclosure.services.definition_file_texts import file_problem_texts
from wagtail_disclosure.services.exchange_texts import exchange_error_text
from wagtail_disclosure.services.finding_texts import (
    finding_text,
    severity_text,
)
from wagtail_disclosure.services.rules import active_rules

#: Exit codes; the gravest of all files wins.
FINE, ERRORS_FOUND, UNREADABLE = 0, 1, 2


class Unreadable(Exception):
    """A file that could not be checked: ``code`` for machines, ``message`` for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Command(BaseCommand):
    help = (
        "Check the figures in exchange files. Exit code 1: a finding is an error; 2: a file could "
        "not be read or its standard is not known."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="An exchange file (JSON).")
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.add_argument(
            "--standards",
            action="append",
            default=[],
            metavar="DIRECTORY",
            help="A directory with reporting standards, beside those of the settings.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        directories = (*get_setting("STANDARDS_DIRECTORIES"), *options["standards"])
        show = self._show_json if options["format"] == "json" else self._show_text
        rules = active_rules()
        worst = FINE
        for file in options["files"]:
            try:
                sheet, texts = read_report_file(file, directories)
            except Unreadable as error:
                worst = UNREADABLE
                self._show_unreadable(file, error, options["format"])
                continue
            findings = check(sheet, texts, rules)
            if any(finding.severity is Severity.ERROR for finding in findings):
                worst = max(worst, ERRORS_FOUND)
            show(file, sheet, findings, skipped_rules(sheet, texts, rules))
        if worst:
            raise SystemExit(worst)

    def _show_json(
        self, file: str, sheet: Sheet, findings: tuple[Finding, ...], skipped: tuple[str, ...]
    ) -> None:
        self._write_line(
            {
                "file": file,
                "findings": [_as_data(finding, sheet) for finding in findings],
                "skipped": list(skipped),
            }
        )

    def _show_text(
        self, file: str, sheet: Sheet, findings: tuple[Finding, ...], skipped: tuple[str, ...]
    ) -> None:
        if not findings:
            self._write(_("%(file)s: no findings") % {"file": file})
        for finding in findings:
            severity = severity_text(finding.severity)
            text = finding_text(finding, sheet.standard, sheet.year)
            self._write(f"{file}: {finding.code} {severity}: {text}")
        kinds = (
            (_("%(file)s: not checked, as nothing is known of last year: %(rules)s"), "year"),
            (_("%(file)s: not checked, as the file has no texts for it: %(rules)s"), "texts"),
            (_("%(file)s: not checked, as the file has no facts for it: %(rules)s"), "facts"),
        )
        for text, kind in kinds:
            codes = [code for code in skipped if _lacks(code) == kind]
            if codes:
                self._write(text % {"file": file, "rules": ", ".join(codes)})

    def _show_unreadable(self, file: str, error: Unreadable, form: str) -> None:
        if form == "json":
            self._write_line(
                {"file": file, "error": {"code": error.code, "message": error.message}}
            )
        else:
            self.stderr.write(f"{file}: {error.message}")

    def _write_line(self, data: Mapping[str, object]) -> None:
        self._write(json.dumps(data, ensure_ascii=False))

    def _write(self, text: str) -> None:
        """Half characters, which JSON can hold, cannot be written out."""
        self.stdout.write(text.encode("utf-8", "replace").decode("utf-8"))


def read_report_file(file: str, directories: tuple[str, ...]) -> tuple[Sheet, ReportTexts]:
    """The sheet and the texts of an exchange file; raises ``Unreadable`` with a message for the
    person."""
    try:
        report = read_exchange(Path(file).read_text(encoding="utf-8"))
        sheet = report.sheet(load_standard(report.standard, directories))
        return sheet, report.texts(sheet)
    except OSError as error:
        message = _("The file cannot be opened: %(reason)s.") % {"reason": error.strerror}
        raise Unreadable("not_readable", message) from None
    except UnicodeDecodeError:
        raise Unreadable(
            "not_utf8", _("The file is not text in UTF-8. Save it as UTF-8.")
        ) from None
    except ExchangeError as error:
        raise Unreadable(error.code, exchange_error_text(error)) from None
    except UnknownStandard as error:
        message = _("There is no form “%(standard)s”. Known are: %(known)s.") % {
            "standard": error.identifier,
            "known": ", ".join(error.known),
        }
        raise Unreadable("unknown_standard", message) from None
    except DefinitionError as error:
        message = _("The form that the file names is broken: %(reason)s") % {
            "reason": file_problem_texts(error.problems)
        }
        raise Unreadable("broken_standard", message) from None


def _lacks(code: str) -> str:
    """What a rule that was skipped asks for: ``texts``, ``facts`` or last ``year``."""
    rule = active_rules()[code]
    if rule.needs_texts:
        return "texts"
    return "facts" if rule.facts else "year"


def _as_data(finding: Finding, sheet: Sheet) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "cells": list(finding.cells),
        "left": _plain(finding.left),
        "right": _plain(finding.right),
        "difference": _plain(finding.difference),
        "message": finding_text(finding, sheet.standard, sheet.year),
    }


def _plain(number: Decimal | None) -> str | None:
    """A number as text without an exponent; JSON has no exact decimals."""
    return None if number is None else format(number, "f")
