"""What a place in a programme costs a party, what was paid for it, and what comes back."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from booking.models import Coming, FeePayment, FeeReceipt, Programme, SignUp
from booking.queries.bookings import Absent
from facilities.models import Facility

HELD = (Coming.State.COMING,)


@dataclass(frozen=True, slots=True)
class Dues:
    """Whole yen: what a sign-up costs while it has a place, and what was paid. `entries` are all of them, the
    first first; `receipt` is the last that was handed out."""

    fee: int
    entries: tuple[FeePayment, ...]
    receipt: FeeReceipt | None

    @property
    def paid(self) -> int:
        return sum(one.yen for one in self.entries)

    @property
    def due(self) -> int:
        return max(self.fee - self.paid, 0)

    @property
    def over(self) -> int:
        """What was paid and is not owed: of whoever gave the place up, all of it."""
        return max(self.paid - self.fee, 0)

    @property
    def last(self) -> int:
        """The key of the last entry, 0 before the first: a form says which it showed."""
        return self.entries[-1].pk if self.entries else 0


def dues_of(signups: Collection[SignUp]) -> dict[int, Dues]:
    """By the keys of sign-ups of one programme. Three queries."""
    holding = set(Coming.objects.filter(signup__in=signups, state__in=HELD).values_list("signup", flat=True))
    entries: dict[int | None, list[FeePayment]] = defaultdict(list)
    for one in FeePayment.objects.filter(signup__in=signups).select_related("staff", "struck_by"):
        entries[one.signup_id].append(one)
    receipts = {one.signup_id: one for one in FeeReceipt.objects.filter(signup__in=signups).order_by("pk")}
    return {
        one.pk: Dues(
            one.programme.fee * len(one.party) if one.pk in holding else 0,
            tuple(entries[one.pk]),
            receipts.get(one.pk),
        )
        for one in signups
    }


def unreceipted(signup: SignUp) -> int:
    """Yen that came in and over which no receipt was handed out. Two queries."""
    came = sum(one.yen for one in signup.payments.all() if one.is_receipt)
    over: int | None = signup.receipts.aggregate(all=Sum("yen"))["all"]
    return came - (over or 0)


def gave_up_and_paid(programme: Programme) -> list[SignUp]:
    """Who has no place and waits for none, and whose money is still here. One query."""
    found = programme.signups.annotate(sum=Sum("payments__yen")).filter(sum__gt=0)
    standing = Coming.objects.filter(signup__programme=programme).exclude(state=Coming.State.CANCELLED)
    found = found.exclude(pk__in=standing.values("signup"))
    return list(found.select_related("programme", "person", "group").order_by("pk"))


def payment_at(signup: SignUp, key: int) -> FeePayment:
    """One of a sign-up's entries. Absent."""
    found = signup.payments.filter(pk=key).first()
    if found is None:
        raise Absent(key)
    return found


def receipt_of(signup: SignUp) -> FeeReceipt:
    """The last that was handed out. Absent."""
    found = signup.receipts.order_by("pk").last()
    if found is None:
        raise Absent(signup.public_id)
    return found


def fees_at(hall: Facility, start: int, end: int) -> QuerySet[FeePayment]:
    """What came in and went back at a hall from one instant (seconds) up to another, each with the number of
    the first receipt after it. One query."""
    after = FeeReceipt.objects.filter(signup=OuterRef("signup"), at__gte=OuterRef("at"), at__lt=end)
    rows = FeePayment.objects.filter(facility=hall, at__gte=start, at__lt=end)
    rows = rows.select_related("programme", "struck_by").order_by("at", "pk")
    return rows.annotate(receipt=Subquery(after.order_by("pk").values("number")[:1]))
