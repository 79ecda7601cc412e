"""Who may read which private feed, and what is in it."""

from datetime import date

import pytest
from django.db.models import F
from pytest_django.fixtures import Settings

from booking.actions.groups import dissolve
from booking.actions.rosters import set_on_duty
from booking.models import Group, Guardian, Person, Post
from booking.rules.lifecycle import State
from facilities.models import Facility, Room
from tests.booking.feeds.conftest import FRIDAY, Get, held, private, told, vevents
from tests.factories import NOW, a_booking, span
from tests.people import a_band, a_high_schooler, staff


def test_a_group_feed_tells_what_the_group_has_booked_and_nothing_else(
    get: Get, group_feed: str, room: Room, teen: Person
) -> None:
    held(room, FRIDAY, teen)
    a_booking(room, span("2026-12-05", "10:00", "12:00"), teen)
    assert [event.start for event in told(get(group_feed))] == [FRIDAY.start]


def test_a_group_feed_is_dead_for_who_has_left_it(
    get: Get, group_feed: str, band: Group, teen: Person
) -> None:
    band.memberships.filter(person=teen).delete()
    assert get(group_feed).status_code == 404


def test_a_group_feed_is_dead_with_the_group(get: Get, group_feed: str, band: Group, teen: Person) -> None:
    dissolve(group=band, actor=teen, now=NOW)
    assert get(group_feed).status_code == 404


def test_a_child_feed_tells_what_the_child_has_before_it_but_no_offers(
    get: Get, child_feed: str, room: Room, teen: Person
) -> None:
    a_booking(room, FRIDAY, teen)
    a_booking(room, span("2026-12-05", "10:00", "12:00"), teen, state=State.OFFERED)
    a_booking(room, span("2026-12-06", "10:00", "12:00"), a_high_schooler())
    assert [event.start for event in told(get(child_feed))] == [FRIDAY.start]


@pytest.mark.parametrize("change", [{"may_see": False}, {"stopped_at": NOW}, {"until": 15}])
def test_a_child_feed_is_dead_with_the_guardians_view(
    get: Get, child_feed: str, guardian: Guardian, change: dict[str, int]
) -> None:
    Guardian.objects.filter(pk=guardian.pk).update(**change)
    assert get(child_feed).status_code == 404


def test_a_child_feed_ends_with_the_guardians_view(get: Get, child_feed: str, settings: Settings) -> None:
    settings.CLOCK = "2028-03-31T23:59:00+09:00"
    assert get(child_feed).status_code == 200
    settings.CLOCK = "2028-04-01T00:00:00+09:00"
    assert get(child_feed).status_code == 404


@pytest.mark.parametrize("kind", ["member_feed", "child_feed", "group_feed"])
@pytest.mark.parametrize("change", [{"closed": True}, {"is_active": False}])
def test_a_closed_record_and_an_ended_membership_open_no_feed(
    get: Get, request: pytest.FixtureRequest, teen: Person, kind: str, change: dict[str, bool]
) -> None:
    address = request.getfixturevalue(kind)
    Person.objects.filter(pk=teen.pk).update(**change)
    assert get(address).status_code == 404


def test_a_staff_feed_tells_the_day_of_every_room_whether_shown_or_not(
    get: Get, staff_feed: str, room: Room, teen: Person
) -> None:
    held(room, FRIDAY, teen, headcount=4)
    Room.objects.filter(pk=room.pk).update(published=False)
    [event] = told(get(staff_feed))
    assert (event.summary, event.start) == ("音楽室 – 4人", FRIDAY.start)


def test_a_staff_feed_says_how_many_are_on_duty_and_names_nobody(
    get: Get, staff_feed: str, hall: Facility, desk: Person
) -> None:
    friday, saturday = date(2026, 12, 4), date(2026, 12, 5)
    other = staff(hall, name="小林 一郎", call_name="こばやし")
    for day, people in ((friday, [desk, other]), (saturday, [other])):
        set_on_duty(facility=hall, day=day, people=people, actor=desk, now=NOW)
    assert [one.summary for one in told(get(staff_feed))] == ["当番 2人(あなたも)", "当番 1人"]
    first, _ = vevents(get(staff_feed))
    assert first.properties["DTSTART"] == [({"VALUE": "DATE"}, "20261204")]
    assert first.properties["DTEND"] == [({"VALUE": "DATE"}, "20261205")]
    assert "小林" not in get(staff_feed).content.decode()


def test_two_of_the_staff_read_each_their_own_feed(get: Get, hall: Facility, desk: Person) -> None:
    other = staff(hall)
    feeds = [private(desk, hall), private(other, hall)]
    set_on_duty(facility=hall, day=date(2026, 12, 4), people=[desk], actor=desk, now=NOW)
    told_to = [[one.summary for one in told(get(feed))] for feed in feeds]
    assert told_to == [["当番 1人(あなたも)"], ["当番 1人"]]


def test_a_staff_feed_is_dead_with_the_post(
    get: Get, staff_feed: str, desk: Person, settings: Settings
) -> None:
    Post.objects.filter(person=desk).update(until=date(2026, 12, 2))
    assert get(staff_feed).status_code == 200
    settings.CLOCK = "2026-12-03T00:00:00+09:00"
    assert get(staff_feed).status_code == 404


def test_a_private_feed_speaks_its_holders_language(
    get: Get, child_feed: str, guardian: Guardian, room: Room, teen: Person
) -> None:
    held(room, FRIDAY, teen)
    Guardian.objects.filter(pk=guardian.pk).update(language="en")
    Person.objects.filter(pk=teen.pk).update(revision=F("revision") + 1)
    assert [event.location for event in told(get(child_feed))] == ["Higashi Children's Hall Music room"]


def test_a_new_group_name_is_news(get: Get, group_feed: str, band: Group) -> None:
    first = get(group_feed)
    Group.objects.filter(pk=band.pk).update(name="あさかぜ", revision=F("revision") + 1)
    again = get(group_feed, if_none_match=first["ETag"])
    assert "あさかぜ" in again.content.decode()


def test_a_group_name_of_a_thousand_letters_is_folded_and_read_again_whole(
    get: Get, group_feed: str, band: Group
) -> None:
    name = "じゅげむじゅげむごこうのすりきれ" * 64
    Group.objects.filter(pk=band.pk).update(name=name, revision=F("revision") + 1)
    answer = get(group_feed).content
    assert max(map(len, answer.split(b"\r\n"))) <= 75
    assert name in answer.replace(b"\r\n ", b"").decode()


def test_what_another_group_does_leaves_a_groups_feed_as_it_is(
    get: Get, group_feed: str, room: Room, teen: Person
) -> None:
    first = get(group_feed)
    a_band(teen)
    assert get(group_feed, if_none_match=first["ETag"]).status_code == 304
