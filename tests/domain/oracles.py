"""What a right table is, written by hand from the printed forms.

Nothing here knows the engine or the standards' files. An oracle is given numbers by address,
``None`` where a figure was blanked and ``"n/a"`` where there is none; totals that nobody gave
are not in it. It says ``"error"``, ``"warning"``, or ``""`` where all is right.
"""

from __future__ import annotations

from decimal import Decimal

PARTIES = (
    "natural_person", "org_business", "org_research", "org_social_welfare", "org_legal_service",
    "org_other",
)  # fmt: skip
#: What 三、本年度办理结果 counts up to （五）, on both forms.
_RESULTS = (
    "granted", "partly_granted", "denied_state_secret", "denied_other_law",
    "denied_safety_stability", "denied_third_party", "denied_internal_affairs", "denied_process",
    "denied_enforcement_file", "denied_admin_inquiry", "unable_not_held", "unable_needs_creation",
    "unable_unclear", "not_processed_petition", "not_processed_repeat",
    "not_processed_publication", "not_processed_excessive", "not_processed_reissue",
)  # fmt: skip
RESULTS_2021 = (*_RESULTS, "other_no_correction", "other_fee_unpaid", "other_misc")
RESULTS_2019 = (*_RESULTS, "other")
#: 四、结转下年度继续办理 of last year's report, in both worked tables.
LAST_YEAR = dict(zip(PARTIES, (3, 1, 0, 0, 0, 0), strict=True))
OUTCOMES = ("upheld", "corrected", "other", "pending")
GROUPS = ("review", "litigation_direct", "litigation_after")


def national(table, results):
    """The tables of applications and of cases, for the forms of 2019 and 2021."""
    broken = _requests_break(table, results) or any(_cases_break(table, group) for group in GROUPS)
    return "error" if broken else ""


def _requests_break(table, results):
    typed = ("received_new", "carried_in", *results, "carried_out")
    numbers = {(row, party): _carried(table, row, party) for row in typed for party in PARTIES}
    if None in numbers.values() or min(numbers.values()) < 0:
        return True
    for party in PARTIES:
        done = numbers["res_total", party] = sum(numbers[row, party] for row in results)
        came = numbers["received_new", party] + numbers["carried_in", party]
        if (
            came != done + numbers["carried_out", party]
            or numbers["carried_in", party] != LAST_YEAR[party]
            or _wrong(table, f"requests.res_total.{party}", done)
        ):
            return True
    return any(
        _wrong(table, f"requests.{row}.total", sum(numbers[row, party] for party in PARTIES))
        for row in (*typed, "res_total")
    )


def _carried(table, row, party):
    """A blank 上年结转 goes on from last year's report."""
    number = table[f"requests.{row}.{party}"]
    return LAST_YEAR[party] if number is None and row == "carried_in" else number


def _cases_break(table, group):
    numbers = [table[f"cases.{group}.{outcome}"] for outcome in OUTCOMES]
    if None in numbers or min(numbers) < 0:
        return True
    return _wrong(table, f"cases.{group}.total", sum(numbers))


def _wrong(table, cell, right):
    """Whether a total was given and is wrong; nobody has to give one."""
    return table.get(cell) is not None and table[cell] != right


SUMS_2014 = {
    "received": ("recv_in_person", "recv_fax", "recv_online", "recv_letter"),
    "closed": ("closed_on_time", "closed_extended"),
    "answered": (
        "ans_already_public", "ans_granted", "ans_partly", "ans_denied", "ans_not_our_duty",
        "ans_not_exist", "ans_told_to_amend", "ans_other_channel",
    ),
    "ans_denied": (
        "den_state_secret", "den_trade_secret", "den_privacy", "den_safety", "den_not_gov_info",
        "den_other_law",
    ),
    "review": ("review_upheld", "review_corrected", "review_other"),
    "litigation": ("lit_upheld", "lit_corrected", "lit_other"),
    "staff": ("staff_full", "staff_part"),
}  # fmt: skip
OF_WHICH_2014 = {
    "proactive_normative": "proactive_total",
    "press_conf_chief": "press_conf",
    "online_talk_chief": "online_talk",
}
AMOUNTS_2014 = ("fees", "budget")


def national_2014(table):
    """The statistics form of 2014: what adds up is from memory, so no more than a warning."""
    numbers = {cell.split(".")[1]: value for cell, value in table.items()}
    if None in numbers.values() or min(numbers.values()) < 0:
        return "error"
    if any(value % 1 and row not in AMOUNTS_2014 for row, value in numbers.items()):
        return "error"
    differs = any(
        numbers[total] != sum(numbers[part] for part in parts) for total, parts in SUMS_2014.items()
    ) or any(numbers[part] > numbers[whole] for part, whole in OF_WHICH_2014.items())
    return "warning" if differs else ""


SUMS_2018 = {
    "received": ("recv_in_person", "recv_online", "recv_letter_fax"),
    "answered": ("ans_granted", "ans_partly", "ans_denied", "ans_other"),
}
ROWS_2018 = (
    "proactive_files", "via_website", "via_gazette", "received", "recv_in_person", "recv_online",
    "recv_letter_fax", "answered", "ans_granted", "ans_partly", "ans_denied", "ans_other",
    "complaints", "review", "litigation",
)  # fmt: skip


def fuzhou_2018(table):
    """Fuzhou's form, this year and all years. ``before`` is what all years start from: last
    year's printed figure, or what was typed once for a first report."""
    current = {row: table.get(f"statistics.{row}.current") for row in ROWS_2018}
    for total, parts in SUMS_2018.items():
        right = _added(current[part] for part in parts)
        if right is None or _wrong(table, f"statistics.{total}.current", right):
            return "error"
        current[total] = right
    before = {row: table[f"statistics.{row}.before"] for row in ROWS_2018}
    years = {row: _added((before[row], current[row])) for row in ROWS_2018}
    if any(
        value is None or (value != "n/a" and value < 0)
        for column in (current, before, years)
        for value in column.values()
    ):
        return "error"
    if any(_wrong(table, f"statistics.{row}.cumulative", years[row]) for row in ROWS_2018):
        return "error"
    unequal = any(
        column[total] != _added(column[part] for part in parts)
        for column in (before, years)
        for total, parts in SUMS_2018.items()
    )
    larger = any(
        _more(column[part], column["proactive_files"])
        for column in (current, years)
        for part in ("via_website", "via_gazette")
    )
    return "error" if unequal or larger else ""


def _added(values):
    """The sum; nothing where one is blank, ``"n/a"`` where none of them is a number."""
    values = list(values)
    if None in values:
        return None
    numbers = [value for value in values if isinstance(value, Decimal)]
    return sum(numbers) if numbers else "n/a"


def _more(part, whole):
    return "n/a" not in (part, whole) and part > whole
