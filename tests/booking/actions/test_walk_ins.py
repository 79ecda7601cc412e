"""Whoever comes without a booking: in at once, nameless, by the same rules."""

import pytest

from booking.actions.bookings import Absent, Answering, Company, Refused
from booking.actions.places import spaces_of
from booking.actions.stays import hand_back
from booking.actions.walk_ins import PRESSED_TWICE, WalkIn, let_in, let_in_already, let_in_at_door
from booking.models import Act, Booking, Claim, Headcount, Person, Wait
from booking.queries.walk_ins import gaps, soon
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.booking.refusals import codes
from tests.booking.waiting import a_wait
from tests.booking.walk_ins import ONLY_TEENS, TEENS_WALK_IN
from tests.factories import DEMANDING, a_booking, a_facility, a_hall, at, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
NOW = at("2026-12-02 17:42")
UNTIL = at("2026-12-02 18:45")
FEE = """
[[clauses]]
id = "F1"
ja = "音楽室は1時間100円です。"
en = "The music room costs 100 yen an hour."
  [[clauses.says]]
  type = "fee"
  rooms = ["band"]
  yen = 100
  per = "hour"
"""
TEENS = Company(counted={"junior_high": 2, "high_school": 1})


def test_they_are_in_the_room_at_once_and_nobody_asks_their_names(room: Room, desk: Person) -> None:
    made = let_in(walk_in=WalkIn(room, UNTIL, TEENS), actor=desk, now=NOW)
    assert (made.state, made.channel, made.person, made.group) == (State.IN_USE, "counter", None, None)
    assert (made.counted, made.headcount) == ({"junior_high": 2, "high_school": 1}, 3)
    assert (made.start, made.end) == (NOW, UNTIL)
    assert Claim.objects.get().booking == made
    assert [act.verb for act in Act.objects.order_by("pk")] == ["walk_in", "count"]


def test_the_same_rules_hold_but_for_when_one_asks(room: Room, desk: Person) -> None:
    with pytest.raises(Refused) as young:
        let_in(walk_in=WalkIn(room, UNTIL, Company(counted={"elementary": 1})), actor=desk, now=NOW)
    assert codes(young) == {Code.AGE_MIN, Code.AGE_EVENING}
    with pytest.raises(Refused) as many:
        let_in(walk_in=WalkIn(room, UNTIL, Company(counted={"high_school": 9})), actor=desk, now=NOW)
    assert codes(many) == {Code.CAPACITY}
    with pytest.raises(Refused) as late:
        let_in(walk_in=WalkIn(room, at("2026-12-02 22:00"), TEENS), actor=desk, now=NOW)
    assert Code.OUTSIDE_HOURS in codes(late)
    assert not Booking.objects.exists()


def test_a_clause_on_who_comes_without_a_booking_is_heard() -> None:
    hall = a_hall(TEENS_WALK_IN)
    room, desk = the_room(hall, "craft"), staff(hall)
    noon, one = at("2026-12-02 12:00"), at("2026-12-02 13:00")
    with pytest.raises(Refused) as adult:
        let_in(walk_in=WalkIn(room, one, Company(counted={"adult": 1})), actor=desk, now=noon)
    assert codes(adult) == {Code.WALK_IN}
    assert let_in(walk_in=WalkIn(room, one, TEENS), actor=desk, now=noon).state == State.IN_USE


def test_a_refusal_is_overruled_with_a_reason_by_whoever_may(hall: Facility, room: Room) -> None:
    kids, why = Company(counted={"elementary": 2}), Answering("保護者を待つあいだ")
    with pytest.raises(Absent):
        let_in(
            walk_in=WalkIn(room, UNTIL, kids), actor=staff(hall, role=Role.CONTRACTOR), answering=why, now=NOW
        )
    let_in(walk_in=WalkIn(room, UNTIL, kids), actor=staff(hall), answering=why, now=NOW)
    assert Act.objects.get(verb="overrule").why == "保護者を待つあいだ"


def test_a_room_that_somebody_has_is_not_free(room: Room, desk: Person) -> None:
    a_booking(room, span("2026-12-02", "17:00", "19:00"))
    with pytest.raises(Refused) as taken:
        let_in(walk_in=WalkIn(room, UNTIL, TEENS), actor=desk, answering=Answering("わけ"), now=NOW)
    assert codes(taken) == {Code.TAKEN}


def test_gaps_end_where_the_next_begins_or_the_room_closes(hall: Facility, room: Room) -> None:
    a_booking(room, span("2026-12-02", "19:00", "21:00"))
    a_booking(the_room(hall, "a"), span("2026-12-02", "17:00", "18:00"), state=State.IN_USE)
    found = {gap.room.slug: (gap.until, gap.taken) for gap in gaps(hall, NOW)}
    closing = at("2026-12-02 21:00")
    assert found == {
        "band": (at("2026-12-02 19:00"), False),
        "craft": (closing, False),
        "a": (None, True),
        "b": (closing, False),
        "ab": (None, True),
    }
    assert {gap.until for gap in gaps(hall, at("2026-12-01 17:42"))} == {None}


def test_what_was_handed_back_this_minute_can_be_had_at_once(room: Room, desk: Person) -> None:
    running = a_booking(room, span("2026-12-02", "17:00", "19:00"), state=State.IN_USE)
    now = NOW + 20
    hand_back(booking=running, actor=desk, now=now)
    made = let_in(walk_in=WalkIn(room, UNTIL, TEENS), actor=desk, now=now + 5)
    assert made.start == soon(now) == NOW + 60


def test_a_button_pressed_twice_lets_in_once(room: Room, desk: Person) -> None:
    first = let_in(walk_in=WalkIn(room, UNTIL, TEENS), actor=desk, now=NOW, key="k")
    assert let_in(walk_in=WalkIn(room, UNTIL, TEENS), actor=desk, now=NOW + 2, key="k") == first
    assert let_in_already(actor=desk, key="k") == first
    assert let_in_already(actor=desk, key="other") is None


