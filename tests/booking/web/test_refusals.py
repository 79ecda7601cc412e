"""What a refusal says, and that every way out of it leads to something that is there or allowed."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from booking.models import Person
from booking.queries.slots import room_week
from booking.web.refusals import unlit
from facilities.models import Facility
from tests.booking.web.conftest import WEEK, text_of
from tests.factories import (
    NOW,
    REGISTERING,
    SAMPLE,
    TODAY,
    a_band_room,
    a_booking,
    a_closure,
    a_hall,
    span,
    the_room,
)
from tests.people import a_high_schooler, a_junior_high_student, a_third_grader

pytestmark = pytest.mark.django_db
FRIDAY = f"{WEEK}b/?s=2026-12-04T17:00"
REGISTERED = """
[[clauses]]
id = "R1"
ja = "音楽室は登録したグループが使えます。"
en = "The music room is for registered groups."
  [[clauses.says]]
  type = "registration"
  rooms = ["band"]
  of = "group"
"""


def ways(html: str) -> list[tuple[str, str]]:
    """The ways out of a refusal: where each leads and what it says."""
    card = html[html.index('class="btns"') :].partition("</div>")[0]
    return [
        (unescape(href), text_of(words).strip())
        for href, words in re.findall(r'href="([^"]+)">(.+?)</a>', card)
    ]


def leads_somewhere(client: Client, href: str, hall: Facility) -> bool:
    if href.startswith("tel:"):
        return href == f"tel:{hall.phone}" != "tel:"
    answer = client.get(href.partition("#")[0])
    page = answer.content.decode()
    if "/b/?s=" in href:
        return answer.status_code == 200 and "この時間を予約する</button>" in page
    if "opens.ics" in href:
        return answer.status_code == 200 and "BEGIN:VEVENT" in page
    if "/wait/" in href:
        return answer.status_code == 200 and "空いたら知らせる</button>" in page
    if "/r/" in href:
        return answer.status_code == 200 and 'class="lit" href=' in page
    return answer.status_code == 200 and ("#" not in href or f'id="{href.partition("#")[2]}"' in page)


def asked(client: Client, address: str = FRIDAY) -> list[tuple[str, str]]:
    """The ways of a refusal, each of which is tried."""
    found = ways(client.get(address).content.decode())
    hall = Facility.objects.get()
    assert found
    assert [way for way in found if not leads_somewhere(client, way[0], hall)] == []
    return found


def with_two_bookings() -> tuple[Person, list[str]]:
    person, room = a_high_schooler(), a_band_room()
    days = ("2026-12-05", "2026-12-06")
    return person, [a_booking(room, span(day, "10:00", "12:00"), person).public_id for day in days]


def test_whoever_has_as_many_bookings_as_they_may_is_led_to_the_one_that_counts(
    as_member: Callable[..., Client],
) -> None:
    person, (first, _) = with_two_bookings()
    found = asked(as_member(person))
    assert found[0] == (f"/b/{first}/", "12月5日(土)の予約を見る")
    assert f"{WEEK}" not in " ".join(href for href, _ in found), "no window of the room's week is lit"


def test_where_people_register_by_themselves_a_missing_registration_is_asked_for_on_its_page(
    as_member: Callable[..., Client],
) -> None:
    a_hall(REGISTERING, phone="000-000-0000")
    assert ("/me/registration/", "利用登録をする") in asked(as_member())


def test_a_missing_registration_is_settled_at_the_hall_or_by_others(as_member: Callable[..., Client]) -> None:
    hall = a_hall(SAMPLE + REGISTERED, phone="000-000-0000")
    client = as_member()
    assert [words for _, words in asked(client)] == ["館の窓口で登録する", "使う人を変える", "館に電話する"]
    Facility.objects.filter(pk=hall.pk).update(phone="")
    assert [words for _, words in asked(client)] == ["館の窓口で登録する", "使う人を変える"]


@pytest.mark.parametrize("who", [a_third_grader, a_junior_high_student, a_high_schooler])
@pytest.mark.parametrize(
    "use",
    ["band/b/?s=2026-12-04T19:00", "band/b/?s=2027-03-05T17:00", "craft/b/?s=2026-12-07T10:00"],
    ids=["late", "far ahead", "closed"],
)
def test_every_way_out_is_possible(
    as_member: Callable[..., Client], who: Callable[..., Person], use: str
) -> None:
    room = a_band_room()
    a_booking(room, span("2026-12-04", "19:00", "21:00"))
    asked(as_member(who()), f"/h/higashi/r/{use}")


def test_where_no_time_is_left_no_other_time_is_offered(as_member: Callable[..., Client]) -> None:
    room = a_band_room()
    a_closure(room.facility, span("2026-12-02", "00:00", "24:00"))
    found = asked(as_member(a_third_grader()))
    assert not [href for href, _ in found if href.startswith(WEEK)]


def test_ones_own_window_says_that_it_is_ones_own(as_member: Callable[..., Client]) -> None:
    person = a_high_schooler()
    booking = a_booking(a_band_room(), span("2026-12-04", "17:00", "19:00"), person)
    client = as_member(person)
    page = text_of(client.get(FRIDAY).content.decode())
    assert "この時間は、あなたの予約です" in page
    assert "ほかの予約" not in page
    assert asked(client)[0] == (f"/b/{booking.public_id}/", "この予約を見る")


def test_a_card_names_the_clause_and_no_code_and_leads_back_to_the_week(
    as_member: Callable[..., Client],
) -> None:
    a_band_room()
    html = as_member(a_third_grader()).get(FRIDAY).content.decode()
    assert "館の人に聞くときは「きまりW1" in html
    assert "AGE_" not in html
    assert f'href="{WEEK}?from=2026-12-04#grid"' in html


def test_the_day_stands_on_the_card_with_what_is_possible_lit(as_member: Callable[..., Client]) -> None:
    a_booking(a_band_room(), span("2026-12-04", "17:00", "19:00"))
    page = as_member(a_junior_high_student()).get(FRIDAY).content.decode()
    strip = page[page.index('class="strip"') :].partition("</div>")[0]
    assert 'aria-label="12月4日(金)に空いているのは、10:00–12:00・13:00–17:00です。"' in strip
    looks = [look.split() for look in re.findall(r'<i class="([^"]+)"', strip)]
    assert looks == [["lit"], ["lit"], ["lit"], ["dark", "asked"], ["cond"]]


def test_a_note_under_the_week_says_which_day_opens_next_and_when() -> None:
    room = the_room(a_hall(), "band")
    week = room_week(room, date(2026, 12, 31), None, NOW)
    (why,) = unlit(week.days, room.facility, TODAY)
    assert why.words == "1月2日(土)の予約は、12月3日(木) 0:00に始まります。"
