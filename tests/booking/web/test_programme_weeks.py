"""The city's programmes by weeks: what takes place where and for whom. It is Wednesday, 2 December 2026."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from booking.actions.allowing import Answering
from booking.actions.programmes import (
    About,
    cancel_programme,
    cancel_session,
    hold_session,
    make_programme,
    publish_programme,
)
from booking.actions.signups import sign_up
from booking.models import Person, Programme
from booking.rules.bands import BANDS
from booking.rules.exchange import Comer
from facilities.models import Facility
from tests.booking.programmes import a_department, a_programme, held
from tests.booking.web.conftest import text_of
from tests.factories import NOW, span, the_room
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
PAGE = "/p/calendar/"
PLACES = {("elementary", None): 4, ("high_school", None): 1, ("senior", None): 9}
SATURDAY = span("2026-12-05", "14:00", "16:00")


@pytest.fixture(autouse=True)
def _on_2_december(settings: Settings) -> None:
    settings.CLOCK = "2026-12-02T16:10:00+09:00"


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    a_department(hall)
    made = a_programme(hall, desk, About(name="むかしの歌を、バンドで。", places=PLACES))
    return publish_programme(programme=made, actor=desk, now=NOW)


def another(songs: Programme, desk: Person, name: str, **about: object) -> Programme:
    made = a_programme(songs.facility, desk, About(name=name, **about))  # type: ignore[arg-type]
    return publish_programme(programme=made, actor=desk, now=NOW)


def html_of(address: str = PAGE) -> str:
    return Client().get(address).content.decode()


def weeks_of(html: str) -> dict[str, list[str]]:
    """What the page says of each date, by the heading of its week."""
    found = re.findall(r'<h2 class="num" id="w\d+">(.+?)</h2>(.+?)</section>', html, re.DOTALL)
    return {
        text_of(head).strip(): [text_of(one).strip() for one in re.findall(r"<li.*?</li>", rest, re.DOTALL)]
        for head, rest in found
    }


def the_date(html: str) -> str:
    [[said]] = weeks_of(html).values()
    return said


def test_a_date_stands_in_its_week_with_what_where_and_for_whom(songs: Programme, desk: Person) -> None:
    hold_session(
        programme=songs,
        span=SATURDAY,
        rooms=[the_room(songs.facility, "band")],
        title="歌を聞く",
        answering=Answering("館の行事"),
        actor=desk,
        now=NOW,
    )
    html = html_of()
    [(week, [said])] = weeks_of(html).items()
    assert week == "今週 11月30日–12月6日"
    for words in (
        "12月5日(土)",
        "14:00–16:00",
        "歌を聞く",
        "東児童館 音楽室",
        "小学生・高校生世代・65歳以上",
    ):
        assert words in said
    assert f'href="/p/{songs.public_id}/"' in html


def test_a_place_elsewhere_stands_alone(songs: Programme, desk: Person) -> None:
    held(songs, desk, SATURDAY)
    assert "公園" in the_date(html_of())
    assert "東児童館" not in the_date(html_of())


def test_each_week_has_its_dates_and_an_empty_week_no_heading(songs: Programme, desk: Person) -> None:
    for day in ("2026-12-06", "2026-12-07", "2026-12-13", "2026-12-21"):
        held(songs, desk, span(day, "10:00", "12:00"))
    found = weeks_of(html_of())
    assert list(found) == ["今週 11月30日–12月6日", "来週 12月7日–13日", "12月21日–27日"]
    assert [len(dates) for dates in found.values()] == [1, 2, 1]


def test_the_soonest_of_all_programmes_stands_first(songs: Programme, desk: Person) -> None:
    held(songs, desk, SATURDAY)
    held(another(songs, desk, "水墨画"), desk, span("2026-12-04", "10:00", "12:00"))
    html = html_of()
    assert html.index("水墨画") < html.index("むかしの歌")


def test_what_is_over_is_gone_and_what_goes_on_stands_without_its_places(
    songs: Programme, desk: Person
) -> None:
    held(songs, desk, span("2026-12-02", "10:00", "12:00"))
    held(songs, desk, span("2026-12-02", "16:00", "18:00"))
    said = the_date(html_of())
    assert "16:00–18:00" in said
    assert "席" not in said


def test_a_cancelled_date_says_so_and_asks_nobody_to_come(songs: Programme, desk: Person) -> None:
    cancel_session(session=held(songs, desk, SATURDAY), actor=desk, now=NOW)
    said = the_date(html_of())
    assert "中止になりました" in said
    assert "席" not in said
    assert "小学生" not in said


def test_a_cancelled_programme_is_still_told_and_a_draft_never(songs: Programme, desk: Person) -> None:
    held(songs, desk, SATURDAY)
    cancel_programme(programme=songs, actor=desk, now=NOW)
    held(a_programme(songs.facility, desk, About(name="まだ")), desk, SATURDAY)
    assert "中止になりました" in the_date(html_of())
    assert "まだ" not in the_date(html_of())


def test_how_it_stands_with_the_places_is_said_without_numbers(songs: Programme, desk: Person) -> None:
    session = held(songs, desk, SATURDAY)
    assert "席があります。 あと少し:高校生世代" in the_date(html_of())
    party = [Comer("elementary")] * 4 + [Comer("high_school")]
    sign_up(programme=songs, sessions=[session.public_id], party=party, person=a_high_schooler(), now=NOW)
    assert "席があります。 いっぱい:小学生・高校生世代" in the_date(html_of())
    assert not re.search(r"\d人", the_date(html_of()))


def test_where_all_is_full_one_may_wait(songs: Programme, desk: Person) -> None:
    small = another(songs, desk, "水墨画", places={("elementary", None): 1})
    session = held(small, desk, SATURDAY)
    party = [Comer("elementary")]
    sign_up(programme=small, sessions=[session.public_id], party=party, person=a_high_schooler(), now=NOW)
    assert "席は、今いっぱいです。順番を待てます。" in the_date(html_of())


def test_where_nobody_signs_up_it_says_so(songs: Programme, desk: Person) -> None:
    held(another(songs, desk, "水墨画"), desk, SATURDAY)
    assert "申しこみは、いりません。" in the_date(html_of())


def test_what_has_places_for_every_age_is_for_everybody(songs: Programme, desk: Person) -> None:
    held(another(songs, desk, "まつり", places={(band, None): 50 for band in BANDS}), desk, SATURDAY)
    assert "どなたでも" in the_date(html_of())


def test_what_an_office_leads_is_told_by_the_citys_clocks(songs: Programme, desk: Person) -> None:
    made = make_programme(
        department=songs.department, facility=None, about=About(name="市の日"), actor=desk, now=NOW
    )
    publish_programme(programme=made, actor=desk, now=NOW)
    held(made, desk, span("2026-12-06", "23:00", "24:00"))
    assert list(weeks_of(html_of())) == ["今週 11月30日–12月6日"]


def test_where_nothing_is_planned_it_says_whom_to_tell_an_idea(hall: Facility) -> None:
    assert "この6週間には、決まっている行事がありません" in html_of()


def test_six_weeks_are_shown_and_the_next_six_a_page_on(songs: Programme, desk: Person) -> None:
    held(songs, desk, span("2027-01-10", "14:00", "16:00"))  # the last Sunday of the six
    held(songs, desk, span("2027-01-11", "14:00", "16:00"))
    first, later = html_of(), html_of(f"{PAGE}?from=2027-01-11")
    assert f'href="{PAGE}?from=2027-01-11"' in first
    assert "1月10日" in the_date(first)
    assert "1月11日" in the_date(later)
    assert f'href="{PAGE}?from=2026-12-02"' in later
    assert "前の6週間" not in first


@pytest.mark.parametrize("asked", ["x", "2026-11-01", "2099-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_shown_says_so(hall: Facility, asked: str) -> None:
    html = html_of(f"{PAGE}?from={asked}")
    assert 'role="status"' in html


def test_the_page_costs_as_many_queries_with_thirty_dates_as_with_one(songs: Programme, desk: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            html_of()
        return len(captured)

    held(songs, desk, SATURDAY)
    few = queries()
    for day in range(6, 32):
        held(
            another(songs, desk, f"行事{day}", places=PLACES),
            desk,
            span(f"2026-12-{day:02}", "10:00", "12:00"),
        )
    assert queries() == few <= 6


def test_every_page_of_the_city_leads_there(songs: Programme, desk: Person) -> None:
    for page in ("/", "/h/higashi/"):
        assert 'href="/p/"' in _main(html_of(page))
    held(songs, desk, SATURDAY)
    assert f'href="{PAGE}"' in html_of("/p/")
    assert f'href="/p/{songs.public_id}/calendar/"' in html_of(f"/p/{songs.public_id}/")


def _main(html: str) -> str:
    """The page without the frame that all have."""
    return html[html.index("<main") : html.index("</main>")]
