"""Rich text as paragraphs."""

import pytest

from wagtail_disclosure.exports.pdf.rich_text import plain_text, read_rich_text
from wagtail_disclosure.exports.pdf.styles import TextStyle


def read(html, base="https://www.example.gov.cn/a/"):
    """Paragraphs as (depth, marker, text with **bold** and [text](link))."""
    return [
        (block.depth, block.marker, "".join(map(show, block.runs)))
        for block in read_rich_text(html, TextStyle(), base)
    ]


def show(run):
    text = f"**{run.text}**" if run.style.role == "heading" else run.text
    return f"[{text}]({run.link})" if run.link else text


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        ("<p>甲</p><p>乙</p>", [(0, "", "甲"), (0, "", "乙")]),
        ("<p></p><p> &nbsp; </p><p>　　甲</p>", [(0, "", "甲")]),
        ("<p>甲<b>乙</b><i>丙</i><em>丁</em></p>", [(0, "", "甲**乙**丙丁")]),
        ("<p>a  b\n c</p>", [(0, "", "a b c")]),
        ("<p>中文\n 中文</p>", [(0, "", "中文中文")]),
        ("<p>甲 <b> 乙</b></p>", [(0, "", "甲 **乙**")]),
        ("<p>甲<br>乙</p>", [(0, "", "甲\n乙")]),
        ("<p>甲<br/> 乙<br></p>", [(0, "", "甲\n乙")]),
        ("<ul><li>甲</li><li>乙</li></ul>", [(1, "•", "甲"), (1, "•", "乙")]),
        ("<ol><li>甲</li><li>乙</li></ol>", [(1, "1.", "甲"), (1, "2.", "乙")]),
        ('<ol start="3"><li>甲</li></ol>', [(1, "3.", "甲")]),
        (
            "<ul><li>甲<ol><li>乙</li></ol></li><li>丙</li></ul>",
            [(1, "•", "甲"), (2, "1.", "乙"), (1, "•", "丙")],
        ),
        ("<ul><li><p>甲</p><p>乙</p></li></ul>", [(1, "•", "甲"), (1, "", "乙")]),
        ("<h2>甲</h2>乙", [(0, "", "**甲**"), (0, "", "乙")]),
        ('<a href="b.pdf">甲</a>', [(0, "", "[甲](https://www.example.gov.cn/a/b.pdf)")]),
        ('<a href="mailto:a@b.cn">甲</a>', [(0, "", "[甲](mailto:a@b.cn)")]),
        ('<a href="JavaScript:x">甲</a>', [(0, "", "甲")]),
        ('<a href="data:text/html,x">甲</a>', [(0, "", "甲")]),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", [(0, "", "甲 乙")]),
        ('<img src="x" alt="图"><script>x</script>', [(0, "", "图")]),
        ("&lt;b&gt;&amp;", [(0, "", "<b>&")]),
        ("<p>甲<svg><text>x</text></svg>乙", [(0, "", "甲乙")]),
        ('<data value="3">128</data>件', [(0, "", "128件")]),
        ("", []),
    ],
)
def test_rich_text__is_read_as_paragraphs(html, paragraphs):
    assert read(html) == paragraphs


def test_plain_text__joins_paragraphs():
    assert plain_text("<p>甲<b>乙</b></p><p>丙</p>") == "甲乙 丙"


@pytest.mark.parametrize(
    ("html", "words"),
    [("一<![if !supportLists]>二<![endif]>三", "一二三"), ("一<![<p>二", "一二")],
)
def test_plain_text__marks_of_a_word_processor_are_no_text(html, words):
    assert plain_text(html) == words
