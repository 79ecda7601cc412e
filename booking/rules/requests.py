"""By when a hall answers what it was asked, and how long an answer can be taken back."""

DAY = 24 * 60 * 60
# Every hall opens within a week, also at the turn of the year.
TO_ANSWER = 7 * DAY
# An answer is taken back for a day, as long as nothing has happened since (decision 31).
TO_UNDO = DAY


def answer_by(asked_at: int, start: int) -> int:
    """The instant up to which a place is held for an answer: a week, or the beginning of the use."""
    return min(asked_at + TO_ANSWER, start)
