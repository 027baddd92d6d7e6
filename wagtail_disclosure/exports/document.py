"""The report as a format-neutral document, between the data and every renderer.

``wagtail_disclosure.services.documents`` builds it; page, PDF and later formats draw it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from .tables import StatisticsTable


@dataclass(frozen=True)
class Heading:
    """A numbered heading: level 1 to 4, ``number`` as printed (一、 （一） 1. （1）)."""

    level: int
    number: str
    text: str
    anchor: str
    kind = "heading"


@dataclass(frozen=True)
class RichText:
    """Running text as safe HTML: p, ul/ol/li, b/strong, i/em, a, br, figure references expanded."""

    html: str
    kind = "rich_text"


@dataclass(frozen=True)
class Picture:
    """A picture with its text alternative. ``path`` is a readable file for renderers that embed
    it, ``url`` the address of the rendition for the page; sizes in pixels."""

    url: str
    path: str
    width: int
    height: int
    alt: str
    caption: str = ""
    kind = "picture"


@dataclass(frozen=True)
class PlainTable:
    """An editor's own table of text: ``head`` may be empty; ``row_heads`` says that the first
    cell of each row is a head."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_heads: bool = False
    kind = "plain_table"


@dataclass(frozen=True)
class Statistics:
    """A statistics table in its place in the text."""

    table: StatisticsTable
    kind = "statistics"


@dataclass(frozen=True)
class Embedded:
    """A block that a site added, as HTML; formats other than HTML take its text."""

    html: str
    kind = "embedded"


Node = Heading | RichText | Picture | PlainTable | Statistics | Embedded


@dataclass(frozen=True)
class Field:
    """One line of the metadata block. ``key`` is stable (``index_number``), ``label`` translated,
    ``value`` as shown, empty where the report has none."""

    key: str
    label: str
    value: str
    machine: str = ""


@dataclass(frozen=True)
class Attachment:
    title: str
    url: str
    file_type: str
    size: int


@dataclass(frozen=True)
class Interpretation:
    """A reading of the report (文字解读) or a picture of it (图片解读)."""

    kind_label: str
    title: str
    url: str


@dataclass(frozen=True)
class FigureChange:
    """One figure that readers had, and what stands in its place: ``label`` names it by row and
    column as they were printed, ``before`` and ``after`` are as shown (``12,345``, 不适用, —)."""

    cell: str
    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label} {self.before} → {self.after}"


@dataclass(frozen=True)
class Correction:
    """A publication that changed figures which readers already had: its day, the number of its
    version, why, and what."""

    day: str
    version: int
    reason: str
    changes: tuple[FigureChange, ...]


@dataclass(frozen=True)
class Document:
    """One report, ready to be drawn.

    ``url`` is the page's full address, ``permanent_url`` the one by index number (empty
    without a number), ``catalogue_url`` the one of the catalogue in which counted figures can be
    counted again (empty where it is not public). ``notice`` is a note to readers above everything
    else; ``remarks`` tell where the report stood before, and why something about it departs from
    the form.
    ``corrections`` come newest first.
    """

    title: str
    language: str
    agency: str
    year: int
    document_number: str = ""
    index_number: str = ""
    source: str = ""
    published: datetime | None = None
    published_text: str = ""
    metadata: tuple[Field, ...] = ()
    preamble: tuple[RichText, ...] = ()
    body: tuple[Node, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    interpretations: tuple[Interpretation, ...] = ()
    notice: str = ""
    remarks: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    url: str = ""
    permanent_url: str = ""
    catalogue_url: str = ""
    keywords: tuple[str, ...] = field(default=())

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in order, for a table of contents or an outline."""
        return tuple(node for node in self.body if isinstance(node, Heading))
