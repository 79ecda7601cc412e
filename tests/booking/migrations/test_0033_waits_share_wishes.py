"""What waited before there were wishes waits on: for the same, in the same place."""

import pytest
from django.db.migrations.state import StateApps

from booking.models import Wait
from booking.models.keys import public_id
from booking.queries.waiting import place_in_line, wish_of
from facilities.models import Room
from tests.booking.migrations.conftest import migrate, migrate_to_newest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
BEFORE, AFTER = "0031_webhooks", "0034_wishes_hold_what_is_waited_for"
FRIDAY = {
    "first_on": "2026-12-04", "last_on": "2026-12-04", "weekdays": [4], "from_minute": 1020,
    "until_minute": 1140, "seconds": 7200, "headcount": 1, "made_at": 0,
}  # fmt: skip
FRIDAYS = {**FRIDAY, "last_on": "2026-12-11", "days": ["2026-12-04", "2026-12-11"]}


@pytest.fixture
def before() -> StateApps:
    """The tables as they were."""
    return migrate(BEFORE)


def test_who_waited_keeps_their_place_and_shares_the_wish_of_all_who_wait_for_the_same(
    room: Room, before: StateApps
) -> None:
    other = Room.objects.create(facility=room.facility, slug="other", name_ja="和室", bookable=True)
    old, people = before.get_model("booking", "Wait"), before.get_model("booking", "Person")
    for fields, rooms in ((FRIDAY, [room]), (FRIDAYS, [room]), (FRIDAY, [room]), (FRIDAY, [other])):
        # As people stood in the table then: the newest know more of themselves.
        person = people.objects.create(card_number=f"T{old.objects.count()}", public_id=public_id())
        old.objects.create(person_id=person.pk, **fields).rooms.set([one.pk for one in rooms])
    keys = list(old.objects.order_by("pk").values_list("pk", "public_id"))
    migrate(AFTER)
    # A wait is read as it is today, and by then it has been told more.
    migrate_to_newest()
    waits = list(Wait.objects.order_by("pk"))
    assert [(wait.pk, wait.public_id) for wait in waits] == keys
    assert [place_in_line(wait) for wait in waits] == [1, 2, 3, 1]
    first, term, third, elsewhere = waits
    assert first.wish_id == third.wish_id
    assert len({first.wish_id, term.wish_id, elsewhere.wish_id}) == 3
    assert {str(day) for day in wish_of(term).days} == {"2026-12-04", "2026-12-11"}
    assert wish_of(elsewhere).rooms == {other.pk}
    assert (wish_of(first).from_minute, wish_of(first).until_minute, wish_of(first).seconds) == (1020, 1140, 7200)
