"""``disclosure_load_classification [NAME|FILE …]``: classification schemes from shipped or own
files into the database."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_disclosure.domain.classifications import (
    Classification,
    UnknownClassification,
    load_classification,
    load_classification_file,
    shipped_classifications,
)
from wagtail_disclosure.domain.errors import DefinitionError
from wagtail_disclosure.services.classifications import Change, Kind, load_scheme
from wagtail_disclosure.services.definition_file_texts import file_problem_texts

TEXTS = {
    Kind.SCHEME: gettext_lazy("new scheme: %(after)s"),
    Kind.DESCRIBED: gettext_lazy(
        "name, description or source differ: here “%(before)s”, in the file “%(after)s”"
    ),
    Kind.ADDED: gettext_lazy("added: %(code)s %(after)s"),
    Kind.RENAMED: gettext_lazy("renamed: %(code)s %(before)s → %(after)s"),
    Kind.MOVED: gettext_lazy("moved: %(code)s from %(before)s to %(after)s"),
    Kind.MARKED: gettext_lazy("origin: %(code)s %(before)s → %(after)s"),
    Kind.ALSO: gettext_lazy("found under another name, too: %(code)s %(before)s: %(after)s"),
    Kind.GONE: gettext_lazy("gone from the file: %(code)s %(before)s"),
    Kind.RETIRED: gettext_lazy(
        "in the file, but retired here: %(code)s %(before)s; it stays retired"
    ),
    Kind.BLOCKED: gettext_lazy(
        "not put below %(before)s, which is retired or left out here: %(code)s %(after)s"
    ),
}
#: What to give so that a difference is carried out.
OPTIONS = {Kind.GONE: "--retire"}


class Command(BaseCommand):
    help = (
        "Load classification schemes: those shipped with the package by name, or a site's own "
        "from files. What an editor changed is kept, and said."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "schemes",
            nargs="*",
            metavar="NAME|FILE",
            help="a shipped scheme by name, or a file, which has a / or ends in .toml",
        )
        parser.add_argument("--all", action="store_true", help="all shipped schemes")
        parser.add_argument("--list", action="store_true", help="name the shipped schemes and end")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change and change nothing"
        )
        parser.add_argument(
            "--update",
            action="store_true",
            help="take over names and places of the file where they differ here",
        )
        parser.add_argument(
            "--retire",
            action="store_true",
            help="retire loaded categories that the file has no longer",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            for scheme in shipped_classifications():
                self.stdout.write(f"{scheme.key}\t{len(scheme.categories)}\t{scheme.name}")
            return
        schemes = _read(options["schemes"], every=options["all"])
        names = ("update", "retire", "dry_run")
        given = {name: options[name] for name in names}
        with transaction.atomic():
            found = [(scheme, _load(scheme, given)) for scheme in schemes]
        for scheme, changes in found:
            self._show(scheme, changes, dry_run=options["dry_run"])

    def _show(self, scheme: Classification, changes: list[Change], *, dry_run: bool) -> None:
        for change in changes:
            top = _("the top")
            places = {"before": change.before or top, "after": change.after or top}
            text = TEXTS[change.kind] % {"code": change.code, **places}
            if not change.applied and change.kind not in (Kind.RETIRED, Kind.BLOCKED):
                option = OPTIONS.get(change.kind, "--update")
                text += _(" (left as it is; %(option)s changes it)") % {"option": option}
            self.stdout.write(f"{scheme.key}: {text}")
        counts = Counter("done" if change.applied else "left" for change in changes)
        if dry_run:
            text = _("%(scheme)s: changes would be made: %(done)s; left as they are: %(left)s")
        else:
            text = _("%(scheme)s: changes made: %(done)s; left as they are: %(left)s")
        text %= {"scheme": scheme.key, "done": counts["done"], "left": counts["left"]}
        self.stdout.write(text if dry_run else self.style.SUCCESS(text))


def _read(arguments: list[str], *, every: bool) -> list[Classification]:
    """The schemes asked for; the mistakes of all files together."""
    shipped = [scheme.key for scheme in shipped_classifications()] if every else []
    found: dict[str, Classification] = {}
    problems = []
    for argument in dict.fromkeys([*shipped, *arguments]):
        try:
            scheme = _read_one(argument)
        except UnknownClassification as error:
            text = _(
                "No classification scheme “%(key)s” is shipped. Known: %(known)s. A file of your "
                "own has a / or ends in .toml."
            )
            problems.append(text % {"key": error.key, "known": ", ".join(error.known)})
        except DefinitionError as error:
            problems.append(file_problem_texts(error.problems))
        else:
            if scheme.key in found:
                text = _("%(file)s: The scheme “%(key)s” is given twice.")
                problems.append(text % {"file": argument, "key": scheme.key})
            found[scheme.key] = scheme
    if not arguments and not every:
        known = ", ".join(scheme.key for scheme in shipped_classifications())
        text = _("Name a scheme or a file, or give --all. Shipped are: %(known)s.")
        problems.append(text % {"known": known})
    if problems:
        raise CommandError("\n".join(problems))
    return list(found.values())


def _read_one(argument: str) -> Classification:
    if argument.endswith(".toml") or Path(argument).name != argument:
        return load_classification_file(argument)
    return load_classification(argument)


def _load(scheme: Classification, options: dict[str, bool]) -> list[Change]:
    try:
        return load_scheme(scheme, now(), **options)
    except ValidationError as error:
        text = _("%(scheme)s: %(mistakes)s Nothing was loaded.")
        values = {"scheme": scheme.key, "mistakes": " ".join(error.messages)}
        raise CommandError(text % values) from None
