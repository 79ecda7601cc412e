"""What is sought, how near a miss comes, and what is said of a room that has nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from booking.rules.finding import (
    Drop,
    Features,
    Miss,
    Part,
    Sought,
    Sound,
    Why,
    foremost,
    miss,
    most_telling,
    part_around,
)
from booking.rules.verdict import Finding, Outcome, Reason, Verdict
from facilities.rules.spans import Span, local
from tests.asks import FRIDAY, TOKYO, use

EVENING = Sought(FRIDAY, FRIDAY, 7200, Part.EVENING)
PLAIN = Features("higashi")


def test_a_part_of_a_day_is_between_noon_and_five_and_an_evening_goes_on_past_midnight() -> None:
    ends = {}
    for part in Part:
        window = replace(EVENING, part=part).window(FRIDAY, TOKYO)
        ends[part] = [local(at, TOKYO).strftime("%d %H") for at in (window.start, window.end)]
    assert ends == {
        Part.ANY: ["04 00", "06 00"],
        Part.MORNING: ["04 00", "04 12"],
        Part.AFTERNOON: ["04 12", "04 17"],
        Part.EVENING: ["04 17", "06 00"],
    }


def test_a_use_lies_in_one_part_of_a_day_or_in_any() -> None:
    assert part_around(600, 720) is Part.MORNING
    assert part_around(600, 721) is Part.ANY
    assert part_around(1020, 1500) is Part.EVENING


def test_a_room_will_do_unless_something_that_is_asked_of_it_is_known_to_be_lacking() -> None:
    assert EVENING.lacks(PLAIN) == ()
    assert replace(EVENING, size=5).lacks(PLAIN) == ()
    assert replace(EVENING, size=5).lacks(replace(PLAIN, capacity=5)) == ()
    assert replace(EVENING, size=6).lacks(replace(PLAIN, capacity=5)) == (Why.SMALL,)
    assert replace(EVENING, things=frozenset({"drums"})).lacks(PLAIN) == (Why.THINGS,)
    drums = replace(PLAIN, things=frozenset({"drums", "piano"}))
    assert replace(EVENING, things=frozenset({"drums"})).lacks(drums) == ()
    assert replace(EVENING, halls=frozenset({"nishi"})).lacks(PLAIN) == (Why.ELSEWHERE,)
    assert replace(EVENING, sound=Sound.LOUD).lacks(PLAIN) == (Why.SILENT,)
    assert replace(EVENING, sound=Sound.QUIET).lacks(replace(PLAIN, loud=True)) == (Why.NOISY,)


def test_nobody_in_a_wheelchair_is_sent_to_a_room_at_which_nobody_has_looked() -> None:
    sought = replace(EVENING, step_free=True)
    assert sought.lacks(PLAIN) == (Why.STEPS_UNKNOWN,)
    assert sought.lacks(replace(PLAIN, step_free=False)) == (Why.STEPS,)
    assert sought.lacks(replace(PLAIN, step_free=True)) == ()


def test_an_hour_early_is_as_far_as_an_hour_too_short_and_the_whole_length_goes_before() -> None:
    window = use(FRIDAY, "17:00", "21:00")
    early, short = use(FRIDAY, "16:00", "18:00"), use(FRIDAY, "18:00", "19:00")
    assert miss(window, early, 7200) == Miss(3600, early=3600)
    assert miss(window, short, 7200) == Miss(3600, shorter=3600)
    assert miss(window, early, 7200) < miss(window, short, 7200)
    assert miss(window, use(FRIDAY, "20:00", "22:30"), 7200) == Miss(5400, late=5400)


@given(st.integers(0, 40), st.integers(1, 20), st.integers(0, 40), st.integers(1, 20), st.integers(1, 16))
def test_nothing_is_missed_by_exactly_the_uses_that_were_sought(
    start: int, length: int, window_start: int, window_length: int, seconds: int
) -> None:
    wanted, window = Span(start, start + length), Span(window_start, window_start + window_length)
    sought = window.contains(wanted) and wanted.seconds >= seconds
    assert (miss(window, wanted, seconds).total == 0) == sought


def test_a_use_of_half_the_length_comes_near_and_none_under_half_an_hour() -> None:
    assert EVENING.least == 3600
    assert replace(EVENING, seconds=2700).least == 1800
    assert replace(EVENING, seconds=900).least == 900


def test_that_a_room_is_shut_is_said_only_if_it_always_is() -> None:
    assert most_telling([Why.SHUT, Why.SHUT, Why.TAKEN]) is Why.TAKEN
    assert most_telling([Why.TAKEN, Why.TAKEN, Why.REFUSED]) is Why.TAKEN
    assert most_telling([Why.TAKEN, Why.REFUSED]) is Why.REFUSED
    assert most_telling([Why.SHUT, Why.SHUT]) is Why.SHUT
    assert most_telling([]) is Why.SHUT


def test_each_condition_is_dropped_alone() -> None:
    sought = replace(
        EVENING,
        things=frozenset({"drums", "piano"}),
        sound=Sound.LOUD,
        step_free=True,
        halls=frozenset({"nishi"}),
    )
    assert list(sought.drops()) == [
        (Drop.PART, ""),
        (Drop.LENGTH, ""),
        (Drop.THING, "drums"),
        (Drop.THING, "piano"),
        (Drop.SOUND, ""),
        (Drop.HALLS, ""),
        (Drop.STEP_FREE, ""),
    ]
    assert sought.without(Drop.THING, "drums") == replace(sought, things=frozenset({"piano"}))
    assert sought.without(Drop.LENGTH) == replace(sought, seconds=3600)
    assert list(Sought(FRIDAY, FRIDAY, 900).drops()) == []


def test_without_each_of_its_conditions_a_search_is_for_any_room_at_any_time() -> None:
    everything = {"things": frozenset({"drums"}), "sound": Sound.QUIET, "step_free": True}
    sought = replace(EVENING, halls=frozenset({"nishi"}), **everything)
    for drop, thing in sought.drops():
        sought = sought.without(drop, thing)
    assert sought == Sought(FRIDAY, FRIDAY, 3600)


def test_what_is_broken_speaks_more_than_what_is_open_and_that_more_than_what_is_lacking() -> None:
    reasons = [Reason(finding, str(finding)) for finding in (Finding.UNKNOWN, Finding.OPEN, Finding.BROKEN)]
    assert foremost(Verdict(Outcome.REFUSE, tuple(reasons))) == reasons[2]
    assert foremost(Verdict(Outcome.ASK, tuple(reasons[:2]))) == reasons[1]
    assert foremost(Verdict(Outcome.ALLOW, ())) is None
