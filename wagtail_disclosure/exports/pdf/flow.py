"""Boxes one below the other, and how they fill pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Protocol

from .canvas import PageCanvas

_TOLERANCE = 0.01

Draw = Callable[[PageCanvas, float], None]
"""Draws a box on a canvas; the number is the height of its upper edge on the page."""


class Group(Protocol):
    """Boxes that draw themselves together, as the rows of a table do."""

    def draw(self, canvas: PageCanvas, part: Sequence[Placed]) -> None:
        """Draw those of the group's boxes that came to stand on one page."""

    def prepare(self, parts: Sequence[Sequence[Placed]]) -> None:
        """Learn, before anything is drawn, how pages cut the group."""


@dataclass(frozen=True)
class Box:
    """Something that a page break does not cut. Heights are in points.

    ``before`` is space above it, left out at the top of a page. ``keep`` keeps the next box on
    the same page. ``row`` and ``piece`` say which row of its group it is, and which part of a
    row that is taller than a page. ``repeat`` are boxes to draw again above it when it begins a
    page. ``heading`` makes an entry of the outline: level, text, anchor.
    """

    height: float
    draw: Draw | None = None
    before: float = 0.0
    keep: bool = False
    group: Group | None = None
    row: int = -1
    piece: int = 0
    repeat: tuple[Box, ...] = ()
    repeated: bool = False
    heading: tuple[int, str, str] | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it is mere space, of which nothing is left at a page's end."""
        return not self.height and self.draw is None


@dataclass(frozen=True)
class Placed:
    """A box, and how far its upper edge is below the top of the type area."""

    box: Box
    top: float


@dataclass
class _Page:
    height: float
    boxes: list[Placed] = field(default_factory=list)
    used: float = 0.0

    @property
    def is_empty(self) -> bool:
        return not self.used

    def takes(self, chunk: Sequence[Box]) -> bool:
        """Whether all these boxes still fit."""
        needed = sum(box.height + box.before for box in chunk)
        if self.is_empty:
            needed += sum(head.height for head in chunk[0].repeat) - chunk[0].before
        return self.used + needed <= self.height + _TOLERANCE

    def add(self, box: Box) -> None:
        if self.is_empty:
            for head in box.repeat:
                self._place(replace(head, repeated=True, keep=False, before=0.0))
        self._place(box)

    def _place(self, box: Box) -> None:
        if not self.is_empty:
            self.used += box.before
        self.boxes.append(Placed(box, self.used))
        self.used += box.height


def paginate(boxes: Sequence[Box], height: float) -> list[list[Placed]]:
    """The boxes on pages of this height. Boxes that keep together move to the next page
    together, unless they fill more than a page; then they are broken where the page ends."""
    pages = [_Page(height)]
    for chunk in _chunks(boxes):
        # A chunk taller than any page gains nothing from a new one, nor does mere space.
        blank = all(box.is_blank for box in chunk)
        if not blank and not pages[-1].takes(chunk) and _Page(height).takes(chunk):
            pages.append(_Page(height))
        for box in chunk:
            fits = pages[-1].is_empty or pages[-1].takes([box])
            if not fits and box.is_blank:
                continue
            if not fits:
                pages.append(_Page(height))
            pages[-1].add(box)
    return [page.boxes for page in pages]


def draw_pages(
    canvas: PageCanvas,
    pages: Sequence[Sequence[Placed]],
    top: float,
    *,
    decorate: Callable[[PageCanvas, int], None],
    on_heading: Callable[[PageCanvas, Box, float], None],
) -> None:
    """Draw every page; ``decorate`` draws what stands around the type area of page n."""
    _prepare_groups(pages)
    for number, page in enumerate(pages, start=1):
        for group, part in groupby(page, key=lambda placed: placed.box.group):
            placed_boxes = list(part)
            for placed in placed_boxes:
                if placed.box.heading:
                    on_heading(canvas, placed.box, top - placed.top)
                if placed.box.draw:
                    placed.box.draw(canvas, top - placed.top)
            if group is not None:
                group.draw(canvas, [Placed(p.box, top - p.top) for p in placed_boxes])
        decorate(canvas, number)
        canvas.showPage()


def _prepare_groups(pages: Sequence[Sequence[Placed]]) -> None:
    parts: dict[int, tuple[Group, list[list[Placed]]]] = {}
    for page in pages:
        for group, part in groupby(page, key=lambda placed: placed.box.group):
            if group is not None:
                parts.setdefault(id(group), (group, []))[1].append(list(part))
    for group, cut in parts.values():
        group.prepare(cut)


def _chunks(boxes: Sequence[Box]) -> list[list[Box]]:
    chunks: list[list[Box]] = [[]]
    for box in boxes:
        chunks[-1].append(box)
        if not box.keep:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]
