"""The today board and its panel, as staff use them without script, at 17:42 on 4 December 2026."""

import gzip
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.actions.attendance import check_in
from booking.models import Act, Booking, Displacement, HandoverNote, KeyLoan, OnDuty, Person
from booking.queries.attendance import counts_of
from booking.rules.attendance import Heads, Part
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Facility
from tests.factories import ARRIVING, SAMPLE, a_booking, a_facility, a_hall, a_room, at, span, the_room
from tests.people import a_band, a_high_schooler, a_junior_high_student, a_person, staff

pytestmark = pytest.mark.django_db
BOARD = "/desk/higashi/"
POLL = {"HX-Request": "true"}
NOW = at("2026-12-04 17:42")
STEPS = (
    ARRIVING
    + """
[[clauses]]
id = "P2"
ja = "机をもとにもどします。"
en = "Put the tables back."
  [[clauses.says]]
  type = "procedure"
  topic = "RESTORE"
  when = "leaving"
"""
)


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.CLOCK = "2026-12-04T17:42:00+09:00"


@pytest.fixture
def hall() -> Facility:
    return a_hall(SAMPLE + STEPS)


@pytest.fixture
def desk(hall: Facility) -> Person:
    return staff(hall, name="岡 さくら")


@pytest.fixture
def client(desk: Person) -> Client:
    client = Client()
    client.force_login(desk)
    return client


@pytest.fixture
def booking(hall: Facility) -> Booking:
    leader, friend = a_high_schooler(name="高橋 ゆい"), a_junior_high_student()
    when = span("2026-12-04", "17:00", "19:00")
    given = {"counted": {"junior_high": 2}, "headcount": 4, "group": a_band(leader, friend)}
    made = a_booking(the_room(hall, "band"), when, leader, **given)
    made.people.set([leader, friend])
    return made


def html(client: Client, address: str = BOARD) -> str:
    return client.get(address).content.decode()


def act(client: Client, booking: Booking, do: str, **typed: object) -> Any:
    booking.refresh_from_db()
    fields = {"do": do, "sequence": booking.sequence, **typed}
    return client.post(f"{BOARD}visit/{booking.public_id}/", fields)


def filled(page: str) -> dict[str, str]:
    """What the panel's fields hold as they come."""
    found = re.findall(r'name="((?:was-)?(?:part|accompany|help)-[a-z_]+)"[^>]*value="(\d*)"', page)
    return dict(found)


def test_a_key_by_a_booking_that_was_given_up_is_refused_in_words(client: Client, hall: Facility) -> None:
    gone = a_booking(the_room(hall, "band"), span("2026-12-04", "17:00", "19:00"), state=State.CANCELLED)
    answer = act(client, gone, "hand_key")
    assert answer.status_code == 409
    assert "鍵を渡せるのは、決まっている予約だけです。" in answer.content.decode()
    assert not KeyLoan.objects.exists()


def test_the_board_shows_who_has_which_room_and_how_it_stands(client: Client, booking: Booking) -> None:
    page = html(client)
    assert '<li class="b s-late" style="--a:29;--b:37">' in page
    assert "よるかぜ" in page
    assert "来ていません" in page
    assert "42分" in page
    assert "夜間開放 17:00–21:00" in page


@pytest.mark.parametrize(("moment", "look"), [("18:59", "evb"), ("19:00", "evb late"), ("20:55", "evb late")])
def test_the_name_of_the_evening_makes_way_for_the_time(
    client: Client, settings: Any, moment: str, look: str
) -> None:
    settings.CLOCK = f"2026-12-04T{moment}:00+09:00"
    assert f'class="{look}"' in html(client)


def test_a_day_without_bookings_says_so(client: Client) -> None:
    assert "きょうは予約がありません。" in html(client)


def test_a_day_on_which_the_house_is_closed_says_why(client: Client) -> None:
    assert "休館日" in html(client, f"{BOARD}?d=2026-12-07")


def test_another_day_is_not_polled_and_today_has_no_day_in_its_address(client: Client) -> None:
    page = html(client, f"{BOARD}?d=2026-12-05")
    assert "hx-get" not in page
    assert 'id="day-before" href="/desk/higashi/"' in page
    assert "12月5日(土)" in page


