"""Search that finds Chinese words, on a database server as it comes.

``wagtail_disclosure.search.backend`` is what ``WAGTAILSEARCH_BACKENDS`` names. For callers:
``highlight.excerpt`` shows where a text matches, ``counting.count_up_to`` counts no further than
anybody reads.
"""
