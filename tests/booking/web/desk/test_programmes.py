"""The desk leads a programme: makes it, holds its dates in rooms or elsewhere, shows it, counts who came."""

import re
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import F
from django.test import Client

from booking.actions.programmes import About, publish_programme
from booking.actions.signups import sign_up
from booking.models import Act, Booking, Group, Person, Programme, Registration, Session
from booking.rules.exchange import Comer
from booking.rules.lifecycle import HOLDING, State
from facilities.calendars import recurrence_of
from facilities.models import Facility
from tests.booking.programmes import FILE, a_department, a_programme, held
from tests.factories import NOW, a_booking, span, the_room
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
LIST = "/desk/higashi/p/"
TOLD = {"name": "むかしの歌を、バンドで。", "fee": "0", "places-elementary": "3", "places-senior": "2"}
OURS = "館の行事"
DATE = {"first": "2026-12-12", "from": "14:00", "to": "16:00", "repeat": "once"}


@pytest.fixture(autouse=True)
def _office(hall: Facility) -> None:
    a_department(hall)


@pytest.fixture
def who(desk: Client) -> Person:
    """Who serves at the desk."""
    return Person.objects.get(pk=desk.session["_auth_user_id"])


@pytest.fixture
def songs(hall: Facility, who: Person) -> Programme:
    return a_programme(hall, who, About(name="むかしの歌を、バンドで。", places={("elementary", None): 3}))


def page_of(songs: Programme, more: str = "") -> str:
    return f"{LIST}{songs.public_id}/{more}"


def seen(songs: Programme) -> dict[str, str]:
    songs.refresh_from_db()
    return {"seen": str(songs.revision)}


def dates(songs: Programme) -> list[Session]:
    return list(songs.sessions.all())


