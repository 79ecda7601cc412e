"""The little picture of a reason shows what its sentence says, and nothing where a value is missing."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from booking.models import Person
from booking.rules.verdict import Finding, Outcome, Reason, Verdict
from booking.web.drawings import Drawing, drawing
from booking.web.question import Question
from facilities.models import Room
from tests.booking.web.conftest import WEEK, text_of
from tests.factories import NOW, a_band_room, a_booking, at, span
from tests.people import a_high_schooler, a_junior_high_student, a_third_grader

pytestmark = pytest.mark.django_db
ELEMENTARY = {"from_stage": "elementary", "to_stage": "elementary"}
TEENS = {"from_stage": "junior_high", "to_stage": "high_school"}


def drawn(code: str, start: str = "17:00", end: str = "19:00", **values: object) -> Drawing | None:
    """Of a use of the music room on Friday, 4 December 2026."""
    reason = Reason(Finding.BROKEN, code, "C1", values)
    verdict = Verdict(Outcome.REFUSE, (reason,))
    return drawing(reason, Question(a_band_room(), span("2026-12-04", start, end), verdict, None, "", NOW))


def pair(found: Drawing | None) -> list[tuple[str, str, str]]:
    return [(half.look, half.title, half.words) for half in found.pair] if found else []


def rows(found: Drawing | None) -> dict[str, str]:
    """Of each row its hours: lit ○, not lit ・, asked for and not lit ×."""
    signs = {(True, False): "○", (False, False): "・", (False, True): "×"}
    return {
        row.words: "".join(signs[pane.look == "lit", pane.asked] for pane in row.panes)
        for row in (found.rows if found else ())
    }


def test_one_at_a_time_shows_the_booking_that_is_held_before_the_one_asked_for() -> None:
    found = drawn("ONE_AT_A_TIME", most=1, held=1, until_at=at("2026-12-02 19:00"))
    assert pair(found) == [("mine", "12月2日(水)", "今の予約"), ("gone", "12月4日(金)", "終わったら")]


def test_a_booking_until_midnight_is_held_on_its_own_day() -> None:
    found = drawn("ONE_AT_A_TIME", most=1, held=1, until_at=at("2026-12-03 00:00"))
    assert pair(found)[0][1] == "12月2日(水)"


@pytest.mark.parametrize(
    ("code", "values", "first"),
    [
        ("TOO_EARLY", {"opens_at": at("2026-12-03 09:00")}, ("lit", "12月3日(木) 9:00", "受付の始まり")),
        ("SAME_DAY", {"opens_at": at("2026-12-04 09:00")}, ("lit", "12月4日(金) 9:00", "受付の始まり")),
        ("TOO_LATE", {"closes_at": at("2026-12-01 17:00")}, ("dark", "12月1日(火) 17:00", "受付の終わり")),
    ],
)
def test_the_moment_of_booking_stands_before_the_day_of_use(
    code: str, values: dict[str, object], first: tuple[str, str, str]
) -> None:
    assert pair(drawn(code, **values)) == [first, ("gone", "12月4日(金)", "使いたい日")]


@pytest.mark.parametrize("other", ["CLOSED", "LEAVE_BY", "INDUCTION"])
def test_no_day_is_promised_against_which_something_else_speaks(other: str) -> None:
    opens = Reason(Finding.BROKEN, "TOO_EARLY", "C1", {"opens_at": at("2026-12-03 09:00")})
    both = Verdict(Outcome.REFUSE, (opens, Reason(Finding.BROKEN, other, "C2")))
    asked = Question(a_band_room(), span("2026-12-04", "17:00", "19:00"), both, None, "", NOW)
    assert drawing(opens, asked) is None


def test_a_use_before_the_booking_that_is_held_does_not_come_after_it() -> None:
    assert drawn("ONE_AT_A_TIME", most=1, held=1, until_at=at("2026-12-05 19:00")) is None


def test_a_course_comes_first_in_the_halls_own_words() -> None:
    found = drawn("INDUCTION", course="band", course_ja="音楽室の講習会", course_en="Music room course")
    assert pair(found)[0] == ("cond", "音楽室の講習会", "先に受けます")


def test_hours_after_going_home_are_not_lit_and_those_asked_for_are_marked() -> None:
    found = drawn("LEAVE_BY", "16:00", "19:00", **ELEMENTARY, time=1020, until_at=at("2026-12-04 17:00"))
    assert found is not None
    assert found.hours == (15, 16, 17, 18)
    assert rows(found) == {"小学生": "○○××"}


def test_an_hour_that_is_allowed_only_in_part_is_not_lit() -> None:
    found = drawn("LEAVE_BY", **ELEMENTARY, time=1050, until_at=at("2026-12-04 17:30"))
    assert rows(found) == {"小学生": "○○××"}, "15 to 17 o'clock, and 17 only by half"


def test_an_evening_is_lit_for_those_whose_it_is_and_for_nobody_else() -> None:
    evening = {"from_at": at("2026-12-04 17:00"), "to_at": at("2026-12-04 21:00")}
    found = drawn("AGE_EVENING", ages=[TEENS], people=1, **evening)
    assert rows(found) == {"中学生から高校生世代までの人": "○○○○", "ほかの人": "××・・"}


def test_more_hours_than_fit_on_a_phone_are_not_drawn() -> None:
    use = {"start": "10:00", "end": "21:00"}
    assert drawn("LEAVE_BY", **use, **ELEMENTARY, time=1020, until_at=at("2026-12-04 17:00")) is None


def test_what_cannot_be_told_or_needs_no_picture_has_none() -> None:
    assert drawn("CAPACITY", most=8, size=9) is None
    lacking = Reason(Finding.UNKNOWN, "LEAVE_BY", "C1", {**ELEMENTARY, "time": 1020}, ("ages",))
    use = span("2026-12-04", "17:00", "19:00")
    verdict, room = Verdict(Outcome.ALLOW, (lacking,)), Room.objects.get(slug="band")
    assert drawing(lacking, Question(room, use, verdict, None, "", NOW)) is None


def card(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return page[page.index('<article class="ref') :].partition("</article>")[0]


def test_a_card_shows_both_windows_of_one_at_a_time_in_text(as_member: Callable[..., Client]) -> None:
    person, room = a_high_schooler(), a_band_room()
    for day in ("2026-12-03", "2026-12-04"):
        a_booking(room, span(day, "10:00", "12:00"), person)
    html = card(as_member(person), f"{WEEK}b/?s=2026-12-04T17:00")
    windows = re.search(r'<div class="pair">(.*?)</div>', html)
    assert windows is not None
    assert text_of(windows[1]).split() == ["12月3日(木)", "今の予約", "12月4日(金)", "終わったら"]


@pytest.mark.parametrize(
    ("who", "start", "label"),
    [
        (a_junior_high_student, "19:00", "中学生が使えるのは、20:00までです。"),
        (a_third_grader, "17:00", "17:00–21:00は、中学生から高校生世代までの人の時間です。"),
    ],
)
def test_a_card_says_in_words_what_the_hours_show(
    as_member: Callable[..., Client], who: Callable[..., Person], start: str, label: str
) -> None:
    a_band_room()
    html = card(as_member(who()), f"{WEEK}b/?s=2026-12-04T{start}")
    assert f'class="whose" role="img" aria-label="{label}' in html
