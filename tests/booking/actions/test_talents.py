"""What somebody offers is found only with their consent and once it is verified; they may end it at once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from booking.actions.changes import Stale
from booking.actions.mydata import forget
from booking.actions.sweeping import sweep
from booking.actions.talents import (
    NotAdult,
    NotThen,
    correct_written,
    erase_own,
    erase_written,
    note_revoked,
    offer_talent,
    revoke_own,
    still_offer,
)
from booking.actions.texts import Missing, NoAddress, NoNumber, Unfit
from booking.models import Act, Introduction, Listing, Talent
from booking.queries.bookings import Absent
from booking.queries.mydata import held_about
from booking.queries.talents import Sought, public_talents
from booking.rules.talents import DAY, ListState
from tests.booking.activities import department_of
from tests.booking.talents import CLUB, STORIES, an_office, introduced, listed, offered, written
from tests.factories import NOW, TODAY, at
from tests.people import a_group, a_high_schooler, a_person, a_senior, a_young_adult

pytestmark = pytest.mark.django_db


def found(now: int = NOW, **sought: str) -> list[str]:
    return [one.name for one in public_talents(Sought(**sought), now)]


def test_with_consent_verified_and_on_a_list_they_are_found_and_not_before() -> None:
    office = an_office()
    made = offered(a_senior())
    assert found() == []
    listed(office, made)
    assert found() == ["海野 みどり"]


@pytest.mark.parametrize("state", [ListState.CONSIDERED])
def test_of_a_list_that_is_only_considered_the_public_sees_nobody(state: ListState) -> None:
    office = an_office("civic-culture", state)
    listed(office, written(office, CLUB), "certified")
    assert found() == []


def test_minors_offer_nothing_nor_does_anybody_of_whom_no_birth_date_is_known() -> None:
    an_office()
    for person in (a_high_schooler(), a_person(None)):
        with pytest.raises(NotAdult):
            offered(person)


def test_an_organisation_is_offered_by_who_leads_it_and_its_name_is_public() -> None:
    an_office()
    leader, member = a_senior(), a_senior()
    group = a_group("npo", leader, member, name="鳩の会")
    with pytest.raises(Absent):
        offered(member, group=group)
    made = offered(leader, replace(STORIES, name="鳩の会"), group)
    assert (made.whose, made.name_public) == ("organisation", True)


@pytest.mark.parametrize(
    ("typed", "wrong", "field"),
    [
        ({"name": " "}, Missing, "name"),
        ({"name": "名" * 2001}, Unfit, "name"),
        ({"skills": (), "words": ""}, Missing, "skills"),
        ({"skills": ("palace",), "words": ""}, Missing, "skills"),
        ({"bands": ("toddlers",)}, Missing, "bands"),
        ({"about": "\u202e"}, Unfit, "about"),
        ({"phone": ""}, Missing, "phone"),
        ({"phone": "abc"}, NoNumber, "phone"),
        ({"email": "x"}, NoAddress, "email"),
    ],
)
def test_what_is_missing_or_unfit_is_named_and_nothing_is_stored(
    typed: dict[str, Any], wrong: type[Exception], field: str
) -> None:
    an_office()
    with pytest.raises(wrong) as error:
        offered(a_senior(), replace(STORIES, **typed))
    assert error.value.field == field  # type: ignore[attr-defined]
    assert not Talent.objects.exists()


def test_a_consent_of_tomorrow_is_none() -> None:
    with pytest.raises(NotThen):
        written(an_office(), replace(STORIES, consented_on=date(2026, 12, 3)))


def test_what_was_changed_is_verified_anew_and_another_number_is_not() -> None:
    office, person = an_office(), a_senior()
    made = listed(office, offered(person))
    again = offer_talent(
        offer=replace(STORIES, phone="042-000-0102"), group=None, seen=made.revision, actor=person, now=NOW
    )
    assert again.verified_at == NOW
    other = replace(STORIES, skills=("nature",))
    changed = offer_talent(offer=other, group=None, seen=again.revision, actor=person, now=NOW)
    assert (changed.verified_at, changed.verified_by) == (None, None)
    assert found() == []


def test_of_two_forms_that_were_open_the_second_is_told() -> None:
    an_office()
    person = a_senior()
    made = offered(person)
    with pytest.raises(Stale):
        offered(person)
    with pytest.raises(Stale):
        offer_talent(offer=STORIES, group=None, seen=made.revision + 1, actor=person, now=NOW)


def test_a_revoked_consent_takes_them_from_every_list_at_once_and_is_revoked_once() -> None:
    learning, person = an_office(), a_senior()
    children = an_office("children")
    made = listed(learning, offered(person))
    listed(children, made)
    for _ in range(2):
        revoke_own(group=None, actor=person, now=NOW)
    assert found() == []
    assert set(Listing.objects.values_list("until", flat=True)) == {TODAY}
    assert Act.objects.filter(verb="revoke_talent").count() == 1
    assert Talent.objects.get().consented_on is None


def test_an_unticked_consent_is_a_revoked_one() -> None:
    office, person = an_office(), a_senior()
    made = listed(office, offered(person))
    offer_talent(
        offer=replace(STORIES, consented_on=None), group=None, seen=made.revision, actor=person, now=NOW
    )
    assert not Listing.objects.filter(until=None).exists()


def test_a_consent_that_stands_keeps_its_day() -> None:
    office, person = an_office(), a_senior()
    made = listed(office, offered(person, now=NOW))
    later = at("2027-01-20 10:00")
    offer = replace(STORIES, consented_on=date(2027, 1, 20))
    assert (
        offer_talent(offer=offer, group=None, seen=made.revision, actor=person, now=later).consented_on
        == TODAY
    )
    assert found(later) == ["海野 みどり"]


def test_whoever_leads_the_group_now_ends_its_consent_of_age_or_not() -> None:
    an_office()
    leader, child = a_senior(), a_high_schooler()
    group = a_group("npo", leader, child)
    offered(leader, group=group)
    group.memberships.filter(person=leader).delete()
    group.memberships.update(role="leader")
    revoke_own(group=group, actor=child, now=NOW)
    assert Talent.objects.get().consented_on is None


def test_an_office_corrects_and_erases_what_it_has_written_and_nothing_else() -> None:
    office = an_office()
    other = an_office("children")
    made, own = written(office), offered(a_senior())
    corrected = correct_written(
        department=department_of(office),
        talent=made,
        offer=CLUB,
        seen=made.revision,
        actor=office,
        now=NOW,
    )
    assert (corrected.name, corrected.whose) == ("NPO 森の学校", "organisation")
    for actor, talent in ((other, made), (office, own)):
        with pytest.raises(Absent):
            erase_written(department=department_of(actor), talent=talent, actor=actor, now=NOW)
    erase_written(department=department_of(office), talent=made, actor=office, now=NOW)
    assert list(Talent.objects.all()) == [own]


def test_an_office_notes_that_somebody_has_revoked_their_consent() -> None:
    office = an_office()
    made = listed(office, offered(a_senior()))
    note_revoked(department=department_of(office), talent=made, actor=office, now=NOW)
    assert found() == []


def test_a_department_whose_list_is_not_carried_out_sees_and_writes_nobody() -> None:
    office = an_office("children", ListState.NOT_RUN)
    made = offered(a_senior())
    with pytest.raises(Absent):
        written(office)
    with pytest.raises(Absent):
        listed(office, made)


def test_what_is_erased_leaves_the_lists_with_its_day_and_the_introductions_without_a_name() -> None:
    office, person = an_office(), a_senior()
    made = listed(office, offered(person))
    introduced(office, made)
    for _ in range(2):
        erase_own(group=None, actor=person, now=NOW)
    assert not Talent.objects.exists()
    assert [(one.talent, one.until) for one in Listing.objects.all()] == [(None, TODAY)]
    assert Introduction.objects.get().talent is None


def test_who_goes_for_good_leaves_no_entry_and_a_group_no_number_of_theirs() -> None:
    office, person, deputy = an_office(), a_senior(), a_young_adult()
    group = a_group("npo", person, deputy)
    group.memberships.filter(person=deputy).update(role="deputy")
    listed(office, offered(person))
    offered(person, replace(STORIES, name="鳩の会"), group)
    forget(person=person, now=NOW)
    left = Talent.objects.get()
    assert (left.group, left.phone, left.email) == (group, "", "")
    assert (left.entered_by, left.consented_on) == (None, None)
    assert not Listing.objects.filter(until=None).exists()


def test_what_is_held_about_somebody_has_what_they_offer() -> None:
    office, person = an_office(), a_senior()
    made = listed(office, offered(person))
    introduced(office, made)
    (told,) = held_about(person)["talents"]
    assert (told["name"], told["skills"], told["consented_on"]) == ("海野 みどり", ["stories"], TODAY)
    assert told["lists"] == [{"department": "lifelong-learning", "since": TODAY, "until": None}]
    assert told["introduced_on"] == [TODAY]
    assert held_about(a_senior())["talents"] == []


def test_without_a_consent_it_is_kept_for_ninety_days_and_no_longer() -> None:
    an_office()
    offered(a_senior(), replace(STORIES, consented_on=None))
    sweep(now=NOW + 90 * DAY - 1)
    assert Talent.objects.exists()
    sweep(now=NOW + 90 * DAY)
    assert not Talent.objects.exists()


def test_of_whom_nobody_has_heard_for_a_year_and_ninety_days_nothing_is_found_or_kept() -> None:
    office = an_office()
    listed(office, offered(a_senior()))
    last = NOW + 455 * DAY
    assert found(last - 1) == ["海野 みどり"]
    assert found(last) == []
    sweep(now=last)
    assert not Talent.objects.exists()
    assert not Listing.objects.filter(until=None).exists()


def test_who_says_that_it_still_holds_stays_for_another_year() -> None:
    office, person = an_office(), a_senior()
    listed(office, offered(person))
    still_offer(group=None, actor=person, now=NOW + 400 * DAY)
    assert found(NOW + 500 * DAY) == ["海野 みどり"]
    with pytest.raises(Absent):
        still_offer(group=None, actor=a_senior(), now=NOW)


def test_no_act_holds_what_somebody_wrote() -> None:
    office, person = an_office(), a_senior()
    listed(office, offered(person))
    revoke_own(group=None, actor=person, now=NOW)
    told = "".join(f"{act}" for act in Act.objects.filter(subject="talent").values_list())
    assert not any(word in told for word in ("海野", "紙しばい", "0101", "土曜"))


def test_a_word_and_a_band_find_who_fits() -> None:
    office = an_office()
    listed(office, written(office))
    listed(office, written(office, CLUB))
    assert found(skill="nature") == ["NPO 森の学校"]
    assert found(band="preschool") == ["海野 みどり"]
    assert found(word="紙しばい") == ["海野 みどり"]
    assert found(skill="nature", band="senior") == []