def test_a_new_programme_is_seen_by_nobody_until_it_is_shown(desk: Client) -> None:
    answer = desk.post(LIST, TOLD)
    made = Programme.objects.get()
    assert answer.headers["Location"] == page_of(made)
    assert Client().get(f"/p/{made.public_id}/").status_code == 404
    desk.post(page_of(made, "do/publish/"), {"seen": "1"})
    assert Client().get(f"/p/{made.public_id}/").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "名前を入れてください"),
        ({"fee": "百"}, "0から100000までの数"),
        ({"places-senior": "1000"}, "0から999までの数"),
        ({"of": "Z9/nothing"}, "計画の行をえらんでください"),
    ],
)
def test_what_is_typed_wrong_is_told_with_its_remedy_and_nothing_is_made(
    desk: Client, wrong: dict[str, str], words: str
) -> None:
    answer = desk.post(LIST, TOLD | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Programme.objects.exists()


def test_it_belongs_to_a_row_of_the_plan_and_to_one_of_its_figures(desk: Client) -> None:
    call_command("import_plan", FILE, stdout=None)
    assert desk.post(LIST, TOLD | {"of": "B1/honcho"}).status_code == 302
    made = Programme.objects.get()
    assert (made.plan, made.of) == ("B1", "honcho")


def test_places_of_a_school_grade_stay_when_the_rest_is_changed(desk: Client) -> None:
    desk.post(LIST, TOLD | {"grade-0": "6", "grade-places-0": "20"})
    made = Programme.objects.get()
    page = desk.get(page_of(made)).content.decode()
    assert re.search(r'<option value="6" selected>小学6年生', page)
    desk.post(page_of(made), TOLD | {"grade-0": "6", "grade-places-0": "25", "seen": "1"})
    graded = made.places.get(grade=6)
    assert (graded.band, graded.count) == ("elementary", 25)


def test_places_of_more_grades_than_the_form_begins_with_are_all_in_it(
    desk: Client, hall: Facility, who: Person
) -> None:
    places = {("elementary", grade): 10 for grade in range(1, 7)}
    made = a_programme(hall, who, About(name="六つの学年", places=places))
    page = desk.get(page_of(made)).content.decode()
    assert re.findall(r'name="grade-places-(\d)"[^>]*value="10"', page) == list("012345")
    sent = {f"grade-{row}": str(row + 1) for row in range(6)}
    counts = {f"grade-places-{row}": "11" for row in range(6)}
    desk.post(page_of(made), {"name": "六つの学年", "fee": "0", "seen": "1", **sent, **counts})
    assert [one.count for one in made.places.all()] == [11] * 6


def test_of_two_who_change_it_the_second_is_told_and_overwrites_nothing(
    desk: Client, songs: Programme
) -> None:
    seen = {"seen": str(Programme.objects.get().revision)}
    assert desk.post(page_of(songs), TOLD | seen | {"name": "はじめの名前"}).status_code == 302
    answer = desk.post(page_of(songs), TOLD | seen | {"name": "あとの名前"})
    assert answer.status_code == 409
    assert "ほかの人が先に変えました" in answer.content.decode()
    assert Programme.objects.get().name_ja == "はじめの名前"


def test_a_date_in_a_room_is_a_booking_like_any_other(desk: Client, songs: Programme) -> None:
    desk.post(page_of(songs, "dates/"), DATE | {"rooms": "band", "why": OURS})
    (session,) = dates(songs)
    booking = Booking.objects.get(session=session)
    assert (booking.room.slug, booking.start, booking.end) == ("band", session.start, session.end)


def test_a_term_of_fortnightly_saturdays_is_one_form(desk: Client, songs: Programme) -> None:
    row = {"repeat": "2w", "last": "2027-01-31", "elsewhere": "公園"}
    desk.post(page_of(songs, "dates/"), DATE | row)
    assert [f"{one.original_day} {one.elsewhere}" for one in dates(songs)] == [
        "2026-12-12 公園",
        "2026-12-26 公園",
        "2027-01-09 公園",
        "2027-01-23 公園",
    ]


def test_the_dates_that_cannot_be_are_told_and_the_others_stand(
    desk: Client, songs: Programme, hall: Facility
) -> None:
    a_booking(the_room(hall, "band"), span("2026-12-26", "14:00", "16:00"), a_high_schooler())
    row = {"repeat": "2w", "last": "2026-12-31", "rooms": "band", "why": OURS}
    page = desk.post(page_of(songs, "dates/"), DATE | row).content.decode()
    assert "1回の日にちを決めました" in page
    assert '12月26日(土)</span> <span class="nw">14:00–16:00' in page
    assert len(dates(songs)) == 1


def test_what_the_rules_do_not_lend_is_refused_with_their_reasons_where_no_why_is_given(
    desk: Client, songs: Programme
) -> None:
    answer = desk.post(page_of(songs, "dates/"), DATE | {"rooms": "band"})
    assert answer.status_code == 409
    assert "この部屋を使えるのは、中学生からです" in answer.content.decode()
    assert not dates(songs)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({}, "どちらか1つです"),
        ({"rooms": "band", "elsewhere": "公園"}, "どちらか1つです"),
        ({"elsewhere": "公園", "to": "13:00"}, "始まりよりあと"),
        ({"elsewhere": "公園", "first": "きょう"}, "日にちを入れてください"),
        ({"elsewhere": "公園", "repeat": "x"}, "くりかえしを、一覧から"),
        ({"elsewhere": "公園", "rooms": "zz"}, "部屋を、一覧から"),
        ({"elsewhere": "公園", "repeat": "1w"}, "終わりの日を入れてください"),
        ({"elsewhere": "公園", "repeat": "1w", "last": "2030-01-01"}, "53回まで"),
    ],
)
def test_a_date_that_is_typed_wrong_is_told_and_none_is_held(
    desk: Client, songs: Programme, wrong: dict[str, Any], words: str
) -> None:
    answer = desk.post(page_of(songs, "dates/"), DATE | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not dates(songs)


def test_a_date_that_is_called_off_gives_its_room_back(desk: Client, songs: Programme) -> None:
    desk.post(page_of(songs, "dates/"), DATE | {"rooms": "band", "why": OURS})
    (session,) = dates(songs)
    desk.post(page_of(songs, "do/call-off/"), {"session": session.public_id, "seen": "0"})
    assert Booking.objects.get(session=session).state == State.CANCELLED
    assert "中止" in desk.get(page_of(songs)).content.decode()


def test_a_date_that_was_called_off_is_taken_back_beside_the_message(desk: Client, songs: Programme) -> None:
    desk.post(page_of(songs, "dates/"), DATE | {"rooms": "band", "why": OURS})
    (session,) = dates(songs)
    desk.post(page_of(songs, "do/call-off/"), {"session": session.public_id, "seen": "0"})
    page = desk.get(page_of(songs)).content.decode()
    assert "この日を中止にしました" in page
    assert "お知らせが届きます" not in page, "nobody had signed up"
    back = re.search(r'action="(/desk/higashi/acts/\d+/undo/)"', page)
    assert back
    desk.post(back[1], {"next": page_of(songs)})
    session.refresh_from_db()
    assert session.cancelled_at is None
    assert Booking.objects.get(session=session).state in HOLDING


def test_of_two_dates_that_were_called_off_each_is_taken_back_for_a_day(
    desk: Client, songs: Programme
) -> None:
    for day in ("2026-12-12", "2026-12-19"):
        desk.post(page_of(songs, "dates/"), DATE | {"first": day, "elsewhere": "公園"})
    for one in dates(songs):
        desk.post(page_of(songs, "do/call-off/"), {"session": one.public_id, "seen": "0"})
    page = desk.get(page_of(songs)).content.decode()
    assert len(re.findall(r'action="/desk/higashi/acts/\d+/undo/"', page)) == 2
    Act.objects.update(at=F("at") - 86400)
    assert "/undo/" not in desk.get(page_of(songs)).content.decode()


def test_where_somebody_has_signed_up_the_message_says_that_they_are_told(
    desk: Client, songs: Programme, who: Person
) -> None:
    publish_programme(programme=songs, actor=who, now=NOW)
    session = held(songs, who, span("2026-12-05", "14:00", "16:00"))
    party = [Comer("elementary")]
    sign_up(programme=songs, sessions=[session.public_id], party=party, person=a_high_schooler(), now=NOW)
    desk.post(page_of(songs, "do/call-off/"), {"session": session.public_id, "seen": "0"})
    assert "お知らせが届きます" in desk.get(page_of(songs)).content.decode()


def test_before_a_programme_without_dates_is_published_the_desk_reads_what_everybody_will(
    desk: Client, songs: Programme
) -> None:
    assert "日にちが、まだありません" in desk.get(page_of(songs)).content.decode()
    desk.post(page_of(songs, "do/publish/"), seen(songs))
    everybody = Client().get(f"/p/{songs.public_id}/").content.decode()
    assert "日にちはこれから" in everybody
    assert "いっぱい" not in everybody.partition("</ul>")[0].partition("seat")[2]
    assert '<i class="l">' in everybody
    assert "<i></i>" not in everybody


def test_what_nobody_has_signed_up_for_is_public_no_more_when_the_desk_says_so(
    desk: Client, songs: Programme, who: Person
) -> None:
    publish_programme(programme=songs, actor=who, now=NOW)
    session = held(songs, who, span("2026-12-05", "14:00", "16:00"))
    assert "公開をやめる" in desk.get(page_of(songs)).content.decode()
    desk.post(page_of(songs, "do/withdraw/"), seen(songs))
    assert Client().get(f"/p/{songs.public_id}/").status_code == 404
    desk.post(page_of(songs, "do/publish/"), seen(songs))
    party = [Comer("elementary")]
    sign_up(programme=songs, sessions=[session.public_id], party=party, person=a_high_schooler(), now=NOW)
    assert "公開をやめる" not in desk.get(page_of(songs)).content.decode()
    answer = desk.post(page_of(songs, "do/withdraw/"), seen(songs))
    assert answer.status_code == 409
    assert "もう申しこんだ人がいます" in answer.content.decode()
    assert Client().get(f"/p/{songs.public_id}/").status_code == 200


def test_looking_first_keeps_the_ticked_rooms(desk: Client, songs: Programme) -> None:
    given = DATE | {"rooms": ["band"], "why": OURS, "step": "look"}
    page = desk.post(page_of(songs, "dates/"), given).content.decode()
    assert 'name="rooms" value="band" checked' in page
    assert page.count(" checked") == 2, "the room, and the day that is free"


def test_where_no_day_is_free_there_is_nothing_to_choose_and_the_why_is_pointed_out(
    desk: Client, songs: Programme
) -> None:
    page = desk.post(page_of(songs, "dates/"), DATE | {"rooms": "band", "step": "look"}).content.decode()
    assert "えらんだ日を決める" not in page
    assert "使える日がありません" in page
    assert "わけを書いてください" in page


def test_a_refusal_says_that_a_reason_overrules_it_unless_others_have_the_room(
    desk: Client, songs: Programme, hall: Facility
) -> None:
    assert (
        "わけを書いてください"
        in desk.post(page_of(songs, "dates/"), DATE | {"rooms": "band"}).content.decode()
    )
    a_booking(the_room(hall, "band"), span("2026-12-12", "14:00", "16:00"), a_high_schooler())
    taken = desk.post(page_of(songs, "dates/"), DATE | {"rooms": "band"}).content.decode()
    assert "わけを書いてください" not in taken


def test_a_name_that_is_not_clear_is_an_error_with_the_groups_to_choose_from(
    desk: Client, songs: Programme, hall: Facility
) -> None:
    club = Group.objects.create(name="みどりジュニアクラブ")
    Registration.objects.create(
        registry="higashi-rules", group=club, state="valid", registered_on="2026-04-01"
    )
    answer = desk.post(page_of(songs, "partners/"), {"name": "みどりじゅクラブ"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "say good" not in page
    assert f'name="group" value="{club.public_id}"' in page
    desk.post(page_of(songs, "partners/"), {"name": "みどりじゅクラブ", "group": club.public_id})
    assert songs.partners.get().group == club


def test_the_counts_begin_with_who_has_signed_up_and_a_blank_stays_unsaid(
    desk: Client, songs: Programme, who: Person
) -> None:
    publish_programme(programme=songs, actor=who, now=NOW)
    session = held(songs, who, span("2026-12-05", "14:00", "16:00"))
    party = [Comer("elementary"), Comer("elementary")]
    sign_up(programme=songs, sessions=[session.public_id], party=party, person=a_high_schooler(), now=NOW)
    Session.objects.filter(pk=session.pk).update(start=NOW - 7200, end=NOW - 3600)
    address = page_of(songs, f"count/{session.public_id}/")
    assert re.search(r'name="part-elementary"[^>]*value="2"', desk.get(address).content.decode())
    desk.post(address, {"part-elementary": "3", "help-adult": "0", "seen": "0"})
    assert {(one.part, one.band): one.count for one in session.counts.all()} == {
        ("part", "elementary"): 3,
        ("help", "adult"): 0,
    }
    late = desk.post(address, {"part-elementary": "4", "seen": "0"})
    assert late.status_code == 409
    assert "ほかの人が先に人数を入れました" in late.content.decode()
    assert re.search(r'name="part-elementary"[^>]*value="3"', late.content.decode()), "as it stands now"


@pytest.mark.parametrize("verb", ["publish", "cancel"])
def test_what_others_have_changed_is_shown_before_anything_becomes_of_it(
    desk: Client, songs: Programme, verb: str
) -> None:
    for seen in ({"seen": "0"}, {}):
        answer = desk.post(page_of(songs, f"do/{verb}/"), seen)
        assert answer.status_code == 409
        assert "ほかの人が先に変えました" in answer.content.decode()
    assert Programme.objects.get().state == Programme.State.DRAFT


def test_nobody_is_counted_before_it_begins(desk: Client, songs: Programme, who: Person) -> None:
    session = held(songs, who, span("2026-12-12", "14:00", "16:00"))
    address = page_of(songs, f"count/{session.public_id}/")
    assert "始まってから" in desk.get(address).content.decode()
    assert desk.post(address, {"part-elementary": "3"}).status_code == 409


def test_a_count_that_is_no_number_is_told_at_its_field(desk: Client, songs: Programme, who: Person) -> None:
    session = held(songs, who, span("2026-12-05", "14:00", "16:00"))
    Session.objects.filter(pk=session.pk).update(start=NOW - 7200, end=NOW - 3600)
    answer = desk.post(page_of(songs, f"count/{session.public_id}/"), {"part-elementary": "三"})
    assert answer.status_code == 422
    assert re.search(r'name="part-elementary"[^>]*value="三"[^>]*aria-invalid', answer.content.decode())


def test_a_programme_of_another_hall_and_an_unknown_verb_are_not_there(
    desk: Client, songs: Programme
) -> None:
    assert desk.get(f"{LIST}nosuchthing/").status_code == 404
    assert desk.post(page_of(songs, "do/explode/")).status_code == 404


def test_a_hall_of_no_office_is_told_why_it_makes_none(desk: Client, hall: Facility) -> None:
    hall.department = None
    hall.save(update_fields=["department"])
    assert "担当課が決まると" in desk.get(LIST).content.decode()
    assert desk.post(LIST, TOLD).status_code == 404


WEEKLY = {"first": "2026-12-12", "from": "14:00", "to": "16:00", "repeat": "1w", "last": "2026-12-26"}


def test_a_row_of_dates_is_looked_at_one_by_one_and_only_those_that_are_ticked_are_held(
    desk: Client, songs: Programme, hall: Facility
) -> None:
    a_booking(the_room(hall, "band"), span("2026-12-19", "14:00", "16:00"), a_high_schooler())
    given = WEEKLY | {"rooms": ["band"], "why": OURS}
    looked = desk.post(page_of(songs, "dates/"), given | {"step": "look"}).content.decode()
    assert not dates(songs), "nothing is written by looking"
    assert looked.count('name="on"') == 2
    keys = re.findall(r'name="on" value="(\d+)"', looked)
    desk.post(page_of(songs, "dates/"), given | {"looked": "1", "on": keys[1:]})
    assert [one.start for one in dates(songs)] == [span("2026-12-26", "14:00", "16:00").start]
    assert desk.post(page_of(songs, "dates/"), given | {"looked": "1"}).status_code == 422


def test_dates_that_recur_are_one_event_and_know_for_which_day_they_were_meant(
    desk: Client, songs: Programme
) -> None:
    desk.post(page_of(songs, "dates/"), WEEKLY | {"elsewhere": "公園"})
    held_now = dates(songs)
    assert [f"{one.original_day}" for one in held_now] == ["2026-12-12", "2026-12-19", "2026-12-26"]
    (event,) = {one.event_id for one in held_now}
    assert event is not None
    assert recurrence_of(event).every == 1
    desk.post(page_of(songs, "dates/"), DATE | {"first": "2027-01-09", "elsewhere": "公園"})
    assert dates(songs)[-1].event_id is None, "one date alone recurs with nothing"
