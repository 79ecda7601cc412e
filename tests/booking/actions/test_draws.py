"""The draw in the tables: a win is a booking, a loss a place in line, and both are told."""

from dataclasses import replace
from typing import Any

import pytest

from booking.actions.bookings import Refused, book, cancel
from booking.actions.draws import confirm, draw, give_back
from booking.actions.entries import Wishes, enter, enter_on_paper
from booking.actions.lottery import Offer, Untimely, close_list
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Choice, Claim, Entry, Incident, Notice, Person, Round
from booking.queries.bookings import Absent
from booking.queries.party import Company
from booking.rules.lifecycle import State
from tests.booking.giving_up import RULES as LATE_RULES
from tests.factories import SAMPLE, a_booking, a_hall, at, span, the_room
from tests.people import a_band, a_high_schooler, a_young_adult, staff
from tests.rounds import (
    AFTER,
    CLOSES,
    CONFIRMED,
    DRAWS,
    EARLY,
    LATE,
    TERMS,
    a_band_of_two,
    a_round,
    bookings_of,
    drawn,
    entered,
    fridays,
    spans_of,
    two_slots,
    won_by,
)

pytestmark = pytest.mark.django_db
UNTIL = at("2026-12-20 20:00")
WEEKLY_QUOTA = (
    SAMPLE
    + """
[[clauses]]
id = "Q2"
ja = "音楽室は、1か月に3回までです。"
en = "Three uses of the music room in a month."
  [[clauses.says]]
  type = "quota"
  rooms = ["band"]
  most = 3
  unit = "uses"
  per = "month"
"""
)


def test_a_win_is_a_booking_on_every_date_in_the_bands_name() -> None:
    lottery = a_round()
    entry = entered(lottery, 1)
    drawn(lottery)
    assert spans_of(entry) == fridays()
    for booking in bookings_of(entry):
        assert (booking.state, booking.group, booking.person) == (State.BOOKED, entry.group, entry.person)
        assert booking.claims.count() == 1
        assert booking.people.count() == 2
        (act,) = Act.objects.filter(subject_id=booking.public_id)
        assert (act.verb, act.actor) == ("win", None)


def test_a_draw_that_is_started_twice_draws_once() -> None:
    lottery = a_round()
    entered(lottery, 1)
    first = drawn(lottery)
    again = draw(lottery=lottery, now=DRAWS + 60)
    assert again.record == first.record
    assert (Booking.objects.count(), Notice.objects.count()) == (4, 1)


def test_nothing_is_drawn_before_the_list_is_closed_nor_before_its_moment() -> None:
    lottery = a_round()
    with pytest.raises(Untimely):
        draw(lottery=lottery, now=DRAWS)
    close_list(lottery=lottery, now=AFTER)
    with pytest.raises(Untimely):
        draw(lottery=lottery, now=DRAWS - 1)


def test_a_round_without_entries_is_drawn_and_its_slots_are_free() -> None:
    assert drawn(a_round()).record["result"] == []


def test_those_who_use_every_win_get_more_than_one_within_the_cap() -> None:
    lottery = a_round(terms=replace(TERMS, most_wins=2))
    every = entered(lottery, 1, 2, every=True)
    drawn(lottery)
    assert won_by(every) == [1, 2]


def test_the_cap_of_wins_holds_for_those_who_would_use_them_all() -> None:
    lottery = a_round(terms=replace(TERMS, most_wins=1))
    entry = entered(lottery, 1, 2, every=True)
    drawn(lottery)
    assert won_by(entry) == [1]


def test_a_cap_for_each_month_counts_months() -> None:
    hall = a_hall()
    room = the_room(hall, "band")
    february = [span("2027-02-05", *EARLY)]
    slots = [*two_slots(hall), Offer(room, february)]
    lottery = a_round(hall, slots, replace(TERMS, wins_per="month"))
    entry = entered(lottery, 1, 2, 3, every=True)
    drawn(lottery)
    assert won_by(entry) == [1, 3]


def test_what_somebody_has_booked_before_the_round_keeps_standing() -> None:
    hall = a_hall()
    a_booking(the_room(hall, "band"), span("2027-01-08", *EARLY))
    lottery = a_round(hall)
    entry = entered(lottery, 1)
    drawn(lottery)
    assert span("2027-01-08", *EARLY) not in spans_of(entry)
    assert len(spans_of(entry)) == 3


def test_a_quota_of_the_hall_holds_for_wins_too() -> None:
    lottery = a_round(a_hall(WEEKLY_QUOTA))
    entry = entered(lottery, 1)
    drawn(lottery)
    assert len(spans_of(entry)) == 3


def test_first_come_rules_say_nothing_about_a_win() -> None:
    """January is not open yet on the day of the draw, and at most two bookings may lie ahead."""
    lottery = a_round()
    entry = entered(lottery, 1)
    wanted = Wanted(the_room(lottery.facility, "band"), span("2027-01-15", "15:00", "17:00"))
    with pytest.raises(Refused) as refused:
        book(person=a_high_schooler(), wanted=wanted, now=DRAWS)
    assert "TOO_EARLY" in str(refused.value)
    drawn(lottery)
    assert len(spans_of(entry)) == 4


def test_whoever_has_left_the_band_does_not_count_at_the_draw() -> None:
    lottery = a_round()
    band, leader = a_band_of_two()
    entry = entered(lottery, 1, band=band)
    gone = band.members.exclude(pk=leader.pk).get()
    band.memberships.get(person=gone).delete()
    drawn(lottery)
    first = bookings_of(entry)[0]
    assert (first.headcount, list(first.people.all())) == (1, [leader])
    assert not Notice.objects.filter(person=gone).exists()


