"""What may be done to a report, beyond Wagtail's own page permissions."""

from __future__ import annotations

from typing import Any

from wagtail.models import PagePermissionTester


class DisclosedPermissionTester(PagePermissionTester):
    """A page that was ever published is not deleted, and it is withdrawn with a reason instead
    of silently unpublished. Wagtail's own locks prevent neither."""

    @property
    def was_published(self) -> bool:
        return self.page.first_published_at is not None and self.page.alias_of_id is None

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self.was_published and super().can_delete(ignore_bulk=ignore_bulk)

    def can_unpublish(self) -> bool:
        return not self.was_published and super().can_unpublish()

    def can_move(self) -> bool:
        """Wagtail takes moving for deleting; a move keeps number and permanent address."""
        return super().can_delete(ignore_bulk=True)

    def can_withdraw(self) -> bool:
        """Whether the user may take the page from the readers, giving a reason."""
        return self.page.live and self.was_published and super().can_unpublish()


class ReportPermissionTester(DisclosedPermissionTester):
    """A report that was ever published is not moved either: its place is in its column."""

    def can_move(self) -> bool:
        return not self.was_published and super().can_move()

    def can_move_to(self, destination: Any) -> bool:
        return not self.was_published and super().can_move_to(destination)


class CatalogueIndexPermissionTester(PagePermissionTester):
    """A page is not deleted while a page that was ever published stands below it."""

    @property
    def holds_published(self) -> bool:
        return self.page.get_descendants().filter(first_published_at__isnull=False).exists()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return super().can_delete(ignore_bulk=ignore_bulk) and not self.holds_published

    def can_move(self) -> bool:
        return super().can_delete(ignore_bulk=True)


class ReportIndexPermissionTester(CatalogueIndexPermissionTester):
    """A report index goes nowhere while a report that was ever published stands below it."""

    def can_move(self) -> bool:
        return super().can_move() and not self.holds_published