def test_a_room_of_another_hall_is_not_theirs_to_give(room: Room) -> None:
    with pytest.raises(Absent):
        let_in(walk_in=WalkIn(room, UNTIL, TEENS), actor=staff(a_facility("nukui")), now=NOW)


def test_who_waits_for_the_time_is_let_in_under_their_name_and_waits_no_more(
    room: Room, desk: Person
) -> None:
    haruka = a_high_schooler()
    wait = a_wait(haruka, room)
    made = let_in(walk_in=WalkIn(room, UNTIL, TEENS, wait=wait), actor=desk, now=NOW)
    assert (made.person, made.headcount, spaces_of(room)) == (haruka, 1, [made.claims.get().space_id])
    wait.refresh_from_db()
    assert (wait.state, wait.offer) == (Wait.State.TAKEN, made)


@pytest.fixture
def open_room() -> Room:
    """A room that a clause opens to teens who come without a booking."""
    return the_room(a_hall(TEENS_WALK_IN), "band")


def test_at_its_own_door_a_room_is_taken_by_so_many_whom_nobody_knows(open_room: Room) -> None:
    made = let_in_at_door(room=open_room, until=UNTIL, company=TEENS, now=NOW + 20)
    assert (made.state, made.channel, made.person, made.group) == (State.IN_USE, "door", None, None)
    assert (made.start, made.end, made.headcount) == (NOW + 60, UNTIL, 3)
    assert Claim.objects.get().booking == made
    heads = Headcount.objects.exclude(count=0).order_by("band").values_list("band", "count")
    assert list(heads) == [("high_school", 1), ("junior_high", 2)]
    assert [(act.verb, act.actor) for act in Act.objects.filter(subject="booking").order_by("pk")] == [
        ("walk_in", None),
        ("count", None),
    ]


def test_without_a_clause_that_says_so_no_door_lets_anybody_in(room: Room) -> None:
    with pytest.raises(Refused) as refused:
        let_in_at_door(room=room, until=UNTIL, company=TEENS, now=NOW)
    assert [reason.code for reason in refused.value.verdict.reasons] == [Code.ASK_HALL]
    assert not Booking.objects.exists()


def test_a_door_lets_nobody_in_whom_the_judge_refuses(open_room: Room) -> None:
    for counted, code in (({"adult": 1}, Code.WALK_IN), ({"high_school": 9}, Code.CAPACITY)):
        with pytest.raises(Refused) as refused:
            let_in_at_door(room=open_room, until=UNTIL, company=Company(counted=counted), now=NOW)
        assert code in codes(refused)
    late = at("2026-12-02 20:15")
    with pytest.raises(Refused) as evening:
        let_in_at_door(room=open_room, until=late, company=TEENS, now=at("2026-12-02 19:42"))
    assert codes(evening) == {Code.LEAVE_BY}
    assert not Booking.objects.exists()


def test_what_the_judge_would_have_to_be_told_is_for_the_counter() -> None:
    room = the_room(a_hall(DEMANDING + ONLY_TEENS), "band")
    with pytest.raises(Refused) as refused:
        let_in_at_door(room=room, until=UNTIL, company=TEENS, now=NOW)
    assert refused.value.verdict.lacking == ("inductions",)


def test_a_room_for_which_somebody_waits_is_given_by_the_desk(open_room: Room) -> None:
    a_wait(a_high_schooler(), open_room)
    with pytest.raises(Refused):
        let_in_at_door(room=open_room, until=UNTIL, company=TEENS, now=NOW)


def test_what_costs_something_is_paid_at_the_counter() -> None:
    room = the_room(a_hall(TEENS_WALK_IN + FEE), "band")
    with pytest.raises(Refused):
        let_in_at_door(room=room, until=UNTIL, company=TEENS, now=NOW)


def test_a_room_at_whose_door_somebody_just_was_is_not_taken_there_over_and_over(open_room: Room) -> None:
    first = let_in_at_door(room=open_room, until=UNTIL, company=TEENS, now=NOW)
    desk, now = staff(open_room.facility), NOW + 300
    hand_back(booking=first, actor=desk, now=now)
    for later in (now + 60, now + 14 * 60):
        with pytest.raises(Refused):
            let_in_at_door(room=open_room, until=later + 1800, company=TEENS, now=later)
    assert let_in(walk_in=WalkIn(open_room, now + 1800, TEENS), actor=desk, now=now + 60)


def test_a_door_that_is_touched_twice_lets_in_once(open_room: Room) -> None:
    first = let_in_at_door(room=open_room, until=UNTIL, company=TEENS, now=NOW)
    again = let_in_at_door(room=open_room, until=UNTIL, company=TEENS, now=NOW + PRESSED_TWICE)
    assert again == first
    with pytest.raises(Refused) as refused:
        let_in_at_door(room=open_room, until=UNTIL, company=TEENS, now=NOW + PRESSED_TWICE + 1)
    assert Code.TAKEN in codes(refused)


def test_a_door_gives_its_room_neither_for_longer_than_it_says_nor_into_the_past(open_room: Room) -> None:
    with pytest.raises(ValueError, match="seconds"):
        let_in_at_door(room=open_room, until=NOW + 76 * 60, company=TEENS, now=NOW)
    with pytest.raises(ValueError, match="seconds"):
        let_in_at_door(room=open_room, until=UNTIL, company=Company(), now=NOW)
    with pytest.raises(Refused) as past:
        let_in_at_door(room=open_room, until=NOW, company=TEENS, now=NOW)
    assert codes(past) == {Code.PAST}
