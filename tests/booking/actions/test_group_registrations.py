"""A group registers with a hall: judged whole, decided at the desk, renewed from February."""

from datetime import date

import pytest

from booking.actions.bookings import Company, book
from booking.actions.group_registrations import (
    Decided,
    NotYetRenewable,
    apply,
    approve,
    approve_clean,
    send_back,
)
from booking.actions.lapses import lapse_provisional
from booking.actions.renewals import remind_of_renewals
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Group, Membership, Notice, Person, Registration
from booking.queries.bookings import Absent
from booking.rules.codes import Code
from booking.rules.verdict import Refused
from facilities.models import Facility
from tests.factories import NOW, SAMPLE, TODAY, a_hall, at, span, the_room
from tests.people import a_group, a_high_schooler, a_senior, a_young_adult, registered, staff, tied

pytestmark = pytest.mark.django_db
MARCH = at("2027-03-20 10:00")
REGISTERING = (
    SAMPLE
    + """
[[clauses]]
id = "R1"
ja = "団体は利用登録をします。"
en = "Groups register."
  [[clauses.says]]
  type = "registration"
  of = "group"
  users = { group = true }

[[clauses]]
id = "R2"
ja = "登録できるのは3人からです。"
en = "Three people or more."
  [[clauses.says]]
  type = "headcount"
  least = 3
  steps = ["register"]

[[clauses]]
id = "R3"
ja = "半数以上が市内の人です。"
en = "At least half have a tie to the city."
  [[clauses.says]]
  type = "share"
  ties = ["lives", "works", "studies"]
  at_least = "1/2"
  steps = ["register"]

[[clauses]]
id = "R4"
ja = "家族だけのグループは登録できません。"
en = "A single family is no group."
  [[clauses.says]]
  type = "not_one_family"

[[clauses]]
id = "R5"
ja = "メンバーの6割が同じグループは登録できません。"
en = "Six tenths of the same members are the same group."
  [[clauses.says]]
  type = "not_duplicate"
  percent = 60

[[clauses]]
id = "R6"
ja = "代表者は18歳以上です。"
en = "The representative is 18 or older."
  [[clauses.says]]
  type = "representative"
  ages = { from_age = 18 }
  steps = ["register"]

[[clauses]]
id = "R7"
ja = "名前に教室とつくグループは登録できません。"
en = "No class is a group."
  [[clauses.says]]
  type = "group_name"
  never_words = ["教室"]
"""
)
HALL = REGISTERING


@pytest.fixture
def leader() -> Person:
    return a_young_adult(call_name="けい")


@pytest.fixture
def circle(leader: Person) -> Group:
    """Three people, two of whom live in the city."""
    others = (a_senior(), a_high_schooler())
    for person in (leader, others[0]):
        tied(person, "lives")
    return a_group("circle", leader, *others, name="朗読の会")


def applied(group: Group, leader: Person, day: date = TODAY, one_family: bool | None = False) -> Registration:
    group.refresh_from_db()
    return apply(group=group, actor=leader, registry="higashi-rules", one_family=one_family, now=NOW, day=day)


def codes(group: Group, leader: Person, one_family: bool | None = False) -> set[str]:
    with pytest.raises(Refused) as refused:
        applied(group, leader, one_family=one_family)
    assert not Registration.objects.filter(group=group).exists()
    return {reason.code for reason in refused.value.verdict.broken}


def test_a_group_that_meets_every_clause_has_applied(hall: Facility, circle: Group, leader: Person) -> None:
    made = applied(circle, leader)
    assert (made.state, made.registered_on, made.valid_until) == ("applied", TODAY, None)
    assert applied(circle, leader) == made, "a second press changes nothing"
    assert list(Act.objects.filter(subject="group").values_list("verb", flat=True))[::-1] == [
        "declare",
        "apply",
    ]


def test_every_reason_is_given_at_once(hall: Facility) -> None:
    teen = a_high_schooler()
    pair = a_group("circle", teen, a_high_schooler(), name="ギター教室")
    assert codes(pair, teen, one_family=True) == {
        Code.GROUP_MIN,
        Code.SHARE,
        Code.GROUP_FAMILY,
        Code.REPRESENTATIVE,
        Code.GROUP_NAME,
    }


def test_whether_it_is_one_family_is_asked_before_anything_is_written(
    hall: Facility, circle: Group, leader: Person
) -> None:
    with pytest.raises(Refused) as refused:
        applied(circle, leader, one_family=None)
    assert refused.value.verdict.lacking == ("one_family",)
    assert not Registration.objects.exists()


