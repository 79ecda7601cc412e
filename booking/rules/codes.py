"""The codes of reasons. Each stands for one sentence; what may fill it is in `Reason.values`.

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
    GUARDIAN = "GUARDIAN"  # purpose, people
    RESIDENCY = "RESIDENCY"  # ties, people
    # In what company, how registered
    GROUP_MIN = "GROUP_MIN"  # least, size
    CAPACITY = "CAPACITY"  # most, size
    GROUP_ALL_REG = "GROUP_ALL_REG"  # registry, people
    REG_REQUIRED = "REG_REQUIRED"  # registry
    REG_EXPIRED = "REG_EXPIRED"  # registry, until_on
    INDUCTION = "INDUCTION"  # course, people
    PURPOSE = "PURPOSE"  # only or never (lists)
    # When one may ask, how, and how often
    TOO_EARLY = "TOO_EARLY"  # opens_at
    SAME_DAY = "SAME_DAY"  # opens_at
    TOO_LATE = "TOO_LATE"
    CHANNEL = "CHANNEL"  # channels
    ONE_AT_A_TIME = "ONE_AT_A_TIME"  # most, held, until_at
    QUOTA = "QUOTA"
    # The place and its clock
    PAST = "PAST"
    CLOSED = "CLOSED"  # reason_ja, reason_en
    OUTSIDE_HOURS = "OUTSIDE_HOURS"  # open: a list of [start_at, end_at]
    OFF_SLOT = "OFF_SLOT"
    TAKEN = "TAKEN"  # booking (its public id, if it is the asker's own)
    ASK_HALL = "ASK_HALL"
