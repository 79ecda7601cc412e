"""Activity days by a link: reported once, corrected and withdrawn until the department has confirmed them."""

from datetime import date

import pytest

from booking.actions.activities import (
    NotNothing,
    NotThen,
    Settled,
    TooMany,
    Twice,
    Wrong,
    correct_day,
    say_nothing,
    send_again,
    withdraw_day,
)
from booking.actions.changes import Stale
from booking.actions.confirmations import return_day
from booking.actions.reporters import revoke_link
from booking.actions.texts import Missing
from booking.models import Act, ActivityDay, NothingReported, Person
from booking.queries.activities import heads_of
from booking.queries.bookings import Absent
from booking.rules.activities import Every, State
from booking.rules.attendance import Heads, Part
from tests.booking.activities import HELPED, NOVEMBER, asked, confirmed, sent, the_office, told
from tests.factories import NOW, TODAY, at

pytestmark = pytest.mark.django_db
MORE = {Heads(Part.HELPING, "junior_high"): 4, Heads(Part.TAKING_PART, "preschool"): 0}


@pytest.fixture
def office() -> Person:
    return the_office()


@pytest.fixture
def link(office: Person) -> str:
    return asked(office)[1]


def test_a_day_is_sent_with_its_place_and_its_numbers_and_waits(link: str) -> None:
    (day,) = sent(link)
    assert (day.day, day.place, day.plan, day.state) == (NOVEMBER, "園庭", "B1", State.SENT)
    assert heads_of(day) == HELPED


def test_what_nobody_said_is_missing_and_a_zero_is_a_zero(link: str) -> None:
    unsaid, nobody = sent(link, told(counts={}), told(TODAY, counts={Heads(Part.HELPING, "adult"): 0}))
    assert heads_of(unsaid) is None
    assert heads_of(nobody) == {Heads(Part.HELPING, "adult"): 0}


def test_several_days_are_sent_at_once_and_one_that_cannot_be_keeps_all_of_them_back(link: str) -> None:
    with pytest.raises(Wrong) as wrong:
        sent(link, told(), told(place=" "), told(TODAY))
    assert (wrong.value.place, type(wrong.value.why)) == (1, Missing)
    assert not ActivityDay.objects.exists()
    assert len(sent(link, told(), told(TODAY))) == 2


def test_a_form_that_is_sent_twice_reports_nothing_twice(link: str) -> None:
    assert sent(link) == sent(link)
    assert ActivityDay.objects.count() == 1
    assert Act.objects.filter(verb="send_activity").count() == 1


def test_the_same_day_with_other_numbers_is_a_question_and_not_a_second_day(link: str) -> None:
    sent(link)
    for days in ([told(counts=MORE)], [told(TODAY), told(TODAY)]):
        with pytest.raises(Wrong) as wrong:
            sent(link, *days)
        assert isinstance(wrong.value.why, Twice)
    assert len(sent(link, told(place="公園"))) == 1


@pytest.mark.parametrize("day", [date(2026, 12, 3), date(2026, 3, 31)])
def test_a_day_to_come_and_one_of_a_year_that_is_closed_are_refused(link: str, day: date) -> None:
    with pytest.raises(Wrong) as wrong:
        sent(link, told(day))
    assert isinstance(wrong.value.why, NotThen)
    assert wrong.value.why.first == date(2026, 4, 1)


def test_today_begins_at_the_citys_midnight(link: str) -> None:
    with pytest.raises(Wrong):
        sent(link, told(date(2026, 12, 3)), now=at("2026-12-02 23:59"))
    assert sent(link, told(date(2026, 12, 3)), now=at("2026-12-03 00:00"))


def test_a_row_of_the_plan_for_which_it_was_not_asked_is_absent(link: str) -> None:
    with pytest.raises(Absent):
        sent(link, told(plan="B2"))


def test_a_number_that_is_none_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match="junior_high"):
        sent(link, told(counts={Heads(Part.HELPING, "junior_high"): 10_001}))


def test_more_than_a_month_at_once_and_more_than_a_hundred_that_wait_are_too_many(link: str) -> None:
    with pytest.raises(TooMany):
        sent(link, *(told(place=f"公園{n}") for n in range(32)))
    for month in (9, 10, 11):
        sent(link, *(told(date(2026, month, 1), f"公園{n}") for n in range(31)))
    sent(link, *(told(TODAY, f"公園{n}") for n in range(7)))
    with pytest.raises(TooMany):
        sent(link)


def test_no_act_holds_the_link_or_the_place(link: str) -> None:
    sent(link)
    act = Act.objects.get(verb="send_activity")
    assert (act.actor, act.by_desk) == (None, False)
    assert act.after == {"day": "2026-11-12", "plan": "B1", "help.junior_high": 3}
    assert link not in f"{Act.objects.values_list()}"


