"""Which kinds of way help with each code."""

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason


class Help(Enum):
    OWN = auto()  # one's own booking that is the reason
    NEAR = auto()  # another time or room that the judge allows
    LATER = auto()  # the room's week in which a window is lit
    ROOMS = auto()  # the hall's other rooms
    HALLS = auto()  # other halls
    WHO = auto()  # other people
    REMIND = auto()  # the moment at which booking opens, for one's calendar
    MINE = auto()  # all one's bookings
    ROUND = auto()  # the lottery that gives the time out
    RULES = auto()  # the clause on the hall's page
    WITHOUT = auto()  # the same use without what is lent to others
    WAIT = auto()  # a place in line for this time
    CONSENT = auto()  # asking a guardian for the reader's own consent
    PAPER = auto()  # the same on paper
    ASK = auto()  # a booking that is held until the hall has answered
    CALL = auto()
    # At the hall's counter
    COME = auto()
    REGISTER = auto()
    RENEW = auto()
    COURSE = auto()
    SHOW = auto()
    PAY = auto()


# The first that lead somewhere are offered.
ELSEWHERE = (Help.NEAR, Help.WHO)
AT_THE_HALL = (Help.NEAR, Help.CALL, Help.COME)
BY_THE_HALL = (Help.CALL, Help.COME)
HELPS: Mapping[Code, Sequence[Help]] = {
    Code.AGE_MIN: ELSEWHERE,
    Code.AGE_MAX: ELSEWHERE,
    Code.AGE_EVENING: ELSEWHERE,
    Code.LEAVE_BY: ELSEWHERE,
    Code.GUARDIAN: (Help.CONSENT, Help.PAPER, Help.NEAR, Help.CALL, Help.WHO),
    Code.RESIDENCY: (Help.NEAR, Help.SHOW, Help.WHO),
    Code.NOT_AT_SCHOOL: (Help.NEAR, Help.CALL, Help.WHO),
    Code.GROUP_MIN: ELSEWHERE,
    Code.CAPACITY: ELSEWHERE,
    Code.GROUP_ALL_REG: (Help.NEAR, Help.REGISTER, Help.WHO),
    Code.REG_REQUIRED: (Help.NEAR, Help.REGISTER, Help.WHO),
    Code.REG_EXPIRED: (Help.NEAR, Help.RENEW, Help.WHO),
    Code.REG_RENEW: (Help.RENEW, Help.MINE),
    Code.INDUCTION: (Help.NEAR, Help.COURSE, Help.WHO),
    Code.ACCOMPANIED: (Help.NEAR, Help.WHO, Help.CALL),
    Code.SHARE: ELSEWHERE,
    Code.REPRESENTATIVE: (Help.NEAR, Help.WHO, Help.CALL),
    Code.GROUP_ONLY: (Help.NEAR, Help.WHO, Help.CALL),
    Code.GROUP_FAMILY: (Help.REGISTER, Help.CALL),
    Code.REG_DUP: BY_THE_HALL,
    Code.GROUP_NAME: BY_THE_HALL,
    Code.REG_CLASS: (Help.NEAR, Help.REGISTER, Help.WHO),
    Code.ID: (Help.SHOW, Help.CALL),
    Code.CLOSED_TO: (Help.NEAR, Help.WHO, Help.ROOMS),
    Code.PURPOSE: (Help.NEAR, Help.CALL, Help.ROOMS),
    # Of these the judge knows only where somebody says them: no other time can be promised.
    Code.INSTRUMENT: (Help.ROOMS, Help.CALL),
    Code.QUIET: (Help.ROOMS, Help.CALL),
    Code.PRIORITY: (Help.NEAR,),
    Code.PROGRAMME: (Help.NEAR,),
    Code.WALK_IN: ELSEWHERE,
    Code.TOO_EARLY: (Help.REMIND, Help.NEAR),
    Code.SAME_DAY: (Help.REMIND, Help.NEAR),
    Code.TOO_LATE: AT_THE_HALL,
    Code.CHANNEL: AT_THE_HALL,
    Code.RECEPTION: (Help.RULES, Help.CALL),
    Code.ONE_AT_A_TIME: (Help.OWN, Help.NEAR),
    Code.QUOTA: (Help.MINE, Help.NEAR),
    Code.NO_SUCH_DAY: AT_THE_HALL,
    Code.CONSECUTIVE_DAYS: (Help.NEAR, Help.MINE),
    Code.CONSECUTIVE_BANDS: (Help.NEAR, Help.MINE),
    Code.ENTRY_EARLY: (Help.RULES, Help.CALL),
    Code.ENTRY_LATE: AT_THE_HALL,
    Code.LOSERS_ONLY: (Help.NEAR, Help.RULES),
    Code.DRAWN: (Help.NEAR,),
    Code.RESULT_EARLY: (Help.RULES, Help.CALL),
    Code.CONFIRM_EARLY: (Help.RULES, Help.CALL),
    Code.CONFIRM_LATE: AT_THE_HALL,
    Code.ENTRIES: (Help.NEAR, Help.RULES),
    Code.WINS: (Help.NEAR, Help.MINE),
    Code.TIES_DRAWN: (Help.RULES, Help.CALL),
    Code.LOTTERY: (Help.ROUND, Help.NEAR),
    Code.TENTATIVE: (Help.MINE, Help.CALL),
    Code.PROGRAMME_AGE: (Help.WHO, Help.CALL),
    Code.PAST: (Help.NEAR,),
    Code.CLOSED: (Help.NEAR, Help.HALLS),
    Code.OUTSIDE_HOURS: (Help.NEAR,),
    Code.OFF_SLOT: (Help.NEAR,),
    Code.NOT_LENT: (Help.NEAR,),
    Code.TAKEN: (Help.OWN, Help.NEAR, Help.WAIT),
    Code.TURNOVER: (Help.NEAR,),
    Code.EQUIPMENT: (Help.WITHOUT, Help.NEAR),
    Code.ASK_HALL: (Help.ASK, *AT_THE_HALL),
    Code.WEATHER: (Help.LATER, Help.CALL),
    Code.CLOSED_EARLY: AT_THE_HALL,
    Code.EXTENSION: AT_THE_HALL,
    Code.KEY_EARLY: (Help.MINE, Help.CALL),
    Code.TOO_LATE_TO_CANCEL: BY_THE_HALL,
    Code.REFUND: (Help.MINE, Help.CALL),
    Code.NO_SHOW: (Help.CALL, Help.NEAR),
    Code.SANCTION: BY_THE_HALL,
    Code.PREPAY: (Help.PAY, Help.CALL),
}
# Where a fact is lacking, others may be known better.
LACKING = (Help.NEAR, Help.WHO, Help.CALL)
# What somebody has only said of themselves is known once the desk has seen it.
UNPROVED = (Help.SHOW, Help.NEAR, Help.WHO)
# Besides, as long as there is room.
ALWAYS = (Help.LATER, Help.CALL, Help.COME)


def helps_with(reason: Reason) -> Sequence[Help]:
    """What the rules leave open the hall settles, whatever it is about."""
    if reason.finding is Finding.UNKNOWN:
        return UNPROVED if "ties" in reason.lacking else LACKING
    return HELPS[Code.ASK_HALL if reason.finding is Finding.OPEN else Code(reason.code)]
