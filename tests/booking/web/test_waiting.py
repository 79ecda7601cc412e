"""空いたら知らせる, from a taken time to the answer, as pages."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client

from booking.actions.bookings import cancel
from booking.actions.lines import serve
from booking.actions.waiting import wait
from booking.models import Booking, Person, Wait
from booking.queries.party import Company, asker_of
from booking.queries.wishes import hours_of
from booking.rules.waiting import wish_for
from facilities.models import Room
from tests.booking.waiting import kept_place
from tests.booking.web.conftest import text_of
from tests.factories import NOW, TOKYO, a_band_room, a_booking, span
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-04", "17:00", "19:00")
TAKEN = "/h/higashi/r/band/b/?s=2026-12-04T17:00"
SLOT = "/h/higashi/r/band/wait/?s=2026-12-04T17:00&e=2026-12-04T19:00"


@pytest.fixture
def holder() -> Booking:
    room, person = a_band_room(), a_high_schooler()
    made = a_booking(room, FRIDAY, person)
    made.people.add(person)
    return made


@pytest.fixture
def page(as_member: Callable[..., Client], haruka: Person) -> Client:
    return as_member(haruka)


def freed(holder: Booking) -> Booking:
    assert holder.person is not None
    cancel(booking=holder, actor=holder.person, now=NOW)
    kept = kept_place()
    assert kept is not None
    offered = serve(kept=kept, now=NOW)
    assert offered is not None
    return offered


def test_a_taken_time_leads_to_the_waiting_list(page: Client, holder: Booking) -> None:
    refused = page.get(TAKEN).content.decode()
    assert "/h/higashi/r/band/wait/?s=2026-12-04T17%3A00" in refused
    form = text_of(page.get(SLOT).content.decode())
    assert "12月4日(金) 17:00–19:00だけ" in form


def test_one_waits_for_that_time_and_sees_the_place(page: Client, holder: Booking) -> None:
    assert page.post(SLOT, {"kind": "slot"}).headers["Location"] == "/me/waits/"
    line = text_of(page.get("/me/waits/").content.decode())
    assert "12月4日(金) 17:00–19:00 東児童館 音楽室" in line
    assert "今は1番目です" in line
    assert "今は1番目です" in text_of(page.get("/me/").content.decode())


def test_one_waits_for_any_such_evening(page: Client, holder: Booking) -> None:
    wish = {
        "kind": "wish",
        "weekday": ["2", "4"],
        "from": "17",
        "until": "21",
        "minutes": "120",
        "weeks": "4",
    }
    page.post("/h/higashi/r/band/wait/", wish)
    line = text_of(page.get("/me/waits/").content.decode())
    assert "東児童館 音楽室 12月30日(水)までの水・金曜、17:00から21:00のあいだの2時間" in line


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"weekday": "4", "from": "17", "until": "18", "minutes": "120"}, "時間の幅を広げてください。"),
    ],
)
def test_what_cannot_be_is_said_by_its_field_and_nothing_is_written(
    page: Client, holder: Booking, typed: dict[str, str], said: str
) -> None:
    answer = page.post("/h/higashi/r/band/wait/", typed)
    assert answer.status_code == 422
    assert said in text_of(answer.content.decode())
    assert not Wait.objects.exists()


def test_whoever_names_no_weekday_waits_for_any_on_which_the_room_is_lent(
    page: Client, holder: Booking
) -> None:
    page.post("/h/higashi/r/band/wait/", {"from": "13", "until": "17", "minutes": "120", "weeks": "4"})
    line = text_of(page.get("/me/waits/").content.decode())
    assert "火・水・木・金・土・日曜、13:00から17:00のあいだの2時間" in line


@pytest.mark.parametrize("typed", [{"weekday": "9"}, {"weeks": "999"}, {"from": "x"}, {"s": "never"}])
def test_nonsense_is_read_as_what_was_proposed(page: Client, holder: Booking, typed: dict[str, str]) -> None:
    assert page.post("/h/higashi/r/band/wait/", {"weekday": "4", **typed}).status_code in (302, 422)


def test_an_offer_is_accepted_on_the_page_of_the_booking(page: Client, holder: Booking) -> None:
    page.post(SLOT, {"kind": "slot"})
    offered = freed(holder)
    told = text_of(page.get(f"/b/{offered.public_id}/").content.decode())
    assert "空きました。使いますか" in told
    for later in ("時間を変える", "友だちに知らせる", "その日のながれ", offered.code):
        assert later not in told, "an offer is answered before anything else"
    page.post(f"/b/{offered.public_id}/accept/", {"sequence": "0"})
    assert "空きました" not in text_of(page.get(f"/b/{offered.public_id}/").content.decode())
    offered.refresh_from_db()
    assert offered.state == "booked"


def test_an_offer_is_asked_about_first_and_is_no_booking_yet(page: Client, holder: Booking) -> None:
    page.post(SLOT, {"kind": "slot"})
    offered = freed(holder)
    mine = text_of(page.get("/me/").content.decode())
    assert mine.count("返事をする") == 1
    assert "空きました。使いますか" in mine
    assert "次の予約" not in mine + text_of(page.get("/").content.decode())
    page.post(f"/b/{offered.public_id}/accept/", {"sequence": "0"})
    mine = text_of(page.get("/me/").content.decode())
    assert "次の予約" in mine
    assert "返事をする" not in mine


@pytest.mark.parametrize("change", ["cancel", "move", "who", "rooms", "extend", "hand-back"])
def test_an_offer_has_no_page_on_which_it_is_changed(page: Client, holder: Booking, change: str) -> None:
    page.post(SLOT, {"kind": "slot"})
    offered = freed(holder)
    address = f"/b/{offered.public_id}/{change}/"
    assert page.get(address).headers["Location"] == f"/b/{offered.public_id}/"
    if change != "cancel":
        form = {"sequence": "0", "high_school": "3", "until": "2026-12-04T20:00", "room": "craft"}
        answer = page.post(f"{address}?s=2026-12-04T19:00", {**form, "e": "2026-12-04T20:00"})
        assert answer.status_code == 404
        assert Booking.objects.get(person=offered.person).state == "offered"


def test_an_offer_is_declined(page: Client, holder: Booking) -> None:
    page.post(SLOT, {"kind": "slot"})
    offered = freed(holder)
    assert (
        page.post(f"/b/{offered.public_id}/decline/", {"sequence": "0"}).headers["Location"] == "/me/waits/"
    )
    assert "今は何も待っていません" in text_of(page.get("/me/waits/").content.decode())


def test_one_leaves_the_line(page: Client, holder: Booking, haruka: Person) -> None:
    page.post(SLOT, {"kind": "slot"})
    mine = Wait.objects.get()
    page.post(f"/w/{mine.public_id}/stop/")
    mine.refresh_from_db()
    assert mine.state == "withdrawn"


def test_a_slip_is_put_right_beside_what_it_did_and_the_place_is_the_same(
    page: Client, holder: Booking
) -> None:
    page.post(SLOT, {"kind": "slot"})
    wait(
        asker=asker_of(a_high_schooler(), Company(), NOW),
        wish=wish_for(holder.room.pk, [FRIDAY], TOKYO),
        now=NOW,
    )
    mine = Wait.objects.earliest("pk")
    page.post(f"/w/{mine.public_id}/stop/")
    told = text_of(page.get("/me/waits/").content.decode())
    assert "12月4日(金) 17:00–19:00 東児童館 音楽室を待つのをやめました" in told
    assert "もとの順番にもどせます(あと10分0秒)" in told
    assert page.post(f"/w/{mine.public_id}/again/").headers["Location"] == "/me/waits/"
    told = text_of(page.get("/me/waits/").content.decode())
    assert "もとの順番にもどしました" in told
    assert "今は1番目です" in told
    assert "あと10分" not in told


def test_after_ten_minutes_the_page_offers_it_no_more_and_a_late_tap_is_told(
    page: Client, holder: Booking, settings: LazySettings
) -> None:
    page.post(SLOT, {"kind": "slot"})
    mine = Wait.objects.get()
    page.post(f"/w/{mine.public_id}/stop/")
    settings.CLOCK = "2026-12-02T16:20:00+09:00"
    assert "/again/" not in page.get("/me/waits/").content.decode()
    page.post(f"/w/{mine.public_id}/again/")
    told = text_of(page.get("/me/waits/").content.decode())
    assert "10分をすぎたので、もとの順番にはもどせません" in told
    assert not Wait.objects.filter(state="waiting").exists()


def test_what_is_somebody_elses_is_not_there(
    page: Client, holder: Booking, as_member: Callable[..., Client]
) -> None:
    page.post(SLOT, {"kind": "slot"})
    offered, mine = freed(holder), Wait.objects.get()
    stranger = as_member(a_high_schooler())
    addresses = (
        f"/b/{offered.public_id}/accept/",
        f"/b/{offered.public_id}/decline/",
        f"/w/{mine.public_id}/stop/",
        f"/w/{mine.public_id}/again/",
    )
    assert {stranger.post(address).status_code for address in addresses} == {404}


def test_a_room_that_is_not_there_has_no_line(page: Client) -> None:
    assert page.get("/h/higashi/r/none/wait/").status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(client: Client, holder: Booking) -> None:
    room: Room = holder.room
    address = f"/h/{room.facility.slug}/r/{room.slug}/wait/"
    assert client.get(address).headers["Location"] == f"/in/login/?next={address}"


@pytest.mark.parametrize("typed", ["1" * 5000, "²", "九", "-1", "２", ""])
@pytest.mark.parametrize("field", ["from", "until", "minutes", "weeks"])
def test_a_number_that_the_form_does_not_offer_leaves_what_was_proposed(
    page: Client, holder: Booking, field: str, typed: str
) -> None:
    told = {"kind": "wish", "weekday": "4", "from": "17", "until": "21", "minutes": "120", "weeks": "4"}
    assert page.post(SLOT, {**told, field: typed}).status_code == 302
    assert Wait.objects.get().wish.seconds == 7200


def test_a_plain_member_sees_the_groups_place_in_line_and_changes_nothing(
    holder: Booking, haruka: Person, page: Client, as_member: Callable[..., Client]
) -> None:
    leader = a_high_schooler()
    band = a_band(leader, haruka)
    for person, company in ((a_high_schooler(), Company()), (leader, Company(band.pk, (leader.pk,)))):
        slot = wish_for(holder.room.pk, [FRIDAY], TOKYO)
        wait(asker=asker_of(person, company, NOW), wish=slot, now=NOW)
    for address in ("/me/waits/", f"/g/{band.public_id}/"):
        html = page.get(address).content.decode()
        assert "12月4日(金) 17:00–19:00" in text_of(html)
        assert "今は2番目です" in text_of(html)
        assert "/stop/" not in html
    assert "よるかぜ・" in text_of(page.get("/me/waits/").content.decode())
    assert "/stop/" in as_member(leader).get(f"/g/{band.public_id}/").content.decode()


def test_whoever_waits_alone_and_with_a_group_sees_which_is_which(
    page: Client, holder: Booking, haruka: Person
) -> None:
    band = a_band(haruka, a_high_schooler())
    slot = wish_for(holder.room.pk, [FRIDAY], TOKYO)
    for company in (Company(band.pk, (haruka.pk,)), Company()):
        wait(asker=asker_of(haruka, company, NOW), wish=slot, now=NOW)
    for address in ("/me/waits/", "/me/"):
        told = text_of(page.get(address).content.decode())
        assert "よるかぜ・今は1番目です" in told
        assert "よるかぜ・今は2番目です" not in told
        assert "今は2番目です" in told
    assert "よるかぜ・" not in text_of(page.get(f"/g/{band.public_id}/").content.decode())


WISH = "/h/higashi/r/band/wait/"
CHECKED = re.compile(r'<input type="checkbox" name="weekday" value="(\d)" checked>')


def offered_in(html: str, name: str) -> list[int]:
    """The values that a choice of the form has."""
    field = re.search(rf'<select name="{name}">(.*?)</select>', html, re.DOTALL)
    assert field is not None
    return [int(value) for value in re.findall(r'value="(\d+)"', field[1])]


def test_no_weekday_is_ticked_before_somebody_has_named_one(page: Client, holder: Booking) -> None:
    assert CHECKED.findall(page.get(WISH).content.decode()) == []


def test_the_weekday_of_the_slot_one_was_looking_at_is_ticked_and_no_other(
    page: Client, holder: Booking
) -> None:
    assert CHECKED.findall(page.get(SLOT).content.decode()) == ["4"]


def test_the_weekdays_that_were_searched_for_are_ticked(page: Client, holder: Booking) -> None:
    assert CHECKED.findall(page.get(WISH + "?weekday=2&weekday=5").content.decode()) == ["2", "5"]


def test_only_weekdays_and_hours_are_offered_in_which_the_room_is_lent(page: Client, holder: Booking) -> None:
    html = page.get(WISH).content.decode()
    hours = hours_of(holder.room, date(2026, 12, 2), date(2027, 2, 24))
    days = [int(day) for day in re.findall(r'name="weekday" value="(\d)"', html)]
    assert days == sorted(hours.pieces)
    assert 0 not in days, "the hall is closed on Mondays"
    ends = hours.ends
    assert ends is not None
    assert (offered_in(html, "from")[0], offered_in(html, "until")[-1]) == (ends[0] // 60, -(-ends[1] // 60))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"weekday": "6", "from": "18", "until": "21"}, "その時間は、開いていません。"),
    ],
    ids=["the hall closes at five"],
)
def test_nobody_waits_for_hours_that_never_come(
    page: Client, holder: Booking, typed: dict[str, str], said: str
) -> None:
    answer = page.post(WISH, {"minutes": "120", "weeks": "4", **typed})
    assert (answer.status_code, Wait.objects.count()) == (422, 0)
    assert said in text_of(answer.content.decode())
