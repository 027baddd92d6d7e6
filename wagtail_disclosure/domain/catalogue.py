"""The standards that can be had: those shipped with the package, then those of the site.

A file is read again when it changes; nothing else is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from .errors import DefinitionError, Problem
from .loading import load_standard_file
from .standards import Standard

SHIPPED = Path(__file__).resolve().parent.parent / "standards"


class UnknownStandard(KeyError):
    """There is no standard of that identifier. ``known`` are those that there are."""

    def __init__(self, identifier: str, known: tuple[str, ...]) -> None:
        super().__init__(identifier)
        self.identifier = identifier
        self.known = known

    def __str__(self) -> str:
        return f"There is no standard {self.identifier!r}. Known: {', '.join(self.known)}."


def load_standard(identifier: str, directories: Iterable[Path | str] = ()) -> Standard:
    """The standard of that identifier: shipped, or a file ``<identifier>.toml`` of a directory.

    Raises ``UnknownStandard``, and ``DefinitionError`` where its file is wrong.
    """
    files = _files(directories)
    for path in files:
        if path.stem == identifier:
            return _load(path)
    raise UnknownStandard(identifier, tuple(path.stem for path in files))


def shipped_standards() -> tuple[Standard, ...]:
    """The standards that come with the package, by identifier."""
    return standards()


def standards(directories: Iterable[Path | str] = ()) -> tuple[Standard, ...]:
    """All standards: the shipped ones, then those of each directory, by identifier.

    Raises one ``DefinitionError`` with the mistakes of all files, among them an identifier
    that is taken already and a directory that is not there.
    """
    directories = tuple(directories)
    problems = [
        Problem(str(folder), "", "This directory is not there.", "Make it, or take it out.")
        for folder in directories
        if not Path(folder).is_dir()
    ]
    found: dict[str, Standard] = {}
    homes: dict[str, Path] = {}
    for path in _files(directories):
        try:
            standard = _load(path)
        except DefinitionError as error:
            problems.extend(error.problems)
            continue
        if standard.identifier in found:
            message = f"{homes[standard.identifier]} defines {standard.identifier!r} already."
            problems.append(Problem(str(path), "identifier", message, "Choose another identifier."))
        else:
            found[standard.identifier] = standard
            homes[standard.identifier] = path
    if problems:
        raise DefinitionError(problems)
    return tuple(found.values())


def _files(directories: Iterable[Path | str]) -> list[Path]:
    folders = (SHIPPED, *(Path(folder) for folder in directories))
    return [path for folder in folders for path in sorted(folder.glob("*.toml"))]


def _load(path: Path) -> Standard:
    state = path.stat()
    return _load_state(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=256)
def _load_state(path: Path, _mtime: int, _size: int) -> Standard:
    return load_standard_file(path)
