"""What happens to a booking, to whoever booked and who leads the group; copies to guardians."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.models import Booking
from booking.notices.copies import copy_to_guardians
from booking.notices.telling import (
    Words,
    place_words,
    readers_of,
    sentences,
    tell,
    what_words,
)
from booking.queries.bookings import people_with
from booking.queries.money import paid
from booking.queries.notices import rung_up
from booking.rules.lifecycle import HOLDING, State
from booking.rules.notices import (
    CANCELLED_BY_GUARDIAN,
    CANCELLED_BY_HALL,
    LAPSE,
    MOVED_BY_HALL,
    OFFER,
    REMINDER,
)
from facilities.labels import day_words, moment_words
from facilities.rules.spans import local_day

SOON = 60 * 60  # seconds: what begins by then is most often what is left of a slot


def booked(booking: Booking) -> None:
    if booking.state == State.PROVISIONAL:
        of_booking(
            booking,
            "booked",
            lambda: (
                _("仮の予約をしました:%(what)s"),
                sentences(_("仮の予約をしました。"), _until(booking)).rstrip(),
            ),
        )
    else:
        of_booking(booking, "booked", lambda: (_("予約しました:%(what)s"), _("予約しました。")))


def cancelled(booking: Booking) -> None:
    of_booking(
        booking, "cancelled", lambda: (_("予約を取り消しました:%(what)s"), _("予約を取り消しました。"))
    )


def cancelled_by_hall(booking: Booking, why: str) -> None:
    """To those whose plans the hall has changed: why, and that nothing of what they paid is lost."""

    def words() -> tuple[str, str]:
        said = sentences(
            _("館の都合で、予約を取り消しました。ごめんなさい。"), reason_words(why), back_words([booking])
        )
        return _("館の都合で取り消しました:%(what)s"), said.rstrip()

    of_booking(booking, CANCELLED_BY_HALL, words, urgent=True)


def reason_words(why: str) -> str:
    return _("わけ:%(why)s") % {"why": why} if why else ""


def back_words(bookings: Sequence[Booking]) -> str:
    """That what was paid for them comes back; "" where nothing was."""
    if not any(paid(booking) for booking in bookings):
        return ""
    return _("はらった料金は、全部お返しします。館の窓口で受けとってください。")


def moved(booking: Booking) -> None:
    of_booking(
        booking, "moved", lambda: (_("予約を変えました:%(what)s"), _("予約を、次のとおりに変えました。"))
    )


def moved_by_hall(booking: Booking) -> None:
    """To those whose plans the hall has changed. Where it is now stands below, as in every notice."""
    of_booking(booking, MOVED_BY_HALL, moved_by_hall_words, urgent=True)


def moved_by_hall_words() -> tuple[str, str]:
    """The subject and the first sentence, of one booking and of several alike."""
    said = _("館の都合で、予約を次のとおりに変えました。ごめんなさい。こまるときは、館に電話してください。")
    return _("館の都合で変えました:%(what)s"), said


def released(booking: Booking) -> None:
    """Nobody came, and the desk has given the room to others."""

    def words() -> tuple[str, str]:
        said = _(
            "時間になってもだれも来なかったので、部屋を空けました。来られないときは、電話1本で大丈夫です。"
        )
        return _("部屋を空けました:%(what)s"), said

    of_booking(booking, "released", words)


def restored(booking: Booking) -> None:
    of_booking(
        booking,
        "restored",
        lambda: (_("予約をもとにもどしました:%(what)s"), _("予約をもとにもどしました。")),
        # Whoever has heard on the telephone that it was off will not look for a notice that it is on again.
        urgent=rung_up(booking, CANCELLED_BY_HALL),
    )


def confirmed(booking: Booking) -> None:
    of_booking(
        booking, "confirmed", lambda: (_("予約が決まりました:%(what)s"), _("仮の予約が、決まりました。"))
    )


def lapsed(booking: Booking) -> None:
    def words() -> tuple[str, str]:
        said = _("期限までに手続きがなかったので、仮の予約はなくなりました。")
        return _("仮の予約がなくなりました:%(what)s"), said

    # Nobody has done anything, and the room is gone: without a call they would stand before the door.
    of_booking(booking, "lapsed", words, urgent=True)


def cancelled_by_guardian(booking: Booking) -> None:
    """To those whose plans somebody else has changed."""
    of_booking(
        booking,
        CANCELLED_BY_GUARDIAN,
        lambda: (_("予約を取り消しました:%(what)s"), _("保護者の方が、予約を取り消しました。")),
        urgent=True,
    )


def offered(booking: Booking) -> None:
    """To whoever waited: what has become free is held for them until an instant."""

    def words() -> tuple[str, str]:
        zone = ZoneInfo(booking.room.facility.timezone)
        until = moment_words(booking.lapses_at or 0, zone, local_day(booking.changed_at, zone))
        lines = [
            _freed(booking) % {"until": until},
            "",
            place_words(booking),
            "",
            _("使うときは、まどあかりの「自分の予約」を開いて「予約する」をえらんでください。"),
            _("使わないときは「使わない」をえらぶと、次の人に回ります。"),
        ]
        return _("空きました:%(what)s") % what_words(booking), "\n".join(lines) + "\n"

    tell(readers_of(booking), OFFER, words, now=booking.changed_at, booking=booking, urgent=True)


def _freed(booking: Booking) -> str:
    if booking.start - booking.changed_at < SOON:
        return _("待っていた時間のうち、このあと使える時間が空きました。%(until)sまで、取っておきます。")
    return _("待っていた時間が空きました。%(until)sまで、取っておきます。")


def offer_lapsed(booking: Booking) -> None:
    """The answer did not come in time."""

    def words() -> tuple[str, str]:
        sentence = _("お返事の時間がすぎたので、次の人に回しました。使いたいときは、もう一度待てます。")
        return _("次の人に回しました:%(what)s") % what_words(
            booking
        ), f"{sentence}\n\n{place_words(booking)}\n"

    tell(readers_of(booking), LAPSE, words, now=booking.changed_at, booking=booking)


def reminded(booking: Booking, now: int) -> None:
    """A day ahead, to all who come."""

    def words() -> tuple[str, str]:
        sentence = _("予約の時間が近づきました。来られないときは、早めに空けてください。")
        return _("もうすぐ予約の時間です:%(what)s") % what_words(booking), _body(booking, sentence)

    # To everybody who comes, and not only to who booked: it is the friend who forgets.
    readers = {reader.pk: reader for reader in (*readers_of(booking), *people_with(booking))}
    tell(readers.values(), REMINDER, words, now=now, booking=booking)


def of_booking(booking: Booking, kind: str, words: Words, urgent: bool = False) -> None:
    """What happened to a booking: subject and first sentence are `words`, the rest is the same for all."""

    def whole() -> tuple[str, str]:
        subject, sentence = words()
        return subject % what_words(booking), _body(booking, sentence)

    tell(readers_of(booking), kind, whole, now=booking.changed_at, booking=booking, urgent=urgent, entry=True)
    copy_to_guardians(booking, words)


def _body(booking: Booking, sentence: str) -> str:
    lines = [sentence, "", place_words(booking)]
    # What stands no more has no number to say at the desk, and nothing is left to be changed.
    if booking.state in HOLDING:
        lines += [
            _("受付の番号:%(code)s") % {"code": booking.code},
            "",
            _("変えたり取り消したりするときは、まどあかりの「自分の予約」を開いてください。"),
        ]
    return "\n".join(lines) + "\n"


def _until(booking: Booking) -> str:
    """By when what is missing must be there, for what is provisional."""
    if booking.lapses_at is None:
        return ""
    zone = ZoneInfo(booking.room.facility.timezone)
    # A second before: what lapses at midnight is still good on the day that ends with it.
    day = day_words(local_day(booking.lapses_at - 1, zone), local_day(booking.changed_at, zone))
    return _("%(day)sまでに手続きをすると、決まります。") % {"day": day}
