"""A guardian gives back a date that the child has signed up for, and has it again after a slip."""

from typing import Any

import pytest
from post_office.models import Email

from booking.actions.childs_signups import come_after_all_for_child, stay_away_for_child
from booking.actions.signup_returns import Gone, come_after_all
from booking.actions.signups import Begun, sign_up, stay_away
from booking.models import Act, Coming, Group, Guardian, Notice, Person, Programme, Session, SignUp
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from facilities.models import Facility
from tests.booking.songs import ELDER, FIRST, signed_up, the_songs
from tests.factories import NOW, at
from tests.people import a_band, a_guardian, a_high_schooler, a_young_adult

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
TOKEN, FATHERS, LATER = "5" * 40, "6" * 40, NOW + 60


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    return the_songs(hall, desk)


@pytest.fixture
def day(songs: Programme) -> Session:
    return songs.sessions.get(start=FIRST.start)


@pytest.fixture
def yoko(sora: Person) -> Guardian:
    return a_guardian(sora, token_hash=fingerprint(TOKEN), mail="yoko@example.org")


@pytest.fixture
def ken(sora: Person) -> Guardian:
    return a_guardian(sora, token_hash=fingerprint(FATHERS), mail="ken@example.org", name="森 健")


@pytest.fixture
def mine(day: Session, sora: Person, yoko: Guardian) -> SignUp:
    """With the grandmother, who has the only place for her age."""
    return signed_up(day, sora, ELDER)


def gone(day: Session, now: int = LATER, token: str = TOKEN) -> None:
    stay_away_for_child(link_token=token, session=day.public_id, now=now)


def again(day: Session, now: int = LATER + 1, token: str = TOKEN) -> Coming:
    return come_after_all_for_child(link_token=token, session=day.public_id, now=now)


def state(signup: SignUp) -> str:
    return signup.dates.get().state


def test_the_place_goes_to_whoever_waits_and_twice_is_once(day: Session, mine: SignUp) -> None:
    other = signed_up(day, a_young_adult(), ELDER, now=NOW + 1)
    for _ in range(2):
        gone(day)
    assert (state(mine), state(other)) == ("cancelled", "coming")
    assert Act.objects.filter(verb="stay_away", subject="guardian").count() == 1


def test_the_log_says_that_it_was_the_guardian(day: Session, mine: SignUp, yoko: Guardian) -> None:
    gone(day)
    again(day)
    acts = Act.objects.filter(verb__in=("stay_away", "come_after_all")).order_by("pk")
    subjects = [("signup", mine.public_id), ("guardian", yoko.public_id)]
    assert [(act.actor, act.verb, act.subject, act.subject_id) for act in acts] == [
        (None, verb, *subject) for verb in ("stay_away", "come_after_all") for subject in subjects
    ]


def test_the_child_is_told_and_rung_up_and_both_parents_get_their_copy(
    day: Session, mine: SignUp, sora: Person, ken: Guardian
) -> None:
    gone(day)
    notice = Notice.objects.get(person=sora, kind="given_back_by_guardian")
    assert "保護者の方が、この日の申しこみをやめました。" in notice.body
    assert (notice.call, notice.call_by) == (Notice.Call.DUE, FIRST.start), "they would go for nothing"
    copies = Email.objects.filter(subject__startswith="申しこみをやめました").order_by("pk")
    assert [mail.to for mail in copies] == [["yoko@example.org"], ["ken@example.org"]]
    again(day)
    assert "席があります。" in Notice.objects.get(person=sora, kind="had_again_by_guardian").body
    assert Email.objects.filter(subject__startswith="もとにもどりました").count() == 2


def test_what_was_given_back_by_a_slip_is_had_again_for_ten_minutes(day: Session, mine: SignUp) -> None:
    gone(day)
    with pytest.raises(Gone):
        again(day, LATER + 600)
    assert again(day, LATER + 599).state == again(day, LATER + 600).state == "coming"
    assert Act.objects.filter(verb="come_after_all", subject="guardian").count() == 1


def test_a_seat_that_the_next_has_by_now_stays_theirs(day: Session, mine: SignUp) -> None:
    signed_up(day, a_young_adult(), ELDER, now=NOW + 1)
    gone(day)
    with pytest.raises(Gone):
        again(day)
    assert state(mine) == "cancelled"


def test_what_the_child_or_the_other_parent_has_left_is_not_theirs_to_have_again(
    day: Session, mine: SignUp, sora: Person, ken: Guardian
) -> None:
    stay_away(signup=mine, session=day, actor=sora, now=LATER)
    with pytest.raises(Gone):
        again(day)
    come_after_all(signup=mine, session=day, actor=sora, now=LATER + 2)
    gone(day, LATER + 3, FATHERS)
    with pytest.raises(Gone):
        again(day, LATER + 4)
    assert again(day, LATER + 5, FATHERS).state == "coming"


def test_the_child_may_come_after_all_as_with_a_booking(day: Session, mine: SignUp, sora: Person) -> None:
    gone(day)
    come_after_all(signup=mine, session=day, actor=sora, now=LATER + 1)
    assert state(mine) == "coming"


def test_once_the_date_has_begun_nothing_is_given_back(day: Session, mine: SignUp) -> None:
    with pytest.raises(Begun):
        gone(day, FIRST.start)
    gone(day, FIRST.start - 60)
    with pytest.raises(Begun):
        again(day, FIRST.start)


@pytest.mark.parametrize("now_not", [{"may_see": False}, {"may_cancel": False}, {"stopped_at": NOW}])
def test_without_the_right_nothing_is_given_back(day: Session, mine: SignUp, now_not: dict[str, Any]) -> None:
    Guardian.objects.update(**now_not)
    with pytest.raises(Absent):
        gone(day)
    assert state(mine) == "coming"


def test_from_the_age_at_which_their_page_ends_nothing_is_theirs_to_give_back(
    day: Session, sora: Person, yoko: Guardian, songs: Programme
) -> None:
    until = at("2031-04-01 00:00")  # the day after the fiscal year in which Sora turns 18
    Session.objects.filter(pk=day.pk).update(start=until + 600, end=until + 1200)
    mine = signed_up(day, sora, ELDER)
    with pytest.raises(Absent):
        gone(day, until)
    assert state(mine) == "coming"
    gone(day, until - 1)
    assert state(mine) == "cancelled"


def test_what_a_group_has_signed_up_is_the_groups_and_a_strangers_is_the_strangers(
    day: Session, songs: Programme, sora: Person, yoko: Guardian
) -> None:
    band: Group = a_band(sora)
    dates, party = [day.public_id], [ELDER]
    sign_up(programme=songs, sessions=dates, party=party, person=sora, group=band, now=NOW)
    signed_up(day, a_high_schooler(email="other@example.org"), ELDER)
    with pytest.raises(Absent):
        gone(day)
    assert not Coming.objects.filter(state="cancelled").exists()
