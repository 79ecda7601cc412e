"""`manage.py score_rulebooks`: every worked question of a folder, without a database."""

from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

PUBLISHED = Path(__file__).parents[3] / "rulebooks"
FIRST = "01-mitaka-higashi-tasedai.toml"


def scored(folder: Path) -> tuple[list[str], bool]:
    """The lines, and whether it failed."""
    out, failed = StringIO(), True
    with suppress(SystemExit):
        call_command("score_rulebooks", folder, stdout=out)
        failed = False
    return out.getvalue().splitlines(), failed


def changed(tmp_path: Path, name: str, old: str, new: str) -> Path:
    text = (PUBLISHED / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path


def test_questions_answered_as_published_are_counted_and_what_is_named_beyond_is_told(tmp_path: Path) -> None:
    folder = changed(tmp_path, FIRST, 'id = "Q1"', 'id = "Q1"')
    lines, failed = scored(folder)
    assert not failed
    # What is broken besides deserves a look; what was looked at and held is named for every allow.
    assert f"{FIRST} Q2: named beyond the published clauses: C1" in lines
    assert f"{FIRST} Q4: held and named beyond the published clauses: C4, C5, C8, C6" in lines
    assert lines[-1] == "8 of 8 questions, 1 of 1 rulebooks"


def test_one_file_is_scored_by_itself() -> None:
    lines, failed = scored(PUBLISHED / FIRST)
    assert not failed
    assert lines[-1] == "8 of 8 questions, 1 of 1 rulebooks"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('answer = "refuse"', 'answer = "allow"', "MISMATCH: expected allow, found refuse (C"),
        ('answer = "allow"', "value = { fee = 300 }", "expected fee 300, found that no clause speaks of it"),
        ('answer = "allow"', "value = { first_day = 2026-01-02 }", "expected first_day 2026-01-02, found 20"),
        ('by = ["C', 'by = ["C9", "C', "MISMATCH: expected by C9, which is not named; named: C"),
    ],
)
def test_a_mismatch_says_what_was_expected_and_what_was_found_and_fails(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    lines, failed = scored(changed(tmp_path, FIRST, old, new))
    assert failed
    assert any(said in line for line in lines)
    assert lines[-1] == "7 of 8 questions, 0 of 1 rulebooks"


def test_a_file_that_cannot_be_read_is_a_mismatch_and_the_others_are_scored(tmp_path: Path) -> None:
    changed(tmp_path, FIRST, 'id = "Q1"', 'id = "Q1"')
    changed(tmp_path, "05-suita-yuipia.toml", 'type = "hours"', 'type = "hour"')
    (tmp_path / "99-none.toml").write_bytes(b"\xff\xfe")
    lines, failed = scored(tmp_path)
    assert failed
    assert "did you mean `hours`?" in "\n".join(lines)
    assert any("99-none.toml: is not written in UTF-8" in line for line in lines)
    assert lines[-1] == "8 of 8 questions, 1 of 3 rulebooks"


def test_a_folder_without_rulebooks_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="holds no rulebook"):
        call_command("score_rulebooks", tmp_path)


def test_a_clause_that_is_not_asked_at_the_step_of_the_question_is_told(
    tmp_path: Path,
) -> None:
    name = "50-moriya-loghouse.toml"
    lines, failed = scored(changed(tmp_path, name, 'step = "book"', 'step = "arrive"'))
    assert failed
    (why,) = [line for line in lines if "C4 is asked" in line]
    assert "Q1: C4 is asked at `book` only; this question is `arrive`: " in why
    assert "put it in `also`" in why
