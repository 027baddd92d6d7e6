"""The parts of a pattern of index numbers, and every mistake that can be made in one.

A part stands in braces; what is after its colon says more, separated by commas: a width, the
level of a category, the name of a further code, ``optional``. Everything else is literal text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .errors import Problem

#: Names of parts, in the order in which they are explained.
PARTS = (
    "agency", "organisation", "uscc", "category", "code", "year", "month", "day", "serial",
)  # fmt: skip
#: What the serial may restart with, beside ``code:NAME``.
RESTARTS = ("agency", "category", "year", "month", "day")
#: The most digits of a padded serial; a natural one has up to ``LONGEST_SERIAL``.
MAX_WIDTH = 9
LONGEST_SERIAL = 18
#: The most characters of a fixed-width code, and the deepest level of a category.
LONGEST_CODE = 32
DEEPEST_LEVEL = 9

_TOKEN = re.compile(r"\{([^{}]*)\}")
_CODE_NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
_WIDE = ("agency", "category", "code", "serial")
_OPTIONAL = ("category", "code")
_FIXED = {
    "organisation": "[0-9A-Z]{8}[0-9X]",
    "uscc": "[0-9A-Z]{18}",
    "year": "(?:19|20)[0-9]{2}",
    "month": "0[1-9]|1[0-2]",
    "day": "0[1-9]|[12][0-9]|3[01]",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part, or literal text (``name`` is empty then and ``text`` holds it).

    ``level`` 0 is the category itself, ``width`` 0 any length; ``code`` is the name of a further
    code.
    """

    name: str
    text: str = ""
    width: int = 0
    level: int = 0
    code: str = ""
    optional: bool = False

    @property
    def key(self) -> str:
        """What no second part may be: ``agency``, ``category:2``, ``code:region``."""
        if self.name == "category" and self.level:
            return f"category:{self.level}"
        return f"code:{self.code}" if self.name == "code" else self.name

    @property
    def is_open(self) -> bool:
        """Whether its length is not known beforehand."""
        return self.name in _WIDE and (not self.width or self.optional)

    def expression(self) -> str:
        """The regular expression of what may stand there."""
        if self.name in _FIXED:
            return _FIXED[self.name]
        if self.name == "serial":
            if self.width:
                return f"(?!0{{{self.width}}})[0-9]{{{self.width}}}"
            return f"[1-9][0-9]{{0,{LONGEST_SERIAL - 1}}}"
        marks = "[0-9A-Za-z]" + (f"{{{self.width}}}" if self.width else "+")
        return f"(?:{marks})?" if self.optional else marks


def read_parts(pattern: str) -> tuple[tuple[Part, ...], list[Problem]]:
    """The parts of a pattern, and all its mistakes."""
    parts: list[Part] = []
    found: list[Problem] = []
    end = 0
    for match in _TOKEN.finditer(pattern):
        if match.start() > end:
            parts.append(Part("", pattern[end : match.start()]))
        part, problems = _read_part(match[1])
        parts.append(part)
        found += problems
        end = match.end()
    if pattern[end:]:
        parts.append(Part("", pattern[end:]))
    return tuple(parts), [*found, *_whole_problems(pattern, parts)]


def shown_by(restart: str, parts: Sequence[Part]) -> tuple[str, ...]:
    """The keys of the parts by which a number shows what the serial restarts with.

    The agency is shown by its code, organisation code or social credit code, or else by the
    code of its department, with that of its region.
    """
    keys = [part.key for part in parts]
    if restart == "agency":
        for key in ("agency", "organisation", "uscc"):
            if key in keys:
                return (key,)
        if "code:department" not in keys:
            return ()
        return tuple(key for key in ("code:region", "code:department") if key in keys)
    if restart == "category":
        return tuple(part.key for part in parts if part.name == "category")
    return tuple(key for key in keys if key == restart)


def ordered(restarts_with: Sequence[str]) -> tuple[str, ...]:
    """What the serial restarts with, in one order, whichever way it was given."""
    codes = sorted(part for part in set(restarts_with) if part not in RESTARTS)
    names = (*RESTARTS[:2], *codes, *RESTARTS[2:])
    return tuple(name for name in names if name in restarts_with)


def restart_problems(restarts_with: Sequence[str], parts: Sequence[Part]) -> list[Problem]:
    """What is wrong with the parts that restart the serial."""
    found: list[Problem] = []
    for restart in restarts_with:
        if restart not in RESTARTS and not restart.startswith("code:"):
            known = " ".join(RESTARTS)
            message, remedy = f"No serial restarts with {restart!r}.", f"Choose from {known}."
            found.append(_restart("unknown_restart", message, remedy, part=restart, known=known))
        elif not shown_by(restart, parts):
            message = (
                f"The serial restarts with the {restart}, which the number does not show: "
                "numbers would come twice."
            )
            remedy = f"Add {{{restart}}} to the pattern, or let the serial go on."
            found.append(_restart("restart_not_shown", message, remedy, part=restart))
    if "month" in restarts_with and "year" not in restarts_with:
        message = "The serial restarts with the month but not with the year."
        found.append(_restart("restart_without_year", message, "Add the year."))
    if "day" in restarts_with and "month" not in restarts_with:
        message = "The serial restarts with the day but not with the month."
        found.append(_restart("restart_without_month", message, "Add the month."))
    return found


