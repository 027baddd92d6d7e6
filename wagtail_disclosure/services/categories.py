"""Categories over time: renamed, retired, merged; what was published keeps its labels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..models import Category, CategoryName, ClassificationScheme, EntryCategory
from .days import site_day

#: Between the names of a path, as public portals write it: 综合政务\政务公开.
PATH_SIGN = "\\"

#: So many rows are written at a time.
BATCH = 1000


def keep_former_name(category: Category, moment: datetime) -> None:
    """To be called before a changed name is saved: the stored one goes into the history."""
    stored = Category.objects.filter(pk=category.pk).values_list("name", flat=True).first()
    if stored is not None and stored != category.name:
        CategoryName.objects.create(category=category, name=stored, until=moment)


def rename_category(category: Category, name: str, moment: datetime) -> None:
    """Another name from now on. Raises ``ValidationError`` where the name cannot be."""
    category.name = name
    category.full_clean()
    with transaction.atomic():
        keep_former_name(category, moment)
        category.save(update_fields=["name"])


def retire_category(category: Category, moment: datetime) -> None:
    """Offer the category no more. Pages that carry it go on carrying it.

    Raises ``ValidationError`` in words, e.g. while narrower ones are in use.
    """
    with transaction.atomic():
        _lock(category)
        problem = retirement_problem(category)
        if problem:
            raise ValidationError(problem)
        category.retired_on = site_day(moment)
        category.save(update_fields=["retired_on"])


def restore_category(category: Category) -> None:
    """Offer a retired category again. Raises ``ValidationError`` in words."""
    with transaction.atomic():
        _lock(category)
        problem = restoring_problem(category)
        if problem:
            raise ValidationError(problem)
        category.retired_on = None
        category.save(update_fields=["retired_on"])


def merge_categories(source: Category, target: Category, moment: datetime) -> None:
    """Retire ``source`` in favour of ``target`` of the same scheme: what was published under the
    one keeps its label, and is found and counted under the other, too.

    Raises ``ValidationError`` in words.
    """
    with transaction.atomic():
        _lock(source)
        target.refresh_from_db()
        problem = merging_problem(source, target)
        if problem:
            raise ValidationError(problem)
        source.retired_on = source.retired_on or site_day(moment)
        source.merged_into = target
        source.save(update_fields=["retired_on", "merged_into"])
        _count_under(source, target)


def published_under(category: Category) -> int:
    """How many catalogue entries are found under the category."""
    return EntryCategory.objects.filter(category=category).count()


def retirement_problem(category: Category) -> str:
    """Why a category cannot be retired; empty where it can."""
    if category.retired_on:
        return _("“%(category)s” is retired already.") % {"category": category}
    return _narrower_problem(category)


def restoring_problem(category: Category) -> str:
    """Why a category cannot be taken into use again; empty where it can."""
    values = {"category": category, "other": category.merged_into or category.parent}
    if not category.retired_on:
        return _("“%(category)s” is in use.") % values
    if category.merged_into:
        return _("“%(category)s” was merged into “%(other)s”; a merger is not undone.") % values
    if category.parent and category.parent.retired_on:
        return _("The broader category “%(other)s” is retired; take that one up first.") % values
    return ""


def merging_problem(source: Category, target: Category) -> str:
    """Why ``source`` cannot be merged into ``target``; empty where it can."""
    values = {"source": source, "target": target, "other": source.merged_into}
    if source.merged_into:
        return _("“%(source)s” was merged into “%(other)s” already.") % values
    if source.pk == target.pk:
        return _("“%(source)s” cannot be merged into itself.") % values
    if source.scheme_id != target.scheme_id:
        return _("“%(target)s” belongs to another classification scheme.") % values
    if target.retired_on:
        return _("“%(target)s” is retired; choose a category that is in use.") % values
    return _narrower_problem(source)


#: Schemes that have fields of their own, and are not what stands in index numbers.
OTHER_SCHEMES = ("topic", "kind", "audience")


def choice_problem(category: Category, scheme: str = "") -> str:
    """Why a category cannot be chosen anew; empty where it can. ``scheme``: the key of the only
    scheme that fits."""
    if scheme and category.scheme.key != scheme:
        text = _("“%(category)s” belongs to the scheme “%(scheme)s”, which does not fit here.")
        return text % {"category": category, "scheme": category.scheme}
    if category.merged_into:
        text = _("“%(category)s” was merged into “%(other)s”; choose that one.")
        return text % {"category": category, "other": _heir(category)}
    if category.retired_on:
        text = _("“%(category)s” is retired; choose a category that is in use.")
        return text % {"category": category}
    return ""


def goes_on_as(category: Category | None) -> Category | None:
    """What a new page takes over from an older one: the category, or what it was merged into;
    nothing where that is retired."""
    if category is None:
        return None
    heir = _heir(category)
    return None if heir.retired_on else heir


def counted_under(category: Category) -> list[Category]:
    """The categories under which an entry of ``category`` is found and counted: itself, those
    above it, and those that any of these was merged into, with all above them."""
    found = {category.pk: category}
    level = [category]
    while level:
        wanted = {pk for item in level for pk in (item.parent_id, item.merged_into_id) if pk}
        level = list(Category.objects.filter(pk__in=wanted - found.keys()))
        found |= {item.pk: item for item in level}
    return list(found.values())


def paths(categories: Iterable[Category]) -> dict[int, str]:
    """The names from the top down, by the category's id: a query for each level of the tree."""
    categories = list(categories)
    known = {item.pk: item for item in categories}
    wanted = {item.parent_id for item in categories if item.parent_id} - known.keys()
    while wanted:
        above = Category.objects.in_bulk(wanted)
        known |= above
        wanted = {item.parent_id for item in above.values() if item.parent_id} - known.keys()
    return {item.pk: _path(item, known) for item in categories}


