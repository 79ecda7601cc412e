"""What a draw leaves besides bookings: places in line, a record that anybody can check, and word to all."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from booking.actions.bookings import cancel
from booking.actions.draws import draw, give_back
from booking.actions.entries import Wishes, enter_on_paper
from booking.actions.lines import serve
from booking.actions.lottery import close_list
from booking.actions.memberships import leave
from booking.actions.waiting import accept
from booking.models import Booking, Choice, Notice, Person, Wait
from booking.queries.notices import calls_at
from booking.rules.codes import Code
from facilities.rules.spans import Span
from tests.booking.waiting import kept_place
from tests.factories import a_closure, span
from tests.people import a_high_schooler, staff
from tests.rounds import (
    AFTER,
    CLOSES,
    DRAWS,
    EARLY,
    TERMS,
    a_round,
    bookings_of,
    drawn,
    entered,
    fridays,
    losers_in_line,
    spans_of,
    won_by,
)

pytestmark = pytest.mark.django_db
VERIFIER = Path(__file__).parents[3] / "booking" / "static" / "booking" / "verify.py"


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
    kept = kept_place()
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
        kept = kept_place()
        assert kept is not None
        offered = serve(kept=kept, now=now)
        assert offered is not None
        offers.append(accept(booking=offered, actor=loser.person, now=now))
    assert [(one.group, one.start) for one in offers] == [
        (loser.group, first.start),
        (loser.group, third.start),
    ]
    left = Wait.objects.get(state=Wait.State.WAITING)
    assert left.wish.days == ["2027-01-15", "2027-01-29"]
    assert Wait.objects.filter(state=Wait.State.TAKEN).count() == 2


def test_those_who_wait_for_one_slot_share_a_wish_and_the_offer_to_one_leaves_the_others_theirs() -> None:
    lottery = a_round()
    entries = [entered(lottery, 1) for _ in range(3)]
    drawn(lottery)
    winner = next(entry for entry in entries if won_by(entry))
    first, second = Wait.objects.order_by("pk")
    assert first.wish_id == second.wish_id
    days = list(second.wish.days)
    cancel(booking=bookings_of(winner)[0], actor=winner.person, now=DRAWS + 60)
    kept = kept_place()
    assert kept is not None
    assert serve(kept=kept, now=DRAWS + 60) is not None
    first, second = (Wait.objects.get(pk=one.pk) for one in (first, second))
    assert (first.wish.days, second.wish.days) == (days[1:], days)


def test_whoever_loses_and_then_leaves_the_band_is_not_waited_with() -> None:
    lottery = a_round()
    entries = [entered(lottery, 1) for _ in range(2)]
    drawn(lottery)
    winner, loser = sorted(entries, key=lambda entry: not won_by(entry))
    assert loser.group is not None
    gone = loser.group.members.exclude(pk=loser.person_id).get()
    leave(group=loser.group, person=gone, now=DRAWS + 30)
    cancel(booking=bookings_of(winner)[0], actor=winner.person, now=DRAWS + 60)
    kept = kept_place()
    assert kept is not None
    offered = serve(kept=kept, now=DRAWS + 60)
    assert offered is not None
    assert list(offered.people.all()) == [loser.person]


def test_everybody_is_told_who_won_who_did_not_and_of_how_many() -> None:
    lottery = a_round()
    entries = [entered(lottery, 1) for _ in range(3)]
    drawn(lottery)
    won, lost = Notice.objects.filter(kind="won"), Notice.objects.filter(kind="not_this_time")
    assert (won.count(), lost.count()) == (1, 2)
    assert {notice.person for notice in [*won, *lost]} == {entry.person for entry in entries}
    assert "もう予約してあります。することはありません。" in won[0].body
    assert "第1希望 金曜 17:00–19:00 東児童館 音楽室" in won[0].body
    assert "1月29日(金) 17:00–19:00" in won[0].body
    assert list(calls_at(lottery.facility, DRAWS)) == [won[0]], "who has won and has no mail is rung up"
    bodies = sorted(notice.body for notice in lost)
    assert all("金曜は、3グループが、2つの枠に申しこみました。" in body for body in bodies)
    assert ["列の1番目" in bodies[0], "列の2番目" in bodies[1]] == [True, True]
    assert {notice.call for notice in lost} == {Notice.Call.NONE}


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
    assert "申しこみ 5件、当たり 2件" in done.stdout


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
