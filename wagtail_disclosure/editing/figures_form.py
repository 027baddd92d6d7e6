"""The one form field that carries a report's figures.

The grid posts one JSON text. Where its script did not run, the cells post by name
(``figures--<address>``, ``figures--opening--<address>``); ``posted_text`` puts both into
the same JSON. Nothing typed is lost: text that is no number and cells that the standard
does not know are kept and become findings; JSON that cannot be read is handed back as it came.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..domain.figures import MAX_DIGITS, MISSING, FigureError, dump_value, parse_value
from ..domain.sheet import PARTS

#: Bounds of one posted field. The largest printed form has a few hundred cells.
MAX_CHARACTERS = 200_000
MAX_CELLS = 2_000
MAX_TEXT = 200
MAX_REASON = 500

_OPENING = "opening--"


class FiguresFormField(forms.JSONField):
    """Reads the stored JSON of a report's figures from text or, for APIs, from a mapping.

    Cleans to ``{"figures": {address: value}, "opening": …, "claimed": …, "acknowledged": {key of a
    finding: reason}}``; blank cells and empty parts are left out, numbers are integers or decimals
    as text, ``"n/a"`` is not applicable, every other text is kept as typed.
    """

    default_error_messages = {
        "invalid": _(
            "The figures arrived damaged and cannot be read. What arrived is shown below; "
            "nothing was saved over the figures stored before. Type the figures again, or "
            "load the page anew to go on from the stored ones."
        ),
        "shape": _(
            "The figures arrived in an unknown form (%(part)s). Load the page anew and type "
            "the change again."
        ),
        "too_large": _(
            "The figures are too large: at most %(cells)s cells and %(characters)s characters "
            "can be posted at once."
        ),
        "text_too_long": _(
            "Cell %(cell)s: the text is too long (%(length)s characters; at most %(most)s). "
            "Shorten it."
        ),
        "control": _("Cell %(cell)s holds characters that cannot be stored. Type it again."),
        "reason": _("The reason at %(key)s is no text. Write it in words."),
        "value": _("Cell %(cell)s: send a whole number, a decimal number as text, null or “n/a”."),
    }

    def __init__(self, **kwargs: Any) -> None:
        # A report without figures may be saved; publication asks for them (rule F02).
        kwargs["required"] = False
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """The stored JSON of what was posted; raises ``ValidationError`` with one message each."""
        if value in self.empty_values:
            return {}
        data = self._parse(value) if isinstance(value, str) else value
        if not isinstance(data, Mapping):
            raise self._error("shape", part=type(data).__name__)
        unknown = [key for key in data if key not in PARTS]
        if unknown:
            raise self._error("shape", part=", ".join(sorted(map(str, unknown)))[:MAX_TEXT])
        if sum(len(part) for part in data.values() if isinstance(part, Mapping)) > MAX_CELLS:
            raise self._too_large()
        cleaned = {name: self._part(name, data[name]) for name in PARTS if data.get(name)}
        return {name: part for name, part in cleaned.items() if part}

    def bound_data(self, data: Any, initial: Any) -> Any:
        # The raw text goes back to the widget even where it is no JSON.
        return initial if self.disabled else data

    def prepare_value(self, value: Any) -> str:
        """The text for the hidden field; text that came from a form stays as it came."""
        if isinstance(value, str):
            return value
        return json.dumps(value or {}, ensure_ascii=False, sort_keys=True)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether a figure differs; order of keys, spaces and the way of writing do not count."""
        if self.disabled:
            return False
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def _parse(self, text: str) -> Any:
        if len(text) > MAX_CHARACTERS:
            raise self._too_large()
        try:
            return _loads(text)
        except (ValueError, RecursionError):
            raise self._error("invalid") from None

    def _part(self, name: str, part: Any) -> dict[str, Any]:
        if not isinstance(part, Mapping):
            raise self._error("shape", part=name)
        cells: dict[str, Any] = {}
        problems: list[ValidationError] = []
        for cell, raw in part.items():
            try:
                read = self._reason if name == "acknowledged" else self._value
                value = read(str(cell), raw)
            except ValidationError as error:
                problems.append(error)
                continue
            if value is not None:
                cells[str(cell)] = value
        if problems:
            raise ValidationError(problems)
        return cells

    def _value(self, cell: str, raw: Any) -> int | str | None:
        if len(cell) > MAX_TEXT or not _storable(cell):
            raise self._error("control", cell=_shown(cell))
        if isinstance(raw, (bool, float)) or not isinstance(raw, (int, str, type(None))):
            raise self._error("value", cell=cell)
        if isinstance(raw, str):
            if not _storable(raw):
                raise self._error("control", cell=cell)
            self._limit(cell, raw, MAX_TEXT)
        return stored_value(raw)

    def _reason(self, key: str, raw: Any) -> str | None:
        """Why a finding may stay: text, whatever it looks like; nothing where it is blank."""
        if not isinstance(raw, (str, type(None))):
            raise self._error("reason", key=_shown(key))
        text = (raw or "").strip()
        if not (_storable(key) and _storable(text)):
            raise self._error("control", cell=_shown(key))
        self._limit(key, key, MAX_TEXT)
        self._limit(key, text, MAX_REASON)
        return text or None

    def _limit(self, cell: str, text: str, most: int) -> None:
        if len(text) > most:
            raise self._error("text_too_long", cell=_shown(cell), length=len(text), most=most)

    def _error(self, code: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)

    def _too_large(self) -> ValidationError:
        return self._error("too_large", cells=MAX_CELLS, characters=MAX_CHARACTERS)


