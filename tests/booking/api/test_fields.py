"""What the fields of a body take is what the description says of them: neither more nor less."""

import re

import pytest
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st
from rest_framework.serializers import ValidationError

from booking.api.fields import INSTANT_TAKEN, Instant, PlainText
from booking.rules.plain_text import unwanted
from tests.factories import at


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-04T17:00:00+09:00",
        "2026-12-04T08:00:00Z",
        "2026-12-04T08:00:00.000Z",
        "2026-12-03T22:15:00-09:45",
    ],
)
def test_an_instant_is_a_whole_minute_with_an_offset(written: str) -> None:
    assert Instant().run_validation(written) == at("2026-12-04T17:00")
    assert re.fullmatch(INSTANT_TAKEN, written)


@pytest.mark.parametrize("written", ["2000-01-01T00:00:00+14:00", "2199-12-31T23:59:00-12:00"])
def test_its_year_is_the_one_that_is_written_wherever_it_lies_in_utc(written: str) -> None:
    assert Instant().run_validation(written) % 60 == 0
    assert re.fullmatch(INSTANT_TAKEN, written)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1999-12-31T23:59:00Z", "bounds"),
        ("2200-01-01T00:00:00Z", "bounds"),
        ("0405-06-07T08:09:00Z", "bounds"),
        ("2026-12-04T17:00:01Z", "minute"),
        ("2026-12-04T17:00:60Z", "minute"),
        ("2026-12-04T17:00:00.5Z", "minute"),
        ("2026-12-04T17:00:00", "offset"),
        ("2026-12-04T17:00Z", "form"),
        ("2026-12-04t17:00:00z", "form"),
        ("2026-12-04T17:00:00.0000000Z", "form"),
        ("2026-12-04T17:00:00Z ", "form"),
        ("２026-12-04T17:00:00Z", "form"),
        ("2026-00-04T17:00:00Z", "no_day"),
        ("2026-12-32T17:00:00Z", "no_day"),
        ("2026-12-04T24:00:00Z", "no_day"),
        ("2026-12-04T17:60:00Z", "no_day"),
        ("2026-12-04T17:00:00+24:00", "no_day"),
    ],
)
def test_whatever_else_is_written_is_refused_and_the_pattern_says_so(written: str, why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Instant().run_validation(written)
    assert refused.value.get_codes() == [why]
    assert not re.fullmatch(INSTANT_TAKEN, written)


def test_how_long_a_month_is_the_format_knows_and_the_pattern_does_not() -> None:
    with pytest.raises(ValidationError, match="no_day"):
        Instant().run_validation("2026-02-29T17:00:00Z")
    assert re.fullmatch(INSTANT_TAKEN, "2026-02-29T17:00:00Z")


def taken(field: PlainText, text: str) -> bool:
    try:
        field.run_validation(text)
    except ValidationError:
        return False
    return True


# The letters between which what is taken ends, and any others.
EDGES = (
    "\0\t\n\x1f !~\x7f\x85\x9f\xa0\xa1\u1680\u2000\u200a\u200b"
    "\u2027\u2028\u202f\u2030\u205f\u2065\u206a\u3000あ"
)


@given(st.text(st.sampled_from(EDGES) | st.characters(exclude_categories=["Cs"]), max_size=4))
@example("")
@example(" \u3000")
@example("練習\n")
@pytest.mark.parametrize("blank", [True, False])
def test_a_text_is_taken_where_its_pattern_fits(blank: bool, text: str) -> None:
    field = PlainText(allow_blank=blank)
    # fullmatch, since in ECMAScript, whose patterns these are, `$` is the end and no line's end before it.
    assert bool(re.fullmatch(field.pattern, text)) == taken(field, text)


def test_a_lines_end_is_named_also_where_it_would_be_trimmed() -> None:
    assert unwanted("練習\n") == ("U+000A",)
    with override("ja"), pytest.raises(ValidationError, match=r"使えない文字があります\(U\+000A\)"):
        PlainText().run_validation("練習\n")
