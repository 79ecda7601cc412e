"""What a worked question says of people, as the judge's facts: what is left out stays unknown."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Ask, Group, Party, Person, Registered, TieKind
from booking.rules.questions import Question
from facilities.rules.stages import Cohort
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
