"""The desk sees who has signed up, what they told only behind a button, and prints a sheet to tick."""

import pytest
from django.test import Client

from booking.actions.signup_terms import Terms, set_terms
from booking.actions.signups import sign_up
from booking.models import Act, Person, Programme, Session, SignUp
from booking.rules.particulars import Asked
from facilities.models import Facility
from tests.booking.songs import CHILD, ELDER, FIRST, the_songs
from tests.factories import NOW
from tests.people import a_senior, a_young_adult

pytestmark = pytest.mark.django_db
TOLD = {"names": "きよ\nはる", "allergies": "そば"}
TERMS = Terms(asks=(Asked.NAMES, Asked.ALLERGIES), kept_days=30)


@pytest.fixture
def songs(hall: Facility, desk: Client) -> Programme:
    who = Person.objects.get(pk=desk.session["_auth_user_id"])
    made = the_songs(hall, who)
    made.refresh_from_db()
    made = set_terms(programme=made, terms=TERMS, actor=who, now=NOW)
    made.refresh_from_db()
    return made


@pytest.fixture
def day(songs: Programme) -> Session:
    return songs.sessions.get(start=FIRST.start)


def told(day: Session, person: Person) -> SignUp:
    return sign_up(
        programme=day.programme,
        sessions=[day.public_id],
        party=[ELDER, CHILD],
        person=person,
        particulars=TOLD,
        now=NOW,
    )


def page(songs: Programme, day: Session, what: str) -> str:
    assert songs.facility is not None
    return f"/desk/{songs.facility.slug}/p/{songs.public_id}/{what}/{day.public_id}/"


def looks() -> int:
    return Act.objects.filter(verb="look_at_particulars").count()


def test_the_list_says_who_comes_and_nothing_of_what_they_told(
    desk: Client, songs: Programme, day: Session
) -> None:
    told(day, a_senior(name="青木きよ"))
    shown = desk.get(page(songs, day, "people")).content.decode()
    assert "青木きよ" in shown
    assert "そば" not in shown
    assert looks() == 0


def test_behind_the_button_of_one_it_is_shown_and_that_is_on_record(
    desk: Client, songs: Programme, day: Session
) -> None:
    mine = told(day, a_senior())
    shown = desk.post(page(songs, day, "people"), {"signup": mine.public_id}).content.decode()
    assert "そば" in shown
    assert looks() == 1
    assert desk.post(page(songs, day, "people"), {"signup": "x" * 16}).status_code == 404


def test_the_sheet_has_a_box_for_each_head_and_names_only_when_they_are_asked_for(
    desk: Client, songs: Programme, day: Session
) -> None:
    told(day, a_senior())
    bare = desk.get(page(songs, day, "sheet")).content.decode()
    assert "はる" not in bare
    assert bare.count("<i></i>") == 2 + 4, "a box for each of the two, and four rows to spare"
    named = desk.post(page(songs, day, "sheet")).content.decode()
    assert "<li><i></i>はる</li>" in named
    assert looks() == 1


def test_whoever_waits_is_on_no_sheet_and_is_told_apart_in_the_list(
    desk: Client, songs: Programme, day: Session
) -> None:
    told(day, a_senior(name="青木きよ"))
    told(day, a_young_adult(name="待田あおい"))
    assert "待田あおい" not in desk.get(page(songs, day, "sheet")).content.decode()
    assert "順番を待っている" in desk.get(page(songs, day, "people")).content.decode()


def test_the_terms_are_set_by_the_page_and_a_mistake_is_named(desk: Client, songs: Programme) -> None:
    assert songs.facility is not None
    address = f"/desk/{songs.facility.slug}/p/{songs.public_id}/terms/"
    given = {"seen": str(songs.revision), "way": "lot", "until-day": "2026-12-08", "until-time": "20:00"}
    missing = desk.post(address, given)
    assert missing.status_code == 422
    assert "くじを引く日と時刻を入れてください。" in missing.content.decode()
    for wrong in ({"way": "x"}, {"way": "order", "asks": "zzz"}):
        told = desk.post(address, {**given, **wrong})
        assert told.status_code == 422
        assert "からえらんでください。" in told.content.decode()
    late = {**given, "draw-day": "2026-12-20", "draw-time": "12:00"}
    assert "いちばん早い日にち" in desk.post(address, late).content.decode()
    right = {**given, "draw-day": "2026-12-09", "draw-time": "12:00", "asks": ["emergency"], "kept": "14"}
    assert desk.post(address, right).status_code == 302
    songs.refresh_from_db()
    assert (songs.asks, songs.kept_days) == (["emergency"], 14)
    assert desk.post(address, right).status_code == 409, "the form had shown an older one"
    unkept = {**right, "seen": str(songs.revision), "kept": ""}
    assert desk.post(address, unkept).status_code == 422


def test_once_somebody_has_signed_up_another_way_is_refused_and_said(
    desk: Client, songs: Programme, day: Session
) -> None:
    assert songs.facility is not None
    told(day, a_senior())
    given = {"seen": str(songs.revision), "way": "lot", "until-day": "2026-12-08", "until-time": "20:00"}
    given |= {"draw-day": "2026-12-09", "draw-time": "12:00"}
    answer = desk.post(f"/desk/{songs.facility.slug}/p/{songs.public_id}/terms/", given)
    assert answer.status_code == 409
    assert "決め方は変えられません" in answer.content.decode()


def test_a_party_is_taken_out_of_a_date_from_the_list_and_put_back(
    desk: Client, songs: Programme, day: Session
) -> None:
    mine = told(day, a_senior(name="青木きよ"))
    assert songs.facility is not None
    at = f"/desk/{songs.facility.slug}/p/{songs.public_id}/{day.public_id}/s/{mine.public_id}"
    shown = desk.post(f"{at}/take-out/", follow=True).content.decode()
    assert "この日から外しました。10分の間は、もとにもどせます。" in shown
    assert "青木きよをもとにもどす" in shown
    assert mine.dates.get().state == "cancelled"
    assert "もとにもどしました。" in desk.post(f"{at}/put-back/", follow=True).content.decode()
    assert mine.dates.get().state == "coming"
    assert desk.post(f"{at}/throw-out/").status_code == 404
