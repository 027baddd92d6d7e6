"""References to cells in stored rich text: found, replaced, and everything else left alone."""

import time

import pytest

from wagtail_disclosure.domain.prose.references import (
    expand_references,
    reference,
    referenced_cells,
)

CELL = "requests.received_new.natural_person"


@pytest.mark.parametrize(
    ("html", "cells"),
    [
        ("", ()),
        ("<p>没有</p>", ()),
        (
            f"<p>收到{reference(CELL)}件，又{reference('a.b.c')}件，再{reference(CELL)}件</p>",
            (CELL, "a.b.c", CELL),
        ),
        # As other programs write the same tag.
        (f"<embed cell='{CELL}' embedtype='figure'>", (CELL,)),
        (f'<EMBED\n embedtype = "figure"  CELL="{CELL}" text="13,612" ></embed>', (CELL,)),
        (f"<embed embedtype=figure cell={CELL}/>", (CELL,)),
        ('<embed embedtype="figure" cell="a &amp; &lt;b&gt; &quot;c&quot;"/>', ('a & <b> "c"',)),
        # Without an address, or with one that is blank.
        ('<embed embedtype="figure"/><embed embedtype="figure" cell=""/>', ("", "")),
        # Other embeds, and what only looks like a reference.
        ('<embed embedtype="image" cell="a.b.c"/><embed cell="a.b.c"/>', ()),
        ('<embedded embedtype="figure" cell="a.b.c"/>', ()),
        ("&lt;embed embedtype=&quot;figure&quot; cell=&quot;a.b.c&quot;/&gt;", ()),
        # Broken off.
        ('<p>一<embed embedtype="figure" cell="a.b.c', ()),
        ('<embed embedtype="figure" cell="a.b.c<p>二</p>', ()),
        (f'<embed embedtype="figure" <p>{reference(CELL)}', (CELL,)),
    ],
)
def test_referenced_cells__each(html, cells):
    assert referenced_cells(html) == cells


def test_expand_references__leaves_everything_else_as_it_is():
    before, after = (
        '<p>甲 &lt; <a linktype="page" id="3">乙</a>',
        '<embed embedtype="image" id="1"/>丙',
    )
    html = before + reference("a.b.c") + after + reference("d.e.f")

    assert expand_references(html, lambda cell: f"[{cell}]") == f"{before}[a.b.c]{after}[d.e.f]"
    assert expand_references(html, reference) == html


def test_expand_references__text_with_backslashes_stays_text():
    assert expand_references(reference("a"), lambda cell: r"\1\g<0>") == r"\1\g<0>"


def test_reference__escapes_its_address():
    cell = 'a"/><script>&'

    assert "<script>" not in reference(cell)
    assert referenced_cells(reference(cell)) == (cell,)


def test_expand_references__long_malformed_text_takes_no_time():
    start = time.monotonic()

    assert referenced_cells('<embed "' * 50_000) == ()
    assert referenced_cells("<embed '" + "a" * 200_000) == ()
    assert time.monotonic() - start < 2
