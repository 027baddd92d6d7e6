"""Registrations with Wagtail, and nothing else."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from .admin import category_changes
from .admin import hooks as handlers
from .admin.follow_ups import FollowUpListView, looked_at, warn_in_editor
from .admin.grid import check_grid
from .admin.local_standards import export_toml, keep_published_standards
from .admin.menu import DisclosureGroup
from .admin.numbering_schemes import show_samples
from .admin.page_listings import page_listings
from .admin.register import IndexNumberAdmin, void_number
from .admin.register_tools import RegisterCheckView, set_serial
from .admin.report_views import start, withdraw_page
from .admin.script_words import add_script_words
from .editing.figure_references import register_feature

register_snippet(DisclosureGroup)
modeladmin_register(IndexNumberAdmin)

hooks.register("register_admin_viewset", page_listings)
hooks.register("before_edit_page", warn_in_editor)
hooks.register("before_create_page", handlers.start_instead_of_create)
hooks.register("before_bulk_action", handlers.keep_out_of_bulk)
hooks.register("before_delete_page", handlers.keep_published_below)
hooks.register("before_delete_snippet", keep_published_standards)
hooks.register("before_move_page", handlers.keep_reports_in_place)
hooks.register("after_publish_page", handlers.warn_of_missing_glyphs)
hooks.register("before_serve_document", handlers.refuse_hidden_attachment)
hooks.register("register_page_header_buttons", handlers.withdraw_button)
hooks.register("register_page_listing_more_buttons", handlers.withdraw_button)
hooks.register("register_log_actions", handlers.log_actions)
hooks.register("register_log_actions", category_changes.log_actions)
hooks.register("insert_global_admin_js", add_script_words)
hooks.register("register_rich_text_features", register_feature)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("disclosure/grid/", check_grid, name="wagtail_disclosure_grid"),
        path(
            "disclosure/start/<str:type_label>/<int:parent_id>/",
            start,
            name="wagtail_disclosure_start",
        ),
        path(
            "disclosure/withdraw/<int:page_id>/",
            withdraw_page,
            name="wagtail_disclosure_withdraw",
        ),
        path(
            "disclosure/standard/<slug:identifier>/toml/",
            export_toml,
            name="wagtail_disclosure_standard_toml",
        ),
        path(
            "disclosure/follow-ups/",
            FollowUpListView.as_view(),
            name="wagtail_disclosure_follow_ups",
        ),
        path(
            "disclosure/follow-ups/results/",
            FollowUpListView.as_view(results_only=True),
            name="wagtail_disclosure_follow_ups_results",
        ),
        path(
            "disclosure/follow-ups/<int:entry_id>/looked-at/",
            looked_at,
            name="wagtail_disclosure_looked_at",
        ),
        path(
            "disclosure/register/check/",
            RegisterCheckView.as_view(),
            name="wagtail_disclosure_register_check",
        ),
        path(
            "disclosure/register/check/results/",
            RegisterCheckView.as_view(results_only=True),
            name="wagtail_disclosure_register_check_results",
        ),
        path("disclosure/register/serial/", set_serial, name="wagtail_disclosure_set_serial"),
        path("disclosure/samples/", show_samples, name="wagtail_disclosure_samples"),
        path(
            "disclosure/category/<int:category_id>/merge/",
            category_changes.merge,
            name="wagtail_disclosure_category_merge",
        ),
        path(
            "disclosure/category/<int:category_id>/retire/",
            category_changes.retire,
            name="wagtail_disclosure_category_retire",
        ),
        path(
            "disclosure/category/<int:category_id>/restore/",
            category_changes.restore,
            name="wagtail_disclosure_category_restore",
        ),
        path("disclosure/void/<int:entry_id>/", void_number, name="wagtail_disclosure_void"),
    ]
