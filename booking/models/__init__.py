from booking.models.activities import ActivityCount, ActivityDay, NothingReported, Reporter
from booking.models.acts import Act
from booking.models.answers import Answer
from booking.models.attendance import BoardVersion, Headcount, HourCount
from booking.models.bookings import Booking, Claim
from booking.models.callers import Caller
from booking.models.committees import Committee, Suggestion
from booking.models.courses import CourseDate, Seat
from booking.models.demand import Unmet
from booking.models.displacements import Displacement
from booking.models.feeds import Departure, EventText, FeedVersion, SeriesText, Subscription
from booking.models.grants import Grant, GrantStep
from booking.models.groups import Group, Membership
from booking.models.guardians import Consent, ConsentRequest, Guardian
from booking.models.handover import HandoverNote, KeyLoan
from booking.models.horizons import Horizon
from booking.models.incidents import Incident
from booking.models.invitations import Invitation
from booking.models.joining import FirstCode, NewAddress
from booking.models.kiosks import Kiosk
from booking.models.leases import Lease
from booking.models.lectures import Lecture, LectureCount, LectureDate, LectureRequest
from booking.models.loans import Loan
from booking.models.lottery import Choice, Entry, Round, RoundSlot, SlotDate
from booking.models.meetings import Meeting
from booking.models.money import Payment
from booking.models.network import NetworkBody
from booking.models.news import Article, NewsIssue
from booking.models.notices import Enclosure, Notice
from booking.models.occurrences import Occurrence
from booking.models.papers import Issue
from booking.models.people import Induction, Person, Registration, Tie
from booking.models.pickups import Pickup
from booking.models.plans import ActionPlan
from booking.models.posts import Post
from booking.models.programme_fees import FeePayment, FeeReceipt
from booking.models.programmes import Partner, PlaceDraw, Places, Programme, Session, SessionCount
from booking.models.reductions import Reduction, ReductionRequest
from booking.models.requests import Request
from booking.models.rosters import OnDuty
from booking.models.rulebooks import RulebookDraft
from booking.models.series import Series
from booking.models.signups import Coming, PartyParticulars, SignUp
from booking.models.supported import OpenDate, SupportedGroup
from booking.models.talents import Introduction, Listing, Skill, Talent, TalentListState
from booking.models.tokens import ApiToken
from booking.models.waiting import Wait, Wish
from booking.models.webhooks import Delivery, Webhook
from booking.models.years import AimState, ClosedYear, Correction, FrozenFigure, OwnWords, Succession

__all__ = [
    "Act",
    "ActionPlan",
    "ActivityCount",
    "ActivityDay",
    "AimState",
    "Answer",
    "ApiToken",
    "Article",
    "BoardVersion",
    "Booking",
    "Caller",
    "Choice",
    "Claim",
    "ClosedYear",
    "Coming",
    "Committee",
    "Consent",
    "ConsentRequest",
    "Correction",
    "CourseDate",
    "Delivery",
    "Departure",
    "Displacement",
    "Enclosure",
    "Entry",
    "EventText",
    "FeePayment",
    "FeeReceipt",
    "FeedVersion",
    "FirstCode",
    "FrozenFigure",
    "Grant",
    "GrantStep",
    "Group",
    "Guardian",
    "HandoverNote",
    "Headcount",
    "Horizon",
    "HourCount",
    "Incident",
    "Induction",
    "Introduction",
    "Invitation",
    "Issue",
    "KeyLoan",
    "Kiosk",
    "Lease",
    "Lecture",
    "LectureCount",
    "LectureDate",
    "LectureRequest",
    "Listing",
    "Loan",
    "Meeting",
    "Membership",
    "NetworkBody",
    "NewAddress",
    "NewsIssue",
    "NothingReported",
    "Notice",
    "Occurrence",
    "OnDuty",
    "OpenDate",
    "OwnWords",
    "Partner",
    "PartyParticulars",
    "Payment",
    "Person",
    "Pickup",
    "PlaceDraw",
    "Places",
    "Post",
    "Programme",
    "Reduction",
    "ReductionRequest",
    "Registration",
    "Reporter",
    "Request",
    "Round",
    "RoundSlot",
    "RulebookDraft",
    "Seat",
    "Series",
    "SeriesText",
    "Session",
    "SessionCount",
    "SignUp",
    "Skill",
    "SlotDate",
    "Subscription",
    "Succession",
    "Suggestion",
    "SupportedGroup",
    "Talent",
    "TalentListState",
    "Tie",
    "Unmet",
    "Wait",
    "Webhook",
    "Wish",
]
