"""Make the fonts that the package ships: static TrueType subsets of Noto Serif SC and Sans SC.

    npm and fontTools are needed (``pip install --group fonts``):  python scripts/make_fonts.py

Sources are fetched with ``npm pack`` at a fixed version and compared with their SHA-256, so that
a second run writes the same bytes. Hinting and layout tables go: the PDF writer uses neither.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "wagtail_disclosure" / "fonts"
BEYOND_GB2312 = Path(__file__).with_name("tgscc_beyond_gb2312.txt")

# Blocks kept apart from Chinese characters: Latin, Greek, Cyrillic, punctuation, arrows, signs of
# mathematics, enclosed numbers, box drawing, geometric shapes, CJK symbols, kana, units, full
# width forms.
SYMBOL_BLOCKS = (
    (0x0020, 0x04FF),
    (0x1E00, 0x27BF),
    (0x2E00, 0x2E7F),
    (0x3000, 0x30FF),
    (0x3200, 0x33FF),
    (0xFF00, 0xFFEF),
)

UNUSED_TABLES = ("BASE", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "vhea", "vmtx", "GlyphOrder")


@dataclass(frozen=True)
class Source:
    """One font: where it comes from, what is kept, what the result is called."""

    package: str
    member: str
    sha256: str
    target: str
    keep: Callable[[set[int]], set[int]]


def is_symbol(code: int) -> bool:
    return any(first <= code <= last for first, last in SYMBOL_BLOCKS)


def is_chinese(code: int) -> bool:
    """Unified ideographs of every plane, and the block of compatibility ideographs, in which
    twelve unified ones hide."""
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x323AF


def common_characters() -> set[int]:
    """GB 2312 and 通用规范汉字表."""
    codes = {ord(char) for char in _gb2312()}
    for line in BEYOND_GB2312.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            codes.update(map(ord, line))
    return codes


def _gb2312() -> Iterable[str]:
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def everything_chinese(codes: set[int]) -> set[int]:
    """All Chinese characters of the font, and its symbols."""
    return {code for code in codes if is_chinese(code) or is_symbol(code)}


def common_chinese(codes: set[int]) -> set[int]:
    """The common characters, and the font's symbols."""
    common = common_characters()
    return {code for code in codes if code in common or is_symbol(code)}


SOURCES = (
    Source(
        package="@expo-google-fonts/noto-serif-sc@0.4.3",
        member="package/400Regular/NotoSerifSC_400Regular.ttf",
        sha256="c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
        target="NotoSerifSC-Regular.ttf",
        keep=everything_chinese,
    ),
    Source(
        package="@expo-google-fonts/noto-sans-sc@0.4.3",
        member="package/700Bold/NotoSansSC_700Bold.ttf",
        sha256="9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
        target="NotoSansSC-Bold.ttf",
        keep=common_chinese,
    ),
)


def fetch(source: Source, directory: Path) -> Path:
    """The source's TrueType file, unpacked into ``directory``; ``SystemExit`` when it differs."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", source.package],
        cwd=directory,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()[-1]
    with tarfile.open(directory / packed) as archive:
        archive.extract(source.member, directory, filter="data")
    path = directory / source.member
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != source.sha256:
        raise SystemExit(
            f"{source.package}: {source.member} has SHA-256 {found}, expected {source.sha256}. "
            "The package changed under its version: look at it before you ship it."
        )
    return path


def make_subset(source: Path, keep: Callable[[set[int]], set[int]], target: Path) -> int:
    """Write the subset and return its number of glyphs."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(
        layout_features=[],
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        drop_tables=[*subset.Options().drop_tables, *UNUSED_TABLES],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=keep(set(font.getBestCmap())))
    subsetter.subset(font)
    font.save(target)
    return int(font["maxp"].numGlyphs)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=FONTS, help="directory of the fonts")
    out = parser.parse_args(arguments).out
    for source in SOURCES:
        with tempfile.TemporaryDirectory() as directory:
            target = out / source.target
            glyphs = make_subset(fetch(source, Path(directory)), source.keep, target)
        digest = hashlib.sha256(target.read_bytes()).hexdigest()
        size = target.stat().st_size
        sys.stdout.write(f"{target.name}  {glyphs} glyphs  {size} bytes  sha256 {digest}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
