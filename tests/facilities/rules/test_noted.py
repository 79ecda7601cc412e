"""What schools have on a day, and what a clause that names it means by a day: for whom, and for everybody."""

from collections.abc import Collection
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from facilities.rules.clauses import Closed
from facilities.rules.days import Days, Noted
from facilities.rules.noted import NO_NOTES, OfSchool, SchoolDays, is_meant, noted_in_place
from facilities.rules.outside import Becomes, DayNote
from facilities.rules.spans import MINUTES_A_DAY, Span, instant

TOKYO = ZoneInfo("Asia/Tokyo")
FRIDAY = date(2026, 12, 4)
MIDORI, HIGASHI = "緑中学校", "東高校"


def days(**told: object) -> Days:
    return Days.model_validate(told)


def note(start: int, end: int, becomes: Becomes = Becomes.EXAM, school: str = MIDORI) -> DayNote:
    return DayNote(Span(start, end), becomes, school, "期末考査")


def on(day: date, minutes: int = 0) -> int:
    return instant(day, minutes, TOKYO)


def of(*schools: str) -> OfSchool:
    """Somebody who goes to these."""
    return lambda having: not set(schools).isdisjoint(having)


def unsaid(having: Collection[str]) -> None:
    return None


KNOWN = SchoolDays.told([(FRIDAY, Noted.EXAM, MIDORI), (FRIDAY, Noted.CLASS_CLOSED, HIGASHI)])


def test_a_note_of_whole_days_is_of_each_of_them_and_of_no_other() -> None:
    known = SchoolDays.of([note(on(FRIDAY), on(FRIDAY + timedelta(days=2)))], TOKYO)
    assert sorted(known.by_day) == [FRIDAY, FRIDAY + timedelta(days=1)]


def test_a_note_with_times_is_of_the_day_that_it_touches_by_the_clocks_of_the_hall() -> None:
    morning = note(on(FRIDAY, 30), on(FRIDAY, 60))
    assert list(SchoolDays.of([morning], TOKYO).by_day) == [FRIDAY]
    assert list(SchoolDays.of([morning], ZoneInfo("Europe/Berlin")).by_day) == [FRIDAY - timedelta(days=1)]


def test_a_note_up_to_midnight_ends_with_the_day() -> None:
    evening = note(on(FRIDAY, 18 * 60), on(FRIDAY, MINUTES_A_DAY))
    assert list(SchoolDays.of([evening], TOKYO).by_day) == [FRIDAY]


def test_a_note_of_no_kind_is_of_no_day() -> None:
    other = note(on(FRIDAY), on(FRIDAY, MINUTES_A_DAY), Becomes.OTHER)
    assert SchoolDays.of([other], TOKYO) == NO_NOTES


def test_two_schools_with_one_thing_on_one_day_both_have_it() -> None:
    known = SchoolDays.told((FRIDAY, Noted.EXAM, school) for school in (MIDORI, HIGASHI))
    assert known.having(FRIDAY, [Noted.EXAM]) == {MIDORI, HIGASHI}
    assert known.having(FRIDAY, [Noted.EXAM], [HIGASHI]) == {HIGASHI}
    assert known.having(FRIDAY, [Noted.MAKEUP]) == frozenset()


def test_the_digest_tells_what_is_known_and_nothing_of_its_order() -> None:
    told = [(FRIDAY, Noted.EXAM, MIDORI), (FRIDAY, Noted.EXAM, HIGASHI), (FRIDAY, Noted.MAKEUP, MIDORI)]
    assert SchoolDays.told(told).digest == SchoolDays.told(reversed(told)).digest
    assert len({SchoolDays.told(told[:number]).digest for number in range(4)}) == 4
    assert NO_NOTES.digest == ""


