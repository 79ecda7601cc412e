"""At the desk: who has come, who has gone, how many they were. The journeys' Friday is 4 December 2026."""

import pytest

from booking.actions.allowing import Answering
from booking.actions.attendance import (
    add_free_use,
    check_in,
    check_out,
    correct_headcount,
    count_free_use,
    undo_check_in,
    undo_check_out,
)
from booking.actions.bookings import Refused, Stale, Unfit
from booking.actions.handover import NotNow, take_key_back
from booking.models import Act, BoardVersion, Booking, Claim, HourCount, KeyLoan, Person
from booking.queries.attendance import counts_of
from booking.queries.bookings import Absent
from booking.rules.attendance import Heads, Part
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.factories import SAMPLE, a_booking, a_facility, a_hall, a_room, at, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-04", "17:00", "19:00")
NOW = at("2026-12-04 17:02")
FIVE = {Heads(Part.TAKING_PART, "junior_high"): 3, Heads(Part.TAKING_PART, "high_school"): 2}
FOUR = {Heads(Part.TAKING_PART, "junior_high"): 2, Heads(Part.TAKING_PART, "high_school"): 2}
KEY = """
[[clauses]]
id = "K1"
ja = "鍵は10分前から渡します。"
en = "The key is handed out from ten minutes before."
  [[clauses.says]]
  type = "key"
  from_minutes = 10
"""

ON_THE_DAY = """
[[clauses]]
id = "G8"
ja = "3人以上で来たときに使えます。"
en = "Three people or more use it together."
  [[clauses.says]]
  type = "headcount"
  least = 3
  steps = ["arrive"]

[[clauses]]
id = "G9"
ja = "来た人の過半数が中学生のときに使えます。"
en = "Most of those who come are in junior high."
  [[clauses.says]]
  type = "share"
  ages = { from_stage = "junior_high", to_stage = "junior_high" }
  more_than = "1/2"
  steps = ["arrive"]
"""


@pytest.fixture
def booking(hall: Facility) -> Booking:
    return a_use(hall)


def a_use(hall: Facility, **fields: object) -> Booking:
    given = {"counted": {"junior_high": 3, "high_school": 2}, "headcount": 5, **fields}
    return a_booking(the_room(hall, "band"), FRIDAY, a_high_schooler(), **given)


def again(booking: Booking) -> Booking:
    return Booking.objects.select_related("room__facility").get(pk=booking.pk)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refused.value.verdict.reasons}


def verbs(booking: Booking) -> list[str]:
    acts = Act.objects.filter(subject="booking", subject_id=booking.public_id).order_by("pk")
    return list(acts.values_list("verb", flat=True))


def test_whoever_is_checked_in_uses_the_room_and_is_counted(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts=FIVE, actor=desk, now=NOW)
    assert again(booking).state == State.IN_USE
    assert Claim.objects.filter(booking=booking).exists()
    assert counts_of(booking) == FIVE
    assert verbs(booking) == ["check_in", "count"]
    assert Act.objects.get(verb="count").after == {"part.high_school": 2, "part.junior_high": 3}


def test_a_band_that_is_left_blank_is_missing_and_not_zero(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts={}, actor=desk, now=NOW)
    assert again(booking).state == State.IN_USE
    assert not booking.headcounts.exists()


def test_an_undone_check_in_leaves_the_booking_as_it_was(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts=FIVE, actor=desk, now=NOW)
    undo_check_in(booking=again(booking), actor=desk, now=NOW + 60)
    assert again(booking).state == State.BOOKED
    assert not booking.headcounts.exists()


def test_a_key_that_went_out_stays_out_when_the_check_in_is_undone(booking: Booking, desk: Person) -> None:
    """Whoever holds it, it is not on its hook: only somebody who sees it there says that it is back."""
    check_in(booking=booking, counts=FIVE, key=True, actor=desk, now=NOW)
    undo_check_in(booking=again(booking), actor=desk, now=NOW + 60)
    assert KeyLoan.objects.get(booking=booking).back_at is None
    take_key_back(booking=again(booking), actor=desk, now=NOW + 120)
    assert KeyLoan.objects.get(booking=booking).back_at == NOW + 120
    assert verbs(booking)[-3:] == ["undo_check_in", "uncount", "take_key_back"]


