"""Translations of wagtail_disclosure: collect, compile, check.

Works with Babel and Django alone, so that a machine without the gettext programs can do it.

    python scripts/messages.py           new strings into the .po files, then compile them
    python scripts/messages.py --check   fail if a translation is missing, wrong or not compiled
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "wagtail_disclosure"
LOCALES = ("zh_Hans",)
KEYWORDS: dict[str, tuple | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_noop": (1, 2),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def sources() -> Iterator[tuple[str, str]]:
    """Path and Python-like text of every file that may hold strings."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    for path in sorted((PACKAGE / "templates").rglob("*.*")):
        name = path.relative_to(ROOT).as_posix()
        text = templatize(path.read_text(encoding="utf-8"), origin=name)
        # Django blanks out the markup; what is left tokenises once it is not indented.
        yield name, "\n".join(line.strip() for line in text.splitlines())


def collect() -> Catalog:
    """The strings of the source, as a catalogue without translations."""
    catalog = Catalog(project="wagtail-disclosure", charset="utf-8")
    for name, text in sources():
        for line, message, comments, context in extract(
            "python", io.BytesIO(text.encode()), KEYWORDS, ["Translators:"]
        ):
            catalog.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    return catalog


def catalog_path(locale: str, suffix: str) -> Path:
    return PACKAGE / "locale" / locale / "LC_MESSAGES" / f"django.{suffix}"


def read_catalog(locale: str) -> Catalog:
    path = catalog_path(locale, "po")
    if not path.exists():
        return Catalog(locale=locale, project="wagtail-disclosure", charset="utf-8")
    return read_po(io.BytesIO(path.read_bytes()), locale=locale)


def update(locale: str) -> None:
    """Add new strings, drop those that are gone, keep every translation, compile."""
    catalog = read_catalog(locale)
    template = collect()
    # The header's date would change the file at every call.
    template.creation_date = catalog.creation_date
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    path = catalog_path(locale, "po")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, catalog, width=0, sort_output=True, include_lineno=False)
    with catalog_path(locale, "mo").open("wb") as stream:
        write_mo(stream, catalog)
    missing = sum(1 for message in catalog if message.id and not translated(message))
    print(f"{path.relative_to(ROOT)}: {len(catalog)} strings, {missing} without translation")


def translated(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(texts) and not message.fuzzy


def contents(catalog: Catalog) -> dict[tuple[object, str | None], object]:
    """Every translation by message and context."""
    return {
        (_same(message.id), _same(message.context)): _same(message.string)
        for message in catalog
        if message.id
    }


def _same(text: object) -> object:
    """Out of a .mo file Babel reads plurals as lists and contexts as bytes."""
    if isinstance(text, bytes):
        return text.decode()
    return tuple(text) if isinstance(text, list) else text


def mistakes(locale: str) -> list[str]:
    """What is wrong with the translations of ``locale``, one line each."""
    catalog = read_catalog(locale)
    found = []
    for wanted in collect():
        if not wanted.id:
            continue
        key = wanted.id[0] if isinstance(wanted.id, tuple | list) else wanted.id
        message = catalog.get(key, wanted.context)
        place = wanted.locations[0][0]
        if message is None or not translated(message):
            found.append(f"{place}: no translation into {locale}: {key!r}")
            continue
        found += [f"{place}: {key!r}: {error}" for error in message.check(catalog)]
    if not found and not compiled(locale, catalog):
        found.append(f"{catalog_path(locale, 'mo').relative_to(ROOT)} is not current")
    return found


def compiled(locale: str, catalog: Catalog) -> bool:
    path = catalog_path(locale, "mo")
    if not path.exists():
        return False
    return contents(read_mo(io.BytesIO(path.read_bytes()))) == contents(catalog)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, report what is wrong")
    options = parser.parse_args(arguments)
    settings.configure(USE_I18N=True)
    django.setup()
    if not options.check:
        for locale in LOCALES:
            update(locale)
        return 0
    found = [mistake for locale in LOCALES for mistake in mistakes(locale)]
    for mistake in found:
        print(mistake, file=sys.stderr)
    if found:
        print(
            f"{len(found)} mistakes in translations. Run `make messages`, fill in the .po file.",
            file=sys.stderr,
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
