"""Every mistake in a file is said at once, with its place and what to write instead."""

import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.mistakes import Mistakes
from booking.rules.references import dangling
from booking.rules.rulebook import checked, read

GOOD = """
format = 1
key = "higashi-rules"
valid_from = 2026-04-01
title = { ja = "きまり", en = "Rules" }
city = { ja = "小金井市" }
source = "https://example.org"
standing = { ja = "見本" }
[[halls]]
key = "higashi"
name = { ja = "東児童館" }
kind = "childrens_hall"
  [[halls.rooms]]
  key = "band"
  name = { ja = "音楽室" }
[[clauses]]
id = "C1"
ja = "9時から開いています。"
en = "Open from 9:00."
  [[clauses.says]]
  type = "hours"
  from = "9:00"
  to = "17:00"
[[clauses]]
id = "C2"
ja = "中学生からです。"
en = "From junior high."
  [[clauses.says]]
  type = "who"
  rooms = ["band"]
  ages = { from_stage = "junior_high" }
  during = { from = "15:00" }
[[questions]]
id = "Q1"
asked = 2026-12-02T12:00:00
step = "book"
room = "band"
day = 2026-12-04
party = { people = [{ age = 15 }] }
answer = "allow"
by = ["C2"]
"""


def told(text: str) -> str:
    with pytest.raises(Mistakes) as caught:
        read(text, "a.toml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("valid_from = 2026-04-01", 'valid_from = "2026-04-01"', "a.toml, valid_from: must be a day"),
        ("valid_from = 2026-04-01", "valid_from = 2026-04-01T00:00:00", "a.toml, valid_from: must be a day"),
        ("format = 1", "format = true", "a.toml, format: must be a whole number"),
        ("day = 2026-12-04", 'day = "2026-12-04"', "a.toml, questions[Q1].day: must be a day"),
        (
            "asked = 2026-12-02T12:00:00",
            'asked = "2026-12-02T12:00:00"',
            "questions[Q1].asked: must be a day and",
        ),
        ('id = "C2"', 'id = "C2"\nfrom = "2026-05-01"', "a.toml, clause C2, from: must be a day"),
    ],
)
def test_a_day_is_written_as_a_day_and_a_number_as_a_number(right: str, wrong: str, says: str) -> None:
    assert says in told(GOOD.replace(right, wrong))


def test_a_span_of_the_year_with_one_end_lacks_the_other() -> None:
    said = told(GOOD.replace('to = "17:00"', 'to = "17:00"\n  on = { every_year = [["12-29"]] }'))
    assert said == "a.toml, clause C1, says[#1].on.every_year[#1][#2]: is missing"


def test_what_a_file_says_is_echoed_without_commands_for_a_terminal() -> None:
    said = told(GOOD + '"a\\u001b[2J\\u0000\\u202ex" = 1\n')
    assert "a\\u001b[2J\\u0000\\u202ex" in said
    assert not set(said) & set("\x1b\x00\u202e")


def test_what_a_file_says_is_echoed_in_part() -> None:
    assert len(told(f"{'k' * 500_000} = 1\n" + GOOD)) < 2000


def test_of_many_mistakes_the_first_are_told_and_how_many_there_are() -> None:
    said = told("".join(f"k{number} = 1\n" for number in range(20_000)) + GOOD)
    assert said.count("\n") == 100
    assert said.endswith("… and 19900 more")


@pytest.mark.parametrize("place", ["key", "clauses", "x"])
def test_a_file_that_is_nested_without_end_is_refused(place: str) -> None:
    assert "nested too deeply" in told(f"{'.'.join([place] * 5000)} = 1\n")


@pytest.mark.timeout(30)
def test_ids_given_twice_are_found_in_one_walk() -> None:
    raw = {"questions": [{"id": f"Q{number % 20_000}"} for number in range(40_000)]}
    twice = [one for one in dangling("a.toml", raw) if one.what == "is given twice in this file"]
    assert len(twice) == 20_000
    assert twice[0].field == "questions[Q0].id"


