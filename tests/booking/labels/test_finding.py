"""Every part, reason and condition of a search has words, and none is the words of another."""

from datetime import date

from booking.labels.finding import left_words, looser_words, miss_words, part_words
from booking.rules.finding import OF_DAYS, Drop, Miss, Part, Sought, Why

SOUGHT = Sought(date(2026, 12, 4), date(2026, 12, 4), 5400, size=5)
JUDGED = (Why.REFUSED, Why.ASK, Why.ELSEWHERE)


def test_each_part_of_a_day_has_its_word() -> None:
    assert [part_words(part) for part in Part] == ["いつでも", "午前", "午後", "夜"]


def test_each_reason_that_the_judge_does_not_say_has_a_sentence_of_its_own() -> None:
    said = {why: left_words(why, SOUGHT, "ドラム・鏡") for why in Why if why not in JUDGED}
    assert len(set(said.values())) == len(said)
    assert all(words.endswith("。") for words in said.values())
    assert said[Why.SMALL] == "入れる人数が、5人より少ない部屋です。"
    assert said[Why.THINGS] == "ドラム・鏡がない部屋です。"
    assert said[Why.SHORT] == "1時間30分続けて使える時間がありません。"
    assert set(OF_DAYS) <= set(Why)


def test_each_condition_is_named_where_it_is_loosened() -> None:
    said = [looser_words([(drop, "ドラム")], SOUGHT, 3) for drop in Drop]
    assert len(set(said)) == len(Drop)
    assert looser_words([(Drop.PART, ""), (Drop.THING, "鏡")], SOUGHT, 1) == (
        "ほかの時間でも・鏡がない部屋でもよければ、1件あります"
    )


def test_a_miss_says_how_far_it_is() -> None:
    assert miss_words(Miss(1800, early=1800)) == "30分早い"
    assert miss_words(Miss(5400, shorter=3600, late=1800)) == "30分おそい、1時間短い"
    assert miss_words(Miss(0)) == ""
