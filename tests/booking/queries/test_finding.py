"""Looking for a time: all that the judge allows, nothing else, and what is said where there is little."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.models import Booking, Claim, Loan
from booking.queries.boards import calendar, still_asked, zone_of
from booking.queries.finding import Found, find
from booking.queries.party import Asker, Company, asker_of
from booking.queries.verdicts import judge
from booking.rules.finding import Drop, Miss, Part, Sought, Sound, Why
from booking.rules.lifecycle import State
from booking.rules.weeks import is_open
from facilities.models import Equipment, Facility, Room
from facilities.queries.lent import lent_rooms
from facilities.rules.slots import choices
from facilities.rules.spans import Span, local
from tests.factories import (
    DEMANDING,
    NIGHTS,
    NOW,
    SAMPLE,
    TODAY,
    TOKYO,
    TURNOVER,
    a_booking,
    a_hall,
    a_room,
    an_evening,
    span,
    the_room,
)
from tests.people import a_high_schooler, a_junior_high_student, a_third_grader, a_young_adult

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 12, 4)
TWO_HOURS = 7200
EVENING = Sought(FRIDAY, FRIDAY, TWO_HOURS, Part.EVENING)
Said = list[tuple[str, str, str]]


def student() -> Asker:
    return asker_of(a_high_schooler(), Company(), NOW)


def found(sought: Sought, asker: Asker | None = None) -> Found:
    return find(lent_rooms(), sought, asker or student(), NOW)


def uses(answer: Found) -> Said:
    return [_said(hit.room, use) for hit in answer.hits for use in hit.uses]


def nears(answer: Found) -> Said:
    return [_said(near.room, near.use) for near in answer.nears]


def left(answer: Found) -> dict[Why, list[str]]:
    return {one.why: [room.slug for room in one.rooms] for one in answer.left}


def _said(room: Room, use: Span) -> tuple[str, str, str]:
    start, end = (local(at, TOKYO) for at in (use.start, use.end))
    return room.slug, start.strftime("%d %H:%M"), end.strftime("%H:%M")


# Everything that is allowed, and nothing else


def a_city() -> None:
    """Bands, hours, nights, time between bookings, courses and purposes, in fifteen rooms."""
    a_hall()
    for key, text in (("nishi", NIGHTS + TURNOVER), ("kita", DEMANDING)):
        a_hall(text.replace('key = "higashi"', f'key = "{key}"').replace("higashi-rules", f"{key}-rules"))


def allowed(sought: Sought, asker: Asker) -> set[tuple[int, Span]]:
    """By asking what a verb asks, of every use that could begin on a quarter hour."""
    asks = still_asked(asker)
    told = set()
    days = (sought.last - sought.first).days + 1
    for room in Room.objects.select_related("facility"):
        known = calendar([room.facility], sought.first, sought.last)
        for day in (sought.first + timedelta(days=n) for n in range(days)):
            window = sought.window(day, zone_of(room))
            plan = known.plan(room, day)
            for start in range(max(window.start, -(-NOW // 900) * 900), plan.span.end, 900):
                lent = (use for use in choices(plan, start) if use.seconds >= sought.seconds)
                use = next(lent, None)
                if use and window.contains(use):
                    verdict = judge(room=room, span=use, asker=asker, now=NOW)
                    if is_open(verdict, asks):
                        told.add((room.pk, use))
    return told


PEOPLE = (a_third_grader, a_junior_high_student, a_high_schooler, a_young_adult)
COMPANIES = (
    Company(),
    Company(counted={"junior_high": 3, "high_school": 2}),
    Company(counted={"elementary": 9}),
    Company(counted={"adult": 1, "senior": 4}),
    Company(unaged=12),
)


@settings(max_examples=25)
@given(st.data())
def test_all_is_found_that_the_judge_allows_this_asker_and_nothing_else(data: st.DataObject) -> None:
    if not Facility.objects.exists():
        a_city()
    Booking.objects.all().delete()
    person = data.draw(st.sampled_from([*PEOPLE, None]))
    person = person and person()
    first = TODAY + timedelta(days=data.draw(st.sampled_from([0, 1, 2, 3, 5, 29])))
    sought = Sought(
        first,
        first + timedelta(days=data.draw(st.integers(0, 2))),
        data.draw(st.sampled_from([2700, 3600, 7200, 10800])),
        data.draw(st.sampled_from(Part)),
    )
    rooms = list(Room.objects.order_by("pk"))
    for room, ahead, hour, own in data.draw(st.lists(_claims(), max_size=12)):
        day = first + timedelta(days=ahead)
        when = span(day.isoformat(), f"{hour:02}:00", f"{hour + 1:02}:30")
        if not set(rooms[room].spaces.all()) & _held(when):
            a_booking(rooms[room], when, person if own else None)
    company = data.draw(st.sampled_from(COMPANIES[1:] if person is None else COMPANIES))
    asker = asker_of(person, company, NOW)
    answer = find(lent_rooms(), sought, asker, NOW)
    assert {(hit.room.pk, use) for hit in answer.hits for use in hit.uses} == allowed(sought, asker)
    for near in answer.nears:
        verdict = judge(room=near.room, span=near.use, asker=asker, now=NOW)
        assert is_open(verdict, still_asked(asker))


def _claims() -> st.SearchStrategy[tuple[int, int, int, bool]]:
    return st.tuples(st.integers(0, 14), st.integers(0, 2), st.integers(8, 21), st.booleans())


def _held(when: Span) -> set[Any]:
    meeting = Claim.objects.filter(start__lt=when.end, end__gt=when.start).select_related("space")
    return {claim.space for claim in meeting}


def test_the_uses_of_a_day_begin_where_one_may_and_last_as_long_as_is_sought(hall: Facility) -> None:
    a_booking(the_room(hall, "a"), span("2026-12-04", "18:00", "19:00"))
    assert uses(found(EVENING)) == [
        ("band", "04 17:00", "19:00"),
        ("band", "04 19:00", "21:00"),
        ("craft", "04 17:00", "19:00"),
        ("craft", "04 18:00", "20:00"),
        ("craft", "04 19:00", "21:00"),
        ("a", "04 19:00", "21:00"),
        ("b", "04 17:00", "19:00"),
        ("b", "04 18:00", "20:00"),
        ("b", "04 19:00", "21:00"),
        ("ab", "04 19:00", "21:00"),
    ]


def test_a_room_that_is_lent_in_longer_pieces_is_found_with_the_next_longer(hall: Facility) -> None:
    band = [said for said in uses(found(replace(EVENING, seconds=3 * 3600))) if said[0] == "band"]
    assert band == [("band", "04 17:00", "21:00")]


def test_what_has_begun_is_not_offered_any_more(hall: Facility) -> None:
    today = Sought(TODAY, TODAY, 3600, Part.AFTERNOON)
    assert uses(found(today)) == []
    assert ("craft", "02 17:00", "18:00") in uses(found(replace(today, part=Part.ANY)))


def test_days_come_in_order_and_halls_within_them(hall: Facility) -> None:
    a_hall(SAMPLE.replace("higashi", "nishi"), position=1)
    days = [(hit.day.day, hit.room.facility.slug) for hit in found(replace(EVENING, first=TODAY)).hits]
    assert days == sorted(days, key=lambda one: (one[0], one[1] == "nishi"))
    assert {day for day, _ in days} == {2, 4}


def test_of_people_whose_number_only_is_known_nothing_is_held_against_anybody(hall: Facility) -> None:
    five = asker_of(None, Company(unaged=5), NOW)
    nine = asker_of(None, Company(unaged=9), NOW)
    assert {slug for slug, *_ in uses(found(EVENING, five))} == {"band", "craft", "a", "b", "ab"}
    assert {slug for slug, *_ in uses(found(EVENING, nine))} == {"craft", "a", "b", "ab"}


# What is left out, and why


def test_each_room_that_is_left_out_is_counted_under_one_reason(hall: Facility) -> None:
    a_booking(the_room(hall, "a"), span("2026-12-05", "10:00", "17:00"))
    Room.objects.filter(slug="craft").update(capacity=3)
    saturday = Sought(date(2026, 12, 5), date(2026, 12, 5), TWO_HOURS, Part.ANY, size=5)
    answer = found(saturday, asker_of(None, Company(counted={"elementary": 5}), NOW))
    assert left(answer) == {Why.SMALL: ["craft"], Why.TAKEN: ["a", "ab"], Why.REFUSED: ["band"]}
    assert [room.slug for one in answer.hits for room in [one.room]] == ["b"]
    (refused,) = (one for one in answer.left if one.why is Why.REFUSED)
    assert refused.reason is not None
    assert (refused.reason.clause, refused.day) == ("W1", date(2026, 12, 5))
    assert [(taken.room.slug, taken.use.seconds) for taken in answer.taken] == [("a", 7200), ("ab", 7200)]


def test_a_room_that_is_taken_and_not_for_the_asker_is_said_to_be_not_for_them(hall: Facility) -> None:
    a_booking(the_room(hall, "band"), span("2026-12-04", "17:00", "21:00"))
    adult = asker_of(a_young_adult(), Company(), NOW)
    answer = found(EVENING, adult)
    assert left(answer) == {Why.REFUSED: ["band", "craft", "a", "b", "ab"]}
    assert answer.taken == ()


def test_rooms_without_what_is_asked_of_them_are_left_out_for_that(hall: Facility) -> None:
    Equipment.objects.create(room=the_room(hall, "band"), slug="drums", name_ja="ドラム")
    Room.objects.filter(slug="a").update(step_free=True)
    with_drums = found(replace(EVENING, things=frozenset({"drums"})))
    assert {hit.room.slug for hit in with_drums.hits} == {"band"}
    assert left(with_drums) == {Why.THINGS: ["craft", "a", "b", "ab"]}
    assert {hit.room.slug for hit in found(replace(EVENING, step_free=True)).hits} == {"a"}
    assert {hit.room.slug for hit in found(replace(EVENING, sound=Sound.LOUD)).hits} == {"band"}
    assert "band" not in {hit.room.slug for hit in found(replace(EVENING, sound=Sound.QUIET)).hits}


def drums_for_the_craft_room(hall: Facility, stock: int = 1) -> Equipment:
    """They stand in a room that nobody books, and are lent in the craft room."""
    store = a_room(hall, "store", bookable=False)
    drums = Equipment.objects.create(room=store, slug="drums", name_ja="ドラム", stock=stock)
    drums.lent_in.add(the_room(hall, "craft"))
    return drums


def lent_out(thing: Equipment, room: Room, when: Span, **fields: Any) -> None:
    """To somebody else's booking of another room."""
    other = a_booking(room, when, a_high_schooler(), **fields)
    Loan.objects.create(booking=other, equipment=thing, count=1)


