from io import StringIO

from booking.management.progress import watched


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_elsewhere_than_on_a_terminal_it_is_a_few_plain_lines() -> None:
    out = StringIO()
    assert list(watched("bookings", range(8), 8, out)) == list(range(8))
    assert out.getvalue() == "bookings 2/8\nbookings 4/8\nbookings 6/8\nbookings 8/8\n"


def test_on_a_terminal_a_bar_fills_and_ends_its_line() -> None:
    out = Terminal()
    list(watched("bookings", range(3), 3, out))
    drawn = out.getvalue()
    assert drawn.endswith("█" * 28 + " 3/3\n")
    assert drawn.count("\n") == 1
    assert drawn.startswith("\rbookings ")


def test_of_nothing_it_says_nothing() -> None:
    out = StringIO()
    assert list(watched("bookings", [], 0, out)) == []
    assert out.getvalue() == ""
