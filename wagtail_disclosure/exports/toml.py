"""A reporting standard as the TOML file that defines it."""

from __future__ import annotations

import tomli_w

from wagtail_disclosure.domain.definition_writer import dump_standard
from wagtail_disclosure.domain.standards import Standard


def standard_toml(standard: Standard) -> str:
    """The file; read again, it gives an equal standard."""
    return tomli_w.dumps(dump_standard(standard))
