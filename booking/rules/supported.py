"""支援する地域のグループ: what kinds there are, and how far one has come that asks to be one."""

from enum import StrEnum

MOST_DATES = 60  # to come, of one group: a table that somebody fills by a slip stays readable


class GroupKind(StrEnum):
    """As the city's plan tells them apart (A3, B6)."""

    CHILD_REARING = "child_rearing"
    DISTRICT = "district"
    CHILDREN = "children"
    SENIORS = "seniors"
    OTHER = "other"


class Standing(StrEnum):
    """Only who stands is seen by the public."""

    ASKED = "asked"
    STANDS = "stands"
    RETURNED = "returned"
    LEFT = "left"
