"""The plan's table for a spreadsheet: a line for each figure, its number alone, and what stands for none."""

import pytest
from django.test import Client

from booking.actions.programmes import About
from booking.models import Person, Session
from booking.rules.attendance import Heads, Part
from facilities.models import Facility
from tests.booking.programmes import a_programme, held
from tests.booking.web.office.tables import lines
from tests.factories import span

pytestmark = pytest.mark.django_db
THIS = "/office/plan/2026/?as=csv"
YEAR = "令和8年度"


def of(found: list[dict[str, str]], programme: str, department: str = "児童青少年課") -> list[dict[str, str]]:
    return [one for one in found if (one["番号"], one["担当課"]) == (programme, department)]


@pytest.mark.usefixtures("dates")
def test_a_figure_stands_with_the_plans_own_columns_and_with_what_is_behind_it(office: Client) -> None:
    assert of(lines(office, THIS), "B1")[1] == {
        "節": "B 子どもが地域の一員となるための学習の場をつくる",
        "番号": "B1",
        "事業名称": "異年齢交流",
        "担当課": "児童青少年課",
        "対象": "市民",
        "事業の内容": "小中高生と乳幼児、子どもと地域の親・高齢者の交流",
        "現況(平成16年度)": "本町児童館 5回、本町児童館 参加23人",
        "目標値・実施内容(平成17年度~平成21年度)": "継続",
        "評価の方法": "参加人数",
        "数えるもの": "本町児童館 参加人数",
        "単位": "人",
        "現況の数(平成16年度)": "23",
        YEAR: "10",
        "人数の入力もれ": "1",
        "記録の件数": "2",
        "たしかめ待ち": "0",
        "凍結した日": "",
        "凍結のあとの訂正": "",
        "実績の説明": "",
        "課題": "",
        "次年度の取組": "",
    }


def test_every_figure_of_the_plan_has_a_line_also_where_the_plan_prints_none(office: Client) -> None:
    found = lines(office, THIS)
    assert len(found) == 36
    listings, *_rest = of(found, "B7")
    assert (listings["数えるもの"], listings["現況の数(平成16年度)"], listings[YEAR]) == (
        "登録",
        "計画に記載なし",
        "まだ入っていません",
    )


def test_in_an_empty_year_nothing_is_a_zero(office: Client) -> None:
    assert {one[YEAR] for one in lines(office, "/office/plan/2026/?as=csv")} >= {"まだ入っていません"}
    assert "0" not in {one[YEAR] for one in lines(office, THIS)}


def test_the_first_year_has_what_the_plan_prints_and_no_columns_of_a_count(office: Client) -> None:
    found = lines(office, "/office/plan/2004/?as=csv")
    assert list(found[0])[-1] == "現況の数(平成16年度)"
    assert [one["現況の数(平成16年度)"] for one in of(found, "B1")] == ["5", "23"]


def test_a_row_without_a_yardstick_says_that_the_plan_has_none(office: Client) -> None:
    (grants,) = of(lines(office, THIS), "B6")
    assert grants["評価の方法"] == grants["現況の数(平成16年度)"] == "計画に記載なし"


def test_a_few_people_are_no_number_in_the_public_copy_and_one_in_the_offices(
    office: Client, hall: Facility, desk: Person
) -> None:
    exchange = a_programme(hall, desk, About(name="歌の会", plan="B1", of="honcho"))
    held(exchange, desk, span("2026-11-07", "14:00", "16:00"), {Heads(Part.TAKING_PART, "senior"): 3})
    assert [one[YEAR] for one in of(lines(office, THIS), "B1")] == ["1", "3"]
    assert [one[YEAR] for one in of(lines(office, f"{THIS}&copy=public"), "B1")] == ["1", "5未満"]


def test_what_a_total_would_give_away_is_not_published(
    office: Client, hall: Facility, desk: Person, dates: list[Session]
) -> None:
    few = {Heads(Part.TAKING_PART, "senior"): 3}
    held(dates[0].programme, desk, span("2026-11-14", "14:00", "16:00"), few)
    assert [one[YEAR] for one in of(lines(office, THIS), "B1")] == ["3", "13"]
    assert [one[YEAR] for one in of(lines(office, f"{THIS}&copy=public"), "B1")] == ["3", "非公表"]


def test_what_the_plan_itself_prints_is_hidden_from_nobody(office: Client) -> None:
    # Two meetings of the network council, as printed: whoever has the plan has read them.
    found = of(lines(office, f"{THIS}&copy=public"), "A1", "子育て支援課")
    assert [one["現況の数(平成16年度)"] for one in found] == ["10", "5", "3", "2", "14"]


@pytest.mark.usefixtures("dates")
def test_the_definitions_say_what_is_counted_whom_in_which_unit_and_what_is_missing(office: Client) -> None:
    found = lines(office, f"{THIS}&part=definitions")
    assert of(found, "B1")[1] == {
        "番号": "B1",
        "事業名称": "異年齢交流",
        "担当課": "児童青少年課",
        "数えるもの": "本町児童館 参加人数",
        "数え方": "もとになる記録:行事の各回・活動日の報告 / "
        "延べの人数です。同じ人が3回来たら、3人と数えます。 / 数えるのは:参加した人",
        "数える人": "参加した人",
        "単位": "人",
        "出典": "市の行動計画(平成17~21年度)第6章",
        "足りないもの": "人数の入力もれ1件",
    }
    (grants,) = of(found, "B6")
    assert grants["足りないもの"] == (
        "現況の数は計画に記載なし、評価の方法は計画に記載なし、この年度の記録はまだ入っていません"
    )


@pytest.mark.usefixtures("dates")
def test_the_definitions_end_with_what_a_reader_has_to_know(office: Client) -> None:
    notes = {one["事業名称"]: one["数え方"] for one in lines(office, f"{THIS}&part=definitions")}
    assert notes["くらべるときの注意"] == "この年度の数は、きょうまでの数です。現況は1年間の数です。"
    assert "「5未満」" in notes["公開用の表"]


def test_in_english_the_columns_and_what_is_hidden_are_english(
    office: Client, hall: Facility, desk: Person
) -> None:
    exchange = a_programme(hall, desk, About(name="歌の会", plan="B1", of="honcho"))
    held(exchange, desk, span("2026-11-07", "14:00", "16:00"), {Heads(Part.TAKING_PART, "senior"): 3})
    office.cookies["django_language"] = "en"
    (one,) = (
        one
        for one in lines(office, f"{THIS}&copy=public")
        if one["What is counted"] == "Honcho hall participants"
    )
    # The name says of what it is a number, as on the page.
    assert (one["Unit"], one["令和8年度"]) == ("", "fewer than 5")
