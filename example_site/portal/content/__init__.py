"""The example content: files of ``example_site/content`` to pages, snippets and users."""
