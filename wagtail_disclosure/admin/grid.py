"""The address that the grid asks while figures are typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..domain.catalogue import UnknownStandard
from ..domain.facts import Facts
from ..domain.standards import Standard
from ..editing.figures_form import MAX_CHARACTERS, FiguresFormField
from ..mixins import ReportMixin
from ..models import Agency
from ..models.base_page import base_page_model
from ..services.grid import grid_answer
from ..services.report_checks import Surroundings, counted_now, draft_surroundings
from ..services.sheets import build_sheet
from ..services.standards import find_standard

#: Every character of the figures may take four bytes, or six as an escape in JSON.
MAX_BYTES = 6 * MAX_CHARACTERS


class GridRequestError(Exception):
    """A request that cannot be answered; ``status`` is the HTTP status, the text is for people."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True)
class GridRequest:
    """What was posted, with everything found that it names."""

    standard: Standard
    year: int
    agency: Agency | None
    data: Mapping[str, Any]


@require_POST
def check_grid(request: HttpRequest) -> JsonResponse:
    """Calculate and check figures that are being typed; stores nothing.

    Body: ``{"page": id or null, "standard": identifier, "agency": id or null, "year": year,
    "data": stored figures}``. Answers with ``services.grid.grid_answer``, or ``{"error": …}``
    and 400, 403 or 413. Wagtail asks for access to the admin before this is called.
    """
    try:
        body = _body(request)
        report = _permitted_report(request.user, body.get("page"))
        asked = _asked(body)
    except GridRequestError as error:
        return JsonResponse({"error": error.message}, status=error.status)
    sheet = build_sheet(asked.standard, asked.year, asked.agency, asked.data)
    # Texts and facts are those of the draft as it was saved last.
    if report:
        around = draft_surroundings(report, asked.agency, asked.year, asked.standard)
    else:
        counted, _lists = counted_now(asked.agency, asked.year, asked.standard)
        around = Surroundings(facts=Facts(counted=counted))
    return JsonResponse(grid_answer(sheet, around))


def _body(request: HttpRequest) -> Mapping[str, Any]:
    length = request.META.get("CONTENT_LENGTH") or "0"
    # The length is asked before the body is read: a large one never comes into memory.
    if not length.isdigit() or int(length) > MAX_BYTES:
        raise GridRequestError(413, _("The figures are too large to be checked at once."))
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise GridRequestError(400, _("The request is no JSON.")) from None
    if not isinstance(body, Mapping):
        raise GridRequestError(400, _("The request is no JSON object."))
    return body


def _permitted_report(user: Any, page_id: object) -> ReportMixin | None:
    """The report, if the user may edit it; ``None`` where there is none yet, if the user may
    write any page at all.

    An unknown page, a page of another kind and one that may not be edited answer alike.
    """
    if page_id is None:
        if PagePermissionPolicy().user_has_permission(user, "add"):
            return None
    elif isinstance(page_id, int) and not isinstance(page_id, bool):
        page = _by_id(base_page_model(), page_id)
        report = page.specific if page is not None else None
        if isinstance(report, ReportMixin) and report.permissions_for_user(user).can_edit():
            return report
    else:
        raise GridRequestError(400, _("“page” is no number."))
    raise GridRequestError(403, _("You may not edit this report."))


def _asked(body: Mapping[str, Any]) -> GridRequest:
    year = body.get("year")
    if not isinstance(year, int) or isinstance(year, bool) or not 1900 <= year <= 2200:
        raise GridRequestError(400, _("“year” is no year."))
    try:
        standard = find_standard(str(body.get("standard")))
    except UnknownStandard:
        raise GridRequestError(400, _("There is no reporting standard of that name.")) from None
    try:
        data = FiguresFormField().clean(body.get("data"))
    except ValidationError as error:
        raise GridRequestError(400, " ".join(error.messages)) from None
    return GridRequest(standard, year, _agency(body.get("agency")), data)


def _agency(agency_id: object) -> Agency | None:
    if agency_id is None:
        return None
    agency = None
    if isinstance(agency_id, int) and not isinstance(agency_id, bool):
        agency = _by_id(Agency, agency_id)
    if agency is None:
        raise GridRequestError(400, _("There is no such agency."))
    return agency


def _by_id(model: Any, number: int) -> Any:
    """The object of that id, or ``None``; numbers that no database key can hold find none."""
    return model._default_manager.filter(pk=number).first() if 0 < number < 2**31 else None
