"""How boxes fill pages."""

import pytest

from tests.exports import samples
from wagtail_disclosure.exports.document import Heading, RichText
from wagtail_disclosure.exports.pdf.flow import Box, paginate
from wagtail_disclosure.exports.pdf.fonts import DocumentFonts
from wagtail_disclosure.exports.pdf.paragraph import space
from wagtail_disclosure.exports.pdf.story import Story
from wagtail_disclosure.exports.pdf.styles import HEIGHT


def heights(pages):
    return [[placed.box.height for placed in page] for page in pages]


def test_boxes__fill_a_page_before_the_next_begins():
    assert heights(paginate([Box(40)] * 5, 100)) == [[40, 40], [40, 40], [40]]


def test_box__that_keeps_the_next__moves_with_it():
    boxes = [Box(60), Box(20, keep=True), Box(30)]
    assert heights(paginate(boxes, 100)) == [[60], [20, 30]]


def test_chain__taller_than_a_page__begins_where_it_stands():
    boxes = [Box(50), *[Box(40, keep=True)] * 4]
    assert heights(paginate(boxes, 100)) == [[50, 40], [40, 40], [40]]


def test_space_before__is_dropped_at_the_top_of_a_page():
    pages = paginate([Box(90), Box(30, before=20)], 100)
    assert [page[0].top for page in pages] == [0, 0]


def test_space__at_the_end__makes_no_page():
    assert len(paginate([Box(100), space(30)], 100)) == 1


def test_repeated_boxes__stand_above_what_begins_a_page():
    head = Box(10)
    rows = [Box(40, repeat=(head,)) for _ in range(4)]
    pages = paginate([Box(10, keep=True), *rows], 100)
    assert heights(pages) == [[10, 40, 40], [10, 40, 40]]
    assert [placed.box.repeated for placed in pages[1]] == [True, False, False]


def test_box__taller_than_a_page__stands_alone():
    assert heights(paginate([Box(10), Box(300), Box(10)], 100)) == [[10], [300], [10]]


def numbered_report(paragraphs):
    text = RichText(f"<p>{samples.PROSE}</p>")
    nodes = [RichText("<p>行</p>")] * paragraphs
    for n in range(12):
        nodes += [Heading(1, "一、", f"题{n}", ""), Heading(2, "（一）", f"副题{n}", ""), text]
    return samples.document_of(*nodes)


@pytest.mark.parametrize("paragraphs", range(0, 30, 3))
def test_pages__never_end_with_a_heading_nor_half_empty(paragraphs):
    pages = paginate(Story(numbered_report(paragraphs), DocumentFonts()).boxes(), HEIGHT)
    assert [page for page in pages if page[-1].box.heading] == []
    filled = [max(placed.top + placed.box.height for placed in page) for page in pages[:-1]]
    assert min(filled) > HEIGHT * 0.78


@pytest.mark.parametrize("paragraphs", range(20, 32))
def test_paragraph__cut_by_a_page__leaves_two_lines_on_either(paragraphs):
    nodes = [RichText("<p>行</p>")] * paragraphs + [RichText(f"<p>{samples.PROSE * 2}</p>")]
    boxes = Story(samples.document_of(*nodes), DocumentFonts()).boxes()
    (first, second) = paginate(boxes, HEIGHT)[:2]
    long_lines = len(boxes) - paragraphs - 2  # the title and the line below it
    on_first = max(0, len(first) - paragraphs - 2)
    assert on_first not in (1, long_lines - 1)
    assert len(first) + len(second) == len(boxes)
