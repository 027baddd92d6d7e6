"""Document numbers (发文字号): agency word, year in 〔〕, serial, 号 (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = "[［【﹝（(〖{｛<〈《「"
_CLOSING = "]］】﹞）)〗}｝>〉》」"
_NO_CODE = re.escape(_OPENING + _CLOSING) + r"\s\d〔〕"
_CORRECT = re.compile(rf"(?P<code>[^{_NO_CODE}]{{1,30}})〔(?P<year>(?:19|20)[0-9]{{2}})〕"
                      r"(?P<number>[1-9][0-9]{0,6})号")  # fmt: skip
_LOOSE = re.compile(
    rf"(?P<code>[^{_NO_CODE}]{{1,30}})(?P<open>〔?)(?P<year>(?:19|20)[0-9]{{2}})(?P<word>年?)(?P<close>〕?)"
    r"(?P<ordinal>第?)(?P<zeros>0*)(?P<number>[1-9][0-9]{0,6})(?P<end>号?)"
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_BRACKETS = str.maketrans(_OPENING + _CLOSING, "〔" * len(_OPENING) + "〕" * len(_CLOSING))


class DocumentNumberError(ValueError):
    """A text that is no document number.

    ``code`` is the first mistake: ``empty``, ``wrong_brackets``, ``missing_bracket``,
    ``full_width_digits``, ``blanks``, ``year_word`` (年), ``ordinal`` (第), ``leading_zero``,
    ``no_ending`` (号), or ``not_recognised``. ``suggestion`` is the corrected form, or empty.
    """

    def __init__(self, code: str, suggestion: str = "") -> None:
        super().__init__(f"{code}; meant is perhaps {suggestion}" if suggestion else code)
        self.code = code
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """``str()`` gives the number as it is printed: 榕应急函〔2019〕4号."""

    code: str
    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.number}号"


def parse_document_number(text: str) -> DocumentNumber:
    """Read a document number as GB/T 9704-2012 writes it; blanks around it do not count.

    Raises ``DocumentNumberError``, with the corrected form where it can be told.
    """
    text = text.strip()
    if not text:
        raise DocumentNumberError("empty")
    match = _CORRECT.fullmatch(text)
    if match:
        return _number(match)
    plain = re.sub(r"\s", "", text.translate(_FULL_WIDTH).translate(_BRACKETS))
    loose = _LOOSE.fullmatch(plain)
    if loose is None:
        raise DocumentNumberError("not_recognised")
    raise DocumentNumberError(_mistake(text, loose), str(_number(loose)))


def _number(match: re.Match[str]) -> DocumentNumber:
    return DocumentNumber(match["code"], int(match["year"]), int(match["number"]))


def _mistake(text: str, loose: re.Match[str]) -> str:
    """What is wrong with a text that can be corrected; the most visible first."""
    mistakes = (
        ("wrong_brackets", text.translate(_BRACKETS) != text),
        ("missing_bracket", not (loose["open"] and loose["close"])),
        ("full_width_digits", text.translate(_FULL_WIDTH) != text),
        ("blanks", re.search(r"\s", text) is not None),
        ("year_word", bool(loose["word"])),
        ("ordinal", bool(loose["ordinal"])),
        ("leading_zero", bool(loose["zeros"])),
    )
    return next((code for code, is_so in mistakes if is_so), "no_ending")