def mistakes(text: str) -> list[str]:
    with pytest.raises(Mistakes) as caught:
        read(text, "a.toml")
    return [str(mistake).removeprefix("a.toml, ") for mistake in caught.value.mistakes]


def spoiled(*changes: tuple[str, str]) -> list[str]:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return mistakes(text)


def test_the_good_one_is_read() -> None:
    assert read(GOOD, "a.toml").key == "higashi-rules"


TIME = 'write a time of day as "HH:MM", in quotes'
STAGES = "preschool, elementary, junior_high, high_school, adult"
TERM1, TERM2 = "clause C1, says[#1]", "clause C2, says[#1]"
ID = 'write an id in letters, digits and hyphens, as "C4": pages link to it'
UNSAFE = "holds characters that cannot be shown safely"


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        ('type = "hours"', 'type = "hourz"', TERM1, "`hourz` is not known here; did you mean `hours`?"),
        ('  type = "who"\n', "", TERM2, "has no `type`: say which type of term it is"),
        ("ages =", "agez = {}\n  ages =", f"{TERM2}.agez", "is not known here; did you mean `ages`?"),
        (
            "from_stage",
            "from_stag",
            f"{TERM2}.ages.from_stag",
            "is not known here; did you mean `from_stage`?",
        ),
        ('"junior_high"', '"x"', f"{TERM2}.ages.from_stage", f"`x` is not known here; there is {STAGES}"),
        ('"9:00"', "9", f"{TERM1}.from", TIME),
        ('"9:00"', '"9時"', f"{TERM1}.from", TIME),
        ('from = "15:00"', "from = 900", f"{TERM2}.during.from", TIME),
        ('rooms = ["band"]', 'rooms = "band"', f"{TERM2}.rooms", "must be a list, as [ … ]"),
        ('rooms = ["band"]', "rooms = []", f"{TERM2}.rooms", "an empty list means nothing"),
        (
            'rooms = ["band"]',
            'rooms = ["bnad"]',
            f"{TERM2}.rooms",
            "`bnad` is not known here; did you mean `band`?",
        ),
        ('rooms = ["band"]', 'halls = ["x"]', f"{TERM2}.halls", "`x` is not known here; there is higashi"),
        ("2026-04-01", '"spring"', "valid_from", "must be a day, as 2026-04-01, without quotes"),
        ("format = 1", "format = 2", "format", "`2` is not known here; there is 1"),
        (
            "age = 15",
            'age = "x"',
            "questions[Q1].party.people[#1].age",
            "must be a whole number, without quotes",
        ),
        ('"allow"', '"alow"', "questions[Q1].answer", "`alow` is not known here; did you mean `allow`?"),
        ('room = "band"', 'room = "kiln"', "questions[Q1].room", "`kiln` is not known here; there is band"),
        ('by = ["C2"]', 'by = ["X"]', "questions[Q1].by", "`X` is not known here; there is C1, C2"),
        ('en = "Open from 9:00."\n', "", "clause C1, en", "is missing"),
        ('id = "C2"', 'id = "C1"', "clause C1, id", "is given twice in this file"),
        ('id = "C2"', 'id = "C 2"', "clause C 2, id", ID),
        ('"childrens_hall"', '"school"', "halls[higashi].kind", "`school` is not known here"),
        ('key = "band"', 'key = "Band"', "halls[higashi].rooms[Band].key", "write a key in small letters"),
        ('source = "https://example.org"', 'source = ""', "source", "must not be empty"),
        ("[[halls]]", 'colour = "red"\n[[halls]]', "colour", "is not known here"),
        (
            'en = "From j',
            'over = ["C3"]\nen = "From j',
            "clause C2, over",
            "`C3` is not known here; there is C1",
        ),
        ('from = "9:00"', 'on = { in = ["exams"] }', f"{TERM1}.on.in", "`exams` is not known here"),
        (
            'from = "9:00"',
            "on = { but = [{ month = [7] }] }",
            f"{TERM1}.on.but[#1].month",
            "is not known here",
        ),
        (
            'rooms = ["band"]',
            'notice = "sameday"',
            f"{TERM2}.notice",
            'write "advance", "same_day" or a table, as { days_from = 4 }',
        ),
        ('rooms = ["band"]', "notice = { days = 4 }", f"{TERM2}.notice.days", "is not known here"),
        ('rooms = ["band"]', 'also = ["C4"]', f"{TERM2}.also", "`C4` is not known here; there is C1, C2"),
        (
            'rooms = ["band"]',
            'unless = [{ on = { not_in = ["exams"] } }]',
            f"{TERM2}.unless[#1].on.not_in",
            "`exams` is not known here",
        ),
        (
            'type = "who"',
            'type = "opens"\n  days = 1\n  of = "draw"\n\n  [[clauses.says]]\n  type = "who"',
            f"{TERM2}.of",
            "is counted from the draw: say when that is, in a term `lottery_draw`",
        ),
        ('"9時から開いています。"', '"a\\u0000b"', "clause C1, ja", f"{UNSAFE} (U+0000)"),
        ('"きまり"', '"\\u202egnirts"', "title.ja", f"{UNSAFE} (U+202E)"),
    ],
)
def test_a_mistake_names_clause_and_field_and_what_to_write(
    old: str, new: str, place: str, what: str
) -> None:
    assert any(found.startswith(f"{place}: {what}") for found in spoiled((old, new)))


