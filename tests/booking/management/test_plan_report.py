"""`manage.py import_plan` and `manage.py plan_report`: the plan's own columns, and this year beside them."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from booking.actions.programmes import About
from booking.models import ActionPlan, Person
from booking.rules.attendance import Heads, Part
from facilities.models import Facility
from tests.booking.programmes import FILE, a_department, a_programme, held
from tests.factories import span

pytestmark = pytest.mark.django_db


def told(command: str, *given: object, language: str = "ja") -> list[str]:
    out = StringIO()
    with translation.override(language):
        call_command(command, *given, stdout=out)
    return out.getvalue().splitlines()


def row(lines: list[str], title: str) -> list[str]:
    """The lines below a row's title."""
    rest = lines[lines.index(title) + 1 :]
    return rest[: rest.index("")] if "" in rest else rest


def test_the_plan_goes_in_and_says_how_much_of_it_there_is() -> None:
    assert told("import_plan", FILE) == ["koganei.toml: imported; 11 programmes, 17 rows"]
    assert told("import_plan", FILE) == ["koganei.toml: nothing changed; 11 programmes, 17 rows"]


def test_a_plan_with_a_slip_is_not_stored_and_the_slip_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "plan.toml"
    wrong.write_text(FILE.read_text().replace("baseline = 76", 'baseline = "76人"'))
    with pytest.raises(CommandError, match=r"baseline: must be a whole number"):
        told("import_plan", wrong)
    assert not ActionPlan.objects.exists()


def test_without_a_plan_it_says_how_one_comes_in() -> None:
    with pytest.raises(CommandError, match="import_plan FILE"):
        told("plan_report")


@pytest.mark.parametrize("year", [2003, 2100])
def test_a_year_that_nobody_can_count_is_refused_with_those_that_one_can(year: int) -> None:
    told("import_plan", FILE)
    with pytest.raises(CommandError, match="give 2004 to "):
        told("plan_report", "--year", year)


def test_the_plans_first_year_is_printed_as_the_plan_prints_it_and_nothing_is_counted() -> None:
    told("import_plan", FILE)
    lines = told("plan_report", "--year", 2004)
    assert lines[:2] == [
        "21世紀の子育ての環境を整えます  平成16年度",
        "この年度の数は、市の行動計画(平成17~21年度)第6章にある合計を、そのまま写しています。",
    ]
    assert row(lines, "B1 異年齢交流  児童青少年課") == [
        "  対象: 市民",
        "  事業の内容: 小中高生と乳幼児、子どもと地域の親・高齢者の交流",
        "  現況(平成16年度): 本町児童館 5回",
        "  現況(平成16年度): 本町児童館 参加23人",
        "  目標値・実施内容: 継続",
        "  評価の方法: 参加人数",
    ]
    assert not any("まだ入っていません" in line for line in lines)


def test_what_the_plan_does_not_say_is_said_to_be_missing_in_the_plan() -> None:
    told("import_plan", FILE)
    lines = told("plan_report", "--year", 2004)
    assert row(lines, "B6 地域諸団体への活動支援  児童青少年課")[-1] == "  評価の方法: 計画に記載なし"


def test_what_was_counted_stands_beside_what_nobody_has_recorded_yet(hall: Facility, desk: Person) -> None:
    a_department(hall)
    told("import_plan", FILE)
    exchange = a_programme(hall, desk, About(name="歌の会", plan="B1", of="honcho"))
    held(exchange, desk, span("2026-04-11", "14:00", "16:00"), {Heads(Part.TAKING_PART, "senior"): 12})
    held(exchange, desk, span("2026-04-18", "14:00", "16:00"))
    lines = told("plan_report", "--year", 2026)
    assert lines[1] == "計画の期間(平成17年度~平成21年度)のあとの年度です。数は、今のようすです。"
    assert row(lines, "B1 異年齢交流  児童青少年課")[-2:] == [
        "  令和8年度: 本町児童館 2回",
        "  令和8年度: 本町児童館 参加12人(人数の入力もれ1件)",
    ]
    assert row(lines, "B2 ハロー・フレンズ教室  公民館")[-2:] == [
        "  令和8年度: 参加人数 まだ入っていません",
        "  令和8年度: 回数 まだ入っていません",
    ]