@pytest.mark.parametrize("day", ["nonsense", "9999-12-31", "2026-13-01"])
def test_a_day_that_cannot_be_read_is_today(client: Client, day: str) -> None:
    answer = client.get(BOARD, {"d": day})
    assert "12月4日(金)" in answer.content.decode()


@pytest.mark.parametrize("view", ["table", "list"])
def test_the_same_day_as_a_table_and_as_a_list(client: Client, booking: Booking, view: str) -> None:
    page = html(client, f"{BOARD}?v={view}")
    assert "よるかぜ" in page
    assert f'href="/desk/higashi/?v={view}&amp;b={booking.public_id}#sel"' in page


def test_the_panel_is_filled_from_the_booking(client: Client, booking: Booking) -> None:
    page = html(client, f"{BOARD}?b={booking.public_id}")
    fields = filled(page)
    assert (fields["part-junior_high"], fields["part-high_school"], fields["part-senior"]) == ("3", "1", "0")
    assert fields["accompany-adult"] == "", "nobody has said whether somebody comes along"
    assert "高橋 ゆい" in page
    assert "利用証を見せてください。" in page
    assert "鍵を渡す" in page


def test_check_in_is_two_taps(client: Client, booking: Booking) -> None:
    """The block, and the button with the numbers as they are."""
    assert f'id="b-{booking.public_id}" href="/desk/higashi/?b={booking.public_id}#sel"' in html(client)
    numbers = filled(html(client, f"{BOARD}?b={booking.public_id}"))
    answer = act(client, booking, "check_in", key="1", **numbers)
    assert answer.headers["Location"] == f"/desk/higashi/?b={booking.public_id}#sel"
    booking.refresh_from_db()
    assert booking.state == State.IN_USE
    assert sum(counts_of(booking).values()) == 4
    assert KeyLoan.objects.filter(booking=booking, back_at=None).exists()
    page = html(client, f"{BOARD}?b={booking.public_id}")
    assert "机をもとにもどします。" in page
    assert "岡 さくら 受付しました" in page


def test_they_go_with_the_key_back_and_the_last_numbers(client: Client, booking: Booking) -> None:
    act(client, booking, "check_in", key="1", **{"part-high_school": "4"})
    act(client, booking, "check_out", key="1", **{"part-high_school": "3"})
    booking.refresh_from_db()
    assert booking.state == State.USED
    assert counts_of(booking) == {Heads(Part.TAKING_PART, "high_school"): 3}
    assert not KeyLoan.objects.filter(back_at=None).exists()


def test_a_step_is_taken_back_by_a_button(client: Client, booking: Booking) -> None:
    act(client, booking, "check_in")
    act(client, booking, "check_out")
    for undo, state in (("undo_check_out", State.IN_USE), ("undo_check_in", State.BOOKED)):
        assert f'value="{undo}"' in html(client, f"{BOARD}?b={booking.public_id}")
        act(client, booking, undo)
        booking.refresh_from_db()
        assert booking.state == state


