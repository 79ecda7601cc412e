"""What a programme asks of a party besides: kept apart from the sign-up, shown to the desk, erased in time.

No Act, notice or feed ever says what it is. `now` is an instant (seconds, UTC).
"""

from collections.abc import Mapping

from django.db import transaction

from booking.actions.acts import log
from booking.actions.programmes_led import must_lead
from booking.actions.texts import Missing, Unfit, plain
from booking.models import Coming, PartyParticulars, Person, Programme, SignUp
from booking.queries.bookings import Absent
from booking.rules.particulars import LONGEST, NEEDED, Asked
from booking.rules.plain_text import as_seen

Told = Mapping[Asked, str]


class NotTold(Missing):
    """Something that the programme has to know."""


def particulars_told(
    programme: Programme, had: SignUp | None, given: Mapping[str, str] | None
) -> Told | None:
    """What the programme asks, as it is told; None where nothing is to be changed. NotTold, Unfit."""
    asks = [Asked(key) for key in programme.asks]
    if not asks:
        return None
    if given is None:
        if had is None or not PartyParticulars.objects.filter(signup=had).exists():
            raise NotTold(asks[0])
        return None
    return {key: _text(key, given.get(key, "")) for key in asks}


def _text(key: Asked, text: str) -> str:
    if len(text) > LONGEST[key]:
        raise Unfit(key, longest=LONGEST[key])
    # Line by line: one name on each, and no line may hold what cannot be stored.
    told = "\n".join(filter(None, (plain(line, key, LONGEST[key]) for line in text.splitlines())))
    if key in NEEDED and not as_seen(told):
        raise NotTold(key)
    return told


def keep_particulars(signup: SignUp, told: Told | None) -> None:
    """Instead of what was told before; what the programme asks no more goes with it."""
    if told is not None:
        blank = {key.value: "" for key in Asked}
        texts = {**blank, **{key.value: text for key, text in told.items()}}
        PartyParticulars.objects.update_or_create(signup=signup, defaults=texts)


def erase_if_over(signup: SignUp, now: int) -> None:
    """Whoever comes to nothing any more has nothing kept of them."""
    standing = signup.dates.exclude(state=Coming.State.CANCELLED)
    if not standing.filter(session__cancelled_at=None).exists():
        PartyParticulars.objects.filter(signup=signup).delete()


@transaction.atomic
def look_at_particulars(*, signup: SignUp, actor: Person, now: int) -> PartyParticulars:
    """What a party has told, for whoever leads the programme; that they have looked is logged. Absent for
    others, and where nothing is kept (any more). No inverse: what was seen is seen."""
    must_lead(signup.programme, actor, now)
    found = PartyParticulars.objects.filter(signup=signup).first()
    if found is None:
        raise Absent(signup.public_id)
    log("signup", signup.public_id, "look_at_particulars", actor, now, hall=signup.programme.facility_id)
    return found
