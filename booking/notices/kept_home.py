"""A guardian has said that a child does not come to what the group has booked."""

from django.utils.translation import gettext as _

from booking.models import Booking, Person
from booking.notices.copies import copy_to_guardians_of
from booking.notices.telling import lines, place_words, readers_of, tell, what_words
from booking.rules.notices import KEPT_HOME, ONE_LESS


def kept_home(booking: Booking, child: Person) -> None:
    """To the child who said so; to whoever leads the group that somebody does not come, with no reason; to
    the child's guardians their copy."""
    now, others = booking.changed_at, [one for one in readers_of(booking) if one.pk != child.pk]
    tell([child], KEPT_HOME, lambda: _to_child(booking), now=now, booking=booking)
    tell(others, ONE_LESS, lambda: _to_others(booking, child.call_name), now=now, booking=booking)
    copy_to_guardians_of(child, booking, _copied)


def _to_child(booking: Booking) -> tuple[str, str]:
    return _("行かないことになりました:%(what)s") % what_words(booking), lines(
        _("保護者の方が、この予約には行かないことにしました。"),
        _("グループの予約は、そのままです。"),
        "",
        place_words(booking),
    )


def _to_others(booking: Booking, name: str) -> tuple[str, str]:
    less = _("%(name)sさんが、来られなくなりました。") % {"name": name} if name else ""
    return _("来る人が1人へりました:%(what)s") % what_words(booking), lines(
        less or _("メンバーの1人が、来られなくなりました。"),
        _("予約は、そのままです。来る人は、まどあかりの「自分の予約」から変えられます。"),
        "",
        place_words(booking),
    )


def _copied() -> tuple[str, str]:
    return _("お子さんが行かない予約:%(what)s"), _("お子さんは、この予約に来る人からはずれました。")
