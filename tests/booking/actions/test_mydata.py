"""Correcting and forgetting: what changes, what goes, and what stays as counts."""

import json
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from post_office.models import Email

from booking.actions.acts import act_of, keep
from booking.actions.addresses import give_address
from booking.actions.bookings import cancel
from booking.actions.consent_requests import ask_for_consent
from booking.actions.draws import draw
from booking.actions.entries import Wishes, enter
from booking.actions.lottery import close_list
from booking.actions.mydata import LeadsAlone, correct, forget
from booking.actions.particulars import Particulars, Unclear
from booking.actions.subscriptions import subscribe
from booking.actions.waiting import wait
from booking.models import (
    Act,
    Booking,
    Claim,
    Entry,
    EventText,
    Guardian,
    Membership,
    Notice,
    Person,
    Series,
)
from booking.notices import booked
from booking.notices import registered as told_of_registering
from booking.queries.party import Company, asker_of
from booking.rules.waiting import Wish
from tests.factories import CONSENTING, NOW, TODAY, a_band_room, a_booking, a_facility, a_hall, span, the_room
from tests.people import (
    a_band,
    a_group,
    a_guardian,
    a_high_schooler,
    a_junior_high_student,
    claimed,
    consented,
    inducted,
    registered,
    staff,
)
from tests.rounds import AFTER, DRAWS, a_round

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


@pytest.mark.usefixtures("stored_mail")
def test_the_forgotten_leave_nothing_by_which_they_could_be_told() -> None:
    person, room = sora(email="sora@example.org"), a_band_room()
    claimed(person, "lives")
    registered(person, "koganei", date(2026, 4, 10))
    inducted(person, "band-room", date(2026, 5, 1))
    subscribe(holder=person, name="そらのスマホ", now=NOW)
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


@pytest.mark.parametrize("serves_still", [True, False])
def test_what_they_decided_at_a_desk_and_why_stays_the_halls_and_what_they_wrote_as_members_goes(
    serves_still: bool,
) -> None:
    """Also of somebody who was deputy of a group in another hall than their own."""
    room = a_band_room()
    band = a_band()
    person = staff(room.facility if serves_still else a_facility("nukui"))
    Membership.objects.create(group=band, person=person, role=Membership.Role.DEPUTY)
    theirs = a_booking(room, AHEAD, band.members.first(), group=band)
    cancel(booking=theirs, actor=person, now=NOW, why="面接があるので")
    others = a_booking(room, BEHIND, a_high_schooler())
    desk_act = act_of(booking=others, verb="overrule", actor=person, now=NOW, why="雨やどり")
    keep([desk_act])
    if not serves_still:
        person.posts.all().delete()
        Person.objects.filter(pk=person.pk).update(is_staff=False)
    forget(person=Person.objects.get(pk=person.pk), now=NOW)
    whys = dict(
        Act.objects.filter(actor=person).exclude(verb__in=["leave", "forget"]).values_list("verb", "why")
    )
    assert whys == {"cancel": "", "overrule": "雨やどり"}


def test_forgetting_twice_is_forgetting_once() -> None:
    person = sora()
    forget(person=person, now=NOW)
    forget(person=person, now=NOW)
    assert not Person.objects.get(pk=person.pk).is_active


SECRET = "zqxj"  # in everything that somebody has written, or that is written of them


def all_that_is_kept() -> str:
    """Every value in every table."""
    tables = (model._default_manager for model in apps.get_models(include_auto_created=True))
    return "\n".join(str(row) for table in tables for row in table.values_list())


