"""Pictures as boxes; one that cannot be read is replaced by its text."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image
from reportlab.lib.utils import ImageReader

from ..document import Picture
from . import labels
from .atoms import Run
from .canvas import PageCanvas
from .characters import clean
from .flow import Box, Draw
from .fonts import DocumentFonts
from .paragraph import paragraph, space
from .styles import BODY, HEIGHT, LEFT, PICTURE_CAPTION, WIDTH

_POINTS_PER_PIXEL = 0.75
_TALLEST = 0.6  # of the type area


def picture_boxes(picture: Picture, fonts: DocumentFonts) -> list[Box]:
    """The picture, centred, at most as wide as the text, with its caption."""
    caption = clean(picture.caption).strip()
    reader = _read(picture.path)
    if reader is None:
        text = clean(picture.alt).strip() or caption
        return paragraph([Run(labels.picture(text), BODY.text)], BODY, fonts) if text else []
    width, height = _size(reader)
    boxes = [
        Box(height=height, draw=_drawing(reader, width, height), before=10, keep=bool(caption))
    ]
    if caption:
        run = Run(caption, PICTURE_CAPTION.text)
        boxes.extend(paragraph([run], PICTURE_CAPTION, fonts))
    return [*boxes, space(10)]


def _read(path: str) -> ImageReader | None:
    if not path:
        return None
    try:
        reader = ImageReader(path)
        reader.getRGBData()  # reads the file to its end: a cut one fails here, not in the middle
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    width, height = reader.getSize()
    return reader if width and height else None


def _size(reader: ImageReader) -> Sequence[float]:
    pixels = reader.getSize()
    width, height = (side * _POINTS_PER_PIXEL for side in pixels)
    scale = min(1.0, WIDTH / width, HEIGHT * _TALLEST / height)
    return width * scale, height * scale


def _drawing(reader: ImageReader, width: float, height: float) -> Draw:
    def draw(canvas: PageCanvas, top: float) -> None:
        x = LEFT + (WIDTH - width) / 2
        canvas.drawImage(reader, x, top - height, width, height, mask="auto")

    return draw
