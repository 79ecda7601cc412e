"""`manage.py ask`: one question from the command line, without a database."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from booking.management.rulebooks import read_file

PUBLISHED = Path(__file__).parents[3] / "rulebooks"
EVERY = PUBLISHED / "sample" / "every-clause.toml"
SUITA, KOGANEI = PUBLISHED / "05-suita-yuipia.toml", PUBLISHED / "02-koganei-jidokan.toml"
EVENING = ["--room=studio", "--day=2026-12-04", "--from=18:00", "--to=20:00", "--asked=2026-12-01T10:00"]


def asked(*arguments: str, file: Path = SUITA) -> list[str]:
    out = StringIO()
    call_command("ask", str(file), *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_an_answer_gives_every_reason_with_its_clause_in_words() -> None:
    outcome, *reasons = asked(*EVENING, "--person=stage=junior_high, count=3")
    assert outcome == "refuse"
    (why,) = [line for line in reasons if "broken" in line]
    assert why.startswith(
        "  C2 says[#1] broken LEAVE_BY: 中学生までの人が使えるのは、18:00までです。 (小学生と中学生だけの"
    )
    assert any(line.startswith("  C1 holds OUTSIDE_HOURS: (月曜日から") for line in reasons)


def test_two_things_that_a_clause_says_are_told_apart_as_mistakes_name_them() -> None:
    found = [line.split(":")[0] for line in asked(*EVENING, "--person=stage=junior_high, count=3")]
    assert "  C2 says[#1] broken LEAVE_BY" in found
    assert "  C2 says[#2] holds LEAVE_BY" in found
    assert "  C1 holds OUTSIDE_HOURS" in found


@pytest.mark.parametrize("key", ["Q6", "Q17", "Q36", "Q57"])
def test_no_two_reasons_are_the_same_line(key: str) -> None:
    lines = asked(f"--question={key}", file=EVERY)
    assert len(lines) == len(set(lines))


def test_a_value_is_answered_besides_with_the_clauses_that_give_it() -> None:
    lines = asked(*EVENING, "--person=stage=junior_high", "--value=leave_by")
    assert lines[-1] == "leave_by: 18:00, by C2"
    assert asked(*EVENING, "--value=fee")[-1] == "fee: that no clause speaks of it"


def test_facts_are_written_as_in_a_rulebook_with_or_without_quotes() -> None:
    plain = asked(*EVENING, "--person=born=1996-05-10, ties=[lives, works]", "--group=true")
    quoted = asked(*EVENING, '--person=born=1996-05-10, ties=["lives", "works"]', "--group=true")
    assert plain == quoted
    assert plain[0] == "allow"


def test_without_a_moment_it_is_asked_now(settings: object) -> None:
    settings.CLOCK = "2026-12-05T10:00:00+09:00"  # type: ignore[attr-defined]
    assert any("broken PAST" in line for line in asked(*EVENING[:4]))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--person=stage=junior_hig"], "`junior_hig` is not known here; did you mean `junior_high`?"),
        (["--person=17"], "`17` is no list of facts: write it as"),
        (["--person=agee=17"], "did you mean `age`?"),
        (["--person=ties=lives"], "--person[#1].ties: must be a list, as [ … ]"),
        (["--history=none", "--history=day=2026-12-01"], "`none` is that there never was a booking"),
        (["--room=studo"], "--room: `studo` is not known here; did you mean `studio`?"),
        (["--from=18:00"], "`from` needs a `day`"),
        (["--facts=evnt=no_show"], "did you mean `event`?"),
        (["--day=2026/12/04"], "--day: must be a day, as 2026-04-01"),
        (["--asked=10:00"], "--asked: must be a day and time, as 2026-04-01T10:00:00"),
        (["--step=booking"], "--step: `booking` is not known here; did you mean `book`?"),
        (["--value=price"], "--value: `price` is not known here; there is fee"),
        (["--size=two"], "--size: must be a whole number"),
        (["--history=x"], '`x` is no list of facts: write it as "day=2026-12-01, by_group=true"'),
        (["--question=Q9"], "--question: `Q9` is not known here; there is Q1"),
    ],
)
def test_what_is_wrong_with_a_question_is_said_with_a_remedy(arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError) as failure:
        asked(*arguments)
    assert said in str(failure.value)


@pytest.mark.parametrize("given", ["--from=18", "--day=2026/12/04", "--asked=10:00", "--size=two"])
def test_no_quotes_are_asked_for_where_a_command_line_needs_none(given: str) -> None:
    with pytest.raises(CommandError) as failure:
        asked(given)
    assert str(failure.value).startswith(f"the question, {given.split('=')[0]}: ")
    assert "quotes" not in str(failure.value)


def test_of_several_halls_one_is_named() -> None:
    with pytest.raises(CommandError, match="honcho, higashi, nukui-minami, midori: name one"):
        asked(file=KOGANEI)
    with pytest.raises(CommandError, match="did you mean `higashi`"):
        asked("--hall=higasi", file=KOGANEI)
    late = asked("--hall=higashi", "--day=2016-07-08", "--from=18:30", "--step=stay", file=KOGANEI)
    assert late[0] == "refuse"


def test_a_worked_question_of_the_file_is_asked_with_its_value() -> None:
    lines = asked("--question=Q1")
    assert lines[0] == "refuse"
    assert any("C7 unknown PURPOSE, lacking purpose: " in line for line in lines)
    every = PUBLISHED / "sample" / "every-clause.toml"
    assert asked("--question=Q32", file=every)[-1].startswith("fee: 1000")


def test_what_the_asker_has_booked_is_said_as_in_a_rulebook() -> None:
    every = PUBLISHED / "sample" / "every-clause.toml"
    use = ["--room=band", "--day=2026-06-10", "--from=9:00", "--to=12:00", "--asked=2026-06-01T10:00"]
    has = asked(*use, "--group=false", "--history=day=2026-06-05", file=every)
    assert any("broken ONE_AT_A_TIME" in line for line in has)


def test_that_there_never_was_a_booking_is_said_and_is_not_the_same_as_saying_nothing() -> None:
    every = PUBLISHED / "sample" / "every-clause.toml"
    use = ["--room=band", "--day=2026-06-10", "--from=9:00", "--to=12:00", "--asked=2026-06-01T10:00"]
    silent, none = (asked(*use, "--group=false", *more, file=every) for more in ([], ["--history=none"]))
    assert any("unknown ONE_AT_A_TIME, lacking history" in line for line in silent)
    assert any("holds ONE_AT_A_TIME" in line for line in none)


def test_what_the_hall_left_open_is_asked_of_it() -> None:
    lines = asked("--question=Q6", file=PUBLISHED / "49-kawasaki-saiwai.toml")
    assert lines[0] == "ask the hall"
    assert any(" open (ask the hall) " in line for line in lines)


def test_a_key_that_no_clause_knows_is_told_before_the_answer() -> None:
    lines = asked(*EVENING, "--purpose=profits")
    assert lines[0].startswith("warning: no clause knows the purpose `profits`; did you mean `profit`?")
    assert lines[1] == "allow"


QUESTIONS = [question.id for question in read_file(EVERY).questions]


@pytest.mark.parametrize("key", QUESTIONS)
def test_every_type_of_rule_is_answered_in_words(key: str) -> None:
    outcome, *reasons = asked(f"--question={key}", file=EVERY)
    assert outcome in ("allow", "refuse", "ask the hall")
    for line in (line for line in reasons if line.startswith("  ")):
        found, words = line.split(": ", 1)
        said = words.split(" (")[0]
        assert " holds " in found or said.endswith("。"), line
        assert not re.search(r"%\(|_|[a-z]{3}", said), line


def test_facts_that_a_value_waits_for_are_told_in_words_too() -> None:
    use = ["--room=meeting-a", "--day=2026-06-10", "--from=9:00", "--to=12:00", "--asked=2026-06-01T10:00"]
    (last,) = asked(*use, "--value=fee", file=EVERY)[-1:]
    assert last == "fee: 600, by C61; lacking user_class (利用登録の区分), purpose (何に使うか)"