NOON = replace(
    EVENING, first=date(2026, 12, 4), last=date(2026, 12, 4), things=frozenset({"drums"}), part=Part.ANY
)


def test_what_can_be_brought_to_a_room_counts_like_what_stands_there(hall: Facility) -> None:
    drums_for_the_craft_room(hall)
    assert {hit.room.slug for hit in found(NOON).hits} == {"craft"}


def test_a_thing_that_others_have_then_leaves_the_times_at_which_it_is_free(hall: Facility) -> None:
    drums = drums_for_the_craft_room(hall)
    before = {use for hit in found(NOON).hits for use in hit.uses}
    taken = span("2026-12-04", "10:00", "13:00")
    lent_out(drums, the_room(hall, "a"), taken)
    after = {use for hit in found(NOON).hits for use in hit.uses}
    assert after == {use for use in before if not use.overlaps(taken)} != set()


def test_of_two_one_may_be_out_and_what_was_given_back_is_nobodys(hall: Facility) -> None:
    drums, whole = drums_for_the_craft_room(hall, stock=2), span("2026-12-04", "10:00", "21:00")
    lent_out(drums, the_room(hall, "a"), whole)
    lent_out(drums, the_room(hall, "b"), whole, state=State.CANCELLED)
    assert {hit.room.slug for hit in found(NOON).hits} == {"craft"}


