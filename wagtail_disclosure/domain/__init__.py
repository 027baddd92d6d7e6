"""The domain of annual reports on government information disclosure, in pure Python.

Everything here works without Django and without a database; the names below are public and
documented in ``docs/reference/python.md``.
"""

from __future__ import annotations

from .calculation import calculate, calculated_cells, derive_opening
from .catalogue import UnknownStandard, load_standard, shipped_standards
from .definition_writer import dump_standard
from .document_numbers import DocumentNumber, DocumentNumberError, parse_document_number
from .errors import DefinitionError, Problem
from .exchange import ExchangeError, ExchangeReport, read_exchange, write_exchange
from .explanation import Explanation, explain
from .facts import Facts
from .figures import (
    MISSING,
    NOT_APPLICABLE,
    Figure,
    FigureError,
    Figures,
    Source,
    Value,
    dump_value,
    parse_value,
)
from .findings import Finding, Severity
from .identifiers import (
    IdentifierError,
    is_dummy,
    organisation_code_in,
    parse_organisation_code,
    parse_social_credit_code,
)
from .index_number_errors import (
    IndexNumberError,
    IndexNumberMismatch,
    MissingPart,
    SerialExhausted,
    UnfitPart,
)
from .index_numbers import IndexNumberParts, IndexNumberScheme
from .json_schema import exchange_schema
from .loading import load_standard_file, parse_definition, parse_standard
from .nothing import nothing_to_report
from .prose import Statement, read_statements
from .report_texts import ReportTexts
from .rules import RULES, Case, Rule, check, rule, skipped_rules
from .sheet import Sheet, SheetError, opening_cells, read_sheet
from .standards import Standard, cell_address, fill_year

__all__ = [
    "MISSING",
    "NOT_APPLICABLE",
    "RULES",
    "Case",
    "DefinitionError",
    "DocumentNumber",
    "DocumentNumberError",
    "ExchangeError",
    "ExchangeReport",
    "Explanation",
    "Facts",
    "Figure",
    "FigureError",
    "Figures",
    "Finding",
    "IdentifierError",
    "IndexNumberError",
    "IndexNumberMismatch",
    "IndexNumberParts",
    "IndexNumberScheme",
    "MissingPart",
    "Problem",
    "ReportTexts",
    "Rule",
    "SerialExhausted",
    "Severity",
    "Sheet",
    "SheetError",
    "Source",
    "Standard",
    "Statement",
    "UnfitPart",
    "UnknownStandard",
    "Value",
    "calculate",
    "calculated_cells",
    "cell_address",
    "check",
    "derive_opening",
    "dump_standard",
    "dump_value",
    "exchange_schema",
    "explain",
    "fill_year",
    "is_dummy",
    "load_standard",
    "load_standard_file",
    "nothing_to_report",
    "opening_cells",
    "organisation_code_in",
    "parse_definition",
    "parse_document_number",
    "parse_organisation_code",
    "parse_social_credit_code",
    "parse_standard",
    "parse_value",
    "read_exchange",
    "read_sheet",
    "read_statements",
    "rule",
    "shipped_standards",
    "skipped_rules",
    "write_exchange",
]
