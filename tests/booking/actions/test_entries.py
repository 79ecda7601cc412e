"""Entering: whole or not at all, in time to the second, one entry a group; paper has the same chance."""

from dataclasses import replace

import pytest

from booking.actions.changes import Stale
from booking.actions.entries import ChoicesUnfit, Sealed, Wishes, change, enter, enter_on_paper, withdraw
from booking.actions.lottery import Offer, Untimely, cancel_round, close_list
from booking.models import Act, Choice, Entry, Person, Round
from booking.queries.bookings import Absent
from booking.queries.lottery import choices_of
from booking.queries.party import Company
from booking.rules.codes import Code
from booking.rules.rounds import RoundUnfit, Terms
from booking.rules.verdict import Refused
from tests.booking.refusals import codes
from tests.factories import NOW, SAMPLE, a_hall, at, span, the_room
from tests.people import a_high_schooler, a_third_grader, a_young_adult, staff
from tests.rounds import (
    AFTER,
    CLOSES,
    DRAWS,
    LATE,
    OPENS,
    TERMS,
    a_band_of_two,
    a_planned_round,
    a_round,
    drawn,
    entered,
    fridays,
    two_slots,
    won_by,
)

pytestmark = pytest.mark.django_db
CAPPED = (
    SAMPLE
    + """
[[clauses]]
id = "L1"
ja = "抽選の申しこみは、1か月に1件までです。"
en = "One entry in a draw for each month."
  [[clauses.says]]
  type = "lottery_cap"
  entries = 1
  per = "month"
"""
)


def wished(entry: Entry) -> list[int]:
    return [choice.slot.number for choice in choices_of(entry)]


def test_a_band_enters_with_its_wishes_in_their_order() -> None:
    lottery = a_round()
    entry = entered(lottery, 2, 1)
    assert wished(entry) == [2, 1]
    assert (entry.channel, entry.received_at, entry.headcount) == ("web", NOW, 2)
    act = Act.objects.get(verb="enter")
    assert act.after == {"round_id": lottery.pk, "group_id": entry.group_id, "wishes": 2}


def test_entering_again_is_the_same_entry_with_other_wishes() -> None:
    lottery = a_round()
    entry = entered(lottery, 1)
    again = entered(lottery, 2, 1, every=True, now=NOW + 60, band=entry.group)
    assert again.pk == entry.pk
    assert (wished(again), again.every, again.received_at) == ([2, 1], True, NOW)


def test_a_person_enters_alone_and_with_each_band_of_theirs() -> None:
    lottery = a_round()
    band, leader = a_band_of_two()
    entered(lottery, 1, band=band)
    enter(lottery=lottery, person=leader, wishes=Wishes((1,)), now=NOW)
    assert {entry.group for entry in lottery.entries.all()} == {band, None}


@pytest.mark.parametrize("slots", [(), (1, 1), (1, 2)])
def test_wishes_are_some_each_once_and_no_more_than_the_round_allows(slots: tuple[int, ...]) -> None:
    lottery = a_round(terms=replace(TERMS, most_choices=1))
    with pytest.raises(ChoicesUnfit):
        enter(lottery=lottery, person=a_high_schooler(), wishes=Wishes(slots), now=NOW)
    assert not lottery.entries.exists()


def test_a_slot_that_the_round_does_not_have_is_absent() -> None:
    with pytest.raises(Absent):
        enter(lottery=a_round(), person=a_high_schooler(), wishes=Wishes((3,)), now=NOW)


@pytest.mark.parametrize(
    ("now", "code"), [(OPENS - 1, Code.ENTRY_EARLY), (OPENS, None), (CLOSES, None), (AFTER, Code.ENTRY_LATE)]
)
def test_one_enters_from_the_first_second_to_the_last(now: int, code: Code | None) -> None:
    lottery = a_round(now=OPENS - 60)
    if code is None:
        entered(lottery, 1, now=now)
        return
    with pytest.raises(Refused) as refused:
        entered(lottery, 1, now=now)
    assert codes(refused) == {code}


def test_a_closed_list_stays_closed_whatever_another_clock_says() -> None:
    lottery = a_round()
    close_list(lottery=lottery, now=AFTER)
    with pytest.raises(Refused, match="ENTRY_LATE"):
        entered(lottery, 1, now=CLOSES)


def test_nobody_enters_what_is_planned_or_called_off() -> None:
    planned = a_planned_round()
    with pytest.raises(Absent):
        entered(planned, 1)
    cancel_round(lottery=planned, actor=staff(planned.facility), now=NOW)
    with pytest.raises(Absent):
        entered(planned, 1)


