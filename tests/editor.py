"""What the editor's form posts for a report."""

from __future__ import annotations

import json
from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def editor_data(report: Any, **changes: Any) -> dict[str, Any]:
    """The whole form of the edit view for ``report``, with ``changes`` to its fields.

    Sections are posted empty: what stands in them has its own tests.
    """
    fields = {
        "title": report.title,
        "slug": report.slug,
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "agency": report.agency_id,
        "report_year": report.report_year,
        "standard": report.standard,
        "period_start": report.period_start,
        "period_end": report.period_end,
        "figures": json.dumps(report.figures),
        "correction_reason": report.correction_reason,
        "notice": report.notice,
        "published_elsewhere": report.published_elsewhere,
        "preamble": rich_text("<p>依据条例编制。</p>"),
        "contact_address": report.contact_address,
        "contact_postcode": report.contact_postcode,
        "contact_phone": report.contact_phone,
        "contact_email": report.contact_email,
        "sections": streamfield(
            [
                (
                    "section",
                    {
                        "key": section.value["key"],
                        "heading": section.value["heading"],
                        "body": streamfield([]),
                    },
                )
                for section in report.sections
            ]
        ),
        "attachments": streamfield([]),
        "interpretations": streamfield([]),
        "made_on": report.made_on,
        "document_number": report.document_number,
        "topic_category": "",
        "validity": report.validity,
        "source_name": "",
        "published_at": "",
        "numbering_scheme": report.numbering_scheme_id,
        "information_category": report.information_category_id,
        "requested_index_number": report.requested_index_number,
        "comments": inline_formset([]),
    }
    data = nested_form_data({**fields, **changes})
    return {name: "" if value is None else value for name, value in data.items()}
