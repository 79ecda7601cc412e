"""What a worked question says of people, as the judge's facts: what is left out stays unknown."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Agreed, Ask, Group, Incident, Party, Person, Registered, TieKind
from booking.rules.facts import Somebody
from booking.rules.questions import Question
from facilities.rules.stages import AgeMode, Cohort
from tests.asks import FRIDAY, SETTING, at, held, use

BASE = {"id": "Q1", "asked": "2026-12-02T12:00:00", "step": "book", "answer": "allow", "room": "band"}


def a_question(**fields: Any) -> Ask:
    return Question.model_validate({**BASE, "day": FRIDAY, **fields}).ask("higashi", SETTING)


def a_party(**party: Any) -> Party:
    return a_question(party=party).party


def somebody(**facts: Any) -> Person:
    (person,) = a_party(people=[facts]).people
    return person


def test_what_nobody_says_is_unknown() -> None:
    assert somebody() == Person()
    assert a_question().party == Party()
    assert (a_question().span, a_question().channel, a_question().purpose) == (None, None, None)


@pytest.mark.parametrize(
    ("facts", "earliest", "latest"),
    [
        ({"born": date(2008, 5, 10)}, date(2008, 5, 10), date(2008, 5, 10)),
        ({"age": 20}, date(2005, 12, 6), date(2006, 12, 5)),
        ({"grade": 3}, date(2017, 4, 2), date(2018, 4, 1)),
        ({"stage": "high_school"}, date(2008, 4, 2), date(2011, 4, 1)),
        ({"stage": "high_school", "age": 16}, date(2009, 12, 6), date(2010, 12, 5)),
        ({"stage": "high_school", "age": 18}, date(2008, 4, 2), date(2008, 12, 5)),
    ],
)
def test_all_that_is_said_of_an_age_narrows_the_birth_dates(facts: Any, earliest: date, latest: date) -> None:
    assert somebody(**facts).born == Cohort(earliest, latest)


def test_ages_that_cannot_be_true_together_are_a_mistake() -> None:
    with pytest.raises(ValidationError, match="person 2 cannot be true together"):
        a_party(people=[{"age": 15}, {"age": 15, "stage": "adult"}])


def test_lists_that_are_empty_say_that_there_is_none() -> None:
    person = somebody(ties=[], inductions=[], consents=[])
    assert (person.ties, person.inductions, person.consents) == (frozenset(), frozenset(), frozenset())
    assert somebody(untied=["lives"]).untied == {TieKind.LIVES}


@pytest.mark.parametrize(
    ("facts", "registrations"),
    [
        ({}, None),
        ({"registered": False}, ()),
        ({"registered": True}, (Registered("higashi-rules"),)),
        ({"registered_on": date(2026, 5, 1)}, (Registered("higashi-rules", date(2026, 5, 1)),)),
        ({"registered": True, "registry": "ward"}, (Registered("ward"),)),
    ],
)
def test_a_registration_is_with_the_rulebooks_own_registry_unless_named(
    facts: Any, registrations: Any
) -> None:
    assert somebody(**facts).registrations == registrations
    assert a_party(group=facts).group == Group(registrations)


def test_a_group_is_there_or_not_or_nobody_said() -> None:
    assert a_party(group=True).group == Group()
    assert a_party(group=False).group is False
    assert a_party().group is None


def test_what_one_had_was_in_the_same_room_unless_it_says_others() -> None:
    saturday = date(2026, 12, 5)
    history = [
        {"day": saturday, "from": "15:00", "to": "17:00"},
        {"day": saturday, "from": "15:00", "to": "17:00", "room": "craft", "by_group": True},
    ]
    assert a_party(history=history).history == (
        held(saturday, "15:00", "17:00"),
        held(saturday, "15:00", "17:00", room="craft", by_group=True),
    )
    (all_day,) = a_party(history=[{"day": saturday}]).history or ()
    assert (all_day.span.start, all_day.span.end) == (at(saturday, "0:00"), at(saturday, "24:00"))


def test_a_moment_is_a_minute_and_hours_are_a_span() -> None:
    assert a_question(**{"from": "17:00", "to": "19:00"}).span == use(FRIDAY, "17:00", "19:00")
    assert a_question(**{"from": "17:10"}).span == use(FRIDAY, "17:10", "17:11")
    assert a_question().asked_at == at(date(2026, 12, 2), "12:00")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"answer": None}, "say its `answer`"),
        ({"to": "19:00"}, "`to` needs a `from`"),
        ({"from": "19:00", "to": "17:00"}, "`to` needs a `from`"),
        ({"day": None, "from": "19:00"}, "`from` needs a `day`"),
        ({"asked": "2026-12-02T12:00:00+09:00"}, "leave the offset out"),
    ],
)
def test_a_question_is_of_one_piece(fields: Any, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        a_question(**fields)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ({"accompanies": True}, {"accompanies": True}),
        ({"represents": False, "at_school": True}, {"represents": False, "at_school": True}),
        ({"proofs": []}, {"proofs": frozenset()}),
        ({"roles": ["teacher"]}, {"roles": frozenset({"teacher"})}),
        ({"class": "youth"}, {"user_class": "youth"}),
        (
            {"inductions_on": {"studio": date(2026, 4, 1)}},
            {"inductions": frozenset({"studio"}), "taken_on": (("studio", date(2026, 4, 1)),)},
        ),
        (
            {"incidents": [{"event": "no_show", "on": date(2026, 7, 20), "role": "deputy"}]},
            {"incidents": (Incident("no_show", date(2026, 7, 20), role="deputy"),)},
        ),
        ({"incidents": []}, {"incidents": ()}),
    ],
)
def test_what_is_said_of_a_person_is_a_fact_and_nothing_else_is(said: Any, known: Any) -> None:
    assert somebody(**said) == Person(**known)


def test_a_range_of_ages_is_all_who_may_be_meant() -> None:
    assert somebody(ages={"to_age": 19}).born.earliest == date(2006, 12, 6)
    assert somebody(ages={"from_age": 60}).born.latest == date(1966, 12, 5)


def test_ages_that_nobody_has_on_that_day_are_a_mistake() -> None:
    third_grade_at_18 = Somebody.model_validate({"ages": {"from_age": 18, "to_stage": "high_school"}})
    assert third_grade_at_18.cohort(date(2026, 4, 1), AgeMode.LEGAL) == Cohort.born(date(2008, 4, 2))
    with pytest.raises(ValueError, match="nobody is of these ages"):
        third_grade_at_18.cohort(date(2026, 4, 1), AgeMode.BIRTHDAY)


def test_a_registration_has_its_class_and_its_last_day() -> None:
    said = {"registered_until": date(2027, 3, 31), "class": "youth"}
    registrations = (Registered("higashi-rules", None, date(2027, 3, 31), "youth"),)
    assert somebody(**said) == Person(registrations=registrations, user_class="youth")
    assert a_party(group=said).group == Group(registrations, user_class="youth")


def test_what_is_said_of_a_group_is_a_fact() -> None:
    said = {"kind": "band", "name": "みどり", "one_family": False, "overlap": 40}
    assert a_party(group=said).group == Group(kind="band", name="みどり", one_family=False, overlap=40)
    happened = {"event": "no_majority", "on": date(2026, 7, 20), "count": 2}
    assert a_party(group={"incidents": [happened]}).group == Group(
        incidents=(Incident("no_majority", date(2026, 7, 20), count=2),)
    )


def test_consents_say_which_of_them_came_through_the_childs_phone() -> None:
    person = somebody(consents=["late"], consents_by_phone=["key"])
    assert person.consents == {Agreed("late"), Agreed("key", through_child=True)}
    assert somebody(consents_by_phone=["key"]).consents == {Agreed("key", through_child=True)}
    assert somebody().consents is None