def test_a_refusal_is_a_card_with_the_halls_rule_and_goes_on_with_a_reason(
    client: Client, booking: Booking
) -> None:
    answer = act(client, booking, "check_in", **{"part-high_school": "9"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "音楽室は8人までです。" in page
    assert filled(page)["part-high_school"] == "9", "what was typed is kept"
    answer = act(client, booking, "check_in", why="立って歌うだけ", **{"part-high_school": "9"})
    assert answer.status_code == 302
    assert Act.objects.get(verb="overrule").why == "立って歌うだけ"


def test_whoever_may_not_overrule_is_not_asked_for_a_reason(hall: Facility, booking: Booking) -> None:
    client = Client()
    client.force_login(staff(hall, role=Role.CONTRACTOR))
    page = act(client, booking, "check_in", **{"part-high_school": "9"}).content.decode()
    assert 'name="why"' not in page


def test_of_two_desks_the_second_is_told_who_did_what_and_when(
    client: Client, booking: Booking, hall: Facility
) -> None:
    other = staff(hall, name="佐々木 直")
    check_in(booking=Booking.objects.get(pk=booking.pk), counts={}, actor=other, now=NOW - 60)
    fields = {"do": "check_in", "sequence": booking.sequence}
    answer = client.post(f"{BOARD}visit/{booking.public_id}/", fields)
    assert answer.status_code == 409
    assert "17:41 佐々木 直:受付しました" in answer.content.decode()


@pytest.mark.parametrize("typed", ["x", "-1", "99999", "²", "1e3"])
def test_what_is_no_number_is_said_with_its_field(client: Client, booking: Booking, typed: str) -> None:
    answer = act(client, booking, "check_in", **{"part-adult": typed})
    assert answer.status_code == 400
    assert '<a href="#part-adult">人数は、' in answer.content.decode()


def test_a_button_that_is_none_is_said(client: Client, booking: Booking) -> None:
    assert act(client, booking, "abolish").status_code == 400


def test_another_halls_booking_is_not_there(client: Client, desk: Person) -> None:
    other = a_room(a_facility("nukui"))
    foreign = a_booking(other, span("2026-12-04", "17:00", "19:00"), a_high_schooler())
    assert client.get(f"{BOARD}?b={foreign.public_id}").status_code == 404
    assert act(client, foreign, "check_in").status_code == 404
    desk.posts.create(facility=other.facility, role=Role.DESK)
    assert act(client, foreign, "check_in").status_code == 404, "not by this hall's address either"


def test_a_key_that_is_not_back_is_on_the_list_the_next_morning(
    client: Client, booking: Booking, settings: Any
) -> None:
    act(client, booking, "check_in", key="1")
    act(client, booking, "check_out")
    settings.CLOCK = "2026-12-05T09:00:00+09:00"
    page = html(client)
    assert "音楽室の鍵がもどっていません" in page
    assert "12月4日(金) 17:42に渡しました" in page
    act(client, booking, "take_key_back")
    assert "もどっていません" not in html(client)


def test_a_note_is_shown_where_it_matters_until_it_is_done(client: Client, booking: Booking) -> None:
    client.post(f"{BOARD}notes/", {"about": "band", "text": "アンプBは修理中"})
    note = HandoverNote.objects.get()
    assert "アンプBは修理中" in html(client, f"{BOARD}?b={booking.public_id}")
    assert "アンプBは修理中" not in html(client, f"{BOARD}?r=craft")
    assert "申し送りあり" in html(client)
    client.post(f"{BOARD}notes/", {"note": note.public_id, "do": "done"})
    assert "アンプBは修理中" not in html(client, f"{BOARD}?b={booking.public_id}")


def test_a_note_without_words_is_said(client: Client) -> None:
    answer = client.post(f"{BOARD}notes/", {"text": " "})
    assert answer.status_code == 400
    assert "申し送りは、1字から300字まで" in answer.content.decode()


class TestPolling:
    def poll(self, client: Client, tag: str = "", address: str = BOARD) -> Any:
        headers = {**POLL, **({"If-None-Match": tag} if tag else {})}
        return client.get(address, headers=headers)

    def test_a_poll_that_finds_nothing_new_costs_two_queries(
        self, client: Client, booking: Booking, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        tag = self.poll(client)["ETag"]
        with django_assert_num_queries(2):
            answer = self.poll(client, tag)
        assert (answer.status_code, answer.content) == (304, b"")

    def test_the_page_itself_knows_its_version(self, client: Client, booking: Booking) -> None:
        found = re.search(r'data-version="([^"]+)"', html(client))
        assert found is not None
        assert self.poll(client, found[1].replace("&quot;", '"')).status_code == 304

    def test_a_poll_brings_the_board_and_not_the_frame(self, client: Client, booking: Booking) -> None:
        page = self.poll(client).content.decode()
        assert page.lstrip().startswith('<div id="board"')
        assert "<main" not in page

    def test_what_another_desk_does_is_news(self, client: Client, booking: Booking, hall: Facility) -> None:
        tag = self.poll(client)["ETag"]
        check_in(booking=booking, counts={}, actor=staff(hall), now=NOW)
        answer = self.poll(client, tag)
        assert answer.status_code == 200
        assert "利用中" in answer.content.decode()

    def test_the_minute_is_news(self, client: Client, settings: Any) -> None:
        tag = self.poll(client)["ETag"]
        settings.CLOCK = "2026-12-04T17:43:00+09:00"
        assert self.poll(client, tag).status_code == 200

    def test_a_board_that_is_open_over_midnight_goes_on_to_the_new_day(
        self, client: Client, settings: Any
    ) -> None:
        tag = self.poll(client)["ETag"]
        settings.CLOCK = "2026-12-05T00:00:10+09:00"
        page = self.poll(client, tag).content.decode()
        assert "12月5日(土)" in page
        assert "12月4日" not in page

    def test_nobody_elses_tag_opens_the_board(self, client: Client, booking: Booking) -> None:
        tag = self.poll(client)["ETag"]
        stranger = Client()
        assert self.poll(stranger, tag).status_code == 302
        stranger.force_login(a_person(None))
        assert self.poll(stranger, tag).status_code == 404

    def test_who_serves_no_longer_gets_no_304(self, client: Client, desk: Person) -> None:
        tag = self.poll(client)["ETag"]
        desk.posts.all().delete()
        assert self.poll(client, tag).status_code == 404


def test_ten_rooms_and_120_bookings_cost_twelve_queries_and_few_bytes(
    client: Client, hall: Facility, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rooms = [*hall.rooms.all(), *(a_room(hall, f"r{number}") for number in range(5))]
    a_room(hall, "corner", bookable=False)
    for room in rooms:
        for hour in range(12):
            when = span("2026-12-04", f"{hour + 9:02}:00", f"{hour + 9:02}:45")
            a_booking(room, when, a_high_schooler(name=f"バンド {room.slug} {hour}"), state=State.USED)
    html(client)
    with django_assert_max_num_queries(12):
        answer = client.get(BOARD)
    assert answer.content.count(b'<li class="b ') == 120
    assert len(gzip.compress(answer.content)) < 25 * 1024


def test_the_board_says_who_is_on_duty_and_how_much_waits_in_the_queues(
    client: Client, hall: Facility, desk: Person, booking: Booking
) -> None:
    OnDuty.objects.create(facility=hall, day=date(2026, 12, 4), person=desk)
    OnDuty.objects.create(facility=hall, day=date(2026, 12, 5), person=staff(hall, name="森 あした"))
    place = {"room": booking.room, "start": booking.start, "end": booking.end}
    Displacement.objects.create(booking=booking, made_at=NOW, **place)
    a_booking(the_room(hall, "a"), span("2026-12-03", "13:00", "15:00"), a_high_schooler())
    page = html(client)
    assert "当番 岡 さくら" in page
    assert "森 あした" not in page
    assert "移動のお願い 1件" in page
    assert "人数の入力もれ 1件" in page
    assert "承認 1件" not in page
    assert 'href="/desk/higashi/ok/?q=move"' in page


def test_the_panel_leads_to_what_can_be_done_with_a_booking_and_back(
    client: Client, hall: Facility, booking: Booking
) -> None:
    page = html(client, f"{BOARD}?b={booking.public_id}")
    own = f"/desk/higashi/b/{booking.public_id}/"
    assert f'href="{own}#lt"' in page, "nobody is here yet"
    assert f"{own}move/" not in page
    later = a_booking(the_room(hall, "a"), span("2026-12-04", "18:00", "19:00"), a_high_schooler())
    page = html(client, f"{BOARD}?b={later.public_id}")
    assert f'href="/desk/higashi/b/{later.public_id}/move/"' in page
    assert f'href="/desk/higashi/b/{later.public_id}/#no"' in page
    assert f'href="{BOARD}?b={booking.public_id}#sel"' in html(client, own)


def test_whoever_may_only_close_the_door_has_no_button_that_leads_nowhere(hall: Facility) -> None:
    client = Client()
    client.force_login(staff(hall, role=Role.CONTRACTOR))
    page = html(client)
    for address in re.findall(r'id="go-\w+" href="([^"]+)"', page):
        assert client.get(address).status_code == 200


def test_a_room_that_is_tapped_leads_to_whoever_stands_there_without_a_booking(client: Client) -> None:
    html = client.get(f"{BOARD}?r=craft").content.decode()
    assert 'href="/desk/higashi/walk-in/?room=craft"' in html
    tomorrow = client.get(f"{BOARD}?r=craft&d=2026-12-05").content.decode()
    assert "walk-in/?room=craft" not in tomorrow
