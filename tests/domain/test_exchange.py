"""The exchange file: what is read, what is refused, and that it comes back the same."""

import json
from datetime import date

import pytest

from wagtail_disclosure.domain import (
    ExchangeError,
    ExchangeReport,
    Facts,
    Figures,
    ReportTexts,
    calculate,
    check,
    load_standard,
    read_exchange,
    read_sheet,
    skipped_rules,
    write_exchange,
)
from wagtail_disclosure.domain.prose.references import reference

from .cases import CASES, read_case, sheet_of

STANDARD = load_standard("fuzhou-2018")
HEAD = {"standard": "fuzhou-2018", "agency": "示例市统计局", "year": 2018}
LEAST = {**HEAD, "figures": {}}


def test_read_exchange__every_key():
    text = json.dumps(
        {
            **HEAD,
            "figures": {"statistics.review.current": 1},
            "opening": {"statistics.review.cumulative": 2},
            "claimed": {"statistics.received.current": 3},
            "previous": {"statistics.review.cumulative": "4"},
            "sections": {"overview": "<p>…</p>"},
        }
    )

    assert read_exchange("\ufeff" + text) == ExchangeReport(
        standard="fuzhou-2018",
        agency="示例市统计局",
        year=2018,
        figures={"statistics.review.current": 1},
        opening={"statistics.review.cumulative": 2},
        claimed={"statistics.received.current": 3},
        previous=Figures.from_values({"statistics.review.cumulative": 4}),
        sections={"overview": "<p>…</p>"},
        knows_last_year=True,
    )


def test_read_exchange__least():
    assert read_exchange(json.dumps(LEAST)) == ExchangeReport(
        "fuzhou-2018", "示例市统计局", 2018, {}
    )


@pytest.mark.parametrize(
    ("extra", "asks"),
    [
        ({}, False),
        ({"previous": None}, True),
        ({"previous": {}}, True),
        ({"opening": {"statistics.review.cumulative": 2}}, True),
        ({"opening": None}, False),
    ],
)
def test_sheet__asks_for_last_year_only_where_the_file_speaks_of_it(extra, asks):
    sheet = read_exchange(json.dumps({**LEAST, **extra})).sheet(STANDARD)

    assert sheet.asks_last_year is asks
    skipped = [code for code in skipped_rules(sheet) if code[0] == "Y"]
    assert skipped == ([] if asks else ["Y02", "Y03"])


def test_texts__plain_text_of_the_sections():
    sections = {
        "overview": "<p>主动公开政府信息<b>12</b>条。</p><p>收到申请&nbsp;3件。</p>",
        "problems": "<ul><li>一</li></ul><table><tr><td>40</td></tr></table>",
    }

    texts = read_exchange(json.dumps({**LEAST, "sections": sections})).texts()

    assert texts == ReportTexts(
        {"overview": "主动公开政府信息12条。\n收到申请3件。", "problems": "一"},
        agency_names=(LEAST["agency"],),
        references={"overview": (), "problems": ()},
    )
    assert list(texts.sections) == ["overview", "problems"]


def test_texts__references_read_as_the_figures_of_the_sheet():
    received = "statistics.received.current"
    sections = {"requests": f"<p>收到申请{reference(received)}件，{reference('x.y.z')}条。</p>"}
    figures = {"statistics.recv_in_person.current": 1000, "statistics.recv_online.current": 234}
    figures["statistics.recv_letter_fax.current"] = 0
    report = read_exchange(json.dumps({**LEAST, "figures": figures, "sections": sections}))

    texts = report.texts(report.sheet(STANDARD))

    assert texts.sections == {"requests": "收到申请1,234件，—条。"}
    assert texts.references == {"requests": (received, "x.y.z")}
    assert report.texts().sections == {"requests": "收到申请—件，—条。"}


def test_texts__none_in_the_file():
    texts = read_exchange(json.dumps(LEAST)).texts()

    assert (texts.sections, texts.references) == (None, None)


def test_sheet__the_printed_table_alone():
    seed = read_case(CASES / "fuzhou-2018-seed.toml")
    columns = ("current", "cumulative")
    printed = {
        f"statistics.{row}.{column}": value
        for row, values in seed["table"].items()
        for column, value in zip(columns, values, strict=True)
    }

    sheet = read_exchange(json.dumps({**HEAD, "figures": printed})).sheet(STANDARD)

    assert (len(sheet.entered), len(sheet.claimed)) == (13, 17)
    assert check(sheet) == ()


def test_sheet__printed_table_with_a_wrong_channel():
    figures = {
        "statistics.received.cumulative": 40,
        "statistics.recv_in_person.cumulative": 0,
        "statistics.recv_online.cumulative": 38,
        "statistics.recv_letter_fax.cumulative": 1,
    }

    findings = check(read_exchange(json.dumps({**HEAD, "figures": figures})).sheet(STANDARD))

    assert [(f.code, f.left, f.right) for f in findings if f.code != "F02"] == [("S01", 40, 39)]