def test_members_without_a_card_count_and_their_ties_with_them(hall: Facility, leader: Person) -> None:
    club = a_group("seniors", leader, name="歩こう会")
    assert Code.GROUP_MIN in codes(club, leader)
    Group.objects.filter(pk=club.pk).update(roster={"senior": {"none": 59}})
    assert codes(club, leader) == {Code.SHARE}
    Group.objects.filter(pk=club.pk).update(roster={"senior": {"none": 29, "lives": 30}})
    assert applied(club, leader).state == "applied"


def test_an_adult_contact_is_no_member_of_the_band(hall: Facility, circle: Group, leader: Person) -> None:
    circle.memberships.exclude(person=leader).update(role=Membership.Role.ADULT_CONTACT)
    assert Code.GROUP_MIN in codes(circle, leader)


def test_a_group_of_another_groups_members_is_that_group_again(
    hall: Facility, circle: Group, leader: Person
) -> None:
    again = a_group("circle", leader, *[m.person for m in circle.memberships.exclude(person=leader)])
    assert applied(again, leader).state == "applied", "the other is not registered"
    Registration.objects.all().delete()
    registered(circle, "higashi-rules", date(2026, 4, 10), date(2027, 3, 31))
    assert codes(again, leader) == {Code.REG_DUP}


def test_the_desk_approves_to_the_end_of_the_fiscal_year_and_those_who_lead_are_told(
    hall: Facility, circle: Group, leader: Person
) -> None:
    made = applied(circle, leader)
    with pytest.raises(Absent):
        approve(registration=made, actor=leader, now=NOW, day=TODAY)
    desk = staff(hall)
    done = approve(registration=made, actor=desk, user_class="a", now=NOW, day=TODAY)
    assert (done.state, done.valid_until, done.user_class) == ("valid", date(2027, 3, 31), "a")
    assert Notice.objects.get(person=leader).body == "2027年3月31日まで使えます。"
    with pytest.raises(Decided):
        send_back(registration=made, actor=desk, now=NOW)


def test_against_a_clause_the_desk_approves_with_a_reason_that_stays_on_record(
    hall: Facility, circle: Group, leader: Person
) -> None:
    made, desk = applied(circle, leader), staff(hall)
    circle.memberships.exclude(person=leader).delete()
    for why in ("", " "):
        with pytest.raises(Refused):
            approve(registration=made, actor=desk, why=why, now=NOW, day=TODAY)
    made.refresh_from_db()
    assert made.state == "applied"
    approve(registration=made, actor=desk, why="あと2人は来週そろう", now=NOW, day=TODAY)
    made.refresh_from_db()
    assert made.state == "valid"
    assert Act.objects.get(verb="approve").why == "あと2人は来週そろう"


def test_what_is_sent_back_can_be_applied_for_anew(hall: Facility, circle: Group, leader: Person) -> None:
    send_back(registration=applied(circle, leader), actor=staff(hall), why="代表の方の確認", now=NOW)
    assert "代表の方の確認" in Notice.objects.get(person=leader).body
    assert applied(circle, leader).state == "applied"
    assert set(Registration.objects.values_list("state", flat=True)) == {"returned", "applied"}


def test_a_registration_is_renewed_from_february_for_another_year(
    hall: Facility, circle: Group, leader: Person
) -> None:
    old = registered(circle, "higashi-rules", date(2026, 4, 10), date(2027, 3, 31))
    Registration.objects.update(user_class="a")
    with pytest.raises(NotYetRenewable) as early:
        applied(circle, leader, date(2027, 1, 31))
    assert early.value.opens_on == date(2027, 2, 1)
    made = applied(circle, leader, date(2027, 2, 1))
    assert made.user_class == "a", "prefilled"
    done = approve(registration=made, actor=staff(hall), now=NOW, day=date(2027, 3, 20))
    assert done.valid_until == date(2028, 3, 31)
    old.refresh_from_db()
    assert old.valid_until == date(2027, 3, 31)


def in_april(hall: Facility, circle: Group, leader: Person) -> Booking:
    """A booking of the group's past the last day of its registration."""
    registered(circle, "higashi-rules", date(2026, 4, 10), date(2027, 3, 31))
    people = tuple(circle.memberships.values_list("person", flat=True))
    use = Wanted(the_room(hall, "craft"), span("2027-04-07", "10:00", "11:00"), Company(circle.pk, people))
    booking = book(person=leader, wanted=use, now=MARCH)
    assert (booking.state, booking.lapses_at) == ("provisional", at("2027-04-01 00:00"))
    return booking