def test_a_day_is_corrected_until_it_is_confirmed(link: str, office: Person) -> None:
    (day,) = sent(link)
    changed = correct_day(
        link_token=link, public_id=day.public_id, told=told(TODAY, "公園", MORE), seen=0, now=NOW
    )
    assert (changed.day, changed.place, heads_of(changed)) == (TODAY, "公園", MORE)
    act = Act.objects.get(verb="correct_activity")
    assert (act.before["day"], act.after["help.junior_high"]) == ("2026-11-12", 4)
    confirmed(office, day)
    with pytest.raises(Settled):
        correct_day(link_token=link, public_id=day.public_id, told=told(), seen=2, now=NOW)
    with pytest.raises(Settled):
        withdraw_day(link_token=link, public_id=day.public_id, now=NOW)


def test_of_two_tabs_that_correct_it_the_second_is_told(link: str) -> None:
    (day,) = sent(link)
    correct_day(link_token=link, public_id=day.public_id, told=told(counts=MORE), seen=0, now=NOW)
    with pytest.raises(Stale):
        correct_day(link_token=link, public_id=day.public_id, told=told(), seen=0, now=NOW)


def test_it_is_not_corrected_into_a_day_that_stands_already(link: str) -> None:
    first, second = sent(link, told(), told(TODAY))
    with pytest.raises(Twice):
        correct_day(link_token=link, public_id=second.public_id, told=told(), seen=0, now=NOW)
    assert correct_day(link_token=link, public_id=first.public_id, told=told(), seen=0, now=NOW)


def test_what_was_returned_and_corrected_waits_again_without_the_reason(link: str, office: Person) -> None:
    (day,) = sent(link)
    return_day(day=day, why="人数をたしかめてください。", actor=office, now=NOW)
    again = correct_day(link_token=link, public_id=day.public_id, told=told(counts=MORE), seen=1, now=NOW)
    assert (again.state, again.why) == (State.SENT, "")


def test_what_is_withdrawn_is_in_nobodys_way_and_comes_back_as_it_was(link: str) -> None:
    (day,) = sent(link)
    for _ in range(2):
        assert withdraw_day(link_token=link, public_id=day.public_id, now=NOW).state == State.WITHDRAWN
    assert Act.objects.filter(verb="withdraw_activity").count() == 1
    assert send_again(link_token=link, public_id=day.public_id, now=NOW).state == State.SENT
    with pytest.raises(Absent):
        send_again(link_token=link, public_id=day.public_id, now=NOW)


def test_what_was_reported_anew_since_is_not_sent_again_beside_it(link: str) -> None:
    (day,) = sent(link)
    withdraw_day(link_token=link, public_id=day.public_id, now=NOW)
    (other,) = sent(link)
    assert other != day
    with pytest.raises(Twice):
        send_again(link_token=link, public_id=day.public_id, now=NOW)


def test_a_link_reaches_no_day_of_another_reporter(link: str, office: Person) -> None:
    _, foreign = asked(office, name="つくし保育園")
    (day,) = sent(link)
    for verb in (withdraw_day, send_again):
        with pytest.raises(Absent):
            verb(link_token=foreign, public_id=day.public_id, now=NOW)
    with pytest.raises(Absent):
        correct_day(link_token=foreign, public_id=day.public_id, told=told(), seen=0, now=NOW)


def test_a_revoked_link_sends_nothing(office: Person) -> None:
    made, link = asked(office)
    revoke_link(reporter=made, actor=office, now=NOW)
    with pytest.raises(Absent):
        sent(link)


def test_nothing_is_an_answer_too_once_and_until_a_day_is_reported(link: str) -> None:
    for _ in range(2):
        say_nothing(link_token=link, day=NOVEMBER, now=NOW)
    assert [one.first for one in NothingReported.objects.all()] == [date(2026, 11, 1)]
    assert Act.objects.filter(verb="say_nothing").count() == 1
    sent(link)
    assert not NothingReported.objects.exists()


def test_a_day_of_the_quarter_takes_back_that_there_was_nothing_in_it(office: Person) -> None:
    _, link = asked(office, every=Every.QUARTER)
    say_nothing(link_token=link, day=date(2026, 9, 30), now=NOW)
    sent(link, told(date(2026, 8, 1)))
    assert not NothingReported.objects.exists()


@pytest.mark.parametrize("day", [date(2027, 1, 5), date(2026, 3, 31)])
def test_of_what_has_not_begun_and_what_is_closed_nobody_says_nothing(link: str, day: date) -> None:
    with pytest.raises(NotNothing):
        say_nothing(link_token=link, day=day, now=NOW)


def test_where_a_day_stands_reported_there_was_something(link: str) -> None:
    sent(link)
    with pytest.raises(NotNothing):
        say_nothing(link_token=link, day=date(2026, 11, 30), now=NOW)
