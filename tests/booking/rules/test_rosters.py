"""A list of members becomes numbers; what is wrong with it is said line by line, and no name is kept."""

from datetime import date

import pytest

from booking.rules.rosters import Fault, Faults, Wrong, read

DAY = date(2026, 12, 2)


def faults(data: bytes) -> list[Fault]:
    with pytest.raises(Faults) as wrong:
        read(data, DAY)
    return wrong.value.faults


def test_people_are_counted_by_band_and_tie() -> None:
    text = "名前,年齢区分,市とのつながり\n山田花子,65歳以上,在住\n佐藤,65歳以上,在住\n鈴木,おとな,\n"
    assert read(text.encode(), DAY) == {"senior": {"lives": 2}, "adult": {"none": 1}}


def test_birth_dates_stand_for_the_band_of_the_day() -> None:
    text = "生年月日,つながり,人数\n2012/6/20,在学,1\n2009-05-11,なし,1\n1955/3/9,在勤,3\n"
    assert read(text.encode(), DAY) == {
        "junior_high": {"studies": 1},
        "high_school": {"none": 1},
        "senior": {"works": 3},
    }


@pytest.mark.parametrize(
    "born",
    [
        "昭和25年4月1日",
        "S25.4.1",
        "Ｓ２５．４．１",
        "s25/4/1",
        "1950年4月1日",
        "大正15年1月1日",
        "㍼25年4月1日",
    ],
)
def test_a_birth_date_may_be_written_by_its_era_as_clubs_have_it(born: str) -> None:
    assert read(f"氏名,生年月日,つながり\nA,{born},在住\n".encode("cp932"), DAY) == {"senior": {"lives": 1}}


def test_a_club_of_sixty_is_read_as_excel_saves_it_with_commas_in_the_names() -> None:
    """Names and numbers with commas in quotes, a blank line, and empty columns to the right."""
    lines = ["氏名,ふりがな,生年月日,市とのつながり,電話,,"]
    lines += [
        f'"山田, 花子{n}",やまだ,1950/{1 + n % 12}/1,{"在住" if n % 5 else "市外"},"0,1",,' for n in range(60)
    ]
    lines.insert(31, ",,,,,,")
    expected = {"senior": {"lives": 48, "none": 12}}
    for encoding in ("cp932", "utf-8-sig"):
        assert read("\r\n".join(lines).encode(encoding), DAY) == expected


def test_a_mistake_is_shown_as_it_was_written_and_counted_by_the_lines_of_the_file() -> None:
    text = '氏名,生年月日,つながり,人数\r\n"A\r\nB",S30.3.9,在住,1\r\n,,,\r\nC,H99.99.1,Kodaira,"1,000"\r\n'
    assert faults(text.encode("cp932")) == [
        Fault(5, Wrong.BORN, "H99.99.1"),
        Fault(5, Wrong.TIE, "Kodaira"),
        Fault(5, Wrong.COUNT, "1,000"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_list_may_be_as_excel_saves_it(encoding: str) -> None:
    text = "年齢区分,市とのつながり,人数\r\n６５歳以上,在住,４０\r\n18〜64歳,在勤,20\r\n\r\n"
    assert read(text.replace("18〜64歳", "おとな").encode(encoding), DAY) == {
        "senior": {"lives": 40},
        "adult": {"works": 20},
    }


def test_every_mistake_is_named_with_its_line() -> None:
    text = "区分,つながり,人数\nおとな,在住,2\n老人,在住,1\n小学生,となり,1\n中学生,在学,0\n中学生,在学,千\n"
    assert faults(text.encode()) == [
        Fault(3, Wrong.BAND, "老人"),
        Fault(4, Wrong.TIE, "となり"),
        Fault(5, Wrong.COUNT, "0"),
        Fault(6, Wrong.COUNT, "千"),
    ]


@pytest.mark.parametrize("born", ["2026-12-03", "31.12", "2012-02-30", "", "12012-1-1"])
def test_a_birth_date_that_cannot_be_is_a_mistake(born: str) -> None:
    assert faults(f"生年月日,人数\n{born},1\n".encode())[0].wrong is Wrong.BORN


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", Wrong.HEAD),
        ("名前\n山田\n".encode(), Wrong.HEAD),
        ("年齢区分\n".encode(), Wrong.EMPTY),
        (b"PK\x03\x04workbook", Wrong.NOT_TEXT),
        (b"\xff\xfe\x00\x01", Wrong.NOT_TEXT),
        (b"x" * 200_001, Wrong.TOO_LONG),
        ("年齢区分\n".encode() + "おとな\n".encode() * 2001, Wrong.TOO_LONG),
    ],
)
def test_what_is_no_list_is_said_as_a_whole(data: bytes, wrong: Wrong) -> None:
    assert faults(data) == [Fault(0, wrong)]


def test_a_cell_holds_999_at_most() -> None:
    assert faults("区分,人数\nおとな,999\nおとな,1\n".encode()) == [Fault(3, Wrong.SUM, "1000")]


def test_lines_that_are_right_alone_and_too_many_together_are_told_by_their_sum() -> None:
    text = "区分,つながり,人数\nおとな,在住,500\n65歳以上,在住,500\nおとな,在住,500\n"
    assert faults(text.encode()) == [Fault(4, Wrong.SUM, "1000")]
    assert read(text.replace("在住,500\n65", "在住,499\n65").encode(), DAY)["adult"] == {"lives": 999}


@pytest.mark.parametrize(
    ("head", "named"),
    [
        ("区分,年齢区分,人数", "区分・年齢区分"),
        ("区分,つながり,市とのつながり", "つながり・市とのつながり"),
        ("生年月日,人数,count", "人数・count"),
    ],
)
def test_two_columns_of_one_kind_are_named_since_nobody_knows_which_is_meant(head: str, named: str) -> None:
    assert faults(f"{head}\nおとな,1,2\n".encode()) == [Fault(1, Wrong.TWICE, named)]


def test_a_band_and_a_birth_date_are_two_kinds_and_what_is_passed_over_may_stand_twice() -> None:
    text = "名前,名前,区分,生年月日\nA,B,おとな,\n"
    assert read(text.encode(), DAY) == {"adult": {"none": 1}}