def test_a_parameter_that_is_called_like_its_type_keeps_its_place() -> None:
    bands = 'type = "bands"\n  bands = [{ from = "9:00", to = "12:00" }, { from = "13:00", til = "15:00" }]'
    assert spoiled(('type = "hours"\n  from = "9:00"\n  to = "17:00"', bands)) == [
        f"{TERM1}.bands[#2].to: is missing",
        f"{TERM1}.bands[#2].til: is not known here; there is name, from, to",
    ]


def test_all_mistakes_are_said_at_once() -> None:
    found = spoiled(
        ("2026-04-01", '"spring"'), ('type = "hours"', 'type = "hourz"'), ('["band"]', '["bnad"]')
    )
    assert [mistake.split(":")[0] for mistake in found] == [
        "valid_from",
        "clause C1, says[#1]",
        "clause C2, says[#1].rooms",
    ]


def test_a_title_of_ten_megabytes_is_refused_in_one_line() -> None:
    (mistake,) = spoiled(('"きまり"', f'"{"あ" * 10_000_000}"'))
    assert mistake == "title.ja: is longer than 500 characters"


def test_what_the_tables_cannot_hold_is_refused() -> None:
    assert spoiled(('"きまり"', f'"{"あ" * 201}"')) == ["title: is longer than 200 characters"]
    assert spoiled(('"小金井市"', f'"{"あ" * 51}"')) == ["city: is longer than 50 characters"]
    assert spoiled(('"東児童館"', f'"{"あ" * 101}"')) == [
        "halls[higashi].name.ja: is longer than 100 characters"
    ]


def test_a_huge_name_is_not_repeated_whole() -> None:
    (mistake,) = spoiled(('type = "hours"', f'type = "{"x" * 100_000}"'))
    assert len(mistake) < 2_000


@pytest.mark.parametrize(
    "text", ["= 3", "key = ", "[[clauses]\n", "a = " + "[" * 5000, f"a = {'9' * 5000}", "a = 'x\x00'"]
)
def test_what_is_not_toml_says_so(text: str) -> None:
    (mistake,) = mistakes(text)
    assert "is not TOML" in mistake


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ('title = { ja = "東"\nx = 1\n', "close it with `}` on the line where it begins"),
        ("[[clauses]\n", "a chapter is [[clauses]]"),
        ("x = [1\ny = 2\n", "close the list with `]`"),
        ('x = "a\n', "a text ends with the quote"),
        ("x y\n", "every line is a name, `=` and a value"),
        ("x = abc\n", "a text stands in quotes"),
        ("x = 2026-02-30\n", "there is no such day"),
        ("x = 1\nx = 2\n", "it is said twice"),
        ("x = 2026-04-01T10:00\n", "write 2026-04-01T10:00:00"),
    ],
)
def test_what_is_not_toml_is_shown_where_it_breaks_off_with_what_to_do(text: str, remedy: str) -> None:
    (mistake,) = mistakes(text)
    assert remedy in mistake
    assert "(at line" not in mistake or ", at `" in mistake


