from dataclasses import replace

from facilities.rules.words import Words
from tests.asks import SETTING, a_term, an_ask

SPOKEN = replace(SETTING, names={"drums": Words(ja="ドラム", en="drums")})


def test_keys_come_with_the_words_that_the_rulebook_gives_them() -> None:
    assert SPOKEN.named("course", "drums") == {"course": "drums", "course_ja": "ドラム", "course_en": "drums"}
    assert SPOKEN.named("course", "tuba") == {"course": "tuba"}


def test_of_several_keys_one_without_words_stands_for_itself() -> None:
    told = {"only": ["drums", "tuba"], "only_ja": ["ドラム", "tuba"], "only_en": ["drums", "tuba"]}
    assert SPOKEN.listed("only", ["drums", "tuba"]) == told
    assert SPOKEN.listed("only", ["tuba"]) == {"only": ["tuba"]}


def test_a_refusal_has_the_words_to_fill_its_sentence() -> None:
    (reason,) = a_term("purpose", never=["drums"]).find(an_ask(purpose="drums"), SPOKEN)
    assert reason.values == {"never": ["drums"], "never_ja": ["ドラム"], "never_en": ["drums"]}
