"""Programmes as everybody sees them, and signing up for the dates of one."""

import re

import pytest
from django.test import Client

from booking.actions.place_draws import close_entries, draw_places
from booking.actions.programmes import About, cancel_session, publish_programme
from booking.actions.signup_terms import Terms, set_terms
from booking.models import Coming, Person, Programme, Session, SignUp
from booking.rules.particulars import Asked
from booking.rules.signup_windows import Window
from facilities.models import Facility
from tests.booking.programmes import a_department, a_programme, held
from tests.factories import NOW, span
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db
PLACES = {("elementary", None): 3, ("high_school", None): 1, ("senior", None): 2}


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    a_department(hall)
    made = a_programme(hall, desk, About(name="むかしの歌を、バンドで。", bring="飲み物", places=PLACES))
    return publish_programme(programme=made, actor=desk, now=NOW)


@pytest.fixture
def date(songs: Programme, desk: Person) -> Session:
    return held(songs, desk, span("2026-12-12", "14:00", "16:00"))


def page(client: Client, songs: Programme) -> str:
    return client.get(f"/p/{songs.public_id}/").content.decode()


def send(client: Client, songs: Programme, date: Session | None, **counts: int) -> int:
    given = {f"n-{band}": str(count) for band, count in counts.items()}
    days = {} if date is None else {"d": [date.public_id]}
    return client.post(f"/p/{songs.public_id}/sign-up/", given | days).status_code


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_programme_is_listed_with_its_next_date_and_the_places_that_are_left(
    client: Client, songs: Programme, date: Session
) -> None:
    listed = client.get("/p/").content.decode()
    assert "むかしの歌を、バンドで。" in listed
    assert re.search(r"65歳以上\s*<b>あと2人", listed)


def test_of_two_the_sooner_stands_first(
    client: Client, songs: Programme, date: Session, hall: Facility, desk: Person
) -> None:
    sooner = a_programme(hall, desk, About(name="ゆきの会", places=PLACES))
    publish_programme(programme=sooner, actor=desk, now=NOW)
    held(sooner, desk, span("2026-12-05", "10:00", "12:00"))
    listed = client.get("/p/").content.decode()
    assert listed.index("ゆきの会") < listed.index("むかしの歌を")


def test_where_there_is_none_it_says_whom_to_tell_an_idea(client: Client, hall: Facility) -> None:
    assert "館の人に話してください" in client.get("/p/").content.decode()


def test_a_draft_is_not_there_for_anybody(client: Client, hall: Facility, desk: Person) -> None:
    a_department(hall)
    draft = a_programme(hall, desk, About(name="まだひみつ", places=PLACES))
    held(draft, desk, span("2026-12-12", "14:00", "16:00"))
    assert client.get(f"/p/{draft.public_id}/").status_code == 404
    assert "まだひみつ" not in client.get("/p/").content.decode()


def test_a_stranger_sees_the_places_and_signs_in_to_have_one(
    client: Client, songs: Programme, date: Session
) -> None:
    shown = page(client, songs)
    assert shown.count('<i class="l"></i>') == 3 + 1 + 2
    assert "サインインして申しこむ" in shown
    assert client.post(f"/p/{songs.public_id}/sign-up/").headers["Location"].startswith("/in/login/")


def test_the_readers_own_age_is_filled_in_already(songs: Programme, date: Session) -> None:
    shown = page(signed_in(a_high_schooler()), songs)
    assert re.search(r'name="n-high_school"[^>]*value="1"', shown)


def test_a_family_signs_up_and_its_places_are_dark_for_the_next(songs: Programme, date: Session) -> None:
    client = signed_in(a_high_schooler())
    assert send(client, songs, date, high_school=1, elementary=2) == 302
    shown = page(client, songs)
    assert "席があります" in shown
    assert shown.count('<i class="l"></i>') == 1 + 0 + 2
    assert "いっぱい:高校生世代" in shown


