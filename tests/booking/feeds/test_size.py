"""Point 24 of a good feed: a year of a busy member is small enough for a telephone, and joined anew the same.

What 10,000 events may cost is a bound of `make bench`; here is as much as a member's feed should hold.
"""

import pytest

from booking.models import Booking, EventText, FeedVersion, Person
from facilities.models import Room
from tests.booking.feeds.conftest import Get, vevents
from tests.factories import NOW, at

MOST, A_DAY = 3_000, 86_400


@pytest.fixture
def busy(room: Room, teen: Person) -> int:
    """Ten uses a day, as many as a feed is to hold; as rows alone, since no hall would lend so much."""
    Booking.objects.bulk_create(
        Booking(
            room=room, person=teen, public_id=f"busy{number:012}", start=start, end=start + 3600, headcount=1,
            purpose="合奏の練習", channel="web", made_at=NOW, changed_at=NOW,
        )
        for number in range(MOST)
        for start in [at("2026-12-03 09:00") + number // 10 * A_DAY + number % 10 * 3600]
    )  # fmt: skip
    return MOST


# 24
def test_three_thousand_events_are_less_than_a_mebibyte_and_joined_anew_the_same(
    get: Get, member_feed: str, busy: int
) -> None:
    first = get(member_feed)
    assert len(vevents(first)) == busy
    assert len(first.content) < 1024 * 1024
    FeedVersion.objects.all().delete()  # whole calendars; the text of each event stays
    assert EventText.objects.count() == busy
    again = get(member_feed)
    assert again.content == first.content
