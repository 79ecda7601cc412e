from booking.models.acts import Act
from booking.models.answers import Answer
from booking.models.bookings import Booking, Claim
from booking.models.feeds import Departure, EventText, FeedVersion, Subscription
from booking.models.groups import Group, Membership
from booking.models.incidents import Incident
from booking.models.invitations import Invitation
from booking.models.leases import Lease
from booking.models.notices import Enclosure, Notice
from booking.models.people import Induction, Person, Registration, Tie
from booking.models.posts import Post
from booking.models.waiting import Wait

__all__ = [
    "Act",
    "Answer",
    "Booking",
    "Claim",
    "Departure",
    "Enclosure",
    "EventText",
    "FeedVersion",
    "Group",
    "Incident",
    "Induction",
    "Invitation",
    "Lease",
    "Membership",
    "Notice",
    "Person",
    "Post",
    "Registration",
    "Subscription",
    "Tie",
    "Wait",
]