def test_write_exchange__reads_back_the_same():
    sheet = sheet_of(read_case(CASES / "fuzhou-2018-next-year.toml"))
    figures = calculate(sheet)

    text = write_exchange(
        "fuzhou-2018",
        "示例市统计局",
        2018,
        figures,
        previous=sheet.previous,
        opening=Figures.from_values({"statistics.review.cumulative": 0}),
        sections={"overview": "<p>1</p>"},
    )
    report = read_exchange(text)

    assert calculate(report.sheet(STANDARD)) == figures
    assert (report.previous, report.opening, report.sections) == (
        sheet.previous,
        {"statistics.review.cumulative": 0},
        {"overview": "<p>1</p>"},
    )
    assert "示例市统计局" in text


def test_write_exchange__least():
    assert json.loads(write_exchange("fuzhou-2018", "示例市统计局", 2018, Figures())) == LEAST


@pytest.mark.parametrize(
    ("text", "code", "key", "detail"),
    [
        ("", "not_json", "", "1:1"),
        ('{"standard": ', "not_json", "", "1:14"),
        ("[" * 100_000, "not_json", "", "1:1"),
        ("[]", "not_an_object", "", ""),
        ('{"year": NaN}', "wrong_type", "NaN", "number"),
        ('{"year": 1, "year": 2}', "duplicate_key", "year", ""),
        (json.dumps(HEAD), "missing_key", "figures", ""),
        (json.dumps({**LEAST, "note": 1}), "unknown_key", "note", ""),
        (json.dumps({**LEAST, "year": "2018"}), "wrong_type", "year", "int"),
        (json.dumps({**LEAST, "year": True}), "wrong_type", "year", "int"),
        (json.dumps({**LEAST, "figures": []}), "wrong_type", "figures", "dict"),
        (json.dumps({**LEAST, "previous": 7}), "wrong_type", "previous", "dict"),
        (json.dumps({**LEAST, "sections": {"a": 1}}), "wrong_type", "sections.a", "str"),
        (json.dumps({**LEAST, "previous": {"x": "y"}}), "not_a_figure", "previous.x", "y"),
    ],
)
def test_read_exchange__refused(text, code, key, detail):
    with pytest.raises(ExchangeError) as caught:
        read_exchange(text)

    assert (caught.value.code, caught.value.key, caught.value.detail) == (code, key, detail)


def test_read_exchange__a_number_of_thousands_of_digits_is_kept_as_text():
    long = "9" * 5000

    text = json.dumps({**HEAD, "figures": {"c": 1}}).replace('"c": 1', f'"c": {long}')

    report = read_exchange(text)

    assert report.figures == {"c": long}


def test_read_exchange__no_floats_get_through():
    text = json.dumps({**HEAD, "figures": {"statistics.review.current": 1.5}})
    sheet = read_exchange(text).sheet(STANDARD)

    assert sheet.unread == {"statistics.review.current": "1.5"}
    assert read_sheet(STANDARD, 2018, {}).entered == sheet.entered


def test_read_exchange__facts():
    facts = {
        "period_start": "2025-01-01",
        "period_end": "2025-12-31",
        "published_on": "2026-01-30",
        "deadline": None,
        "makes_rules": False,
        "members": {"示例市水文站": {"statistics.review.current": 3}},
    }

    sheet = read_exchange(json.dumps({**LEAST, "facts": facts})).sheet(STANDARD)

    assert sheet.facts == Facts(
        period_start=date(2025, 1, 1),
        period_end=date(2025, 12, 31),
        published_on=date(2026, 1, 30),
        makes_rules=False,
        members={"示例市水文站": Figures.from_values({"statistics.review.current": 3})},
    )


@pytest.mark.parametrize(
    ("facts", "code", "key", "detail"),
    [
        ({"weather": "fine"}, "unknown_key", "facts.weather", ""),
        ({"deadline": "31.1.2026"}, "wrong_type", "facts.deadline", "date"),
        ({"deadline": 20260131}, "wrong_type", "facts.deadline", "date"),
        ({"makes_rules": "no"}, "wrong_type", "facts.makes_rules", "bool"),
        ({"members": []}, "wrong_type", "facts.members", "dict"),
        ({"counted": []}, "wrong_type", "facts.counted", "figures"),
        ({"counted": {"a.b.c": "?"}}, "wrong_type", "facts.counted", "figure, not '?'"),
        ({"members": {"a": 7}}, "wrong_type", "facts.members", "dict"),
        ({"members": {"a": {"t.r.c": "x"}}}, "wrong_type", "facts.members.a", "figure, not 'x'"),
        ([], "wrong_type", "facts", "dict"),
    ],
)
def test_read_exchange__facts_that_are_none(facts, code, key, detail):
    with pytest.raises(ExchangeError) as caught:
        read_exchange(json.dumps({**LEAST, "facts": facts}))

    assert (caught.value.code, caught.value.key, caught.value.detail) == (code, key, detail)