@pytest.mark.usefixtures("stored_mail")
def test_in_no_table_is_a_word_left_that_they_wrote_or_that_was_written_of_them() -> None:
    room = the_room(a_hall(CONSENTING), "band")
    person = a_junior_high_student(
        name=SECRET,
        reading=SECRET,
        call_name=SECRET,
        phone=SECRET,
        school=SECRET,
        email=f"{SECRET}@example.org",
    )
    EmailAddress.objects.create(user=person, email=f"{SECRET}2@example.org")
    give_address(person=person, email=f"{SECRET}3@example.org", now=NOW, link=lambda _: SECRET)
    mail = f"{SECRET}4@example.org"
    guardian = a_guardian(person, name=SECRET, reading=SECRET, relation=SECRET, mail=mail, phone=SECRET)
    consented(person, room.facility, "evening", TODAY, date(2027, 3, 31), guardian)
    ask_for_consent(
        child=person, hall=room.facility, purpose="evening", actor=person, mail=f"{SECRET}5@example.org",
        link=lambda _: SECRET, now=NOW,
    )  # fmt: skip
    was = a_booking(room, BEHIND, person, purpose=SECRET, help_wanted=SECRET)
    EventText.objects.create(booking=was, audience="member", language="ja", version="1", text=SECRET)
    booked(a_booking(room, AHEAD, person, purpose=SECRET, help_wanted=SECRET))
    leader = a_high_schooler()
    a_booking(room, span("2026-11-26", "17:00", "19:00"), person, group=a_band(leader, person),
              help_wanted=SECRET)  # fmt: skip
    alone = a_group("band", person, name=SECRET)
    Series.objects.create(room=room, event_id=1, person=person, headcount=1, purpose=SECRET, made_at=NOW)
    wish = Wish(frozenset([room.pk]), TODAY, date(2026, 12, 30), frozenset([4]), 1020, 1140, 7200)
    wait(asker=asker_of(person, Company(), NOW), wish=wish, purpose=SECRET, now=NOW)
    cancel(booking=a_booking(room, span("2026-12-11", "17:00", "19:00"), person), actor=person, now=NOW,
           why=SECRET)  # fmt: skip
    assert SECRET in all_that_is_kept()
    forget(person=person, now=NOW)
    assert [row for row in all_that_is_kept().split("\n") if SECRET in row] == []
    alone.refresh_from_db()
    assert alone.dissolved_at == NOW


@pytest.mark.usefixtures("stored_mail")
def test_what_waits_for_a_guardian_of_another_child_too_is_not_thrown_away() -> None:
    person, sister, room = sora(), a_high_schooler(), a_band_room()
    for child in (person, sister):
        a_guardian(child, mail="mori@example.org")
    booked(a_booking(room, AHEAD, sister))
    forget(person=person, now=NOW)
    assert Email.objects.get().to == ["mori@example.org"]
    assert Guardian.objects.get().child == sister


@pytest.mark.usefixtures("stored_mail")
def test_what_others_have_at_an_address_that_somebody_only_typed_is_not_thrown_away() -> None:
    other = a_high_schooler(email="riku@example.org")
    booked(a_booking(a_band_room(), AHEAD, other))
    person = sora()
    give_address(person=person, email="riku@example.org", now=NOW, link=str)
    forget(person=person, now=NOW)
    assert Email.objects.filter(to="riku@example.org", subject__startswith="予約しました").exists()


def test_where_a_leader_goes_the_deputy_leads_and_is_told() -> None:
    leader, deputy, member = a_high_schooler(), a_high_schooler(), sora()
    band = a_band(leader, deputy, member)
    Membership.objects.filter(person=deputy).update(role=Membership.Role.DEPUTY)
    forget(person=leader, now=NOW)
    assert list(band.memberships.order_by("pk").values_list("person", "role")) == [
        (deputy.pk, "leader"), (member.pk, "member"),
    ]  # fmt: skip
    assert Notice.objects.get(person=deputy).kind == "group"


def test_whoever_is_gone_wins_nothing_and_an_open_list_forgets_them() -> None:
    lottery, person, other = a_round(), a_high_schooler(), a_high_schooler()
    for one in (person, other):
        enter(lottery=lottery, person=one, wishes=Wishes((1,), purpose="練習"), now=NOW)
    forget(person=person, now=NOW)
    assert Entry.objects.get().person == other
    close_list(lottery=lottery, now=AFTER)
    forget(person=other, now=AFTER)
    assert [entry.purpose for entry in Entry.objects.all()] == [""], "what is sealed stays, without a word"
    drawn = draw(lottery=lottery, now=DRAWS)
    assert (len(drawn.record["entries"]), drawn.record["result"]) == (1, [])
    assert not Booking.objects.exists()


def test_a_group_goes_on_waiting_in_its_leaders_name() -> None:
    leader, person, room = a_high_schooler(), a_high_schooler(), a_band_room()
    band = a_band(leader, person)
    wish = Wish(frozenset([room.pk]), TODAY, date(2026, 12, 30), frozenset([4]), 1020, 1140, 7200)
    company = Company(band.pk, tuple(sorted([leader.pk, person.pk])))
    waits = wait(asker=asker_of(person, company, NOW), wish=wish, now=NOW)
    forget(person=person, now=NOW)
    waits.refresh_from_db()
    assert (waits.person, list(waits.people.all())) == (leader, [leader])
