"""Corrections in the PDF: whole, however many."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from tests.exports import samples
from wagtail_disclosure.exports.document import Correction, FigureChange
from wagtail_disclosure.exports.pdf import missing_characters, render_pdf

CORRECTIONS = (
    Correction("2019-06-01", 3, "", (FigureChange("t.r.c", "受理，累计", "—", "12,345"),)),
    Correction(
        "2019-03-05",
        2,
        "漏计一件",
        tuple(FigureChange("t.r.c", f"第{n}项", str(n), "不适用") for n in range(60)),
    ),
)


def text_of(**changes: object) -> str:
    pages = PdfReader(BytesIO(render_pdf(samples.report(**changes)))).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_corrections__follow_the_text_newest_first_and_whole():
    text = text_of(corrections=CORRECTIONS)
    places = [
        text.index(part)
        for part in (
            "更正记录",
            "2019-06-01未写明原因。",
            "受理，累计：—→12,345",
            "2019-03-05漏计一件",
            "第0项：0→不适用",
            "第59项：59→不适用",
            "附件",
        )
    ]
    assert places == sorted(places)


def test_corrections__no_heading_without_any():
    assert "更正记录" not in text_of()


def test_corrections__every_character_can_be_drawn():
    assert missing_characters(samples.report(corrections=CORRECTIONS)) == missing_characters(
        samples.report()
    )
