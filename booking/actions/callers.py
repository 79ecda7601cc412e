"""Who has called and has no account: written beside the booking, and nowhere else."""

from dataclasses import dataclass

from booking.actions.texts import needed, plain
from booking.models import Booking, Caller
from booking.rules.names import LONGEST_NAME

LONGEST_PHONE = 20


@dataclass(frozen=True, slots=True)
class Calling:
    """How somebody without an account is called, and called back."""

    name: str
    phone: str = ""

    def plain(self) -> "Calling":
        """As it can be stored. Missing without a name, Unfit for texts that cannot."""
        return Calling(
            needed(self.name, "caller", LONGEST_NAME), plain(self.phone, "caller_phone", LONGEST_PHONE)
        )


def keep_caller(booking: Booking, calling: Calling | None) -> None:
    """Keeps how they are reached, until some weeks after the use."""
    if calling is not None:
        Caller.objects.create(booking=booking, name=calling.name, phone=calling.phone)
