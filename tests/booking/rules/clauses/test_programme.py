from datetime import date
from typing import Any

import pytest

from booking.rules.ask import Channel, Person, Step
from booking.rules.circumstances import Facts
from facilities.rules.stages import Cohort, Stage
from tests.asks import SETTING, a_term, an_ask, at, found

ROWS = [
    {"ages": {"from_grade": 1, "to_grade": 1}, "places": 10},
    {"ages": {"from_grade": 2, "to_grade": 2}, "places": 10},
    {"ages": {"from_grade": 3}, "places": 40},
]
SUMMER = {
    "programme": "summer",
    "from": {"date": date(2016, 6, 17)},
    "until": {"date": date(2016, 6, 24)},
    "places": ROWS,
}
JUNE_20 = date(2016, 6, 20)


def pupil(grade: int, on: date = JUNE_20) -> Person:
    return Person(born=Cohort.of_grade(grade, grade, on))


def applying(*people: Person, asked: date = JUNE_20, **fields: Any) -> Any:
    facts = Facts(programme=fields.pop("programme", "summer"), applicants=fields.pop("applicants", None))
    step = fields.pop("step", Step.ENTER)
    return an_ask(*people, step=step, day=None, asked_at=at(asked, "16:00"), facts=facts, **fields)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (date(2016, 6, 16), "broken ENTRY_EARLY"),
        (date(2016, 6, 17), "holds ENTRY_EARLY"),
        (date(2016, 6, 24), "holds ENTRY_EARLY"),
        (date(2016, 6, 25), "broken ENTRY_LATE"),
    ],
)
def test_one_applies_in_its_days(asked: date, expected: str) -> None:
    """02 C7."""
    said = found(a_term("programme", **SUMMER), applying(pupil(1), asked=asked))
    assert said == [expected, "holds PROGRAMME_AGE"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(date(2016, 12, 15), "broken ENTRY_EARLY"), (date(2016, 12, 16), "holds ENTRY_EARLY")],
)
def test_it_may_have_a_first_day_and_no_last_one(asked: date, expected: str) -> None:
    """02 C10."""
    term = a_term(
        "programme", **{"from": {"date": date(2016, 12, 16)}}, programme="kite", places=[{"places": 10}]
    )
    assert found(term, applying(programme="kite", asked=asked)) == [expected]


@pytest.mark.parametrize(
    ("grade", "rows", "expected"),
    [
        (3, [ROWS[2]], "holds PROGRAMME_AGE"),
        (2, [ROWS[2]], "broken PROGRAMME_AGE"),
        (2, [ROWS[0], ROWS[2]], "broken PROGRAMME_AGE"),
        (2, ROWS, "holds PROGRAMME_AGE"),
    ],
)
def test_it_is_for_the_ages_of_its_rows(grade: int, rows: Any, expected: str) -> None:
    term = a_term("programme", **{**SUMMER, "places": rows})
    assert found(term, applying(pupil(grade))) == ["holds ENTRY_EARLY", expected]


def test_ages_are_those_on_its_day_if_that_is_one() -> None:
    ask = an_ask(
        pupil(2, on=date(2017, 3, 1)),
        step=Step.ENTER,
        day=date(2017, 4, 2),
        asked_at=at(date(2017, 3, 1), "10:00"),
        facts=Facts(programme="spring"),
    )
    spring = {"programme": "spring", "from": {"months": 1}, "places": [ROWS[2]]}
    assert found(a_term("programme", **spring), ask) == ["broken ENTRY_EARLY", "holds PROGRAMME_AGE"]


def test_a_stage_that_only_some_rows_take_in_leaves_it_open() -> None:
    elementary = Person(born=Cohort.of_stage(Stage.ELEMENTARY, JUNE_20))
    term = a_term("programme", **{**SUMMER, "places": [ROWS[2]]})
    assert found(term, applying(elementary)) == ["holds ENTRY_EARLY", "unknown PROGRAMME_AGE: ages"]
    # Together the rows leave no grade out.
    assert found(a_term("programme", **SUMMER), applying(elementary))[1] == "holds PROGRAMME_AGE"


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        (Channel.COUNTER, "holds CHANNEL"),
        (Channel.PHONE, "broken CHANNEL"),
        (None, "unknown CHANNEL: channel"),
    ],
)
def test_one_applies_through_the_channels_that_it_names(channel: Channel | None, expected: str) -> None:
    term = a_term("programme", **SUMMER, channels=["counter"])
    assert found(term, applying(pupil(1), channel=channel))[1] == expected


@pytest.mark.parametrize(
    ("grade", "applicants", "by_lot", "outcome"),
    [
        (1, 10, True, "place"),
        (1, 11, True, "draw"),
        (1, 11, False, "waiting"),
        (5, 40, True, "place"),
        (5, 41, True, "draw"),
        (1, None, True, None),
    ],
)
def test_an_application_beyond_the_places_of_its_grade_draws_lots_or_waits(
    grade: int, applicants: int | None, by_lot: bool, outcome: str | None
) -> None:
    """02 Q7: the eleventh of the first grade."""
    term = a_term("programme", **SUMMER, by_lot=by_lot)
    assert term.outcome(applying(pupil(grade), applicants=applicants), SETTING) == outcome


def test_of_a_grade_that_nobody_said_there_is_no_outcome() -> None:
    assert a_term("programme", **SUMMER).outcome(applying(Person(), applicants=11), SETTING) is None
    for_all = a_term("programme", **{**SUMMER, "places": [{"places": 10}]})
    assert for_all.outcome(applying(applicants=11), SETTING) == "waiting"


def test_it_speaks_of_nothing_else() -> None:
    term = a_term("programme", **SUMMER)
    assert found(term, applying(pupil(1), programme="kite")) == []
    assert found(term, applying(pupil(1), programme=None)) == []
    assert found(term, applying(pupil(1), step=Step.BOOK)) == []
