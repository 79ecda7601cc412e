"""Which lengths a form offers: few enough to read, one proposed, and why there is none longer."""

from datetime import timedelta

import pytest

from booking.queries.money import FREE
from booking.queries.slots import Length
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Outcome, Reason, Verdict
from booking.web.lengths import MOST_LENGTHS, Choice, choices_of
from facilities.rules.spans import Span
from tests.factories import TODAY, TOKYO, at

START = at("2026-12-04 17:00")
ALLOWED = Verdict(Outcome.ALLOW, ())
TAKEN = Verdict(Outcome.REFUSE, (Reason(Finding.BROKEN, Code.TAKEN),))
UNTOLD = Verdict(Outcome.ALLOW, (Reason(Finding.UNKNOWN, Code.AGE_MIN, lacking=("born",)),))
QUARTER, HOUR = (int(timedelta(minutes=minutes).total_seconds()) for minutes in (15, 60))


def lasting(seconds: int, verdict: Verdict = ALLOWED) -> Length:
    return Length(Span(START, START + seconds), verdict, FREE)


def offered(*lengths: Length, asked: Span | None = None, stranger: bool = False) -> list[Choice]:
    return choices_of(lengths, TOKYO, asked, TODAY, asks=None if stranger else ())


def chosen(choices: list[Choice]) -> list[str]:
    return [one.words for one in choices if one.chosen]


def test_where_nothing_begins_nothing_is_offered() -> None:
    assert offered() == []


def test_a_choice_says_how_long_until_when_and_what_it_costs() -> None:
    (one,) = offered(lasting(HOUR + QUARTER))
    assert (one.value, one.words, one.until) == ("2026-12-04T18:15", "1時間15分", "18:15まで")


def test_up_to_two_hours_are_proposed_of_what_can_be_chosen() -> None:
    assert chosen(offered(*(lasting(HOUR * many) for many in (1, 2, 3)))) == ["2時間"]
    assert chosen(offered(lasting(HOUR), lasting(HOUR * 3))) == ["1時間"]


def test_where_every_use_is_longer_the_shortest_is_proposed() -> None:
    assert chosen(offered(lasting(HOUR * 3), lasting(HOUR * 4))) == ["3時間"]


def test_what_was_asked_for_is_kept_unless_it_cannot_be() -> None:
    lengths = (lasting(HOUR), lasting(HOUR * 2), lasting(HOUR * 3), lasting(HOUR * 4, TAKEN))
    assert chosen(offered(*lengths, asked=lengths[2].span)) == ["3時間"]
    assert chosen(offered(*lengths, asked=lengths[3].span)) == ["2時間"]


def test_after_the_first_that_cannot_be_chosen_no_longer_one_is_shown() -> None:
    choices = offered(lasting(HOUR), lasting(HOUR * 2, TAKEN), lasting(HOUR * 3, TAKEN))
    assert [bool(one.why) for one in choices] == [False, True]


def test_where_none_can_be_chosen_each_says_why_and_none_is_proposed() -> None:
    choices = offered(lasting(HOUR, TAKEN), lasting(HOUR * 2, TAKEN))
    assert [bool(one.why) for one in choices] == [True, True]
    assert chosen(choices) == []


@pytest.mark.parametrize("stranger", [True, False])
def test_a_stranger_is_asked_who_comes_later_and_is_offered_it_meanwhile(stranger: bool) -> None:
    assert chosen(offered(lasting(HOUR, UNTOLD), stranger=stranger)) == (["1時間"] if stranger else [])


def test_as_many_as_anybody_reads_are_all_shown() -> None:
    quarters = [lasting(QUARTER * many) for many in range(1, MOST_LENGTHS + 1)]
    assert len(offered(*quarters)) == MOST_LENGTHS


def test_of_one_more_the_whole_hours_are_left_and_what_was_asked_for() -> None:
    quarters = [lasting(QUARTER * many) for many in range(1, MOST_LENGTHS + 2)]
    assert [one.words for one in offered(*quarters)] == ["1時間", "2時間", "3時間", "4時間"]
    asked = quarters[4].span
    assert [one.words for one in offered(*quarters, asked=asked)][:2] == ["1時間", "1時間15分"]
    assert chosen(offered(*quarters, asked=asked)) == ["1時間15分"]
