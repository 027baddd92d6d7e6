"""Published versions of local standards, read once per process and version.

The database is asked each time which versions there are, so every worker sees a new one at once;
what a version says is parsed when it is first met.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from ..domain.errors import DefinitionError
from ..domain.loading import parse_definition
from ..domain.standards import Standard
from ..models import LocalStandardVersion

logger = logging.getLogger(__name__)

#: Version to digest, code of the agency, and the standard (``None`` where it cannot be read).
_read: dict[int, tuple[str, str, Standard | None]] = {}


def local_version(identifier: str) -> Standard | None:
    """The version of that identifier, whether or not it is the newest."""
    return next(_standards(LocalStandardVersion.objects.filter(identifier=identifier)), None)


def local_versions(offered: bool = False) -> tuple[Standard, ...]:
    """All versions; with ``offered`` the newest of each standard that is published now."""
    versions = LocalStandardVersion.objects.order_by("standard__identifier", "number")
    return tuple(_standards(newest(versions) if offered else versions))


def hold(identifier: str) -> None:
    """Keep a version as it is until this transaction ends: a report is published on it. Nothing
    is held for the standard of a file."""
    list(LocalStandardVersion.objects.select_for_update().filter(identifier=identifier))


def newest(versions: QuerySet[LocalStandardVersion]) -> QuerySet[LocalStandardVersion]:
    """The newest version of each standard that is published now."""
    last = (
        LocalStandardVersion.objects.filter(standard=OuterRef("standard"))
        .order_by()
        .values("standard")
        .annotate(last=Max("number"))
        .values("last")
    )
    return versions.filter(Q(standard__live=True) & Q(number=Subquery(last)))


def digest_of(definition: Mapping[str, Any]) -> str:
    """A fingerprint of a definition, whatever the order of its keys."""
    text = json.dumps(definition, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _standards(versions: QuerySet[LocalStandardVersion]) -> Iterator[Standard]:
    """The standards of these versions. The definitions, which are large, are fetched only for
    versions that this process has not read yet."""
    rows = list(versions.values_list("pk", "digest", "standard__agency__code"))
    unread = [pk for pk, digest, code in rows if _known(pk)[:2] != (digest, code)]
    if unread:
        _read_anew(unread)
    for pk, _digest, _code in rows:
        standard = _known(pk)[2]
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
