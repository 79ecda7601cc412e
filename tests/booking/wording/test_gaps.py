"""Where a term's sentences name its parameters, in both languages and for every type that there is."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from booking.rules.language import called, types
from booking.rules.rulebook import read
from booking.wording.gaps import Gap, Sentence, gapped
from booking.wording.vocabulary import Vocabulary

ROOT = Path(__file__).parents[3] / "rulebooks"
KINDS = {called(kind): kind for kind in types()}
BOOKS = sorted(ROOT.glob("[0-9]*.toml"))
NOWHERE = Vocabulary()


@pytest.fixture(autouse=True)
def japanese() -> Iterator[None]:
    with override("ja"):
        yield


def read_as(kind: str, **said: Any) -> list[str]:
    """Its sentences, with each gap as the names of what stands in it; ! where the words do not say what."""
    return [_line(line) for line in gapped(KINDS[kind], {"type": kind, **said}, NOWHERE)]


def _line(line: Sentence) -> str:
    return "".join(one if isinstance(one, str) else _named(one) for one in line)


def _named(gap: Gap) -> str:
    return f"[{'+'.join(gap.names)}{'' if gap.plain else '!'}]"


def labels(kind: str, name: str, **said: Any) -> Mapping[str, str]:
    pieces = (piece for line in gapped(KINDS[kind], {"type": kind, **said}, NOWHERE) for piece in line)
    return next(piece.labels for piece in pieces if isinstance(piece, Gap) and piece.names == (name,))


def test_the_hours_of_a_weekday_read_as_one_sentence() -> None:
    said = {"from": "10:00", "to": "17:00", "rooms": ["music"], "on": {"days": ["mon", "tue", "wed"]}}
    assert read_as("hours", **said) == ["[rooms]で、[on.days]曜日は、[from]から[to]まで開いています。"]
    with override("en"):
        assert read_as("hours", **said) == ["In [rooms], [on.days]: Open from [from] to [to]."]


def test_a_new_clause_has_its_sentence_before_anything_is_given() -> None:
    assert read_as("quiet") == ["大きな音を出せるのは、[from]までです。"]
    assert read_as("headcount") == ["人数は、[least]人からです。"]
    assert read_as("opens") == ["[of]日の[days]日前から予約できます。"]


def test_what_is_typed_and_cannot_be_keeps_its_place() -> None:
    assert read_as("hours", **{"from": "soon", "to": "17:00"}) == ["[from]から[to]まで開いています。"]


def test_a_number_that_has_a_word_of_its_own_still_leaves_its_unit() -> None:
    """「前の日まで」, and 「2時間」 of 120 minutes."""
    assert read_as("closes", days=1) == ["[of]日の[days]日前まで予約できます。"]
    assert read_as("turnover", minutes=120) == ["予約と予約のあいだは、[minutes]分空けます。"]


def test_a_number_whose_unit_the_sentence_swallows_says_what_it_is() -> None:
    assert read_as("unit", minutes=60, max_minutes=120)[1] == "1回は[max_minutes!]です。"


def test_a_choice_is_made_in_the_words_of_the_sentence() -> None:
    per = labels("quota", "per", per="week", most=3, unit="uses")
    assert (per["day"], per["week"], per["month"]) == ("1日", "1週間", "1か月")
    assert labels("reception", "even_if_closed", **{"from": "9:00", "to": "17:00"}) == {
        "": "は受けつけません",
        "true": "も受けつけます",
    }


def test_choices_that_are_said_together_stand_together() -> None:
    (line,) = read_as("who", ages={"from_stage": "junior_high", "to_stage": "high_school"})
    assert "[ages.from_stage+ages.to_stage!]" in line


def test_what_the_sentence_only_says_of_a_default_is_no_gap() -> None:
    """`plus_days` is 0 where nobody says it, and then no word of it is there."""
    assert "plus_days" not in "".join(read_as("opens", months=2))


def test_an_example_never_stands_in_a_sentence_as_if_somebody_had_said_it() -> None:
    """Bands are rows, and rows have no place in a sentence."""
    assert read_as("bands") == []
    assert not any("qqq" in line for kind in KINDS for line in read_as(kind))


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_every_published_term_says_with_its_gaps_what_it_says_without(book: Path) -> None:
    """Each has its sentences, as many and with the same names of rooms; nothing is said that is not there."""
    found = read(book.read_text(), book.name)
    at = Vocabulary.of(found, found.halls[0].key)
    for clause in found.document["clauses"]:
        for term in clause["says"]:
            lines = gapped(KINDS[term["type"]], term, at)
            assert lines, (clause["id"], term)
            names = [name for line in lines for one in line if isinstance(one, Gap) for name in one.names]
            assert len(names) == len(set(names))


MORNING, AFTERNOON = {"from": "9:30", "to": "12:00"}, {"from": "12:00", "to": "17:00"}


def test_rows_of_bands_stand_in_the_sentence_each_with_its_own_fields() -> None:
    named = {"ja": "午前", "en": "Morning"}
    assert read_as("bands", bands=[{"name": named, **MORNING}, AFTERNOON]) == [
        "決まった時間に区切って貸します。"
        "[bands.0.name.ja] [bands.0.from]–[bands.0.to]・[bands.1.from]–[bands.1.to]です。"
    ]


def test_of_a_refund_each_tier_has_its_sentence_and_its_fields() -> None:
    tiers = [{"days_before": 7, "percent": 80}, {"days_before": 1, "percent": 50}]
    assert read_as("refund", tiers=tiers)[:2] == [
        f"使う日の[tiers.{n}.days_before]日前までに取り消すと、料金の[tiers.{n}.percent]%を返します。"
        for n in (0, 1)
    ]


def test_prices_by_the_hour_have_a_field_for_each_end_and_for_the_yen() -> None:
    prices = [{"from": "9:00", "to": "18:00", "yen": 150}, {"from": "18:00", "to": "21:00", "yen": 200}]
    first, *_ = read_as("fee", prices=prices, per="hour")
    row = "[prices.{0}.from]–[prices.{0}.to]は[prices.{0}.yen]円"
    assert first == f"料金は{row.format(0)}・{row.format(1)}です。"


def test_rows_beyond_six_stand_below_the_sentence() -> None:
    hours = [{"from": f"{hour}:00", "to": f"{hour + 1}:00"} for hour in range(9, 17)]
    (line,) = read_as("bands", bands=hours)
    assert "[bands.5.from]–[bands.5.to]・15:00–16:00・16:00–17:00です。" in line
