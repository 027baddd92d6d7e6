"""Classification schemes as data: a TOML file, read into a tree of categories.

All mistakes of a file are raised together as one ``DefinitionError``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .definition_reader import Entry, Problems
from .errors import DefinitionError, Problem

SHIPPED = Path(__file__).resolve().parent.parent / "classifications"

#: Where a category comes from: found in a public source, written from memory, or a site's own.
ORIGINS = ("found", "memory", "own")

LONGEST_KEY, LONGEST_NAME, LONGEST_CODE, LONGEST_NOTE = 50, 100, 32, 1000

#: So many levels a tree may have.
DEEPEST = 20

_CODE = re.compile(r"[0-9A-Za-z]+([._-][0-9A-Za-z]+)*")

#: Control characters and separators of lines and paragraphs; databases refuse some of them.
_UNPRINTABLE = ("Cc", "Zl", "Zp")


@dataclass(frozen=True)
class CategoryDefinition:
    """One category. ``parent`` is the code of the broader one, empty at the top; ``also`` are
    other names by which it is found."""

    code: str
    name: str
    parent: str = ""
    origin: str = "found"
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Classification:
    """A scheme: ``source`` says where its categories were found."""

    key: str
    name: str
    categories: tuple[CategoryDefinition, ...]
    description: str = ""
    source: str = ""

    def top_down(self) -> Iterator[CategoryDefinition]:
        """Every category after its broader one; within a level as they stand in the file."""
        level = [""]
        while level:
            found = [item for item in self.categories if item.parent in level]
            yield from found
            level = [item.code for item in found]


class UnknownClassification(KeyError):
    """No scheme of that key is shipped. ``known`` are those that are."""

    def __init__(self, key: str, known: tuple[str, ...]) -> None:
        super().__init__(key)
        self.key = key
        self.known = known

    def __str__(self) -> str:
        return f"No classification scheme {self.key!r} is shipped. Known: {', '.join(self.known)}."


def shipped_classifications() -> tuple[Classification, ...]:
    """The schemes that come with the package, by key."""
    return tuple(load_classification_file(path) for path in sorted(SHIPPED.glob("*.toml")))


def load_classification(key: str) -> Classification:
    """The shipped scheme of that key; raises ``UnknownClassification``."""
    found = {scheme.key: scheme for scheme in shipped_classifications()}
    if key not in found:
        raise UnknownClassification(key, tuple(found))
    return found[key]


def load_classification_file(path: Path | str) -> Classification:
    """The scheme of a file. Raises ``DefinitionError``, also where the file cannot be read."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        message = f"The file cannot be read: {error}."
        remedy = "Give the name of a text file in UTF-8."
        raise DefinitionError([Problem(str(path), "", message, remedy)]) from None
    return parse_classification(text, str(path))


def parse_classification(text: str, file: str = "") -> Classification:
    """The scheme that a TOML text defines; ``file`` is only named in messages.

    Raises ``DefinitionError`` with all mistakes at once.
    """
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Not every refusal is a TOMLDecodeError: a number may have too many digits.
        message = f"The file is no TOML: {error}."
        remedy = "Mend the line; then the rest is read."
        raise DefinitionError([Problem(file, "", message, remedy)]) from None
    problems = Problems(file)
    scheme = _read(Entry(data, "", problems))
    if problems.found:
        raise DefinitionError(problems.found)
    return scheme


def _read(entry: Entry) -> Classification:
    key = entry.identifier("key")
    _check_length(entry, "key", key, LONGEST_KEY)
    name = _line(entry, "name", LONGEST_NAME)
    description = _line(entry, "description", LONGEST_NOTE, "")
    source = _line(entry, "source", LONGEST_NOTE, "")
    entries = entry.entries("categories", required=True, unique="code")
    categories = tuple(_read_category(item) for item in entries)
    entry.finish()
    _check_tree(entries, categories)
    return Classification(key, name, categories, description, source)


def _read_category(entry: Entry) -> CategoryDefinition:
    code = entry.text("code")
    if code and not _CODE.fullmatch(code):
        remedy = "Use letters a-z and digits, joined by single dots, hyphens or underscores."
        entry.report("code", f"{code!r} is no code.", remedy)
    _check_length(entry, "code", code, LONGEST_CODE)
    found = CategoryDefinition(
        code=code,
        name=_line(entry, "name", LONGEST_NAME),
        parent=entry.text("parent", ""),
        origin=entry.choice("origin", ORIGINS, "found"),
        also=entry.texts("also"),
    )
    for text in found.also:
        _check_line(entry, "also", text, LONGEST_NAME)
        if not text.strip():
            entry.report("also", "A name is empty.", "Write it, or take it out.")
    entry.finish()
    return found


def _line(entry: Entry, key: str, longest: int, default: str | None = None) -> str:
    """A text of one line, without spaces around it."""
    value = entry.text(key, default)
    _check_line(entry, key, value, longest)
    return value.strip()


def _check_line(entry: Entry, key: str, value: str, longest: int) -> None:
    if any(unicodedata.category(sign) in _UNPRINTABLE for sign in value):
        message = f"{value!r} has a line break or another control character."
        entry.report(key, message, "Write it on one line.")
    _check_length(entry, key, value, longest)


def _check_length(entry: Entry, key: str, value: str, longest: int) -> None:
    if len(value) > longest:
        message = f"The text has {len(value)} characters; {longest} are allowed."
        entry.report(key, message, "Shorten it.")


def _check_tree(entries: list[Entry], categories: tuple[CategoryDefinition, ...]) -> None:
    """Codes differ, broader categories are there, nothing stands below itself, siblings differ."""
    above = {item.code: item.parent for item in categories}
    cased: dict[str, str] = {}
    named: dict[tuple[str, str], str] = {}
    for entry, item in zip(entries, categories, strict=True):
        if item.parent and item.parent not in above:
            entry.report(
                "parent", f"There is no category {item.parent!r}.", "Add it, or mend the code."
            )
        elif _is_circular(item.code, above):
            entry.report(
                "parent", f"{item.code!r} stands below itself.", "Name a category above it."
            )
        elif _is_deep(item.code, above):
            message = f"{item.code!r} stands more than {DEEPEST} levels below the top."
            entry.report("parent", message, "Move it up.")
        twin = cased.setdefault(item.code.lower(), item.code)
        if twin != item.code:
            message = f"{item.code!r} differs from {twin!r} in capital letters only."
            entry.report("code", message, "Choose another code: some databases take them for one.")
        sibling = named.setdefault((item.parent, item.name), item.code)
        if item.name and sibling != item.code:
            message = f"{item.name!r} stands beside it already, as {sibling!r}."
            entry.report("name", message, "Rename or remove one.")


def _is_deep(code: str, above: dict[str, str]) -> bool:
    """Whether it stands further down than any tree that people can use."""
    seen: set[str] = set()
    while code and code not in seen and len(seen) <= DEEPEST:
        seen.add(code)
        code = above.get(code, "")
    return len(seen) > DEEPEST


def _is_circular(code: str, above: dict[str, str]) -> bool:
    seen, at = {code}, above.get(code, "")
    while at:
        if at in seen:
            return at == code
        seen.add(at)
        at = above.get(at, "")
    return False
