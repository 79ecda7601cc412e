"""The draw in the tables: a win is a booking, a loss a place in line, and both are told."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from booking.actions.bookings import Refused, book, cancel
from booking.actions.draws import confirm, draw, give_back
from booking.actions.entries import Wishes, enter, enter_on_paper
from booking.actions.lines import serve
from booking.actions.lottery import Offer, Untimely, close_list
from booking.actions.memberships import leave
from booking.actions.waiting import accept, wait
from booking.models import Act, Booking, Choice, Claim, Entry, Incident, Notice, Person, Round, Wait
from booking.queries.bookings import Absent
from booking.queries.party import Company, asker_of
from booking.queries.waiting import unserved
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from booking.rules.waiting import Wish
from facilities.rules.spans import Span
from tests.booking.actions.test_giving_up import RULES as LATE_RULES
from tests.booking.actions.test_lottery import CONFIRMED
from tests.factories import NOW, SAMPLE, a_booking, a_closure, a_hall, at, span, the_room
from tests.people import a_band, a_high_schooler, a_young_adult, staff
from tests.rounds import (
    AFTER,
    CLOSES,
    DRAWS,
    EARLY,
    LATE,
    TERMS,
    a_band_of_two,
    a_round,
    drawn,
    entered,
    fridays,
    losers_in_line,
    two_slots,
)

pytestmark = pytest.mark.django_db
VERIFIER = Path(__file__).parents[3] / "booking" / "static" / "booking" / "verify.py"
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


def bookings_of(entry: Entry) -> list[Booking]:
    return list(Booking.objects.filter(wins__entry=entry).order_by("start"))


def spans_of(entry: Entry) -> list[Span]:
    return [Span(booking.start, booking.end) for booking in bookings_of(entry)]


def won_by(entry: Entry) -> list[int]:
    return [choice.slot.number for choice in entry.choices.filter(outcome=Choice.Outcome.WON)]


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


def test_who_loses_has_a_place_in_line_and_nothing_else() -> None:
    lottery = a_round()
    entries = [entered(lottery, 1) for _ in range(3)]
    drawn(lottery)
    line = losers_in_line(lottery)
    assert [choice.place for choice in line] == [1, 2]
    winner = next(entry for entry in entries if won_by(entry))
    assert {choice.entry for choice in line} == {*entries} - {winner}
    assert Booking.objects.count() == 4


def test_who_loses_stands_in_the_waiting_list_in_the_order_of_the_draw() -> None:
    lottery = a_round()
    entries = [entered(lottery, 1) for _ in range(3)]
    drawn(lottery)
    waiting = list(Wait.objects.order_by("pk"))
    assert [one.group for one in waiting] == [choice.entry.group for choice in losers_in_line(lottery)]
    winner = next(entry for entry in entries if won_by(entry))
    first = bookings_of(winner)[0]
    assert winner.person is not None
    win = winner.choices.get(outcome=Choice.Outcome.WON)
    give_back(choice=win, actor=winner.person, now=DRAWS + 60)
    kept = unserved()
    assert kept is not None
    offered = serve(kept=kept, now=DRAWS + 60)
    assert offered is not None
    assert (offered.group, offered.start) == (waiting[0].group, first.start)


def test_who_loses_several_dates_stands_in_line_for_each_of_them() -> None:
    """The winner gives the first back, and later the third: the same band is offered both."""
    lottery = a_round()
    entries = [entered(lottery, 1) for _ in range(2)]
    drawn(lottery)
    winner, loser = sorted(entries, key=lambda entry: not won_by(entry))
    first, _, third, _ = bookings_of(winner)
    offers = []
    for booking, now in ((first, DRAWS + 60), (third, DRAWS + 120)):
        cancel(booking=booking, actor=winner.person, now=now)
        kept = unserved()
        assert kept is not None
        offered = serve(kept=kept, now=now)
        assert offered is not None
        offers.append(accept(booking=offered, actor=loser.person, now=now))
    assert [(one.group, one.start) for one in offers] == [
        (loser.group, first.start),
        (loser.group, third.start),
    ]
    left = Wait.objects.get(state=Wait.State.WAITING)
    assert left.days == ["2027-01-15", "2027-01-29"]
    assert Wait.objects.filter(state=Wait.State.TAKEN).count() == 2


def test_whoever_loses_and_then_leaves_the_band_is_not_waited_with() -> None:
    lottery = a_round()
    entries = [entered(lottery, 1) for _ in range(2)]
    drawn(lottery)
    winner, loser = sorted(entries, key=lambda entry: not won_by(entry))
    assert loser.group is not None
    gone = loser.group.members.exclude(pk=loser.person_id).get()
    leave(group=loser.group, person=gone, now=DRAWS + 30)
    cancel(booking=bookings_of(winner)[0], actor=winner.person, now=DRAWS + 60)
    kept = unserved()
    assert kept is not None
    offered = serve(kept=kept, now=DRAWS + 60)
    assert offered is not None
    assert list(offered.people.all()) == [loser.person]


def test_what_nobody_wins_is_offered_first_to_whoever_waits_for_such_an_evening() -> None:
    """Slot 2 is wished for by nobody; somebody waits for a Friday evening of January."""
    hall = a_hall()
    room = the_room(hall, "band")
    january = Wish(
        frozenset([room.pk]), date(2027, 1, 1), date(2027, 1, 31), frozenset([4]), 18 * 60, 21 * 60, 7200
    )
    lottery = a_round(hall)
    waiting = a_high_schooler()
    wait(asker=asker_of(waiting, Company(), NOW), wish=january, now=NOW)
    entered(lottery, 1)
    drawn(lottery)
    now = at("2026-12-20 10:00")
    kept = unserved()
    assert kept is not None
    offered = serve(kept=kept, now=now)
    assert offered is not None
    assert (offered.person, Span(offered.start, offered.end)) == (waiting, span("2027-01-08", *LATE))


def test_everybody_is_told_who_won_who_did_not_and_of_how_many() -> None:
    lottery = a_round()
    entries = [entered(lottery, 1) for _ in range(3)]
    drawn(lottery)
    won, lost = Notice.objects.filter(kind="won"), Notice.objects.filter(kind="not_this_time")
    assert (won.count(), lost.count()) == (1, 2)
    assert {notice.person for notice in [*won, *lost]} == {entry.person for entry in entries}
    assert "もう予約してあります。することはありません。" in won[0].body
    assert "第1希望 金曜 17:00–19:00 音楽室" in won[0].body
    assert "1月29日(金) 17:00–19:00" in won[0].body
    assert won[0].call == Notice.Call.DUE
    bodies = sorted(notice.body for notice in lost)
    assert all("金曜は、3グループが、2つの枠に申しこみました。" in body for body in bodies)
    assert ["列の1番目" in bodies[0], "列の2番目" in bodies[1]] == [True, True]
    assert {notice.call for notice in lost} == {Notice.Call.NONE}


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


def test_a_slot_that_the_hall_has_closed_since_is_won_by_nobody_and_they_are_told() -> None:
    lottery = a_round()
    entry = entered(lottery, 1)
    for friday in fridays():
        a_closure(lottery.facility, Span(friday.start - 3600, friday.end))
    drawn(lottery)
    (choice,) = entry.choices.all()
    assert (choice.outcome, choice.code, choice.place) == ("refused", Code.CLOSED, None)
    assert not Booking.objects.exists()
    (notice,) = Notice.objects.all()
    assert "休館やきまりのため、使えませんでした" in notice.body


def test_a_date_that_is_closed_is_left_out_of_the_win_and_said() -> None:
    lottery = a_round()
    entry = entered(lottery, 1)
    a_closure(lottery.facility, span("2027-01-15", "00:00", "24:00"))
    drawn(lottery)
    assert spans_of(entry) == [one for one in fridays() if one != span("2027-01-15", *EARLY)]
    body = Notice.objects.get().body
    assert "次の日は、休館やきまりのため予約できませんでした:1月15日(金) 17:00–19:00" in body


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
    with pytest.raises(Refused) as refused:
        book(
            person=a_high_schooler(), room=the_room(lottery.facility, "band"),
            span=span("2027-01-15", "15:00", "17:00"), now=DRAWS,
        )  # fmt: skip
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


def test_the_record_names_nobody() -> None:
    lottery = a_round()
    entry = entered(lottery, 1)
    Person.objects.filter(pk=entry.person_id).update(name="田中 はるか", call_name="はるか")
    told = json.dumps(drawn(lottery).record, ensure_ascii=False)
    for secret in (
        entry.person.public_id,
        entry.person.card_number,
        entry.group.public_id,
        entry.group.name,
        "はるか",
    ):
        assert secret not in told


def verified(record: dict[str, Any], folder: Path) -> subprocess.CompletedProcess[str]:
    path = folder / "draw.json"
    path.write_text(json.dumps(record))
    command = [sys.executable, "-I", str(VERIFIER), str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def record() -> dict[str, Any]:
    """Of a round with more entries than slots, one on paper, one refused, and several who lose."""
    lottery = a_round(terms=replace(TERMS, most_wins=2))
    for wishes in ((1,), (2, 1), (1, 2)):
        entered(lottery, *wishes, every=True)
    barred = entered(lottery, 2)
    close_list(lottery=lottery, now=AFTER)
    enter_on_paper(
        lottery=lottery, person=a_high_schooler(), wishes=Wishes((2,)), received_at=CLOSES,
        actor=staff(lottery.facility), now=AFTER + 60,
    )  # fmt: skip
    Person.objects.filter(pk__in=barred.people.values("pk")).update(birth_date="1990-05-01")
    done: dict[str, Any] = draw(lottery=lottery, now=DRAWS).record
    return done


def test_the_published_program_repeats_the_draw(record: dict[str, Any], tmp_path: Path) -> None:
    done = verified(record, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "×" not in done.stdout
    assert "5 entries, 2 wins" in done.stdout


def _other_winner(record: dict[str, Any]) -> None:
    record["result"][0][0] = next(e["id"] for e in record["entries"] if e["id"] != record["result"][0][0])


def _other_seed(record: dict[str, Any]) -> None:
    record["seed"] = "00" * 32


def _more_tickets(record: dict[str, Any]) -> None:
    record["entries"][0]["weight"] += 1


def _left_out(record: dict[str, Any]) -> None:
    record["entries"].pop(0)


def _earlier_list(record: dict[str, Any]) -> None:
    record["list_hash"] = record["seals"][0][1]


def _other_line(record: dict[str, Any]) -> None:
    slot = max(record["lines"], key=lambda slot: len(record["lines"][slot]))
    record["lines"][slot].pop()


@pytest.mark.parametrize(
    "tamper",
    [_other_winner, _other_seed, _more_tickets, _left_out, _earlier_list, _other_line],
)
def test_the_published_program_finds_what_was_tampered_with(
    record: dict[str, Any], tmp_path: Path, tamper: Any
) -> None:
    tamper(record)
    done = verified(record, tmp_path)
    assert done.returncode == 1, done.stdout
    assert "×" in done.stdout


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
