"""The duty that tells groups of renewal: due from February while somebody has not been told."""

from datetime import date
from typing import Any

import pytest

from booking.management import group_renewals
from booking.models import Notice
from tests.people import a_band, a_high_schooler, registered

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("clock", "due"), [("2027-01-31T23:59:00+09:00", False), ("2027-02-01T00:00:00+09:00", True)]
)
def test_it_is_due_from_the_first_of_february_until_it_is_done(settings: Any, clock: str, due: bool) -> None:
    settings.CLOCK = clock
    leader = a_high_schooler()
    registered(a_band(leader), "koganei", date(2026, 4, 10), date(2027, 3, 31))
    assert group_renewals.due() is due
    group_renewals.remind()
    assert not group_renewals.due()
    assert Notice.objects.filter(person=leader).count() == due
