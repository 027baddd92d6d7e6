"""Numbers as they are compared, however they are written."""

from __future__ import annotations

import pytest

from wagtail_disclosure.domain.number_keys import LONGEST, asked_number, number_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("FZ00503-3000-2019-00004", "FZ00503" + "3000" + "2019" + "00004"),
        ("fz00503－3000 2019_00004", "FZ00503" + "3000" + "2019" + "00004"),
        ("113417020032563511/202504-00057", "11341702003256351120250400057"),
        ("榕应急函〔2019〕4号", "榕应急函20194号"),
        ("榕应急函[２０１９] 4号", "榕应急函20194号"),
        ("", ""),
    ],
)
def test_key__is_the_same_however_a_number_is_written(text: str, key: str):
    assert number_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("FZ00503-3000", "FZ005033000"),
        ("榕应急函2019年第4号", "榕应急函20194号"),
        ("榕应急函(2019)004号", "榕应急函20194号"),
        ("应急", ""),
        ("第4号", ""),
        ("2019", ""),
        ("2018年政府信息公开工作年度报告", ""),
        ("没有数字的词语", ""),
        ("9" * (LONGEST + 1), ""),
    ],
)
def test_asked_number__is_empty_for_what_cannot_be_one(text: str, key: str):
    assert asked_number(text) == key