@pytest.mark.parametrize("how", ["alone", "with all that are clean"])
def test_what_a_group_has_booked_in_april_is_certain_once_the_renewal_is_approved(
    hall: Facility, circle: Group, leader: Person, how: str
) -> None:
    booking = in_april(hall, circle, leader)
    renewal = applied(circle, leader, date(2027, 3, 20))
    booking.refresh_from_db()
    assert booking.state == "provisional", "the desk has not looked at it yet"
    if how == "alone":
        approve(registration=renewal, actor=staff(hall), now=MARCH, day=date(2027, 3, 20))
    else:
        every = [renewal]
        assert approve_clean(registrations=every, actor=staff(hall), now=MARCH, day=date(2027, 3, 20)) == []
    booking.refresh_from_db()
    assert (booking.state, booking.lapses_at) == ("booked", None)
    assert lapse_provisional(now=at("2027-04-01 00:00")) == 0
    assert Notice.objects.filter(booking=booking, kind="confirmed").exists()


@pytest.mark.parametrize("answer", ["none", "sent back"])
def test_without_the_renewal_it_lapses_with_the_last_day(
    hall: Facility, circle: Group, leader: Person, answer: str
) -> None:
    booking = in_april(hall, circle, leader)
    if answer == "sent back":
        renewal = applied(circle, leader, date(2027, 3, 20))
        send_back(registration=renewal, actor=staff(hall), why="名簿", now=MARCH)
    assert lapse_provisional(now=at("2027-03-31 23:59")) == 0
    assert lapse_provisional(now=at("2027-04-01 00:00")) == 1
    booking.refresh_from_db()
    assert booking.state == "lapsed"


def test_a_registration_that_has_run_out_begins_anew(hall: Facility, circle: Group, leader: Person) -> None:
    registered(circle, "higashi-rules", date(2025, 4, 10), date(2026, 3, 31))
    done = approve(registration=applied(circle, leader), actor=staff(hall), now=NOW, day=TODAY)
    assert done.valid_until == date(2027, 3, 31)


def test_those_who_lead_are_reminded_in_february_and_in_march_and_told_where(
    circle: Group, leader: Person
) -> None:
    registered(circle, "higashi-rules", date(2026, 4, 10), date(2027, 3, 31))
    days = ["01-31", "02-01", "02-02", "03-01", "03-31", "04-01"]
    assert [remind_of_renewals(now=at(f"2027-{day} 09:00")) for day in days] == [0, 1, 0, 1, 0, 0]
    first, second = Notice.objects.filter(person=leader)
    assert first.subject == second.subject == "「朗読の会」の登録を更新できます"
    assert "グループのページから" in first.body
    assert "仮の予約" in first.body


def test_whoever_has_applied_for_renewal_is_not_reminded(
    hall: Facility, circle: Group, leader: Person
) -> None:
    registered(circle, "higashi-rules", date(2026, 4, 10), date(2027, 3, 31))
    applied(circle, leader, date(2027, 2, 1))
    remind_of_renewals(now=at("2027-02-02 09:00"))
    assert not Notice.objects.exists()


def test_a_group_that_is_no_more_is_not_reminded(circle: Group, leader: Person) -> None:
    registered(circle, "higashi-rules", date(2026, 4, 10), date(2027, 3, 31))
    Group.objects.filter(pk=circle.pk).update(dissolved_at=NOW)
    assert remind_of_renewals(now=at("2027-02-02 09:00")) == 0


def test_a_rule_against_duplicates_is_judged_when_a_group_books_if_the_clause_says_so(
    leader: Person,
) -> None:
    hall = a_hall(
        SAMPLE
        + """
[[clauses]]
id = "R5"
ja = "メンバーの6割が同じグループは、予約できません。"
en = "Six tenths of the same members are the same group."
  [[clauses.says]]
  type = "not_duplicate"
  percent = 60
  steps = ["book"]
"""
    )
    friend = a_young_adult()
    circle, other = a_group("circle", leader, friend), a_group("circle", friend, leader)
    room, ours = the_room(hall, "craft"), Company(circle.pk)
    noon = Wanted(room, span("2026-12-05", "10:00", "12:00"), ours)
    registered(other, "elsewhere", date(2026, 4, 10))
    book(person=leader, wanted=noon, now=NOW)
    registered(other, "higashi-rules", date(2026, 4, 10))
    later = Wanted(room, span("2026-12-05", "13:00", "15:00"), ours)
    with pytest.raises(Refused) as refused:
        book(person=leader, wanted=later, now=NOW)
    assert [(one.code, one.clause) for one in refused.value.verdict.broken] == [("REG_DUP", "R5")]
    assert refused.value.verdict.broken[0].values["overlap"] == 100
