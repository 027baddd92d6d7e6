"""What an importer says when it cannot begin at all."""

from __future__ import annotations


class ImportRefused(ValueError):
    """The file as a whole cannot be read; nothing was imported.

    ``code`` is one of ``empty``, ``too_large``, ``too_many_lines``, ``binary``, ``encoding``,
    ``html``, ``not_a_report``, ``no_standard``; ``params`` are named values for the message.
    The words are put above (``services.import_texts``).
    """

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(f"{code}: {params}" if params else code)
        self.code = code
        self.params = params
