"""Dated records become a figure, which can be opened again; what nobody said is never 0."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from booking.rules.attendance import Heads, Part
from booking.rules.bands import BANDS
from booking.rules.indicators import Body, Figure, Indicator, Kind, Measure, Record, figure, people_in
from facilities.rules.words import Words

MAY = date(2026, 5, 9)
JUNE = date(2026, 6, 13)
PEOPLE = {"of": ["session"], "measure": "heads"}


def counted(**said: object) -> Indicator:
    words = {"name": Words(ja="参加人数"), "unit": Words(ja="人")}
    return Indicator.model_validate({"key": "participants", "of": ["session"], **words, **said})


def session(key: str = "s1", day: date = MAY, **said: object) -> Record:
    return Record(Kind.SESSION, key, day, "B1", "children", **said)  # type: ignore[arg-type]


CAME = {
    Heads(Part.TAKING_PART, "elementary"): 6,
    Heads(Part.TAKING_PART, "senior"): 2,
    Heads(Part.ACCOMPANYING, "adult"): 3,
    Heads(Part.HELPING, "high_school"): 1,
}


def test_a_year_of_which_nothing_is_on_record_has_no_figure_and_not_a_zero():
    assert figure(counted(), []) == Figure(None)
    assert figure(counted(**PEOPLE), []) == Figure(None)


def test_sessions_are_counted_and_can_be_opened_one_by_one():
    both = (session("s1"), session("s2", JUNE))
    assert figure(counted(), both) == Figure(2, both)


def test_records_of_another_kind_are_not_counted():
    assert figure(counted(), [session()._replace(kind=Kind.MEETING)]).value is None


def test_participants_are_those_who_took_part_and_no_others_unless_the_indicator_says_so():
    one = [session(heads=CAME)]
    assert figure(counted(**PEOPLE), one).value == 8
    assert figure(counted(**PEOPLE, parts=["help"]), one).value == 1
    assert figure(counted(**PEOPLE, parts=["part", "accompany", "help"]), one).value == 12


def test_an_indicator_of_children_leaves_out_grown_ups_who_took_part():
    assert figure(counted(**PEOPLE, bands=["elementary", "junior_high"]), [session(heads=CAME)]).value == 6


def test_who_comes_three_times_is_counted_three_times():
    thrice = [session(key, heads=CAME) for key in ("s1", "s2", "s3")]
    assert figure(counted(**PEOPLE), thrice).value == 24


def test_a_session_without_a_headcount_is_named_as_missing_and_not_guessed():
    known, unknown = session("s1", heads=CAME), session("s2", JUNE)
    assert figure(counted(**PEOPLE), [known, unknown]) == Figure(8, (known,), (unknown,))


def test_sessions_of_which_nobody_counted_heads_have_no_figure_and_not_a_zero():
    assert figure(counted(**PEOPLE), [session()]) == Figure(None, (), (session(),))


def test_a_session_to_which_nobody_came_is_a_zero_that_somebody_has_said():
    nobody = session(heads={Heads(Part.TAKING_PART, "elementary"): 0})
    assert figure(counted(**PEOPLE), [nobody]).value == 0


def test_two_sessions_of_one_hall_on_one_day_are_one_day_of_activity_and_two_halls_have_two():
    days = counted(measure="days")
    assert figure(days, [session("s1", body="honcho"), session("s2", body="honcho")]).value == 1
    assert figure(days, [session("s1", body="honcho"), session("s2", body="higashi")]).value == 2
    assert figure(days, [session("s1", MAY, body="honcho"), session("s2", JUNE, body="honcho")]).value == 2


def test_a_school_that_reports_twice_is_one_school():
    schools = counted(of=["activity"], measure="bodies")
    first = Record(Kind.ACTIVITY, "a1", MAY, "B1", "school-guidance", body="daiichi")
    days = [first, first._replace(key="a2", day=JUNE)]
    assert figure(schools, days).value == 1


def test_an_indicator_of_schools_counts_no_club_and_nothing_that_nobody_reported():
    schools = counted(of=["activity", "session"], measure="bodies", bodies=["school"])
    school = Record(Kind.ACTIVITY, "a1", MAY, "B1", "school-guidance", body="one", body_is=Body.SCHOOL)
    club = school._replace(key="a2", body="other", body_is=Body.CLUB)
    assert figure(schools, [school, club, session("s1")]).value == 1
    assert figure(schools, [club]).value is None


def test_an_introduction_counts_for_those_who_used_it():
    users = counted(of=["introduction"], measure="users")
    made = Record(Kind.INTRODUCTION, "i1", MAY, "B7", "lifelong-learning", users=12)
    assert figure(users, [made, made._replace(key="i2", users=7)]).value == 19


def test_an_introduction_whose_users_nobody_has_said_is_missing_and_guessed_by_nobody():
    users = counted(of=["introduction"], measure="users")
    made = Record(Kind.INTRODUCTION, "i1", MAY, "B7", "lifelong-learning")
    assert figure(users, [made]) == Figure(None, (), (made,))
    told = made._replace(key="i2", users=7)
    assert figure(users, [made, told]) == Figure(7, (told,), (made,))


@pytest.mark.parametrize("said", [{"parts": ["part"]}, {"bands": ["senior"]}])
def test_whom_it_counts_can_only_be_said_of_heads(said: dict[str, object]):
    with pytest.raises(ValidationError, match="counts heads"):
        counted(**said)


def test_a_band_that_does_not_exist_is_named():
    with pytest.raises(ValidationError, match="no such band: toddlers"):
        counted(**PEOPLE, bands=["toddlers"])


HEADS = st.dictionaries(
    st.builds(Heads, st.sampled_from(Part), st.sampled_from(BANDS)), st.integers(0, 40), max_size=6
)
RECORDS = st.lists(
    st.builds(
        session,
        st.text("abc", min_size=1, max_size=3),
        st.dates(date(2026, 4, 1), date(2027, 3, 31)),
        heads=st.none() | HEADS,
        body=st.sampled_from(["honcho", "higashi"]),
    ),
    max_size=8,
)


@given(RECORDS, st.sampled_from(Measure))
def test_every_record_of_its_kind_is_either_counted_or_named_as_missing(
    records: list[Record], measure: Measure
):
    found = figure(counted(measure=measure), records)
    assert sorted([*found.counted, *found.missing], key=repr) == sorted(records, key=repr)


def test_a_record_brings_those_whom_the_indicator_counts_and_no_number_where_nobody_has_said():
    assert people_in(counted(**PEOPLE), session(heads=CAME)) == 8
    assert people_in(counted(**PEOPLE), session(heads={})) == 0
    assert people_in(counted(**PEOPLE), session()) is None
    assert people_in(counted(measure="users"), session(users=3)) == 3


def test_sessions_are_no_people_however_many_came():
    assert not counted().of_people
    assert people_in(counted(), session(heads=CAME)) is None


@given(RECORDS)
def test_what_the_records_bring_adds_up_to_the_figure(records: list[Record]):
    asked = counted(**PEOPLE)
    found = figure(asked, records)
    assert sum(people_in(asked, one) or 0 for one in found.counted) == (found.value or 0)


@given(RECORDS)
def test_parts_and_bands_taken_one_by_one_add_up_to_all_of_them(records: list[Record]):
    singly = [
        figure(counted(**PEOPLE, parts=[part], bands=[band]), records).value or 0
        for part in Part
        for band in BANDS
    ]
    assert sum(singly) == (figure(counted(**PEOPLE, parts=list(Part)), records).value or 0)


@given(RECORDS, st.permutations(range(8)))
def test_the_order_in_which_records_are_read_changes_no_figure(records: list[Record], order: list[int]):
    mixed = [records[place] for place in order if place < len(records)]
    for measure in Measure:
        asked = counted(measure=measure)
        assert figure(asked, mixed).value == figure(asked, records).value