def test_where_the_one_who_entered_has_left_the_leader_has_the_booking() -> None:
    lottery = a_round()
    band, leader = a_band_of_two()
    member = band.members.exclude(pk=leader.pk).get()
    company = Company(band.pk, (leader.pk, member.pk))
    entry = enter(lottery=lottery, person=member, company=company, wishes=Wishes((1,)), now=CLOSES)
    band.memberships.get(person=member).delete()
    drawn(lottery)
    assert bookings_of(entry)[0].person == leader


def test_a_band_whose_named_people_have_all_left_wins_nothing() -> None:
    lottery = a_round()
    band, leader = a_band_of_two()
    member = band.members.exclude(pk=leader.pk).get()
    entry = enter(
        lottery=lottery,
        person=member,
        company=Company(band.pk, (member.pk,)),
        wishes=Wishes((1,)),
        now=CLOSES,
    )
    band.memberships.get(person=member).delete()
    drawn(lottery)
    assert won_by(entry) == []


def test_a_party_that_may_not_come_any_more_wins_nothing_and_the_next_does() -> None:
    """The one who came along to the evening for teens has turned 20 between entry and draw."""
    lottery = a_round()
    out, other = entered(lottery, 1), entered(lottery, 1)
    Person.objects.filter(pk__in=out.people.values("pk")).update(birth_date="1990-05-01")
    drawn(lottery)
    assert (won_by(out), won_by(other)) == ([], [1])


def test_a_paper_typed_in_after_the_deadline_has_the_same_chance() -> None:
    hall = a_hall()
    lottery = a_round(hall, two_slots(hall)[:1])
    close_list(lottery=lottery, now=AFTER)
    paper = enter_on_paper(
        lottery=lottery, person=a_high_schooler(), wishes=Wishes((1,)), received_at=CLOSES - 3600,
        actor=staff(hall), now=DRAWS - 3600,
    )  # fmt: skip
    done = draw(lottery=lottery, now=DRAWS)
    assert won_by(paper) == [1]
    assert bookings_of(paper)[0].channel == "counter"
    assert [seal[2] for seal in done.seals] == [0, 1]


def a_win_to_confirm() -> tuple[Round, Entry, Choice]:
    lottery = a_round(a_hall(CONFIRMED), terms=replace(TERMS, confirm_until=UNTIL))
    entry = entered(lottery, 1)
    return drawn(lottery), entry, entry.choices.get()


def test_where_the_hall_demands_it_a_win_is_provisional_until_it_is_confirmed() -> None:
    _, entry, choice = a_win_to_confirm()
    assert {(b.state, b.lapses_at) for b in bookings_of(entry)} == {(State.PROVISIONAL, UNTIL)}
    assert "12月20日(日) 20:00までに" in Notice.objects.get().body
    for _ in range(2):
        confirm(choice=choice, actor=entry.person, now=UNTIL)
    assert {(b.state, b.lapses_at) for b in bookings_of(entry)} == {(State.BOOKED, None)}
    assert Act.objects.filter(verb="confirm").count() == 4


def test_after_its_time_a_win_is_not_confirmed_any_more() -> None:
    _, entry, choice = a_win_to_confirm()
    with pytest.raises(Refused, match="CONFIRM_LATE"):
        confirm(choice=choice, actor=entry.person, now=UNTIL + 1)


def test_a_win_is_given_back_as_a_whole_and_told_once() -> None:
    lottery = a_round()
    entry = entered(lottery, 1)
    drawn(lottery)
    choice = entry.choices.get()
    for _ in range(2):
        give_back(choice=choice, actor=entry.person, now=at("2027-01-10 12:00"))
    states = [booking.state for booking in bookings_of(entry)]
    assert states == [State.BOOKED, State.CANCELLED, State.CANCELLED, State.CANCELLED]
    assert Claim.objects.count() == 1
    (notice,) = Notice.objects.filter(kind="cancelled")
    assert "1月29日(金) 17:00–19:00" in notice.body


@pytest.mark.parametrize("verb", [confirm, give_back])
def test_a_win_is_only_for_those_whose_entry_it_was(verb: Any) -> None:
    _, _, choice = a_win_to_confirm()
    with pytest.raises(Absent):
        verb(choice=choice, actor=a_young_adult(), now=DRAWS)


def test_two_bands_of_one_person_may_both_win() -> None:
    lottery = a_round()
    leader = a_high_schooler()
    for number in (1, 2):
        entered(lottery, number, band=a_band(leader, a_high_schooler()))
    drawn(lottery)
    assert Booking.objects.filter(person=leader).count() == 8


def test_late_slots_are_booked_at_their_own_times() -> None:
    lottery = a_round()
    entry = entered(lottery, 2)
    drawn(lottery)
    assert spans_of(entry) == fridays(LATE)


def test_what_was_given_up_meanwhile_is_not_confirmed_back() -> None:
    _, entry, choice = a_win_to_confirm()
    first = bookings_of(entry)[0]
    cancel(booking=first, actor=entry.person, now=DRAWS)
    confirm(choice=choice, actor=entry.person, now=UNTIL)
    first.refresh_from_db()
    assert first.state == State.CANCELLED
    assert {booking.state for booking in bookings_of(entry)[1:]} == {State.BOOKED}


def test_a_win_that_is_given_back_late_counts_as_any_late_cancellation() -> None:
    lottery = a_round(a_hall(SAMPLE + LATE_RULES))
    entry = entered(lottery, 1)
    drawn(lottery)
    give_back(choice=entry.choices.get(), actor=entry.person, now=at("2027-01-21 12:00"))
    assert [one.on.isoformat() for one in Incident.objects.all()] == ["2027-01-21"]
    assert Incident.objects.get().booking.start == at("2027-01-22 17:00")
