"""Sets of days, as published rules name them."""

import re
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from facilities.labels import days_words, rule_time_words
from facilities.rules.days import Days
from facilities.rules.holidays import HolidayName
from facilities.rules.words import Words

WEEK = ["mon", "tue", "wed", "thu", "fri"]
NAMES = {"exams": Words(ja="試験の期間", en="exam days"), "summer": Words(ja="夏休み", en="summer holidays")}


@pytest.mark.parametrize(
    ("days", "ja", "en"),
    [
        ({}, "", ""),
        ({"days": ["mon"]}, "月曜日", "Monday"),
        ({"days": WEEK}, "月–金曜日", "Mon–Fri"),
        ({"days": ["sat", "sun"]}, "土・日曜日", "Sat, Sun"),
        ({"days": ["wed", "fri"]}, "水・金曜日", "Wed, Fri"),
        ({"days": ["mon", "wed", "thu", "fri"]}, "月・水–金曜日", "Mon, Wed–Fri"),
        ({"days": [*WEEK, "sat", "sun"]}, "毎日", "every day"),
        ({"days": ["mon"], "nth": [2, 4]}, "第2・第4月曜日", "2nd and 4th Monday"),
        ({"days": ["tue"], "nth": [1, 3]}, "第1・第3火曜日", "1st and 3rd Tuesday"),
        ({"days": ["wed"], "nth": [-1]}, "最後の水曜日", "last Wednesday"),
        (
            {"days": WEEK, "holiday": "exclude"},
            "月–金曜日(祝日をのぞく)",
            "Mon–Fri (except national holidays)",
        ),
        ({"days": ["sat", "sun"], "holiday": "include"}, "土・日曜日・祝日", "Sat, Sun, national holidays"),
        ({"holiday": "only"}, "祝日", "national holidays"),
        ({"holiday": "exclude"}, "毎日(祝日をのぞく)", "every day (except national holidays)"),
        ({"after_holiday": True}, "祝日の次の日", "the day after a national holiday"),
        (
            {"after_holiday": True, "days": ["tue"]},
            "火曜日にあたる祝日の次の日",
            "the day after a national holiday, if it is one of these: Tuesday",
        ),
        (
            {"days": ["fri", "sat"], "eve_of_holiday": "include"},
            "金・土曜日・祝日の前の日",
            "Fri, Sat, the day before a national holiday",
        ),
        ({"holidays": ["children"]}, "こどもの日", "Children's Day"),
        ({"every_year": [["12-29", "01-03"]]}, "12月29日–1月3日", "29 December–3 January"),
        ({"every_year": [["05-05", "05-05"]]}, "5月5日", "5 May"),
        ({"months": [5, 6, 7, 8, 9]}, "5月–9月", "May–September"),
        ({"months": [10, 11, 12, 1, 2, 3, 4]}, "10月–4月", "October–April"),
        ({"months": [1, 7, 12]}, "7月・12月–1月", "July, December–January"),
        ({"months": [7, 8], "days": ["sat"]}, "7月–8月の土曜日", "Saturday, July–August"),
        ({"month_end": True}, "月の最後の日", "the last day of the month"),
        ({"dates": [date(2016, 9, 11)]}, "2016年9月11日", "11 Sep 2016"),
        ({"from": date(2017, 1, 10)}, "2017年1月10日から", "from 10 Jan 2017"),
        (
            {"from": date(2026, 12, 1), "until": date(2027, 3, 31), "days": ["mon"]},
            "2026年12月1日から2027年3月31日までの月曜日",
            "Monday, from 1 Dec 2026 to 31 Mar 2027",
        ),
        ({"from": date(2026, 12, 1), "until": date(2026, 12, 1)}, "2026年12月1日", "1 Dec 2026"),
        ({"in": ["summer"], "days": WEEK}, "夏休みの月–金曜日", "Mon–Fri, summer holidays"),
        ({"not_in": ["exams"]}, "毎日(試験の期間をのぞく)", "every day (except exam days)"),
        (
            {"days": ["mon"], "but": [{"every_year": [["05-05", "05-05"]]}]},
            "月曜日(5月5日をのぞく)",
            "Monday (except 5 May)",
        ),
        ({"noted": ["exam"]}, "学校が定期考査の日", "days with exams at school"),
        (
            {"noted": ["holidays", "class_closed"], "schools": ["緑中学校"], "days": ["mon"]},
            "緑中学校が長期休業・学級閉鎖の日の月曜日",
            "Monday, days with school holidays, closed classes at 緑中学校",
        ),
        (
            {"but": [{"noted": ["makeup"]}]},
            "毎日(学校が振替休業の日をのぞく)",
            "every day (except days with days off in lieu at school)",
        ),
        ({"any_of": [{"days": ["sat"]}, {"holiday": "only"}]}, "土曜日・祝日", "Saturday, national holidays"),
    ],
)
def test_days_are_said_as_halls_publish_them(days: dict[str, Any], ja: str, en: str) -> None:
    meant = Days.model_validate(days)
    assert days_words(meant, NAMES) == ja
    with override("en"):
        assert days_words(meant, NAMES) == en


def test_every_national_holiday_has_its_name_in_both_languages() -> None:
    for name in HolidayName:
        one = Days(holidays=(name,))
        assert re.search("[ぁ-んァ-ン一-龥]", days_words(one))
        with override("en"):
            assert days_words(one).isascii()


def test_a_time_past_midnight_belongs_to_the_next_day() -> None:
    assert [rule_time_words(minutes) for minutes in (17 * 60, 24 * 60, 26 * 60 + 30)] == [
        "17時",
        "24時",
        "次の日の2時30分",
    ]
