"""Correcting and forgetting: what changes, what goes, and what stays as counts."""

import json
from datetime import date

import pytest
from post_office.models import Email

from booking.actions.mydata import LeadsAlone, correct, forget
from booking.actions.particulars import Particulars, Unclear
from booking.actions.subscriptions import subscribe
from booking.models import Act, Booking, Claim, Membership, Person
from booking.notices import registered as told_of_registering
from tests.factories import NOW, a_band_room, a_booking, span
from tests.people import a_band, a_high_schooler, a_junior_high_student, claimed, inducted, registered

pytestmark = pytest.mark.django_db
AHEAD, BEHIND = span("2026-12-04", "17:00", "19:00"), span("2026-11-25", "17:00", "19:00")


def sora(**fields: str) -> Person:
    return a_junior_high_student(name="森そら", call_name="そら", phone="042-000-0000", **fields)


def test_a_correction_is_kept_and_its_act_names_the_fields_alone() -> None:
    person = sora()
    told = Particulars("もり そら", call_name="そら", phone="", language="en")
    assert correct(person=person, particulars=told, now=NOW).language == "en"
    [act] = Act.objects.all()
    assert (act.verb, act.after) == ("correct", {"changed": ["name", "phone", "language"]})
    assert "そら" not in json.dumps([act.before, act.after], ensure_ascii=False)


def test_correcting_nothing_writes_nothing_and_a_name_cannot_be_taken_away() -> None:
    person = sora()
    same = Particulars("森そら", call_name="そら", phone="042-000-0000")
    correct(person=person, particulars=same, now=NOW)
    assert not Act.objects.exists()
    with pytest.raises(Unclear):
        correct(person=person, particulars=Particulars(" "), now=NOW)


def test_the_forgotten_leave_nothing_by_which_they_could_be_told(settings: object) -> None:
    settings.EMAIL_BACKEND = "booking.outbox.Outbox"  # type: ignore[attr-defined]
    person, room = sora(email="sora@example.org"), a_band_room()
    claimed(person, "lives")
    registered(person, "koganei", date(2026, 4, 10))
    inducted(person, "band-room", date(2026, 5, 1))
    subscribe(person=person, name="そらのスマホ", now=NOW)
    told_of_registering(person, NOW)
    card = person.card_number
    a_booking(room, BEHIND, person, purpose="そらの練習", headcount=4)
    forget(person=person, now=NOW)
    gone = Person.objects.get(pk=person.pk)
    assert (gone.name, gone.call_name, gone.email, gone.phone, gone.birth_date) == ("", "", "", "", None)
    assert not gone.is_active
    assert not gone.has_usable_password()
    assert card not in gone.card_number
    related = (gone.ties, gone.registrations, gone.inductions, gone.subscriptions, gone.notices)
    assert not any(rows.exists() for rows in related)
    assert not Email.objects.exists()
    kept = Booking.objects.get()
    assert (kept.headcount, kept.purpose) == (4, "")


def test_what_they_have_ahead_is_given_back_first_and_a_bands_booking_stays_the_bands() -> None:
    leader, person, room = a_high_schooler(), sora(), a_band_room()
    band = a_band(leader, person)
    own = a_booking(room, AHEAD, person)
    ours = a_booking(room, span("2026-12-09", "17:00", "19:00"), leader, group=band, headcount=2)
    ours.people.set([leader, person])
    forget(person=person, now=NOW)
    own.refresh_from_db()
    ours.refresh_from_db()
    assert (own.state, ours.state) == ("cancelled", "booked")
    assert not Claim.objects.filter(booking=own).exists()
    assert ([one.pk for one in ours.people.all()], ours.headcount) == ([leader.pk], 2)
    assert not Membership.objects.filter(person=person).exists()


def test_nobody_leaves_a_band_without_a_leader() -> None:
    leader = a_high_schooler()
    band = a_band(leader, sora())
    with pytest.raises(LeadsAlone) as found:
        forget(person=leader, now=NOW)
    assert found.value.groups == [band.name]
    assert Person.objects.get(pk=leader.pk).is_active


def test_a_group_of_oneself_goes_along_with_what_it_has_ahead() -> None:
    person, room = sora(), a_band_room()
    band = a_band(person, a_high_schooler())
    Membership.objects.exclude(person=person).delete()
    ours = a_booking(room, AHEAD, person, group=band)
    forget(person=person, now=NOW)
    ours.refresh_from_db()
    assert ours.state == "cancelled"


def test_forgetting_twice_is_forgetting_once() -> None:
    person = sora()
    forget(person=person, now=NOW)
    forget(person=person, now=NOW)
    assert not Person.objects.get(pk=person.pk).is_active
