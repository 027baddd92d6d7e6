"""Attachments, and a picture drawn from the figures of an agency's reports."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image, ImageDraw, ImageFont
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

import wagtail_disclosure

from .once import CONTENT_DIR

INK, PAPER, ACCENT, RULE = "#1f2328", "#ffffff", "#8f1d21", "#c9ccd1"
_SIZE = (1200, 750)
_LEFT, _RIGHT, _BASE, _TOP = 120, 1080, 620, 190


def document(name: str, title: str) -> int:
    """A document made of a file of ``content/files``; its id."""
    source = CONTENT_DIR / "files" / name
    # Excel reads a CSV with Chinese text only with a byte order mark.
    text = source.read_text(encoding="utf-8")
    content = text.encode("utf-8-sig" if name.endswith(".csv") else "utf-8")
    stored = get_document_model()(title=title)
    stored.file.save(name, ContentFile(content), save=False)
    stored.file_size = len(content)
    stored.save()
    return stored.pk


def bar_chart(title: str, unit: str, bars: list[tuple[str, int]]) -> int:
    """A picture with one bar per entry, its text alternative naming every number; its id."""
    picture = Image.new("RGB", _SIZE, PAPER)
    _draw(ImageDraw.Draw(picture), title, unit, bars)
    content = BytesIO()
    picture.save(content, "PNG", optimize=True)
    numbers = "，".join(f"{label}{value}{unit}" for label, value in bars)
    image = get_image_model()(
        title=title,
        description=f"柱形图：{title}。{numbers}。",
        file=ImageFile(content, name="tujie.png"),
    )
    image.save()
    return image.pk


def _draw(draw: ImageDraw.ImageDraw, title: str, unit: str, bars: list[tuple[str, int]]) -> None:
    draw.text((_LEFT, 70), title, font=_font(44), fill=INK)
    draw.line((_LEFT, _BASE, _RIGHT, _BASE), fill=RULE, width=3)
    largest = max(value for _label, value in bars) or 1
    step = (_RIGHT - _LEFT) / len(bars)
    for place, (label, value) in enumerate(bars):
        middle = _LEFT + step * (place + 0.5)
        top = _BASE - (_BASE - _TOP) * value / largest
        draw.rectangle((middle - step / 5, top, middle + step / 5, _BASE - 2), fill=ACCENT)
        draw.text((middle, top - 14), f"{value}{unit}", font=_font(36), fill=INK, anchor="ms")
        draw.text((middle, _BASE + 52), label, font=_font(32), fill=INK, anchor="ms")


def _font(size: int) -> ImageFont.FreeTypeFont:
    fonts = Path(wagtail_disclosure.__file__).parent / "fonts"
    return ImageFont.truetype(str(fonts / "NotoSansSC-Bold.ttf"), size)