def find_categories(path: str, scheme: str) -> list[Category]:
    """The categories in use that a name or path such as 综合政务\\政务公开 means, also by a name
    that they bore, or as what they were merged into."""
    parts = [part.strip() for part in re.split(r"[\\/]", path) if part.strip()]
    if not parts:
        return []
    by_name = Q(name=parts[-1]) | Q(names__name=parts[-1])
    matching = Category.objects.filter(by_name, scheme__key=scheme).distinct()
    found = list(matching.select_related("parent", "merged_into").order_by("code"))
    if len(found) > 1 and len(parts) > 1:
        above = {item.pk: item.parent.name if item.parent else "" for item in found}
        found = [item for item in found if above[item.pk] == parts[-2]] or found
    heirs = {heir.pk: heir for item in found if (heir := goes_on_as(item))}
    return list(heirs.values())


def _path(category: Category, known: dict[int, Category]) -> str:
    names, seen, at = [category.name], {category.pk}, category.parent_id
    while at and at not in seen:
        names.append(known[at].name)
        seen.add(at)
        at = known[at].parent_id
    return PATH_SIGN.join(reversed(names))


def _heir(category: Category) -> Category:
    """What goes on in the place of a merged category, through later mergers, too."""
    while category.merged_into:
        category = category.merged_into
    return category


def _narrower_problem(category: Category) -> str:
    narrower = list(category.children.filter(retired_on=None).order_by("code")[:4])
    if not narrower:
        return ""
    comma = pgettext("between names in a row", ", ")
    names = comma.join(str(item) for item in narrower[:3]) + ("…" if len(narrower) > 3 else "")
    text = _("Narrower categories are in use: %(names)s. Retire, merge or move them first.")
    return text % {"names": names}


def _count_under(source: Category, target: Category) -> None:
    """Let the entries of ``source`` be found under ``target`` and all that it is counted under,
    too. Their own rows and labels stay."""
    entries = EntryCategory.objects.filter(category=source)
    for category in counted_under(target):
        known = EntryCategory.objects.filter(category=category).values("entry")
        missing = entries.exclude(entry__in=known).order_by("entry")
        ids = list(missing.values_list("entry", flat=True))
        for start in range(0, len(ids), BATCH):
            EntryCategory.objects.bulk_create(
                [
                    EntryCategory(
                        entry_id=pk,
                        category=category,
                        scheme_id=category.scheme_id,
                        label=category.name,
                        direct=False,
                    )
                    for pk in ids[start : start + BATCH]
                ],
                ignore_conflicts=True,  # published again meanwhile
            )


def _lock(category: Category) -> None:
    """One change at a time in a scheme: two mergers together might make a circle."""
    ClassificationScheme.objects.select_for_update().get(pk=category.scheme_id)
    category.refresh_from_db()
