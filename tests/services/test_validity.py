"""Validity on a day: in the domain and, for many entries at once, in the database."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from django.utils.timezone import now

from tests.factories import make_agency
from wagtail_disclosure.domain.validity import State
from wagtail_disclosure.models import CatalogueEntry
from wagtail_disclosure.services.validity import having, term_of

DAY = date(2020, 6, 15)
DAYS = (None, date(2020, 6, 14), DAY, date(2020, 6, 16))


@pytest.mark.django_db
def test_having__in_every_case_agrees_with_the_domain():
    agency = make_agency()
    cases = product(("effective", "expired", "repealed"), DAYS, DAYS, DAYS)
    CatalogueEntry.objects.bulk_create(
        CatalogueEntry(
            page_id=number,
            agency=agency,
            published_at=now(),
            year=2020,
            validity=declared,
            in_force_from=start,
            in_force_until=end,
            repealed_on=repealed,
        )
        for number, (declared, start, end, repealed) in enumerate(cases, 1)
    )
    entries = list(CatalogueEntry.objects.all())
    wanted = {
        state: {item.pk for item in entries if term_of(item).on(DAY) is state} for state in State
    }
    found = {
        state: set(CatalogueEntry.objects.filter(having(state, DAY)).values_list("pk", flat=True))
        for state in State
    }
    assert found == wanted
    assert all(wanted.values())