def test_the_judge_says_who_may_enter() -> None:
    lottery = a_round()
    with pytest.raises(Refused) as refused:
        enter(lottery=lottery, person=a_third_grader(), wishes=Wishes((1,)), now=NOW)
    assert Code.AGE_MIN in codes(refused)


def test_first_come_windows_say_nothing_about_entering() -> None:
    """January opens thirty days ahead; one enters for it in early December."""
    entered(a_round(), 1, now=OPENS + 3600)


def test_a_slot_can_be_entered_for_as_long_as_one_of_its_dates_can_be_had() -> None:
    hall = a_hall()
    monday = span("2027-01-18", "17:00", "19:00")
    lottery = a_round(hall, [Offer(the_room(hall, "band"), [monday, *fridays()])])
    entered(lottery, 1)


def test_the_halls_cap_counts_other_wishes_for_the_same_period() -> None:
    lottery = a_round(a_hall(CAPPED))
    with pytest.raises(Refused) as refused:
        entered(lottery, 1, 2)
    assert codes(refused) == {Code.ENTRIES}
    entry = entered(lottery, 1)
    other = a_round(
        lottery.facility, [Offer(the_room(lottery.facility, "band"), fridays(("15:00", "17:00")))]
    )
    with pytest.raises(Refused, match="ENTRIES"):
        entered(other, 1, band=entry.group)


def test_a_change_of_what_was_changed_meanwhile_is_stale() -> None:
    lottery = a_round()
    entry = entered(lottery, 1)
    leader = Person.objects.get(pk=entry.person_id)
    seen = Entry.objects.get(pk=entry.pk)
    change(entry=entry, actor=leader, wishes=Wishes((2,)), now=NOW + 1)
    with pytest.raises(Stale):
        change(entry=seen, actor=leader, wishes=Wishes((1, 2)), now=NOW + 2)
    assert wished(entry) == [2]


def test_who_leads_changes_what_a_member_entered_and_other_members_do_not() -> None:
    lottery = a_round()
    band, leader = a_band_of_two()
    member, third = band.members.exclude(pk=leader.pk).get(), a_high_schooler()
    band.memberships.create(person=third)
    company = Company(band.pk, (member.pk, leader.pk))
    entry = enter(lottery=lottery, person=member, company=company, wishes=Wishes((1,)), now=NOW)
    with pytest.raises(Absent):
        change(entry=entry, actor=third, wishes=Wishes((2,)), now=NOW)
    with pytest.raises(Absent):
        enter(lottery=lottery, person=third, company=company, wishes=Wishes((2,)), now=NOW)
    with pytest.raises(Absent):
        withdraw(entry=entry, actor=a_young_adult(), now=NOW)
    change(entry=entry, actor=leader, wishes=Wishes((2,)), now=NOW)
    assert wished(entry) == [2]


def test_where_the_one_who_entered_has_left_the_leader_goes_on() -> None:
    lottery = a_round()
    band, leader = a_band_of_two()
    member = band.members.exclude(pk=leader.pk).get()
    company = Company(band.pk, (member.pk, leader.pk))
    entry = enter(lottery=lottery, person=member, company=company, wishes=Wishes((1,)), now=NOW)
    band.memberships.get(person=member).delete()
    changed = change(entry=entry, actor=leader, wishes=Wishes((2,)), now=NOW)
    assert (changed.person, changed.headcount) == (leader, 1)


def test_withdrawing_takes_the_entry_out_until_the_list_is_closed() -> None:
    lottery = a_round()
    entry, late = entered(lottery, 1), entered(lottery, 2)
    for _ in range(2):
        withdraw(entry=entry, actor=entry.person, now=CLOSES)
    assert list(lottery.entries.all()) == [late]
    with pytest.raises(Refused, match="ENTRY_LATE"):
        withdraw(entry=late, actor=late.person, now=AFTER)


def on_paper(lottery: Round, received_at: int, now: int, *slots: int, person: Person | None = None) -> Entry:
    return enter_on_paper(
        lottery=lottery, person=person or a_high_schooler(), wishes=Wishes(slots), received_at=received_at,
        actor=staff(lottery.facility), now=now,
    )  # fmt: skip


def test_a_paper_that_came_in_time_is_typed_in_after_the_closing_and_closes_the_list_once_more() -> None:
    lottery = a_round()
    first = entered(lottery, 1)
    close_list(lottery=lottery, now=AFTER)
    paper = on_paper(lottery, CLOSES, DRAWS - 60, 1)
    lottery.refresh_from_db()
    assert [(at, count) for at, _, count in lottery.seals] == [(AFTER, 1), (DRAWS - 60, 2)]
    assert lottery.seals[0][1] != lottery.seals[1][1] == lottery.list_hash
    first.refresh_from_db()
    assert (first.seal, paper.seal) == (1, 2)
    assert (paper.channel, paper.received_at, paper.weight) == ("counter", CLOSES, first.weight)


