"""What readers see of a match."""

from __future__ import annotations

import pytest

from wagtail_disclosure.search.highlight import excerpt, excerpt_parts, highlight, parts


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("安全生产应急管理", "应急", ["应急"]),
        ("应急管理，应急", "应急 急管", ["应急管", "应急"]),
        ("示应急函〔2019〕4号", "[2019]4号", ["2019〕4号"]),
        ("〔2019〕42号", "2019〕4", []),
        ("ＦＺ００５０３号", "fz00503", ["ＦＺ００５０３"]),
        ("reports report", "report", ["report"]),
        ("关于加强APP治理的通知", "app", ["APP"]),
        ("使用PM2.5监测仪，关于5G基站", "pm2.5 5g", ["PM2.5", "5G"]),
        ("应急", '"——', []),
        ("", "应急", []),
    ],
)
def test_marks__what_the_query_asks_for(text, query, marked):
    assert [part.text for part in parts(text, query) if part.matched] == marked
    assert "".join(part.text for part in parts(text, query)) == text


def test_highlight__escapes_the_text():
    assert highlight("<b>应急</b>&", "应急") == "&lt;b&gt;<mark>应急</mark>&lt;/b&gt;&amp;"
    assert highlight("应急<>2019", "应急-2019") == "<mark>应急&lt;&gt;2019</mark>"


def test_excerpt__is_around_the_first_match():
    text = "前" * 200 + "应急" + "后" * 200
    assert excerpt(text, "应急", 20) == f"…{'前' * 5}<mark>应急</mark>{'后' * 13}…"


def test_excerpt__is_the_beginning__without_a_match():
    assert excerpt("前" * 30, "应急", 10) == "前" * 10 + "…"
    assert excerpt(" 两\n行 ", "应急") == "两 行"


def test_excerpt__of_a_match_at_the_end_or_longer_than_itself():
    assert excerpt("前" * 30 + "应急", "应急", 10) == f"…{'前' * 8}<mark>应急</mark>"
    assert [part.text for part in excerpt_parts("应急管理局", "应急管理局", 3)] == ["应急管理局"]