def test_a_check_in_after_an_undone_one_hands_out_no_second_key(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts=FIVE, key=True, actor=desk, now=NOW)
    undo_check_in(booking=again(booking), actor=desk, now=NOW + 60)
    check_in(booking=again(booking), counts=FIVE, key=True, actor=desk, now=NOW + 120)
    assert KeyLoan.objects.get(booking=booking).out_at == NOW


def test_after_a_day_nothing_is_undone(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts=FIVE, actor=desk, now=NOW)
    with pytest.raises(Refused):
        undo_check_in(booking=again(booking), actor=desk, now=NOW + 24 * 60 * 60)


def test_of_two_desks_that_check_in_at_once_the_second_is_told(booking: Booking, hall: Facility) -> None:
    seen = again(booking)
    check_in(booking=booking, counts=FIVE, actor=staff(hall), now=NOW)
    with pytest.raises(Stale):
        check_in(booking=seen, counts=FOUR, actor=staff(hall), now=NOW)
    assert counts_of(booking) == FIVE


def test_for_the_desk_of_another_hall_the_booking_is_not_there(booking: Booking) -> None:
    elsewhere = staff(a_facility("nukui"))
    with pytest.raises(Absent):
        check_in(booking=booking, counts=FIVE, actor=elsewhere, now=NOW)


def test_those_who_booked_do_not_check_themselves_in(booking: Booking) -> None:
    assert booking.person is not None
    with pytest.raises(Absent):
        check_in(booking=booking, counts=FIVE, actor=booking.person, now=NOW)


def test_too_many_people_are_refused_with_the_halls_rule(booking: Booking, desk: Person) -> None:
    nine = {Heads(Part.TAKING_PART, "high_school"): 9}
    with pytest.raises(Refused) as refused:
        check_in(booking=booking, counts=nine, actor=desk, now=NOW)
    assert codes(refused) == {"CAPACITY"}
    assert again(booking).state == State.BOOKED


def test_who_is_too_young_for_the_room_is_refused_at_the_door(booking: Booking, desk: Person) -> None:
    child = {Heads(Part.TAKING_PART, "elementary"): 1, Heads(Part.TAKING_PART, "high_school"): 2}
    with pytest.raises(Refused) as refused:
        check_in(booking=booking, counts=child, actor=desk, now=NOW)
    assert "AGE_MIN" in codes(refused)


@pytest.mark.parametrize(
    ("juniors", "highs", "refused"),
    [(2, 1, set()), (1, 1, {"GROUP_MIN", "SHARE"}), (2, 2, {"SHARE"}), (3, 2, set())],
)
def test_how_a_group_is_made_up_is_judged_by_who_has_come_and_not_by_who_was_to_come(
    juniors: int, highs: int, refused: set[str]
) -> None:
    hall = a_hall(SAMPLE + ON_THE_DAY)
    came = {Heads(Part.TAKING_PART, "junior_high"): juniors, Heads(Part.TAKING_PART, "high_school"): highs}
    booking, desk = a_use(hall), staff(hall)
    if not refused:
        assert check_in(booking=booking, counts=came, actor=desk, now=NOW).state == State.IN_USE
        return
    with pytest.raises(Refused) as told:
        check_in(booking=booking, counts=came, actor=desk, now=NOW)
    assert codes(told) == refused


def test_who_stands_there_two_hours_early_is_refused(booking: Booking, desk: Person) -> None:
    with pytest.raises(Refused) as refused:
        check_in(booking=booking, counts=FIVE, actor=desk, now=at("2026-12-04 15:00"))
    assert codes(refused) == {"KEY_EARLY"}


