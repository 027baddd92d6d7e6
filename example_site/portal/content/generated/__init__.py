"""A catalogue of any size, written from a seed: what a portal looks like after fifteen years.

``words`` holds what texts are made of, ``agencies`` and ``texts`` write (nothing but Python, the
same in every run), ``rows`` makes rows of models, ``load`` puts them into the database.
"""
