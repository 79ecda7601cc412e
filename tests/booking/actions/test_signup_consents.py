"""A child's places are held for a guardian's consent, a week at most; then certain, or the next one's."""

from threading import Event
from typing import Any

import pytest

from booking.actions.consent_requests import ask_for_consent
from booking.actions.consents import Answerer, give_consent
from booking.actions.signup_terms import Terms, set_terms
from booking.actions.signups import lapse_without_consent, sign_up
from booking.management.worker import DUTIES, perform
from booking.models import Coming, Group, Membership, Notice, Person, Programme, Session, SignUp
from booking.queries.consents import needs
from booking.queries.signup_consents import asking_of
from booking.rules.signup_consents import HELD, key_of
from facilities.models import Facility
from facilities.rules.spans import local_day
from tests.booking.songs import CHILD, ELDER, FIRST, at_both, signed_up, the_songs
from tests.factories import NOW, TOKYO, at
from tests.people import a_band, a_group, a_junior_high_student, a_senior, a_young_adult

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
ANSWERER = Answerer(name="水野陽子", relation="母")


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    made = the_songs(hall, desk)
    made.refresh_from_db()
    return set_terms(programme=made, terms=Terms(needs_consent=True), actor=desk, now=NOW)


@pytest.fixture
def day(songs: Programme) -> Session:
    return songs.sessions.get(start=FIRST.start)


def agreed(songs: Programme, child: Person) -> None:
    assert songs.facility is not None
    key = key_of(songs.public_id)
    asked = ask_for_consent(
        child=child, hall=songs.facility, purpose=key, actor=child, link=lambda new: new, now=NOW
    )
    give_consent(link_token=asked.token, answerer=ANSWERER, link=lambda new: new, now=NOW)


def lapsed(mine: SignUp, now: int) -> list[str]:
    lapse_without_consent(signup=mine, now=now)
    return [one.state for one in mine.dates.order_by("pk")]


def test_a_childs_place_is_held_for_a_week_and_the_letter_says_what_to_do(day: Session) -> None:
    child = a_junior_high_student()
    mine = signed_up(day, child, ELDER)
    assert mine.consent_by == NOW + HELD
    body = Notice.objects.get(person=child).body
    assert "おうちの人にお願いしてください。" in body


def test_it_is_not_held_past_the_first_date_and_not_longer_by_signing_up_anew(
    songs: Programme, day: Session
) -> None:
    late = FIRST.start - 60
    assert signed_up(day, a_junior_high_student(), ELDER, now=late).consent_by == FIRST.start
    child = a_junior_high_student()
    signed_up(day, child, ELDER)
    assert signed_up(day, child, CHILD, now=NOW + 60).consent_by == NOW + HELD


def as_group(songs: Programme, day: Session, leader: Person, band: Group) -> SignUp:
    told = {"sessions": [day.public_id], "party": [ELDER], "person": leader, "group": band, "now": NOW}
    return sign_up(programme=songs, **told)


def test_an_adult_needs_none_and_neither_does_a_group_that_an_adult_leads(
    songs: Programme, day: Session
) -> None:
    assert signed_up(day, a_young_adult(), ELDER).consent_by is None
    leader = a_senior()
    assert as_group(songs, day, leader, a_band(leader, a_junior_high_student())).consent_by is None


def test_a_group_that_a_child_has_made_alone_is_no_way_round_the_consent(
    songs: Programme, day: Session
) -> None:
    child = a_junior_high_student()
    made = as_group(songs, day, child, a_group("circle", child))
    assert made.consent_by is not None
    assert [one.public_id for one in asking_of(child)] == [songs.public_id]
    assert lapsed(made, NOW + HELD) == ["cancelled"]


def test_a_childrens_group_with_an_adult_contact_comes_by_their_word(songs: Programme, day: Session) -> None:
    child = a_junior_high_student()
    band = a_group("children", child)
    Membership.objects.create(group=band, person=a_young_adult(), role=Membership.Role.ADULT_CONTACT)
    assert as_group(songs, day, child, band).consent_by is None


def test_the_child_finds_what_to_ask_for_and_with_the_consent_the_place_is_certain(
    songs: Programme, day: Session
) -> None:
    child = a_junior_high_student()
    mine = signed_up(day, child, ELDER)
    [need] = [one for one in needs(child, local_day(NOW, TOKYO)) if one.purpose.name]
    assert need.purpose.key == key_of(songs.public_id)
    agreed(songs, child)
    assert lapsed(mine, NOW + HELD) == ["coming"]
    mine.refresh_from_db()
    assert mine.consent_by is None


def test_whoever_has_agreed_before_is_not_asked_again(songs: Programme, day: Session) -> None:
    child = a_junior_high_student()
    mine = signed_up(day, child, ELDER)
    agreed(songs, child)
    assert signed_up(day, child, ELDER, CHILD, now=NOW + 1).consent_by is None
    assert lapsed(mine, NOW + HELD) == ["coming"]


def test_without_it_the_next_in_line_has_the_place_and_the_child_is_told_once(day: Session) -> None:
    child, elder = a_junior_high_student(), a_senior()
    mine = signed_up(day, child, ELDER)
    waits = signed_up(day, elder, ELDER, now=NOW + 1)
    assert lapsed(mine, NOW + HELD - 1) == ["coming"]
    for _ in range(2):
        assert lapsed(mine, NOW + HELD) == ["cancelled"]
    assert [one.state for one in waits.dates.all()] == ["coming"]
    assert Notice.objects.filter(person=child, kind="signup_consent_missed").count() == 1


def test_of_several_dates_one_letter_tells(songs: Programme) -> None:
    mine = at_both(songs, child := a_junior_high_student(), ELDER)
    assert lapsed(mine, NOW + HELD) == ["cancelled", "cancelled"]
    assert Notice.objects.filter(person=child).count() == 2, "the sign-up, and that it is over"


def test_the_worker_does_it_at_the_moment(day: Session, settings: Any) -> None:
    signed_up(day, a_junior_high_student(), ELDER)
    duty = next(one for one in DUTIES if one.name == "signup_consents")
    settings.CLOCK = "2026-12-05T12:00:00+09:00"
    SignUp.objects.update(consent_by=at("2026-12-05 12:00"))
    perform(duty, "one", Event())
    assert list(Coming.objects.values_list("state", flat=True)) == ["cancelled"]
    assert not duty.due()


def test_what_no_hall_leads_asks_for_a_consent_that_the_offices_first_hall_keeps(
    songs: Programme, day: Session, hall: Facility
) -> None:
    Programme.objects.update(facility=None)
    day.refresh_from_db()
    child = a_junior_high_student()
    mine = signed_up(day, child, ELDER)
    assert mine.consent_by == NOW + HELD
    key = key_of(songs.public_id)
    assert [(one.purpose.hall, one.purpose.key) for one in needs(child, local_day(NOW, TOKYO))] == [
        (hall, key)
    ]
    asked = ask_for_consent(child=child, hall=hall, purpose=key, actor=child, link=lambda new: new, now=NOW)
    give_consent(link_token=asked.token, answerer=ANSWERER, link=lambda new: new, now=NOW)
    assert lapsed(mine, NOW + HELD) == ["coming"]
