"""What the desk does: steps that no one is refused for, in the order of a visit."""

from enum import StrEnum
from typing import ClassVar, Literal

from booking.rules.clauses.shown import Displayed
from booking.rules.clauses.term import Kind
from facilities.rules.words import Words


class Moment(StrEnum):
    """When the desk does it."""

    REGISTERING = "registering"
    BOOKING = "booking"
    ARRIVING = "arriving"
    LEAVING = "leaving"


class Task(StrEnum):
    """What a step is about, in the words of the catalogue of clause types."""

    CHECKIN = "CHECKIN"  # 受付・利用証提示
    DOCUMENTS = "DOCUMENTS"  # 名簿・会則
    HEALTH = "HEALTH"  # 検温・学校休校
    PERMIT_FORM = "PERMIT_FORM"  # 使用許可申請書
    PREPAY = "PREPAY"  # 前納
    REG_CHANGE = "REG_CHANGE"  # 変更届
    REPORT = "REPORT"  # 使用報告書
    RESTORE = "RESTORE"  # 原状復帰・点検
    STANDING_BOOKING = "STANDING_BOOKING"  # 年間申請


class Procedure(Displayed):
    """手順: a step of the desk's, when it is due, and the paper that it needs.

    The words are those of its clause.
    """

    kind: ClassVar[Kind] = Kind.PROCEDURE
    carries: ClassVar[tuple[str, ...]] = tuple(task for task in Task if task is not Task.DOCUMENTS)

    type: Literal["procedure"]
    topic: Task
    """What it is about."""
    when: Moment
    """When it is due."""
    form: Words | None = None
    """The paper, as people read it."""
