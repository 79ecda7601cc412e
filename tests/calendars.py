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
