"""Line breaking of Chinese text, over many widths."""

import re

import pytest

from tests.exports import samples
from wagtail_disclosure.exports.pdf.atoms import Run, make_atoms
from wagtail_disclosure.exports.pdf.fonts import DocumentFonts
from wagtail_disclosure.exports.pdf.lines import balance_lines, break_lines
from wagtail_disclosure.exports.pdf.styles import TextStyle

SIZE = 12.0
WIDTHS = [chars * SIZE for chars in (12, 13.5, 16, 17.3, 20, 24, 25.5, 28, 31, 36, 37, 42)]
TEXT = samples.PROSE * 3
NEVER_FIRST = "，。、；：！？”’》〉）」』】〕…—·～％,.;:!?)]}%"
NEVER_LAST = "“‘《〈（「『【〔([{￥"


def set_lines(text, width, **options):
    fonts = DocumentFonts()
    return break_lines(
        make_atoms([Run(text, TextStyle(size=SIZE))], fonts), fonts, width, **options
    )


def right_edge(line):
    last = line.glyphs[-1]
    return last.x + last.glyph.width * SIZE - last.glyph.right * SIZE


@pytest.mark.parametrize("width", WIDTHS)
def test_lines__never_begin_or_end_with_a_forbidden_mark(width):
    lines = [line.text for line in set_lines(TEXT, width, indent=2 * SIZE)]
    assert [line for line in lines if line[0] in NEVER_FIRST or line[-1] in NEVER_LAST] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_lines__together__are_the_text(width):
    text = "".join(line.text for line in set_lines(TEXT, width))
    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", TEXT)


@pytest.mark.parametrize("width", WIDTHS)
def test_lines__never_reach_beyond_the_margin(width):
    lines = set_lines(TEXT, width, indent=2 * SIZE)
    assert max(right_edge(line) for line in lines) <= width + 0.05
    assert right_edge(lines[0]) <= width - 2 * SIZE + 0.05


@pytest.mark.parametrize("width", [chars * SIZE for chars in (24, 30, 36, 37)])
def test_full_lines__are_justified(width):
    lines = set_lines(samples.PROSE.replace("information disclosure", "") * 3, width)
    ragged = [line.text for line in lines[:-1] if abs(line.width - width) > 0.05]
    assert len(ragged) <= len(lines) // 10, ragged


@pytest.mark.parametrize("width", WIDTHS)
def test_words_and_numbers__are_not_broken(width):
    parts = [
        word for line in set_lines(TEXT, width) for word in re.findall(r"[\w.,]+", line.text, re.A)
    ]
    whole = {"information", "disclosure", "12,345.67"}
    address = {"www", "www.example", "www.example.gov", "www.example.gov.cn"}
    address |= {"example.gov.cn", "gov.cn", "cn"}
    assert {part.strip(",.") for part in parts} - {""} <= whole | address


def test_dash_and_ellipsis__stay_whole():
    for width in WIDTHS:
        for line in set_lines("破折号——与省略号……" * 30, width):
            assert not re.search(r"(?<!—)—(?!—)|(?<!…)…(?!…)", line.text), line.text


def test_adjacent_marks__give_up_one_blank_half():
    pair = set_lines("甲》，乙", 500, justify=False)[0]
    single = set_lines("甲，乙", 500, justify=False)[0]
    assert pair.width - single.width == pytest.approx(SIZE / 2, abs=0.3)


def test_opening_mark__at_the_beginning_of_a_line__stands_at_the_margin():
    lines = set_lines("一二三四五六七八九十“甲乙丙丁”", 10 * SIZE, justify=False)
    assert [line.text for line in lines] == ["一二三四五六七八九十", "“甲乙丙丁”"]
    assert lines[1].glyphs[0].x == pytest.approx(-SIZE / 2, abs=0.1)


def test_closing_mark__that_does_not_fit__is_pulled_in_by_shrunk_marks():
    text = "一，二，三，四五六七八九十甲。后面的文字"
    lines = set_lines(text, 14 * SIZE)
    assert lines[0].text == "一，二，三，四五六七八九十甲。"


def test_closing_mark__without_marks_to_shrink__takes_a_character_along():
    lines = set_lines("一二三四五六七八九十”后", 10 * SIZE - 1)
    assert lines[0].text == "一二三四五六七八九"
    assert lines[1].text.startswith("十”")


def test_digits__in_tables__have_one_width():
    fonts = DocumentFonts()
    style = TextStyle(size=SIZE, tabular=True)
    widths = {
        round(break_lines(make_atoms([Run(text, style)], fonts), fonts, 500)[0].width, 3)
        for text in ("1111", "0000", "7947")
    }
    assert len(widths) == 1


def test_web_address__is_broken_after_its_separators():
    lines = [
        line.text for line in set_lines("见https://www.example.gov.cn/zwgk/2018/report.html", 200)
    ]
    assert len(lines) > 1
    assert all(line[-1] in "/.l" for line in lines)


def test_balanced_lines__are_of_about_one_length():
    fonts = DocumentFonts()
    atoms = make_atoms([Run("商业企业", TextStyle(size=SIZE))], fonts)
    assert [line.text for line in balance_lines(atoms, fonts, 3 * SIZE)] == ["商业", "企业"]


def test_width__less_than_a_character__still_sets_one_per_line():
    assert [line.text for line in set_lines("甲乙ab", 1.0)] == ["甲", "乙", "a", "b"]


def test_forced_breaks__begin_new_lines():
    assert [line.text for line in set_lines("甲\n\n乙", 200)] == ["甲", "", "乙"]


def test_combining_mark__stays_with_its_letter():
    for line in set_lines("甲e\u0301乙" * 40, 5 * SIZE):
        assert not line.text.startswith("\u0301")
