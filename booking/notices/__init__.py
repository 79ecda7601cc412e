"""Notices: what is said to whom when something happens.

A notice is written in the verb's transaction, stands under お知らせ and, for whoever has an address, is
mailed after it by the worker. It is composed here as plain text in the reader's language; nothing that
people wrote is ever rendered as a template.
"""

from booking.notices.bookings import (
    booked,
    cancelled,
    cancelled_by_guardian,
    cancelled_by_hall,
    confirmed,
    lapsed,
    moved,
    offer_lapsed,
    offered,
    released,
    reminded,
    restored,
)
from booking.notices.displacements import (
    Displaced,
    called_off,
    displaced,
    open_again,
    passed_over,
    slots_shut,
)
from booking.notices.groups import (
    dissolved,
    group_registered,
    group_registration_returned,
    handed_over,
    invitation_wanted,
    joined_group,
    left_group,
    removed_from_group,
    role_changed,
)
from booking.notices.guardians import (
    consent_asked,
    consent_ends,
    consent_given,
    consent_refused,
    consent_revoked,
    guardian_link,
)
from booking.notices.lottery import Told, drawn, given_back, round_called_off
from booking.notices.members import (
    address_changed,
    address_taken,
    code_given,
    registered,
    registration_approved,
    registration_reconsidered,
    registration_returned,
    renewable,
    try_address,
)
from booking.notices.posts import posts_end
from booking.notices.reductions import reduction_asked, reduction_decided, reduction_reopened
from booking.notices.requests import (
    request_approved,
    request_lapsed,
    request_proposed,
    request_refused,
    request_reopened,
    requested,
)
from booking.notices.series import series_booked, series_cancelled, series_moved, series_restored
from booking.notices.telling import Link, place_words, readers_of, tell
from booking.notices.things import thing_broken, thing_mended
from booking.notices.waiting import skipped

__all__ = [
    "Displaced",
    "Link",
    "Told",
    "address_changed",
    "address_taken",
    "booked",
    "called_off",
    "cancelled",
    "cancelled_by_guardian",
    "cancelled_by_hall",
    "code_given",
    "confirmed",
    "consent_asked",
    "consent_ends",
    "consent_given",
    "consent_refused",
    "consent_revoked",
    "displaced",
    "dissolved",
    "drawn",
    "given_back",
    "group_registered",
    "group_registration_returned",
    "guardian_link",
    "handed_over",
    "invitation_wanted",
    "joined_group",
    "lapsed",
    "left_group",
    "moved",
    "offer_lapsed",
    "offered",
    "open_again",
    "passed_over",
    "place_words",
    "posts_end",
    "readers_of",
    "reduction_asked",
    "reduction_decided",
    "reduction_reopened",
    "registered",
    "registration_approved",
    "registration_reconsidered",
    "registration_returned",
    "released",
    "reminded",
    "removed_from_group",
    "renewable",
    "request_approved",
    "request_lapsed",
    "request_proposed",
    "request_refused",
    "request_reopened",
    "requested",
    "restored",
    "role_changed",
    "round_called_off",
    "series_booked",
    "series_cancelled",
    "series_moved",
    "series_restored",
    "skipped",
    "slots_shut",
    "tell",
    "thing_broken",
    "thing_mended",
    "try_address",
]