def test_a_room_whose_thing_goes_elsewhere_all_day_is_left_out_for_that(hall: Facility) -> None:
    drums = drums_for_the_craft_room(hall)
    lent_out(drums, the_room(hall, "a"), span("2026-12-04", "09:00", "21:00"))
    answer = found(NOON)
    assert answer.hits == ()
    assert left(answer)[Why.LENT] == ["craft"]


def test_what_stands_in_a_room_can_be_out_of_it_too(hall: Facility) -> None:
    band = the_room(hall, "band")
    drums = Equipment.objects.create(room=band, slug="drums", name_ja="ドラム")
    drums.lent_in.add(the_room(hall, "craft"))
    lent_out(drums, the_room(hall, "craft"), span("2026-12-04", "09:00", "21:00"))
    assert left(found(NOON))[Why.LENT] == ["band"]


def test_a_hall_with_a_step_before_its_door_has_no_room_without() -> None:
    a_hall(step_free=False)
    Room.objects.update(step_free=True)
    assert found(replace(EVENING, step_free=True)).hits == ()


def test_a_closed_day_and_a_use_that_is_too_long_are_told_apart(hall: Facility) -> None:
    monday = date(2026, 12, 7)
    assert set(left(found(replace(EVENING, first=monday, last=monday)))) == {Why.SHUT}
    assert set(left(found(replace(EVENING, seconds=5 * 3600)))) == {Why.SHORT}


# What comes near


def test_another_time_comes_near_and_a_shorter_one(hall: Facility) -> None:
    for slug in ("band", "a", "b"):
        a_booking(the_room(hall, slug), span("2026-12-04", "17:00", "21:00"))
    a_booking(the_room(hall, "craft"), span("2026-12-04", "18:00", "21:00"))
    answer = found(EVENING)
    assert uses(answer) == []
    assert nears(answer)[:1] == [("craft", "04 16:00", "18:00")]
    assert {near[1:] for near in nears(answer)[1:]} == {("04 15:00", "17:00")}
    assert {near[0] for near in nears(answer)} == {"craft", "a", "b", "ab", "band"}
    assert answer.nears[0].miss == Miss(3600, early=3600)


