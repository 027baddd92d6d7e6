"""What the grid shows of a sheet, as data."""

import pytest
from django.utils import translation

from tests.figures import make_figures
from wagtail_disclosure.domain.catalogue import load_standard
from wagtail_disclosure.domain.facts import Facts
from wagtail_disclosure.domain.figures import Figures, Source
from wagtail_disclosure.domain.report_texts import ReportTexts
from wagtail_disclosure.domain.sheet import read_sheet
from wagtail_disclosure.services.grid import carried_cells, grid_answer, opening_cells
from wagtail_disclosure.services.report_checks import Surroundings

YEAR = 2018


@pytest.fixture
def english():
    with translation.override("en"):
        yield


def answer_to(data, previous=None):
    return grid_answer(read_sheet(load_standard("fuzhou-2018"), YEAR, data, previous))


def codes(answer):
    return [(finding["code"], finding["cells"]) for finding in answer["findings"]]


def last_year(**cells):
    return Figures.from_values({f"statistics.{row}.cumulative": n for row, n in cells.items()})


def test_grid_answer__figures_that_agree():
    answer = answer_to(make_figures(recv_online=1234))
    assert answer["findings"] == []
    assert answer["counts"] == {"error": 0, "warning": 0, "information": 0}
    assert answer["cells"]["statistics.recv_online.current"] == {
        "text": "1234",
        "state": "number",
        "source": "entered",
        "explanation": "",
        "last_year": "",
    }
    assert answer["cells"]["statistics.received.current"]["text"] == "1,235"
    assert answer["opening"]["statistics.received.cumulative"] == {
        "text": "30",
        "state": "number",
        "explanation": "",
    }
    assert set(answer["cells"]) == set(load_standard("fuzhou-2018").cells)


def test_grid_answer__a_total_says_how_it_came_about(english):
    cells = answer_to(make_figures())["cells"]
    assert cells["statistics.received.current"]["explanation"] == (
        "3 = 其中：1.当面申请数: 1 + 2.网络申请数: 2 + 3.信函、传真申请数: 0"
    )
    assert cells["statistics.received.cumulative"]["explanation"] == (
        "33 = to the end of 2017: 30 + 2018年: 3"
    )


def test_grid_answer__a_blank_part_is_named_and_makes_no_zero(english):
    answer = answer_to(make_figures(recv_online=None))
    assert answer["cells"]["statistics.received.current"] == {
        "text": "—",
        "state": "missing",
        "source": "calculated",
        "explanation": "— = 其中：1.当面申请数: 1 + 2.网络申请数: blank + 3.信函、传真申请数: 0",
        "last_year": "",
    }
    assert codes(answer) == [("F02", ["statistics.recv_online.current"])]
    assert answer["summary"] == "1 blank cell"


def test_grid_answer__a_total_of_text_says_which_part_is_no_number(english):
    cells = answer_to(make_figures(recv_online="abc"))["cells"]
    assert "2.网络申请数: no number" in cells["statistics.received.current"]["explanation"]


def test_grid_answer__text_that_is_no_number_stays_in_its_cell():
    data = make_figures(recv_online="abc")
    data["opening"]["statistics.review.cumulative"] = "一百"
    answer = answer_to(data)
    assert answer["cells"]["statistics.recv_online.current"]["text"] == "abc"
    assert answer["cells"]["statistics.recv_online.current"]["state"] == "unread"
    assert answer["opening"]["statistics.review.cumulative"]["text"] == "一百"
    found = [(item["code"], item["cells"], item["part"]) for item in answer["findings"]]
    assert found == [
        ("F04", ["statistics.recv_online.current"], "figures"),
        ("F04", ["statistics.review.cumulative"], "opening"),
    ]


def test_grid_answer__not_applicable_is_shown_as_printed():
    answer = answer_to(make_figures(review="n/a"))
    assert answer["cells"]["statistics.review.current"]["text"] == "不适用"
    assert answer["cells"]["statistics.review.current"]["state"] == "n/a"


def test_grid_answer__a_claimed_total_is_compared_and_can_be_discarded():
    data = make_figures()
    data["claimed"] = {"statistics.received.current": 77, "statistics.answered.current": 3}
    answer = answer_to(data)
    assert answer["cells"]["statistics.received.current"]["text"] == "3"
    assert answer["claimed"] == {
        "statistics.received.current": "77",
        "statistics.answered.current": "3",
    }
    assert [(item["code"], item["discard"]) for item in answer["findings"]] == [("S02", "claimed")]


def test_grid_answer__an_unknown_cell_is_named_and_can_be_discarded():
    data = make_figures()
    data["figures"]["no.such.cell"] = 3
    (finding,) = answer_to(data)["findings"]
    assert (finding["code"], finding["cells"], finding["discard"]) == (
        "F05",
        ["no.such.cell"],
        "figures",
    )


def test_grid_answer__a_pasted_cumulative_figure_suggests_its_opening_balance():
    data = make_figures(first=False)
    data["opening"] = {}
    data["claimed"] = {"statistics.proactive_files.cumulative": 839}
    (finding, *_) = (item for item in answer_to(data)["findings"] if item["code"] == "Y02")
    assert finding["cells"] == ["statistics.proactive_files.cumulative"]
    assert (finding["part"], finding["suggestion"]) == ("opening", "819")


