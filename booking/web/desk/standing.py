"""How a use stands, in the desk's words: the same on the board, on the list and on the booking's page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from booking.labels import state_words
from booking.models import Booking
from booking.queries.today import Use
from booking.rules.lifecycle import State
from booking.rules.today import SHOWN, Seen, seen
from facilities.rules.spans import Span

WORDS: dict[Seen, str | Promise] = {
    Seen.NEXT: gettext_lazy("これから"),
    Seen.LATE: gettext_lazy("来ていません"),
    Seen.IN_USE: gettext_lazy("利用中"),
    Seen.OVER: gettext_lazy("時間をすぎています"),
    Seen.USED: pgettext_lazy("利用", "終了"),
    Seen.UNTOLD: gettext_lazy("受付なしで終了"),
    Seen.NO_SHOW: gettext_lazy("来ませんでした"),
}
OVERTAKEN = frozenset({Seen.LATE, Seen.OVER, Seen.UNTOLD, Seen.NO_SHOW})


def words_of(use: Use) -> str:
    return str(WORDS.get(use.seen) or state_words(use.booking.state))


def state_at(booking: Booking, now: int, *, is_late: bool) -> str:
    """How a booking stands, as the board says it where the day has overtaken its state: a desk that waits for
    somebody, or has given them up, calls that by one name on every page."""
    late_at = now if is_late else now + 1
    known = booking.state in SHOWN
    how = seen(State(booking.state), Span(booking.start, booking.end), now, late_at) if known else None
    return str(WORDS[how]) if how in OVERTAKEN else state_words(booking.state)
