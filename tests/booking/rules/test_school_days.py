"""Clauses that name what schools have on a day, judged for the schools of whoever comes."""

from dataclasses import replace
from datetime import date

import pytest

from booking.rules.admission import Judge, decide
from booking.rules.ask import Ask, Group, Person, Step
from booking.rules.doubts import doubts
from booking.rules.rulebook import Rulebook, Rules
from booking.rules.scoring import score
from booking.rules.verdict import Finding
from facilities.rules.days import Noted
from facilities.rules.noted import NO_NOTES, SchoolDays
from facilities.rules.stages import DAY, AgeMode, Cohort
from tests.asks import FRIDAY, a_document, aged, an_ask, at_school, held

MIDORI, HIGASHI = "緑中学校", "東高校"
OPEN = {"type": "hours", "from": "9:00", "to": "21:00"}
BY_SIX = {
    "type": "leave_by",
    "ages": {"to_stage": "high_school"},
    "time": "18:00",
    "on": {"noted": ["exam"]},
}
KNOWN = SchoolDays.told([(FRIDAY, Noted.EXAM, MIDORI)])
TEEN = at_school("high_school")
LATE = ("18:00", "20:00")


def rules(*said: dict[str, object], known: SchoolDays = KNOWN) -> Rules:
    return Rulebook.model_validate(a_document([OPEN], *([one] for one in said))).for_hall("higashi", known)


def found(ask: Ask, judged: Rules) -> list[str]:
    """What the clause of the schools finds."""
    verdict = decide(ask, judged)
    return [
        " ".join((reason.finding, *reason.lacking)) for reason in verdict.reasons if reason.clause == "C2"
    ]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([replace(TEEN, school=MIDORI)], ["broken"]),
        ([replace(TEEN, school=HIGASHI)], []),
        ([replace(TEEN, school="")], []),
        ([TEEN], ["unknown school"]),
        ([replace(TEEN, school=HIGASHI), replace(TEEN, school=MIDORI)], ["broken"]),
        ([replace(TEEN, school=HIGASHI), TEEN], ["unknown school"]),
        ([replace(TEEN, at_school=False)], []),
        ([], ["unknown school"]),
    ],
)
def test_it_is_asked_of_whoever_goes_to_that_school(people: list[Person], expected: list[str]) -> None:
    assert found(an_ask(*people, hours=LATE), rules(BY_SIX)) == expected


@pytest.mark.parametrize("age", [5, 40])
def test_who_is_no_pupil_goes_to_no_school(age: int) -> None:
    assert found(an_ask(aged(age), hours=LATE), rules(BY_SIX)) == []


@pytest.mark.parametrize(("born", "meant"), [(date(2008, 4, 1), False), (date(2008, 4, 2), None)])
def test_one_is_a_pupil_up_to_the_end_of_the_school_year(born: date, meant: bool | None) -> None:
    """In December 2026 the third grade of high school was born from 2 April 2008 on."""
    person = Person(born=Cohort.born(born))
    assert person.goes_to([MIDORI], FRIDAY, AgeMode.LEGAL) is meant


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (Group(kind="school", name=MIDORI), ["broken"]),
        (Group(kind="school", name=HIGASHI), []),
        (Group(kind="school"), ["unknown school"]),
        (Group(kind="band", name=MIDORI), ["unknown school"]),
    ],
)
def test_a_group_that_is_the_school_is_known_by_its_name(group: Group, expected: list[str]) -> None:
    ask = an_ask(TEEN, hours=LATE)
    ask = replace(ask, party=replace(ask.party, group=group))
    assert found(ask, rules(BY_SIX)) == expected


def test_on_a_day_on_which_no_school_has_anything_nobody_is_asked_where_they_go() -> None:
    ask = replace(an_ask(TEEN), day=FRIDAY + 7 * DAY, span=None)
    assert found(ask, rules(BY_SIX)) == []
    assert found(an_ask(TEEN, hours=LATE), rules(BY_SIX, known=NO_NOTES)) == []


def test_the_hours_of_a_day_are_those_of_any_schools() -> None:
    later = {"type": "hours", "from": "6:00", "to": "9:00", "on": {"noted": ["exam"]}}
    timetable = rules(later).timetable
    assert len(timetable.plan("band", FRIDAY).openings) == 2
    assert len(timetable.plan("band", FRIDAY + DAY).openings) == 1


def test_a_week_is_judged_as_its_single_days_are() -> None:
    judged = rules(BY_SIX)
    for person in (TEEN, replace(TEEN, school=MIDORI), replace(TEEN, school=HIGASHI)):
        ask = an_ask(person, hours=LATE)
        judge = Judge(judged, ask)
        for day in (FRIDAY + ahead * DAY for ahead in range(7)):
            assert judge.verdict(day) == decide(replace(ask, day=day, span=None), judged)


def test_a_cap_counts_what_may_lie_on_such_a_day_and_excepts_only_what_does() -> None:
    """One a week, and on days of exams none counts: who has said no school is excepted from nothing."""
    cap = {"type": "quota", "most": 1, "per": "week", "unless": [{"on": {"noted": ["exam"]}}]}
    monday = FRIDAY - 4 * DAY
    for person, expected in ((replace(TEEN, school=MIDORI), Finding.HOLDS), (TEEN, Finding.BROKEN)):
        verdict = decide(_after(person, FRIDAY, monday), rules(cap))
        assert {one.finding for one in verdict.reasons if one.clause == "C2"} == {expected}


def _after(person: Person, had: date, day: date) -> Ask:
    use = held(had, "18:00", "20:00")
    return an_ask(person, day=day, hours=("10:00", "12:00"), group=False, history=(use,))


def test_while_it_is_written_no_such_day_is_doubted() -> None:
    """Nobody knows yet what schools will have: some days of each weekday are taken to have it."""
    evening = {"type": "hours", "from": "6:00", "to": "9:00", "on": {"noted": ["exam"], "days": ["wed"]}}
    book = Rulebook.model_validate(a_document([OPEN], [evening], [BY_SIX]))
    assert [str(doubt) for doubt in doubts(book) if doubt.clause in ("C2", "C3")] == []


def test_a_worked_question_says_what_schools_have() -> None:
    question = {
        "id": "Q1",
        "asked": "2026-12-01T12:00:00",
        "step": "book",
        "room": "band",
        "day": "2026-12-04",
        "from": "18:00",
        "to": "20:00",
        "school_days": [{"school": MIDORI, "noted": "exam", "from": "2026-12-03", "until": "2026-12-04"}],
        "party": {"people": [{"stage": "high_school", "school": MIDORI}]},
        "answer": "refuse",
        "by": ["C2"],
    }
    other = {**question, "id": "Q2", "answer": "allow", "by": [], "school_days": []}
    document = a_document([OPEN], [BY_SIX]) | {"questions": [question, other]}
    assert [one.verdict.outcome for one in score(Rulebook.model_validate(document)) if one.verdict] == [
        "refuse",
        "allow",
    ]


def test_the_step_does_not_matter() -> None:
    ask = replace(an_ask(replace(TEEN, school=MIDORI), hours=LATE), step=Step.ARRIVE)
    assert found(ask, rules(BY_SIX)) == ["broken"]