def test_grid_answer__opening_balances_that_do_not_add_up_point_at_their_fields():
    data = make_figures()
    data["opening"]["statistics.received.cumulative"] = 31
    (finding,) = answer_to(data)["findings"]
    assert (finding["code"], finding["part"]) == ("S01", "opening")


def test_opening_cells__only_those_that_last_year_does_not_give():
    standard = load_standard("fuzhou-2018")
    sheet = read_sheet(standard, YEAR, {}, last_year(proactive_files=711, review="n/a"))
    assert carried_cells(sheet) == {
        "statistics.proactive_files.cumulative": "711",
        "statistics.review.cumulative": "不适用",
    }
    assert len(opening_cells(sheet)) == 13
    assert "statistics.proactive_files.cumulative" not in opening_cells(sheet)


def test_grid_answer__last_years_figure_stands_beside_this_years():
    previous = Figures.from_values({"statistics.review.current": 1200})
    cells = answer_to(make_figures(), previous)["cells"]
    assert cells["statistics.review.current"]["last_year"] == "1,200"
    assert cells["statistics.litigation.current"]["last_year"] == ""


def test_grid_answer__mistakes_and_blanks_are_counted_apart(english):
    answer = answer_to(make_figures(recv_online=-1, review=None, complaints=None))
    assert answer["counts"] == {"error": 3, "warning": 0, "information": 0}
    assert answer["summary"] == "1 error, 2 blank cells"


def test_grid_answer__a_carried_figure_stands_in_its_cell_and_says_where_from(english):
    cell = "requests.carried_in.natural_person"
    previous = Figures.from_values({"requests.carried_out.natural_person": 7})

    def shown(data):
        sheet = read_sheet(load_standard("cn-2021"), 2025, {"figures": data}, previous)
        return grid_answer(sheet)["cells"][cell]

    assert shown({}) == {
        "text": "7",
        "state": "number",
        "source": "carried_forward",
        "explanation": "7 = last year's “四、结转下年度继续办理”: 7",
        "last_year": "",
    }
    assert shown({cell: 8})["explanation"] == ""
    assert shown({cell: 8})["last_year"] == "7"


FILES = "statistics.proactive_files.current"


def counted(**rows):
    """What the grid answers where 20 files were counted, with other figures typed."""
    around = Surroundings(facts=Facts(counted=Figures.from_values({FILES: 20}, Source.COUNTED)))
    sheet = read_sheet(load_standard("fuzhou-2018"), YEAR, make_figures(**rows))
    return grid_answer(sheet, around)


def test_grid_answer__a_counted_figure_stands_in_its_blank_cell(english):
    answer = counted(proactive_files=None)
    assert answer["findings"] == []
    assert answer["cells"][FILES] == {
        "text": "20",
        "state": "number",
        "source": "counted",
        "explanation": "20 = counted in the catalogue",
        "last_year": "",
    }


def test_grid_answer__another_figure_than_was_counted_can_be_kept_or_replaced(english):
    answer = counted(proactive_files=22)
    (finding,) = answer["findings"]
    assert answer["cells"][FILES]["source"] == "entered"
    assert (finding["code"], finding["cells"], finding["count"]) == ("C01", [FILES], "20")
    assert (finding["acknowledgeable"], finding["discard"]) == (True, "")


def carried(**data):
    previous = Figures.from_values({"requests.carried_out.natural_person": 3})
    return read_sheet(load_standard("cn-2021"), 2025, data, previous)


CARRIED_IN = "requests.carried_in.natural_person"


def test_grid_answer__a_kept_finding_comes_last_and_counts_as_no_error(english):
    typed = {CARRIED_IN: 4}
    (open_one,) = (
        item for item in grid_answer(carried(figures=typed))["findings"] if item["code"] == "Y05"
    )
    answer = grid_answer(carried(figures=typed, acknowledged={open_one["key"]: "划入一件"}))

    assert open_one["acknowledgeable"]
    assert (open_one["reason"], open_one["told"]) == ("", True)
    assert (answer["findings"][-1]["code"], answer["findings"][-1]["reason"]) == ("Y05", "划入一件")
    assert answer["counts"]["error"] == grid_answer(carried(figures=typed))["counts"]["error"] - 1
    assert answer["summary"].endswith("1 kept with a reason")


def test_grid_answer__what_nothing_to_report_would_type():
    nothing = grid_answer(carried(figures={"requests.granted.natural_person": 3}))["nothing"]

    assert nothing["requests.received_new.natural_person"] == 0
    assert "requests.granted.natural_person" not in nothing
    assert CARRIED_IN not in nothing


def test_grid_answer__a_finding_about_texts_names_its_field():
    around = Surroundings(ReportTexts(title="年度报告"))
    found = grid_answer(carried(), around)["findings"]

    assert [item["field"] for item in found if item["code"] == "T05"] == ["title"]
