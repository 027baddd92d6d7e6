"""What a standard's indicators of prose say of its cells."""

from __future__ import annotations

from .definition_reader import Problems
from .indicators import Indicator
from .standards import Standard

#: Reading is by patterns that grow with the square of the words; no phrase needs more.
MOST_WORDS = 20


def check_indicators(standard: Standard, problems: Problems) -> None:
    """Add to ``problems`` every cell that is none, and every phrase without a word that must be
    there."""
    for indicator in standard.prose:
        place = f"prose.{indicator.key}"
        for name in ("cells", "cumulative"):
            for cell in getattr(indicator, name):
                if cell not in standard.cells:
                    problems.add(
                        f"{place}.{name}",
                        f"There is no cell {cell!r}.",
                        "Write table.row.column as the form has them.",
                    )
        for name in ("names", "wholes", "short"):
            _check_phrases(indicator, name, place, problems)


def _check_phrases(indicator: Indicator, name: str, place: str, problems: Problems) -> None:
    for phrase in getattr(indicator, name):
        words = phrase.split()
        if len(words) > MOST_WORDS:
            problems.add(
                f"{place}.{name}",
                f"{phrase!r} has more than {MOST_WORDS} words.",
                "Write what the text says next to the number, and no more.",
            )
            continue
        if all(word.endswith("?") for word in words):
            problems.add(
                f"{place}.{name}",
                f"{phrase!r} has no word that must be there.",
                "Write a phrase with a word without ?.",
            )
        elif any("" in word.removesuffix("?").split("|") for word in words):
            problems.add(
                f"{place}.{name}",
                f"{phrase!r} has an empty alternative.",
                "Write a word on both sides of each |.",
            )
