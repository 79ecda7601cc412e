from booking.models.acts import Act
from booking.models.answers import Answer
from booking.models.bookings import Booking, Claim
from booking.models.feeds import Departure, EventText, FeedVersion, Subscription
from booking.models.groups import Group, Membership
from booking.models.leases import Lease
from booking.models.lottery import Choice, Entry, Round, RoundSlot, SlotDate
from booking.models.notices import Notice
from booking.models.people import Induction, Person, Registration, Tie
from booking.models.posts import Post

__all__ = [
    "Act",
    "Answer",
    "Booking",
    "Choice",
    "Claim",
    "Departure",
    "Entry",
    "EventText",
    "FeedVersion",
    "Group",
    "Induction",
    "Lease",
    "Membership",
    "Notice",
    "Person",
    "Post",
    "Registration",
    "Round",
    "RoundSlot",
    "SlotDate",
    "Subscription",
    "Tie",
]
