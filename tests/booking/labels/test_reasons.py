import re
from typing import Any

import pytest
from django.utils.translation import override

from booking.labels import SENTENCES, sentence
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from tests.factories import TODAY, TOKYO
from tests.reasons import EXAMPLES, broken

JAPANESE = re.compile(r"[\u3041-\u30fa\u4e00-\u9fff、。]")
IDS = [f"{code}-{number}" for number, (code, _, _) in enumerate(EXAMPLES)]


@pytest.mark.parametrize(("code", "values", "says"), EXAMPLES, ids=IDS)
def test_a_reason_says_what_is_so_in_plain_japanese(code: Code, values: dict[str, Any], says: str) -> None:
    assert sentence(broken(code, values), TOKYO, TODAY) == says


@pytest.mark.parametrize(("code", "values", "says"), EXAMPLES, ids=IDS)
def test_a_reason_is_whole_in_english(code: Code, values: dict[str, Any], says: str) -> None:
    with override("en"):
        words = sentence(broken(code, values), TOKYO, TODAY)
    names = values.get("words", [])  # of a group stay as they are
    assert not JAPANESE.search(re.sub("|".join(names) or "^", "", words))
    assert words.endswith(".")
    assert words[0].isupper() or words[0].isdigit() or words[0] == "“"
    assert "%(" not in words


@pytest.mark.parametrize(("code", "values", "says"), EXAMPLES, ids=IDS)
def test_a_reason_has_its_own_words_in_easy_japanese(code: Code, values: dict[str, Any], says: str) -> None:
    with override("ja-easy"):
        words = sentence(broken(code, values), TOKYO, TODAY)
    assert words.endswith("。")
    assert "%(" not in words


@pytest.mark.parametrize(("code", "values", "says"), EXAMPLES, ids=IDS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_desk_is_sent_to_nobody_of_its_own(
    code: Code, values: dict[str, Any], says: str, language: str
) -> None:
    with override(language):
        words = sentence(broken(code, values), TOKYO, TODAY, desk=True)
    assert words
    assert "館の人" not in words
    assert not re.search(r"(ask|talk to|tell) the (hall|staff)", words)


@pytest.mark.parametrize("code", [Code.ASK_HALL, Code.CAPACITY])
def test_what_no_rule_settles_the_desk_is_told_to_be_the_halls(code: Code) -> None:
    reason = Reason(Finding.OPEN, code, "C1")
    assert sentence(reason, TOKYO, desk=True) == "きまりだけでは決められません。館で決めます。"
    assert "館の人に聞いてください" in sentence(reason, TOKYO)


def test_a_fact_that_is_lacking_the_desk_asks_for_or_looks_up() -> None:
    reason = Reason(Finding.UNKNOWN, Code.CAPACITY, "C1", lacking=("size", "ages"))
    assert sentence(reason, TOKYO, desk=True) == "たしかめてください:何人で来るか・来る人の年齢。"


def test_each_code_stands_among_the_examples() -> None:
    assert {code for code, _, _ in EXAMPLES} == set(Code) == set(SENTENCES)


def test_a_day_far_away_is_said_with_its_year() -> None:
    later = {"until_on": TODAY.replace(year=2028)}
    assert "2028年12月2日(土)" in sentence(broken(Code.REG_EXPIRED, later), TOKYO, TODAY)


def test_a_fact_that_is_lacking_is_asked_for_where_the_form_asks_for_it() -> None:
    reason = Reason(Finding.UNKNOWN, Code.PURPOSE, "C2", lacking=("purpose",))
    assert sentence(reason, TOKYO) == "たしかめるために教えてください:何に使うか。"
    reason = Reason(Finding.UNKNOWN, Code.CAPACITY, "C1", lacking=("size", "ages"))
    words = "まだわからないことがあります:何人で来るか・来る人の年齢。"
    assert sentence(reason, TOKYO).startswith(words)


@pytest.mark.parametrize(
    ("lacking", "advice"),
    [
        (("ages", "ties"), "来る人をえらびなおすか、館の人に聞いてください。"),
        (("ages", "channel"), "館の人に聞いてください。"),
        (("instruments",), "使う人をえらぶページで答えるか、館の人に聞いてください。"),
        (("day", "history"), "使う部屋と日と時間をえらぶか、館の人に聞いてください。"),
        (("proofs",), "使う人をえらぶページで答えるか、館の人に聞いてください。"),
        (("channel",), "館の人に聞いてください。"),
        (("history",), "館の人に聞いてください。"),
    ],
)
def test_what_is_advised_helps_with_what_is_lacking(lacking: tuple[str, ...], advice: str) -> None:
    reason = Reason(Finding.UNKNOWN, Code.CAPACITY, "C1", lacking=lacking)
    assert sentence(reason, TOKYO).split("。", 1)[1] == advice


def test_what_only_the_hall_knows_nobody_else_is_asked_for() -> None:
    reason = Reason(Finding.UNKNOWN, Code.SANCTION, "C1", lacking=("purpose", "incidents"))
    assert sentence(reason, TOKYO) == (
        "たしかめるために教えてください:何に使うか。館の人がたしかめます:これまでの使い方。"
    )
    reason = Reason(Finding.UNKNOWN, Code.EXTENSION, "C1", lacking=("vacant",))
    assert sentence(reason, TOKYO) == "館の人がたしかめます:部屋が空いているか。"


@pytest.mark.parametrize("code", Code)
def test_what_the_rules_leave_open_the_hall_is_asked_whatever_it_is_about(code: Code) -> None:
    # What held before it was found to contradict another clause brings no values.
    if code is Code.NO_SUCH_DAY:
        return
    assert "聞いてください" in sentence(Reason(Finding.OPEN, code, "C1"), TOKYO)


def test_a_closed_day_gives_its_reason_in_the_readers_language() -> None:
    reason = Reason(Finding.BROKEN, Code.CLOSED, "", {"reason_ja": "点検", "reason_en": "inspection"})
    with override("en"):
        assert "inspection" in sentence(reason, TOKYO)


# Where nobody can help themselves, somebody is named who can.
HELPLESS = {
    Code.GUARDIAN,
    Code.RESIDENCY,
    Code.NOT_AT_SCHOOL,
    Code.GROUP_ALL_REG,
    Code.REG_REQUIRED,
    Code.REG_EXPIRED,
    Code.INDUCTION,
    Code.ACCOMPANIED,
    Code.REPRESENTATIVE,
    Code.GROUP_ONLY,
    Code.REG_DUP,
    Code.GROUP_NAME,
    Code.REG_CLASS,
    Code.ID,
    Code.PURPOSE,
    Code.INSTRUMENT,
    Code.TOO_LATE,
    Code.CHANNEL,
    Code.NO_SUCH_DAY,
    Code.ENTRY_LATE,
    Code.CONFIRM_LATE,
    Code.ASK_HALL,
    Code.TOO_LATE_TO_CANCEL,
    Code.NO_SHOW,
    Code.SANCTION,
    Code.PREPAY,
}


@pytest.mark.parametrize(
    ("code", "values", "says"), [example for example in EXAMPLES if example[0] in HELPLESS]
)
def test_whoever_cannot_help_themselves_hears_who_can(code: Code, values: dict[str, Any], says: str) -> None:
    assert re.search("館の(人|窓口|職員)|館で|館に(電話|伝え|届く)", says)


@pytest.mark.parametrize(("code", "values", "says"), EXAMPLES, ids=IDS)
def test_no_sentence_blames(code: Code, values: dict[str, Any], says: str) -> None:
    assert not re.search("違反|禁止|無断|してはいけません|しないでください|入力内容|申請者", says)
