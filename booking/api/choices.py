"""Sets of values of fields that share a name: the description calls each by a name of its own (settings)."""

from booking.labels.news import DECLINED
from booking.labels.weather import WEATHER
from booking.models import (
    Choice,
    Coming,
    Consent,
    Group,
    Membership,
    Occurrence,
    Programme,
    Registration,
    Round,
    Wait,
)
from booking.queries.activities import Answer as ReportAnswer
from booking.rules.activities import Every
from booking.rules.activities import State as Report
from booking.rules.aims import Stand
from booking.rules.ask import Channel, TieKind
from booking.rules.bands import BANDS
from booking.rules.duties import Duty
from booking.rules.feeds import Kind
from booking.rules.grants import Step
from booking.rules.indicators import Body as Reporting
from booking.rules.lectures import State as Lecture
from booking.rules.lifecycle import State
from booking.rules.news import ArticleState, IssueKind, Sort
from booking.rules.notices import Family
from booking.rules.papers import Paper
from booking.rules.particulars import Asked
from booking.rules.queues import Queue
from booking.rules.staff import Right, Role
from booking.rules.suggestions import State as Suggested
from booking.rules.supported import GroupKind, Standing
from booking.rules.suppression import Hidden
from booking.rules.talents import Answer as Introduced
from booking.rules.talents import ListState, Whose
from booking.rules.verdict import Outcome
from facilities.models import Evening, Facility, Fault
from facilities.rules.outside import Becomes
from facilities.rules.stages import Stage

BOOKING_STATES = list(State)
OUTCOMES = list(Outcome)
CHANNELS = list(Channel)
FEED_KINDS = list(Kind)
WAIT_STATES = Wait.State.values
# A round that is planned is nobody's to see yet.
ROUND_STATES = [state for state in Round.State.values if state != Round.State.PLANNED]
ROUND_STATES_AT_DESK = Round.State.values
WIN_PERIODS = Round.Period.values
CHOICE_OUTCOMES = Choice.Outcome.values
GROUP_KINDS = Group.Kind.values
HALL_KINDS = Facility.Kind.choices
FAULT_KINDS = Fault.What.values
OCCURRENCE_KINDS = Occurrence.Kind.values
QUEUES = list(Queue)
RIGHTS = list(Right)
DUTIES = list(Duty)
PAPERS = list(Paper)
REGISTRATION_STATES = Registration.State.values
FAMILIES = list(Family)
ISSUE_KINDS = list(IssueKind)
ARTICLE_STATES = list(ArticleState)
SORTS = list(Sort)
AUDIENCES = ["children", "adults"]
LECTURE_STATES = list(Lecture)
SUPPORTED_KINDS = list(GroupKind)
SUPPORTED_STATES = list(Standing)
REPORT_STATES = list(Report)
DECLINES = list(DECLINED)
GRANT_STEPS = list(Step)
ASKED = list(Asked)
REPORTERS = list(Reporting)
REPORTS_EVERY = list(Every)
REPORT_ANSWERS = list(ReportAnswer)
WHOSE = list(Whose)
LIST_STATES = list(ListState)
INTRODUCED = list(Introduced)
STANDS = list(Stand)
HIDDEN = list(Hidden)
PARTNER_ANSWERS = ["asked", "confirmed", "declined"]
SUGGESTION_STATES = list(Suggested)
# What waits to be read is no answer.
SUGGESTION_ANSWERS = [state for state in Suggested if state != Suggested.SENT]
ROLES = list(Role)
# A department's people are no hall's to choose.
GIVEN_ROLES = [role for role in Role if role != Role.OFFICE]
STAGES = list(Stage)
TIE_KINDS = list(TieKind)
CONSENT_WAYS = Consent.Way.values
# How the desk has received one; the link is answered without it.
RECEIVED_WAYS = [Consent.Way.PAPER.value, Consent.Way.CALL.value, Consent.Way.COUNTER.value]
MEMBER_ROLES = Membership.Role.values
WARNINGS = list(WEATHER)
EVENING_KINDS = Evening.Kind.values
BECOMES = list(Becomes)
BANDS_OF_AGE = list(BANDS)
# What is only being prepared is nobody's to see yet.
PROGRAMME_STATES = [state for state in Programme.State.values if state != Programme.State.DRAFT]
PROGRAMME_STATES_AT_DESK = Programme.State.values
# A place that was given back is none.
COMING_STATES = [state for state in Coming.State.values if state != Coming.State.CANCELLED]
