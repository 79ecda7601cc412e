from datetime import date

import pytest
from django.utils.translation import override

from booking.labels import SENTENCES, sentence
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from tests.factories import TOKYO, at

FILLED = {
    Code.AGE_MIN: ({"from_stage": "junior_high", "people": 1}, "この部屋を使えるのは中学生からです。"),
    Code.AGE_MAX: (
        {"to_age": 18, "people": 1, "from": 0, "to": 1080},
        "この部屋の18:00までは、18歳までの時間です。",
    ),
    Code.AGE_EVENING: (
        {
            "ages": [{"from_stage": "junior_high", "to_stage": "high_school"}],
            "from_at": at("2026-12-04 17:00"),
            "to_at": at("2026-12-04 21:00"),
            "people": 2,
        },
        "17:00–21:00は、中学生から高校生世代までの時間です。",
    ),
    Code.LEAVE_BY: (
        {"from_stage": "junior_high", "to_stage": "junior_high", "time": 1200},
        "中学生が使えるのは20:00までです。",
    ),
    Code.GROUP_MIN: ({"least": 3, "size": 2}, "この部屋は3人から使えます。今は2人です。"),
    Code.CAPACITY: ({"most": 8, "size": 10}, "この部屋は8人までです。今の人数は10人です。"),
    Code.RESIDENCY: ({"ties": ["lives", "works"], "people": 1}, "市内に住んでいる人・はたらいている人"),
    Code.GROUP_ALL_REG: ({"people": 2, "registry": "x"}, "まだの人が2人います。"),
    Code.REG_EXPIRED: ({"until_on": date(2027, 3, 31)}, "利用登録の期間は3月31日(水)までです。"),
    Code.TOO_EARLY: ({"opens_at": at("2026-11-25 09:00")}, "この日の予約は、11月25日(水) 9:00に始まります。"),
    Code.SAME_DAY: ({"opens_at": at("2026-12-04 00:00")}, "12月4日(金) 0:00から"),
    Code.CHANNEL: ({"channels": ["phone", "counter"]}, "電話・館の窓口で"),
    Code.ONE_AT_A_TIME: (
        {"most": 1, "until_at": at("2026-12-04 19:00")},
        "12月4日(金) 19:00に今の予約が終わると",
    ),
    Code.CLOSED: ({"reason_ja": "点検", "reason_en": "inspection"}, "お休みです(点検)。"),
    Code.OUTSIDE_HOURS: ({"open": [[at("2026-12-04 10:00"), at("2026-12-04 17:00")]]}, "10:00–17:00です。"),
}


@pytest.mark.parametrize("code", Code)
def test_every_code_has_a_sentence_with_its_values_filled_in(code: Code) -> None:
    values, says = FILLED.get(code, ({}, ""))
    words = sentence(Reason(Finding.BROKEN, code, "C1", values), TOKYO)
    assert says in words
    assert words.endswith("。")
    assert "%" not in words


def test_a_sentence_stands_for_each_code_and_for_nothing_else() -> None:
    assert set(SENTENCES) == set(Code)


def test_a_fact_that_is_lacking_is_asked_for() -> None:
    reason = Reason(Finding.UNKNOWN, Code.CAPACITY, "C1", lacking=("size", "ages"))
    words = "まだわからないことがあります:何人で来るか・来る人の年齢。"
    assert sentence(reason, TOKYO).startswith(words)
    reason = Reason(Finding.UNKNOWN, Code.PURPOSE, "C2", lacking=("purpose",))
    assert sentence(reason, TOKYO) == "たしかめるために教えてください:何に使うか。"


def test_a_closed_day_gives_its_reason_in_the_readers_language() -> None:
    reason = Reason(Finding.BROKEN, Code.CLOSED, "", {"reason_ja": "点検", "reason_en": "inspection"})
    with override("en"):
        assert "inspection" in sentence(reason, TOKYO)
