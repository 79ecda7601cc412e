"""Reading a calendar file from outside: dates as they are meant, or every mistake with its line."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.ical import Fault, Unreadable, read
from facilities.rules.outside import Outside
from facilities.rules.spans import Span, instant, local
from tests.calendars import (
    BOMBS,
    FULL,
    FULL_OF_EXCEPTIONS,
    RULES_THAT_NEVER_FALL,
    a_file,
    days,
    hours,
    vevent,
)
from tests.factories import NOW, TOKYO, at, span
from tests.strategies import HELSINKI, LORD_HOWE

EXAMS = vevent(*days("20261207", "20261210"))
WEEKLY = vevent(*hours("20261207", "1000", "1200"), "RRULE:FREQ=WEEKLY;COUNT=3")


def dates(data: bytes, zone: ZoneInfo = TOKYO) -> list[Outside]:
    return list(read(data, zone, NOW).events)


def starts(data: bytes, zone: ZoneInfo = TOKYO) -> list[str]:
    return [f"{local(one.span.start, zone):%m-%d %H:%M}" for one in dates(data, zone)]


def faults(data: bytes) -> list[tuple[Fault, int]]:
    with pytest.raises(Unreadable) as refused:
        read(data, TOKYO, NOW)
    return [(one.fault, one.line) for one in refused.value.mistakes]


def test_whole_days_go_from_midnight_up_to_the_midnight_after_the_last() -> None:
    (exams,) = dates(a_file(EXAMS))
    assert (exams.title, exams.span) == (
        "2学期中間考査",
        Span(at("2026-12-07 00:00"), at("2026-12-10 00:00")),
    )


def test_a_day_without_an_end_is_one_day() -> None:
    (one,) = dates(a_file(vevent(*days("20261207"))))
    assert one.span == span("2026-12-07", "00:00", "24:00")


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART;TZID=Asia/Tokyo:20261207T100000",
        'DTSTART;TZID="Asia/Tokyo":20261207T100000',
        "DTSTART;TZID=Tokyo Standard Time:20261207T100000",
        "DTSTART:20261207T100000",
        "DTSTART:20261207T010000Z",
        "dtstart;tzid=Asia/Tokyo:20261207T100000",
    ],
)
def test_a_time_is_the_same_however_its_zone_is_written(start: str) -> None:
    (one,) = dates(a_file(vevent(start, "DURATION:PT2H")))
    assert one.span == span("2026-12-07", "10:00", "12:00")


def test_a_zone_of_the_files_own_making_is_not_believed() -> None:
    clocks = (
        "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    (one,) = dates(a_file(clocks, vevent(*hours("20261207", "1000", "1200"))))
    assert one.span == span("2026-12-07", "10:00", "12:00")


def test_a_series_keeps_its_wall_time_over_a_clock_change() -> None:
    weekly = vevent(*hours("20270322", "1700", "1900", "Europe/Helsinki"), "RRULE:FREQ=WEEKLY;COUNT=2")
    assert starts(a_file(weekly), HELSINKI) == ["03-22 17:00", "03-29 17:00"]


def test_a_night_of_a_clock_change_is_as_long_as_its_clock_says() -> None:
    """Lord Howe turns its clocks back by half an hour on 4 April 2027 at 2."""
    night = vevent(*hours("20270404", "0000", "0600", "Australia/Lord_Howe"))
    (one,) = dates(a_file(night), LORD_HOWE)
    assert one.span == Span(
        instant(date(2027, 4, 4), 0, LORD_HOWE), instant(date(2027, 4, 4), 360, LORD_HOWE)
    )
    assert one.span.seconds == 6.5 * 3600


def test_exceptions_overrides_and_cancelled_dates_of_a_series() -> None:
    moved = vevent(*hours("20261222", "1300", "1400"), "RECURRENCE-ID:20261221T010000Z", title="面談")
    off = vevent(
        *hours("20261228", "1000", "1200"),
        "RECURRENCE-ID;TZID=Asia/Tokyo:20261228T100000",
        "STATUS:CANCELLED",
    )
    rule = "RRULE:FREQ=WEEKLY;UNTIL=20270104T010000Z"
    master = vevent(*hours("20261207", "1000", "1200"), rule, "EXDATE;TZID=Asia/Tokyo:20261214T100000")
    assert starts(a_file(master, moved, off)) == ["12-07 10:00", "12-22 13:00", "01-04 10:00"]


def test_a_moved_date_keeps_its_key_however_its_file_is_ordered() -> None:
    moved = vevent(*hours("20261215", "1300", "1400"), "RECURRENCE-ID;TZID=Asia/Tokyo:20261214T100000")
    keys = {one.key for one in dates(a_file(WEEKLY))}
    assert {one.key for one in dates(a_file(WEEKLY, moved))} == keys
    assert {one.key for one in dates(a_file(moved, WEEKLY))} == keys


def test_of_two_with_one_uid_the_later_edition_counts() -> None:
    new, old = vevent(*days("20261208"), "SEQUENCE:2"), vevent(*days("20261207"), "SEQUENCE:1")
    assert starts(a_file(new, old)) == ["12-08 00:00"]


def test_what_is_over_is_counted_and_left() -> None:
    """It is 2 December, ten past four: what ends then is over, what ends a minute later is not."""
    over, ends = hours("20261202", "1500", "1610"), hours("20261202", "1500", "1611")
    found = read(a_file(vevent(*over, uid="1"), vevent(*ends, uid="2")), TOKYO, NOW)
    assert (len(found.events), found.over) == (1, 1)


def test_folded_lines_escapes_and_a_bom_are_read_as_they_are_meant() -> None:
    folded = a_file(vevent(*days("20261207"), title="考査\\, 1日\r\n 目\\nと面談"))
    assert dates(b"\xef\xbb\xbf" + folded)[0].title == "考査, 1日目 と面談"
    assert dates(folded.replace(b"\r\n", b"\n"))[0].title == "考査, 1日目 と面談"


def test_nothing_else_of_a_file_is_read() -> None:
    more = (
        "ATTENDEE:mailto:a@example.org",
        "DESCRIPTION:\x00\u202e",
        "X-BAD;;;=:",
        "ATTACH:file:///etc/passwd",
    )
    alarm = "BEGIN:VALARM\r\nDTSTART:nonsense\r\nEND:VALARM"
    assert len(dates(a_file(vevent(*days("20261207"), *more, alarm)))) == 1


@pytest.mark.parametrize(
    ("lines", "fault", "line"),
    [
        (("DTSTART;TZID=Mars/Base:20261207T100000", "DURATION:PT1H"), Fault.ZONE, 6),
        (("DTSTART;TZID=../../etc/passwd:20261207T100000", "DURATION:PT1H"), Fault.ZONE, 6),
        (("DTSTART;TZID=:20261207T100000", "DURATION:PT1H"), Fault.ZONE, 6),
        (("DTSTART:2026120",), Fault.UNREADABLE, 6),
        (("DTSTART:20261307T100000", "DURATION:PT1H"), Fault.UNREADABLE, 6),
        ((), Fault.NO_START, 3),
        (("DTSTART:20261207T100000",), Fault.NO_END, 6),
        (hours("20261207", "1200", "1000"), Fault.BACKWARDS, 7),
        (hours("20261207", "1200", "1200"), Fault.BACKWARDS, 7),
        (days("20261207", "20261207"), Fault.BACKWARDS, 7),
        (days("20261207", "20280301"), Fault.ENDLESS, 7),
        (("DTSTART;VALUE=DATE:20261207", "DTEND:20261207T100000"), Fault.UNREADABLE, 7),
        (days("00010101"), Fault.FAR, 6),
        (days("99991231"), Fault.FAR, 6),
        ((*days("20261207"), "RRULE:FREQ=SECONDLY"), Fault.RULE, 7),
        ((*days("20261207"), "RRULE:FREQ=WEEKLY;BYDAY=XX"), Fault.UNREADABLE, 7),
        ((*days("20261207"), "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), Fault.UNREADABLE, 7),
        ((*days("20261207"), "RDATE;VALUE=DATE:20261209"), Fault.RULE, 7),
        ((*days("20261207"), "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261207"), Fault.RULE, 7),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(lines: tuple[str, ...], fault: Fault, line: int) -> None:
    assert faults(a_file(vevent(*lines))) == [(fault, line)]


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\u202e", "\u2066", "\x85", "\u2028"])
def test_letters_that_turn_or_break_a_line_are_refused_in_a_title(letter: str) -> None:
    assert faults(a_file(vevent(*days("20261207"), title=f"考{letter}査"))) == [(Fault.LETTERS, 5)]


@pytest.mark.parametrize("title", ["", "   ", "\\n"])
def test_an_event_needs_a_name(title: str) -> None:
    assert faults(a_file(vevent(*days("20261207"), title=title))) == [(Fault.NO_TITLE, 5)]


def test_a_name_of_200_letters_is_read_and_one_of_201_is_not() -> None:
    assert len(dates(a_file(vevent(*days("20261207"), title="考" * 200)))[0].title) == 200
    assert faults(a_file(vevent(*days("20261207"), title="考" * 201))) == [(Fault.LONG_TITLE, 5)]


def test_an_event_needs_a_uid_by_which_the_next_file_can_name_it() -> None:
    assert faults(a_file(vevent(*days("20261207"), uid=" "))) == [(Fault.NO_UID, 3)]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    bad = [vevent("DTSTART:nonsense", uid=str(n)) for n in range(30)]
    assert len(faults(a_file(EXAMS, *bad))) == 20


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.EMPTY),
        (b" \r\n", Fault.EMPTY),
        (b"\x89PNG\r\n\x1a\n", Fault.NOT_UTF8),
        ("BEGIN:VCALENDAR\r\nSUMMARY:考査".encode("cp932"), Fault.NOT_UTF8),
        (b"<html>", Fault.NOT_A_CALENDAR),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", Fault.NOT_A_CALENDAR),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n", Fault.CUT_OFF),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", Fault.CUT_OFF),
        (a_file(), Fault.NO_EVENTS),
        (b"BEGIN:VCALENDAR\r\n" * 9, Fault.NESTED),
        (a_file(vevent("EXDATE:" + "20261207," * 300)), Fault.LONG_LINE),
    ],
)
def test_what_is_no_calendar_is_refused_as_such(data: bytes, fault: Fault) -> None:
    assert [one for one, _ in faults(data)] == [fault]


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(name: str) -> None:
    assert faults(BOMBS[name])


def test_rules_that_never_fall_are_read_and_give_no_day() -> None:
    assert dates(RULES_THAT_NEVER_FALL) == []


def test_a_file_may_hold_400_events_and_not_one_more() -> None:
    assert len(dates(FULL)) == 400
    one_more = a_file(*(vevent(*hours("20261207", "1000", "1200"), uid=str(n)) for n in range(401)))
    assert [one for one, _ in faults(one_more)] == [Fault.TOO_MANY]


def test_a_file_may_hold_nine_thousand_exceptions() -> None:
    assert len(dates(FULL_OF_EXCEPTIONS)) == 9


TOKENS = st.sampled_from(
    [
        *("BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", ""),
        *(
            "UID:a",
            "UID:b",
            "UID",
            "SUMMARY:考査",
            "SUMMARY;LANGUAGE=ja:x\\",
            "STATUS:CANCELLED",
            "SEQUENCE:x",
        ),
        *(
            "DTSTART:20261207T100000",
            "DTSTART;VALUE=DATE:20261207",
            "DTSTART;TZID=Asia/Tokyo:20261207T100000",
        ),
        *("DTEND:20261207T110000Z", "DTEND;VALUE=DATE:20261209", "DTSTART;VALUE=PERIOD:20261207T100000/PT1H"),
        *("DURATION:PT1H", "DURATION:-P1D", "DURATION:P9999999999D", "DTSTART:00000000", "DTEND:100000"),
        *(
            "RRULE:FREQ=WEEKLY;BYDAY=MO,TU",
            "RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=1",
            "RRULE:COUNT=0",
            "RRULE:",
        ),
        *("RRULE:FREQ=DAILY;INTERVAL=0", "RRULE:FREQ=DAILY;UNTIL=10000", "RRULE:FREQ=YEARLY;BYMONTH=13"),
        *(
            "EXDATE:20261207T100000",
            "EXDATE;VALUE=DATE:20261207,x",
            "RECURRENCE-ID:20261214T100000",
            " folded",
        ),
        *("RECURRENCE-ID;VALUE=DATE:20261207", "DTSTART;TZID=Nowhere:20261207T100000", ";;;:::", "\x00"),
    ]
)


@settings(max_examples=400)
@given(st.lists(TOKENS, max_size=25), st.booleans())
def test_whatever_is_written_is_read_or_refused(lines: list[str], framed: bool) -> None:
    body = "\r\n".join(lines) + "\r\n"
    data = a_file(f"BEGIN:VEVENT\r\n{body}END:VEVENT\r\n") if framed else body.encode()
    _read_or_refused(data)


@given(st.binary(max_size=300), st.integers(0, 400))
def test_whatever_a_file_is_damaged_with_it_is_read_or_refused(noise: bytes, place: int) -> None:
    whole = a_file(EXAMS, WEEKLY)
    _read_or_refused(whole[:place] + noise + whole[place:])
    _read_or_refused(whole[:place] + noise)


def _read_or_refused(data: bytes) -> None:
    try:
        found = read(data, TOKYO, NOW)
    except Unreadable:
        return
    assert all(one.title and one.span.end > NOW for one in found.events)
    assert len({one.key for one in found.events}) == len(found.events)


@given(st.dates(date(2026, 12, 3), date(2028, 6, 1)), st.integers(0, 1439), st.integers(1, 600))
def test_a_date_that_is_written_is_the_date_that_is_read(day: date, start: int, length: int) -> None:
    begins = datetime(day.year, day.month, day.day) + timedelta(minutes=start)  # noqa: DTZ001  a wall time
    ends = begins + timedelta(minutes=length)
    written = vevent(f"DTSTART:{begins:%Y%m%dT%H%M%S}", f"DTEND:{ends:%Y%m%dT%H%M%S}")
    assert dates(a_file(written))[0].span == Span(
        instant(day, start, TOKYO), instant(day, start + length, TOKYO)
    )
