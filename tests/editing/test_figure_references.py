"""References in rich text: stored, edited, rendered by Wagtail itself, handed out by its API."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from wagtail import VERSION as WAGTAIL_VERSION
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html, features

from tests.factories import make_published_report, make_report
from tests.figures import make_figures
from tests.texts import sections_with, whole_text
from wagtail_disclosure.domain.prose.references import reference
from wagtail_disclosure.editing.blocks import TEXT_FEATURES
from wagtail_disclosure.pages.models import AnnualReportPage

ONLINE = "statistics.recv_online.current"
FIGURE = '<data class="disclosure-figure" value="1200">1,200</data>'
TEXT = f"<p>网络{reference(ONLINE)}件</p>"

wagtail_8 = pytest.mark.skipif(WAGTAIL_VERSION < (8, 0), reason="Wagtail 7.4 has one format only")


def report_with(text=TEXT, **values):
    return make_report(
        figures=make_figures(recv_online=1200), sections=sections_with(text), **values
    )


# --- stored and edited ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"网络{reference(ONLINE)}件",
        f"{reference(ONLINE)} 件，{reference(ONLINE)}{reference('x.y.z')}",
        f"甲 {reference(ONLINE)}",
        f"<b>甲</b><b>{reference(ONLINE)}</b>乙",
        f"<b><i>{reference(ONLINE)}</i></b>{reference(ONLINE)}",
        reference('"<&>'),
    ],
)
def test_editor__gives_back_what_it_was_given(text):
    converter = ContentstateConverter(TEXT_FEATURES)
    stored = f'<p data-block-key="abcde">{text}</p>'

    assert converter.to_database_format(converter.from_database_format(stored)) == stored


def test_editor__has_one_mark_for_each_reference():
    state = json.loads(ContentstateConverter(TEXT_FEATURES).from_database_format(TEXT))

    (block,) = state["blocks"]
    assert block["text"] == "网络◆件"
    assert block["entityRanges"] == [{"key": 0, "offset": 2, "length": 1}]
    assert state["entityMap"]["0"] == {
        "type": "FIGURE",
        "mutability": "IMMUTABLE",
        "data": {"cell": ONLINE},
    }


def test_feature__is_in_the_text_of_reports_only():
    assert "figure-ref" in TEXT_FEATURES
    assert "figure-ref" not in features.get_default_features()


@wagtail_8
def test_api_input__keeps_a_reference_and_nothing_that_came_with_it():
    from wagtail.api.rich_text import APIRichText

    sent = f'<p><embed cell="{ONLINE}" embedtype="figure" text="1,200" value="1200"/>件</p>'
    kept, removed = APIRichText.convert_input(sent, features=TEXT_FEATURES)

    assert (kept, removed) == (f'<p><embed cell="{ONLINE}" embedtype="figure"/>件</p>', [])


@wagtail_8
def test_api_input__without_a_cell_is_removed_and_reported():
    from wagtail.api.rich_text import APIRichText

    kept, removed = APIRichText.convert_input(
        '<p>甲<embed embedtype="figure"/></p>', features=TEXT_FEATURES
    )

    assert kept == "<p>甲</p>"
    assert [each.reason for each in removed] == ["missing_attribute"]


# --- rendered by Wagtail ----------------------------------------------------------------------


def test_rich_text__of_nobody_shows_the_address():
    assert expand_db_html(reference(ONLINE)) == f'<span class="disclosure-figure">[{ONLINE}]</span>'
    assert "<script>" not in expand_db_html(reference("<script>"))
    assert expand_db_html('<embed embedtype="figure"/>') == (
        '<span class="disclosure-figure">[]</span>'
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "template",
    [
        "{{ page.sections }}",
        "{% load wagtailcore_tags %}{% include_block page.sections %}",
        "{% load wagtailcore_tags %}{% for block in page.sections %}{% include_block block %}"
        "{% endfor %}",
        "{% load wagtailcore_tags %}{% for block in page.sections %}"
        "{% for child in block.value.body %}{% include_block child %}{% endfor %}{% endfor %}",
    ],
)
def test_template__of_a_site_shows_the_figures(template):
    html = engines["django"].from_string(template).render({"page": report_with()})

    assert f"网络{FIGURE}件" in html


@pytest.mark.django_db
def test_template__that_shows_two_reports_mixes_nothing():
    one, two = report_with(), make_report(sections=sections_with(TEXT))
    template = engines["django"].from_string("{{ two.sections }}{{ page.sections }}")

    html = template.render({"page": one, "two": two})

    assert html.index('value="2"') < html.index('value="1200"')


@pytest.mark.django_db
def test_preamble_html__shows_the_figures():
    report = report_with(preamble=TEXT)

    assert report.preamble_html == f"<p>网络{FIGURE}件</p>"


@pytest.mark.django_db
def test_sections__can_still_be_copied_and_pickled():
    report = AnnualReportPage.objects.get(pk=report_with().get_latest_revision_as_object().pk)
    report.sections = sections_with(TEXT)

    for other in (copy.deepcopy(report), pickle.loads(pickle.dumps(report))):  # noqa: S301
        assert other.sections == report.sections
        assert other.sections.page is other


# --- search and API ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_search_field__holds_the_figure_that_is_being_published():
    report = make_published_report(
        figures=make_figures(recv_online=1200, ans_granted=1200), sections=whole_text(TEXT)
    )
    (field,) = [
        field for field in AnnualReportPage.get_search_fields() if field.field_name == "sections"
    ]

    assert "网络1,200件" in field.get_value(AnnualReportPage.objects.get(pk=report.pk))


def api(report, rich_text_format=None):
    """What both of Wagtail's APIs make of the sections: the first text."""
    asked = {"rich_text_format": rich_text_format} if rich_text_format else {}
    context: dict[str, Any] = {"request": RequestFactory().get("/", asked)}
    sections = report.sections
    (section,) = sections.stream_block.get_api_representation(sections, context)
    return section["value"]["body"][0]["value"]


@pytest.mark.django_db
def test_api__stored_form_says_what_it_shows():
    assert api(report_with()) == (
        f'<p>网络<embed embedtype="figure" cell="{ONLINE}" value="1200" text="1,200"/>件</p>'
    )
    assert api(report_with("<p>甲</p>")) == "<p>甲</p>"
    unknown = report_with(f"<p>{reference('x.y.z')}</p>")
    assert api(unknown) == '<p><embed embedtype="figure" cell="x.y.z" value="" text="—"/></p>'


@wagtail_8
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rich_text_format", "text"),
    [
        ("html", f"<p>网络{FIGURE}件</p>"),
        ("markdown", "网络1,200件\n\n"),
        ("db_markdown", "网络1,200件\n\n"),
    ],
)
def test_api__other_forms_show_the_figure(rich_text_format, text):
    assert api(report_with(), rich_text_format) == text


@wagtail_8
@pytest.mark.django_db
def test_api__form_that_is_the_default_of_the_site(settings):
    settings.WAGTAILAPI_RICH_TEXT_FORMAT = "html"

    assert api(report_with()) == f"<p>网络{FIGURE}件</p>"