def test_what_is_full_does_not_look_as_what_is_free(client: Client, songs: Programme, date: Session) -> None:
    family = signed_in(a_high_schooler())
    assert send(family, songs, date, high_school=1) == 302
    listed = client.get("/p/").content.decode()
    assert re.search(r'高校生世代\s*<b class="full">いっぱい', listed)
    assert re.search(r"65歳以上\s*<b>あと2人", listed)
    assert '<small class="full">いっぱい</small>' in page(family, songs)


def test_whoever_finds_no_place_waits_and_sees_where_they_stand(songs: Programme, date: Session) -> None:
    first, second = a_high_schooler(), a_high_schooler()
    send(signed_in(first), songs, date, high_school=1)
    client = signed_in(second)
    send(client, songs, date, high_school=1)
    assert "待っています(1番目)" in page(client, songs)


def test_whoever_stays_away_leaves_the_place_to_who_waits(songs: Programme, date: Session) -> None:
    first, second = signed_in(a_high_schooler()), signed_in(a_high_schooler())
    send(first, songs, date, high_school=1)
    send(second, songs, date, high_school=1)
    away = f"/p/{songs.public_id}/{date.public_id}/stay-away/"
    assert first.post(away).status_code == 302
    assert "席があります" in page(second, songs)
    assert "16:00はやめました" in page(first, songs)


@pytest.mark.parametrize(
    ("counts", "field"),
    [({"high_school": "一"}, "n-high_school"), ({"high_school": "61"}, "n-high_school"), ({}, "party")],
)
def test_a_mistake_is_named_at_its_field_and_nothing_is_kept(
    songs: Programme, date: Session, counts: dict[str, str], field: str
) -> None:
    client = signed_in(a_high_schooler())
    given = {f"n-{band}": text for band, text in counts.items()} | {"d": [date.public_id]}
    answer = client.post(f"/p/{songs.public_id}/sign-up/", given)
    assert answer.status_code == 422
    assert f'id="e_{field}"' in answer.content.decode()
    assert not SignUp.objects.exists()


def test_without_a_date_it_asks_for_one(songs: Programme, date: Session) -> None:
    assert send(signed_in(a_high_schooler()), songs, None, high_school=1) == 422


def test_a_date_that_was_cancelled_meanwhile_is_told_and_not_taken(
    songs: Programme, date: Session, desk: Person
) -> None:
    client = signed_in(a_high_schooler())
    cancel_session(session=date, actor=desk, now=NOW)
    assert send(client, songs, date, high_school=1) == 422
    assert not Coming.objects.exists()


def test_what_nobody_signed_up_for_cannot_be_stayed_away_from(songs: Programme, date: Session) -> None:
    client = signed_in(a_high_schooler())
    assert client.post(f"/p/{songs.public_id}/{date.public_id}/stay-away/").status_code == 404


def by(songs: Programme, desk: Person, terms: Terms) -> None:
    songs.refresh_from_db()
    set_terms(programme=songs, terms=terms, actor=desk, now=NOW)


def test_the_page_says_until_when_and_which_way_and_publishes_the_seal_of_the_draw(
    client: Client, songs: Programme, date: Session, desk: Person
) -> None:
    by(songs, desk, Terms(window=Window(None, NOW + 1000, NOW + 2000)))
    shown = page(client, songs)
    assert "席は、くじで決めます。" in shown
    assert songs.draw.seed_hash in shown
    assert songs.draw.seed not in shown
    assert client.get(f"/p/{songs.public_id}/draw.json").status_code == 404
    assert send(signed_in(person := a_high_schooler()), songs, date, high_school=1) == 302
    assert "抽選を待っています" in page(signed_in(person), songs)


