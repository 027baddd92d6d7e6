"""The menus ask for the pages of one depth below the home page; without an index on the depth the
database would look at every page of the site for them."""

from django.db import migrations, models

INDEX = models.Index(fields=["depth", "path"], name="portal_page_depth_path")


def add(apps, editor):
    editor.add_index(apps.get_model("wagtailcore", "Page"), INDEX)


def remove(apps, editor):
    editor.remove_index(apps.get_model("wagtailcore", "Page"), INDEX)


class Migration(migrations.Migration):
    atomic = False  # MariaDB makes no index within a transaction

    dependencies = [
        ("portal", "0002_loaded_content"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(add, remove, elidable=False)]