def test_of_several_halls_a_question_must_name_one() -> None:
    second = '[[halls]]\nkey = "nishi"\nname = { ja = "西" }\nkind = "civic_hall"\n[[clauses]]'
    assert spoiled(("[[clauses]]", second)) == [
        "questions[Q1].hall: is missing: the rulebook speaks for several halls"
    ]


DAY_SET = (
    '[[day_sets]]\nkey = "exams"\nname = { ja = "試験" }\ndays = [{ days = ["mon"] }]\n[[clauses]]\nid = "C1"'
)


def test_a_day_set_that_is_named_is_known() -> None:
    text = GOOD.replace('[[clauses]]\nid = "C1"', DAY_SET, 1)
    text = text.replace('from = "9:00"', 'on = { in = ["exams"] }\n  from = "9:00"', 1)
    assert read(text, "a.toml").for_hall("higashi").calendar[0][1].on.any_of is not None


def test_a_day_set_names_no_other_and_is_given_once() -> None:
    other = DAY_SET.replace('days = ["mon"]', 'not_in = ["terms"]')
    assert mistakes(GOOD.replace('[[clauses]]\nid = "C1"', other, 1)) == [
        "day_sets[exams]: names another day set ('terms'): write its days here"
    ]
    twice = DAY_SET.replace("[[clauses]]", DAY_SET.removesuffix('id = "C1"').rstrip())
    assert "day_sets[exams].key: is given twice in this file" in mistakes(
        GOOD.replace('[[clauses]]\nid = "C1"', twice, 1)
    )


def test_the_rooms_of_a_sum_must_exist() -> None:
    fee = '  [[clauses.says]]\n  type = "fee"\n  sum_of = ["bandd"]\n[[clauses]]\nid = "C2"'
    assert spoiled(('[[clauses]]\nid = "C2"', fee)) == [
        "clause C1, says[#2].sum_of: `bandd` is not known here; did you mean `band`?"
    ]


FILES = sorted((Path(__file__).parents[3] / "rulebooks").glob("*.toml"))
words = st.sampled_from(
    [
        "type",
        "rooms",
        "ages",
        "clauses",
        "halls",
        "key",
        "id",
        "says",
        "on",
        "questions",
        "in",
        "not_in",
        "but",
        "shift",
        "over",
        "day_sets",
        "days",
    ]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(st.data())
def test_whatever_is_spoiled_is_a_mistake_and_never_a_crash(data: st.DataObject) -> None:
    """Puts something strange anywhere into a published rulebook, as its document, and reads it."""
    raw = tomllib.loads(data.draw(st.sampled_from(FILES)).read_text())
    node, depth = raw, data.draw(st.integers(0, 6))
    for _ in range(depth):
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        inner = node[data.draw(st.sampled_from(keys))] if keys else None
        if not isinstance(inner, dict | list) or not inner:
            break
        node = inner
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    node[data.draw(st.sampled_from(keys))] = data.draw(values)
    with suppress(Mistakes):
        checked(raw, "spoiled.toml")


def test_a_moment_without_its_seconds_is_named_as_the_cause() -> None:
    assert told(GOOD.replace("12:00:00", "12:00")).endswith(
        "; a moment needs its seconds: write 2026-12-02T12:00:00"
    )
    assert "seconds" not in told(GOOD.replace("format = 1", "format = "))
