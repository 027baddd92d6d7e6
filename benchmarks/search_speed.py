"""How long the first page of a search takes over 100 000 entries.

Claims, for PostgreSQL, warm, the median of the first 20 results: a rare two-character word in
under 50 ms, one that a tenth of all entries hold in under 150 ms, one that all hold in under
400 ms. Beside it Wagtail's own backend with a tenth of the entries; it does not find a word inside
a sentence, so the words stand between punctuation, which is kinder to it than any real text. Ends
with an error where a claim does not hold.

``python -m benchmarks search_speed``, with ``SEARCH_ENTRIES`` for another number of entries.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from itertools import islice
from statistics import median
from typing import Any

from django.db import connection
from wagtail.search.backends import get_search_backend

from wagtail_disclosure.search.counting import count_up_to

from .entries import OURS, STOCK, Entry, create, index_all, table

ENTRIES = int(os.environ.get("SEARCH_ENTRIES", "100000"))
#: One of so many entries is indexed with Wagtail's backend. With Chinese titles it writes the whole
#: index anew with every thousand entries, so that all of them would take hours.
STOCK_SHARE = 10
ROUNDS = 15
PAGE = 20
SEED = 20260101

#: A word by what share of the entries holds it, and the limit in milliseconds.
WORDS = {"rare": ("蓝藻", 5000, 50), "a tenth": ("碳汇", 10, 150), "all": ("公开", 1, 400)}

#: Two characters of these make a word of the texts; none makes one of the words above.
SYLLABLES = (
    "安全生产应急管理监督检查行政许可处罚教育卫生交通水利农业林草环境保护规划建设市场质量标准计量"
    "财政审计统计税务社会保障就业养老医疗救助民政残联文化旅游体育广播电视科技信息数据网络档案保密"
)


def sentences(rng: random.Random, words: list[str]) -> str:
    """Some sentences of invented words, the frequent ones more often."""
    length = rng.randint(40, 260)
    picked = [words[int(len(words) * rng.random() ** 3)] for _ in range(length)]
    parts = ["".join(picked[start : start + 5]) for start in range(0, length, 5)]
    return "，".join(parts) + "。"


def entries(number: int) -> Iterator[dict[str, Any]]:
    """The entries, the same in every run."""
    rng = random.Random(SEED)  # noqa: S311 - texts, no secrets
    words = sorted({a + b for a in SYLLABLES for b in SYLLABLES})
    rng.shuffle(words)
    for serial in range(number):
        marks = [word for word, every, _ in WORDS.values() if serial % every == 0]
        yield {
            "title": f"示例市{''.join(rng.choices(words, k=5))}工作信息（{serial}）",
            "number": f"SL{serial % 900:05}-3000-{2010 + serial % 16}-{serial:05}",
            "text": f"{sentences(rng, words)}、{'、'.join(marks)}、{sentences(rng, words)}",
            "year": 2010 + serial % 16,
        }


def milliseconds(ask: Any) -> float:
    start = time.perf_counter()
    ask()
    return (time.perf_counter() - start) * 1000


def first_page(backend: str, word: str) -> list[Entry]:
    return list(get_search_backend(backend).search(word, Entry)[:PAGE])


def medians(backend: str) -> dict[str, tuple[float, int]]:
    """The median time of the first page by word, and how many were found, at most 1001."""
    found = {}
    for name, (word, _, _) in WORDS.items():
        first_page(backend, word)
        times = [milliseconds(lambda word=word: first_page(backend, word)) for _ in range(ROUNDS)]
        results = get_search_backend(backend).search(word, Entry)
        found[name] = median(times), sum(count_up_to(results))
    return found


def bare() -> float:
    """What a query that touches no table takes: how busy the machine is."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        ask = "SELECT count(*) FROM generate_series(1, 1000000)"
        return median(milliseconds(lambda: cursor.execute(ask)) for _ in range(5))


def vacuum() -> None:
    """What a server does by itself some minutes after so many rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def lines() -> Iterator[str]:
    """The measurement in words; ends the process where a claim does not hold."""
    with table():
        first, rest = tee_at(entries(ENTRIES), ENTRIES // STOCK_SHARE)
        create(first)
        yield indexed(STOCK)
        stock = medians(STOCK)
        create(rest)
        yield indexed(OURS)
        ours = medians(OURS)
        yield f"counting to a million in the database: {bare():.0f} ms"
        for name, (word, _, limit) in WORDS.items():
            yield (
                f"{word} ({name}): {ours[name][0]:.1f} ms (limit {limit}), {ours[name][1]} found; "
                f"Wagtail's own: {stock[name][0]:.1f} ms, {stock[name][1]} found"
            )
    slow = [name for name, (_, _, limit) in WORDS.items() if ours[name][0] >= limit]
    if slow and connection.vendor == "postgresql":
        raise SystemExit("A limit is not kept.")


def tee_at(values: Iterator[Any], number: int) -> tuple[list[Any], Iterator[Any]]:
    """The first of some values, and the others."""
    return list(islice(values, number)), values


def indexed(backend: str) -> str:
    start = time.perf_counter()
    index_all(backend)
    seconds = time.perf_counter() - start
    vacuum()
    number = Entry.objects.count()
    return f"{backend} on {connection.vendor}: {number} entries indexed in {seconds:.0f} s"