def test_when_it_is_drawn_the_record_and_the_program_are_there_for_everybody(
    client: Client, songs: Programme, date: Session, desk: Person
) -> None:
    by(songs, desk, Terms(window=Window(None, NOW + 1000, NOW + 2000)))
    draw_places(draw=close_entries(draw=songs.draw, now=NOW + 1001), now=NOW + 2000)
    songs.draw.refresh_from_db()
    assert songs.draw.seed in page(client, songs)
    assert client.get(f"/p/{songs.public_id}/draw.json").json()["seed"] == songs.draw.seed
    program = client.get(f"/p/{songs.public_id}/verify.py").content.decode()
    assert "def list_hash" in program


def test_before_its_time_it_says_from_when_and_takes_nobody(
    songs: Programme, date: Session, desk: Person
) -> None:
    by(songs, desk, Terms(window=Window(NOW + 1000, NOW + 2000)))
    client = signed_in(a_high_schooler())
    assert "始まったら、ここで申しこめます。" in page(client, songs)
    assert send(client, songs, date, high_school=1) == 422


def test_what_is_asked_is_a_field_and_one_that_is_needed_is_named(
    songs: Programme, date: Session, desk: Person
) -> None:
    by(songs, desk, Terms(asks=(Asked.EMERGENCY,), kept_days=14))
    client = signed_in(a_high_schooler())
    assert "最後の日の14日後に消します。" in page(client, songs)
    assert send(client, songs, date, high_school=1) == 422
    given = {"n-high_school": "1", "d": [date.public_id], "a-emergency": "はは 042-000-0000"}
    assert client.post(f"/p/{songs.public_id}/sign-up/", given).status_code == 302
    assert "042-000-0000" in page(client, songs), "their own form has it still"


def test_a_date_that_is_not_ticked_any_more_is_given_back_when_that_was_said(
    songs: Programme, date: Session, desk: Person
) -> None:
    other = held(songs, desk, span("2026-12-19", "14:00", "16:00"))
    client, address = signed_in(a_high_schooler()), f"/p/{songs.public_id}/sign-up/"
    client.post(address, {"n-senior": "1", "d": [date.public_id, other.public_id]})
    asked = client.post(address, {"n-senior": "1", "d": [date.public_id]})
    assert asked.status_code == 422
    assert "12月19日(土) 14:00–16:00は、やめることになります。" in asked.content.decode()
    assert Coming.objects.count() == 2
    said = {"n-senior": "1", "d": [date.public_id], "drop": [other.public_id]}
    assert client.post(address, said).status_code == 302
    assert Coming.objects.exclude(state=Coming.State.CANCELLED).get().session == date


def test_whoever_leads_a_class_signs_it_up_and_sees_what_it_costs(songs: Programme, date: Session) -> None:
    Programme.objects.update(fee=300)
    leader = a_high_schooler()
    band, client = a_band(leader), signed_in(leader)
    assert band.name in page(client, songs)
    given = {"as": band.public_id, "n-elementary": "3", "d": [date.public_id]}
    answer = client.post(f"/p/{songs.public_id}/sign-up/", given)
    assert answer.headers["Location"].endswith(f"?as={band.public_id}")
    ours = client.get(answer.headers["Location"]).content.decode()
    assert "300円 × 3人 = 900円" in ours
    assert SignUp.objects.get().group == band
    stranger = signed_in(a_high_schooler())
    assert stranger.post(f"/p/{songs.public_id}/sign-up/", given).status_code == 404
    away = f"/p/{songs.public_id}/{date.public_id}/stay-away/"
    assert client.post(away, {"as": band.public_id}).status_code == 302
    assert Coming.objects.get().state == "cancelled"


def test_a_child_is_told_kindly_what_to_do_for_the_consent(
    songs: Programme, date: Session, desk: Person
) -> None:
    by(songs, desk, Terms(needs_consent=True))
    client = signed_in(a_high_schooler())
    assert "申しこんだあとで、お願いできます。" in page(client, songs)
    assert send(client, songs, date, high_school=1) == 302
    assert "まで、席を取っておきます。" in page(client, songs)
    assert songs.name_ja in client.get("/me/guardians/").content.decode()