@pytest.mark.parametrize(
    ("received_at", "now", "code"),
    [(AFTER, AFTER + 60, Code.ENTRY_LATE), (OPENS - 1, NOW, Code.ENTRY_EARLY)],
)
def test_a_paper_out_of_time_is_refused(received_at: int, now: int, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        on_paper(a_round(), received_at, now, 1)
    assert codes(refused) == {code}


def test_a_paper_does_not_come_from_the_future_nor_after_the_draw() -> None:
    lottery = a_round()
    with pytest.raises(RoundUnfit) as unfit:
        on_paper(lottery, NOW + 1, NOW, 1)
    assert unfit.value.field == "received_at"
    drawn(lottery)
    with pytest.raises(Untimely):
        on_paper(lottery, CLOSES, DRAWS + 1, 1)


def test_what_stands_in_the_closed_list_is_not_changed_by_a_paper() -> None:
    lottery = a_round()
    person = a_high_schooler()
    enter(lottery=lottery, person=person, wishes=Wishes((1,)), now=NOW)
    close_list(lottery=lottery, now=AFTER)
    with pytest.raises(Sealed):
        on_paper(lottery, CLOSES, AFTER + 60, 2, person=person)


def test_only_the_desk_of_the_hall_types_papers_in() -> None:
    lottery = a_round()
    elsewhere = staff(a_hall(SAMPLE.replace("higashi", "nishi")))
    with pytest.raises(Absent):
        enter_on_paper(
            lottery=lottery, person=a_high_schooler(), wishes=Wishes((1,)), received_at=NOW,
            actor=elsewhere, now=NOW,
        )  # fmt: skip


def test_a_paper_for_a_third_grader_is_judged_as_any_entry() -> None:
    with pytest.raises(Refused):
        on_paper(a_round(), NOW, NOW, 1, person=a_third_grader())


def test_late_evenings_are_not_entered_for_by_those_who_leave_early() -> None:
    hall = a_hall()
    lottery = a_round(hall, [*two_slots(hall)[:1], Offer(the_room(hall, "band"), fridays(LATE))])
    with pytest.raises(Refused) as refused:
        enter(lottery=lottery, person=a_young_adult(), wishes=Wishes((2,)), now=NOW)
    assert Code.AGE_EVENING in codes(refused)


SECOND = (
    SAMPLE
    + """
[[clauses]]
id = "L2"
ja = "はずれた団体だけ、13日から16日まで、もう一度申しこめます。"
en = "Whoever was not drawn enters once more, from the 13th to the 16th."
  [[clauses.says]]
  type = "lottery_entry"
  again = "losers"
  from = { months = 1, day = 13 }
  until = { months = 1, day = 16 }
"""
)
AGAIN = Terms(at("2026-12-13 09:00"), at("2026-12-16 20:00"), at("2026-12-17 12:00"))


def test_a_second_draw_is_for_those_who_lost_the_first() -> None:
    hall = a_hall(SECOND)
    first, bands = a_round(hall), [a_band_of_two(name)[0] for name in ("よるかぜ", "あさなぎ", "ゆうひ")]
    for band in bands[:2]:
        entered(first, 1, band=band)
    lucky = Entry.objects.get(round=drawn(first), choices__outcome=Choice.Outcome.WON).group
    second = a_round(hall, two_slots(hall)[1:], AGAIN, DRAWS)
    loser = next(band for band in bands[:2] if band != lucky)
    entered(second, 1, now=AGAIN.opens_at, band=loser)
    for band in (lucky, bands[2]):
        with pytest.raises(Refused) as refused:
            entered(second, 1, now=AGAIN.opens_at, band=band)
        assert [reason.code for reason in refused.value.verdict.broken] == [Code.LOSERS_ONLY]


def test_who_lost_for_other_days_has_not_lost_for_these() -> None:
    hall = a_hall(SECOND)
    first, bands = a_round(hall), [a_band_of_two(name)[0] for name in ("よるかぜ", "あさなぎ")]
    entries = [entered(first, 1, band=band) for band in bands]
    drawn(first)
    loser = next(entry.group for entry in entries if not won_by(entry))
    later = Offer(the_room(hall, "band"), [span("2027-02-05", "17:00", "19:00")])
    second = a_round(
        hall,
        [later],
        replace(
            AGAIN,
            opens_at=at("2027-01-13 09:00"),
            closes_at=at("2027-01-16 20:00"),
            draws_at=at("2027-01-17 12:00"),
        ),
        DRAWS,
    )
    with pytest.raises(Refused):
        entered(second, 1, now=at("2027-01-14 09:00"), band=loser)
