"""Why an invitation does not let somebody in: one sentence for each reason that a query may give."""

import pytest

from booking.labels.invitations import invitation_words
from booking.queries.invitations import Why


@pytest.mark.parametrize("why", list(Why))
def test_each_reason_has_a_sentence(why: Why) -> None:
    assert invitation_words(why).endswith("。")


def test_no_two_reasons_are_told_alike() -> None:
    assert len({invitation_words(why) for why in Why}) == len(Why)
