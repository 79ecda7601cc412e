"""What a hall's page says is closed: the room and the hours that are, and no more."""

import pytest
from django.test import Client
from django.utils import translation

from booking.wording.closed_news import closed_news
from facilities.rules.hours import DatedClosure
from facilities.rules.spans import Span
from tests.booking.web.conftest import text_of
from tests.factories import TOKYO, a_closure, a_hall, at, span, the_room

NAMES = {"band": "音楽室", "craft": "工作室", "gym": "遊戯室"}
WORKS = {"reason_ja": "照明の工事", "reason_en": "work on the lights"}


def told(when: Span, *rooms: str) -> tuple[str, str] | None:
    closed = DatedClosure(when, frozenset(rooms) or None, **WORKS)
    news = closed_news(closed, NAMES, TOKYO)
    return news and (news.when, news.words)


def test_a_whole_hall_for_a_whole_day_has_its_day_off() -> None:
    assert told(span("2026-12-08", "00:00", "24:00")) == ("12月8日(火)", "お休みします(照明の工事)。")


def test_a_room_from_an_hour_on_leaves_the_hall_open() -> None:
    shut = told(span("2026-12-04", "15:00", "24:00"), "band")
    assert shut == ("12月4日(金)", "音楽室は15時から使えません(照明の工事)。")


def test_rooms_stand_in_the_order_of_the_page() -> None:
    shut = told(span("2026-12-04", "00:00", "24:00"), "gym", "band")
    assert shut == ("12月4日(金)", "音楽室・遊戯室は使えません(照明の工事)。")


def test_a_hall_that_closes_at_once_says_from_when_to_when() -> None:
    shut = told(span("2026-12-04", "17:20", "21:00"))
    assert shut == ("12月4日(金)", "17時20分から21時まで、お休みします(照明の工事)。")


def test_a_morning_ends_at_its_hour() -> None:
    shut = told(span("2026-12-04", "00:00", "12:00"), "craft")
    assert shut == ("12月4日(金)", "工作室は12時まで使えません(照明の工事)。")


def test_several_days_are_said_by_their_first_and_last() -> None:
    whole = Span(at("2026-12-07 00:00"), at("2026-12-10 00:00"))
    assert told(whole) == ("12月7日(月)–12月9日(水)", "お休みします(照明の工事)。")


def test_several_days_of_which_one_is_shut_in_part_bring_their_times() -> None:
    night = Span(at("2026-12-07 21:00"), at("2026-12-09 09:00"))
    shut = ("12月7日(月) 21:00–12月9日(水) 9:00", "音楽室は使えません(照明の工事)。")
    assert told(night, "band") == shut


def test_a_closure_of_rooms_that_the_page_does_not_show_is_no_news() -> None:
    assert told(span("2026-12-04", "00:00", "24:00"), "attic") is None


def test_it_is_said_in_english_with_the_reason_in_english() -> None:
    with translation.override("en"):
        shut = told(span("2026-12-04", "15:00", "21:00"), "band")
    assert shut == ("Fri 4 Dec", "音楽室 cannot be used from 15:00 to 21:00 (work on the lights).")


@pytest.mark.django_db
def test_the_page_of_a_hall_names_the_room_that_is_shut(client: Client) -> None:
    hall = a_hall()
    shut = span("2026-12-04", "15:00", "24:00")
    a_closure(hall, shut, the_room(hall, "band"), reason_ja="照明の工事")
    page = text_of(client.get("/h/higashi/").content.decode())
    assert "12月4日(金) 音楽室は15時から使えません(照明の工事)。" in page
    assert "お休みします" not in page
