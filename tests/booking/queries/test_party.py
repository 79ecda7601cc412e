"""What is on record about those who ask, as the judge weighs it."""

from datetime import date
from typing import Any

import pytest

from booking.models import Group, Person
from booking.queries.bookings import Absent
from booking.queries.party import Company, asker_of, asker_of_booking, groups_of, mates_of, usual
from booking.rules import ask, bands
from booking.rules.ask import Agreed, Held, Registered, TieKind
from booking.rules.lifecycle import State
from facilities.models import Room
from facilities.rules.stages import Cohort
from tests.factories import NOW, a_booking, a_facility, a_room, span
from tests.people import (
    a_band,
    a_group,
    a_high_schooler,
    a_junior_high_student,
    a_person,
    a_senior,
    a_young_adult,
    claimed,
    consented,
    inducted,
    registered,
    tied,
)

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 12, 4)
EVENING = span("2026-12-04", "17:00", "19:00")


@pytest.fixture
def haruka() -> Person:
    return a_high_schooler()


def party(person: Person, company: Company | None = None, day: date = FRIDAY) -> ask.Party:
    return asker_of(person, company or Company(), NOW).party(day)


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


def test_what_somebody_says_of_themselves_is_unknown_until_a_proof_was_seen(haruka: Person) -> None:
    claimed(haruka, "lives")
    tied(haruka, "studies", date(2026, 12, 4))
    (known,) = party(haruka).people
    (later,) = party(haruka, day=date(2026, 12, 5)).people
    assert known.tied([TieKind.LIVES]) is None
    assert known.tied([TieKind.LIVES, TieKind.STUDIES]) is True
    assert known.tied([TieKind.WORKS]) is False
    assert later.tied([TieKind.STUDIES]) is False


def test_what_is_on_record_about_a_member(haruka: Person) -> None:
    tied(haruka, "studies")
    registered(haruka, "koganei", date(2026, 4, 10), date(2027, 3, 31))
    inducted(haruka, "studio", date(2026, 5, 1))
    (known,) = party(haruka).people
    assert known.ties == {TieKind.STUDIES}
    assert known.registrations == (
        Registered("koganei", date(2026, 4, 10), date(2027, 3, 31), renewable=True),
    )
    assert known.inductions == {"studio"}


def test_ties_and_courses_hold_as_of_the_day_of_the_visit(haruka: Person) -> None:
    tied(haruka, "lives", until=date(2026, 12, 4))
    inducted(haruka, "drums", date(2026, 6, 1), until=date(2026, 12, 4))
    inducted(haruka, "amps", date(2026, 12, 5))
    asker = asker_of(haruka, Company(), NOW)
    found = [asker.party(day).people[0] for day in (FRIDAY, date(2026, 12, 5))]
    assert [person.ties for person in found] == [{TieKind.LIVES}, frozenset()]
    assert [person.inductions for person in found] == [{"drums"}, {"amps"}]


def test_a_consent_holds_from_its_day_to_its_last_unless_it_was_taken_back(haruka: Person) -> None:
    hall = a_facility()
    consented(haruka, hall, "evening", FRIDAY, date(2026, 12, 5))
    consented(haruka, hall, "craft", FRIDAY, date(2027, 3, 31), through_child=True, rulebook="nishi")
    consented(haruka, hall, "camp", FRIDAY, date(2027, 3, 31), revoked_at=NOW)
    asker = asker_of(haruka, Company(), NOW)
    days = (date(2026, 12, 3), FRIDAY, date(2026, 12, 5), date(2026, 12, 6))
    evening, craft = Agreed("evening", "higashi-rules"), Agreed("craft", "nishi", through_child=True)
    found = [asker.party(day).people[0].consents for day in days]
    assert found == [frozenset(), {evening, craft}, {evening, craft}, {craft}]


def test_a_birth_date_that_nobody_has_told_is_not_known() -> None:
    assert party(a_person(None)).people[0].born == Cohort()


def test_a_group_comes_with_its_kind_and_its_registrations(haruka: Person) -> None:
    band = a_band(haruka)
    registered(band, "koganei", date(2026, 4, 10))
    registered(a_band(), "koganei", date(2025, 4, 10))
    found = party(haruka, Company(band.pk)).group
    assert found == ask.Group(
        (Registered("koganei", date(2026, 4, 10)),), "band", name="よるかぜ", incidents=(), overlaps=()
    )


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


def test_what_a_group_has_declared_and_its_class_are_known(haruka: Person) -> None:
    band = a_band(haruka)
    made = registered(band, "koganei", date(2026, 4, 10))
    made.user_class = "youth"
    made.save()
    for declared in (None, False, True):
        Group.objects.filter(pk=band.pk).update(one_family=declared)
        found = party(haruka, Company(band.pk)).group
        assert isinstance(found, ask.Group)
        assert found.one_family is declared
    assert found.registrations == (Registered("koganei", date(2026, 4, 10), None, "youth"),)


