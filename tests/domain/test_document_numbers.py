"""Document numbers: what is accepted, and the corrected form of what is not."""

import pytest

from wagtail_disclosure.domain import DocumentNumber, DocumentNumberError, parse_document_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("榕应急函〔2019〕4号", DocumentNumber("榕应急函", 2019, 4)),
        (" 榕政办发〔2018〕19号\n", DocumentNumber("榕政办发", 2018, 19)),
        ("国办发明电〔2024〕12号", DocumentNumber("国办发明电", 2024, 12)),
        ("国办公开办函〔2021〕30号", DocumentNumber("国办公开办函", 2021, 30)),
        ("示府办〔1999〕1000号", DocumentNumber("示府办", 1999, 1000)),
    ],
)
def test_parse_document_number__accepted(text, number):
    assert parse_document_number(text) == number
    assert str(number) == text.strip()


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("榕应急函[2019]4号", "wrong_brackets", "榕应急函〔2019〕4号"),
        ("榕应急函【2019】4号", "wrong_brackets", "榕应急函〔2019〕4号"),
        ("榕应急函﹝2019﹞4号", "wrong_brackets", "榕应急函〔2019〕4号"),
        ("榕应急函（2019）4号", "wrong_brackets", "榕应急函〔2019〕4号"),
        ("榕应急函［２０１９］第０４号", "wrong_brackets", "榕应急函〔2019〕4号"),
        ("榕政办发〔202130号", "missing_bracket", "榕政办发〔2021〕30号"),
        ("榕政办发2018〕43号", "missing_bracket", "榕政办发〔2018〕43号"),
        ("榕政办发2018 43号", "missing_bracket", "榕政办发〔2018〕43号"),
        ("榕应急函〔２０１９〕４号", "full_width_digits", "榕应急函〔2019〕4号"),
        ("榕应急函〔2019〕 4 号", "blanks", "榕应急函〔2019〕4号"),
        ("榕应急函〔2019年〕4号", "year_word", "榕应急函〔2019〕4号"),
        ("榕应急函〔2019〕第4号", "ordinal", "榕应急函〔2019〕4号"),
        ("榕应急函〔2019〕04号", "leading_zero", "榕应急函〔2019〕4号"),
        ("榕应急函〔2019〕4", "no_ending", "榕应急函〔2019〕4号"),
        ("", "empty", ""),
        (" \u3000", "empty", ""),
        ("无", "not_recognised", ""),
        ("国令第845号", "not_recognised", ""),
        ("榕应急函〔19〕4号", "not_recognised", ""),
        ("榕应急函〔2019〕0号", "not_recognised", ""),
        ("〔2019〕4号", "not_recognised", ""),
    ],
)
def test_parse_document_number__refused(text, code, suggestion):
    with pytest.raises(DocumentNumberError) as caught:
        parse_document_number(text)

    assert (caught.value.code, caught.value.suggestion) == (code, suggestion)
    if suggestion:
        assert str(parse_document_number(suggestion)) == suggestion
