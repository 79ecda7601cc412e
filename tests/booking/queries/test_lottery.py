"""A round may give out rooms of several halls: each is judged by its own rules, and the draw is one."""

import pytest

from booking.actions.entries import Wishes, enter_on_paper
from booking.actions.lottery import Offer, cancel_round, open_round, set_round
from booking.models import Person, Round
from booking.queries.bookings import Absent
from booking.queries.desk_rounds import cautions_on, round_at, rounds_of
from booking.queries.displacing import entrants_met, rounds_met, shut_by_closing
from booking.queries.lottery import bench, current_rounds, halls_of
from booking.rules.rounds import RoundUnfit
from booking.rules.verdict import Refused
from facilities.models import Facility
from tests.factories import NOW, SAMPLE, a_closure, a_hall, span, the_room
from tests.people import a_high_schooler, staff
from tests.rounds import EARLY, JANUARY, TERMS, bookings_of, drawn, entered, fridays

pytestmark = pytest.mark.django_db
# The other hall takes no more than one wish a month.
MIDORI = (
    SAMPLE.replace("higashi", "midori")
    + """
[[clauses]]
id = "L9"
ja = "抽選の申しこみは、月に1つまでです。"
en = "One entry a month."
  [[clauses.says]]
  type = "lottery_cap"
  entries = 1
  per = "month"
"""
)


@pytest.fixture
def halls() -> tuple[Facility, Facility]:
    return a_hall(), a_hall(MIDORI)


@pytest.fixture
def actor(halls: tuple[Facility, Facility]) -> Person:
    """Serves at both."""
    return staff(*halls)


def offers(halls: tuple[Facility, Facility]) -> list[Offer]:
    """Slot 1 in the first hall, 2 and 3 in the other: Fridays from 17:00 and from 19:00."""
    there, elsewhere = (the_room(hall, "band") for hall in halls)
    return [
        Offer(there, fridays(EARLY)),
        Offer(elsewhere, fridays(EARLY)),
        Offer(elsewhere, fridays(("19:00", "21:00"))),
    ]


def planned(halls: tuple[Facility, Facility], actor: Person) -> Round:
    told = {"name_ja": "冬の夜の抽選", "terms": TERMS, "slots": offers(halls), "now": NOW}
    return set_round(facility=halls[0], actor=actor, **told).round


@pytest.fixture
def lottery(halls: tuple[Facility, Facility], actor: Person) -> Round:
    return open_round(lottery=planned(halls, actor), actor=actor, now=NOW)


def test_whoever_serves_at_one_of_the_halls_only_gives_out_nothing_of_the_other(
    halls: tuple[Facility, Facility],
) -> None:
    for one in halls:
        with pytest.raises(Absent):
            planned(halls, staff(one))
    assert not Round.objects.exists()


def test_halls_with_two_wall_clocks_have_no_round_in_common(
    halls: tuple[Facility, Facility], actor: Person
) -> None:
    Facility.objects.filter(pk=halls[1].pk).update(timezone="Asia/Seoul")
    with pytest.raises(RoundUnfit) as unfit:
        planned((halls[0], Facility.objects.get(pk=halls[1].pk)), actor)
    assert unfit.value.field == "slots"


def test_a_closure_in_one_hall_is_a_caution_for_its_slots_alone(
    halls: tuple[Facility, Facility], actor: Person
) -> None:
    a_closure(halls[1], span(f"{JANUARY[1]}", "00:00", "24:00"))
    found = cautions_on(bench(planned(halls, actor)))
    assert {one.slot for one in found if one.reason is not None} == {2, 3}


def test_each_hall_caps_the_wishes_for_its_own_rooms(lottery: Round) -> None:
    assert entered(lottery, 1, 2).choices.count() == 2, "one in each hall"
    with pytest.raises(Refused):
        entered(lottery, 2, 3)


def test_one_draw_gives_out_both_and_a_win_is_a_booking_where_its_room_is(lottery: Round) -> None:
    here, there = entered(lottery, 1), entered(lottery, 2)
    drawn(lottery)
    for entry, slug in ((here, "higashi"), (there, "midori")):
        won = bookings_of(entry)
        assert [one.room.facility.slug for one in won] == [slug] * len(JANUARY)
        assert all(one.claims.exists() for one in won)


def test_both_halls_show_it_and_in_the_citys_order(halls: tuple[Facility, Facility], lottery: Round) -> None:
    assert [current_rounds(hall) for hall in halls] == [[lottery], [lottery]]
    assert {one.halls for one in current_rounds()} == {2}  # type: ignore[attr-defined]
    assert halls_of(bench(lottery).slots) == sorted(halls, key=lambda one: (one.position, one.slug))
    assert current_rounds(a_hall(SAMPLE.replace("higashi", "honcho"))) == []


def test_the_desk_of_the_other_hall_sees_it_types_paper_in_and_calls_nothing_off(
    halls: tuple[Facility, Facility], lottery: Round
) -> None:
    desk, stranger = staff(halls[1]), staff(a_hall(SAMPLE.replace("higashi", "honcho")))
    assert round_at(halls[1], lottery.public_id) == lottery
    assert rounds_of(halls[1])[0].entered == 0  # type: ignore[attr-defined]
    told = {"lottery": lottery, "person": a_high_schooler(), "wishes": Wishes((1,)), "received_at": NOW}
    with pytest.raises(Absent):
        enter_on_paper(actor=stranger, now=NOW, **told)
    assert enter_on_paper(actor=desk, now=NOW, **told).channel == "counter"
    assert rounds_of(halls[1])[0].entered == 1  # type: ignore[attr-defined]
    with pytest.raises(Absent):
        cancel_round(lottery=lottery, actor=desk, now=NOW)


def test_what_one_hall_closes_touches_its_own_slots_and_those_who_wish_for_them(
    halls: tuple[Facility, Facility], lottery: Round
) -> None:
    entered(lottery, 1)
    there = entered(lottery, 2)
    shut = shut_by_closing(halls[1], [span(f"{JANUARY[0]}", "00:00", "24:00")], [])
    assert rounds_met(halls[1], shut) == [(lottery, 2)]
    assert [person for person, _, _ in entrants_met(halls[1], shut)] == [there.person]
    same = shut_by_closing(halls[0], [span(f"{JANUARY[0]}", "00:00", "24:00")], [])
    assert rounds_met(halls[0], same) == [(lottery, 1)]
