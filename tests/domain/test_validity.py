"""Whether an item is in force on a day."""

from __future__ import annotations

from datetime import date

import pytest

from wagtail_disclosure.domain.validity import State, Term

BEFORE, DAY, AFTER = date(2020, 6, 14), date(2020, 6, 15), date(2020, 6, 16)


@pytest.mark.parametrize(
    ("term", "state"),
    [
        (Term(), State.EFFECTIVE),
        (Term(in_force_from=DAY), State.EFFECTIVE),
        (Term(in_force_from=AFTER), State.NOT_YET),
        (Term(in_force_until=DAY), State.EFFECTIVE),
        (Term(in_force_until=BEFORE), State.EXPIRED),
        (Term(repealed_on=DAY), State.REPEALED),
        (Term(repealed_on=AFTER), State.EFFECTIVE),
        (Term(in_force_until=BEFORE, repealed_on=BEFORE), State.REPEALED),
        (Term("repealed"), State.REPEALED),
        (Term("repealed", repealed_on=AFTER), State.EFFECTIVE),
        (Term("expired"), State.EXPIRED),
        (Term("expired", in_force_until=AFTER), State.EFFECTIVE),
    ],
)
def test_state__of_what_is_known(term: Term, state: State):
    assert term.on(DAY) is state
