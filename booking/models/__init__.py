from booking.models.acts import Act
from booking.models.answers import Answer
from booking.models.bookings import Booking, Claim
from booking.models.feeds import Departure, EventText, FeedVersion, Subscription
from booking.models.groups import Group, Membership
from booking.models.leases import Lease
from booking.models.notices import Notice
from booking.models.people import Induction, Person, Registration, Tie
from booking.models.posts import Post
from booking.models.series import Series

__all__ = [
    "Act",
    "Answer",
    "Booking",
    "Claim",
    "Departure",
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
    "Series",
    "Subscription",
    "Tie",
]
