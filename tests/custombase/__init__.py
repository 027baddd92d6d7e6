"""A site whose base page is not Wagtail's own, and which makes its page types of the mixins."""
