"""``disclosure_standard list|show|validate|empty|schema|export``: standards of files, and local
ones where there is a database; files alone will do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from wagtail_disclosure.conf import get_setting
from wagtail_disclosure.domain.catalogue import UnknownStandard, load_standard, standards
from wagtail_disclosure.domain.errors import DefinitionError
from wagtail_disclosure.domain.exchange import write_exchange
from wagtail_disclosure.domain.figures import MISSING, Figure, Figures
from wagtail_disclosure.domain.json_schema import exchange_schema
from wagtail_disclosure.domain.loading import load_standard_file
from wagtail_disclosure.domain.standards import Standard
from wagtail_disclosure.exports.toml import standard_toml
from wagtail_disclosure.services.definition_file_texts import file_problem_texts
from wagtail_disclosure.services.local_versions import local_versions
from wagtail_disclosure.services.standard_texts import standard_lines, years_text


class Command(BaseCommand):
    help = "List, show and validate reporting standards, or write an empty exchange file of one."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        listed = actions.add_parser("list", help="All standards that are known here.")
        show = actions.add_parser("show", help="Sections, tables, rows, columns and what adds up.")
        validate = actions.add_parser("validate", help="Every mistake in files with standards.")
        validate.add_argument("files", nargs="+", metavar="FILE")
        empty = actions.add_parser("empty", help="An exchange file with every cell to fill in.")
        schema = actions.add_parser("schema", help="The JSON Schema of the exchange file.")
        export = actions.add_parser("export", help="The standard as a TOML file.")
        for action in (show, empty, schema, export):
            action.add_argument("identifier")
        for action in (listed, show, empty, schema, export):
            action.add_argument(
                "--standards",
                action="append",
                default=[],
                metavar="DIRECTORY",
                help="A directory with reporting standards, beside those of the settings.",
            )
        empty.add_argument("--year", type=int, help="The report year; else the standard's first.")
        empty.add_argument("--agency", default="", help="The agency's name.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "validate":
            self._validate(options["files"])
            return
        directories = (*get_setting("STANDARDS_DIRECTORIES"), *options["standards"])
        if options["action"] == "list":
            self._list(directories)
        else:
            standard = _find(options["identifier"], directories)
            getattr(self, f"_{options['action']}")(standard, options)

    def _list(self, directories: tuple[str, ...]) -> None:
        try:
            files = standards(directories)
        except DefinitionError as error:
            raise CommandError(file_problem_texts(error.problems)) from None
        taken = {standard.identifier for standard in files}
        local = (standard for standard in _local() if standard.identifier not in taken)
        for standard in (*files, *local):
            years = years_text(standard)
            self.stdout.write(f"{standard.identifier}\t{years}\t{standard.title}")

    def _show(self, standard: Standard, options: dict[str, Any]) -> None:
        self.stdout.write("\n".join(standard_lines(standard)))

    def _export(self, standard: Standard, options: dict[str, Any]) -> None:
        self.stdout.write(standard_toml(standard), ending="")

    def _validate(self, files: list[str]) -> None:
        wrong = 0
        for file in files:
            try:
                standard = _of_file_or_local(file)
            except DefinitionError as error:
                wrong += 1
                self.stderr.write(file_problem_texts(error.problems))
            else:
                text = _("%(file)s: no mistakes. Tables: %(tables)s, cells: %(cells)s.")
                counts = {"tables": len(standard.tables), "cells": len(standard.cells)}
                self.stdout.write(text % {"file": file, **counts})
        if wrong:
            raise SystemExit(1)

    def _empty(self, standard: Standard, options: dict[str, Any]) -> None:
        year = options["year"] or standard.first_year or standard.last_year
        if year is None:
            raise CommandError(_("The standard is meant for any year. Name one: --year 2018."))
        cells = [cell for cell in standard.cells if cell not in standard.formulas]
        figures = Figures(dict.fromkeys(cells, Figure(MISSING)))
        text = write_exchange(standard.identifier, options["agency"], year, figures)
        self.stdout.write(text, ending="")

    def _schema(self, standard: Standard, options: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(exchange_schema(standard), ensure_ascii=False, indent=2))


def _local() -> tuple[Standard, ...]:
    """The published versions of local standards; none where no database answers."""
    try:
        return local_versions()
    except (DatabaseError, ImproperlyConfigured):
        return ()


def _of_file_or_local(name: str) -> Standard:
    """The standard of a file, or else the local one of that identifier."""
    if not Path(name).exists():
        for standard in _local():
            if standard.identifier == name:
                return standard
    return load_standard_file(Path(name))


def _find(identifier: str, directories: tuple[str, ...]) -> Standard:
    try:
        return load_standard(identifier, directories)
    except UnknownStandard as error:
        local = {standard.identifier: standard for standard in _local()}
        if identifier in local:
            return local[identifier]
        message = _("There is no form “%(standard)s”. Known are: %(known)s.") % {
            "standard": error.identifier,
            "known": ", ".join((*error.known, *local)),
        }
        raise CommandError(message) from None
    except DefinitionError as error:
        raise CommandError(file_problem_texts(error.problems)) from None
