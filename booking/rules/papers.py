"""The papers that halls still hand out, and which of them are numbered."""

from enum import StrEnum


class Paper(StrEnum):
    APPLICATION = "application"  # 使用許可申請書
    PERMIT = "permit"  # 使用許可書
    REDUCTION = "reduction"  # 減免申請書
    DECISION = "decision"  # 減免決定通知書
    RECEIPT = "receipt"  # 領収書
    REFUND = "refund"  # 還付通知書


# What members fill in they print themselves; what the hall answers has a number of the fiscal year.
OF_MEMBERS = frozenset({Paper.APPLICATION, Paper.REDUCTION})
NUMBERED = frozenset(Paper) - OF_MEMBERS
# One paper for all the rooms of an occasion; whatever is about money is of each room.
OF_OCCASIONS = frozenset({Paper.APPLICATION, Paper.PERMIT})
OVER_SUMS = frozenset({Paper.RECEIPT, Paper.REFUND})
