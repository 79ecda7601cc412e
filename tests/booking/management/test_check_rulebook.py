"""`manage.py check_rulebook`: mistakes, doubts and the year, without a database."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

PUBLISHED = Path(__file__).parents[3] / "rulebooks"
MITAKA, SUITA = PUBLISHED / "01-mitaka-higashi-tasedai.toml", PUBLISHED / "05-suita-yuipia.toml"


def checked(*files: Path, **options: Any) -> str:
    out = StringIO()
    call_command("check_rulebook", *files, stdout=out, **options)
    return out.getvalue()


def changed(tmp_path: Path, old: str, new: str, file: Path = MITAKA) -> Path:
    text = file.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_good_rulebook_shows_its_halls_year() -> None:
    lines = checked(MITAKA).splitlines()
    assert lines[:2] == [f"{MITAKA.name}:", "no mistakes, 0 warning(s); 13 terms judged"]
    assert lines[2] == "mitaka-higashi-tasedai (music), 2026-04 to 2027-03"
    assert lines[3].split() == [
        "month",
        "04",
        "05",
        "06",
        "07",
        "08",
        "09",
        "10",
        "11",
        "12",
        "01",
        "02",
        "03",
    ]
    assert lines[4].startswith("  open days")
    assert any(re.fullmatch(r"  tue: 09:00-19:00 \(.+ on \d days?\)", line) for line in lines)
    assert lines[-1] == "  (an evening is a day that is open after 18:00)"


def test_a_weekday_that_is_closed_on_some_days_shows_on_how_many() -> None:
    said = checked(PUBLISHED / "28-komae-nishigawara.toml")
    assert "  tue: closed (09:00-22:00 on 24 days; ask the hall on 1 day)\n" in said


def test_a_hall_without_published_hours_is_not_shown_as_closed() -> None:
    said = checked(PUBLISHED / "02-koganei-jidokan.toml")
    assert "warning: hall honcho: no `hours` and no `bands` say when it is open" in said
    assert "honcho, 2016-06 to 2017-05\n  the rulebook says of no day when it is open\n" in said


def test_days_of_which_the_hall_is_asked_stand_apart() -> None:
    said = checked(PUBLISHED / "58-koganei-miyaji.toml")
    (row,) = {line for line in said.splitlines() if line.startswith("  ask on ")}
    assert sum(map(int, row.split()[2:])) == 9
    assert "ask the hall on 1 day" in said


def test_every_mistake_is_told_with_its_place_and_fails(tmp_path: Path) -> None:
    path, out = changed(tmp_path, 'type = "bands"', 'type = "band"'), StringIO()
    with pytest.raises(SystemExit) as failure:
        call_command("check_rulebook", path, MITAKA, stdout=out)
    assert failure.value.code == 1
    assert "mine.toml, clause C2, says[#2]" in out.getvalue()
    assert "did you mean `bands`?" in out.getvalue()
    assert "no mistakes, 0 warning(s)" in out.getvalue()


def test_the_mark_with_which_some_editors_begin_a_file_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(MITAKA.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert "no mistakes, 0 warning(s)" in checked(path)


def test_a_doubt_is_a_warning_and_does_not_fail(tmp_path: Path) -> None:
    late = changed(tmp_path, 'time = "21:00"', 'time = "22:00"', SUITA)
    assert "warning: clause C2: `leave_by`: it is never open after 22:00\n" in checked(late)


def test_the_schema_knows_every_type_and_refuses_unknown_parameters() -> None:
    schema = json.loads(checked(schema=True))
    fee = schema["$defs"]["Fee"]
    assert fee["additionalProperties"] is False
    assert {"type", "yen", "prices", "per", "rooms", "unless"} <= set(fee["properties"])
    assert {"from", "until", "says"} <= set(schema["$defs"]["Clause"]["properties"])


def test_without_a_file_there_is_nothing_to_check() -> None:
    with pytest.raises(CommandError, match="Name a rulebook file"):
        call_command("check_rulebook")
