"""The JSON Schema of the exchange file of one reporting standard."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ..domain.catalogue import UnknownStandard
from ..domain.json_schema import exchange_schema
from ..services.standards import find_standard


@require_safe
def standard_schema(request: HttpRequest, identifier: str) -> HttpResponse:
    """The schema with its own address as ``$id``; 404 for a standard that nobody published."""
    try:
        standard = find_standard(identifier)
    except UnknownStandard:
        raise Http404 from None
    address = request.build_absolute_uri(request.path)
    text = json.dumps(exchange_schema(standard, address), ensure_ascii=False, indent=2)
    return HttpResponse(text, content_type="application/schema+json")
