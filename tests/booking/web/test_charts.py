"""Charts: to scale, told apart by more than colour, and named by their sentence."""

import re
from itertools import pairwise

import pytest

from booking.web.charts import Bar, Series, against, bars, columns, scale, stacked


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, [0, 1]),
        (3, [0, 1, 2, 3]),
        (9, [0, 5, 10]),
        (60, [0, 20, 40, 60]),
        (2440, [0, 1000, 2000, 3000]),
    ],
)
def test_a_scale_is_of_round_numbers_and_reaches_over_the_highest(most: int, ticks: list[int]) -> None:
    assert scale(most) == ticks


def heights(svg: str, look: str) -> list[float]:
    return [float(one) for one in re.findall(rf'class="{look}"[^>]*height="([\d.]+)"', svg)]


def test_parts_of_a_column_are_as_high_as_their_numbers_and_what_is_nobody_is_not_drawn() -> None:
    svg = stacked(
        "文", ["4月", "5月"], [Series("小学生", "a", "", [10, 20]), Series("中学生", "b", "dots", [5, 0])]
    )
    first, second = heights(svg, "a")
    assert second == pytest.approx(2 * first, abs=0.2)
    assert heights(svg, "b") == pytest.approx([first / 2], abs=0.2)


def test_a_pattern_lies_on_the_colour_and_the_words_stand_beside_the_last_column() -> None:
    svg = stacked(
        "増えました", ["4月"], [Series("小学生", "a", "", [10]), Series("中学生", "b", "dots", [5])]
    )
    assert 'fill="url(#p-dots)"' in svg
    assert svg.count("小学生") == 1
    assert 'role="img" aria-label="増えました"' in svg


def test_words_beside_a_column_never_lie_upon_one_another() -> None:
    svg = stacked(
        "文",
        ["4月"],
        [Series(f"w{place}", "a", "", [1]) for place in range(3)] + [Series("wide", "b", "", [900])],
    )
    places = [float(y) for y in re.findall(r'<text x="534" y="([\d.]+)"', svg)]
    assert all(lower - upper >= 16 for lower, upper in pairwise(places))


def test_a_year_without_months_is_drawn_empty() -> None:
    assert "<svg" in stacked("文", [], [Series("小学生", "a", "", [])])
    assert "<svg" in columns("文", [], [], "a")
    assert "<svg" in bars("文", [], "a")


def test_bars_are_as_long_as_their_numbers_and_words_are_escaped() -> None:
    svg = bars("文", [Bar("<b>", 10, "10"), Bar("東", 5, "5")], "a")
    longer, shorter = (float(one) for one in re.findall(r'class="a"[^>]*width="([\d.]+)"', svg))
    assert longer == pytest.approx(2 * shorter)
    assert "<b>" not in svg


def test_a_number_over_the_first_one_reaches_beyond_its_line() -> None:
    svg = against("文", 23, 46)
    assert 'width="300"' in svg
    assert "M150 0V20" in svg
