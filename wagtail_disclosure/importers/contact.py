"""The contact line: where readers can ask about the report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .imported import Contact, Line

#: Wherever one of these labels begins, the part before it ends.
_LABELS = {
    "address": ("联系地址", "通讯地址", "地址"),
    "postcode": ("邮政编码", "邮编"),
    "phone": ("联系电话", "办公电话", "电话"),
    "email": ("电子邮箱", "电子邮件", "邮箱", "E-mail", "Email"),
}
_BY_LABEL = {label: part for part, labels in _LABELS.items() for label in labels}
_ANY_LABEL = "|".join(sorted(_BY_LABEL, key=len, reverse=True))
_START = re.compile(rf"(?P<label>{_ANY_LABEL})[ 　]{{0,4}}[:：]", re.IGNORECASE)
_END = {
    "address": re.compile(r"[,，;；。)）\t]"),
    "postcode": re.compile(r"[^\d０-９ ]"),
    "phone": re.compile(r"[,，;；。\t]|[)）](?![\d０-９])"),
    "email": re.compile(r"[,，;；。)）（(\s]"),
}
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]{1,63}(\.[^@\s.]{1,63}){1,5}")
_LIMITS = {"address": 200, "postcode": 10, "phone": 50, "email": 254}


def find_contact(lines: Iterable[Line]) -> Contact:
    """The parts of the first line that states an address, a phone number or an e-mail address."""
    for line in lines:
        parts = _parts(line.text)
        if "address" in parts or "phone" in parts or "email" in parts:
            return Contact(line=line.number, **parts)
    return Contact()


def _parts(text: str) -> dict[str, str]:
    """Parts by name; an e-mail address that is none is left out."""
    starts = list(_START.finditer(text))
    parts: dict[str, str] = {}
    for position, match in enumerate(starts):
        part = _part_of(match["label"])
        following = starts[position + 1].start() if position + 1 < len(starts) else len(text)
        value = text[match.end() : following].strip()
        end = _END[part].search(value)
        value = (value[: end.start()] if end else value).strip()
        if not value or len(value) > _LIMITS[part] or part in parts:
            continue
        if part == "email" and not _EMAIL.fullmatch(value):
            continue
        parts[part] = value
    return parts


def _part_of(label: str) -> str:
    for known, part in _BY_LABEL.items():
        if known.lower() == label.lower():
            return part
    raise KeyError(label)