def _problem(code: str, message: str, remedy: str, key: str = "pattern", **params: str) -> Problem:
    return Problem("", key, message, remedy, code, params)


def _restart(code: str, message: str, remedy: str, **params: str) -> Problem:
    return _problem(code, message, remedy, "restarts_with", **params)


def _read_part(text: str) -> tuple[Part, list[Problem]]:
    name, _, rest = text.partition(":")
    name = name.strip() or "?"
    options = [option.strip() for option in rest.split(",") if option.strip()]
    if name not in PARTS:
        known = " ".join(f"{{{part}}}" for part in PARTS)
        message, remedy = f"There is no part {{{name}}}.", f"Parts are {known}."
        return Part(name), [_problem("unknown_part", message, remedy, part=name, known=known)]
    part = Part(name)
    if name == "code":
        if not options or not _CODE_NAME.fullmatch(options[0]):
            message = "{code} does not say which one."
            remedy = "Write {code:region}, with a name of lower-case letters."
            return part, [_problem("code_without_name", message, remedy)]
        part, options = replace(part, code=options[0]), options[1:]
    found: list[Problem] = []
    for option in options:
        part, problem = _with_option(part, option)
        found += [problem] if problem else []
    return part, found


def _with_option(part: Part, option: str) -> tuple[Part, Problem | None]:
    """The part with one of the words behind its colon, and what is wrong with that word."""
    word, equals, value = (text.strip() for text in option.partition("="))
    if option == "optional" and part.name in _OPTIONAL:
        return replace(part, optional=True), None
    if part.name == "category" and not equals and word.isdigit():
        if _number(word, DEEPEST_LEVEL):
            return replace(part, level=int(word)), None
        message = f"The level of the category is {word!r}."
        remedy = "Write {category:1} for the highest level."
        return part, _problem("bad_level", message, remedy, level=word, most=str(DEEPEST_LEVEL))
    if part.name in _WIDE and (not equals or word == "width"):
        text = value if equals else word
        most = MAX_WIDTH if part.name == "serial" else LONGEST_CODE
        if _number(text, most):
            return replace(part, width=int(text)), None
        if equals or part.name == "serial" or text.isdigit():
            return part, _bad_width(part, text, most)
    message = f"{{{part.key}}} takes no {option!r}."
    remedy = f"Write {{{part.key}}}."
    return part, _problem("bad_option", message, remedy, part=part.key, option=option)


def _bad_width(part: Part, text: str, most: int) -> Problem:
    message = f"The width of the {part.name} is {text!r}."
    remedy = f"Write {{serial:5}} or {{agency:5}}, with 1 to {most} characters."
    return _problem("bad_width", message, remedy, part=part.name, width=text, most=str(most))


def _number(text: str, most: int) -> bool:
    return re.fullmatch(r"[0-9]{1,2}", text) is not None and 1 <= int(text) <= most


def _whole_problems(pattern: str, parts: Sequence[Part]) -> Iterator[Problem]:
    keys = [part.key for part in parts if part.name]
    for part in parts:
        if not part.name and re.search(r"[\s{}|]", part.text):
            message = f"{part.text!r} holds a blank, a bar or a single brace."
            remedy = "Write parts in {braces}, with separators such as - / _ between them."
            yield _problem("bad_separator", message, remedy, text=part.text)
    for key in dict.fromkeys(keys):
        if keys.count(key) > 1:
            message = f"{{{key}}} stands twice."
            yield _problem("part_twice", message, "Name each part once.", part=key)
    if "serial" not in keys:
        remedy = "Add {serial:5}: it makes each number unique."
        yield _problem("no_serial", f"{pattern!r} has no serial.", remedy)
    if "month" in keys and "year" not in keys:
        message = "{month} stands without {year}."
        yield _problem("month_without_year", message, "Add {year} before it.")
    if "day" in keys and "month" not in keys:
        message = "{day} stands without {month}."
        yield _problem("day_without_month", message, "Add {month} before it.")
    yield from _ambiguities(parts)


def _ambiguities(parts: Sequence[Part]) -> Iterator[Problem]:
    """Parts of any length need a separator between them, or a number can be read in two ways."""
    open_part = ""
    for part in parts:
        if not part.name and re.search(r"[^0-9A-Za-z]", part.text):
            open_part = ""
        elif part.is_open:
            if open_part:
                message = f"Nothing parts {{{open_part}}} from {{{part.key}}}."
                remedy = "Put a separator such as - or / between them, or give one a width."
                yield _problem("no_separator", message, remedy, first=open_part, second=part.key)
            open_part = part.key