def test_other_halls_come_near_where_one_was_chosen(hall: Facility) -> None:
    a_hall(SAMPLE.replace("higashi", "nishi"))
    for slug in ("band", "craft", "a", "b"):
        a_booking(the_room(hall, slug), span("2026-12-04", "15:00", "21:00"))
    answer = found(replace(EVENING, halls=frozenset({"higashi"})))
    assert uses(answer) == []
    assert all(near.elsewhere and near.room.facility.slug == "nishi" for near in answer.nears[:5])
    assert {one.why for one in answer.left} == {Why.TAKEN}


def test_two_rooms_next_to_each_other_come_near_if_they_hold_everybody_and_share_no_space(
    hall: Facility,
) -> None:
    Room.objects.filter(slug__in=["a", "b", "ab"]).update(capacity=6)
    Room.objects.filter(slug__in=["craft", "band"]).update(published=False)
    a_booking(the_room(hall, "a"), span("2026-12-04", "17:00", "18:00"))
    answer = found(replace(EVENING, size=10), asker_of(None, Company(unaged=10), NOW))
    assert [(near.room.slug, near.beside and near.beside.slug) for near in answer.nears] == [("a", "b")]
    assert nears(answer) == [("a", "04 18:00", "20:00")]


def test_near_misses_are_not_looked_for_where_enough_is_found(hall: Facility) -> None:
    assert found(replace(EVENING, first=TODAY)).nears == ()


# Where nothing is found


def test_one_condition_is_loosened_at_a_time_and_only_what_helps_is_said(hall: Facility) -> None:
    Equipment.objects.create(room=the_room(hall, "a"), slug="mirror", name_ja="鏡")
    sought = replace(EVENING, things=frozenset({"mirror"}), sound=Sound.LOUD)
    helps = [(one.drops, one.count) for one in found(sought).looser]
    assert helps == [(((Drop.THING, "mirror"),), 1), (((Drop.SOUND, ""),), 1)]
    thursday = date(2026, 12, 3)
    on_thursday = found(replace(EVENING, first=thursday, last=thursday))
    helps = [(one.drops, one.count) for one in on_thursday.looser]
    assert helps == [(((Drop.DAYS, ""),), 10), (((Drop.PART, ""),), 5)]


def test_where_no_condition_helps_alone_as_many_are_loosened_as_are_needed(hall: Facility) -> None:
    thursday = date(2026, 12, 3)
    sought = replace(EVENING, first=thursday, last=thursday, things=frozenset({"mirror"}))
    (one,) = found(sought).looser
    assert one.drops == ((Drop.DAYS, ""), (Drop.THING, "mirror"))
    assert one.count == len(found(one.sought).hits) == 10
    assert one.sought == Sought(thursday, date(2026, 12, 9), TWO_HOURS, Part.EVENING)


def test_whoever_may_have_nothing_is_promised_nothing(hall: Facility) -> None:
    Facility.objects.update(published=False)
    answer = found(EVENING)
    assert (answer.hits, answer.nears, answer.left, answer.looser, answer.taken) == ((), (), (), (), ())


def test_as_many_queries_for_one_room_as_for_fifty(hall: Facility, django_assert_num_queries: Any) -> None:
    asker = student()
    for sought in (EVENING, replace(EVENING, seconds=5 * 3600, size=9)):
        find(lent_rooms(), sought, asker, NOW)
        with django_assert_num_queries(5):
            find(lent_rooms(), sought, asker, NOW)
    many = a_hall(SAMPLE.replace("higashi", "nishi"))
    for number in range(50):
        room = a_room(many, f"room{number}", capacity=number)
        a_booking(room, span("2026-12-03", "10:00", "11:00"))
        Equipment.objects.create(room=room, slug="drums", name_ja="ドラム")
    for sought in (EVENING, replace(EVENING, last=date(2026, 12, 30), size=9)):
        find(lent_rooms(), sought, asker, NOW)
        with django_assert_num_queries(5):
            find(lent_rooms(), sought, asker, NOW)
    with django_assert_num_queries(6):
        find(lent_rooms(), replace(EVENING, things=frozenset({"drums"})), asker, NOW)


def test_an_evening_that_staff_opened_for_one_room_is_that_rooms_only(hall: Facility) -> None:
    an_evening(hall, span("2026-12-03", "17:00", "20:00"), the_room(hall, "craft"))
    thursday = replace(EVENING, first=date(2026, 12, 3), last=date(2026, 12, 3))
    assert {slug for slug, *_ in uses(found(thursday))} == {"craft"}
