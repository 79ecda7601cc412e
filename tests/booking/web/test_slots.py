import gzip
import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from facilities.models import Facility
from tests.booking.web.conftest import WEEK, text_of
from tests.factories import a_band_room, a_booking, span
from tests.people import a_band, a_high_schooler, a_third_grader

pytestmark = pytest.mark.django_db
STATE = "空き|まだ受付前|条件があります|職員に相談|あなたの予約"
NAME = re.compile(rf"^({STATE}) \d+月\d+日 .曜日 \d+時(\d+分)?から\d+時(\d+分)?$")


def names(html: str) -> list[str]:
    return re.findall(r'<td[^>]*><a [^>]*>.*?<span class="vh">([^<]+)</span></a>', html)


def test_every_window_says_its_state_day_weekday_and_time(client: Client) -> None:
    room = a_band_room()
    a_booking(room, span("2026-12-03", "13:00", "15:00"))
    page = client.get(WEEK).content.decode()
    found = names(page)
    assert "空き 12月4日 金曜日 17時から19時" in found
    assert "空き 12月3日 木曜日 13時から15時" not in found
    assert [name for name in found if not NAME.match(name)] == []


def test_a_week_costs_at_most_twelve_queries(
    as_member: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    room = a_band_room()
    person = a_high_schooler()
    a_booking(room, span("2026-12-03", "13:00", "15:00"), person, group=a_band(person))
    client = as_member(person)
    client.get(WEEK)
    with django_assert_max_num_queries(12):
        client.get(WEEK)


def test_a_week_weighs_at_most_fourteen_kilobytes(client: Client) -> None:
    a_band_room()
    assert len(gzip.compress(client.get(WEEK).content)) <= 14 * 1024


def test_the_legend_names_every_state_that_the_week_shows(client: Client) -> None:
    room = a_band_room()
    a_booking(room, span("2026-12-03", "13:00", "15:00"))
    page = client.get(WEEK).content.decode()
    legend = text_of(page[page.index('class="legend"') :].partition("</ul>")[0])
    assert [word for word in ("空き", "予約あり", "時間外", "休館日", "終了") if word not in legend] == []


def test_what_the_hall_knows_of_its_house_stands_at_its_room_too(client: Client) -> None:
    room = a_band_room()
    Facility.objects.filter(pk=room.facility_id).update(lift=True)
    page = text_of(client.get("/h/higashi/r/band/").content.decode())
    assert "エレベーター 館全体では、あります。" in page
    assert "まだたしかめていません(入口・車いす" in page


def test_nobody_learns_who_has_a_room(client: Client) -> None:
    room = a_band_room()
    a_booking(room, span("2026-12-03", "13:00", "15:00"), a_high_schooler(call_name="はるか"), purpose="合唱")
    page = client.get(WEEK).content.decode()
    assert "予約あり" in page
    assert "はるか" not in page
    assert "合唱" not in page


@pytest.mark.parametrize(
    ("asked", "first", "says"),
    [
        ("2026-12-09", "12月9日–15日", ""),
        ("2020-01-01", "12月2日–8日", "見られるのは12月2日(水)から"),
        ("9999-12-31", "2028", ""),
        ("yesterday", "12月2日–8日", "日にちが読み取れなかった"),
        ("2026-13-45", "12月2日–8日", "日にちが読み取れなかった"),
        ("0000-00-00", "12月2日–8日", "日にちが読み取れなかった"),
    ],
)
def test_a_date_out_of_range_shows_a_near_week_and_says_so(
    client: Client, asked: str, first: str, says: str
) -> None:
    a_band_room()
    answer = client.get(WEEK, {"from": asked})
    assert answer.status_code == 200
    if first != "2028":
        assert first in answer.content.decode()
    else:
        assert "見られるのは" in answer.content.decode()
    assert says in answer.content.decode()


def test_the_list_view_says_in_words_what_the_table_shows(client: Client) -> None:
    a_band_room()
    page = text_of(client.get(WEEK, {"v": "list"}).content.decode())
    assert "12月4日(金)・あさって" in page
    assert "17:00–19:00 空き" in page
    assert "お休みです(休館日)。" in page


def test_a_party_that_may_not_come_sees_why_and_by_which_clause(as_member: Callable[..., Client]) -> None:
    a_band_room()
    page = as_member(a_third_grader()).get(WEEK).content.decode()
    assert 'href="/h/higashi/rules/#W1"' in page
    assert "空き 12月4日" not in page


@pytest.mark.parametrize(
    "address", ["/h/nowhere/", "/h/higashi/r/nowhere/", "/h/nowhere/r/band/", "/h/a%00b/"]
)
def test_an_unknown_place_is_not_found_and_names_the_halls(client: Client, address: str) -> None:
    a_band_room()
    answer = client.get(address)
    assert answer.status_code in (404, 400)
    if answer.status_code == 404:
        assert 'href="/h/higashi/"' in answer.content.decode()