def overlaps_of(band: Group, leader: Person) -> object:
    found = party(leader, Company(band.pk)).group
    assert isinstance(found, ask.Group)
    return found.overlaps


def test_how_many_of_a_group_are_in_one_other_registered_group_is_known(haruka: Person) -> None:
    first, second, third = (a_high_schooler() for _ in range(3))
    band = a_band(haruka, first, second, third)
    registered(a_group("band", first, second), "koganei", date(2026, 4, 10), date(2027, 3, 31))
    registered(a_group("band", first, a_high_schooler()), "koganei", date(2026, 4, 10))
    registered(a_group("band", third), "mitaka", date(2026, 4, 10))
    assert overlaps_of(band, haruka) == (("koganei", 50), ("mitaka", 25))
    Group.objects.filter(pk=band.pk).update(roster={"adult": {"lives": 4}})
    assert overlaps_of(band, haruka) == (("koganei", 25), ("mitaka", 12)), "members without a card count"


def test_a_group_that_has_lapsed_or_only_applied_and_an_adult_contact_are_no_overlap(haruka: Person) -> None:
    friend, aunt = a_high_schooler(), a_young_adult()
    band = a_band(haruka, friend)
    band.memberships.create(person=aunt, role="adult_contact")
    registered(a_group("band", friend), "koganei", date(2026, 4, 10), date(2026, 12, 3))
    asked_for = registered(a_group("band", friend), "koganei", date(2026, 4, 10))
    asked_for.state = "applied"
    asked_for.save()
    registered(a_group("circle", aunt), "koganei", date(2026, 4, 10))
    assert overlaps_of(band, haruka) == ()


def test_a_renewed_registration_counts_its_members_once(haruka: Person) -> None:
    friend = a_high_schooler()
    other = a_group("band", friend)
    for year in (2025, 2026):
        registered(other, "koganei", date(year, 4, 10), date(2027, 3, 31))
    assert overlaps_of(a_band(haruka, friend), haruka) == (("koganei", 50),)


def test_carers_come_besides_the_party(haruka: Person) -> None:
    found = party(haruka, Company(people=(haruka.pk,), carers=2))
    assert (found.headcount, found.carers) == (1, 2)
    with pytest.raises(ValueError, match="carers"):
        Company(carers=21)


def test_a_band_whose_members_leave_school_keeps_its_history_under_its_new_stage(
    haruka: Person, room: Room
) -> None:
    """The stage is asked for the day, and nothing that is kept says it."""
    band = a_band(haruka)
    a_booking(room, span("2027-03-20", "10:00", "12:00"), haruka, group=band)
    asker = asker_of(haruka, Company(band.pk), NOW)
    at_school, after = asker.party(date(2028, 4, 1)), asker.party(date(2028, 4, 2))
    assert at_school.history == after.history
    assert len(after.history or ()) == 1
    (born,) = {one.born for one in (*at_school.people, *after.people)}
    assert born.within(bands.cohort("high_school", date(2028, 3, 31)))
    assert born.within(bands.cohort("adult", date(2028, 4, 1)))


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


def test_the_history_is_ones_own_and_the_groups_each_in_its_own_name(haruka: Person, room: Room) -> None:
    friend = a_high_schooler()
    band, other = a_band(haruka, friend), a_band(haruka)
    mine = a_booking(room, span("2026-12-05", "10:00", "12:00"), haruka)
    ours = a_booking(room, span("2026-12-05", "13:00", "15:00"), friend, group=band)
    a_booking(room, span("2026-12-06", "10:00", "12:00"), haruka, group=other)
    a_booking(room, span("2026-12-06", "13:00", "15:00"), friend)
    alone, together = party(haruka).history, party(haruka, Company(band.pk)).history
    assert alone == (Held("higashi", "band", _span(mine)),)
    assert together == (*alone, Held("higashi", "band", _span(ours), by_group=True))


@pytest.mark.parametrize("state", [State.CANCELLED, State.LAPSED])
def test_what_was_given_up_is_not_history(haruka: Person, room: Room, state: State) -> None:
    a_booking(room, EVENING, haruka, state=state)
    a_booking(room, span("2025-01-05", "10:00", "12:00"), haruka)
    assert party(haruka).history == ()


def test_a_booking_can_be_left_out_of_the_history(haruka: Person, room: Room) -> None:
    booking = a_booking(room, EVENING, haruka)
    asker = asker_of(haruka, Company(), NOW)
    assert (len(asker.party(FRIDAY).history or ()), asker.party(FRIDAY, but=booking.pk).history) == (1, ())


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
    assert usual(haruka) == Company(people=(haruka.pk,))
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


def _span(booking: Any) -> Any:
    return span("2026-12-05", *(("10:00", "12:00") if booking.group_id is None else ("13:00", "15:00")))