def stored_value(raw: int | str | None) -> int | str | None:
    """One value as the stored JSON holds it: a number, ``"n/a"``, ``None`` for a blank, or the
    text as typed where it is no figure."""
    try:
        value = parse_value(raw)
    except FigureError:
        return str(raw).strip()
    return None if value is MISSING else dump_value(value)


def posted_text(data: Mapping[str, Any], name: str) -> Any:
    """What a form posted for the field ``name``, as JSON text.

    Cells posted by name lie over the hidden field's JSON: they are only there when the
    script did not take their names away.
    """
    hidden = data.get(name)
    cells = dict(_posted_cells(data, name))
    if not cells:
        return hidden
    stored = _stored_parts(hidden)
    for (part, address), text in cells.items():
        stored[part][address] = text
    return json.dumps(stored, ensure_ascii=False)


def is_posted(data: Mapping[str, Any], name: str) -> bool:
    """Whether a form posted the field in either way."""
    return name in data or any(True for _ in _posted_cells(data, name))


def _posted_cells(data: Mapping[str, Any], name: str) -> Iterable[tuple[tuple[str, str], Any]]:
    prefix = f"{name}--"
    for key in data:
        if isinstance(key, str) and key.startswith(prefix):
            address = key.removeprefix(prefix)
            if address.startswith(_OPENING):
                yield ("opening", address.removeprefix(_OPENING)), data[key]
            else:
                yield ("figures", address), data[key]


def _stored_parts(hidden: Any) -> dict[str, dict[str, Any]]:
    """The parts of the hidden field's JSON, each empty where it cannot be read."""
    try:
        data = _loads(hidden) if isinstance(hidden, str) else hidden
    except (ValueError, RecursionError):
        data = None
    data = data if isinstance(data, Mapping) else {}
    return {part: dict(data[part]) if isinstance(data.get(part), Mapping) else {} for part in PARTS}


def _loads(text: str) -> Any:
    """JSON without floats: numbers with a fraction stay text."""
    return json.loads(text, parse_float=str, parse_int=_integer, parse_constant=_refuse)


def _integer(digits: str) -> int | str:
    # Python refuses to read very long integers; as text they are kept and complained about.
    return int(digits) if len(digits) <= MAX_DIGITS else digits


def _refuse(name: str) -> Any:
    raise ValueError(name)


def _storable(text: str) -> bool:
    """PostgreSQL's JSON takes no NUL, and nothing takes half a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def _shown(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode()[:80]
