"""Define a reporting standard in the database: copy one, check it, publish its versions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..domain.catalogue import UnknownStandard
from ..domain.definition_writer import dump_standard
from ..domain.errors import DefinitionError, Problem
from ..domain.loading import parse_definition
from ..domain.standards import Standard
from ..models import Agency, LocalStandard, LocalStandardVersion, Observation, PublishedVersion
from .definition_texts import problem_text
from .local_versions import digest_of
from .standards import find_standard

#: What the fields of the model say; all else stands in ``LocalStandard.definition``.
HEAD = (
    "identifier",
    "title",
    "local",
    "agency_codes",
    "first_year",
    "last_year",
    "issued_as",
    "report_title",
)
#: The end of a later version's identifier.
_VERSION = re.compile(r".*-v[0-9]+")


def copy_standard(
    source: Standard | None, identifier: str, title: str, agency: Agency, user: Any
) -> LocalStandard:
    """A draft for ``agency`` with everything that ``source`` defines; an empty one without it.

    Last year's figures of a report on the source go on in the copy.
    """
    standard = LocalStandard(
        identifier=identifier, title=title, agency=agency, live=False, has_unpublished_changes=True
    )
    if source is not None:
        found = dump_standard(source)
        standard.definition = {key: value for key, value in found.items() if key not in HEAD}
        standard.definition["continues"] = list(
            dict.fromkeys((source.identifier, *source.continues))
        )
        standard.first_year, standard.last_year = source.first_year, source.last_year
        standard.report_title = found.get("report_title", "")
    standard.full_clean()
    with transaction.atomic():
        standard.save()
        standard.save_revision(user=user, log_action="wagtail.create", clean=False)
    return standard


def identifier_problem(identifier: str) -> str:
    """Why a new standard cannot have that identifier; empty if it can."""
    if _VERSION.fullmatch(identifier):
        return _("An end such as -v2 is how later versions are called. Choose another one.")
    if LocalStandard.objects.filter(identifier=identifier).exists():
        return _("A local standard has this identifier. Choose another one.")
    try:
        find_standard(identifier)
    except UnknownStandard:
        return ""
    return _("A reporting standard has this identifier. Choose another one.")


def definition_of(standard: LocalStandard, number: int = 1) -> dict[str, Any]:
    """The whole definition of a version, in the shape of a TOML file.

    The agency is left out: it is always the standard's own of today.
    """
    earlier = [version_identifier(standard, n) for n in range(number - 1, 0, -1)]
    named = [
        *earlier,
        *(name for name in standard.definition.get("continues", []) if name not in earlier),
    ]
    head = {
        "identifier": version_identifier(standard, number),
        "title": standard.title,
        "issued_as": standard.issued_as,
        "report_title": standard.report_title,
        "first_year": standard.first_year,
        "last_year": standard.last_year,
        "continues": named,
    }
    given = {key: value for key, value in head.items() if value not in ("", None, [])}
    return {**standard.definition, **given, "local": True}


def version_identifier(standard: LocalStandard, number: int) -> str:
    return standard.identifier if number == 1 else f"{standard.identifier}-v{number}"


def parse(standard: LocalStandard) -> Standard:
    """The standard as it is written now; raises ``DefinitionError`` with all its mistakes."""
    return parse_definition(definition_of(standard))


def problems_of(standard: LocalStandard) -> tuple[Problem, ...]:
    """All mistakes of the standard as it is written now."""
    try:
        parse(standard)
    except DefinitionError as error:
        return error.problems
    return ()


def problem_texts(standard: LocalStandard) -> list[str]:
    """All mistakes in the words of the form: where, what, and what to do."""
    definition = definition_of(standard)
    return [problem_text(problem, definition) for problem in problems_of(standard)]


def refuse_if_wrong(standard: LocalStandard) -> None:
    """Raise ``ValidationError`` with everything that stands in the way of publishing."""
    texts = problem_texts(standard)
    if texts:
        raise ValidationError(texts)


@transaction.atomic
def record_version(standard: LocalStandard, user: Any, now: datetime) -> LocalStandardVersion:
    """The version of a standard that is published: the newest one, written anew while no
    published report was made on it; else the next."""
    LocalStandard.objects.select_for_update().get(pk=standard.pk)  # one publication at a time
    last = standard.versions.select_for_update().order_by("-number").first()
    number = last.number if last else 1
    definition = definition_of(standard, number)
    if last is not None and last.digest == digest_of(definition):
        return last
    if last is not None and is_used(last.identifier):
        last, number = None, number + 1
        definition = definition_of(standard, number)
    version = last or LocalStandardVersion(standard=standard, number=number)
    version.identifier = version_identifier(standard, number)
    version.definition = definition
    version.digest = digest_of(definition)
    version.published_at, version.published_by = now, user
    version.save()
    return version


def is_used(identifier: str) -> bool:
    """Whether a report was ever published on the standard of that identifier."""
    return (
        Observation.objects.filter(standard=identifier).exists()
        or PublishedVersion.objects.filter(standard=identifier).exists()
    )


def state_of(standard: LocalStandard) -> Mapping[str, Any]:
    """The newest version, whether a published report was made on it, and what publishing now
    would be called; for the editor."""
    last = standard.versions.order_by("-number").first()
    used = last is not None and is_used(last.identifier)
    number = 1 if last is None else last.number + used
    return {"version": last, "used": used, "next": version_identifier(standard, number)}
