"""What is on record about people and about a group, as of a day of visit."""

from datetime import date

import pytest

from booking.models import Group, Person
from booking.queries.party import Company, asker_of
from booking.rules import ask
from booking.rules.ask import Agreed, Registered, TieKind
from facilities.rules.stages import Cohort
from tests.booking.parties import FRIDAY, party
from tests.factories import NOW, a_facility
from tests.people import (
    a_band,
    a_group,
    a_high_schooler,
    a_person,
    a_young_adult,
    claimed,
    consented,
    inducted,
    registered,
    tied,
)

pytestmark = pytest.mark.django_db


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
    evening = Agreed("evening", "higashi-rules", on=FRIDAY)
    craft = Agreed("craft", "nishi", through_child=True, on=FRIDAY)
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


def test_a_school_is_what_somebody_likes_to_say_and_else_unknown(haruka: Person) -> None:
    assert party(haruka).people[0].school is None
    Person.objects.filter(pk=haruka.pk).update(school="緑中学校")
    assert party(haruka).people[0].school == "緑中学校"
