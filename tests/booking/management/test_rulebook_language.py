"""docs/rulebooks.md: what it tells from the code is current, and what it shows can be read."""

import re
import tomllib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pydantic import TypeAdapter

from booking.management import language
from booking.rules.clauses import BookingTerm
from booking.rules.clauses.scope import Scope
from booking.rules.doubts import doubts
from booking.rules.facts import Attendance, Somebody
from booking.rules.questions import Question
from booking.rules.rulebook import Clause, DaySet, read
from booking.rules.scoring import score
from facilities.rules.ages import Ages
from facilities.rules.clauses import CalendarTerm
from facilities.rules.halls import HallRoom

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs" / "rulebooks.md").read_text(encoding="utf-8")
TERM: TypeAdapter[Any] = TypeAdapter(CalendarTerm | BookingTerm)
# What is shown within a line, by how it begins.
INLINE: list[tuple[str, TypeAdapter[Any]]] = [
    (r"\{ type = ", TERM),
    (r"\{ (from|to)_(age|grade|stage|fiscal_year_of) = ", TypeAdapter(Ages)),
    (r"\{ (born|grade|age|stage|ties|inductions|inductions_on|proofs|represents) = ", TypeAdapter(Somebody)),
    (r"(users|on|within|notice|through) = ", TypeAdapter(Scope)),
    (r"(group|size|history) = ", TypeAdapter(Attendance)),
]
SHORT = 6  # a sentence of so many letters, 「無料です。」, may stand anywhere
PARTS = {"halls.rooms": HallRoom, "day_sets": DaySet, "clauses": Clause, "questions": Question}


def test_it_is_current() -> None:
    out = StringIO()
    call_command("rulebook_language", check=True, stdout=out)
    assert out.getvalue() == "rulebooks.md: is up to date\n"


def test_a_part_that_is_out_of_date_is_found_and_rewritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rulebooks.md"
    path.write_text("Ages:\n<!-- from the code: parameters Ages -->\nold\n<!-- end -->\nThe end.\n")
    monkeypatch.setattr("booking.management.commands.rulebook_language.document", lambda: path)
    with pytest.raises(CommandError, match="out of date"):
        call_command("rulebook_language", check=True)
    assert "old" in path.read_text()
    call_command("rulebook_language", stdout=StringIO())
    assert "| `to_age` | number, 0–150 |" in path.read_text()
    assert path.read_text().endswith("<!-- end -->\nThe end.\n")


def test_every_link_leads_to_a_heading() -> None:
    headings = re.findall(r"(?m)^#+ (.+)$", TEXT)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#(.+?)\)", TEXT)) <= anchors


@pytest.mark.parametrize("shown", re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL))
def test_every_block_that_it_shows_can_be_read(shown: str) -> None:
    raw = tomllib.loads(shown)
    if "format" in raw:
        read(shown, "shown")
        return
    halls = raw.pop("halls", {})
    clauses = raw.get("clauses", {})
    if isinstance(clauses, dict):  # terms without their clause
        terms = raw.pop("clauses", {}).get("says", [])
        assert all(TERM.validate_python(term) for term in terms)
    assert all(HallRoom.model_validate(room) for room in (halls or {}).get("rooms", ()))
    for name in ("day_sets", "clauses", "questions"):
        assert all(PARTS[name].model_validate(one) for one in raw.get(name, ()))


def test_every_line_that_it_shows_can_be_read() -> None:
    lines = [line for line in set(re.findall(r"`([^`\n]+)`", TEXT)) if "…" not in line]
    read_as = [(adapter, line) for line in lines for begins, adapter in INLINE if re.match(begins, line)]
    assert len(read_as) > 100
    for adapter, line in read_as:
        raw = f"it = [{line}]" if line.startswith("{") else f"it = [{{ {line} }}]"
        assert all(adapter.validate_python(table) for table in tomllib.loads(raw)["it"])


def test_the_samples_that_it_names_are_scored_in_full_and_leave_no_doubt() -> None:
    for name in ("first-hall.toml", "hidamari.toml", "every-clause.toml"):
        rulebook = read((ROOT / "rulebooks" / "sample" / name).read_text(encoding="utf-8"), name)
        assert all(scored.answered for scored in score(rulebook))
        assert doubts(rulebook) == []


def test_it_shows_nothing_of_a_published_hall_so_that_writing_one_from_it_is_a_fair_trial() -> None:
    for path in (ROOT / "rulebooks").glob("*.toml"):
        rulebook = read(path.read_text(encoding="utf-8"), path.name)
        assert path.stem not in TEXT
        told = [words for clause in rulebook.clauses for words in (clause.ja, clause.en)]
        assert not [words for words in told if len(words) > SHORT and words in TEXT]


def test_slips_that_are_none_are_not_shown_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "SLIPS", {})
    with pytest.raises(CommandError, match="are none any more"):
        language.PARTS["mistakes"]("")


def test_a_question_is_shown_only_where_a_term_of_that_type_decides_it() -> None:
    entries = dict(re.findall(r"(?ms)^#### `(\w+)` (.*?)(?=^##|\Z)", TEXT))
    shows = {kind for kind, entry in entries.items() if "[[questions]]" in entry}
    assert entries.keys() - shows == {"shown", "procedure"}
    assert "C57 broken `NO_SHOW`" in entries["no_show"]  # not the points that it costs
    assert "Answer: **allow**" in entries["stays_open"]  # it refuses nobody


def test_a_published_answer_may_name_a_clause_of_another_step_by_also() -> None:
    (shown,) = [block for block in re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL) if "also = [" in block]
    first = (ROOT / "rulebooks" / "sample" / "first-hall.toml").read_text(encoding="utf-8")
    question = """
        [[questions]]
        id = "Q1"
        asked = 2026-06-15T10:00:00
        step = "book"
        day = 2026-08-10
        answer = "refuse"
        by = ["C8", "C9"]
    """
    assert all(scored.answered for scored in score(read(first + shown + question, "shown")))


def test_the_halves_of_one_rule_are_judged_together_and_not_doubted() -> None:
    (shown,) = [
        block
        for block in re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
        if "months = 3, if_closed" in block
    ]
    first = (ROOT / "rulebooks" / "sample" / "first-hall.toml").read_text(encoding="utf-8")
    question = """
        [[questions]]
        id = "Q1"
        asked = 2026-04-19T10:00:00  # a Sunday
        step = "book"
        day = 2026-07-19
        answer = "refuse"
        by = ["C9"]
    """
    rulebook = read(first + shown + question, "shown")
    (scored,) = score(rulebook)
    assert (scored.answered, scored.beyond, doubts(rulebook)) == (True, (), [])