@pytest.mark.parametrize(
    ("on", "whose", "meant"),
    [
        (days(noted=["exam"]), of(MIDORI), True),
        (days(noted=["exam"]), of(HIGASHI), False),
        (days(noted=["exam"]), unsaid, None),
        (days(noted=["exam", "class_closed"]), of(HIGASHI), True),
        (days(noted=["exam"], schools=[HIGASHI]), unsaid, False),
        (days(noted=["holidays"]), unsaid, False),
        (days(noted=["exam"], days=["thu"]), unsaid, False),
        (days(but=[{"noted": ["exam"]}]), of(MIDORI), False),
        (days(but=[{"noted": ["exam"]}]), of(HIGASHI), True),
        (days(but=[{"noted": ["exam"]}]), unsaid, None),
        (days(any_of=[{"noted": ["exam"]}, {"days": ["fri"]}]), unsaid, True),
        (days(any_of=[{"noted": ["exam"]}, {"days": ["thu"]}]), unsaid, None),
        (days(any_of=[{"noted": ["holidays"]}, {"days": ["thu"]}]), unsaid, False),
        (days(days=["fri"]), unsaid, True),
    ],
)
def test_a_friday_is_meant_for_whoever_goes_there(on: Days, whose: OfSchool, meant: bool | None) -> None:
    assert is_meant(on, FRIDAY, KNOWN, whose) is meant


def test_notes_that_were_not_put_in_their_place_are_not_taken_for_no_restriction() -> None:
    with pytest.raises(ValueError, match="notes"):
        _ = FRIDAY in days(noted=["exam"])


def test_schools_alone_say_nothing_of_a_day() -> None:
    with pytest.raises(ValidationError, match="`schools` needs `noted`"):
        days(schools=[MIDORI])


def test_what_holds_for_everybody_counts_the_days_of_any_school() -> None:
    closed = Closed.model_validate({"type": "closed", "on": {"noted": ["exam"], "days": ["fri"]}})
    placed = noted_in_place(closed, KNOWN)
    assert (FRIDAY in placed.on, FRIDAY + timedelta(days=7) in placed.on) == (True, False)
    assert noted_in_place(closed, NO_NOTES).on.dates == ()


def test_what_names_no_notes_stays_as_it_is() -> None:
    closed = Closed.model_validate({"type": "closed", "on": {"days": ["mon"]}})
    assert noted_in_place(closed, KNOWN) is closed


SCHOOLS = st.sampled_from([MIDORI, HIGASHI, "南中学校"])
NEAR = st.dates(FRIDAY, FRIDAY + timedelta(days=6))
KNOWNS = st.lists(st.tuples(NEAR, st.sampled_from(Noted), SCHOOLS), max_size=8).map(SchoolDays.told)
PLAIN = st.fixed_dictionaries(
    {}, optional={"days": st.sets(st.sampled_from(["mon", "fri", "sun"]), min_size=1).map(sorted)}
)
NOTING = st.fixed_dictionaries(
    {"noted": st.sets(st.sampled_from(list(Noted)), min_size=1).map(sorted)},
    optional={"schools": st.sets(SCHOOLS, min_size=1).map(sorted)},
)
ONE = PLAIN | NOTING
NESTED = st.builds(lambda own, sets: own | sets, ONE, st.fixed_dictionaries(
    {}, optional={name: st.lists(ONE, min_size=1, max_size=2) for name in ("any_of", "but")}
)).map(Days.model_validate)  # fmt: skip


@given(NESTED, NEAR, KNOWNS, st.sets(SCHOOLS))
def test_what_is_told_without_a_school_is_so_for_every_school(
    on: Days, day: date, known: SchoolDays, schools: set[str]
) -> None:
    """The unknown is never guessed: what is said of it holds whatever it turns out to be."""
    told, found = is_meant(on, day, known, unsaid), is_meant(on, day, known, of(*schools))
    assert found is not None
    assert told in (None, found)


@given(NESTED, NEAR, KNOWNS)
def test_the_days_in_their_place_are_those_of_who_goes_to_every_school(
    on: Days, day: date, known: SchoolDays
) -> None:
    everywhere = is_meant(on, day, known, bool)
    assert (day in noted_in_place(on, known)) is everywhere
