"""Published versions of local standards, read once per process and version.

The database is asked each time which versions there are, so every worker sees a new one at once;
what a version says is parsed when it is first met. While one request is answered the list is asked
for once (``keep_list``): the editor of a report looks a hundred times for names of tables.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from asgiref.local import Local

from ..domain.errors import DefinitionError
from ..domain.loading import parse_definition
from ..domain.standards import Standard
from ..models import LocalStandardVersion

logger = logging.getLogger(__name__)


class _Listed(NamedTuple):
    """What the list says of one version; its definition, which is large, is fetched apart."""

    pk: int
    standard: int
    number: int
    identifier: str
    digest: str
    agency_code: str
    live: bool


#: Version to digest, code of the agency, and the standard (``None`` where it cannot be read).
_read: dict[int, tuple[str, str, Standard | None]] = {}

#: The list of this thread or task: ``kept`` while it may be kept, and then ``versions``.
_list = Local()


def local_version(identifier: str) -> Standard | None:
    """The version of that identifier, whether or not it is the newest."""
    listed = [version for version in _versions() if version.identifier == identifier]
    return next(_standards(listed), None)


def local_versions(offered: bool = False) -> tuple[Standard, ...]:
    """All versions; with ``offered`` the newest of each standard that is published now."""
    listed = _versions()
    if offered:
        newest = {version.standard: version for version in listed}  # by number, ascending
        listed = [version for version in newest.values() if version.live]
    return tuple(_standards(listed))


def keep_list() -> None:
    """From now on this thread asks for the list once, until ``drop_list``."""
    _list.kept, _list.versions = True, None


def drop_list() -> None:
    """The list is asked for each time again."""
    _list.kept, _list.versions = False, None


def forget_list() -> None:
    """Something was published: the list is asked for anew."""
    _list.versions = None


def hold(identifier: str) -> None:
    """Keep a version as it is until this transaction ends: a report is published on it. Nothing
    is held for the standard of a file.

    The list may have been read before another worker rewrote the version: it is asked for anew.
    """
    list(LocalStandardVersion.objects.select_for_update().filter(identifier=identifier))
    forget_list()


def digest_of(definition: Mapping[str, Any]) -> str:
    """A fingerprint of a definition, whatever the order of its keys."""
    text = json.dumps(definition, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _versions() -> list[_Listed]:
    kept: list[_Listed] | None = getattr(_list, "versions", None)
    if kept is not None:
        return kept
    rows = LocalStandardVersion.objects.order_by("standard__identifier", "number").values_list(
        "pk",
        "standard",
        "number",
        "identifier",
        "digest",
        "standard__agency__code",
        "standard__live",
    )
    found = [_Listed(*row) for row in rows]
    if getattr(_list, "kept", False):
        _list.versions = found
    return found


def _standards(listed: Iterable[_Listed]) -> Iterator[Standard]:
    """The standards of these versions. Definitions are fetched only for versions that this
    process has not read yet."""
    listed = list(listed)
    unread = [item.pk for item in listed if _known(item.pk)[:2] != (item.digest, item.agency_code)]
    if unread:
        _read_anew(unread)
    for item in listed:
        standard = _known(item.pk)[2]
        if standard is not None:
            yield standard


def _known(pk: int) -> tuple[str, str, Standard | None]:
    return _read.get(pk, ("", "", None))


def _read_anew(keys: list[int]) -> None:
    rows = LocalStandardVersion.objects.filter(pk__in=keys).values_list(
        "pk", "digest", "standard__agency__code", "identifier", "definition"
    )
    for pk, digest, code, identifier, definition in rows:
        try:
            standard = replace(parse_definition(definition), agency_codes=(code,))
        except DefinitionError:
            # Its reports keep what is frozen in them; nothing else of the site may fail over it.
            logger.exception("The stored version %s of a local standard is broken.", identifier)
            _read[pk] = (digest, code, None)
        else:
            _read[pk] = (digest, code, standard)