def test_whoever_joins_the_line_is_told_so_with_the_age_that_lacks_places(
    songs: Programme, date: Session
) -> None:
    send(signed_in(a_high_schooler()), songs, date, senior=2)
    client = signed_in(a_high_schooler())
    assert send(client, songs, date, elementary=1, senior=1) == 302
    shown = page(client, songs)
    assert "順番待ちに入りました。65歳以上の席がたりません。いっしょに来る人も、みんなで待ちます。" in shown
    assert "1人なら席があります。" in shown
    assert 'class="say"' in shown, "and not as if it had a seat"


def test_whoever_has_seats_is_told_so_at_the_top_and_not_at_the_form(songs: Programme, date: Session) -> None:
    client = signed_in(a_high_schooler())
    answer = client.post(f"/p/{songs.public_id}/sign-up/", {"n-elementary": "１", "d": [date.public_id]})
    assert "#" not in answer.headers["Location"]
    shown = page(client, songs)
    assert "sign-up/#" not in shown
    assert re.search(
        r'class="say good" role="status" tabindex="-1" autofocus>申しこみました。席があり', shown
    )


def test_a_party_too_large_is_told_how_many_may_come(songs: Programme, date: Session) -> None:
    client = signed_in(a_high_schooler())
    answer = client.post(f"/p/{songs.public_id}/sign-up/", {"n-elementary": "58", "d": [date.public_id]})
    assert answer.status_code == 422
    assert "小学生の席は、全部で3席です。3人までなら申しこめます。" in answer.content.decode()


def test_a_number_of_five_thousand_digits_is_a_mistake_like_any_other(
    songs: Programme, date: Session
) -> None:
    sent = {"n-elementary": "1" * 5000, "d": [date.public_id]}
    assert signed_in(a_high_schooler()).post(f"/p/{songs.public_id}/sign-up/", sent).status_code == 422


def test_who_signs_up_alone_and_as_a_group_is_told_which_stands(songs: Programme, date: Session) -> None:
    client = signed_in(person := a_high_schooler())
    send(client, songs, date, elementary=1)
    sent = {"n-elementary": "1", "d": [date.public_id], "as": a_band(person).public_id}
    answer = client.post(f"/p/{songs.public_id}/sign-up/", sent)
    assert answer.status_code == 422
    assert "「自分や家族」として、この日に申しこんであります。" in answer.content.decode()


def test_a_date_given_up_by_a_slip_is_had_again_from_the_page(songs: Programme, date: Session) -> None:
    client = signed_in(a_high_schooler())
    send(client, songs, date, elementary=1)
    client.post(f"/p/{songs.public_id}/{date.public_id}/stay-away/")
    shown = page(client, songs)
    assert "12月12日(土) 14:00–16:00はやめました。" in shown
    assert 'id="su">申しこむ<' in shown, "nothing stands that could be changed"
    back = f"/p/{songs.public_id}/{date.public_id}/come-back/"
    assert f'action="{back}"' in shown
    client.post(back)
    assert "をもとにもどしました。席があります。" in page(client, songs)
    assert back not in page(client, songs)


def test_whoever_takes_every_tick_away_is_led_to_staying_away(songs: Programme, date: Session) -> None:
    client = signed_in(a_high_schooler())
    send(client, songs, date, elementary=1)
    answer = client.post(f"/p/{songs.public_id}/sign-up/", {"n-elementary": "1"})
    assert "「この日はやめる」をおしてください。" in answer.content.decode()


def test_of_several_dates_each_says_what_it_has_left(songs: Programme, date: Session, desk: Person) -> None:
    held(songs, desk, span("2026-12-19", "14:00", "16:00"))
    client = signed_in(a_high_schooler())
    send(client, songs, date, senior=2)
    form = page(client, songs).split('id="sign-up"')[1]
    assert "65歳以上 いっぱい" in form.split("12月12日")[1].split("12月19日")[0]
    assert "65歳以上 あと2人" in form.split("12月19日")[1]