@pytest.mark.parametrize("early", ["2026-11-13 17:00", "2026-12-03 23:59"])
def test_nobody_is_checked_in_before_the_day_whatever_the_desk_answers_for(
    booking: Booking, desk: Person, early: str
) -> None:
    with pytest.raises(NotNow):
        check_in(booking=booking, counts=FIVE, actor=desk, now=at(early), answering=Answering("先に"))
    assert again(booking).state == State.BOOKED
    assert not Act.objects.exists()


def test_a_use_over_midnight_is_of_the_day_on_which_it_begins(hall: Facility, desk: Person) -> None:
    whole = Span(at("2026-12-04 22:00"), at("2026-12-05 02:00"))
    night = a_booking(the_room(hall, "band"), whole, a_high_schooler())
    in_advance = Answering("夜どおし")
    with pytest.raises(NotNow):
        check_in(booking=night, counts=FIVE, actor=desk, now=at("2026-12-03 22:00"), answering=in_advance)
    check_in(booking=night, counts=FIVE, actor=desk, now=at("2026-12-05 00:30"), answering=in_advance)
    check_out(booking=again(night), counts=FIVE, actor=desk, now=at("2026-12-05 01:30"))
    assert again(night).state == State.USED


def test_nobody_goes_before_the_day_on_which_they_come(booking: Booking, desk: Person) -> None:
    Booking.objects.filter(pk=booking.pk).update(state=State.IN_USE)
    with pytest.raises(NotNow):
        check_out(booking=again(booking), counts=FIVE, actor=desk, now=at("2026-12-03 18:00"))
    assert again(booking).state == State.IN_USE


def test_a_hall_that_says_when_the_key_is_handed_out_is_asked() -> None:
    hall = a_hall(SAMPLE + KEY)
    booking = a_use(hall)
    with pytest.raises(Refused) as refused:
        check_in(booking=booking, counts=FIVE, actor=staff(hall), now=at("2026-12-04 16:49"))
    assert codes(refused) == {"KEY_EARLY"}
    check_in(booking=booking, counts=FIVE, actor=staff(hall), now=at("2026-12-04 16:50"))


def test_the_desk_lets_them_in_all_the_same_with_a_reason_that_is_kept(
    booking: Booking, desk: Person
) -> None:
    nine = {Heads(Part.TAKING_PART, "high_school"): 9}
    check_in(booking=booking, counts=nine, answering=Answering("いすが足りている"), actor=desk, now=NOW)
    act = Act.objects.get(verb="overrule")
    assert (act.why, act.after["codes"]) == ("いすが足りている", ["CAPACITY"])


def test_whoever_may_not_overrule_gives_reasons_in_vain(booking: Booking, hall: Facility) -> None:
    nine = {Heads(Part.TAKING_PART, "high_school"): 9}
    contractor = staff(hall, role=Role.CONTRACTOR)
    with pytest.raises(Absent):
        check_in(booking=booking, counts=nine, answering=Answering("いい"), actor=contractor, now=NOW)


def test_a_reason_that_nothing_needed_is_not_kept(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts=FIVE, answering=Answering("なんとなく"), actor=desk, now=NOW)
    assert not Act.objects.filter(verb="overrule").exists()


def test_a_reason_that_cannot_be_stored_is_refused(booking: Booking, desk: Person) -> None:
    with pytest.raises(Unfit):
        check_in(booking=booking, counts=FIVE, answering=Answering("x" * 301), actor=desk, now=NOW)


def test_what_is_provisional_is_let_in_with_a_reason_and_does_not_lapse(hall: Facility, desk: Person) -> None:
    booking = a_use(hall, state=State.PROVISIONAL, lapses_at=NOW + 60)
    with pytest.raises(Refused) as refused:
        check_in(booking=booking, counts=FIVE, actor=desk, now=NOW)
    assert codes(refused) == {"ASK_HALL"}
    check_in(booking=booking, counts=FIVE, answering=Answering("代表に確認"), actor=desk, now=NOW)
    assert again(booking).lapses_at is None


