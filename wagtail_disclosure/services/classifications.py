"""Load a classification scheme from its definition: say what changes, and change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db import transaction

from ..domain.classifications import CategoryDefinition, Classification
from ..models import Category, CategoryName, ClassificationScheme
from .categories import rename_category, retire_category


class Kind(Enum):
    """What a definition and the stored scheme differ in."""

    SCHEME = "scheme"  # the scheme is new
    DESCRIBED = "described"  # name, description or source of the scheme
    ADDED = "added"
    RENAMED = "renamed"
    MOVED = "moved"  # below another category
    MARKED = "marked"  # where it comes from
    ALSO = "also"  # another name by which it is found
    GONE = "gone"  # loaded once, no longer in the definition
    RETIRED = "retired"  # in the definition, retired here
    BLOCKED = "blocked"  # to stand below a category that is retired here


@dataclass(frozen=True)
class Change:
    """One difference. ``applied``: it is, or would be, carried out."""

    kind: Kind
    code: str
    before: str
    after: str
    applied: bool


#: Differences that only ``update`` overwrites, for an editor may have made them.
UPDATES = (Kind.DESCRIBED, Kind.RENAMED, Kind.MOVED)
#: Differences that are said and nothing more.
ONLY_SAID = (Kind.RETIRED, Kind.BLOCKED)


def load_scheme(
    classification: Classification,
    moment: datetime,
    *,
    update: bool = False,
    retire: bool = False,
    dry_run: bool = False,
) -> list[Change]:
    """Bring the stored scheme in line with the definition; all of it or nothing.

    What is missing is added. What an editor may have changed is overwritten with ``update``
    only; loaded categories that the definition has no longer are retired with ``retire`` only.
    Nothing is deleted. Raises ``ValidationError`` where the stored tree cannot take a change.
    """
    with transaction.atomic():
        scheme = (
            ClassificationScheme.objects.select_for_update().filter(key=classification.key).first()
        )
        changes = list(_changes(classification, scheme, update=update, retire=retire))
        if not dry_run:
            _Loader(classification, scheme, moment).apply(changes)
    return changes


def _changes(
    classification: Classification,
    scheme: ClassificationScheme | None,
    *,
    update: bool,
    retire: bool,
) -> Iterator[Change]:
    def change(kind: Kind, code: str, before: str = "", after: str = "") -> Change:
        refused = (kind in UPDATES and not update) or (kind is Kind.GONE and not retire)
        return Change(kind, code, before, after, not refused and kind not in ONLY_SAID)

    stored = _stored(scheme)
    if scheme is None:
        yield change(Kind.SCHEME, "", "", classification.name)
    elif _description(scheme) != _description(classification):
        before, after = " · ".join(_description(scheme)), " · ".join(_description(classification))
        yield change(Kind.DESCRIBED, "", before, after)
    blocked: set[str] = set()
    for item in classification.top_down():
        above = stored.get(item.parent)
        if item.parent in blocked or (above and above.retired_on and item.code not in stored):
            blocked.add(item.code)
            yield change(Kind.BLOCKED, item.code, item.parent, item.name)
        elif item.code not in stored:
            yield change(Kind.ADDED, item.code, item.parent, item.name)
            yield from (change(Kind.ALSO, item.code, item.name, name) for name in item.also)
        else:
            for kind, before, after in _differences(item, stored[item.code], above):
                yield change(kind, item.code, before, after)
    codes = {item.code for item in classification.categories}
    for category in _bottom_up(stored):
        loaded = category.origin != Category.Origin.ADDED
        if loaded and category.code not in codes and not category.retired_on:
            yield change(Kind.GONE, category.code, category.name)


def _differences(
    item: CategoryDefinition, category: Category, above: Category | None
) -> Iterator[tuple[Kind, str, str]]:
    if category.retired_on:
        yield Kind.RETIRED, category.name, item.name
        return
    if category.name != item.name:
        yield Kind.RENAMED, category.name, item.name
    stands_below = category.parent.code if category.parent else ""
    if stands_below != item.parent:
        if above and above.retired_on:
            yield Kind.BLOCKED, item.parent, item.name
        else:
            yield Kind.MOVED, stands_below, item.parent
    if category.origin != item.origin:
        yield Kind.MARKED, category.origin, item.origin
    known = {name.name for name in category.names.all()}
    yield from ((Kind.ALSO, item.name, name) for name in item.also if name not in known)


def _stored(scheme: ClassificationScheme | None) -> dict[str, Category]:
    if scheme is None:
        return {}
    categories = scheme.categories.select_related("parent").prefetch_related("names")
    return {category.code: category for category in categories}


def _bottom_up(stored: dict[str, Category]) -> list[Category]:
    """Narrower categories before broader ones, each level by code."""

    def depth(category: Category) -> int:
        return 1 + depth(stored[category.parent.code]) if category.parent else 0

    return sorted(stored.values(), key=lambda item: (-depth(item), item.code))


def _description(of: ClassificationScheme | Classification) -> tuple[str, str, str]:
    return (of.name, of.description, of.source)


class _Loader:
    """Carries out the changes of one scheme."""

    def __init__(
        self,
        classification: Classification,
        scheme: ClassificationScheme | None,
        moment: datetime,
    ) -> None:
        self.classification = classification
        self.defined = {item.code: item for item in classification.categories}
        self.moment = moment
        self.scheme = scheme or ClassificationScheme(key=classification.key)
        self.stored = _stored(scheme)

    def apply(self, changes: list[Change]) -> None:
        for change in changes:
            if change.applied:
                getattr(self, f"_{change.kind.value}")(change)

    def _scheme(self, change: Change) -> None:
        scheme, given = self.scheme, self.classification
        scheme.name, scheme.description, scheme.source = _description(given)
        scheme.full_clean()
        scheme.save()

    _described = _scheme

    def _added(self, change: Change) -> None:
        item = self.defined[change.code]
        category = Category(
            scheme=self.scheme,
            code=item.code,
            name=item.name,
            parent=self.stored.get(item.parent),
            origin=item.origin,
        )
        category.full_clean()
        category.save()
        self.stored[item.code] = category

    def _renamed(self, change: Change) -> None:
        rename_category(self.stored[change.code], change.after, self.moment)

    def _moved(self, change: Change) -> None:
        category = self.stored[change.code]
        category.parent = self.stored.get(change.after)
        category.full_clean()
        category.save(update_fields=["parent"])

    def _marked(self, change: Change) -> None:
        category = self.stored[change.code]
        category.origin = change.after
        category.save(update_fields=["origin"])

    def _also(self, change: Change) -> None:
        category = self.stored[change.code]
        CategoryName.objects.get_or_create(category=category, name=change.after, until=None)

    def _gone(self, change: Change) -> None:
        retire_category(self.stored[change.code], self.moment)
