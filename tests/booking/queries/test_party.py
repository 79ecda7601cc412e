"""What is on record about those who ask, as the judge weighs it."""

from datetime import date
from typing import Any

import pytest

from booking.models import Group, Person
from booking.queries.bookings import Absent
from booking.queries.party import (
    Company,
    asker_of,
    asker_of_booking,
    first_company,
    groups_of,
    mates_of,
    usual,
)
from booking.rules import ask, bands
from facilities.models import Room
from facilities.rules.stages import Cohort
from tests.booking.parties import FRIDAY, party
from tests.factories import NOW, a_booking, a_facility, a_room, span
from tests.people import a_band, a_high_schooler, a_junior_high_student, a_senior

pytestmark = pytest.mark.django_db
EVENING = span("2026-12-04", "17:00", "19:00")


def test_somebody_who_names_nobody_comes_alone(haruka: Person) -> None:
    found = party(haruka)
    alone = ask.Person(
        born=Cohort.born(date(2009, 5, 11)),
        ties=frozenset(),
        registrations=(),
        inductions=frozenset(),
        consents=frozenset(),
        incidents=(),
    )
    assert found == ask.Party(people=(alone,), group=False, size=1, history=())


def test_a_group_is_spoken_for_by_its_leader_or_by_a_deputy_who_comes(haruka: Person) -> None:
    deputy, friend = a_high_schooler(), a_high_schooler()
    band = a_band(haruka, deputy, friend)
    band.memberships.filter(person=deputy).update(role="deputy")

    def speaks(*people: Person) -> list[bool | None]:
        return [one.represents for one in party(haruka, Company(band.pk, tuple(p.pk for p in people))).people]

    assert speaks(deputy, haruka, friend) == [False, True, False]
    assert speaks(friend, deputy) == [False, True]
    assert speaks(friend) == [None], "nobody who comes leads it"
    assert [one.roles for one in party(haruka, Company(band.pk)).people] == [{"leader"}]


def test_carers_come_besides_the_party(haruka: Person) -> None:
    found = party(haruka, Company(people=(haruka.pk,), carers=2))
    assert (found.headcount, found.carers) == (1, 2)
    with pytest.raises(ValueError, match="carers"):
        Company(carers=21)


def test_strangers_stand_together_by_age_band_and_nothing_is_known_of_them(haruka: Person) -> None:
    found = party(haruka, Company(people=(haruka.pk,), counted={"senior": 2, "junior_high": 3, "adult": 0}))
    assert found.size == 6
    assert found.people[1:] == (
        ask.Person(born=bands.cohort("junior_high", FRIDAY), incidents=(), count=3),
        ask.Person(born=bands.cohort("senior", FRIDAY), incidents=(), count=2),
    )


@pytest.mark.parametrize(
    ("people", "counted"), [((), {"teens": 3}), ((), {"adult": -1}), ((), {"adult": 10**9}), ((1, 1), {})]
)
def test_a_company_that_cannot_be_is_a_mistake(people: tuple[int, ...], counted: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"band|twice"):
        Company(people=people, counted=counted)


@pytest.fixture
def room() -> Room:
    return a_room(a_facility("higashi"), "band")


def test_a_stranger_is_judged_by_whom_they_count_and_has_no_history() -> None:
    found = asker_of(None, Company(counted={"high_school": 2}), NOW).party(FRIDAY)
    assert (found.size, found.history, found.group) == (2, None, None)


def test_a_stranger_who_says_nothing_leaves_everything_unknown() -> None:
    assert asker_of(None, Company(), NOW).party(FRIDAY) == ask.Party()


def test_nobody_learns_what_is_on_record_about_somebody_else(haruka: Person) -> None:
    stranger, others = a_high_schooler(), a_band(a_high_schooler())
    for company in (Company(others.pk), Company(people=(haruka.pk, stranger.pk)), Company(people=(0,))):
        with pytest.raises(Absent):
            asker_of(haruka, company, NOW)
    for company in (Company(others.pk), Company(people=(haruka.pk,))):
        with pytest.raises(Absent):
            asker_of(None, company, NOW)


def test_those_for_whom_a_booking_stands_are_those_named_then(haruka: Person, room: Room) -> None:
    friend = a_high_schooler()
    booking = a_booking(room, EVENING, haruka, counted={"adult": 1}, headcount=2)
    found = asker_of_booking(booking, [friend.pk], NOW, friend).party(FRIDAY)
    assert (found.size, found.people[0].born) == (2, Cohort.born(date(2009, 5, 11)))


def test_the_usual_company_is_that_of_the_last_booking_made(haruka: Person, room: Room) -> None:
    friend = a_high_schooler()
    band = a_band(haruka, friend)
    last = a_booking(room, EVENING, haruka, made_at=NOW, group=band, counted={"junior_high": 2})
    last.people.set([friend, haruka])
    a_booking(room, span("2026-12-20", "10:00", "12:00"), haruka, made_at=NOW - 60)
    assert usual(haruka) == Company(band.pk, (haruka.pk, friend.pk), {"junior_high": 2})


def test_a_company_that_is_no_longer_theirs_is_not_the_usual_one(haruka: Person, room: Room) -> None:
    friend = a_high_schooler()
    band = a_band(a_high_schooler(), haruka, friend)
    last = a_booking(room, EVENING, haruka, group=band)
    last.people.set([friend, haruka])
    band.memberships.filter(person=haruka).delete()
    assert usual(haruka) == Company(people=(haruka.pk,))


def test_mates_are_oneself_and_the_members_of_ones_groups(haruka: Person) -> None:
    friend, gone = a_high_schooler(), a_high_schooler(is_active=False)
    one, two = a_band(haruka, friend, gone), a_band(friend, haruka)
    a_band(a_senior(), a_junior_high_student())
    assert mates_of(haruka) == [haruka, friend]
    assert groups_of(haruka) == [one, two]


def test_a_party_of_ten_takes_as_many_queries_as_one(haruka: Person, django_assert_num_queries: Any) -> None:
    friends = [a_high_schooler() for _ in range(9)]
    band = a_band(haruka, *friends)
    for company in (Company(), Company(band.pk, tuple(friend.pk for friend in friends))):
        with django_assert_num_queries(3):
            asker_of(haruka, company, NOW).party(FRIDAY)
    with django_assert_num_queries(1):
        usual(haruka)
    assert Group.objects.count() == 1


def test_whoever_leads_one_group_and_has_never_booked_comes_with_it() -> None:
    leader, mate = a_high_schooler(), a_high_schooler()
    band = a_band(leader, mate)
    assert first_company(leader) == Company(band.pk, (leader.pk, mate.pk))
    assert first_company(mate) is None, "who does not lead it speaks for themselves"


def test_whoever_has_booked_is_proposed_whom_they_had_and_not_their_group(room: Room) -> None:
    leader = a_high_schooler()
    a_band(leader)
    a_booking(room, EVENING, leader)
    assert first_company(leader) is None


def test_of_two_groups_nobody_guesses_which_is_meant() -> None:
    leader = a_high_schooler()
    a_band(leader), a_band(leader)
    assert first_company(leader) is None
