"""The codes of reasons. Each stands for one sentence; what may fill it is in `Reason.values`.

The sentences stand in `booking/labels/reasons`, a file for each of these families. A key of the
rulebook comes with its words: `course`, `course_ja`, `course_en`; several as lists.

Keys ending in `_at` hold instants, `_on` days; wall times are minutes after midnight. A reason
about people says how many of them it means (`people`), and for ages in the words of `Ages`.
"""

from enum import StrEnum


class Code(StrEnum):
    # Who
    AGE_MIN = "AGE_MIN"  # bounds of the ages, people, from, to (part of the day)
    AGE_MAX = "AGE_MAX"  # the same
    AGE_EVENING = "AGE_EVENING"  # an opening for others: ages (a list of bounds), from_at, to_at, people
    LEAVE_BY = "LEAVE_BY"  # bounds of the ages, time, until_at, people
    GUARDIAN = "GUARDIAN"  # purpose, people, also (paper or call) if it came through the child's phone
    RESIDENCY = "RESIDENCY"  # ties, bounds of the ages if it means some only, people; or of (group)
    NOT_AT_SCHOOL = "NOT_AT_SCHOOL"  # bounds of the ages, people
    # In what company, how registered. At registering all that is broken has `registering`.
    GROUP_MIN = "GROUP_MIN"  # least, size
    CAPACITY = "CAPACITY"  # most, size
    GROUP_ALL_REG = "GROUP_ALL_REG"  # registry, people
    REG_REQUIRED = "REG_REQUIRED"  # registry
    REG_EXPIRED = "REG_EXPIRED"  # registry, until_on
    REG_RENEW = "REG_RENEW"  # registry, until_on: renewed in time, it holds on the day of use (holds)
    INDUCTION = "INDUCTION"  # course; people, unless it is enough that anybody has taken it
    ACCOMPANIED = "ACCOMPANIED"  # by (guardian or supervisor), least, bounds of the ages
    # at_least or more_than ("2/3") or least, meant, size, ties, registered if they have to be, bounds
    SHARE = "SHARE"
    REPRESENTATIVE = "REPRESENTATIVE"  # ties, never (a list), bounds of the ages
    GROUP_ONLY = "GROUP_ONLY"
    GROUP_FAMILY = "GROUP_FAMILY"
    REG_DUP = "REG_DUP"  # percent, overlap
    GROUP_NAME = "GROUP_NAME"  # words (a list)
    REG_CLASS = "REG_CLASS"  # classes (a list)
    ID = "ID"  # proofs (a list), people, bounds of the ages
    # Use of the room
    CLOSED_TO = "CLOSED_TO"  # reason_ja, reason_en
    PURPOSE = "PURPOSE"  # only or never (lists)
    INSTRUMENT = "INSTRUMENT"  # instruments, only (lists)
    QUIET = "QUIET"  # time, until_at
    PRIORITY = "PRIORITY"
    PROGRAMME = "PROGRAMME"
    WALK_IN = "WALK_IN"  # bounds of the ages, people
    # When one may ask, how, and how often
    TOO_EARLY = "TOO_EARLY"  # opens_at
    SAME_DAY = "SAME_DAY"  # opens_at
    TOO_LATE = "TOO_LATE"  # closes_at, channels if it is not too late through these
    CHANNEL = "CHANNEL"  # channels (those that no other clause closes; may be empty)
    # from, to, channels (may be empty), other_day if it does not take applications on that day at all
    RECEPTION = "RECEPTION"
    ONE_AT_A_TIME = "ONE_AT_A_TIME"  # most, held, until_at
    QUOTA = "QUOTA"  # most, used, unit, per, may_allow_ja, may_allow_en
    NO_SUCH_DAY = "NO_SUCH_DAY"  # earliest_at, latest_at
    CONSECUTIVE_DAYS = "CONSECUTIVE_DAYS"  # most, days
    CONSECUTIVE_BANDS = "CONSECUTIVE_BANDS"  # most, bands
    # Lotteries and programmes
    ENTRY_EARLY = "ENTRY_EARLY"  # opens_at
    ENTRY_LATE = "ENTRY_LATE"  # closes_at
    LOSERS_ONLY = "LOSERS_ONLY"
    DRAWN = "DRAWN"  # drawn_at
    RESULT_EARLY = "RESULT_EARLY"  # opens_at
    CONFIRM_EARLY = "CONFIRM_EARLY"  # opens_at
    CONFIRM_LATE = "CONFIRM_LATE"  # closes_at
    ENTRIES = "ENTRIES"  # most, so_far, per
    WINS = "WINS"  # most, so_far, per
    TIES_DRAWN = "TIES_DRAWN"  # (holds)
    # round (its public id) and the next of opens_at, closes_at, draws_at
    LOTTERY = "LOTTERY"
    TENTATIVE = "TENTATIVE"  # (holds), or closes_at
    PROGRAMME_AGE = "PROGRAMME_AGE"  # ages (a list of bounds), people
    # The place and its clock
    PAST = "PAST"
    # reason_ja, reason_en, open_end if nobody knows until when, when_asked if it is the reception's day
    CLOSED = "CLOSED"
    OUTSIDE_HOURS = "OUTSIDE_HOURS"  # open: a list of [start_at, end_at], about if they follow the sunset
    OFF_SLOT = "OFF_SLOT"
    NOT_LENT = "NOT_LENT"
    TAKEN = "TAKEN"  # booking (its public id, if it is the asker's own)
    TURNOVER = "TURNOVER"  # minutes
    EQUIPMENT = "EQUIPMENT"  # things (a list)
    ASK_HALL = "ASK_HALL"
    WEATHER = "WEATHER"  # warnings (a list), free if it costs neither a fee nor points
    CLOSED_EARLY = "CLOSED_EARLY"  # until_at
    EXTENSION = "EXTENSION"  # minutes, most_minutes (either may be None)
    KEY_EARLY = "KEY_EARLY"  # from_at
    # Giving up, paying, and what follows from what happened
    TOO_LATE_TO_CANCEL = "TOO_LATE_TO_CANCEL"  # closes_at
    REFUND = "REFUND"  # percent, if it is published (holds)
    NO_SHOW = "NO_SHOW"  # after_minutes
    SANCTION = "SANCTION"  # effect (a Status), until_on if it ends, people
    PREPAY = "PREPAY"


# What says when and by which way one asks: whoever takes a cancellation back, is offered a place in line or
# draws a lot had asked in time and in a right way before.
HOW_ONE_ASKS = frozenset(
    {Code.TOO_EARLY, Code.TOO_LATE, Code.SAME_DAY, Code.NO_SUCH_DAY, Code.CHANNEL, Code.RECEPTION}
)
# What is left of a slot begins off the grid of an empty day; it was looked at when it was offered.
WHAT_WAS_OFFERED = HOW_ONE_ASKS | {Code.OFF_SLOT}
