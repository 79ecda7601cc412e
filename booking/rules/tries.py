"""How long somebody waits before a password of theirs is looked at again: a delay, never a lock.

Wrong tries at one account from one source wait longer and longer, and all the tries of a source go at
a pace. Nothing is counted for an account wherever its tries come from: whoever knows a card number
could otherwise keep its owner out. Instants are in seconds.
"""

from dataclasses import dataclass

FREE = 5  # slips of the finger at one account
# Never for good: in 2020 wrong PINs from one address locked 1,300 accounts at Kawasaki, which was the outage.
LONGEST = 5 * 60
FORGOTTEN = 60 * 60  # after so long without a try an account's tries are forgotten
# A school or a library stands behind one address: a class may mistype, a machine may not go on.
MANY = 100
PACE = 3  # seconds in which a source is forgiven one try
# A class may register in one lesson; a machine may not fill the card index.
MANY_NEWCOMERS = 40
NEWCOMERS_PACE = 60
# Of a school's instruments some break in a term; a machine may not empty the halls.
MANY_REPORTS = 20
REPORTS_PACE = 10 * 60
# A class writes for the children's special in one lesson, and looks up its codes in another.
MANY_ARTICLES = 40
ARTICLES_PACE = 60


@dataclass(frozen=True, slots=True)
class Tries:
    """What is remembered of tries: how many there were, or how many seconds are owed for them; and when
    the last one was."""

    count: int = 0
    at: int = 0


def account_wait(tries: Tries, now: int) -> int:
    """Seconds until one source may try one account again; they double with every try."""
    if tries.count < FREE:
        return 0
    return max(0, tries.at + min(1 << (tries.count - FREE), LONGEST) - now)


def account_tried(tries: Tries, now: int) -> Tries:
    return Tries(1 if now - tries.at > FORGOTTEN else tries.count + 1, now)


def source_wait(tries: Tries, now: int, many: int = MANY, pace: int = PACE) -> int:
    """Seconds until a source may try any account again."""
    return max(0, _owed(tries, now) + pace - many * pace)


def source_tried(tries: Tries, now: int, pace: int = PACE) -> Tries:
    return Tries(_owed(tries, now) + pace, now)


def source_right(tries: Tries, now: int) -> Tries:
    """As if the last try had not been: it was no wrong one."""
    # Every try is counted before it is judged, and a right one taken back (decision 20).
    return Tries(max(0, _owed(tries, now) - PACE), now)


def _owed(tries: Tries, now: int) -> int:
    # What is owed runs off with the clock: a wait is over by itself (decision 20).
    return max(0, tries.count - max(0, now - tries.at))
