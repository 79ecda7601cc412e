"""Which family a notice is of: what one may do without by mail, and what one may not."""

import pytest

from booking.rules import notices
from booking.rules.notices import CHOSEN, Family, family


@pytest.mark.parametrize(
    ("kind", "of"),
    [
        ("booked", Family.BOOKINGS),
        (notices.REMINDER, Family.REMINDERS),
        (notices.OFFER, Family.TURNS),
        (notices.NOT_THIS_TIME, Family.TURNS),
        (notices.GROUP, Family.GROUPS),
        ("renewable", Family.RECORDS),
    ],
)
def test_of_these_one_chooses_whether_they_come_by_mail(kind: str, of: Family) -> None:
    assert family(kind) is of
    assert of in CHOSEN


@pytest.mark.parametrize(
    "kind",
    [
        notices.CANCELLED_BY_HALL,
        notices.DISPLACED,
        notices.SESSION_CALLED_OFF,
        notices.CODE_GIVEN,
        "consent_revoked",
        "consent_stands",
        "a kind that is new",
    ],
)
def test_what_changes_ones_plans_is_not_to_be_done_without(kind: str) -> None:
    assert family(kind) is Family.CHANGES
    assert Family.CHANGES not in CHOSEN
