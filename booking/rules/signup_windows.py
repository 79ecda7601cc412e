"""When one may sign up for a programme, and what a sign-up is then: a place, or a part in the draw."""

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """What signing up comes to now."""

    BEFORE = "before"  # not yet
    IN_ORDER = "in_order"  # who comes first has the places
    ENTERING = "entering"  # all who sign up now take part in the draw
    DRAWING = "drawing"  # the list is closed, and not drawn yet
    LEFT = "left"  # drawn; what is left goes in order
    OVER = "over"


TAKING = (Phase.IN_ORDER, Phase.ENTERING, Phase.LEFT)


class WindowUnfit(ValueError):
    """`field` is the moment that cannot be."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Window:
    """申込期間. Instants (seconds, UTC); None where nothing is set. With `draws_at` by lot, else in order."""

    takes_from: int | None = None
    takes_until: int | None = None
    draws_at: int | None = None

    @property
    def by_lot(self) -> bool:
        return self.draws_at is not None

    def phase(self, now: int, drawn: bool) -> Phase:
        """The closing second is still in time, as for a round."""
        if drawn:
            return Phase.LEFT
        if self.takes_from is not None and now < self.takes_from:
            return Phase.BEFORE
        in_time = self.takes_until is None or now <= self.takes_until
        if self.by_lot:
            return Phase.ENTERING if in_time else Phase.DRAWING
        return Phase.IN_ORDER if in_time else Phase.OVER

    def must_be_fit(self, first_start: int | None) -> None:
        """WindowUnfit where the moments are not in their order, or a date begins before the draw."""
        if (
            self.takes_from is not None
            and self.takes_until is not None
            and self.takes_until <= self.takes_from
        ):
            raise WindowUnfit("takes_until")
        if self.draws_at is None:
            return
        if self.takes_until is None:
            raise WindowUnfit("takes_until")
        if self.draws_at <= self.takes_until or (first_start is not None and self.draws_at >= first_start):
            raise WindowUnfit("draws_at")


def is_closing(window: Window, now: int) -> bool:
    """Whether the list of a draw is to be closed: after its last second."""
    return window.by_lot and window.takes_until is not None and now > window.takes_until
