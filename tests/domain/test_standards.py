"""What a standard says about itself."""

import pytest

from wagtail_disclosure.domain import fill_year, load_standard
from wagtail_disclosure.domain.standards import Standard


def test_fill_year__in_a_label():
    assert fill_year("{year}年", 2018) == "2018年"


@pytest.mark.parametrize(
    ("first", "last", "covered"),
    [
        (None, None, [2018, 2019, 2020, 2021]),
        (2019, None, [2019, 2020, 2021]),
        (None, 2019, [2018, 2019]),
        (2019, 2020, [2019, 2020]),
    ],
)
def test_covers__years_of_the_form(first, last, covered):
    standard = Standard("x", "X", (), (), first_year=first, last_year=last)

    assert [year for year in (2018, 2019, 2020, 2021) if standard.covers(year)] == covered


@pytest.mark.parametrize("find", [Standard.table, Standard.section])
def test_table_and_section__unknown_key(find):
    with pytest.raises(KeyError):
        find(load_standard("fuzhou-2018"), "nothing")