@pytest.mark.parametrize("state", [State.CANCELLED, State.NO_SHOW, State.USED])
def test_what_is_not_to_come_is_not_checked_in(hall: Facility, desk: Person, state: State) -> None:
    with pytest.raises(Refused) as refused:
        check_in(booking=a_use(hall, state=state), counts=FIVE, actor=desk, now=NOW)
    assert codes(refused) == {"PAST"}


def test_of_a_use_that_is_over_nobody_is_judged_by_the_rules_of_the_door(
    booking: Booking, desk: Person
) -> None:
    nine = {Heads(Part.TAKING_PART, "high_school"): 9}
    check_in(booking=booking, counts=nine, actor=desk, now=at("2026-12-04 21:00"))
    assert again(booking).state == State.USED


def test_of_a_use_that_is_over_it_is_noted_that_it_was_used(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts=FIVE, actor=desk, now=at("2026-12-04 20:00"))
    assert again(booking).state == State.USED
    assert not Claim.objects.filter(booking=booking).exists()


def test_whoever_leaves_gives_the_key_back_and_the_last_word_on_the_numbers(
    booking: Booking, desk: Person
) -> None:
    check_in(booking=booking, counts=FIVE, key=True, actor=desk, now=NOW)
    check_out(booking=again(booking), counts=FOUR, key_back=True, actor=desk, now=NOW + 3600)
    assert again(booking).state == State.USED
    assert counts_of(booking) == FOUR
    assert KeyLoan.objects.get().back_at == NOW + 3600
    corrected = Act.objects.get(verb="correct_headcount")
    assert (corrected.before["part.junior_high"], corrected.after["part.junior_high"]) == (3, 2)


def test_what_is_left_of_the_time_of_those_who_have_gone_is_free(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts=FIVE, actor=desk, now=NOW)
    check_out(booking=again(booking), counts=FIVE, actor=desk, now=NOW + 3600)
    assert not Claim.objects.filter(booking=booking).exists()


def test_who_has_gone_is_taken_back_as_long_as_nobody_else_has_the_room(
    booking: Booking, desk: Person
) -> None:
    check_in(booking=booking, counts=FIVE, actor=desk, now=NOW)
    check_out(booking=again(booking), counts=FIVE, actor=desk, now=NOW + 3600)
    undo_check_out(booking=again(booking), actor=desk, now=NOW + 3660)
    assert again(booking).state == State.IN_USE
    check_out(booking=again(booking), counts=FIVE, actor=desk, now=NOW + 3700)
    a_booking(booking.room, span("2026-12-04", "18:10", "19:00"), a_high_schooler())
    with pytest.raises(Refused) as refused:
        undo_check_out(booking=again(booking), actor=desk, now=NOW + 3760)
    assert codes(refused) == {"TAKEN"}


def test_a_correction_keeps_the_old_numbers_and_who_changed_them(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts=FIVE, actor=desk, now=NOW)
    sequence = again(booking).sequence
    correct_headcount(booking=booking, counts=FOUR, seen=FIVE, actor=desk, now=NOW + 60)
    act = Act.objects.get(verb="correct_headcount")
    assert (act.actor, act.before["part.junior_high"], act.after["part.junior_high"]) == (desk, 3, 2)
    assert again(booking).sequence == sequence, "its time and its state are as they were"


def test_of_two_who_correct_at_once_the_second_is_told(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts=FIVE, actor=desk, now=NOW)
    correct_headcount(booking=booking, counts=FOUR, seen=FIVE, actor=desk, now=NOW + 60)
    with pytest.raises(Stale):
        correct_headcount(booking=booking, counts={}, seen=FIVE, actor=desk, now=NOW + 61)


