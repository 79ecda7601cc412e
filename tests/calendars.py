"""Calendar files as schools and neighbours write them."""


def vevent(*lines: str, uid: str = "a@school", title: str = "2学期中間考査") -> str:
    """An event; a line that begins with the name of one of the usual properties stands in its place."""
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT", ""])


def a_file(*events: str) -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n".encode()


def days(first: str, after: str | None = None) -> tuple[str, ...]:
    """Whole days from `first` up to, not including, `after`: days("20261207", "20261210")."""
    start = f"DTSTART;VALUE=DATE:{first}"
    return (start, f"DTEND;VALUE=DATE:{after}") if after else (start,)


def hours(day: str, start: str, end: str, tzid: str = "Asia/Tokyo") -> tuple[str, str]:
    """hours("20261207", "1000", "1200")."""
    zone = f";TZID={tzid}" if tzid else ""
    return f"DTSTART{zone}:{day}T{start}00", f"DTEND{zone}:{day}T{end}00"


BOMBS = {
    "fifty megabytes": b"x" * 50_000_000,
    "a million events": a_file(*["BEGIN:VEVENT\r\nEND:VEVENT\r\n"] * 25_000),
    "endless rules": a_file(*(vevent(*days("20170101"), "RRULE:FREQ=DAILY", uid=str(n)) for n in range(50))),
    "rules without end": a_file(
        *(vevent(*days("20170101"), "RRULE:FREQ=DAILY", uid=str(n)) for n in range(400))
    ),
    "a million exceptions": a_file(vevent(*days("20261207"), *["EXDATE:20261207T100000"] * 25_000)),
    "exceptions in long lines": a_file(
        *(
            vevent(*days("20261207"), *["EXDATE:" + ",".join(["20261207T100000"] * 120)] * 9, uid=str(n))
            for n in range(90)
        )
    ),
    "components in components": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 40_000,
    "one endless line": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:" + b"a\r\n " * 150_000,
    "a count without end": a_file(vevent(*days("20261207"), "RRULE:FREQ=DAILY;COUNT=99999999999999999999")),
    "a rule of every second": a_file(vevent(*days("20261207"), "RRULE:FREQ=SECONDLY;COUNT=1000000")),
}
# What is read, and costs most of all that is.
FULL = a_file(*(vevent(*hours("20261207", "1000", "1200"), uid=str(n)) for n in range(400)))
FULL_OF_EXCEPTIONS = a_file(
    *(
        vevent(*days("20261207"), *["EXDATE:" + ",".join(["20261207T100000"] * 115)] * 9, uid=str(n))
        for n in range(9)
    )
)
RULES_THAT_NEVER_FALL = a_file(
    *(vevent(*days("20170101"), "RRULE:FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2", uid=str(n)) for n in range(50))
)
