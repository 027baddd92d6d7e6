"""Pictures in the PDF, and what stands for those that cannot be drawn."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.exports import samples
from tests.exports.test_pdf import text_of
from wagtail_disclosure.exports.document import Picture
from wagtail_disclosure.exports.pdf import render_pdf
from wagtail_disclosure.exports.pdf.fonts import DocumentFonts
from wagtail_disclosure.exports.pdf.pictures import picture_boxes
from wagtail_disclosure.exports.pdf.styles import HEIGHT, WIDTH


def picture_file(path, size=(400, 200), mode="RGB"):
    Image.new(mode, size).save(path)
    return path


def picture(path, **changes):
    values = {"url": "", "path": str(path), "width": 1, "height": 1, "alt": "办事流程图"}
    return Picture(**{**values, **changes})


@pytest.mark.parametrize(("name", "mode"), [("a.png", "RGBA"), ("a.jpg", "RGB"), ("a.webp", "RGB")])
def test_picture__is_drawn_with_its_caption(tmp_path, name, mode):
    path = picture_file(tmp_path / name, mode=mode)
    pdf = render_pdf(samples.document_of(picture(path, caption="图一")))
    (page,) = PdfReader(BytesIO(pdf)).pages
    sizes = [entry["/Width"] for entry in page["/Resources"]["/XObject"].values()]
    assert 400 in sizes
    text = text_of(pdf)
    assert "图一" in text
    assert "办事流程图" not in text
    assert pdf == render_pdf(samples.document_of(picture(path, caption="图一")))


@pytest.mark.parametrize(
    ("size", "height"),
    [((400, 200), 150), ((4000, 1000), WIDTH / 4), ((1000, 9000), HEIGHT * 0.6)],
)
def test_picture__keeps_its_shape_within_the_type_area(tmp_path, size, height):
    boxes = picture_boxes(picture(picture_file(tmp_path / "a.png", size)), DocumentFonts())
    assert boxes[0].height == pytest.approx(height)


@pytest.mark.parametrize("content", [None, b"", b"no picture", b"\x89PNG\r\n\x1a\n cut"])
def test_picture__that_cannot_be_read__is_replaced_by_its_text(tmp_path, content):
    path = tmp_path / "a.png"
    if content is not None:
        path.write_bytes(content)
    assert "办事流程图" in text_of(render_pdf(samples.document_of(picture(path))))


def test_picture__cut_short__is_replaced_by_its_text(tmp_path):
    path = picture_file(tmp_path / "a.jpg", (800, 800))
    path.write_bytes(path.read_bytes()[:700])
    assert "办事流程图" in text_of(render_pdf(samples.document_of(picture(path))))


def test_picture__without_file_and_text__leaves_no_trace():
    assert picture_boxes(picture("", alt=" "), DocumentFonts()) == []