def test_numbers_of_who_has_not_come_are_refused(booking: Booking, desk: Person) -> None:
    with pytest.raises(Refused):
        correct_headcount(booking=booking, counts=FIVE, seen={}, actor=desk, now=NOW)


def test_a_count_moves_the_boards_own_counter(booking: Booking, desk: Person, hall: Facility) -> None:
    check_in(booking=booking, counts=FIVE, actor=desk, now=NOW)
    before = BoardVersion.objects.get(facility=hall).revision
    correct_headcount(booking=booking, counts=FOUR, seen=FIVE, actor=desk, now=NOW)
    assert BoardVersion.objects.get(facility=hall).revision > before


class TestRoomsForFreeUse:
    HOUR = at("2026-12-04 17:00")

    @pytest.fixture
    def corner(self, hall: Facility) -> Room:
        return a_room(hall, "corner", bookable=False, capacity=24)

    def test_a_tap_adds_one_of_a_band_to_the_hour(self, corner: Room, desk: Person) -> None:
        for _ in range(2):
            add_free_use(room=corner, at=self.HOUR, band="elementary", add=1, actor=desk, now=NOW)
        assert HourCount.objects.get().count == 2
        add_free_use(room=corner, at=self.HOUR, band="elementary", add=-1, actor=desk, now=NOW)
        assert HourCount.objects.get().count == 1

    def test_fewer_than_nobody_are_not_there(self, corner: Room, desk: Person) -> None:
        add_free_use(room=corner, at=self.HOUR, band="adult", add=-1, actor=desk, now=NOW)
        assert HourCount.objects.get().count == 0

    def test_a_count_sets_the_hour_and_a_blank_band_is_missing(self, corner: Room, desk: Person) -> None:
        add_free_use(room=corner, at=self.HOUR, band="adult", add=1, actor=desk, now=NOW)
        count_free_use(room=corner, at=self.HOUR, counts={"elementary": 18}, actor=desk, now=NOW)
        assert list(HourCount.objects.values_list("band", "count")) == [("elementary", 18)]
        act = Act.objects.filter(verb="count_free_use").first()
        assert act is not None
        assert (act.before["adult"], act.after["elementary"]) == (1, 18)

    @pytest.mark.parametrize("hour", ["2026-12-04 18:00", "2026-12-04 16:30"])
    def test_an_hour_that_has_not_begun_or_is_none_is_not_counted(
        self, corner: Room, desk: Person, hour: str
    ) -> None:
        with pytest.raises(ValueError, match="corner"):
            add_free_use(room=corner, at=at(hour), band="adult", add=1, actor=desk, now=NOW)

    def test_an_hour_that_nobody_remembers_is_not_counted(self, corner: Room, desk: Person) -> None:
        for hour in ("2026-11-02 17:00", "2019-12-04 17:00"):
            with pytest.raises(ValueError, match="corner"):
                count_free_use(room=corner, at=at(hour), counts={"adult": 1}, actor=desk, now=NOW)
        count_free_use(room=corner, at=at("2026-11-02 18:00"), counts={"adult": 1}, actor=desk, now=NOW)
        assert HourCount.objects.get().at == at("2026-11-02 18:00")

    def test_a_room_that_is_booked_is_not_counted_by_the_hour(self, hall: Facility, desk: Person) -> None:
        with pytest.raises(ValueError, match="band"):
            add_free_use(room=the_room(hall, "band"), at=self.HOUR, band="adult", add=1, actor=desk, now=NOW)

    def test_a_band_that_does_not_exist_is_not_counted(self, corner: Room, desk: Person) -> None:
        with pytest.raises(ValueError, match="grown_up"):
            add_free_use(room=corner, at=self.HOUR, band="grown_up", add=1, actor=desk, now=NOW)

    def test_another_halls_desk_counts_nothing(self, corner: Room) -> None:
        with pytest.raises(Absent):
            add_free_use(
                room=corner, at=self.HOUR, band="adult", add=1, actor=staff(a_facility("nukui")), now=NOW
            )
