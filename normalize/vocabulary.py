"""The words that columns of the published tables choose from."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Measure: TypeAlias = Literal[
    "total", "basic", "project", "personnel", "operating", "general_public_budget", "government_fund",
    "state_capital", "special_account", "business_income", "unit_funds", "carry_over", "budget", "final",
    "change", "other",
]  # fmt: skip
CodeScheme: TypeAlias = Literal["functional", "government_economic", "department_economic", "unit", "none"]
Decision: TypeAlias = Literal["cut_row", "new_row", "different_table"]
Verdict: TypeAlias = Literal["pass", "fail", "insufficient", "not_applicable"]
Severity: TypeAlias = Literal["error", "warn", "info"]
Operator: TypeAlias = Literal[">=", "<=", "=", ">", "<", "range", "text"]
Direction: TypeAlias = Literal["increase", "decrease"]
Reason: TypeAlias = Literal[
    "page_number", "running_head", "title", "unit_line", "header", "repeated_header", "repeated_title", "column_number",
    "row_number", "note", "label", "subtotal", "form_amount", "percentage", "count", "overprint", "hidden",
    "watermark", "outside_page", "garbled", "prose", "not_understood",
]  # fmt: skip
DocumentKind: TypeAlias = Literal["budget", "final_accounts", "other"]
Scope: TypeAlias = Literal["department", "unit"]

MEASURES: tuple[str, ...] = get_args(Measure)
